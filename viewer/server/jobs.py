"""Jobs: kept as files, worked off one at a time, taken up again after a restart.

A submission is a submission: identical ones are not merged. A job's folder appears by one rename
when it is accepted; its record is replaced atomically, so a kill at any moment leaves a job that
is either finished or will be worked on again.
"""

import json
import os
import queue
import shutil
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from viewer.foundation.errors import CannotWrite
from viewer.foundation.files import atomic_write
from viewer.server.catalogue import NODULES, endpoint_numbered
from viewer.server.faults import Faults
from viewer.server.folders import INPUT, RESULTS, inputs_of
from viewer.server.worker import Task, Worker, WorkerDiedError, WorkerTimedOutError

_RECORD: Final = "job.json"
_RESULTS_KEPT_S: Final = 7 * 24 * 3600
_DEFAULT_TIME_LIMIT_S: Final = 240.0


class JobStatus(StrEnum):
    """The statuses of the gateway's document."""

    QUEUING = "QUEUING"
    PROCESSING = "PROCESSING"
    PROCESS_SUCCESS = "PROCESS_SUCCESS"
    PROCESS_FAILED = "PROCESS_FAILED"
    TIMEOUT_FAILED = "TIMEOUT_FAILED"
    LIMIT_RETRY_FAILED = "LIMIT_RETRY_FAILED"

    @property
    def is_final(self) -> bool:
        return self not in (JobStatus.QUEUING, JobStatus.PROCESSING)


@dataclass(frozen=True, slots=True)
class Job:
    """One accepted submission; `result` is the JSON text of the endpoint's Data.

    `endpoint` is the number after 2477-; a record of the time when there was one only has none.
    """

    request_id: str
    threshold: float
    submitted: float
    endpoint: int = NODULES.number
    data_format: str = "DICOM"
    status: JobStatus = JobStatus.QUEUING
    result: str | None = None
    error_code: str | None = None
    error_message: str | None = None

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a job's record. Raises ValueError, TypeError or KeyError for one of another kind."""
        document = json.loads(path.read_text("utf-8"))
        job = cls(**{**document, "status": JobStatus(document["status"])})
        endpoint_numbered(job.endpoint)
        return job


