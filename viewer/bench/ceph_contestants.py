"""One contestant of the cephalometry benchmark in a process of its own; prints its times."""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Final

from viewer.bench.ceph_face import DRAGGED, as_findings, dragged_to, scale_of
from viewer.bench.contestants import Figures, enter

FRAME_MS: Final = 1000.0 / 60.0
_STEPS: Final = 100
_WARM_UP: Final = 10


def _viewer(folder: str, width: str, height: str) -> Figures:
    """Drag landmarks in the viewport of this program, from the mouse event to the painted frame.

    At each step every value of all analyses is computed anew, each against its first norms, and
    the tracing as well; both before the frame is painted.
    """
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    bench = _Dragging(folder, int(width), int(height))
    application.processEvents()
    times: list[float] = []
    for code in DRAGGED:
        bench.take(code)
        application.processEvents()

        def step(index: int, code: str = code) -> None:
            bench.move(code, index)
            application.processEvents()

        times += _timed(step)
        bench.let_go(code)
        application.processEvents()
    return _figures(times)


class _Dragging:
    """A viewport with a cephalogram, its findings and its tracing."""

    def __init__(self, folder: str, width: int, height: int) -> None:
        from viewer.domain.cephalometry.film import film_of
        from viewer.imaging.loader import VolumeLoader
        from viewer.imaging.scan import scan
        from viewer.overlay.tracing import compose_tracing
        from viewer.ui.viewport.widget import Viewport

        stack = scan([folder]).stacks[0]
        loader = VolumeLoader(stack)
        loader.run()
        self.series = stack.description
        self.findings = as_findings(self.series)
        self.film = film_of(self.findings, self.series)
        self.view = Viewport()
        self.view.resize(width, height)
        self.view.show()
        self.view.show_volume(loader.volume, self.series)
        self.view.set_findings(self.findings, None)
        self.view.set_curves(compose_tracing(self.film.face))
        self.view.region_in_hand.connect(self._follow)
        self.steps = 0

    def take(self, code: str) -> None:
        """Select a landmark and press the button on it."""
        from dataclasses import replace

        from PySide6.QtCore import QEvent

        state = self.view.state
        if state is None:
            raise RuntimeError("no picture is shown")
        selected = replace(state.overlay, selected_uid=self.film.uids[code])
        self.view.set_overlay(selected)
        self.view.set_editing(is_on=True)
        self._send(QEvent.Type.MouseButtonPress, code, -1)

    def move(self, code: str, index: int) -> None:
        """Go a step on."""
        from PySide6.QtCore import QEvent

        before = self.steps
        self._send(QEvent.Type.MouseMove, code, index)
        if index > 2 and self.steps == before:
            raise RuntimeError("the landmark is not in hand")

    def let_go(self, code: str) -> None:
        """Put the landmark back, so that the next one is dragged over the same face."""
        from PySide6.QtCore import QEvent

        self.view.cancel_gesture()
        self._send(QEvent.Type.MouseButtonRelease, code, -1)
        self.view.set_editing(is_on=False)

    def _follow(self, in_hand: tuple[str, object] | None) -> None:
        from viewer.domain.cephalometry.analyses import ANALYSES, NORM_SETS, analysed
        from viewer.domain.cephalometry.norms import Person
        from viewer.geometry.regions import PointRegion
        from viewer.overlay.tracing import compose_tracing

        film = self.film
        if in_hand is not None and isinstance(in_hand[1], PointRegion):
            code = next(code for code, uid in film.uids.items() if uid == in_hand[0])
            film = film.with_point(code, in_hand[1].point)
            self.steps += 1
        for analysis in ANALYSES.values():
            analysed(film.face, analysis, NORM_SETS[analysis.norm_sets[0]], Person())
        self.view.set_curves(compose_tracing(film.face))

    def _send(self, kind: "object", code: str, index: int) -> None:
        from PySide6.QtCore import QEvent, QPointF, Qt
        from PySide6.QtGui import QMouseEvent
        from PySide6.QtWidgets import QApplication

        from viewer.geometry.points import ImagePoint

        state = self.view.state
        if state is None or not isinstance(kind, QEvent.Type):
            raise RuntimeError("no picture is shown")
        place = dragged_to(code, index, scale_of(self.series.columns, self.series.rows))
        at, left = QPointF(*state.camera.to_device(ImagePoint(*place))), Qt.MouseButton.LeftButton
        event = QMouseEvent(
            kind, at, self.view.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(self.view, event)


def _graphics_view(folder: str, width: str, height: str) -> Figures:
    """Move the same points in a QGraphicsView: numpy for 60 angles and for the same splines.

    The lines are path items, the landmarks crosses of two lines with a name, the film a pixmap;
    Qt paints what changed. No norms, no table, no halo.
    """
    from PySide6.QtWidgets import QApplication

    from viewer.bench.ceph_peer import GraphicsFilm

    application = QApplication([])
    film = GraphicsFilm(folder, int(width), int(height))
    application.processEvents()
    times: list[float] = []
    for code in DRAGGED:

        def step(index: int, code: str = code) -> None:
            film.move(code, index)
            application.processEvents()

        times += _timed(step)
        film.put_back()
    return _figures(times)


def _timed(step: Callable[[int], None]) -> list[float]:
    """Return how long each step took, ms; the first ones warm up and do not count."""
    for index in range(_WARM_UP):
        step(index)
    times = []
    for index in range(_WARM_UP, _WARM_UP + _STEPS):
        began = time.perf_counter()
        step(index)
        times.append((time.perf_counter() - began) * 1000.0)
    return times


def _figures(times: list[float]) -> Figures:
    times.sort()
    return {
        "median_ms": statistics.median(times),
        "p99_ms": times[round(len(times) * 0.99) - 1],
        "missed": float(sum(taken > FRAME_MS for taken in times)),
    }


def main(arguments: Sequence[str]) -> int:
    """Measure one contestant: NAME FOLDER WIDTH HEIGHT."""
    return enter({"viewer": _viewer, "QGraphicsView": _graphics_view}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
