"""Whose turn it is to write: one holder at a time, over all threads and processes.

SQLite before 3.51.3 can corrupt a write-ahead log that two connections write or checkpoint in the
same instant, so the library lets only one of them do it (ADR 14).
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from viewer.foundation.errors import (
    CannotWrite,
    FileTrouble,
    LibraryTrouble,
    LibraryUnavailable,
)
from viewer.foundation.locks import ProcessLock

_FIRST_PAUSE_S: Final = 0.0002
_LONGEST_PAUSE_S: Final = 0.005


class Turn:
    """The right to write to one library, and to open or close a connection to it.

    Two locks make it fair: whoever waits for the second holds the first, so that a process which
    writes without a pause cannot keep the others out. Where the system has no locks (some network
    shares) `is_kept` is False and nothing is waited for.
    """

    def __init__(self, library: Path, patience_s: float, *, is_needed: bool = True) -> None:
        """Look whether there are locks here.

        `is_needed` says that without a lock file nothing can be done: then LibraryUnavailable is
        raised where none can be made. A reader makes none: where nobody has written yet, or the
        disk takes no changes, it needs no turn.
        """
        self._library = library
        self._patience_s = patience_s
        self._queue = ProcessLock(library.with_name(f"{library.name}.queue"))
        self._lock = ProcessLock(library.with_name(f"{library.name}.lock"))
        has_files = is_needed or self._lock.path.exists()
        self.is_kept = has_files and self._is_possible(is_needed=is_needed)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the turn within the block. Raises LibraryUnavailable when others never end."""
        if not self.is_kept:
            yield
            return
        self._take()
        try:
            yield
        finally:
            self._lock.release()

    def _take(self) -> None:
        until = time.monotonic() + self._patience_s
        try:
            self._wait(self._queue, until)
            self._wait(self._lock, until)
        except CannotWrite as error:  # the lock's own file is gone, with its folder
            trouble = trouble_of(error.trouble)
            raise LibraryUnavailable(str(self._library), trouble, str(error)) from error
        finally:
            self._queue.release()

    def _wait(self, lock: ProcessLock, until: float) -> None:
        pause = _FIRST_PAUSE_S
        while not lock.acquire():
            if time.monotonic() >= until:
                raise LibraryUnavailable(
                    str(self._library), LibraryTrouble.LOCKED, "another process keeps writing"
                )
            time.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)

    def _is_possible(self, *, is_needed: bool) -> bool:
        try:
            with self._queue:
                self._queue.acquire()
        except CannotWrite as error:
            if is_needed and error.trouble is not FileTrouble.OTHER:
                trouble = trouble_of(error.trouble)
                raise LibraryUnavailable(str(self._library), trouble, str(error)) from error
            return False
        return True


def trouble_of(trouble: FileTrouble) -> LibraryTrouble:
    """Return what a trouble with a file of the library is for the library."""
    return _TROUBLE_OF.get(trouble, LibraryTrouble.NO_ACCESS)


_TROUBLE_OF: Final = {
    FileTrouble.FULL: LibraryTrouble.FULL,
    FileTrouble.READ_ONLY: LibraryTrouble.WRITE_PROTECTED,
    FileTrouble.GONE: LibraryTrouble.LOST,
}
