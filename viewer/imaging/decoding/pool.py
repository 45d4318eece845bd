"""The decoding workers of this program: as many as cores, started on first use, replaced when lost.

All native decoders run here. Any thread may call; a call blocks until its frame is done.
"""

import atexit
import os
import threading
import time
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from queue import Empty, LifoQueue
from typing import TYPE_CHECKING, Final

from viewer.imaging import limits
from viewer.imaging.decoding import process, tasks
from viewer.imaging.decoding.frame import DecodedFrame, FrameRequest, decode_frame
from viewer.imaging.decoding.process import Delivered, Order, Worker, WorkerLost
from viewer.imaging.problems import NotReadable, SliceNotReadable, SliceProblem
from viewer.imaging.syntaxes import IN_PROCESS, Codec, codec_of

if TYPE_CHECKING:
    from viewer.imaging.decoding.tasks import Pixels
    from viewer.imaging.photos.photo import Photo
    from viewer.imaging.stack import ImageStack

_CHECK_S: Final = 0.05
_FAILED_STARTS: Final = 3
_START_PAUSE_S: Final = 10.0
_LOST: Final = frozenset({SliceProblem.DECODER_DIED, SliceProblem.DECODER_STUCK})


class _Slot:
    """A place for one worker; whoever holds the slot may use it."""

    def __init__(self) -> None:
        self.worker: Worker | None = None
        self.is_held = False


class DecodePool:
    """Workers, and the memory of which codestreams have cost one."""

    def __init__(self, size: int | None = None, module: str = process.MODULE) -> None:
        self.size = size or min(_cores(), limits.DECODER_WORKERS)
        self._module = module
        self._slots = [_Slot() for _ in range(self.size)]
        self._free: LifoQueue[_Slot] = LifoQueue()
        for slot in self._slots:
            self._free.put(slot)
        self._marks: dict[bytes, SliceProblem] = {}
        self._starts = _Starts()
        self._is_closed = False
        self._watch = _Watch(self._slots)

    def decode(self, request: FrameRequest, into: "Pixels | None" = None) -> DecodedFrame:
        """Decode one frame, in a worker where native code is needed. Raises SliceNotReadable.

        The pixels lie in `into` if they are of its type and shape, else in an array of their own.
        """
        if request.codec in IN_PROCESS:
            return decode_frame(request)
        try:
            return self._decoded(request, into)
        except SliceNotReadable as error:
            if request.codec is not Codec.HTJ2K or error.problem not in _LOST:
                raise
        return self._decoded(replace(request, codec=Codec.JPEG_2000), into)  # slower, but steadier

    def _decoded(self, request: FrameRequest, into: "Pixels | None" = None) -> DecodedFrame:
        shape, dtype = request.shape, request.dtype
        samples = request.rows * request.columns * request.samples
        delivered = self._ask(
            Order(
                task=tasks.FRAME,
                content=request.content,
                facts=tasks.facts_of(request),
                samples=samples,
                room=samples * dtype.itemsize,
                is_trial=request.codec is Codec.HTJ2K,
                into=into,
            )
        )
        if delivered.pixels.shape != shape or delivered.pixels.dtype != dtype:
            raise SliceNotReadable(SliceProblem.SIZE_DISAGREES, "the decoder's answer")
        return DecodedFrame(delivered.pixels, _problem_of(delivered))

    def decode_photo(self, content: bytes, rows: int, columns: int, page: int = 0) -> "Photo":
        """Decode one picture of a file; its size (as seen) allots the time and the memory.

        Raises NotReadable as `photo.decode_photo` does, and SliceNotReadable when the decoder
        was lost.
        """
        from viewer.imaging.photos.photo import Photo

        delivered = self._ask(
            Order(
                task=tasks.PHOTO,
                content=content,
                facts={"page": page},
                samples=rows * columns * 3,
                room=rows * columns * 3,
            )
        )
        return Photo(delivered.pixels, _problem_of(delivered))

    def warm_up(self) -> None:
        """Start the workers that do not run yet in the background; returns at once."""
        if all(slot.worker is not None for slot in self._slots):
            return
        with suppress(RuntimeError):  # no thread to be had: they start when they are needed
            threading.Thread(target=self._start_all, name="decoder-start", daemon=True).start()

    def close(self) -> None:
        """End all workers; whoever waits for a frame gets an error."""
        self._is_closed = True
        self._watch.stop()
        for slot in self._slots:
            worker = slot.worker
            if worker is not None:
                worker.stop()
        with suppress(Empty):  # of a slot in use, its holder tidies up
            while True:
                _end_worker(self._free.get_nowait())

    def _ask(self, order: Order) -> Delivered:
        mark = self._mark(order) if self._marks else b""
        if mark in self._marks:
            raise SliceNotReadable(self._marks[mark], "not tried again")
        slot = self._free.get()
        slot.is_held = True  # before the watch is woken, or it might fall asleep again
        try:
            return self._asked(slot, order)
        finally:
            slot.is_held = False
            self._free.put(slot)

    def _asked(self, slot: _Slot, order: Order) -> Delivered:
        """Have it done, once more where the first worker may be lost through no fault of it."""
        try:
            return self._asked_once(slot, order)
        except WorkerLost as lost:
            if lost.is_proven or (order.is_trial and lost.problem in _LOST):
                raise self._explained(order, lost) from lost
        try:
            return self._asked_once(slot, order)
        except WorkerLost as lost:
            raise self._explained(order, lost) from lost

    def _asked_once(self, slot: _Slot, order: Order) -> Delivered:
        worker = slot.worker or self._started(slot)
        self._watch.wake()
        try:
            delivered = worker.ask(order)
        except WorkerLost as lost:
            slot.worker = None
            if self._is_closed:
                raise SliceNotReadable(SliceProblem.DECODER_MISSING, "closed") from lost
            if not worker.has_started:
                self._starts.failed()
                raise WorkerLost(SliceProblem.DECODER_MISSING) from lost
            self._replace(slot)
            raise
        except (SliceNotReadable, NotReadable):
            raise
        except BaseException:  # an answer may be under way that belongs to nobody
            _end_worker(slot)
            raise
        self._starts.worked()
        if worker.is_large:
            _end_worker(slot)
            self._replace(slot)
        return delivered

    def _explained(self, order: Order, lost: WorkerLost) -> SliceNotReadable:
        """Return what to say of a task that was the end of a worker; mark it if it surely was."""
        if lost.is_proven:
            self._marks[self._mark(order)] = lost.problem
        is_missing = lost.problem is SliceProblem.DECODER_MISSING
        detail = "ended early" if is_missing else "decoder replaced"
        return SliceNotReadable(lost.problem, detail)

    def _started(self, slot: _Slot) -> Worker:
        if self._is_closed or self._starts.is_hopeless():
            raise SliceNotReadable(SliceProblem.DECODER_MISSING)
        try:
            slot.worker = Worker(self._module)
        except (OSError, ValueError) as error:
            self._starts.failed()
            detail = getattr(error, "strerror", None) or type(error).__name__
            raise SliceNotReadable(SliceProblem.DECODER_MISSING, detail) from error
        return slot.worker

    def _replace(self, slot: _Slot) -> None:
        """Start the next worker now: it will be ready when the next frame comes."""
        with suppress(SliceNotReadable):  # said when it is needed
            self._started(slot)

    def _start_all(self) -> None:
        """Fill the slots that are free; one in use has its worker already."""
        taken: list[_Slot] = []
        with suppress(Empty):
            while True:
                taken.append(self._free.get_nowait())
                if taken[-1].worker is None:
                    self._replace(taken[-1])
        for slot in reversed(taken):
            self._free.put(slot)

    @staticmethod
    def _mark(order: Order) -> bytes:
        digest = blake2b(order.content, digest_size=20)
        digest.update(repr(sorted(order.facts.items())).encode())
        return digest.digest()


