"""Whether somebody else has the library open for writing just now.

A log that is there while nobody is was left by a crash, and is looked through before it is used.
"""

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final


class Presence:
    """One connection's presence, from its opening, within its turn, to its closing."""

    def __init__(self, library: Path) -> None:
        self._path = library.with_name(f"{library.name}.open")
        self._handle: int | None = None
        self.is_alone = self._enter()

    def leave(self) -> None:
        """Be no longer there."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            _left(self._path, handle)

    def _enter(self) -> bool:
        try:
            self._handle, is_alone = _entered(self._path)
        except OSError:  # no locks here
            return True
        return is_alone


if sys.platform == "win32":
    # Locks of bytes cannot be shared there: only the connections of this process are counted.
    _COUNTING: Final = threading.Lock()
    _THERE: Final[dict[Path, int]] = {}

    def _entered(path: Path) -> tuple[int, bool]:
        with _COUNTING:
            _THERE[path] = _THERE.get(path, 0) + 1
            return 0, _THERE[path] == 1

    def _left(path: Path, _handle: int) -> None:
        with _COUNTING:
            _THERE[path] -= 1

else:
    import fcntl

    def _entered(path: Path) -> tuple[int, bool]:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            is_alone = False
            with suppress(BlockingIOError):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                is_alone = True
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise
        return handle, is_alone

    def _left(_path: Path, handle: int) -> None:
        os.close(handle)
