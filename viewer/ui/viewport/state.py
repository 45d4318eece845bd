"""How a stack is looked at: one value per viewport."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.overlay.camera import Camera

if TYPE_CHECKING:  # these bring numpy, which the first picture of the window does without
    from viewer.geometry.points import ImagePoint, PatientPoint, PixelIndex
    from viewer.imaging.compare import CompareState
    from viewer.imaging.grey.voi import GreyState
    from viewer.overlay.compose import OverlayState


@dataclass(frozen=True)
class ViewState:
    """Slice, camera, grey values and overlay of one viewport.

    `camera` is in device pixels. `grey` is None until a first slice has been read, when the file
    gave no window of its own.
    """

    slice_index: int
    camera: Camera
    grey: GreyState | None
    overlay: OverlayState
    is_smooth: bool = True
    hides_identity: bool = False
    has_text: bool = True
    has_graphics: bool = True
    """Overlay planes of the file."""
    has_shutter: bool = True
    """Display shutter of the file."""
    compare: CompareState | None = None
    """How the stack is seen together with another one; None: alone."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What lies under the pointer.

    `value` is in `unit` (HU for CT), None where the slice is not read or has colours; `patient`
    is in mm LPS, None where the stack's place in the patient is not known.
    """

    slice_index: int
    point: ImagePoint
    pixel: PixelIndex
    value: float | None
    unit: str
    patient: PatientPoint | None


def settled(camera: Camera) -> Camera:
    """Return the camera on whole device pixels where its zoom is whole: 1:1 stays a copy."""
    if camera.zoom != round(camera.zoom) or camera.row_zoom != round(camera.row_zoom):
        return camera
    _, _, _, _, tx, ty = camera.matrix
    return camera.panned(round(tx) - tx, round(ty) - ty)
