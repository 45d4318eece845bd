"""Which drawn finding lies under a point."""

import math
from collections.abc import Iterable
from typing import Final

from viewer.geometry.hit import Tolerance, is_inside, is_near_line
from viewer.geometry.points import ImagePoint
from viewer.overlay.items import Area, Item, ItemKind, Marker, Outline

_SMALLEST_TOLERANCE_PX: Final = 0.5


def hit_all(items: Iterable[Item], point: ImagePoint, tolerance: Tolerance) -> tuple[str, ...]:
    """Return the uids of all findings under an image point, the smallest first."""
    found = [item for item in items if _is_under(item, point, tolerance)]
    uids = (item.finding_uid for item in sorted(found, key=lambda item: item.area))
    return tuple(dict.fromkeys(uids))  # of one with axes several items may be


def hit(
    items: Iterable[Item], point: ImagePoint, tolerance: Tolerance, current: str | None = None
) -> str | None:
    """Return the finding under an image point, None without one.

    Where several lie on each other the smallest is taken; with `current` (the one that is
    selected now) the next larger one, so that repeated clicks go through all.
    """
    uids = hit_all(items, point, tolerance)
    if not uids:
        return None
    if current in uids:
        return uids[(uids.index(current) + 1) % len(uids)]
    return uids[0]


def _is_under(item: Item, point: ImagePoint, tolerance: Tolerance) -> bool:
    columns, rows = tolerance
    if isinstance(item, Marker):  # it may have no size
        columns, rows = max(columns, _SMALLEST_TOLERANCE_PX), max(rows, _SMALLEST_TOLERANCE_PX)
        across = (point.column - item.centre.column) / (item.radius_column + columns)
        down = (point.row - item.centre.row) / (item.radius_row + rows)
        return across * across + down * down <= 1.0
    left, top, right, bottom = item.bounds
    is_within = (
        left - columns <= point.column <= right + columns
        and top - rows <= point.row <= bottom + rows
    )
    if isinstance(item, Area):
        return is_within and _is_on_area(item, point, tolerance)
    return is_within and (item.kind is ItemKind.BOX or _is_on_outline(item, point, tolerance))


def _is_on_area(item: Area, point: ImagePoint, tolerance: Tolerance) -> bool:
    """Tell whether a pixel within reach of a point is marked."""
    columns, rows = tolerance
    part = item.part
    left = max(math.floor(point.column - columns) - part.column, 0)
    top = max(math.floor(point.row - rows) - part.row, 0)
    right = math.floor(point.column + columns) - part.column + 1
    bottom = math.floor(point.row + rows) - part.row + 1
    return bool(part.bits[top : max(bottom, 0), left : max(right, 0)].any())


def _is_on_outline(item: Outline, point: ImagePoint, tolerance: Tolerance) -> bool:
    """Tell whether a point lies in a polygon, or near its edge or near a line."""
    points = item.points
    if item.kind is ItemKind.POLYGON and any(is_inside(r, point) for r in (points, *item.others)):
        return True
    wide = Tolerance(*(max(side, _SMALLEST_TOLERANCE_PX) for side in tolerance))
    ends = zip(points, (*points[1:], points[0]), strict=True)
    return any(is_near_line(one, other, point, wide) for one, other in ends)
