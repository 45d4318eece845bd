"""Garbage is collected in the window's thread only.

Python collects in whichever thread happens to allocate. Where that is a worker, widgets that are
part of a cycle are destroyed there, which Qt does not survive.
"""

import gc
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

_LOOK_MS: Final = 1000


def spare_new_objects() -> None:
    """Leave what there is now out of later searches for garbage.

    For right after something large was opened, which stays: searching the headers of 5,000 files
    stops the window for 50 ms. They are still freed when nobody refers to them.
    """
    gc.freeze()


class WindowThreadCollector(QObject):
    """Takes collecting over from Python until `stop`; looks once a second, as Python would.

    Not while `is_opening`: what a scan is making then stays, and to search it stops the window.
    """

    def __init__(
        self, parent: QObject | None = None, is_opening: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__(parent)
        self._is_opening = is_opening
        self._thresholds = gc.get_threshold()
        gc.collect()
        gc.freeze()  # modules and the window itself live as long as the program
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the generations that are due."""
        if self._is_opening():
            return
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
