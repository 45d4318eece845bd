"""The library with the parser of answers in it: storage itself knows no vendor."""

from functools import partial
from pathlib import Path

from viewer.domain.result import AnalysisResult
from viewer.foundation.errors import CannotWrite
from viewer.foundation.folders import Folders
from viewer.foundation.locks import ProcessLock
from viewer.jobs.reading import read_kept
from viewer.storage.database import WINDOW_PATIENCE_S, Database
from viewer.storage.library import Library
from viewer.storage.opening import Access
from viewer.storage.runs import AnswerReader, KeptAnswer
from viewer.storage.uid_maps import UidMaps


def open_library(folders: Folders, access: Access = Access.WRITE) -> Library:
    """Open the library of these folders for a script; made when it is to be written to.

    Raises LibraryUnavailable.
    """
    return Library(folders, Database(folders.library, access), _reader)


def open_for_window(folders: Folders, access: Access = Access.WRITE) -> Library:
    """Open the library for a window: only the first one of them may write.

    A second one looks only, see `Library.is_read_only` and `Library.take_over`. Scripts may write
    beside a window. Raises LibraryUnavailable.
    """
    lock = ProcessLock(folders.data / "window.lock")
    if access is Access.WRITE and not _is_ours(lock):
        access = Access.READ
    try:
        database = Database(folders.library, access, patience_s=WINDOW_PATIENCE_S)
    except BaseException:
        lock.release()
        raise
    return Library(folders, database, _reader, lock)


def open_for_checking(place: Path) -> Library:
    """Open a library for looking: a folder of this program, a library's file, or a copy of one.

    What the rows name is looked for where the file's own library keeps it. Raises
    LibraryUnavailable.
    """
    folder = place if place.is_dir() else place.parent
    data = folder.parent if folder.name == "backups" and not place.is_dir() else folder
    folders = Folders(data=data, cache=data / "cache", logs=data / "logs")
    file = folders.library if place.is_dir() else place
    return Library(folders, Database(file, Access.READ), _reader)


def _is_ours(lock: ProcessLock) -> bool:
    """Take the lock of the one window that writes; where there are no locks, all of them do."""
    try:
        return lock.acquire()
    except CannotWrite:  # the library itself says what is wrong with the place
        return True


def _reader(uid_maps: UidMaps) -> AnswerReader:
    return partial(_read, uid_maps)


def _read(uid_maps: UidMaps, answer: KeptAnswer) -> AnalysisResult:
    return read_kept(answer, uid_maps)
