"""Measures the running window for `viewer bench`: its longest stall, and from click to picture."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer

if TYPE_CHECKING:
    from viewer.app.wiring import Wired
    from viewer.imaging.stack import ImageStack

_BEAT_MS: Final = 2
_PATIENCE_S: Final = 300.0
_CLICKS: Final = 3
_OPENING_TASKS: Final = frozenset({"open", "show", "thumbnails"})


class Heartbeat:
    """A timer of the event loop: the longest time between two beats is how long it stood still."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._on_beat)
        self._last = time.perf_counter()
        self.longest_s = 0.0
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _on_beat(self) -> None:
        now = time.perf_counter()
        self.longest_s = max(self.longest_s, now - self._last)
        self._last = now


async def measure(wired: Wired) -> None:
    """Wait until everything is open, then click on each series; print the figures and close."""
    heart = Heartbeat()
    began = time.perf_counter()
    async with asyncio.timeout(_PATIENCE_S):
        await _until_painted(wired, None)
        figures = {"first_picture_s": time.perf_counter() - began}
        await _until_quiet()
        figures["opened_s"] = time.perf_counter() - began
        figures["stall_ms"] = heart.longest_s * 1000.0
        heart.stop()
        for number, times in (await _clicked(wired)).items():
            figures[f"click_{number}_ms"] = statistics.median(times)
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
    wired.window.close_wanted.emit()


async def _clicked(wired: Wired) -> dict[str, list[float]]:
    """Return milliseconds from the click on each series to its painted picture, by number."""
    times: dict[str, list[float]] = defaultdict(list)
    for stack in wired.opening.stacks * _CLICKS:
        shown = wired.opening.shown
        if shown is not None and shown.stack is stack:
            continue
        began = time.perf_counter()
        wired.opening.show(stack.key)
        await _until_painted(wired, stack)
        number = stack.description.text.series_number
        times[number].append((time.perf_counter() - began) * 1000.0)
        await _until_quiet()
    return times


async def _until_painted(wired: Wired, stack: ImageStack | None) -> None:
    """Wait for a painted picture of `stack`; of any without."""
    viewport = wired.image.viewport
    while True:
        volume = viewport.volume
        is_here = volume is not None and stack in (None, volume.stack)
        if is_here and viewport.painted_slice is not None:
            return
        await asyncio.sleep(0.001)


async def _until_quiet() -> None:
    while any(task.get_name() in _OPENING_TASKS for task in asyncio.all_tasks()):  # noqa: ASYNC110
        await asyncio.sleep(0.005)
