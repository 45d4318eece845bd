"""The small picture of a finding in the list: its slice, cut out around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

if TYPE_CHECKING:
    from viewer.domain.finding import Finding
    from viewer.domain.series import SeriesDescription
    from viewer.imaging.volume import Volume

_SIZE: Final = 104
"""Pixels of the picture: twice the side that is shown, for sharp screens."""
_SIDE_MM: Final = 42.0
_SIDE_PX: Final = 64
_LARGEST_SHARE: Final = 0.55


def finding_crop(volume: Volume, series: SeriesDescription, finding: Finding) -> QPixmap | None:
    """Return the cut-out in the window of its kind; None while the slice is not read."""
    from viewer.export.windows import window_of
    from viewer.imaging.grey.voi import render
    from viewer.paint.image import to_qimage

    index = finding.placement.slice_index
    if not volume.is_loaded(index):
        return None
    grey = render(volume, index, window_of(finding.kind, volume))
    left, top, right, bottom = finding_box(series, finding, grey.shape[:2])
    crop = grey[top:bottom, left:right].copy()
    return QPixmap.fromImage(
        to_qimage(crop).scaled(
            _SIZE,
            _SIZE,
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
    )


def finding_box(
    series: SeriesDescription, finding: Finding, shape: tuple[int, ...]
) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom (px, the last two outside) of a finding with its margin.

    `shape` is (rows, columns) of the image, which the box does not leave.
    """
    from viewer.overlay.shapes import extent_of

    centre, radius = extent_of(finding.placement.region, series)
    half_rows, half_columns = _half_sides(series, radius)
    top = _start(centre.row - half_rows, 2 * half_rows, shape[0])
    left = _start(centre.column - half_columns, 2 * half_columns, shape[1])
    return left, top, min(left + 2 * half_columns, shape[1]), min(top + 2 * half_rows, shape[0])


def _half_sides(series: SeriesDescription, radius: float) -> tuple[int, int]:
    """Return half the height and width of the cut-out in px; `radius` is in columns."""
    least = _SIDE_PX / 2
    if series.pixel_spacing is not None:
        least = _SIDE_MM / 2 / series.pixel_spacing[1]
    half = max(least, radius / _LARGEST_SHARE)
    return max(4, round(half / series.pixel_aspect)), max(4, round(half))


def _start(wanted: float, length: int, available: int) -> int:
    return max(0, min(round(wanted), available - length))
