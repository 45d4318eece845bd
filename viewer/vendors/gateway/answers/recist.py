"""The two axes of a nodule as RECIST measures them (Eisenhauer et al. 2009), upstream only.

`MajorAxis` and `MinorAxis` are lengths in mm, or the two ends as voxel indices of the slice
`RecistSOPInstanceUID`: four numbers, two points, or two objects {X, Y}.
"""

import math
from typing import Final

from viewer.domain import codes
from viewer.domain.finding import Axes
from viewer.domain.series import SeriesDescription
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import LineRegion
from viewer.vendors.gateway.answers.collecting import positive
from viewer.vendors.gateway.slices import Placer
from viewer.vendors.loose import Node, numbers

AXES: Final = (
    ("MajorAxis", "major-axis", codes.MAJOR_AXIS),
    ("MinorAxis", "minor-axis", codes.MINOR_AXIS),
)
_END: Final = 2
_SPATIAL_END: Final = 3


def axis_length_mm(node: Node, pixel_spacing: tuple[float, float] | None) -> float | None:
    """Return the length of an axis; None where it is not said, or not measurable in mm."""
    lone = node.number()
    if lone is not None:
        return positive(lone)
    values = _values(node)
    if len(values) == 1:
        return positive(values[0])
    if pixel_spacing is None or len(values) not in (2 * _END, 2 * _SPATIAL_END):
        return None
    half = len(values) // 2
    row_mm, column_mm = pixel_spacing
    across = (values[half] - values[0]) * column_mm
    down = (values[half + 1] - values[1]) * row_mm
    return positive(math.hypot(across, down))


def axes_of(element: Node, placer: Placer, own_slice: int) -> Axes | None:
    """Return the axes to be drawn; None where their ends are not said or lie outside the image.

    They lie on the slice of `RecistSOPInstanceUID`, without it on that of the centre.
    """
    said = element.child("RecistSOPInstanceUID").text()
    index = placer.slice_of(said) if said else own_slice
    lines = (_line(element.child(name), placer.series) for name, *_ in AXES)
    found = tuple(line for line in lines if line is not None)
    return Axes(index, found) if found and index is not None else None


def _line(node: Node, series: SeriesDescription) -> LineRegion | None:
    values = _values(node)
    if len(values) not in (2 * _END, 2 * _SPATIAL_END):
        return None
    half = len(values) // 2
    ends = (
        ImagePoint.at_centre_of(values[0], values[1]),
        ImagePoint.at_centre_of(values[half], values[half + 1]),
    )
    is_inside = all(
        0 <= end.column <= series.columns and 0 <= end.row <= series.rows for end in ends
    )
    return LineRegion(ends) if is_inside and ends[0] != ends[1] else None


def _values(node: Node) -> tuple[float, ...]:
    """Return the numbers in order; empty where one of them is none."""
    flat = numbers(node.value)
    if flat is not None:
        return flat
    found: list[float] = []
    for item in node.items():
        point = _point(item)
        if not point:
            return ()
        found += point
    return tuple(found)


def _point(item: Node) -> tuple[float, ...]:
    if not isinstance(item.value, dict):
        return numbers(item.value) or ()
    x, y = item.child("X").number(), item.child("Y").number()
    return (x, y) if x is not None and y is not None else ()
