"""One decoding worker as the program sees it: started, asked, watched, ended."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

import numpy as np
from numpy.typing import NDArray

from viewer.imaging import limits
from viewer.imaging.decoding import messages
from viewer.imaging.decoding.messages import Garbled, Message
from viewer.imaging.decoding.scratch import Scratch
from viewer.imaging.problems import NotReadable, SkipReason, SliceNotReadable, SliceProblem

if TYPE_CHECKING:
    import psutil

MODULE: Final = "viewer.imaging.decoding.worker"
FROZEN_ARGUMENT: Final = "--decoding-worker"
_BOOT: Final = (
    "import sys; sys.path[:] = sys.argv[1].split({sep!r}); from {module} import main; main()"
)
_KEPT_ENVIRONMENT: Final = (
    "SYSTEMROOT",
    "WINDIR",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "_MEIPASS2",
)
_KEPT_PREFIX: Final = "_PYI_"
_SET_ENVIRONMENT: Final = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # glibc: keep the memory of one frame for the next, whose pages were half the time otherwise
    "MALLOC_MMAP_THRESHOLD_": str(32 * limits.MiB),
    "MALLOC_TRIM_THRESHOLD_": str(128 * limits.MiB),
}
_GRACE_S: Final = 2.0
"""A worker ends itself this much after the program would have ended it."""
_SHAPES: Final = range(2, 5)
_KINDS: Final = "iuf"
_NO_WINDOW: Final = 0x08000000 if sys.platform == "win32" else 0


_IDLE_SHARE: Final = 0.5
"""A worker that computed for less of its time was stopped or starved by others."""
_CRASHES: Final = frozenset(
    -int(getattr(signal, name))
    for name in ("SIGILL", "SIGABRT", "SIGBUS", "SIGFPE", "SIGSEGV")
    if hasattr(signal, name)
)
_FAULT_STATUS: Final = 0xC0000000
"""Windows: the status of a process that a fault ended, and of no other."""


class WorkerLost(Exception):
    """The worker is gone, and with it one frame.

    `is_proven` says that it was the task's doing: not somebody else who ended or stopped the
    worker, and not what an earlier task had left behind.
    """

    def __init__(self, problem: SliceProblem, *, is_proven: bool = False) -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.is_proven = is_proven


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A task for a worker: `facts` go with it as a message, `content` through scratch memory."""

    task: str
    content: bytes
    facts: Message
    samples: int
    room: int = 0
    """Bytes the pixels are expected to take; a guess saves a message."""
    is_trial: bool = False
    """Whether something else can be tried should the worker be lost."""
    into: NDArray[np.generic] | None = None
    """Where to lay the pixels if they are of this type and shape; saves a copy."""

    @property
    def seconds(self) -> float:
        """The time it may take."""
        share = limits.DECODER_SECONDS_PER_MEGASAMPLE * self.samples / 1e6
        return share + (limits.DECODER_TRIAL_SECONDS if self.is_trial else limits.DECODER_SECONDS)

    @property
    def memory(self) -> int:
        """The bytes the worker may take for it, beyond what it shares with the program."""
        share = limits.DECODER_BYTES_PER_SAMPLE * self.samples
        return limits.DECODER_BYTES + share + len(self.content)


@dataclass(frozen=True, slots=True, eq=False)
class Delivered:
    """What came back: pixels that are the program's own, and a remark."""

    pixels: NDArray[np.generic]
    note: str


@dataclass(frozen=True, slots=True)
class _Allowance:
    """Until when, and how much memory, of the task in hand."""

    until: float
    memory: int
    seconds: float = 0.0


