"""Clean-up: what can be made anew or is no longer needed. Never answers, never the ledger."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer.foundation.errors import Cancelled, CannotWrite
from viewer.foundation.folders import SIMILAR
from viewer.foundation.locks import ProcessLock
from viewer.storage.backups import newness
from viewer.storage.database import Database
from viewer.storage.imported import images_folder, import_lock
from viewer.storage.library import Library
from viewer.storage.sizes import IsCancelled, SizeKind, files_below

LOCAL: Final = "local"
_OLD_LOGS: Final = "*.log.[0-9]*"


@dataclass(frozen=True, slots=True)
class Waste:
    """Something that can go: a folder or a file, and how much that frees."""

    kind: SizeKind
    path: Path
    size: int


OnProgress = Callable[[int, int], None]
"""Told how many of how many are gone."""


def found_waste(library: Library, is_cancelled: IsCancelled | None = None) -> tuple[Waste, ...]:
    """Return what can go; blocks, for a thread and a library of its own. Raises Cancelled."""
    waste = []
    for kind, path in _candidates(library):
        if is_cancelled is not None and is_cancelled():
            raise Cancelled
        size = _size(path)
        if size:
            waste.append(Waste(kind, path, size))
    return tuple(waste)


def clean(
    library: Library,
    waste: Sequence[Waste],
    *,
    on_progress: OnProgress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> int:
    """Delete and return how many bytes that freed; blocks. Raises Cancelled, CannotWrite.

    Each is looked at again before: what came into use since it was found stays.
    """
    still = set(_candidates(library))
    freed = 0
    for number, each in enumerate(waste):
        if is_cancelled is not None and is_cancelled():
            raise Cancelled
        if (each.kind, each.path) in still:
            freed += _removed(each, library)
        if on_progress is not None:
            on_progress(number + 1, len(waste))
    return freed


def compact(database: Database) -> int:
    """Write the database anew without its gaps; returns the bytes that freed. Blocks.

    Needs as much free room again while it works. Raises LibraryUnavailable.
    """
    before = _size(database.path)
    database.write("VACUUM")
    database.checkpoint()
    return max(0, before - _size(database.path))


def _candidates(library: Library) -> Iterator[tuple[SizeKind, Path]]:
    folders = library.folders
    outgoing = folders.cache / "outgoing"
    for folder in (*_folders_in(outgoing), *_folders_in(outgoing / SIMILAR)):
        if folder.name != SIMILAR and _has_ended(library, folder):
            yield SizeKind.UPLOADS, folder
    for folder in _idle_services(library):
        yield SizeKind.SERVICE, folder
    for log in sorted(folders.logs.glob(_OLD_LOGS)):
        yield SizeKind.LOGS, log
    for old in _older_backups(folders.data, folders.library.stem):
        yield SizeKind.BACKUPS, old
    for folder in _unknown_images(library):
        yield SizeKind.IMPORTED, folder


def _idle_services(library: Library) -> list[Path]:
    """Return what services keep of which no unfinished job expects anything."""
    in_use = {job.service for job in library.jobs.unfinished()}
    if LOCAL in in_use:  # it does not know yet to which of them it will go
        return []
    every = _folders_in(library.folders.service)
    folders = [folder for folder in every if folder.name != SIMILAR]  # its databases
    return [folder for folder in folders if f"{LOCAL}/{folder.name}" not in in_use]


def _unknown_images(library: Library) -> list[Path]:
    """Return imported images of which no study is known: an import that was killed."""
    known = {images_folder(library.folders, uid) for uid in library.studies.uids()}
    return [folder for folder in _folders_in(library.folders.imported) if folder not in known]


def _older_backups(data: Path, stem: str) -> list[Path]:
    """Return all copies of the database but the newest."""
    copies = [*data.glob(f"{stem}.v*.sqlite"), *(data / "backups").glob("*.sqlite")]
    return sorted(copies, key=newness)[:-1]


def _removed(waste: Waste, library: Library) -> int:
    """Delete, unless somebody is at work there just now."""
    if waste.kind is SizeKind.SERVICE:
        lock = ProcessLock(waste.path.with_name(f"{waste.path.name}.lock"))
    elif waste.kind is SizeKind.IMPORTED:
        lock = import_lock(library.folders)
    elif waste.kind is SizeKind.UPLOADS:
        lock = library.job_lock(waste.path.name)
    else:
        return _deleted(waste.path)
    with lock:
        if not lock.acquire():
            return 0
        is_begun_again = waste.kind is SizeKind.UPLOADS and not _has_ended(library, waste.path)
        return 0 if is_begun_again else _deleted(waste.path)


def _has_ended(library: Library, uploads: Path) -> bool:
    """Tell whether nobody sends the files of a folder any more: a job's, or a batch's."""
    if uploads.parent.name == SIMILAR:
        from viewer.storage import similar_rows

        batch = library.similar.batch(uploads.name)
        return batch is None or not batch.count(*similar_rows.OPEN_STATES)
    job = library.jobs.get(uploads.name)
    return job is None or job.is_final


def _deleted(path: Path) -> int:
    size = _size(path)
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise CannotWrite.because(str(path), error) from error
    return size


def _size(path: Path) -> int:
    total = 0
    for file in files_below((path,)):
        with suppress(OSError):
            total += file.stat().st_size
    return total


def _folders_in(parent: Path) -> list[Path]:
    try:
        return sorted(folder for folder in parent.iterdir() if folder.is_dir())
    except OSError:
        return []
