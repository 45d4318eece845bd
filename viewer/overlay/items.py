"""Drawing instructions: what is drawn over an image, in image points, without a painter."""

from dataclasses import dataclass
from enum import StrEnum

from viewer.domain.cephalometry.layers import TracingLayer
from viewer.geometry.mask import MaskSlice, Ring
from viewer.geometry.points import ImagePoint


class Dash(StrEnum):
    """How a line is broken."""

    SOLID = "solid"
    DASHED = "dashed"
    """Off-centre: the finding's centre is on another slice."""
    DOTTED = "dotted"
    """Doubtful: the service itself was not sure."""


class ItemKind(StrEnum):
    """The kinds of the layout format."""

    MARKER = "marker"
    BOX = "box"
    POLYGON = "polygon"
    LINE = "line"
    LANDMARK = "landmark"
    MASK = "mask"


class LabelSide(StrEnum):
    """Where a label would rather be, as the image lies."""

    ANY = "any"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: `color` is `#rrggbb`, `width` in screen px at 100 %."""

    color: str
    width: float
    dash: Dash = Dash.SOLID


@dataclass(frozen=True, slots=True)
class Marker:
    """A circle in the patient around a finding's centre.

    Radii are in image px along columns and rows: they differ where pixels are not square. Both
    are 0 where the size is not known: then a small cross is drawn.
    """

    finding_uid: str
    centre: ImagePoint
    radius_column: float
    radius_row: float
    stroke: Stroke
    label: str = ""
    is_selected: bool = False
    is_landmark: bool = False
    """A point that has no size, not one whose size is not known."""

    @property
    def kind(self) -> ItemKind:
        """`marker`, or `landmark`."""
        return ItemKind.LANDMARK if self.is_landmark else ItemKind.MARKER

    @property
    def area(self) -> float:
        """Area of the circle in square image px (π left out)."""
        return self.radius_column * self.radius_row


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed outline, a box or a polygon, through `points`; or a line between two.

    `others` are further outlines of the same finding; `tint` is the opacity of the colour within,
    0 to 1: what is found is looked at, so by default there is none.
    """

    finding_uid: str
    kind: ItemKind
    points: tuple[ImagePoint, ...]
    stroke: Stroke
    label: str = ""
    is_selected: bool = False
    others: tuple[tuple[ImagePoint, ...], ...] = ()
    tint: float = 0.0
    label_side: LabelSide = LabelSide.ANY

    @property
    def area(self) -> float:
        """Area of the first outline in square image px (shoelace formula)."""
        pairs = zip(self.points, self.points[1:] + self.points[:1], strict=True)
        return abs(sum(p.column * q.row - q.column * p.row for p, q in pairs)) / 2

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Lowest column, lowest row, highest column, highest row."""
        every = [*self.points, *(point for ring in self.others for point in ring)]
        columns = [point.column for point in every]
        rows = [point.row for point in every]
        return min(columns), min(rows), max(columns), max(rows)


@dataclass(frozen=True, slots=True)
class Area:
    """The marked pixels of one slice: outlined along their edges, and tinted.

    `tint` is the opacity of the colour within, 0 to 1; the picture stays readable through it.
    """

    finding_uid: str
    part: MaskSlice
    stroke: Stroke
    tint: float
    label: str = ""
    is_selected: bool = False

    @property
    def kind(self) -> ItemKind:
        """`mask`."""
        return ItemKind.MASK

    @property
    def area(self) -> float:
        """Area of the marked pixels in square image px."""
        return float(self.part.pixel_count)

    @property
    def rings(self) -> tuple[Ring, ...]:
        """The outlines, to be filled by the odd-even rule."""
        return self.part.rings

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Lowest column, lowest row, highest column, highest row."""
        left, top = self.part.column, self.part.row
        return left, top, left + self.part.width, top + self.part.height

    @property
    def points(self) -> Ring:
        """The outline that reaches farthest, of equals the first."""
        return max(self.rings, key=_span, default=())


@dataclass(frozen=True, slots=True)
class Curve:
    """A line of a tracing, made from landmarks: not a finding, and nothing is decided on it.

    What is smooth comes as many short steps. `name` says what of, as `TracedLine.name` does;
    `label` is written beside `label_at`.
    """

    name: str
    layer: TracingLayer
    points: tuple[ImagePoint, ...]
    stroke: Stroke
    is_closed: bool = False
    label: str = ""
    label_at: ImagePoint | None = None

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Lowest column, lowest row, highest column, highest row."""
        columns = [column for column, _ in self.points]
        rows = [row for _, row in self.points]
        return min(columns), min(rows), max(columns), max(rows)


Item = Marker | Outline | Area


def _span(ring: Ring) -> float:
    """Return the area of the box around a ring."""
    columns = [point.column for point in ring]
    rows = [point.row for point in ring]
    return (max(columns) - min(columns)) * (max(rows) - min(rows))