class Worker:
    """A process with its scratch memory; one thread at a time may `ask` it."""

    def __init__(self, module: str = MODULE) -> None:
        """Start the process without waiting for it. Raises OSError."""
        self._scratch = Scratch()
        self._lock = threading.Lock()
        self._verdict: SliceProblem | None = None
        self._is_ready = False
        self._is_fresh = True
        self._is_computing = False
        self._seen: psutil.Process | None = None
        try:
            self._process = _started(module, self._scratch)
        except (OSError, ValueError):
            self._scratch.close()
            raise
        self._orders = cast("BinaryIO", self._process.stdin)
        self._answers = cast("BinaryIO", self._process.stdout)
        self._allowance: _Allowance | None = None
        self._watched: _Allowance | None = None
        self._computed_before = 0.0

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_large(self) -> bool:
        """Tell whether it holds on to more memory than is worth keeping."""
        return self._scratch.size > limits.DECODER_KEPT_BYTES

    @property
    def has_started(self) -> bool:
        """Tell whether it ever said that it is ready."""
        return self._is_ready

    def ask(self, order: Order) -> Delivered:
        """Have a task done; blocks, at most until `check` ends the worker.

        Raises WorkerLost (the worker must be thrown away), SliceNotReadable, NotReadable.
        """
        try:
            self._wait_until_ready()
            self._make_room(max(len(order.content), order.room))
            self._allow(order)
            self._scratch.put(order.content)
            self._send({"task": order.task, "length": len(order.content), **order.facts}, order)
            return self._delivered(order)
        except (OSError, Garbled) as error:
            self.end()
            problem = self._verdict or SliceProblem.DECODER_DIED
            raise WorkerLost(problem, is_proven=self._is_proven(problem)) from error
        except MemoryError as error:
            raise SliceNotReadable(SliceProblem.DECODER_MEMORY) from error
        finally:
            self._is_fresh = False
            with self._lock:
                self._allowance = None

    def check(self, now: float) -> None:
        """End it when it takes too long or too much for what it has in hand. From any thread."""
        allowance = self._allowance
        if allowance is None:
            return
        problem: SliceProblem | None = None
        if allowance is not self._watched:
            self._watched, self._computed_before = allowance, self._computed()
        if now > allowance.until:
            problem = SliceProblem.DECODER_STUCK
        elif self._resident() > allowance.memory + self._scratch.size:
            problem = SliceProblem.DECODER_MEMORY
        if problem is not None:
            computed = self._computed() - self._computed_before
            with self._lock:
                if self._allowance is allowance:  # else it has just finished
                    self._verdict = problem
                    self._is_computing = computed > _IDLE_SHARE * allowance.seconds
                    self._process.kill()

    def end(self) -> None:
        """End the process at once and give everything back. May be called twice."""
        with suppress(OSError):
            self._process.kill()
        for pipe in (self._orders, self._answers):
            with suppress(OSError):
                pipe.close()
        self._process.wait()
        self._scratch.close()

    def stop(self) -> None:
        """Have it end; whoever waits for its answer hears that it is gone. From any thread."""
        with suppress(OSError):
            self._process.kill()
        self._process.wait()

    def _is_proven(self, problem: SliceProblem) -> bool:
        """Tell whether the task in hand must have been the end of it."""
        if problem is SliceProblem.DECODER_STUCK:
            return self._is_computing
        if problem is SliceProblem.DECODER_MEMORY:
            return self._is_fresh
        status = self._process.returncode
        return self._is_fresh and (status in _CRASHES or status >= _FAULT_STATUS)

    def _resident(self) -> int:
        """Return the bytes of real memory it takes; 0 when that cannot be told."""
        import psutil

        try:
            return int(self._observed().memory_info().rss)
        except (psutil.Error, OSError):  # OSError: the program has no descriptor to look with
            return 0

    def _computed(self) -> float:
        """Return the seconds it has computed; 0 when that cannot be told."""
        import psutil

        try:
            times = self._observed().cpu_times()
        except (psutil.Error, OSError):
            return 0.0
        return float(times.user + times.system)

    def _observed(self) -> "psutil.Process":
        import psutil

        if self._seen is None:
            self._seen = psutil.Process(self.pid)
        return self._seen

    def _wait_until_ready(self) -> None:
        if self._is_ready:
            return
        until = time.monotonic() + limits.DECODER_START_SECONDS
        self._allowance = _Allowance(until, limits.DECODER_BYTES)
        message = messages.receive(self._answers)
        if message is None or message.get("state") != "ready":
            raise Garbled("not ready")
        self._is_ready = True

    def _make_room(self, size: int) -> None:
        try:
            self._scratch.reserve(size)
        except OSError as error:
            raise SliceNotReadable(SliceProblem.DECODER_MEMORY, error.strerror or "") from error

    def _make_more_room(self, size: int) -> None:
        """Grow for a worker that waits with its pixels; it is lost when that cannot be."""
        self._verdict = SliceProblem.DECODER_MEMORY
        if size > limits.DECODER_ROOM_BYTES:
            raise Garbled("room")
        self._scratch.reserve(size)
        self._verdict = None

    def _allow(self, order: Order) -> None:
        seconds = order.seconds
        self._allowance = _Allowance(time.monotonic() + seconds, order.memory, seconds)

    def _send(self, message: Message, order: Order) -> None:
        scratch = self._scratch
        message |= {"token": scratch.token, "size": scratch.size}
        # the scratch memory may stand in its address space twice while it grows
        message |= {"bytes": order.memory + 2 * scratch.size}
        message |= {"alarm_ms": int((order.seconds + _GRACE_S) * 1000)}
        messages.send(self._orders, message)

    def _delivered(self, order: Order) -> Delivered:
        answer = self._answer()
        if answer["state"] == "room":
            self._make_more_room(messages.whole(answer.get("bytes")))
            self._send({}, order)
            answer = self._answer()
        if answer["state"] != "done":
            raise _refusal(answer)
        dtype, shape = _layout(answer, self._scratch.size)
        return Delivered(
            self._scratch.pixels(dtype, shape, order.into), messages.text(answer, "note")
        )

    def _answer(self) -> Message:
        answer = messages.receive(self._answers)
        if answer is None or answer.get("state") not in {"done", "refused", "room"}:
            raise Garbled("no answer")
        self._scratch.attached()
        return answer


