"""Where labels go: beside their findings, inside the view, never over each other."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

# Directions in order of preference: right-up reads first and leaves the finding's row free.
DIRECTIONS: Final = ((1, -1), (-1, -1), (1, 1), (-1, 1), (1, 0), (-1, 0), (0, -1), (0, 1))
UPWARDS: Final = ((0, -1), (1, -1), (-1, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (0, 1))
DOWNWARDS: Final = ((0, 1), (1, 1), (-1, 1), (1, 0), (-1, 0), (1, -1), (-1, -1), (0, -1))


class Rect(NamedTuple):
    """A rectangle in device px by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Rect") -> bool:
        """Tell whether both share an area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Anchor(NamedTuple):
    """A drawn finding that wants a label: its centre, half its size, and its label's size."""

    x: float
    y: float
    half_width: float
    half_height: float
    label_width: float
    label_height: float
    is_round: bool = True
    is_obstacle: bool = True
    """Other labels keep off it; a mask may cover half the image."""
    directions: tuple[tuple[int, int], ...] = DIRECTIONS
    """Where its label goes, in order of preference."""


class PlacedLabel(NamedTuple):
    """Where a label lies. `leader` is a line (x1, y1, x2, y2), None beside its finding."""

    rect: Rect
    leader: tuple[float, float, float, float] | None


_DIAGONAL: Final = 0.75  # a circle's edge is nearer than its box's corner: keeps labels close
_WAIST: Final = 0.5
_DISTANCES: Final = (1.0, 4.0, 8.0, 13.0, 19.0, 26.0, 35.0, 46.0)  # × gap
_MOST_LABELS: Final = 150
_MOST_OBSTACLES: Final = 300  # findings that labels keep off
_LEADER_FROM: Final = 3.0  # × gap
_CELL: Final = 24.0  # × gap: about three lines of text
_MOST_CELLS: Final = 400


def place_labels(
    anchors: Sequence[Anchor], view: Rect, gap: float, taken: Iterable[Rect] = ()
) -> tuple[PlacedLabel | None, ...]:
    """Return a place for each label, in the anchors' order; None for one outside the view.

    Greedy and stable: each takes the nearest place that is free of findings and of labels placed
    before it. Where all are taken the first choice within the view is used, so that none is lost;
    beyond what can be read at all (150) the later ones go without.
    """
    occupied = _Occupied(_CELL * gap)
    for rect in taken:
        occupied.add(rect)
    for anchor in anchors[:_MOST_OBSTACLES]:  # a cross of two boxes: free corners, like a circle's
        if not anchor.is_obstacle:
            continue
        waist = _WAIST if anchor.is_round else 1.0
        occupied.add(_box(anchor, 1.0, waist))
        occupied.add(_box(anchor, waist, 1.0))
    placed: list[PlacedLabel | None] = []
    for anchor in anchors:
        if len(placed) >= _MOST_LABELS or not _box(anchor, 1.0, 1.0).meets(view):
            placed.append(None)
            continue
        label = _first_free(anchor, view, gap, occupied)
        placed.append(label)
        occupied.add(label.rect)
    return tuple(placed)


class _Occupied:
    """Rectangles that are taken, by the cells of a coarse grid: only those near by are asked."""

    def __init__(self, cell: float) -> None:
        self._cell = cell
        self._near: dict[tuple[int, int], list[Rect]] = {}
        self._large: list[Rect] = []
        """What covers very many cells."""

    def add(self, rect: Rect) -> None:
        """Take a rectangle."""
        columns, rows = self._reach(rect)
        if len(columns) * len(rows) > _MOST_CELLS:
            self._large.append(rect)
            return
        for column in columns:
            for row in rows:
                self._near.setdefault((column, row), []).append(rect)

    def leaves(self, rect: Rect) -> bool:
        """Tell whether a rectangle is free."""
        if not _is_free(rect, self._large):
            return False
        near = self._near
        columns, rows = self._reach(rect)
        cells = ((column, row) for column in columns for row in rows)
        return all(_is_free(rect, near[cell]) for cell in cells if cell in near)

    def _reach(self, rect: Rect) -> tuple[range, range]:
        """Return the columns and rows of cells that a rectangle covers."""
        cell = self._cell
        columns = range(int(rect.left // cell), int(rect.right // cell) + 1)
        return columns, range(int(rect.top // cell), int(rect.bottom // cell) + 1)


def _first_free(anchor: Anchor, view: Rect, gap: float, occupied: _Occupied) -> PlacedLabel:
    for distance in _DISTANCES:
        for direction in anchor.directions:
            rect = _rect(anchor, direction, distance * gap)
            kept = _inside(rect, view)
            if kept is not rect and distance == _DISTANCES[0]:
                continue  # pushed back it would lie over its own finding: try the other sides
            if not occupied.leaves(kept):
                continue
            return PlacedLabel(kept, _leader(anchor, kept, gap))
    return PlacedLabel(_inside(_rect(anchor, anchor.directions[0], gap), view), None)


def _box(anchor: Anchor, across: float, down: float) -> Rect:
    width, height = anchor.half_width * across, anchor.half_height * down
    return Rect(anchor.x - width, anchor.y - height, anchor.x + width, anchor.y + height)


def _rect(anchor: Anchor, direction: tuple[int, int], distance: float) -> Rect:
    across, down = direction
    share = _DIAGONAL if across and down and anchor.is_round else 1.0
    x = anchor.x + across * (anchor.half_width * share + distance)
    y = anchor.y + down * (anchor.half_height * share + (0.0 if across else distance))
    width, height = anchor.label_width, anchor.label_height
    left = x + (across - 1) * width / 2
    top = y + (down - 1) * height / 2
    return Rect(left, top, left + width, top + height)


def _inside(rect: Rect, view: Rect) -> Rect:
    """Return `rect` itself, or pushed back into the view."""
    dx = max(view.left - rect.left, 0.0) or min(view.right - rect.right, 0.0)
    dy = max(view.top - rect.top, 0.0) or min(view.bottom - rect.bottom, 0.0)
    if not dx and not dy:
        return rect
    return Rect(rect.left + dx, rect.top + dy, rect.right + dx, rect.bottom + dy)


def _is_free(rect: Rect, occupied: Sequence[Rect]) -> bool:
    left, top, right, bottom = rect
    for other_left, other_top, other_right, other_bottom in occupied:
        if left < other_right and other_left < right and top < other_bottom and other_top < bottom:
            return False
    return True


def _leader(anchor: Anchor, rect: Rect, gap: float) -> tuple[float, float, float, float] | None:
    """Return the line from the finding's edge to the label, None where they are neighbours."""
    x = min(max(anchor.x, rect.left), rect.right)
    y = min(max(anchor.y, rect.top), rect.bottom)
    dx, dy = x - anchor.x, y - anchor.y
    if not anchor.is_round:  # from the box's nearest place
        dx = max(abs(dx) - anchor.half_width, 0.0) * (1 if dx > 0 else -1)
        dy = max(abs(dy) - anchor.half_height, 0.0) * (1 if dy > 0 else -1)
        is_near = dx * dx + dy * dy < (_LEADER_FROM * gap) ** 2
        return None if is_near else (x - dx, y - dy, x, y)
    length = (dx * dx + dy * dy) ** 0.5
    edge = max(anchor.half_width, anchor.half_height)
    if length - edge < _LEADER_FROM * gap:
        return None
    start = edge / length
    return anchor.x + dx * start, anchor.y + dy * start, x, y
