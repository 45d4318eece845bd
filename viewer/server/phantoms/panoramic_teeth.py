"""Where the teeth of a panoramic phantom stand: along the jaws, as germs, lying askew, replaced.

The film's frame: mm, x to the right as the picture is looked at (the patient's left), y to the
feet; the origin lies on the midline between the edges of the incisors.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import cos, radians, sin
from typing import Final, Literal

import numpy as np

from viewer.server.phantoms import panoramic_forms as forms
from viewer.server.phantoms.panoramic_forms import Form
from viewer.server.phantoms.radiograph import Points, circle, points, smooth

Status = Literal["疑似", "确证"]

MAGNIFICATION: Final = 1.2
_CONTACT: Final = 0.955
_GAP_MM: Final = 1.3
_LEANS: Final[dict[str, tuple[float, ...]]] = {
    # Degrees, the apex towards distal, from the first tooth to the eighth.
    "upper": (2.0, 4.0, 7.0, 4.0, 3.0, 3.0, 4.0, 7.0),
    "lower": (0.0, 1.0, 4.0, 5.0, 7.0, 9.0, 12.0, 16.0),
}
PERMANENT: Final = tuple(
    tuple(f"{quadrant}{place}" for place in range(1, 9)) for quadrant in (1, 2, 3, 4)
)
CHILD: Final = (
    ("11", "12", "53", "54", "55", "16"),
    ("21", "62", "63", "64", "65", "26"),
    ("31", "32", "73", "74", "75", "36"),
    ("41", "42", "83", "84", "85", "46"),
)


class Build(StrEnum):
    """What stands in a tooth's place."""

    NATURAL = "natural"
    IMPLANT = "implant"
    PONTIC = "pontic"
    """A tooth of a bridge without a root."""
    ROOTS = "roots"
    """What is left when the crown is lost and the roots have parted."""
    STUMP = "stump"
    """What is left of a crown that has broken down."""


@dataclass(frozen=True, slots=True)
class Ailment:
    """A disease or a treatment of a tooth, by the service's English class; `iou` as it gives it."""

    fdi: str
    name: str
    status: Status
    confidence: float
    iou: float = 0.5
    side: Literal["mesial", "distal"] = "distal"


@dataclass(frozen=True, slots=True)
class Move:
    """A tooth that does not stand in its row as it should.

    `over` names the tooth of the row above whose place it lies, `lift` (mm) how much deeper in the
    jaw, negative out of it; `at` is the place of its biting edge in the film (mm, for the patient's
    left side), `lean` degrees more with the apex towards distal.
    """

    fdi: str
    over: str = ""
    lift: float = 0.0
    lean: float = 0.0
    at: tuple[float, float] | None = None
    grown: float = 1.0
    build: Build = Build.NATURAL
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """How a tooth's own frame lies in the film: its edge's middle, and where its apex points."""

    x: float
    y: float
    side: int
    is_upper: bool
    lean: float

    def __call__(self, shape: Points) -> Points:
        """Return film points (mm) of points (u, v) of the tooth."""
        turn = radians(self.lean)
        down = -1.0 if self.is_upper else 1.0
        distal = np.array((self.side * cos(turn), -down * sin(turn)))
        apex = np.array((self.side * sin(turn), down * cos(turn)))
        offset = np.array((self.x, self.y))
        placed: Points = MAGNIFICATION * (shape[:, :1] * distal + shape[:, 1:] * apex) + offset
        return placed


@dataclass(frozen=True)
class Tooth:
    """A tooth as it stands in the film."""

    fdi: str
    form: Form
    frame: Frame
    grown: float
    build: Build
    is_erupted: bool
    ailments: tuple[Ailment, ...] = ()

    @cached_property
    def rings(self) -> tuple[Points, ...]:
        """Its outline in the film (mm), in one ring or several: the truth, and what is drawn."""
        return tuple(self.frame(ring) for ring in _rings(self))

    def has(self, name: str) -> bool:
        """Return whether the tooth has a disease or a treatment of a class."""
        return any(ailment.name == name for ailment in self.ailments)


def teeth_of(
    rows: tuple[tuple[str, ...], ...],
    missing: tuple[str, ...],
    moves: tuple[Move, ...],
    ailments: tuple[Ailment, ...],
) -> tuple[Tooth, ...]:
    """Return the teeth of a mouth, row by row from the midline, then those outside the rows."""
    moved = {move.fdi: move for move in moves}
    spots = {fdi: frame for row in rows for fdi, frame in _row(row)}
    built: list[Tooth] = []
    for fdi in [*spots, *(fdi for fdi in moved if fdi not in spots)]:
        if fdi in missing:
            continue
        move = moved.get(fdi, Move(fdi))
        erupted = move.lift < 4.0 and move.at is None
        built.append(
            Tooth(
                fdi,
                move.form or forms.form_of(fdi),
                _moved(spots.get(move.over or fdi), move),
                move.grown,
                move.build,
                erupted,
                tuple(ailment for ailment in ailments if ailment.fdi == fdi),
            )
        )
    return tuple(built)


def crest(teeth: tuple[Tooth, ...], *, upper: bool) -> Points:
    """Return the margin of a jaw's bone (mm) from left to right: just below the necks."""
    margin = [
        _margin(tooth) for tooth in teeth if tooth.is_erupted and tooth.frame.is_upper is upper
    ]
    line = np.concatenate(margin)
    ordered: Points = line[np.argsort(line[:, 0])]
    return ordered


