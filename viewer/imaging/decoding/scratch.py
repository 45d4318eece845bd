"""Memory that one worker shares with the program: a codestream goes in, pixels come out.

Each worker has its own, so a broken decoder can scribble over nothing else; the program copies the
pixels out. Its pages are reserved when it is made or grown (a full machine is an error here, not a
signal later), it has no name that outlives the program, and it never touches a disk.
"""

import mmap
import os
import secrets
import sys
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

STEP: Final = 4 * 1024 * 1024
_FD: Final = "fd:"
_STANDARD: Final = 3
"""The first descriptor that is not standard input, output or errors."""


class Scratch:
    """The program's end. `token` and `size` are what `Attached` needs at the other end."""

    def __init__(self) -> None:
        """Reserve the first STEP bytes. Raises OSError when there is no memory."""
        self.token = ""
        self.size = 0
        self._map: mmap.mmap | None = None
        self._discard: Callable[[], None] | None = None
        self._fd = _unnamed()
        try:
            self.reserve(STEP)
        except OSError:
            self.close()
            raise

    @property
    def inherited(self) -> tuple[int, ...]:
        """The file descriptors a worker needs at its start."""
        return () if self._fd is None else (self._fd,)

    def reserve(self, size: int) -> None:
        """Have room for `size` bytes; what was in it is lost. Raises OSError."""
        if size <= self.size:
            return
        size = -(-size // STEP) * STEP
        self._unmap()
        if self._fd is not None:
            _claim(self._fd, size)
            self._map = mmap.mmap(self._fd, size)
            self.token = f"{_FD}{self._fd}"
        else:
            self.token = f"viewer-{secrets.token_hex(8)}"
            self._map, self._discard = _named(self.token, size)
        self.size = size

    def attached(self) -> None:
        """Take the name away, now that the worker has the memory too."""
        if self._discard is not None:
            self._discard()
            self._discard = None

    def put(self, content: bytes) -> None:
        """Lay a codestream at the start."""
        self._mapped()[: len(content)] = content

    def pixels(
        self,
        dtype: np.dtype[np.generic],
        shape: tuple[int, ...],
        into: NDArray[np.generic] | None = None,
    ) -> NDArray[np.generic]:
        """Return a copy of what the worker laid at the start; it fills `into` where that fits."""
        count = int(np.prod(shape, dtype=np.int64))
        view = np.frombuffer(self._mapped(), dtype, count).reshape(shape)
        if into is None or into.dtype != dtype or into.shape != shape:
            result: NDArray[np.generic] = view.copy()
            return result
        np.copyto(into, view)
        return into

    def close(self) -> None:
        """Give the memory back."""
        self.attached()
        self._unmap()
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def _mapped(self) -> mmap.mmap:
        if self._map is None:
            raise ValueError("scratch memory is closed")
        return self._map

    def _unmap(self) -> None:
        self.attached()
        if self._map is not None:
            self._map.close()
            self._map = None
        self.size = 0


class Attached:
    """The worker's end."""

    def __init__(self) -> None:
        self._of = ("", 0)
        self._map: mmap.mmap | None = None

    def view(self, token: str, size: int) -> mmap.mmap:
        """Return the memory that a message speaks of. Raises OSError, ValueError."""
        if self._map is None or self._of != (token, size):
            if self._map is not None:
                self._map.close()
            self._map = _opened(token, size)
            self._of = (token, size)
        return self._map


def _unnamed() -> int | None:
    """Return a descriptor of memory without a name (Linux), None where there is no such thing."""
    if sys.platform != "linux":
        return None
    import fcntl

    try:
        made = os.memfd_create("viewer", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    except OSError:
        return None
    try:  # a program without standard input has 0 to give, where the worker's pipe will be
        fd = made if made >= _STANDARD else fcntl.fcntl(made, fcntl.F_DUPFD_CLOEXEC, _STANDARD)
    finally:
        if made < _STANDARD:
            os.close(made)
    # a worker that cut it short would let the program step on missing pages
    fcntl.fcntl(fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL)
    return fd


def _claim(fd: int, size: int) -> None:
    """Have room for so many bytes, and the pages now: without them a first touch is a SIGBUS.

    Where that fails the memory keeps the size it had: sealed, it could never shrink again.
    """
    if sys.platform == "linux":
        os.posix_fallocate(fd, 0, size)
    else:
        os.ftruncate(fd, size)


if sys.platform == "win32":

    def _named(token: str, size: int) -> tuple[mmap.mmap, Callable[[], None]]:
        """Make paging-file memory; it goes with its last user."""
        return mmap.mmap(-1, size, tagname=token), lambda: None

    def _opened(token: str, size: int) -> mmap.mmap:
        return mmap.mmap(-1, size, tagname=token)

else:

    def _named(token: str, size: int) -> tuple[mmap.mmap, Callable[[], None]]:
        """Make POSIX shared memory; its name lives until the worker has opened it."""
        import _posixshmem  # type: ignore[import-not-found]  # not in typeshed

        name = f"/{token}"
        fd = _posixshmem.shm_open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode=0o600)
        try:
            _claim(fd, size)
            memory = mmap.mmap(fd, size)
        except OSError:
            _posixshmem.shm_unlink(name)
            raise
        finally:
            os.close(fd)
        return memory, lambda: _posixshmem.shm_unlink(name)

    def _opened(token: str, size: int) -> mmap.mmap:
        if token.startswith(_FD):
            return mmap.mmap(int(token.removeprefix(_FD)), size)
        import _posixshmem

        fd = _posixshmem.shm_open(f"/{token}", os.O_RDWR, mode=0o600)
        try:
            return mmap.mmap(fd, size)
        finally:
            os.close(fd)