def _layout(answer: Message, room: int) -> tuple[np.dtype[np.generic], tuple[int, ...]]:
    """Return the type and shape of pixels that fit into the scratch memory. Raises Garbled."""
    shape = answer.get("shape")
    if not isinstance(shape, list) or len(shape) not in _SHAPES:
        raise Garbled("shape")
    sizes = tuple(messages.whole(size) for size in shape)
    try:
        dtype = np.dtype(messages.text(answer, "dtype"))
    except TypeError as error:
        raise Garbled("type") from error
    size = dtype.itemsize
    for length in sizes:
        size *= length
    if dtype.kind not in _KINDS or size > room:
        raise Garbled("type")
    return dtype, sizes


def _refusal(answer: Message) -> SliceNotReadable | NotReadable:
    """Return the worker's own words as an error. Raises Garbled."""
    reason, detail = messages.text(answer, "reason"), messages.text(answer, "detail")
    try:
        if answer.get("kind") == "file":
            return NotReadable(SkipReason(reason), detail)
        return SliceNotReadable(SliceProblem(reason), detail)
    except ValueError as error:
        raise Garbled("reason") from error


def _started(module: str, scratch: Scratch) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        _command(module),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env=_environment(os.environ),
        cwd=os.sep if os.name == "posix" else None,
        pass_fds=scratch.inherited,
        creationflags=_NO_WINDOW,
    )


def _command(module: str) -> list[str]:
    """Return how to start a worker: our own interpreter, or the program itself where it is frozen.

    The interpreter looks at nothing but the places this program imports from: no current folder,
    no environment variables, no start-up files.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, FROZEN_ARGUMENT]
    home = str(Path(__file__).parents[3])
    places = [place for place in sys.path if place and Path(place).is_absolute()]
    path = os.pathsep.join([*places, *([] if home in places else [home])])
    boot = _BOOT.format(sep=os.pathsep, module=module)
    return [sys.executable, "-I", "-S", "-c", boot, path]


def _environment(whole: Mapping[str, str]) -> dict[str, str]:
    """Return what a worker gets to know: nothing but where the system keeps its libraries."""
    kept = {
        name: value
        for name, value in whole.items()
        if name.upper() in _KEPT_ENVIRONMENT or name.startswith(_KEPT_PREFIX)
    }
    return {**kept, **_SET_ENVIRONMENT}
