"""Another volume that is seen together with the one of a scene."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.geometry.points import ImagePoint
from viewer.imaging.compare import CompareMode, CompareState, composed
from viewer.paint.compare import paint_compare
from viewer.ui.viewport.status import has_picture, slice_warning
from viewer.words.compare import ComparedNames, Seen, Side, being_read_words, captions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from viewer.imaging.grey.voi import GreyState
    from viewer.imaging.registered import AlignedVolume
    from viewer.imaging.volume import Volume
    from viewer.overlay.camera import Camera
    from viewer.ui.viewport.state import ViewState


@dataclass(frozen=True, eq=False)
class Compared:
    """What there is to compare with, on the same slices; either may not be there (yet)."""

    registered: "AlignedVolume | None"
    before: "AlignedVolume | None"
    names: ComparedNames
    unit: str = ""

    def volume(self, state: CompareState) -> "AlignedVolume | None":
        """Return the other volume as it is wished for."""
        return self.before if state.is_before else self.registered

    def composing(self, view: "ViewState") -> CompareState | None:
        """Return how the slice is composed; None where the reference is shown alone."""
        state = view.compare
        if state is None or not state.is_composed:
            return None
        other = self.volume(state)
        return state if other is not None and has_picture(other, view.slice_index) else None

    def picture(
        self, reference: "Volume", index: int, grey: "GreyState", state: CompareState
    ) -> "NDArray[np.uint8]":
        """Return a slice of both as 8-bit pixels. Raises ValueError where there is no other."""
        other = self.volume(state)
        if other is None:
            raise ValueError("there is nothing to compare with")
        return composed(reference, other, index, grey, state)

    def captions(self, view: "ViewState") -> tuple[str, ...]:
        """Return what stands on the picture; empty where there is only the reference."""
        state = view.compare
        if state is None or state.mode is CompareMode.REFERENCE:
            return ()
        other = self.volume(state)
        if state.is_composed and self.composing(view) is None:
            problem = "" if other is None else _why_missing(other, view.slice_index)
            return self.names.reference, problem or being_read_words()
        lines = captions(state, self.names, self.unit, seen_through(view.camera, state))
        warning = "" if other is None else slice_warning(other, view.slice_index)
        return (*lines, warning) if warning and state.is_composed else lines

    def paint_marks(
        self, painter: "QPainter", state: CompareState, camera: "Camera", scale: float
    ) -> None:
        """Draw divider or legend over the picture, device px."""
        paint_compare(painter, state, camera, self.unit, scale)


class SecondCaption(Compared):
    """What stands on the second view of a side-by-side: the name of the other volume."""

    def captions(self, view: "ViewState") -> tuple[str, ...]:
        """Return which of the two it is."""
        state = view.compare
        return () if state is None else (self.names.other_in(state),)


def seen_through(camera: "Camera", state: CompareState) -> Seen:
    """Return how the picture lies on the screen, turned and mirrored as it is."""
    a, _, c, _, _, _ = camera.matrix
    if abs(a) >= abs(c):
        side = Side.LEFT if a > 0 else Side.RIGHT
    else:
        side = Side.TOP if c > 0 else Side.BOTTOM
    columns, rows = camera.image_width, camera.image_height
    corners = [(column, row) for column in (0, columns - 1) for row in (0, rows - 1)]
    column, row = min(corners, key=lambda at: sum(camera.to_device(ImagePoint(*at))))
    is_even = (column // state.tile + row // state.tile) % 2 == 0
    return Seen(side, is_even)


def _why_missing(other: "AlignedVolume", index: int) -> str:
    from viewer.words.series import slice_problem_words

    problem = other.slice_problems.get(index)
    return "" if problem is None else slice_problem_words(problem)
