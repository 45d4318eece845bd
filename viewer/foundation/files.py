"""Writing files so that a reader never sees half of one."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from viewer.foundation.errors import CannotWrite
from viewer.foundation.killpoints import KillPoint, reached

_RESERVED: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]')
_TEMPORARY: Final = re.compile(r"\.[0-9a-f]{16}(\.[\w-]*)?")
_ABANDONED_AFTER_S: Final = 600.0
_WINDOWS_DEVICES: Final = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        *(f"com{n}" for n in range(1, 10)),
        *(f"lpt{n}" for n in range(1, 10)),
    ]
)


@contextmanager
def written_atomically(path: Path, *, is_private: bool = False) -> Iterator[Path]:
    """Give a temporary path beside `path`; when the block ends well it becomes `path`.

    The content is flushed to disk before the rename, so after a power cut there is the old file
    or the new one. A private file is readable by its owner only, from its first byte; others
    follow the system's mask, as a file that a person asked for should. Raises CannotWrite with the
    target's name.
    """
    temporary: Path | None = None
    try:
        _make_folder(path.parent)
        name = path.with_name(f".{os.urandom(8).hex()}{path.suffix}")
        os.close(
            os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if is_private else 0o666)
        )
        temporary = name
        yield temporary
        if not is_private:
            reached(KillPoint.EXPORT_WRITTEN)
        flush(temporary)
        temporary.replace(path)
        if not is_private:
            reached(KillPoint.EXPORT_RENAMED)
        _sync_folder(path.parent)
    except OSError as error:
        raise CannotWrite.because(str(path), error) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def atomic_write(path: Path, content: bytes, *, is_private: bool = False) -> None:
    """Write `content` to `path`, all or nothing. Raises CannotWrite."""
    with written_atomically(path, is_private=is_private) as temporary:
        temporary.write_bytes(content)


def flush(path: Path) -> None:
    """Bring what was written to a file to the disk itself. Raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def temporary_files(folder: Path) -> list[Path]:
    """Return what is being written in `folder` or in a folder of it, or was when it was killed."""
    found = (*folder.glob(".*"), *folder.glob("*/.*"))
    return [path for path in found if _TEMPORARY.fullmatch(path.name) and path.is_file()]


def remove_abandoned(folder: Path, now: float) -> int:
    """Remove what a killed process was writing in `folder` or in a folder of it; returns how many.

    `now` is the time (Unix, s). What was touched within ten minutes may be another process's.
    """
    removed = 0
    for path in temporary_files(folder):
        with suppress(OSError):
            if now - path.stat().st_mtime > _ABANDONED_AFTER_S:
                path.unlink()
                removed += 1
    return removed


def content_hash(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    import hashlib

    return hashlib.sha256(content).hexdigest()


def safe_name(text: str, *, fallback: str = "unnamed", limit: int = 80) -> str:
    """Return `text` as a file name that every system accepts; never a path."""
    name = _RESERVED.sub("_", text).strip(" .")[:limit].strip(" .")
    if not name or name.split(".")[0].lower() in _WINDOWS_DEVICES:
        return fallback
    return name


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it; a power cut does not take them away again."""
    if folder.is_dir() or folder.parent == folder:
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    with suppress(OSError):  # one that may be written to, but not read
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
