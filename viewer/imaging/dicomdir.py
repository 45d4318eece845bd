"""A DICOMDIR's files: only those inside its own folder (PS3.3 annex F, PS3.10 8.6)."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Final

from viewer.imaging import limits
from viewer.imaging.dicom.fallback import PiecewiseBytes, pydicom_faults
from viewer.imaging.problems import NotReadable, Skipped, SkipReason

_RECORDS: Final = 0x00041220
_FILE_ID: Final = 0x00041500
_ITEM_START: Final = b"\xfe\xff\x00\xe0"


def referenced_files(path: Path) -> tuple[tuple[Path, ...], tuple[Skipped, ...]]:
    """Return the files that exist inside the folder, and those missing or outside.

    The records are taken as a flat list, so a cycle of offsets cannot trap the reader. File names
    are matched without regard to case, as media are copied to systems that differ in it.
    Raises NotReadable when the directory is broken, OSError.
    """
    root = path.resolve().parent
    files: dict[Path, None] = {}
    skipped: list[Skipped] = []
    child = cache(_child)  # most files share their folders
    for parts in dict.fromkeys(_file_ids(path)):
        shown = "/".join(parts)
        found = _inside(root, parts, child)
        if found is None:
            skipped.append(Skipped(shown, SkipReason.OUTSIDE_FOLDER))
        elif not found.is_file():
            skipped.append(Skipped(str(found), SkipReason.MISSING))
        else:
            files[found] = None
    return tuple(files), tuple(skipped)


def _file_ids(path: Path) -> list[tuple[str, ...]]:
    import pydicom

    if path.stat().st_size > limits.DICOMDIR_BYTES:
        raise NotReadable(SkipReason.TOO_LARGE, "DICOMDIR")
    content = path.read_bytes()
    if content.count(_ITEM_START) > limits.DICOMDIR_RECORDS:
        detail = f"more than {limits.DICOMDIR_RECORDS} records"
        raise NotReadable(SkipReason.BROKEN_DIRECTORY, detail)
    try:
        with pydicom_faults():
            records = pydicom.dcmread(PiecewiseBytes(content), force=True)[_RECORDS].value or ()
            values = [record[_FILE_ID].value for record in records if _FILE_ID in record]
    except NotReadable as problem:
        raise NotReadable(SkipReason.BROKEN_DIRECTORY, problem.detail) from problem
    return [_parts(value) for value in values if value]


def _parts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(value.split("\\"))
    return tuple(map(str, value)) if isinstance(value, Iterable) else (str(value),)


def _inside(root: Path, parts: tuple[str, ...], child: Callable[[Path, str], Path]) -> Path | None:
    """Return the path below `root`; None for what leads out of it, links included."""
    is_odd = any(not p or p in {".", ".."} or "/" in p or "\0" in p or ":" in p for p in parts)
    if is_odd:
        return None
    path = root
    for part in parts:
        path = child(path, part)
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError):
        return None
    return resolved if resolved.is_relative_to(root) else None


def _child(folder: Path, name: str) -> Path:
    exact = folder / name
    if exact.exists():
        return exact
    for variant in (name.lower(), name.upper()):
        if (folder / variant).exists():
            return folder / variant
    return exact
