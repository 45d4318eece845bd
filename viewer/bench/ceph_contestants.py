"""One contestant of the cephalometry benchmark in a process of its own; prints its times."""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from viewer.bench.ceph_face import DRAGGED
from viewer.bench.contestants import Figures, enter

FRAME_MS: Final = 1000.0 / 60.0
_STEPS: Final = 100
_WARM_UP: Final = 10


def _viewer(folder: str, width: str, height: str) -> Figures:
    """Drag landmarks in viewport and Analysis tab, from the mouse event to the painted frame.

    At each step every value of all analyses is computed anew, the tracing, and the table with
    norms and sentences of the one that is shown; loupe, film and table are painted.
    """
    from PySide6.QtWidgets import QApplication

    from viewer.bench.ceph_window import CephWindow
    from viewer.ui.theme import apply_theme
    from viewer.ui.tokens import ThemeName

    application = QApplication([])
    apply_theme(application, ThemeName.DARK)
    with tempfile.TemporaryDirectory(prefix="viewer-bench-") as home:
        bench = CephWindow(folder, Path(home), (int(width), int(height)))
        application.processEvents()
        _settle()
        times: list[_Taken] = []
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
    _settle()
    times: list[_Taken] = []
    for code in DRAGGED:

        def step(index: int, code: str = code) -> None:
            film.move(code, index)
            application.processEvents()

        times += _timed(step)
        film.put_back()
    return _figures(times)


def _settle() -> None:
    """Collect garbage as the program does: once it is open, then between two things."""
    gc.collect()
    gc.freeze()
    gc.disable()


class _Taken(NamedTuple):
    """Of one step: ms by the clock, and ms of processor time, which other programs add less to."""

    wall: float
    processor: float


def _timed(step: Callable[[int], None]) -> list[_Taken]:
    """Return how long each step took; the first ones warm up and do not count."""
    for index in range(_WARM_UP):
        step(index)
    times = []
    for index in range(_WARM_UP, _WARM_UP + _STEPS):
        wall, processor = time.perf_counter(), time.process_time()
        step(index)
        taken = time.perf_counter() - wall, time.process_time() - processor
        times.append(_Taken(*(seconds * 1000.0 for seconds in taken)))
    return times


def _figures(times: list[_Taken]) -> Figures:
    walls, processor = (sorted(every) for every in zip(*times, strict=True))
    place = round(len(times) * 0.99) - 1
    return {
        "median_ms": statistics.median(walls),
        "p99_ms": walls[place],
        "processor_p99_ms": processor[place],
        "missed": float(sum(taken > FRAME_MS for taken in walls)),
    }


def main(arguments: Sequence[str]) -> int:
    """Measure one contestant: NAME FOLDER WIDTH HEIGHT."""
    return enter({"viewer": _viewer, "QGraphicsView": _graphics_view}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