class JobLedger:
    """All jobs of a data folder, and the thread that works them off."""

    def __init__(self, folder: Path, faults: Faults) -> None:
        self._folder = folder
        self._faults = faults
        self._worker = Worker()
        self._waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._is_stopping = threading.Event()
        folder.mkdir(parents=True, exist_ok=True)
        self._tidy()
        self._jobs = {job.request_id: job for job in self._stored_jobs()}
        self._thread = threading.Thread(target=self._work, name="detection", daemon=True)

    def start(self) -> None:
        """Begin to work, with the jobs that an earlier run left unfinished."""
        left = [job for job in self._jobs.values() if not job.status.is_final]
        for job in sorted(left, key=lambda item: item.submitted):
            self._jobs[job.request_id] = replace(job, status=JobStatus.QUEUING)
            self._waiting.put(job.request_id)
        self._thread.start()

    def stop(self) -> None:
        """Stop working; the job under way will be begun again at the next start."""
        self._is_stopping.set()
        self._waiting.put(None)
        self._worker.close()
        self._thread.join(5.0)

    def warm_up(self) -> None:
        """Start the detection process ahead of the first job."""
        self._worker.warm_up()

    def staging(self, request_id: str) -> Path:
        """Return a folder for what a submission brings, before it is accepted."""
        path = self._folder / f".{request_id}"
        (path / INPUT).mkdir(parents=True)
        return path

    def accept(
        self,
        request_id: str,
        threshold: float,
        endpoint: int = NODULES.number,
        data_format: str = "DICOM",
    ) -> Job:
        """Turn a staged submission into a job; on return it survives a crash."""
        job = Job(request_id, threshold, time.time(), endpoint, data_format)
        staged = self._folder / f".{request_id}"
        atomic_write(staged / _RECORD, json.dumps(asdict(job)).encode(), is_private=True)
        staged.rename(self._folder / request_id)
        self._jobs[request_id] = job
        self._waiting.put(request_id)
        return job

    def discard(self, request_id: str) -> None:
        """Forget a staged submission that was refused."""
        shutil.rmtree(self._folder / f".{request_id}", ignore_errors=True)

    def find(self, request_id: str) -> Job | None:
        """Return a job by its RequestId."""
        return self._jobs.get(request_id)

    def result_file(self, request_id: str, name: str) -> Path:
        """Return where a job's result file lies, or would lie."""
        return self._folder / request_id / RESULTS / name

    def count(self) -> int:
        """Return how many submissions were ever accepted in this data folder."""
        return len(self._jobs)

    def _work(self) -> None:
        while (request_id := self._waiting.get()) is not None and not self._is_stopping.is_set():
            if self._faults.queue_forever:
                continue
            job = replace(self._jobs[request_id], status=JobStatus.PROCESSING)
            try:
                self._work_off(job)
            except CannotWrite:  # said until the next start, which takes the job up again
                self._jobs[request_id] = _failed(
                    job, JobStatus.PROCESS_FAILED, "StorageFailed", "服务存储不可用，任务未完成"
                )

    def _work_off(self, job: Job) -> None:
        """Bring a job to its end. Raises CannotWrite."""
        begun = time.monotonic()
        self._keep(job)
        finished = self._finished(job)
        remaining = self._faults.slow_processing - (time.monotonic() - begun)
        if self._is_stopping.wait(max(0.0, remaining)):
            return
        self._keep(finished)
        for path in inputs_of(self._folder / job.request_id):
            shutil.rmtree(path, ignore_errors=True)

    def _finished(self, job: Job) -> Job:
        if self._faults.final_failure is not None:
            status = JobStatus(self._faults.final_failure)
            return _failed(job, status, "InjectedFault", "按设定返回失败(故障演练)")
        folder = self._folder / job.request_id
        task: Task = {
            "kind": "analyse",
            "folder": str(folder),
            "endpoint": job.endpoint,
            "format": job.data_format,
            "threshold": job.threshold,
        }
        limit = endpoint_numbered(job.endpoint).time_limit_s or _DEFAULT_TIME_LIMIT_S
        try:
            answer = self._worker.call(task, limit)
        except WorkerTimedOutError:
            return _failed(job, JobStatus.TIMEOUT_FAILED, "Timeout", "任务超时未处理完成")
        except WorkerDiedError:
            return _failed(job, JobStatus.PROCESS_FAILED, "InternalError", "检测进程异常退出")
        if "data" not in answer:
            code = str(answer.get("failed", "InvalidInput"))
            message = str(answer.get("message", answer.get("remark", "")))
            return _failed(job, JobStatus.PROCESS_FAILED, code, message)
        result = json.dumps(answer["data"], ensure_ascii=False)
        return replace(job, status=JobStatus.PROCESS_SUCCESS, result=result)

    def _keep(self, job: Job) -> None:
        # A worker that dies because the service stops is no failure of the job.
        if self._is_stopping.is_set():
            return
        path = self._folder / job.request_id / _RECORD
        atomic_write(path, json.dumps(asdict(job), ensure_ascii=False).encode(), is_private=True)
        self._jobs[job.request_id] = job

    def _stored_jobs(self) -> list[Job]:
        found = []
        for path in sorted(self._folder.glob(f"*/{_RECORD}")):
            # A record that this version cannot read is left alone: its job is simply not known.
            with suppress(ValueError, TypeError, KeyError):
                found.append(Job.read(path))
        return found

    def _tidy(self) -> None:
        oldest = time.time() - _RESULTS_KEPT_S
        for path in self._folder.iterdir():
            results = path / RESULTS
            if path.name.startswith("."):
                shutil.rmtree(path, ignore_errors=True)
            elif results.is_dir() and results.stat().st_mtime < oldest:
                shutil.rmtree(results, ignore_errors=True)


def link_or_copy(source: Path, target: Path) -> None:
    """Give a job its own hold of an uploaded object, which the client may delete at any time."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _failed(job: Job, status: JobStatus, code: str, message: str) -> Job:
    return replace(job, status=status, error_code=code, error_message=message)
