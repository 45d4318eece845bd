"""Playing a stack: which frame is due, and the timer that brings it."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:  # these bring numpy, which an empty window does without
    from viewer.imaging.cine import Cine
    from viewer.ui.viewport.scene import Scene
    from viewer.ui.viewport.steered_view import SteeredView

RATES: Final = (1, 2, 5, 8, 10, 12, 15, 20, 24, 25, 30, 50, 60)
"""Frames per second that are offered."""
_WAIT_S: Final = 0.03  # until it is looked again whether a frame has been read
_COUNTED_S: Final = 1.0  # over which the speed is measured
_SHORTEST_S: Final = 0.001
_ROUNDING_S: Final = 1e-6  # a frame that begins now has begun

Clock = Callable[[], float]


@dataclass(frozen=True)
class Schedule:
    """Which place of a round is due when; seconds from the start of the round at `speed`.

    `speed` 1 is the file's own.
    """

    cine: Cine
    speed: float = 1.0

    def place_at(self, seconds: float) -> int:
        """Return the place in `cine.order` that is due; rounds follow each other."""
        within = ((seconds + _ROUNDING_S) * self.speed) % self.cine.ends_s[-1]
        return min(bisect_right(self.cine.ends_s, within), len(self.cine.order) - 1)

    def start_of(self, place: int) -> float:
        """Return when a place of the first round begins."""
        return (self.cine.ends_s[place - 1] if place else 0.0) / self.speed

    def seconds_left(self, seconds: float) -> float:
        """Return the time until the next frame is due."""
        within = ((seconds + _ROUNDING_S) * self.speed) % self.cine.ends_s[-1]
        return (self.cine.ends_s[self.place_at(seconds)] - within) / self.speed


class CinePlayer(QObject):
    """Plays the stack of a viewport; whatever else changes the slice stops it.

    The frame is found from the time that has passed: a slow screen leaves frames out and keeps
    the pace. A frame that has not been read yet is waited for, and the pace goes on from there.
    """

    playing_changed = Signal(bool)
    rate_changed = Signal(float)
    """The wanted frames per second, for a new stack or as chosen."""
    measured = Signal(float)
    """The frames per second that are really shown, about twice a second."""

    def __init__(
        self,
        viewport: SteeredView,
        parent: QObject | None = None,
        *,
        clock: Clock = time.perf_counter,
    ) -> None:
        super().__init__(parent)
        self._viewport = viewport
        self._clock = clock
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._scene: Scene | None = None
        self._schedule: Schedule | None = None
        self._begun_at = 0.0
        self._is_playing = False
        self._is_showing = False
        self._awaited: int | None = None
        """The place whose frame has not been read yet."""
        self._shown: deque[float] = deque()
        self._told_at = 0.0
        viewport.slice_changed.connect(self._slice_changed)
        viewport.slice_asked.connect(self._slice_asked)

    @property
    def is_playing(self) -> bool:
        """Tell whether it is going on by itself."""
        return self._is_playing

    @property
    def rate(self) -> float:
        """The wanted frames per second; 0 without a stack."""
        schedule = self._schedule
        return 0.0 if schedule is None else schedule.cine.rate * schedule.speed

    @property
    def file_rate(self) -> float | None:
        """The frames per second that the file asks for; None where it does not say."""
        from viewer.imaging.cine import RateSource

        if self._schedule is None or self._schedule.cine.source is RateSource.DEFAULT:
            return None
        return self._schedule.cine.rate

    def toggle(self) -> None:
        """Play, or stop on the frame that is shown."""
        if self._is_playing:
            self.stop()
        else:
            self.play()

    def play(self) -> None:
        """Go on from the frame that is shown; nothing with fewer than two frames."""
        state = self._viewport.state
        if self._schedule is None or state is None or self._viewport.slice_count < 2:
            return
        order = self._schedule.cine.order
        place = order.index(state.slice_index) if state.slice_index in order else 0
        self._begin_at(place)
        self._awaited = None
        self._shown.clear()
        self._told_at = self._clock()
        self._is_playing = True
        self.playing_changed.emit(True)
        self.tick()

    def stop(self) -> None:
        """Stay on the frame that is shown."""
        if self._is_playing:
            self._is_playing = False
            self._timer.stop()
            self.playing_changed.emit(False)

    def set_rate(self, rate: float) -> None:
        """Play at so many frames per second; frames of unequal length keep their proportions."""
        if self._schedule is None or rate <= 0:
            return
        cine = self._schedule.cine
        place = self._schedule.place_at(self._clock() - self._begun_at)
        self._schedule = Schedule(cine, rate / cine.rate)
        if self._is_playing:
            self._begin_at(place)
        self.rate_changed.emit(self.rate)

    def tick(self) -> None:
        """Show the frame that is due, and come back when the next one is."""
        schedule, scene = self._schedule, self._viewport.scene
        if not self._is_playing or schedule is None or scene is None:
            return
        if not self._viewport.isVisible() or self._viewport.window().isMinimized():
            self.stop()
            return
        if self._awaited is not None:
            self._begin_at(self._awaited)
        passed = self._clock() - self._begun_at
        place = schedule.place_at(passed)
        index = schedule.cine.order[place]
        if scene.volume.is_loaded(index):
            self._awaited = None
            self._show(index)
            self._come_back(schedule.seconds_left(passed))
        else:
            self._awaited = place
            self._come_back(_WAIT_S)

    def _show(self, index: int) -> None:
        now = self._clock()
        state = self._viewport.state
        if state is not None and state.slice_index != index:
            self._is_showing = True
            self._viewport.go_to_slice(index)
            self._is_showing = False
            self._shown.append(now)
        if now - self._told_at >= _COUNTED_S / 2:
            self._told_at = now
            while self._shown and now - self._shown[0] > _COUNTED_S:
                self._shown.popleft()
            if len(self._shown) > 1:
                self.measured.emit((len(self._shown) - 1) / (self._shown[-1] - self._shown[0]))

    def _come_back(self, seconds: float) -> None:
        if self._is_playing:
            self._timer.start(round(max(seconds, _SHORTEST_S) * 1000))

    def _begin_at(self, place: int) -> None:
        if self._schedule is not None:
            self._begun_at = self._clock() - self._schedule.start_of(place)

    def _slice_asked(self) -> None:
        """Leave it to the person who goes to a slice by wheel, key or bar."""
        if not self._is_showing:
            self.stop()

    def _slice_changed(self) -> None:
        """Take another stack when one has come."""
        scene = self._viewport.scene
        if scene is not self._scene:
            self.stop()
            self._take(scene)

    def _take(self, scene: Scene | None) -> None:
        from viewer.imaging.cine import cine_of

        self._scene = scene
        self._schedule = None
        if scene is not None and scene.slice_count > 1:
            self._schedule = Schedule(cine_of(scene.volume.stack.instances))
        self.rate_changed.emit(self.rate)
