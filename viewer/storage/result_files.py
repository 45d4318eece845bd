"""Files that an answer links to: which there are, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, cast

from viewer.foundation.errors import LibraryUnavailable
from viewer.storage import times
from viewer.storage.blobs import Blobs
from viewer.storage.database import Database, Row

_COLUMNS: Final = "job_uid, name, state, content_hash, size, media_type, failure, changed"


class FileState(StrEnum):
    """Where a linked file stands."""

    PENDING = "pending"
    FETCHED = "fetched"
    FAILED = "failed"
    """Given up; it can be asked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFile:
    """One linked file. `name` is the link's path in `Data`, e.g. `[0].ResultUrl`.

    `content_hash` is its name in the store of blobs, empty where nothing came; a FAILED one may
    have a content all the same: what came instead. `media_type` is by its first bytes, not by
    what the server said. `failure` is an error as `viewer.vendors.errors.error_of` reads it.
    """

    job_uid: str
    name: str
    changed: datetime
    state: FileState = FileState.PENDING
    content_hash: str = ""
    size: int = 0
    media_type: str = ""
    failure: str = ""


class ResultFiles:
    """The table of linked files."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def expect(self, job_uid: str, names: Iterable[str], at: datetime) -> None:
        """Keep that these files are to be fetched; those known already stay as they are."""
        self._database.write_many(
            "INSERT INTO result_files (job_uid, name, state, content_hash, size, media_type,"
            " failure, changed) VALUES (?, ?, 'pending', '', 0, '', '', ?) ON CONFLICT DO NOTHING",
            [(job_uid, name, times.written(at)) for name in names],
        )

    def save(self, file: ResultFile) -> None:
        """Keep what became of a file that is expected; on disk when this returns."""
        self._database.write(
            "UPDATE result_files SET state=?, content_hash=?, size=?, media_type=?, failure=?,"
            " changed=? WHERE job_uid=? AND name=?",
            (
                file.state.value,
                file.content_hash,
                file.size,
                file.media_type,
                file.failure,
                times.written(file.changed),
                file.job_uid,
                file.name,
            ),
        )

    def of_job(self, job_uid: str) -> tuple[ResultFile, ...]:
        """Return the files of a job, by name."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM result_files WHERE job_uid=? ORDER BY name", (job_uid,)
        )
        return tuple(map(_file, rows))


class FetchedFiles:
    """The files of a job that were fetched, by name; may be used in another thread."""

    def __init__(self, blobs: Blobs, files: Iterable[ResultFile]) -> None:
        self._blobs = blobs
        self._hashes = {
            file.name: file.content_hash for file in files if file.state is FileState.FETCHED
        }

    def has(self, name: str) -> bool:
        """Tell whether it was fetched."""
        return name in self._hashes

    def content(self, name: str) -> bytes | None:
        """Return a file; None where it was not fetched, or is lost or damaged since."""
        found = self._hashes.get(name)
        if found is None:
            return None
        try:
            return self._blobs.get(found)
        except LibraryUnavailable:
            return None


def _file(row: Row) -> ResultFile:
    text = [str(value) for value in row]
    return ResultFile(
        job_uid=text[0],
        name=text[1],
        state=FileState(text[2]),
        content_hash=text[3],
        size=cast("int", row[4]),
        media_type=text[5],
        failure=text[6],
        changed=times.read(row[7]),
    )
