"""Jobs on disk: each state is committed before the effect that needs it."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from viewer.domain.consultation import CONSULTATION
from viewer.domain.job import FINAL, RESUMABLE, Job, JobInput, JobState
from viewer.domain.references import SeriesReference
from viewer.domain.series import SeriesDescription
from viewer.foundation.errors import BugError
from viewer.storage import snapshot, times
from viewer.storage.database import Database, Row

_COLUMNS: Final = (
    "uid, endpoint, study_instance_uid, series_instance_uid, part, service, created, changed, "
    "state, input_hash, source_paths, parameters, title, request_id, fee, object_keys, "
    "answer_hash, failure, is_rerun, evidence_hash, frame, grey_window, inputs"
)
_FINAL_SQL: Final = ", ".join(f"'{state}'" for state in sorted(FINAL))
_OPEN_SQL: Final = ", ".join(f"'{state}'" for state in JobState if state not in FINAL)
_RESUMABLE_SQL: Final = ", ".join(f"'{state}'" for state in sorted(RESUMABLE))
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class ServiceFees:
    """What one service was paid: its jobs, and the calls they were billed for."""

    service: str
    jobs: int
    fee: int


class Jobs:
    """The table of jobs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        job: Job,
        series: SeriesDescription,
        intent_key: str,
        others: Sequence[SeriesDescription] = (),
    ) -> Job:
        """Keep a new job; where the same intention is under way already, return that job.

        `others` are the series of `job.others` as they are now.
        """
        for _ in range(_TRIES):
            try:
                self._insert(job, (series, *others), intent_key)
            except sqlite3.IntegrityError:
                if self.get(job.uid) is not None:
                    raise
                under_way = self._under_way(intent_key)
                if under_way is not None:
                    return under_way
            else:
                return job
        raise BugError("a job is neither new nor under way")

    def save(self, job: Job) -> Job:
        """Commit the job's present state; on disk when this returns."""
        self._database.write(
            "UPDATE jobs SET service=?, changed=?, state=?, input_hash=?, request_id=?, fee=?,"
            " object_keys=?, answer_hash=?, failure=?, evidence_hash=? WHERE uid=?",
            (
                job.service,
                times.written(job.changed) if job.changed else None,
                job.state.value,
                job.input_hash,
                job.request_id,
                job.fee,
                json.dumps(job.object_keys),
                job.answer_hash,
                job.failure,
                job.evidence_hash,
                job.uid,
            ),
        )
        return job

    def uploads_deleted(self, uid: str) -> None:
        """Keep that a job has nothing in the store any more; how it stands is left alone."""
        self._database.write("UPDATE jobs SET object_keys='[]' WHERE uid=?", (uid,))

    def forget(self, uid: str) -> None:
        """Remove a job of which nothing was sent."""
        self._database.write("DELETE FROM jobs WHERE uid=? AND request_id=''", (uid,))

    def get(self, uid: str) -> Job | None:
        """Return a job by its uid."""
        rows = self._database.read(f"SELECT {_COLUMNS} FROM jobs WHERE uid=?", (uid,))
        return _job(rows[0]) if rows else None

    def all(self) -> tuple[Job, ...]:
        """Return every job, the newest first."""
        rows = self._database.read(f"SELECT {_COLUMNS} FROM jobs ORDER BY rowid DESC")
        return tuple(map(_job, rows))

    def latest(self, limit: int) -> tuple[Job, ...]:
        """Return so many jobs, the newest first."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM jobs ORDER BY rowid DESC LIMIT ?", (limit,)
        )
        return tuple(map(_job, rows))

    def latest_on(self, series: SeriesReference) -> Job | None:
        """Return the newest job on one stack that is no turn of a consultation."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM jobs WHERE study_instance_uid=? AND series_instance_uid=?"
            " AND part=? AND endpoint<>? ORDER BY rowid DESC LIMIT 1",
            (
                series.study_instance_uid,
                series.series_instance_uid,
                series.part,
                CONSULTATION,
            ),
        )
        return _job(rows[0]) if rows else None

    def of_study(self, study_instance_uid: str, endpoint: str) -> tuple[Job, ...]:
        """Return the jobs of one endpoint on one study, the oldest first."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM jobs WHERE study_instance_uid=? AND endpoint=? ORDER BY rowid",
            (study_instance_uid, endpoint),
        )
        return tuple(map(_job, rows))

    def unfinished(self) -> tuple[Job, ...]:
        """Return the jobs that have not ended, the newest first."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM jobs WHERE state IN ({_OPEN_SQL}) ORDER BY rowid DESC"
        )
        return tuple(map(_job, rows))

    def resumable(self) -> tuple[Job, ...]:
        """Return the jobs that an earlier process left unfinished, the oldest first.

        Those that are answered come before all others: their links live for minutes.
        """
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM jobs WHERE state IN ({_RESUMABLE_SQL})"
            " ORDER BY state<>'answered', rowid"
        )
        return tuple(map(_job, rows))

    def with_objects(self) -> tuple[Job, ...]:
        """Return the finished jobs whose uploaded objects were not deleted yet."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM jobs WHERE object_keys<>'[]' AND +state IN ({_FINAL_SQL})"
        )
        return tuple(map(_job, rows))

    def of_same_input(self, input_hash: str, other_than: str) -> Job | None:
        """Return the latest other job of this input that is under way or done."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM jobs WHERE input_hash=? AND uid<>?"
            " AND state NOT IN ('failed', 'cancelled') ORDER BY rowid DESC LIMIT 1",
            (input_hash, other_than),
        )
        return _job(rows[0]) if rows else None

    def analysed_before(self, intent_key: str) -> Job | None:
        """Return the latest job of that intention that is DONE; `changed` is when it ended."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM jobs WHERE intent_key=? AND state='done'"
            " ORDER BY rowid DESC LIMIT 1",
            (intent_key,),
        )
        return _job(rows[0]) if rows else None

    def latest_of(self, intent_key: str) -> Job | None:
        """Return the latest job of that intention, however it stands."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM jobs WHERE intent_key=? ORDER BY rowid DESC LIMIT 1",
            (intent_key,),
        )
        return _job(rows[0]) if rows else None

    def of_answer(self, answer_hash: str) -> Job | None:
        """Return the latest job with that answer."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM jobs WHERE answer_hash=? ORDER BY rowid DESC LIMIT 1",
            (answer_hash,),
        )
        return _job(rows[0]) if rows else None

    def fees(self) -> tuple[ServiceFees, ...]:
        """Return what each service was paid, in calls, the slots of the local one together."""
        rows = self._database.read(
            "SELECT CASE WHEN service LIKE 'local/%' THEN 'local' ELSE service END AS family,"
            " count(*), sum(fee) FROM jobs GROUP BY family ORDER BY family"
        )
        return tuple(
            ServiceFees(str(family), cast("int", jobs), cast("int", fee))
            for family, jobs, fee in rows
        )

    def total_fee(self) -> int:
        """Return the calls that all jobs together were billed for."""
        return cast("int", self._database.read("SELECT coalesce(sum(fee), 0) FROM jobs")[0][0])

    def series_of(self, uid: str) -> SeriesDescription:
        """Return the series as it was when the job was made."""
        return snapshot.from_text(self.series_text_of(uid))

    def series_text_of(self, uid: str) -> str:
        """Return that series as kept, to be read with `snapshot.from_text` in a thread."""
        return str(self._database.read("SELECT snapshot FROM jobs WHERE uid=?", (uid,))[0][0])

    def other_series_of(self, uid: str) -> tuple[SeriesDescription, ...]:
        """Return the series of a job's other inputs as they were, in the order of `Job.others`."""
        (text,) = self._database.read("SELECT input_snapshots FROM jobs WHERE uid=?", (uid,))[0]
        return tuple(map(snapshot.from_text, json.loads(str(text))))

    def like_under_way(self, uid: str) -> Job | None:
        """Return the other job that is under way with the same intention."""
        (key,) = self._database.read("SELECT intent_key FROM jobs WHERE uid=?", (uid,))[0]
        job = self._under_way(str(key))
        return job if job is not None and job.uid != uid else None

    def _under_way(self, intent_key: str) -> Job | None:
        """Return the job of that intention; None when it has ended just now."""
        rows = self._database.read(
            f"SELECT {_COLUMNS} FROM jobs WHERE intent_key=? AND state NOT IN ({_FINAL_SQL})",
            (intent_key,),
        )
        return _job(rows[0]) if rows else None

    def _insert(self, job: Job, series: tuple[SeriesDescription, ...], intent_key: str) -> None:
        self._database.write(
            f"INSERT INTO jobs ({_COLUMNS}, intent_key, snapshot, input_snapshots)"
            f" VALUES ({', '.join('?' * 26)})",
            (
                job.uid,
                job.endpoint,
                job.series.study_instance_uid,
                job.series.series_instance_uid,
                job.series.part,
                job.service,
                times.written(job.created),
                times.written(job.changed) if job.changed else None,
                job.state.value,
                job.input_hash,
                json.dumps(job.source_paths),
                json.dumps(job.parameters),
                job.title,
                job.request_id,
                job.fee,
                json.dumps(job.object_keys),
                job.answer_hash,
                job.failure,
                job.is_rerun,
                job.evidence_hash,
                job.frame,
                job.window,
                json.dumps([_kept(other) for other in job.others]),
                intent_key,
                snapshot.to_text(series[0]),
                json.dumps([snapshot.to_text(other) for other in series[1:]]),
            ),
        )


