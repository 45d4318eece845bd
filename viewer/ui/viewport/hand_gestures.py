"""Reshaping, nudging and drawing as they go on: image points in, regions out; no widget."""

from dataclasses import dataclass, replace

from viewer.editing.shaping import (
    FINE_STEP,
    drawn_box,
    drawn_line,
    drawn_marker,
    moved,
    reshaped,
)
from viewer.geometry.hit import BODY, Grip, GripPart
from viewer.geometry.points import ImagePoint
from viewer.geometry.raster import Raster
from viewer.geometry.regions import Region
from viewer.overlay.active import InHand
from viewer.overlay.camera import Camera
from viewer.overlay.shapes import shifted
from viewer.ui.viewport.gestures import Tool


@dataclass(frozen=True, slots=True)
class Edited:
    """A finding's new place: `region` in px of the slice `slice_index`."""

    uid: str
    slice_index: int
    region: Region


@dataclass(frozen=True)
class Reshaping:
    """A finding in hand: taken by `grip` at `start` on the slice `pressed_on`.

    `region` is as it is now, on the slices as drawn.
    """

    held: InHand
    grip: Grip
    start: ImagePoint
    pressed_on: int
    region: Region

    @staticmethod
    def begun(held: InHand, grip: Grip, start: ImagePoint, slice_index: int) -> "Reshaping":
        """Take hold of a finding."""
        return Reshaping(held, grip, start, slice_index, held.region)

    def dragged_to(self, point: ImagePoint, raster: Raster) -> "Reshaping":
        """Return it dragged from its start to another point."""
        region = reshaped(self.held.region, self.grip, self.start, point, raster)
        return replace(self, region=region)

    def nudged(self, columns: float, rows: float, raster: Raster) -> "Reshaping":
        """Return it a step farther, px."""
        return replace(self, region=moved(self.region, columns, rows, raster))

    def result(self, slice_index: int, slice_count: int, raster: Raster) -> Edited | None:
        """Return the finding's new place when it is let go on a slice; None where it is as before.

        Carried as a whole, it goes as many slices farther as the stack was turned meanwhile.
        """
        finding = self.held.finding
        own = finding.placement.slice_index
        steps = slice_index - self.pressed_on if self.grip.part is GripPart.BODY else 0
        target = min(max(own + steps, 0), slice_count - 1)
        if self.region == self.held.region and target == own:
            return None
        across, down = self.held.offset
        region = shifted(self.region, (-across, -down))
        if (across, down) != (0.0, 0.0):
            region = moved(region, 0.0, 0.0, raster)
        return Edited(finding.uid, target, region)


@dataclass(frozen=True)
class Drawing:
    """A shape being drawn from `start`; `end` None while it is a click."""

    tool: Tool
    start: ImagePoint
    end: ImagePoint | None = None

    def region(self, raster: Raster) -> Region | None:
        """Return what is drawn so far; a click draws a marker of the usual size, else nothing."""
        if self.tool is Tool.ADD_MARKER:
            return drawn_marker(self.start, self.end, raster)
        if self.end is None:
            return None
        draw = drawn_box if self.tool is Tool.ADD_BOX else drawn_line
        return draw(self.start, self.end, raster)


def nudge_of(
    dx: int, dy: int, camera: Camera, raster: Raster, *, is_fine: bool
) -> tuple[float, float]:
    """Return a step along the screen's axes in image px: one px, or 0.1 mm if fine."""
    origin, there = camera.to_image(0.0, 0.0), camera.to_image(float(dx), float(dy))
    across, down = there.column - origin.column, there.row - origin.row
    if abs(across) > abs(down):
        step = FINE_STEP / raster.column_size if is_fine else 1.0
        return (step if across > 0 else -step), 0.0
    step = FINE_STEP / raster.row_size if is_fine else 1.0
    return 0.0, (step if down > 0 else -step)


def begun_nudge(held: InHand, slice_index: int) -> Reshaping:
    """Take hold of a finding as a whole, by the keys."""
    return Reshaping.begun(held, BODY, ImagePoint(0.0, 0.0), slice_index)
