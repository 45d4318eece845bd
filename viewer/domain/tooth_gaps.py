"""Which tooth a new outline is likeliest: the absent one that belongs where it was drawn.

Each tooth that nobody listed is expected somewhere: between its neighbours, or as far beyond the
last one as those stand apart. The nearest expectation wins. It is an offer, never an answer.
"""

from collections.abc import Sequence
from statistics import median
from typing import Final, NamedTuple

from viewer.domain.dental_checks import View, view_of
from viewer.domain.dental_diseases import DentalImage
from viewer.domain.teeth import DECIDUOUS_TEETH, PERMANENT_TEETH, Jaw, Tooth
from viewer.domain.teeth_seen import ToothSeen
from viewer.geometry.points import ImagePoint

_FARTHEST: Final = 2.5
"""Beyond so many widths of a tooth nothing is expected there."""
_LAST_DECIDUOUS: Final = 4.5


class _Stood(NamedTuple):
    """A listed tooth: its place along the arch (-7.5 … 7.5), where it lies, how wide it is."""

    place: float
    at: ImagePoint
    width: float
    is_deciduous: bool


def likeliest_tooth(at: ImagePoint, seen: Sequence[ToothSeen], image: DentalImage) -> Tooth | None:
    """Return the absent tooth that is likeliest at an image point; None where none is near.

    Without a tooth of the same jaw, or with only one of a photo that may be mirrored, nothing
    tells where the others belong.
    """
    is_upright = view_of(seen, image) is View.FRONTAL
    best: tuple[float, Tooth] | None = None
    for jaw in Jaw:
        stood = _stood(seen, jaw)
        if not stood:
            continue
        width = max(median(tooth.width for tooth in stood), 1.0)
        for place in _absent(stood):
            expected = _expected(place, stood, is_upright=is_upright)
            if expected is None:
                continue
            away = expected.distance_to(at) / width
            if away <= _FARTHEST and (best is None or away < best[0]):
                best = (away, _tooth_at(place, jaw, stood))
    return None if best is None else best[1]


def _stood(seen: Sequence[ToothSeen], jaw: Jaw) -> list[_Stood]:
    """Return the listed teeth of a jaw along the arch; of one place the first that is listed."""
    found: dict[float, _Stood] = {}
    for one in seen:
        if one.tooth is None or one.box is None or one.tooth.jaw is not jaw:
            continue
        (left, top), (right, bottom) = one.box.low, one.box.high
        middle = ImagePoint((left + right) / 2, (top + bottom) / 2)
        place = _place(one.tooth)
        found.setdefault(place, _Stood(place, middle, right - left, one.tooth.is_deciduous))
    return sorted(found.values())


def _place(tooth: Tooth) -> float:
    return tooth.arch_place + (0.5 if tooth.is_right else -0.5)


def _absent(stood: Sequence[_Stood]) -> list[float]:
    taken = {tooth.place for tooth in stood}
    return [place for i in range(16) if (place := i - 7.5) not in taken]


def _expected(place: float, stood: Sequence[_Stood], *, is_upright: bool) -> ImagePoint | None:
    """Return where a place lies: on the line through its neighbours, or through the last two."""
    below = [tooth for tooth in stood if tooth.place < place]
    above = [tooth for tooth in stood if tooth.place > place]
    if below and above:
        one, other = below[-1], above[0]
    elif len(stood) > 1:
        one, other = (below[-1], below[-2]) if below else (above[0], above[1])
    elif is_upright:
        only = stood[0]
        across = (place - only.place) * only.width
        return ImagePoint(only.at.column + across, only.at.row)
    else:
        return None
    share = (place - one.place) / (other.place - one.place)
    return ImagePoint(
        one.at.column + share * (other.at.column - one.at.column),
        one.at.row + share * (other.at.row - one.at.row),
    )


def _tooth_at(place: float, jaw: Jaw, stood: Sequence[_Stood]) -> Tooth:
    """Return the tooth of a place; a deciduous one where the nearest that is listed is."""
    nearest = min(stood, key=lambda tooth: abs(tooth.place - place))
    is_deciduous = nearest.is_deciduous and abs(place) <= _LAST_DECIDUOUS
    teeth = DECIDUOUS_TEETH if is_deciduous else PERMANENT_TEETH
    return next(tooth for tooth in teeth if tooth.jaw is jaw and _place(tooth) == place)
