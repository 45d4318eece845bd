"""Where submissions are taken in: as a job for later, or answered at once.

Uploaded objects are taken into a folder of the submission's own, and everything that reads them
runs in a worker process with limits.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from viewer.foundation.errors import CannotWrite
from viewer.server.catalogue import CONSULTATION
from viewer.server.consultation import Sessions, Turn
from viewer.server.envelope import NO_METHOD, Answer, Json, RefusedError, RetCode, new_request_id
from viewer.server.folders import INPUT, input_folder
from viewer.server.jobs import Job, JobLedger, link_or_copy
from viewer.server.phantoms.qa_script import next_turn
from viewer.server.store import ObjectStore
from viewer.server.submission import Submission, opened
from viewer.server.worker import Task, Worker, WorkerDiedError, WorkerTimedOutError

_INSPECTION_LIMIT_S: Final = 60.0
_PREPARATION_LIMIT_S: Final = 60.0
# The gateway's own limit for an answer.
_LOOK_LIMIT_S: Final = 5.0
_NO_STORAGE: Final = "服务存储不可用，任务未受理"
_UNREADABLE: Final = "影像无法读取，文件可能已损坏"


class Desk:
    """Takes submissions; holds the processes that inspect uploads and answer at once."""

    def __init__(self, store: ObjectStore, jobs: JobLedger, sessions: Sessions) -> None:
        self._store = store
        self._jobs = jobs
        self._sessions = sessions
        self._inspector = Worker()
        self._reader = Worker()
        self._own_hosts: frozenset[str] = frozenset()
        self._consulting = threading.Lock()

    def open(self, own_hosts: frozenset[str]) -> None:
        """Begin; `own_hosts` are the names of this service, with port."""
        self._own_hosts = own_hosts

    def close(self) -> None:
        """End both processes."""
        self._inspector.close()
        self._reader.close()

    def warm_up(self) -> None:
        """Start the processes that a submission may need."""
        self._inspector.warm_up()
        self._reader.warm_up()

    def accept(self, submission: Submission) -> Job:
        """Keep a job, after the worker has checked the limits. Raises RefusedError."""
        files = submission.open_objects(self._store, self._own_hosts)
        with self._staged(list(files.values())) as (request_id, folder):
            task = _task("inspect", folder, submission)
            self._call(self._inspector, task, _INSPECTION_LIMIT_S)
            return self._jobs.accept(
                request_id,
                submission.threshold,
                submission.endpoint.number,
                submission.data_format,
            )

    def answer(self, submission: Submission) -> Answer:
        """Answer at once. Raises RefusedError."""
        files = submission.open_objects(self._store, self._own_hosts)
        with self._staged(list(files.values())) as (request_id, folder):
            data = self._known(_task("look", folder, submission))
            return Answer(request_id, {**submission.echoed, **data}, fee=1)

    def consult(self, turn: Turn) -> Answer:
        """Answer one turn of a consultation. Raises RefusedError."""
        with self._consulting:
            state = self._sessions.state_of(turn.session_id) if turn.session_id else None
            seen = self._looked_at(turn.urls) if turn.urls else None
            if seen is None and state is None:
                raise RefusedError(RetCode.NO_METHOD_FOR_IMAGE, NO_METHOD)
            state, data = next_turn(state, turn.question_type, turn.text, seen)
            session_id = self._kept(turn.session_id, state)
            return Answer(new_request_id(), {"SessionId": session_id, **data}, fee=1)

    def _looked_at(self, urls: Sequence[str]) -> dict[str, Json]:
        with self._staged([opened(urls, self._store, self._own_hosts)]) as (_, folder):
            task: Task = {"kind": "look", "folder": str(folder), "endpoint": CONSULTATION.number}
            return self._known(task)

    def _kept(self, session_id: str, state: Json) -> str:
        try:
            if not session_id:
                return self._sessions.open(state)
            self._sessions.keep(session_id, state)
        except CannotWrite as error:
            raise RefusedError(RetCode.BUSY, _NO_STORAGE) from error
        return session_id

    @contextmanager
    def _staged(self, inputs: Sequence[Sequence[Path]]) -> Iterator[tuple[str, Path]]:
        """Give a new request's id and its folder with the inputs, which goes unless accepted."""
        request_id = new_request_id()
        try:
            folder = self._jobs.staging(request_id)
            for number, files in enumerate(inputs):
                target = input_folder(folder, number) / INPUT
                target.mkdir(parents=True, exist_ok=True)
                for place, path in enumerate(files):
                    link_or_copy(path, target / f"{place:04d}")
            yield request_id, folder
        except (OSError, CannotWrite) as error:
            raise RefusedError(RetCode.BUSY, _NO_STORAGE) from error
        finally:
            self._jobs.discard(request_id)

    def _known(self, task: Task) -> dict[str, Json]:
        self._call(self._reader, {**task, "kind": "prepare"}, _PREPARATION_LIMIT_S)
        data = self._call(self._reader, task, _LOOK_LIMIT_S).get("data")
        return data if isinstance(data, dict) else {}

    def _call(self, worker: Worker, task: Task, limit_s: float) -> Task:
        try:
            found = worker.call(task, limit_s)
        except WorkerTimedOutError as error:
            if worker is self._reader:
                raise RefusedError(RetCode.TOO_SLOW, "影像未能在限定时间内读取") from error
            raise RefusedError(RetCode.NOT_DICOM, _UNREADABLE) from error
        except WorkerDiedError as error:
            raise RefusedError(RetCode.NOT_DICOM, _UNREADABLE) from error
        if "refused" in found:
            raise RefusedError(RetCode(int(str(found["refused"]))), str(found["remark"]))
        return found


def _task(kind: str, folder: Path, submission: Submission) -> Task:
    return {
        "kind": kind,
        "folder": str(folder),
        "endpoint": submission.endpoint.number,
        "format": submission.data_format,
        "inputs": list(submission.inputs),
    }
