"""The pictures that go with the next question: images of the open study as they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt

from viewer.ui.panels.consultation_rows import PictureRow
from viewer.vendors.errors import LimitBroken
from viewer.vendors.gateway.endpoint import SlotName
from viewer.vendors.gateway.medical import QUESTION_PICTURES
from viewer.vendors.limits import LimitKind, LimitProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.opening import Opening
    from viewer.foundation.errors import KnownError
    from viewer.imaging.grey.voi import GreyState
    from viewer.jobs.request import OtherInput
    from viewer.ui.panels.consultation import ConsultationPanel
    from viewer.ui.viewport.stack_view import StackView

_SIDE: Final = 112


class Pictures:
    """Collects images; the pixels alone are sent, with no text of ours or the patient's on them."""

    def __init__(
        self,
        panel: ConsultationPanel,
        view: StackView,
        opening: Opening,
        tell: Callable[[KnownError], None],
    ) -> None:
        self._panel = panel
        self._view = view
        self._opening = opening
        self._tell = tell
        self._chosen: list[tuple[OtherInput, PictureRow]] = []
        panel.composer.picture_wanted.connect(self.add)
        panel.composer.picture_dropped.connect(self.leave_out)

    def inputs(self) -> tuple[OtherInput, ...]:
        """Return what is sent with the question."""
        return tuple(picture for picture, _ in self._chosen)

    def clear(self) -> None:
        """Begin with none."""
        self._chosen.clear()
        self._show()

    def leave_out(self, number: int) -> None:
        """Send one picture less; `number` counts from 0."""
        del self._chosen[number]
        self._show()

    def add(self) -> None:
        """Add the image that is shown, in its present window; the same one only once."""
        from viewer.imaging.grey.voi import render
        from viewer.jobs.request import OtherInput
        from viewer.paint.image import to_qimage

        shown, state = self._opening.shown, self._view.state
        if shown is None or state is None or state.grey is None:
            return
        index = state.slice_index
        picture = OtherInput(
            slot=SlotName.QUESTION, stack=shown.stack, frame=index, window=_window(state.grey)
        )
        if picture.kept() in [known.kept() for known, _ in self._chosen]:
            return
        if len(self._chosen) >= QUESTION_PICTURES:
            values = (str(QUESTION_PICTURES + 1), str(QUESTION_PICTURES))
            self._tell(LimitBroken((LimitProblem(LimitKind.TOO_MANY_PICTURES, values),)))
            return
        image = to_qimage(render(shown.volume, index, state.grey)).scaled(
            _SIDE,
            _SIDE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        said = QCoreApplication.translate("Consultation", "Image {0}").format(index + 1)
        self._chosen.append((picture, PictureRow(said, image.copy())))
        self._show()

    def _show(self) -> None:
        self._panel.composer.show_pictures([row for _, row in self._chosen])


def _window(grey: GreyState) -> str:
    """Return the grey window as a job keeps it; of a lookup table the window much like it."""
    return f"{grey.window.center:g},{grey.window.width:g}"
