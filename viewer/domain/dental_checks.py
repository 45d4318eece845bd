"""Hints where the numbers of teeth and their places in the picture do not go together.

They judge nobody: a hint says what to look at, and a reader decides. What a picture cannot tell
is not asked of it. An upright film or frontal photo shows the patient's right on the left and the
upper jaw above; a lateral or an occlusal photo may have been taken in a mirror, so its direction
along the arch is free, and an occlusal one has no above and below (`View`).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise
from statistics import mean, median
from typing import Final

from viewer.domain.dental_diseases import DentalImage
from viewer.domain.dental_order import ArchNumber, Order, mirrored, order_of
from viewer.domain.teeth import Jaw, Tooth
from viewer.domain.teeth_seen import ToothSeen
from viewer.geometry.regions import BoxRegion

_EDGE: Final = 1.0
"""A box may be this much outside, image px: edges are often rounded."""
_FEWEST: Final = 4
"""Fewer teeth of a jaw say nothing sure about their direction."""
_ROUND_ARCH: Final = 0.35
"""The height of an arch against its width, from which on it is seen from above or below."""
_BALANCED: Final = 0.5
"""The smaller side against the larger, from which on a photo is frontal."""
_NEAREST: Final = 3
_NEAR: Final = 2.5
"""How far away the teeth of the other jaw may stand to be compared, in widths."""
_LEVEL: Final = 0.2
"""A tooth is on the wrong side of the bite when it passes those of the other jaw so far, in
heights; half a height above them is usual."""
_MOST_ODD: Final = 0.5
_SAME_PLACE: Final = 0.5
_SAME_BITE: Final = 0.15
_UNERUPTED: Final = frozenset({"impacted-tooth", "embedded-tooth"})


class View(StrEnum):
    """How a picture shows the teeth, as their boxes tell."""

    FRONTAL = "frontal"
    """Upright with both sides: a panoramic film, a frontal photo."""
    LATERAL = "lateral"
    """Upright, mostly one side, perhaps in a mirror."""
    OCCLUSAL = "occlusal"
    """One arch from above or below, perhaps in a mirror, any side up."""


class HintKind(StrEnum):
    """What does not go together."""

    NO_SUCH_TOOTH = "no-such-tooth"
    DOUBLE = "double"
    OUTSIDE = "outside"
    MIRRORED = "mirrored"
    """All numbers run the wrong way: the picture is mirrored, or all sides are changed."""
    SIDES_SWAPPED = "sides-swapped"
    """Those of one jaw do: quadrants 1 and 2, or 3 and 4, are changed."""
    UPSIDE_DOWN = "upside-down"
    JAWS_SWAPPED = "jaws-swapped"
    """A few stand on the wrong side of the bite."""
    OUT_OF_ORDER = "out-of-order"
    TANGLED = "tangled"
    """Of these some are out of order, and it cannot be told which."""
    CLASH = "clash"
    """A milk tooth and its successor at the same place, or both erupted."""


OF_THE_WHOLE: Final = frozenset({HintKind.MIRRORED, HintKind.SIDES_SWAPPED, HintKind.UPSIDE_DOWN})
"""Hints about a picture or a jaw: no single tooth is meant."""


@dataclass(frozen=True, slots=True)
class DentalHint:
    """One hint. `uids` are findings to jump to; `texts` the numbers it is about, as they stand."""

    kind: HintKind
    uids: tuple[str, ...]
    texts: tuple[str, ...]
    jaw: Jaw | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    """A tooth that has a number and a box."""

    seen: ToothSeen
    tooth: Tooth
    box: BoxRegion

    @property
    def x(self) -> float:
        return (self.box.low.column + self.box.high.column) / 2

    @property
    def y(self) -> float:
        return (self.box.low.row + self.box.high.row) / 2

    @property
    def width(self) -> float:
        return self.box.high.column - self.box.low.column

    @property
    def height(self) -> float:
        return self.box.high.row - self.box.low.row

    @property
    def is_erupted(self) -> bool:
        return not any(disease.key in _UNERUPTED for disease in self.seen.diseases)


def hints_of(
    seen: Sequence[ToothSeen], image: DentalImage, columns: int, rows: int
) -> tuple[DentalHint, ...]:
    """Return all hints about the teeth of a picture of `columns` by `rows` pixels."""
    placed = [_Placed(one, one.tooth, one.box) for one in seen if one.tooth and one.box]
    view = _view(placed, image)
    return (
        *_numbers(seen),
        *(
            _hint(HintKind.OUTSIDE, (one,))
            for one in seen
            if one.box is not None and _is_outside(one.box, columns, rows)
        ),
        *_directions(placed, view),
        *_jaws(placed, view),
        *_clashes(placed, image),
    )


def hints_of_whole(seen: Sequence[ToothSeen], image: DentalImage) -> tuple[DentalHint, ...]:
    """Return those hints that are about the picture itself, as that it is mirrored."""
    placed = [_Placed(one, one.tooth, one.box) for one in seen if one.tooth and one.box]
    view = _view(placed, image)
    found = (*_directions(placed, view), *_jaws(placed, view))
    return tuple(hint for hint in found if hint.kind in OF_THE_WHOLE)


def view_of(seen: Iterable[ToothSeen], image: DentalImage) -> View:
    """Return how a picture shows the teeth."""
    return _view([_Placed(s, s.tooth, s.box) for s in seen if s.tooth and s.box], image)


def _view(placed: Sequence[_Placed], image: DentalImage) -> View:
    """Tell it from the boxes: an arch as round as half a ring is seen from above or below."""
    if image is DentalImage.PANORAMIC or not placed:
        return View.FRONTAL
    upper = [p for p in placed if p.tooth.jaw is Jaw.UPPER]
    minority = min(len(upper), len(placed) - len(upper))
    if minority <= len(placed) // 6:
        across = max(p.x for p in placed) - min(p.x for p in placed)
        down = max(p.y for p in placed) - min(p.y for p in placed)
        if min(across, down) > _ROUND_ARCH * max(across, down):
            return View.OCCLUSAL
    right = sum(p.tooth.is_right for p in placed)
    left = len(placed) - right
    is_balanced = min(left, right) >= _BALANCED * max(left, right)
    return View.FRONTAL if is_balanced and minority else View.LATERAL


def _numbers(seen: Sequence[ToothSeen]) -> Iterable[DentalHint]:
    by_number: dict[Tooth, list[ToothSeen]] = {}
    for one in seen:
        if one.tooth is None:
            yield _hint(HintKind.NO_SUCH_TOOTH, (one,))
        else:
            by_number.setdefault(one.tooth, []).append(one)
    for same in by_number.values():
        if len(same) > 1:
            yield _hint(HintKind.DOUBLE, same)


def _is_outside(box: BoxRegion, columns: int, rows: int) -> bool:
    return (
        min(box.low.column, box.low.row) < -_EDGE
        or box.high.column > columns + _EDGE
        or box.high.row > rows + _EDGE
    )


def _directions(placed: Sequence[_Placed], view: View) -> Iterable[DentalHint]:
    """Look along each jaw whether the numbers run from the patient's right to the left."""
    jaws = {jaw: _along(placed, jaw, view) for jaw in Jaw}
    jaws = {jaw: teeth for jaw, teeth in jaws.items() if len(teeth) >= _FEWEST}
    backward = [jaw for jaw, teeth in jaws.items() if _runs_backward(teeth)]
    if view is View.FRONTAL and backward:
        yield from _mirror_hints({jaw: jaws[jaw] for jaw in backward}, is_all=backward == [*jaws])
    for jaw, teeth in jaws.items():
        numbers = [number for _, number in teeth]
        order = order_of(mirrored(numbers) if jaw in backward else numbers)
        if len(teeth) - order.kept <= _MOST_ODD * len(teeth):
            yield from _order_hints([tooth for tooth, _ in teeth], order)


