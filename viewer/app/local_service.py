"""The embedded local service: started when first needed, ended with this program."""

import asyncio
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import Final

from viewer.foundation.errors import ServiceTrouble, ServiceUnavailable
from viewer.foundation.folders import Folders
from viewer.foundation.locks import ProcessLock
from viewer.jobs.request import LOCAL
from viewer.vendors.connection import Connection, connection_from_line

_log = logging.getLogger(__name__)
_START_S: Final = 30.0
_STOP_S: Final = 3.0
_SLOTS: Final = 16
_IS_FROZEN: Final = bool(getattr(sys, "frozen", False))
_OUR_SECRETS: Final = ("VIEWER_APP_KEY", "VIEWER_DS_ID", "VIEWER_DENTAL_TOKEN")


@dataclass
class _Running:
    """One service process and the lock on its folder."""

    process: "subprocess.Popen[bytes]"
    lock: ProcessLock
    connection: Connection


class LocalServices:
    """Starts service processes on demand, one per slot; a slot is a folder with its own jobs.

    The databases of the visual search belong to all slots: what one adds the others find.

    `local` means the first slot that no other living program has; a job remembers which it was
    (`local/0`), for only there its RequestId is known. A service that died is started again.
    """

    def __init__(self, folders: Folders, arguments: Sequence[str] = ()) -> None:
        self._root = folders.service
        self._arguments = tuple(arguments)
        self._running: dict[int, _Running] = {}
        self._starting = asyncio.Lock()

    async def connection(self, service: str) -> Connection:
        """Return the connection to `local` or `local/<slot>`. Raises ServiceUnavailable."""
        async with self._starting:
            if service != LOCAL:
                return await self._slot(_slot_number(service))
            for slot, running in self._running.items():
                if running.process.poll() is None:
                    return await self._slot(slot)
            for slot in range(_SLOTS):
                lock = ProcessLock(self._root / f"{slot}.lock")
                if lock.acquire():
                    return await self._started(slot, lock)
            raise ServiceUnavailable(ServiceTrouble.ALL_IN_USE)

    async def close(self) -> None:
        """End all services."""
        running, self._running = list(self._running.values()), {}
        for each in running:
            await asyncio.to_thread(_stop, each.process)
            each.lock.release()

    async def _slot(self, slot: int) -> Connection:
        running = self._running.get(slot)
        if running is not None and running.process.poll() is None:
            return running.connection
        if running is not None:
            _log.warning("the local service ended by itself; it is started again")
            del self._running[slot]
            await asyncio.to_thread(_stop, running.process)
            return await self._started(slot, running.lock)
        lock = ProcessLock(self._root / f"{slot}.lock")
        if not lock.acquire():
            raise ServiceUnavailable(ServiceTrouble.IN_USE)
        return await self._started(slot, lock)

    async def _started(self, slot: int, lock: ProcessLock) -> Connection:
        try:
            databases = self._root / "similar"
            arguments = ("--databases", str(databases), *self._arguments)
            process = _spawned(self._root / str(slot), arguments)
            line = await asyncio.to_thread(_first_line, process)
        except (OSError, ServiceUnavailable) as error:
            lock.release()
            raise ServiceUnavailable(ServiceTrouble.NOT_STARTED) from error
        service = f"{LOCAL}/{slot}"
        connection = connection_from_line(line, service=service)
        self._running[slot] = _Running(process, lock, connection)
        return connection


def _slot_number(service: str) -> int:
    prefix, _, number = service.partition("/")
    if prefix != LOCAL or not (number.isascii() and number.isdigit()):
        raise ServiceUnavailable(ServiceTrouble.NOT_SET_UP, service)
    return int(number)


def _spawned(data: Path, arguments: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Start a service that ends when our end of its stdin closes, however we end."""
    environment = {name: text for name, text in os.environ.items() if name not in _OUR_SECRETS}
    program = [sys.executable] if _IS_FROZEN else [sys.executable, "-m", "viewer"]
    process = subprocess.Popen(
        [*program, "serve", "--data", str(data), "--exit-with-stdin", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows: no console pops up
    )
    threading.Thread(target=_drain, args=(process,), daemon=True).start()
    return process


def _first_line(process: "subprocess.Popen[bytes]") -> str:
    """Return the announcement. Raises ServiceUnavailable when none comes."""
    lines: Queue[bytes] = Queue()

    def read() -> None:
        if process.stdout is not None:
            lines.put(process.stdout.readline())

    threading.Thread(target=read, daemon=True).start()
    try:
        line = lines.get(timeout=_START_S)
    except Empty:
        line = b""
    if not line.strip():
        _stop(process)
        raise ServiceUnavailable(ServiceTrouble.NOT_STARTED)
    return line.decode("utf-8", "replace")


def _drain(process: "subprocess.Popen[bytes]") -> None:
    """Pass what the service says on to the log, so that its pipe never fills."""
    if process.stderr is None:
        return
    with suppress(ValueError):  # closed at our end
        for line in process.stderr:
            _log.debug("local service: %s", line.decode("utf-8", "replace").rstrip())


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Close its stdin, which ends it; then insist."""
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()
    for insist in (process.terminate, process.kill):
        try:
            process.wait(_STOP_S)
            break
        except subprocess.TimeoutExpired:
            insist()
    process.wait(_STOP_S)
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
