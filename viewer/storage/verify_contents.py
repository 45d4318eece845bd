"""Whether every kept file is there and unchanged, and every job in a state that can be."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from viewer.domain.job import JobState
from viewer.foundation.files import temporary_files
from viewer.storage.checks import NOT_AS_WRITTEN, Findings, ProblemKind
from viewer.storage.library import Library

_NAME: Final = re.compile(r"[0-9a-f]{64}")
_NAMED: Final = (
    "SELECT answer_hash FROM jobs UNION SELECT evidence_hash FROM jobs"
    " UNION SELECT answer_hash FROM runs UNION SELECT content_hash FROM result_files"
    " UNION SELECT thumbnail FROM similar_items UNION SELECT thumbnail FROM similar_added"
)


def check_contents(library: Library, found: Findings) -> None:
    """Look at every file that a row names, and count those that none does."""
    named = {str(name) for (name,) in library.database.read(_NAMED) if name}
    folder = library.folders.blobs
    for name in sorted(named):
        found.looked()
        _check_file(folder / name[:2] / name, name, found)
    unused = sum(1 for path in kept_files(folder) if path.name not in named)
    if unused:
        found.remark(ProblemKind.CONTENT_UNUSED, unused)
    left = len(temporary_files(library.folders.data)) + len(temporary_files(folder))
    if left:
        found.remark(ProblemKind.LEFT_OVER, left)


def kept_files(folder: Path) -> Iterator[Path]:
    """Yield the files of a store of blobs."""
    for path in folder.glob("??/*"):
        if _NAME.fullmatch(path.name):
            yield path


def _check_file(path: Path, name: str, found: Findings) -> None:
    try:
        with path.open("rb") as file:
            is_same = hashlib.file_digest(file, "sha256").hexdigest() == name
    except OSError:
        found.wrong(ProblemKind.CONTENT_MISSING, name)
        return
    if not is_same:
        found.wrong(ProblemKind.CONTENT_CHANGED, name)


def check_jobs(library: Library, found: Findings) -> None:
    """Look for jobs in a state that no job can be in."""
    rows = library.database.rows(
        "SELECT j.uid, j.state, j.request_id, j.answer_hash, r.uid IS NOT NULL"
        " FROM jobs AS j LEFT JOIN runs AS r ON r.uid=j.uid ORDER BY j.rowid"
    )
    for uid, state, request_id, answer_hash, has_run in rows:
        found.looked()
        kind = _fault(str(state), str(request_id), str(answer_hash), has_run=bool(has_run))
        if kind is not None:
            found.wrong(kind, uid, state)
        else:
            for table in _unreadable(library, str(uid)):
                found.wrong(ProblemKind.ROW_UNREADABLE, table, uid)


def _unreadable(library: Library, uid: str) -> Iterator[str]:
    """Yield the tables in which a job's rows cannot be read as the program reads them."""
    readers: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("jobs", library.jobs.get),
        ("jobs", library.jobs.series_of),
        ("jobs", library.jobs.other_series_of),
        ("runs", library.runs.get),
        ("result_files", library.result_files.of_job),
        ("receipts", library.receipts.get),
    )
    for table, read in readers:
        try:
            read(uid)
        except NOT_AS_WRITTEN:
            yield table


def _fault(state: str, request_id: str, answer_hash: str, *, has_run: bool) -> ProblemKind | None:
    if state not in _STATES:
        return ProblemKind.STATE_UNKNOWN
    if state == JobState.DONE and not has_run:
        return ProblemKind.RUN_MISSING
    if state == JobState.ANSWERED and not answer_hash:
        return ProblemKind.ANSWER_MISSING
    if state == JobState.WAITING and not request_id:
        return ProblemKind.REQUEST_ID_MISSING
    return None


_STATES: Final = frozenset(JobState)