def pairs(text: object) -> tuple[tuple[str, str], ...]:
    """Return kept name-value pairs."""
    return tuple((name, value) for name, value in json.loads(str(text)))


def _job(row: Row) -> Job:
    text = [str(value) for value in row]
    return Job(
        uid=text[0],
        endpoint=text[1],
        series=SeriesReference(text[2], text[3], cast("int", row[4])),
        service=text[5],
        created=times.read(row[6]),
        changed=times.read(row[7]) if row[7] is not None else None,
        state=JobState(text[8]),
        input_hash=text[9],
        source_paths=tuple(json.loads(text[10])),
        parameters=pairs(row[11]),
        title=text[12],
        request_id=text[13],
        fee=cast("int", row[14]),
        object_keys=tuple(json.loads(text[15])),
        answer_hash=text[16],
        failure=text[17],
        is_rerun=bool(row[18]),
        evidence_hash=text[19],
        frame=cast("int | None", row[20]),
        window=text[21],
        others=tuple(map(_input, json.loads(text[22]))),
    )


def _kept(other: JobInput) -> dict[str, object]:
    series = other.series
    return {
        "slot": other.slot,
        "series": [series.study_instance_uid, series.series_instance_uid, series.part],
        "paths": other.source_paths,
        "frame": other.frame,
        "window": other.window,
    }


def _input(document: dict[str, object]) -> JobInput:
    return JobInput(
        slot=str(document["slot"]),
        series=SeriesReference(*cast("list[str]", document["series"])),  # type: ignore[arg-type]
        source_paths=tuple(cast("list[str]", document["paths"])),
        frame=cast("int | None", document["frame"]),
        window=str(document["window"]),
    )