class _Starts:
    """Counts workers that never came up, so that a machine without any is said, not retried."""

    def __init__(self) -> None:
        self._failed = 0
        self._again_at = 0.0

    def failed(self) -> None:
        self._failed += 1
        if self._failed >= _FAILED_STARTS:
            self._again_at = time.monotonic() + _START_PAUSE_S

    def worked(self) -> None:
        self._failed = 0

    def is_hopeless(self) -> bool:
        return self._failed >= _FAILED_STARTS and time.monotonic() < self._again_at


class _Watch:
    """A thread that looks at busy workers' time and memory; it sleeps while none is busy."""

    def __init__(self, slots: list[_Slot]) -> None:
        self._slots = slots
        self._busy = threading.Event()
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Look, from now on, until all are idle."""
        if self._busy.is_set():
            return
        with self._lock:
            self._busy.set()
            if self._thread is None:
                thread = threading.Thread(target=self._run, name="decoder-watch", daemon=True)
                with suppress(RuntimeError):  # no thread to be had: workers end themselves
                    thread.start()
                    self._thread = thread

    def stop(self) -> None:
        self._stopped.set()
        self._busy.set()

    def _run(self) -> None:
        while self._busy.wait() and not self._stopped.wait(_CHECK_S):
            self._busy.clear()
            for slot in self._slots:
                if slot.is_held:
                    self._busy.set()
                worker = slot.worker
                if worker is not None:
                    worker.check(time.monotonic())


@lru_cache(maxsize=1)
def _of_this_program() -> DecodePool:
    pool = DecodePool()
    atexit.register(pool.close)
    return pool


_making: Final = threading.Lock()


def pool() -> DecodePool:
    """Return this program's workers."""
    with _making:
        return _of_this_program()


def decode(request: FrameRequest, into: "Pixels | None" = None) -> DecodedFrame:
    """Decode one frame in a worker; see `DecodePool.decode`. Raises SliceNotReadable."""
    return pool().decode(request, into)


def decode_photo_in_worker(content: bytes, rows: int, columns: int, page: int = 0) -> "Photo":
    """Decode a photograph in a worker; see `DecodePool.decode_photo`."""
    return pool().decode_photo(content, rows, columns, page)


def warm_up() -> None:
    """Start the workers in the background, so that the first frame need not wait for them."""
    pool().warm_up()


def warm_up_for(stack: "ImageStack") -> None:
    """Start the workers if this stack will need them."""
    if codec_of(stack.instances[0].syntax) not in IN_PROCESS:
        warm_up()


def _cores() -> int:
    """Return how many cores this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS or Windows
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def _end_worker(slot: _Slot) -> None:
    worker, slot.worker = slot.worker, None
    if worker is not None:
        worker.end()


def _problem_of(delivered: Delivered) -> SliceProblem | None:
    try:
        return SliceProblem(delivered.note) if delivered.note else None
    except ValueError as error:
        raise SliceNotReadable(SliceProblem.DECODER_DIED, "the decoder's answer") from error
