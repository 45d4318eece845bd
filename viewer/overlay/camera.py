"""Where an image lands in a view: zoom, pan, quarter turns and mirroring as one value."""

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

from viewer.geometry.points import ImagePoint

_LARGEST_ZOOM: Final = 64.0  # device px per image column: single pixels are plain to see
_SMALLEST_SHARE: Final = 0.1  # of the fitting zoom: smaller would lose the image
_CENTRED_PX: Final = 0.75  # half a device px in both directions, put on whole ones
_TURNS: Final = ((1, 0, 0, 1), (0, -1, 1, 0), (-1, 0, 0, -1), (0, 1, -1, 0))  # clockwise, y down


class Affine(NamedTuple):
    """`x = a·column + b·row + tx`, `y = c·column + d·row + ty`: image px to device px."""

    a: float
    b: float
    c: float
    d: float
    tx: float
    ty: float


@dataclass(frozen=True)
class Camera:
    """How an image is shown in a view of `view_width` × `view_height` device px.

    The image is mirrored left-right first (`is_mirrored`), then turned clockwise by
    `quarter_turns`, then scaled: a column is `zoom` device px wide and a row
    `zoom * pixel_aspect` tall, so that millimetres are the same length in both directions
    (`pixel_aspect` = row spacing / column spacing). `centre` is the image point in the middle of
    the view.
    """

    image_width: int
    image_height: int
    pixel_aspect: float
    view_width: float
    view_height: float
    zoom: float
    centre: ImagePoint
    quarter_turns: int = 0
    is_mirrored: bool = False

    @staticmethod
    def fit(
        image_width: int,
        image_height: int,
        pixel_aspect: float,
        view_width: float,
        view_height: float,
    ) -> "Camera":
        """Return the camera that shows the whole image, as large as the view allows."""
        middle = ImagePoint(image_width / 2, image_height / 2)
        upright = Camera(
            image_width, image_height, pixel_aspect, view_width, view_height, 1.0, middle
        )
        return upright.fitted()

    @cached_property
    def matrix(self) -> Affine:
        """The mapping from image points to device px."""
        across = -self.zoom if self.is_mirrored else self.zoom
        down = self.zoom * self.pixel_aspect
        xx, xy, yx, yy = _TURNS[self.quarter_turns % 4]
        a, b, c, d = xx * across, xy * down, yx * across, yy * down
        column, row = self.centre
        tx = self.view_width / 2 - a * column - b * row
        ty = self.view_height / 2 - c * column - d * row
        return Affine(a, b, c, d, tx, ty)

    @cached_property
    def fitting_zoom(self) -> float:
        """The zoom at which the whole image just fits the view."""
        width, height = float(self.image_width), self.image_height * self.pixel_aspect
        if self.quarter_turns % 2:
            width, height = height, width
        return min(max(self.view_width, 1.0) / width, max(self.view_height, 1.0) / height)

    @property
    def is_fitted(self) -> bool:
        """Tell whether the whole image is shown, centred to the nearest whole device pixel."""
        middle = ImagePoint(self.image_width / 2, self.image_height / 2)
        return (
            math.isclose(self.zoom, self.fitting_zoom, rel_tol=1e-6)
            and self.centre.distance_to(middle) * self.zoom < _CENTRED_PX
        )

    @property
    def row_zoom(self) -> float:
        """Device px per image row."""
        return self.zoom * self.pixel_aspect

    def to_device(self, point: ImagePoint) -> tuple[float, float]:
        """Return where an image point lands in the view, device px."""
        a, b, c, d, tx, ty = self.matrix
        column, row = point
        return a * column + b * row + tx, c * column + d * row + ty

    def to_image(self, x: float, y: float) -> ImagePoint:
        """Return the image point under a place in the view."""
        a, b, c, d, tx, ty = self.matrix
        determinant = a * d - b * c
        x, y = x - tx, y - ty
        return ImagePoint((d * x - b * y) / determinant, (a * y - c * x) / determinant)

    def zoomed_at(self, x: float, y: float, factor: float) -> "Camera":
        """Zoom so that the image point under (x, y) stays there; limits are kept."""
        lowest = min(self.fitting_zoom * _SMALLEST_SHARE, self.zoom)
        highest = max(_LARGEST_ZOOM, self.fitting_zoom, self.zoom)
        zoom = min(max(self.zoom * factor, lowest), highest)
        fixed = self.to_image(x, y)
        kept = self.zoom / zoom
        centre = ImagePoint(
            fixed.column + (self.centre.column - fixed.column) * kept,
            fixed.row + (self.centre.row - fixed.row) * kept,
        )
        return replace(self, zoom=zoom, centre=centre)

    def panned(self, dx: float, dy: float) -> "Camera":
        """Move the content by (dx, dy) device px."""
        return replace(
            self, centre=self.to_image(self.view_width / 2 - dx, self.view_height / 2 - dy)
        )

    def centred_on(self, point: ImagePoint) -> "Camera":
        """Bring an image point to the middle of the view."""
        return replace(self, centre=point)

    def resized(self, view_width: float, view_height: float) -> "Camera":
        """Give the view another size; what was fitted stays fitted, else the zoom is kept."""
        changed = replace(self, view_width=view_width, view_height=view_height)
        return changed.fitted() if self.is_fitted else changed

    def fitted(self) -> "Camera":
        """Show the whole image; turns and mirroring are kept."""
        middle = ImagePoint(self.image_width / 2, self.image_height / 2)
        return replace(self, zoom=self.fitting_zoom, centre=middle)

    def one_to_one(self) -> "Camera":
        """Show each pixel on at least one device pixel, the smaller side exactly."""
        return replace(self, zoom=1.0 / min(1.0, self.pixel_aspect))

    def rotated(self, turns: int) -> "Camera":
        """Turn clockwise by quarter turns, as seen on the screen; fitted stays fitted."""
        changed = replace(self, quarter_turns=(self.quarter_turns + turns) % 4)
        return changed.fitted() if self.is_fitted else changed

    def mirrored_horizontally(self) -> "Camera":
        """Swap left and right as seen on the screen (F·Rᑫ = R⁻ᑫ·F)."""
        return replace(
            self, quarter_turns=-self.quarter_turns % 4, is_mirrored=not self.is_mirrored
        )

    def mirrored_vertically(self) -> "Camera":
        """Swap top and bottom as seen on the screen."""
        return self.mirrored_horizontally().rotated(2)

    def px_per_mm(self, column_spacing: float) -> float:
        """Return device px per millimetre, the same in both directions."""
        return self.zoom / column_spacing
