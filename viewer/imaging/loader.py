"""Filling a volume: what is seen first, then outwards from where somebody looks."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from viewer.imaging.dressed import dressing_of
from viewer.imaging.pixels import forget_inflated, read_into
from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.stack import ImageStack
from viewer.imaging.syntaxes import IN_PROCESS, codec_of
from viewer.imaging.volume import Volume

_THREADS: Final = 2
_AHEAD: Final = 1
"""Threads beyond the decoding workers: one reads a file while the others wait for pixels."""

OnSlice = Callable[[int], None]
IsCancelled = Callable[[], bool]


class VolumeLoader:
    """Reads the pixels of one stack into `volume`.

    `run` blocks until every slice is read or it is cancelled; `focus` may be called meanwhile
    from any thread. A slice that cannot be read is noted and does not stop the others.
    """

    def __init__(self, stack: ImageStack) -> None:
        """Take the memory. Raises NotReadable when the stack is too large."""
        self.volume = Volume(stack)
        self._headers = stack.instances
        self._lock = threading.Lock()
        self._tell = threading.Lock()
        self._taken = bytearray(len(stack.instances))
        self._below = stack.first_shown
        self._above = stack.first_shown + 1
        self._focus = stack.first_shown
        self._failure: BaseException | None = None
        self._is_stopped = False

    def focus(self, index: int) -> None:
        """Read the slices around `index` next."""
        with self._lock:
            self._focus = min(max(index, 0), len(self._headers) - 1)
            self._below, self._above = self._focus, self._focus + 1

    def run(self, on_slice: OnSlice | None = None, is_cancelled: IsCancelled | None = None) -> None:
        """Read all slices. `on_slice(index)` is called as each is ready, one call at a time.

        It is called from the loader's threads. Returns early, with what is loaded, when cancelled.
        """
        threads = min(self._threads(), len(self._headers))
        if self._one(on_slice, is_cancelled):  # what is seen first, before a thread is started
            helpers: list[threading.Thread] = []
            with suppress(RuntimeError):  # no more threads to be had: those there are will do
                for _ in range(threads - 1):
                    helper = threading.Thread(
                        target=self._all, args=(on_slice, is_cancelled), daemon=True
                    )
                    helper.start()
                    helpers.append(helper)
            self._all(on_slice, is_cancelled)
            for helper in helpers:
                helper.join()
        forget_inflated()
        if self._failure is not None:
            raise self._failure

    def _threads(self) -> int:
        """Return how many threads are of use; what decodes for them is started meanwhile."""
        first = self._headers[0]
        is_bare = first.place is not None or codec_of(first.syntax) in IN_PROCESS
        if is_bare or len(self._headers) == 1:
            return _THREADS
        from viewer.imaging.decoding.pool import pool

        workers = pool()
        workers.warm_up()
        return workers.size + _AHEAD

    def _all(self, on_slice: OnSlice | None, is_cancelled: IsCancelled | None) -> None:
        try:
            while self._one(on_slice, is_cancelled):
                pass
        except BaseException as error:  # noqa: BLE001 (handed to the caller of run)
            self._failure = error
            self._is_stopped = True

    def _one(self, on_slice: OnSlice | None, is_cancelled: IsCancelled | None) -> bool:
        """Read the next slice; False when there is none or nobody wants it."""
        if self._is_stopped or (is_cancelled is not None and is_cancelled()):
            return False
        index = self._next()
        if index is None:
            return False
        problem: SliceProblem | None
        try:
            problem = read_into(self.volume.stored[index], self._headers[index])
        except SliceNotReadable as error:
            problem = error.problem
        dressing_of(self._headers[index])  # read here, so that painting need not wait for it
        self.volume.mark_loaded(index, problem)
        if on_slice is not None:
            with self._tell:
                on_slice(index)
        return True

    def _next(self) -> int | None:
        """Take the slice nearest to the focus that nobody has taken."""
        with self._lock:
            count = len(self._headers)
            while self._below >= 0 and self._taken[self._below]:
                self._below -= 1
            while self._above < count and self._taken[self._above]:
                self._above += 1
            is_below = self._below >= 0 and (
                self._above >= count or self._focus - self._below <= self._above - self._focus
            )
            index = self._below if is_below else self._above
            if index >= count:
                return None
            self._taken[index] = 1
            return index
