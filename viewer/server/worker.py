"""A process that reads and analyses what was sent, and its supervisor.

The process has a memory limit and a time limit and is replaced when it dies: a hostile file costs
one job. Messages are JSON text, so a broken worker cannot run code in the service.
"""

import json
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Final

from viewer.server.envelope import Json, RefusedError, RetCode

_GIBIBYTE: Final = 1024**3
_MEMORY_LIMIT_BYTES: Final = 3 * _GIBIBYTE
# Two scans of 600 slices, their working grids and the result, in one task.
_LARGE_MEMORY_LIMIT_BYTES: Final = 6 * _GIBIBYTE
_LARGE_TASKS: Final = ("registration",)
_STOP_PATIENCE_S: Final = 2.0

Task = dict[str, Json]


class WorkerDiedError(Exception):
    """The process ended before it answered."""


class WorkerTimedOutError(Exception):
    """The process did not answer in time and was ended."""


class Worker:
    """One worker process, started when first needed; used by one thread at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection | None = None
        self._is_closed = False

    def call(self, task: Task, timeout_s: float) -> Task:
        """Have the process do one task and return what it says.

        Raises WorkerDiedError or WorkerTimedOutError; the next call starts a new process.
        """
        with self._lock:
            connection = self._started()
            try:
                connection.send_bytes(json.dumps(task).encode())
                if not connection.poll(timeout_s):
                    self._end()
                    raise WorkerTimedOutError
                answer = json.loads(connection.recv_bytes())
            except (EOFError, OSError) as error:
                self._end()
                raise WorkerDiedError from error
        return answer if isinstance(answer, dict) else {}

    def warm_up(self) -> None:
        """Start the process now, without waiting for it, unless it is busy."""
        if self._lock.acquire(blocking=False):
            try:
                self._started()
            finally:
                self._lock.release()

    def close(self) -> None:
        """End the process; a call under way fails."""
        self._is_closed = True
        process = self._process
        if process is not None:
            process.kill()
            process.join(_STOP_PATIENCE_S)

    def _started(self) -> Connection:
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        if self._is_closed:
            raise WorkerDiedError
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve_tasks, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        self._process, self._connection = process, ours
        return ours

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join(_STOP_PATIENCE_S)
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None


def serve_tasks(connection: Connection) -> None:
    """Answer tasks until the service closes the pipe: the body of the worker process."""
    _isolate()
    while True:
        try:
            task = json.loads(connection.recv_bytes())
        except (EOFError, OSError):
            return
        answer = _answer(task)
        with suppress(OSError):
            connection.send_bytes(json.dumps(answer, ensure_ascii=False).encode())


def _answer(task: Task) -> Task:
    folder = Path(str(task["folder"]))
    try:
        return _do(folder, task)
    except RefusedError as error:
        return {"refused": int(error.code), "remark": error.remark}
    except OSError:
        return {"refused": int(RetCode.BUSY), "remark": "服务存储不可用，任务未受理"}
    except MemoryError:
        return {"refused": int(RetCode.BAD_REQUEST), "remark": "影像过大，内存不足"}


def _do(folder: Path, task: Task) -> Task:
    from viewer.server import analysis, dental_look, visual_look

    _limit_memory(is_large=analysis.endpoint_of(task).task in _LARGE_TASKS)
    kinds: dict[str, Callable[[Path, Task], Task]] = {
        "inspect": analysis.inspect,
        "analyse": analysis.analyse,
        "prepare": analysis.prepare,
        "look": analysis.look,
        "prepare-dental": dental_look.prepare_dental,
        "look-dental": dental_look.look_dental,
        "prepare-visual": visual_look.prepare_visual,
        "describe": visual_look.describe,
    }
    return kinds[str(task["kind"])](folder, task)


def _limit_memory(*, is_large: bool) -> None:
    """Set what the process may have; the hard limit stays the larger one."""
    if sys.platform == "win32":
        return
    import resource

    most = _LARGE_MEMORY_LIMIT_BYTES if is_large else _MEMORY_LIMIT_BYTES
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    top = _LARGE_MEMORY_LIMIT_BYTES
    if hard != resource.RLIM_INFINITY:
        top = min(top, hard)
    resource.setrlimit(resource.RLIMIT_AS, (min(most, top), top))


def _isolate() -> None:
    """Limit memory, silence the libraries' own output, and end with the service."""
    # GDCM writes warnings that may quote the data set; the service's stderr is a log.
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    _limit_memory(is_large=False)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    wait([sentinel])
    os._exit(0)