_Arch = list[tuple[_Placed, ArchNumber]]


def _mirror_hints(arches: dict[Jaw, _Arch], *, is_all: bool) -> Iterable[DentalHint]:
    if is_all:
        everything = [tooth.seen for arch in arches.values() for tooth, _ in arch]
        yield _hint(HintKind.MIRRORED, everything)
        return
    for jaw, arch in arches.items():
        yield _hint(HintKind.SIDES_SWAPPED, [tooth.seen for tooth, _ in arch], jaw)


def _order_hints(teeth: Sequence[_Placed], order: Order) -> Iterable[DentalHint]:
    for index in order.odd:
        yield _hint(HintKind.OUT_OF_ORDER, (teeth[index].seen,))
    if order.tangled:
        yield _hint(HintKind.TANGLED, [teeth[index].seen for index in order.tangled])


def _runs_backward(arch: _Arch) -> bool:
    numbers = [number for _, number in arch]
    return order_of(mirrored(numbers)).kept > order_of(numbers).kept


def _along(placed: Sequence[_Placed], jaw: Jaw, view: View) -> _Arch:
    """Return the erupted teeth of a jaw with their places along the arch of the picture."""
    teeth = [p for p in placed if p.tooth.jaw is jaw and p.is_erupted]
    at = _PLACES[view](teeth)
    return [
        (p, ArchNumber(p.tooth.arch_place, place, _width(p, view), p.tooth.is_deciduous))
        for p, place in zip(teeth, at, strict=True)
    ]


def _width(tooth: _Placed, view: View) -> float:
    return tooth.width if view is View.FRONTAL else min(tooth.width, tooth.height)


def _upright_places(teeth: Sequence[_Placed]) -> list[float]:
    return [tooth.x for tooth in teeth]


