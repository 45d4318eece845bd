"""Bytes by their content: raw answers and result files, exactly as received."""

import re
from pathlib import Path
from typing import Final

from viewer.foundation.errors import CannotWrite, LibraryTrouble, LibraryUnavailable
from viewer.foundation.files import content_hash, written_atomically
from viewer.foundation.killpoints import KillPoint, reached

_NAME: Final = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """A folder of immutable files, each named by the SHA-256 of its bytes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep `content` and return its name; on disk when this returns. Raises CannotWrite.

        What is there under its name and was damaged is whole again afterwards.
        """
        name = content_hash(content)
        path = self._path(name)
        if not _is_whole(path, name):
            with written_atomically(path, is_private=True) as temporary:
                temporary.write_bytes(content)
                reached(KillPoint.BLOB_WRITTEN)
        return name

    def put_file(self, source: Path) -> str:
        """Keep the content of a file and return its name; as `put`, for what is too large for it.

        Blocks while it copies: for a thread. Raises CannotWrite.
        """
        import shutil

        try:
            name = _hash_of(source)
        except OSError as error:
            raise CannotWrite.because(str(source), error) from error
        path = self._path(name)
        if not _is_whole(path, name):
            with written_atomically(path, is_private=True) as temporary:
                shutil.copyfile(source, temporary)
                reached(KillPoint.BLOB_WRITTEN)
        return name

    def size(self, name: str) -> int:
        """Return how many bytes are kept under that name; 0 when they are missing."""
        try:
            return self._path(name).stat().st_size
        except OSError:
            return 0

    def get(self, name: str) -> bytes:
        """Return the bytes of that name. Raises LibraryUnavailable when missing or damaged."""
        path = self._path(name)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise LibraryUnavailable(
                str(path), LibraryTrouble.MISSING, error.strerror or ""
            ) from error
        if content_hash(content) != name:
            raise LibraryUnavailable(str(path), LibraryTrouble.DAMAGED, "its content was changed")
        return content

    def file(self, name: str) -> Path:
        """Return the file of that name, for what is too large for memory; not to be changed.

        Reads all of it first: for a thread. Raises LibraryUnavailable when missing or damaged.
        """
        path = self._path(name)
        try:
            found = _hash_of(path)
        except OSError as error:
            raise LibraryUnavailable(
                str(path), LibraryTrouble.MISSING, error.strerror or ""
            ) from error
        if found != name:
            raise LibraryUnavailable(str(path), LibraryTrouble.DAMAGED, "its content was changed")
        return path

    def remove(self, name: str) -> None:
        """Delete what is kept under that name; the caller knows that nothing names it any more.

        Raises CannotWrite.
        """
        path = self._path(name)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite.because(str(path), error) from error

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise LibraryUnavailable(
                str(self._folder), LibraryTrouble.DAMAGED, "not the name of a kept file"
            )
        return self._folder / name[:2] / name


def _hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal. Raises OSError."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_whole(path: Path, name: str) -> bool:
    """Tell whether a file is there that has the content of its name."""
    try:
        return _hash_of(path) == name
    except OSError:
        return False