def biting_height(x: float) -> float:
    """Return where the rows meet (mm): a smile, higher at the back."""
    return 2.5 - 11.0 * (x / 85.0) ** 2


def _row(row: tuple[str, ...]) -> Iterator[tuple[str, Frame]]:
    """Return the frames of a row that stands as it should, from the midline."""
    quadrant = (int(row[0][0]) - 1) % 4 + 1
    is_upper, side = quadrant < 3, 1 if quadrant in (2, 3) else -1
    reach = 0.4
    for fdi in row:
        width = forms.form_of(fdi).width * MAGNIFICATION * _CONTACT
        x = reach + width / 2
        reach += width
        slope = np.degrees(np.arctan(22.0 * x / 85.0**2))
        lean = _LEANS["upper" if is_upper else "lower"][int(fdi[1]) - 1]
        lean += -0.7 * slope if is_upper else 0.5 * slope
        y = biting_height(x) + (-_GAP_MM if is_upper else _GAP_MM)
        # Nobody's teeth stand in a perfect row.
        number = int(fdi)
        x, y = x + 0.3 * sin(number * 2.3), y + 0.5 * sin(number * 1.7)
        yield fdi, Frame(side * x, y, side, is_upper, float(lean) + 1.5 * sin(number * 3.1))


def _moved(spot: Frame | None, move: Move) -> Frame:
    if move.at is not None:
        quadrant = int(move.fdi[0])
        side = 1 if quadrant in (2, 3, 6, 7) else -1
        is_upper = quadrant in (1, 2, 5, 6)
        return Frame(side * move.at[0], move.at[1], side, is_upper, move.lean)
    if spot is None:
        raise ValueError(f"nothing says where {move.fdi} stands")
    deeper = Frame(spot.x, spot.y, spot.side, spot.is_upper, spot.lean)
    x, y = deeper(points((0.0, move.lift / MAGNIFICATION)))[0]
    return Frame(float(x), float(y), spot.side, spot.is_upper, spot.lean + move.lean)


def _margin(tooth: Tooth) -> Points:
    depth = tooth.form.crown + 1.3
    if tooth.has("alveolar_bone_resorption"):
        depth += 0.32 * tooth.form.root
    if tooth.build is Build.PONTIC:
        depth += 2.0
    half = tooth.form.width / 2
    between = points((-0.4 * half, depth), (0.4 * half, depth))
    return tooth.frame(between)


def _rings(tooth: Tooth) -> tuple[Points, ...]:
    whole = forms.outline(tooth.form, tooth.grown)
    if tooth.build is Build.IMPLANT:
        return (implant(tooth.form),)
    if tooth.build is Build.PONTIC:
        return (pontic(tooth.form),)
    if tooth.build is Build.ROOTS:
        return parted_roots(tooth.form)
    if tooth.build is Build.STUMP:
        floor = tooth.form.crown * (0.62 + 0.16 * np.sin(whole[:, 0] * 1.9 + 0.6))
        return (np.stack((whole[:, 0], np.maximum(whole[:, 1], floor)), axis=1),)
    return (whole,)


def implant(form: Form) -> Points:
    """Return a crown on a screw (u, v)."""
    return np.concatenate((_upper_cap(form), screw(form)))


def screw(form: Form) -> Points:
    """Return the implant's body (u, v) from its distal shoulder round to its mesial one."""
    start, length, turns = form.crown * 0.97, 10.5, 9
    level = np.linspace(0.12, 0.93, 2 * turns)
    wide = np.where(np.arange(2 * turns) % 2 == 0, 2.05, 1.75) * (1.0 - 0.25 * level**2)
    distal = np.stack((wide, start + length * level), axis=1)
    tip = points((0.7, start + length), (-0.7, start + length))
    collar = points((1.9, start), (1.9, start + 0.06 * length))
    side = np.concatenate((collar, distal))
    body: Points = np.concatenate((side, tip, (side * (-1.0, 1.0))[::-1]))
    return body


def pontic(form: Form) -> Points:
    """Return the tooth of a bridge that has no root (u, v)."""
    half, high = form.width / 2, form.crown
    foot = points((0.8 * half, 0.86 * high), (0.0, 1.0 * high), (-0.8 * half, 0.86 * high))
    return np.concatenate((_upper_cap(form), smooth(foot, closed=False)))


def parted_roots(form: Form) -> tuple[Points, ...]:
    """Return what is left of the two roots of a molar (u, v)."""
    high, root, neck = form.crown, form.root, form.neck / 2
    lone = points(
        (-0.34, 0.10), (-0.1, 0.03), (0.22, 0.06), (0.36, 0.16), (0.34, 0.5), (0.24, 0.85),
        (0.08, 0.98), (-0.12, 0.94), (-0.26, 0.7), (-0.36, 0.4),
    )  # fmt: skip
    return tuple(
        smooth(lone * (way * neck, root) + np.array((way * 0.62 * neck, high))) for way in (-1, 1)
    )


def follicle(form: Form) -> Points:
    """Return the sac round the crown of a tooth that has not come through (u, v)."""
    return circle((0.0, 0.45 * form.crown), (form.width / 2 + 1.5, 0.55 * form.crown + 1.9))


def _upper_cap(form: Form) -> Points:
    """Return the crown's edge and sides (u, v) from the mesial neck over the top to the distal."""
    whole = forms.outline(form)
    inside = np.flatnonzero(whole[:, 1] <= 0.86 * form.crown)
    cut = int(np.argmax(np.diff(inside))) + 1
    cap: Points = np.concatenate((whole[inside[cut:]], whole[inside[:cut]]))
    return cap
