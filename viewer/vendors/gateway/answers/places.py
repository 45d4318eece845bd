"""Places that come as bare numbers: a point, a box, a box through slices.

The decisions are those of docs/adr/0017: a point is a voxel *index*, so it is drawn at its
centre, i + 0.5; the corners of a box are pixel edges and are taken as they are.
"""

from dataclasses import dataclass, replace
from typing import Final

from viewer.domain.finding import FindingNote, NoteKind, Placement, Side
from viewer.domain.result import UnplacedReason
from viewer.domain.series import SeriesDescription
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, middle_of
from viewer.vendors.gateway.answers.collecting import scalars
from viewer.vendors.gateway.slices import AnsweredPlace, Placed, Placer
from viewer.vendors.loose import Node, numbers

_FARTHEST: Final = 1e6
_BOTH: Final = "B"
_SIDES: Final = {"L": Side.LEFT, "R": Side.RIGHT}


def coordinates(node: Node) -> tuple[float, ...] | UnplacedReason:
    """Return the numbers of a list, a list of lists, or a text; or why they are none."""
    if node.value in (None, "", []):
        return UnplacedReason.NO_POSITION
    if isinstance(node.value, dict):
        return UnplacedReason.NOT_A_PLACE
    found = numbers(node.value)
    if found is None and isinstance(node.value, list):
        found = numbers([value.value for value in scalars(node)])
    return found if found is not None else UnplacedReason.NOT_A_NUMBER


def box_of(
    corners: tuple[float, float, float, float], series: SeriesDescription
) -> tuple[BoxRegion, tuple[FindingNote, ...]] | UnplacedReason:
    """Return a box by x1, y1, x2, y2 (pixel edges), and the note that its corners were swapped.

    One that reaches over the image's border is kept as it was answered, unless that is so far
    that no picture could show it.
    """
    if max(map(abs, corners)) > _FARTHEST:
        return UnplacedReason.OUTSIDE_IMAGE
    left, right = sorted((corners[0], corners[2]))
    top, bottom = sorted((corners[1], corners[3]))
    if left == right or top == bottom:
        return UnplacedReason.EMPTY_BOX
    if right <= 0 or bottom <= 0 or left >= series.columns or top >= series.rows:
        return UnplacedReason.OUTSIDE_IMAGE
    is_swapped = (left, top) != corners[:2]
    notes = (FindingNote(NoteKind.CORNERS_SWAPPED),) if is_swapped else ()
    return BoxRegion(ImagePoint(left, top), ImagePoint(right, bottom)), notes


def box_in_stack(
    placer: Placer, corners: tuple[float, float, float, float], said: AnsweredPlace
) -> Placed | UnplacedReason:
    """Return the place of a box on the slice that `said` names; its column and row are not used.

    The box's own middle decides where in the patient that is.
    """
    made = box_of(corners, placer.series)
    if isinstance(made, UnplacedReason):
        return made
    region, notes = made
    middle = _within(middle_of(region), placer.series)
    asked = replace(said, column=middle.column - 0.5, row=middle.row - 0.5)
    placed = placer.place(asked, None)
    if isinstance(placed, UnplacedReason):
        return placed
    return Placed(replace(placed.placement, region=region), (*placed.notes, *notes))


def _within(point: ImagePoint, series: SeriesDescription) -> ImagePoint:
    """Return the nearest point of the image: the middle of a box may lie beyond its border."""
    column = min(max(point.column, 0.0), float(series.columns))
    row = min(max(point.row, 0.0), float(series.rows))
    return ImagePoint(column, row)


@dataclass(frozen=True, slots=True)
class FilmBox:
    """A box on the one image that was sent, and the patient's side as far as it is known."""

    placement: Placement
    side: Side
    notes: tuple[FindingNote, ...]


def on_film(corners: Node, series: SeriesDescription) -> FilmBox | UnplacedReason:
    """Return the place of x1, y1, x2, y2 on the one image that was sent."""
    found = coordinates(corners)
    if isinstance(found, UnplacedReason):
        return found
    if len(found) != 4:
        return UnplacedReason.NOT_A_PLACE
    made = box_of((found[0], found[1], found[2], found[3]), series)
    if isinstance(made, UnplacedReason):
        return made
    region, notes = made
    side = side_of(region, series)
    kind = NoteKind.SIDE_UNKNOWN if side is Side.UNKNOWN else NoteKind.SIDE_FROM_HEADER
    return FilmBox(Placement(series.instances[0], 0, region), side, (*notes, FindingNote(kind)))


def side_of(region: BoxRegion, series: SeriesDescription) -> Side:
    """Return the patient's side of a box by the file's header; never by the picture's halves.

    ImageLaterality or Laterality name it (PS3.3 C.7.3.1, C.8.11.7). Where they say that the film
    shows both sides, PatientOrientation tells which half is which, and a box across the middle
    is of neither.
    """
    laterality = series.text.laterality.strip().upper()[:1]
    if laterality == _BOTH:
        return _side_on_both(region, series)
    return _SIDES.get(laterality, Side.UNKNOWN)


def _side_on_both(region: BoxRegion, series: SeriesDescription) -> Side:
    sides = series.sides[0] if series.sides else None
    middle = series.columns / 2
    is_across = region.low.column < middle < region.high.column
    if sides is None or sides.along_row[:1] not in _SIDES or is_across:
        return Side.UNKNOWN
    towards = _SIDES[sides.along_row[:1]]
    other = Side.LEFT if towards is Side.RIGHT else Side.RIGHT
    return towards if region.low.column >= middle else other
