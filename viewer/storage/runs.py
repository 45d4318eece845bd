"""Runs: what came of the analyses, each with its raw answer."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from viewer.domain.consultation import CONSULTATION
from viewer.domain.references import SeriesReference
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.series import SeriesDescription
from viewer.foundation.errors import KnownError, LibraryTrouble, LibraryUnavailable
from viewer.storage import times
from viewer.storage.blobs import Blobs
from viewer.storage.database import Database, Row
from viewer.storage.jobs import Jobs, pairs
from viewer.storage.result_files import FetchedFiles, ResultFiles


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """A raw answer with what it takes to read it.

    `series` is the stack as it was when it was analysed, `frame` the one image of it that was
    sent; None where all were. `file` gives the file of the link of that name in the answer, None
    where it is not there, which `has_file` tells without reading it.
    """

    raw: bytes
    endpoint: str
    series: SeriesDescription
    frame: int | None
    file: Callable[[str], bytes | None]
    has_file: Callable[[str], bool]


AnswerReader = Callable[[KeptAnswer], AnalysisResult]
"""Parses a raw answer."""

_COLUMNS: Final = (
    "uid, endpoint, study_instance_uid, series_instance_uid, part, state, service, started,"
    " finished, fee, answer_hash, parameters, failure"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One analysis that ended; `uid` is its job's. A failed run may have no answer (hash empty)."""

    uid: str
    endpoint: str
    series: SeriesReference
    state: RunState
    service: str
    started: datetime
    finished: datetime
    fee: int = 0
    answer_hash: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    failure: str = ""


class Runs:
    """The table of runs; results are parsed anew from the raw bytes."""

    def __init__(self, database: Database, jobs: Jobs, blobs: Blobs, reader: AnswerReader) -> None:
        self._database = database
        self._jobs = jobs
        self._blobs = blobs
        self._files = ResultFiles(database)
        self._reader = reader

    def add(self, run: Run) -> None:
        """Keep a run; a run of the same uid is replaced (a failed job that was tried again)."""
        self._database.write(
            f"INSERT INTO runs ({_COLUMNS}) VALUES ({', '.join('?' * 13)})"
            " ON CONFLICT (uid) DO UPDATE SET state=excluded.state, service=excluded.service,"
            " started=excluded.started, finished=excluded.finished, fee=excluded.fee,"
            " answer_hash=excluded.answer_hash, failure=excluded.failure",
            (
                run.uid,
                run.endpoint,
                run.series.study_instance_uid,
                run.series.series_instance_uid,
                run.series.part,
                run.state.value,
                run.service,
                times.written(run.started),
                times.written(run.finished),
                run.fee,
                run.answer_hash,
                json.dumps(run.parameters),
                run.failure,
            ),
        )

    def get(self, uid: str) -> Run | None:
        """Return a run by its uid."""
        rows = self._database.read(f"SELECT {_COLUMNS} FROM runs WHERE uid=?", (uid,))
        return _run(rows[0]) if rows else None

    def for_series(self, series: SeriesReference) -> tuple[Run, ...]:
        """Return the runs on one stack, the oldest first; turns of a consultation are none."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM runs WHERE study_instance_uid=? AND series_instance_uid=?"
            " AND part=? AND endpoint<>? ORDER BY rowid",
            (
                series.study_instance_uid,
                series.series_instance_uid,
                series.part,
                CONSULTATION,
            ),
        )
        return tuple(map(_run, rows))

    def of_endpoint(self, endpoint: str, most: int) -> tuple[Run, ...]:
        """Return the newest runs of an endpoint on any stack that did not fail, newest first."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM runs WHERE endpoint=? AND state<>'failed'"
            " ORDER BY rowid DESC LIMIT ?",
            (endpoint, most),
        )
        return tuple(map(_run, rows))

    def result(self, uid: str) -> AnalysisResult:
        """Return the run's result, parsed anew from the kept bytes.

        A failed run has the service's words in it where there are some; `Run.failure` has the
        typed error in any case. Raises LibraryUnavailable when the run is not known.
        """
        run = self.get(uid)
        if run is None:
            raise LibraryUnavailable(uid, LibraryTrouble.MISSING, "no such run")
        try:
            if run.answer_hash:
                return self.parsed(uid, run.endpoint, run.answer_hash)
        except KnownError:
            if run.state is not RunState.FAILED:
                raise
        return AnalysisResult(endpoint=run.endpoint, state=run.state)

    def parsed(self, job_uid: str, endpoint: str, answer_hash: str) -> AnalysisResult:
        """Return what a kept answer says of the series as it was. Raises the reader's errors."""
        job = self._jobs.get(job_uid)
        files = FetchedFiles(self._blobs, self._files.of_job(job_uid))
        return self._reader(
            KeptAnswer(
                raw=self._blobs.get(answer_hash),
                endpoint=endpoint,
                series=self._jobs.series_of(job_uid),
                frame=job.frame if job is not None else None,
                file=files.content,
                has_file=files.has,
            )
        )

    def answer_size(self, run: Run) -> int:
        """Return how long a run's answer is with its files, bytes; 0 without one."""
        files = sum(file.size for file in self._files.of_job(run.uid))
        return files + (self._blobs.size(run.answer_hash) if run.answer_hash else 0)

    def raw_answer(self, uid: str) -> bytes:
        """Return the answer byte for byte as received; empty when none came."""
        run = self.get(uid)
        return self._blobs.get(run.answer_hash) if run and run.answer_hash else b""

    def series_of(self, uid: str) -> SeriesDescription:
        """Return the series as it was when it was analysed."""
        return self._jobs.series_of(uid)


def _run(row: Row) -> Run:
    text = [str(value) for value in row]
    return Run(
        uid=text[0],
        endpoint=text[1],
        series=SeriesReference(text[2], text[3], cast("int", row[4])),
        state=RunState(text[5]),
        service=text[6],
        started=times.read(row[7]),
        finished=times.read(row[8]),
        fee=cast("int", row[9]),
        answer_hash=text[10],
        parameters=pairs(row[11]),
        failure=text[12],
    )
