"""The window's own viewport and Analysis tab with a made-up cephalogram, driven by the mouse."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from viewer.app.ceph_choices import CephChoices
from viewer.app.ceph_view import CephView
from viewer.bench.ceph_face import as_findings, dragged_to, scale_of
from viewer.domain.cephalometry.analyses import ANALYSES
from viewer.domain.cephalometry.measures import measured
from viewer.domain.reading import Reading
from viewer.domain.result import AnalysisResult, RunState
from viewer.editing.session import Author, ReviewSession
from viewer.foundation.clock import SystemClock
from viewer.geometry.points import ImagePoint
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan
from viewer.storage.settings import Settings
from viewer.ui.panels.cephalometry import CephPanel
from viewer.ui.viewport.landmark_hand import LandmarkHand
from viewer.ui.viewport.widget import Viewport

_PANEL_WIDTH: Final = 480
_EVERY_MEASURE: Final = tuple({code for one in ANALYSES.values() for code in one.items})


class CephWindow:
    """A viewport beside the Analysis tab, together of a size; nothing is kept of a drag."""

    def __init__(self, folder: str, home: Path, size: tuple[int, int]) -> None:
        stack = scan([folder]).stacks[0]
        loader = VolumeLoader(stack)
        loader.run()
        self.series = stack.description
        self.window = QWidget()
        self.viewport, panel = Viewport(), CephPanel()
        row = QHBoxLayout(self.window)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.viewport, 1)
        panel.setFixedWidth(_PANEL_WIDTH)
        row.addWidget(panel)
        self.window.resize(*size)
        self.window.show()
        session = self._session()
        self.viewport.show_volume(loader.volume, self.series)
        self.viewport.set_findings(session.findings, None)
        self.view = CephView(panel, self.viewport, CephChoices(Settings(home / "settings.json")))
        self.view.show(session, self.series, "")
        self.hand = LandmarkHand(self.viewport)
        self.hand.set_on(is_on=True)
        self.hand.dragged.connect(self._dragged)
        self.hand.put_back.connect(lambda _uid: self.view.show_kept())
        self.steps = 0

    def take(self, code: str) -> None:
        """Press the button on a landmark."""
        self._send(QEvent.Type.MouseButtonPress, code, -1)

    def move(self, code: str, index: int) -> None:
        """Go a step on. Raises RuntimeError where nothing follows."""
        before = self.steps
        self._send(QEvent.Type.MouseMove, code, index)
        if self.steps == before:
            raise RuntimeError("the landmark is not in hand")

    def let_go(self, code: str) -> None:
        """Put the landmark back, so that the next one is dragged over the same face."""
        self.hand.cancel()
        self._send(QEvent.Type.MouseButtonRelease, code, -1)

    def _dragged(self, uid: str, point: ImagePoint) -> None:
        self.steps += 1
        self.view.show_dragged(uid, point)
        film = self.view.film
        if film is None:
            raise RuntimeError("no film is shown")
        code = next(code for code, of in film.uids.items() if of == uid)
        face = film.with_point(code, point).face
        for value in _EVERY_MEASURE:
            measured(face, value)

    def _session(self) -> ReviewSession:
        author = Author(user=lambda: "bench", clock=SystemClock())
        session = ReviewSession(Reading(self.series.reference), tuple, author)
        found = as_findings(self.series)
        session.open_run("run", AnalysisResult("cephalometric", RunState.DONE, found))
        return session

    def _send(self, kind: QEvent.Type, code: str, index: int) -> None:
        state = self.viewport.state
        if state is None:
            raise RuntimeError("no picture is shown")
        scale = scale_of(self.series.columns, self.series.rows)
        place = state.camera.to_device(ImagePoint(*dragged_to(code, index, scale)))
        at, left = QPointF(*place), Qt.MouseButton.LeftButton
        event = QMouseEvent(
            kind, at, self.viewport.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(self.viewport, event)