def _line_places(teeth: Sequence[_Placed]) -> list[float]:
    """Return places along the line between the two teeth farthest apart, from either of them."""
    if len(teeth) < _FEWEST:
        return _upright_places(teeth)
    first, last = max(
        combinations(teeth, 2), key=lambda two: math.hypot(two[0].x - two[1].x, two[0].y - two[1].y)
    )
    across, down = last.x - first.x, last.y - first.y
    length = math.hypot(across, down) or 1.0
    return [(p.x * across + p.y * down) / length for p in teeth]


def _round_places(teeth: Sequence[_Placed]) -> list[float]:
    """Return places along a round arch: angles around its middle from its open end, as lengths."""
    if not teeth:
        return []
    left, right = min(p.x for p in teeth), max(p.x for p in teeth)
    top, bottom = min(p.y for p in teeth), max(p.y for p in teeth)
    middle = ((left + right) / 2, (top + bottom) / 2)
    radius = (right - left + bottom - top) / 4
    angles = [math.atan2(p.y - middle[1], p.x - middle[0]) for p in teeth]
    ordered = sorted(angles)
    gaps = [*pairwise(ordered), (ordered[-1], ordered[0] + math.tau)]
    start = max(gaps, key=lambda gap: gap[1] - gap[0])[1]
    return [((angle - start + 1e-9) % math.tau) * radius for angle in angles]


_PLACES: Final = {
    View.FRONTAL: _upright_places,
    View.LATERAL: _line_places,
    View.OCCLUSAL: _round_places,
}


def _jaws(placed: Sequence[_Placed], view: View) -> Iterable[DentalHint]:
    """Look across the bite whether each tooth stands on its own side of the other jaw's."""
    upper = [p for p in placed if p.tooth.jaw is Jaw.UPPER]
    lower = [p for p in placed if p.tooth.jaw is Jaw.LOWER]
    if view is View.OCCLUSAL or not upper or not lower:
        return
    judged = [(p, _is_across(p, lower if p in upper else upper)) for p in placed]
    wrong = [p for p, is_across in judged if is_across]
    known = sum(is_across is not None for _, is_across in judged)
    if wrong and len(wrong) == known and known >= _FEWEST:
        yield _hint(HintKind.UPSIDE_DOWN, [p.seen for p in wrong])
    elif wrong:
        yield _hint(HintKind.JAWS_SWAPPED, [p.seen for p in wrong])


def _is_across(tooth: _Placed, others: Sequence[_Placed]) -> bool | None:
    """Tell whether a tooth is beyond those of the other jaw nearest to it; None with none near."""
    near = sorted(others, key=lambda other: abs(other.x - tooth.x))[:_NEAREST]
    near = [p for p in near if abs(p.x - tooth.x) <= _NEAR * max(p.width, tooth.width)]
    if not near:
        return None
    level = median(p.y for p in near)
    height = mean([tooth.height, *(p.height for p in near)])
    above = level - tooth.y if tooth.tooth.jaw is Jaw.UPPER else tooth.y - level
    return above < _LEVEL * height


def _clashes(placed: Sequence[_Placed], image: DentalImage) -> Iterable[DentalHint]:
    """Find milk teeth with their successors where both cannot be right.

    On a film the germ below a milk tooth is usual; both in one place, or beside each other at the
    same level of the bite, is not. A photo shows erupted teeth only.
    """
    for one, other in combinations(placed, 2):
        milk, after = (one, other) if one.tooth.is_deciduous else (other, one)
        if milk.tooth.successor != after.tooth:
            continue
        if (
            image is not DentalImage.PANORAMIC
            or _overlap(milk.box, after.box) > _SAME_PLACE
            or _have_one_bite(milk, after)
        ):
            yield _hint(HintKind.CLASH, (milk.seen, after.seen))


def _have_one_bite(milk: _Placed, after: _Placed) -> bool:
    if not after.is_erupted:
        return False
    is_upper = milk.tooth.jaw is Jaw.UPPER
    edges = [p.box.high.row if is_upper else p.box.low.row for p in (milk, after)]
    return abs(edges[0] - edges[1]) < _SAME_BITE * after.height


def _overlap(one: BoxRegion, other: BoxRegion) -> float:
    """Return the intersection of two boxes over their union."""
    across = min(one.high.column, other.high.column) - max(one.low.column, other.low.column)
    down = min(one.high.row, other.high.row) - max(one.low.row, other.low.row)
    common = max(0.0, across) * max(0.0, down)
    whole = _area(one) + _area(other) - common
    return common / whole if whole > 0 else 0.0


def _area(box: BoxRegion) -> float:
    return (box.high.column - box.low.column) * (box.high.row - box.low.row)


def _hint(kind: HintKind, seen: Iterable[ToothSeen], jaw: Jaw | None = None) -> DentalHint:
    teeth = tuple(seen)
    return DentalHint(kind, tuple(one.uid for one in teeth), tuple(one.text for one in teeth), jaw)
