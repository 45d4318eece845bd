"""The gateway's two methods that this service has: 2477-1 (lung nodules) and 2477-2 (job result).

The other paths of the vendor's document are known and answered "no method in the local service", in
the gateway's own form; a path that the document does not have is 404.
"""

import asyncio
import hmac
import re
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from viewer.foundation.errors import CannotWrite
from viewer.server.credentials import ServiceCredentials
from viewer.server.envelope import (
    RET_CODE_KEY,
    Answer,
    GatewayCode,
    GatewayRefusedError,
    Json,
    RefusedError,
    RetCode,
    answered,
    gateway_refused,
    new_request_id,
    refused,
)
from viewer.server.faults import Faults
from viewer.server.jobs import Job, JobLedger, link_or_copy
from viewer.server.presentation import presented
from viewer.server.store import ObjectStore
from viewer.server.submission import Form, Submission
from viewer.server.worker import Task, Worker, WorkerDiedError, WorkerTimedOutError

OTHER_METHODS: Final = (3, 5, 6, 7, 8, 9, 12, 13, 15)
DROP_CONNECTION_KEY: Final = "viewer.drop_connection"
_INSPECTION_LIMIT_S: Final = 60.0
_REQUEST_ID: Final = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")
_SUBMITTED: Final = "任务已提交，请以RequestId作为JobId查询异步任务结果。"


class Gateway:
    """Answers the gateway's paths; holds the job ledger and the process that inspects uploads."""

    def __init__(
        self,
        folder: Path,
        store: ObjectStore,
        credentials: ServiceCredentials,
        faults: Faults,
    ) -> None:
        self._store = store
        self._credentials = credentials
        self._faults = faults
        self._jobs = JobLedger(folder / "jobs", faults)
        self._inspector = Worker()
        self._own_hosts: frozenset[str] = frozenset()
        self._submissions = 0
        self._polls = 0

    def start(self, own_hosts: frozenset[str]) -> None:
        """Begin to work off jobs; `own_hosts` are the names of this service, with port."""
        self._own_hosts = own_hosts
        self._jobs.start()

    def stop(self) -> None:
        """End both processes."""
        self._inspector.close()
        self._jobs.stop()

    def warm_up(self) -> None:
        """Start the processes that a submission needs: an upload announces one."""
        self._inspector.warm_up()
        self._jobs.warm_up()

    async def submit(self, request: Request) -> Response:
        """Answer `POST /2477-1`: check everything, keep the job, give its RequestId."""
        self._submissions += 1
        await asyncio.sleep(self._faults.submit_delay)
        try:
            self._check_app_key(request)
            form = await Form.of(request)
            form.check_ds_id(self._credentials.ds_id)
            submission = Submission.read(form)
            self._refuse_on_purpose()
            job = await asyncio.to_thread(self._accept, submission)
        except GatewayRefusedError as error:
            return gateway_refused(request, error)
        except RefusedError as error:
            return refused(request, error, self._faults)
        if self._faults.drop_after_submit:
            request.scope[DROP_CONNECTION_KEY] = True
        answer = Answer(job.request_id, remark=_SUBMITTED, fee=1)
        return answered(request, answer, self._faults)

    async def poll(self, request: Request) -> Response:
        """Answer `POST /2477-2`: where a job stands, and its result when it is done."""
        self._polls += 1
        if self._polls <= self._faults.poll_503:
            return Response(status_code=503, headers={"Retry-After": "1"})
        try:
            self._check_app_key(request)
            form = await Form.of(request)
            form.check_ds_id(self._credentials.ds_id)
            job = self._job(form.required("JobId"))
        except GatewayRefusedError as error:
            return gateway_refused(request, error)
        except RefusedError as error:
            return refused(request, error, self._faults)
        return answered(request, Answer(new_request_id(), self._standing(job)), self._faults)

    async def no_method(self, request: Request) -> Response:
        """Answer a documented path for which there is no local method."""
        try:
            self._check_app_key(request)
        except GatewayRefusedError as error:
            return gateway_refused(request, error)
        words = "本地服务没有该接口的方法(no method in the local service)"
        return refused(request, RefusedError(RetCode.NO_METHOD, words), self._faults)

    async def stats(self, request: Request) -> Response:
        """Answer `GET /_/stats`: counters, for those who know the appKey."""
        try:
            self._check_app_key(request)
        except GatewayRefusedError:
            return Response(status_code=403)
        request.scope[RET_CODE_KEY] = 0
        return JSONResponse(
            {
                "submissions": self._submissions,
                "accepted": self._jobs.count(),
                "polls": self._polls,
            }
        )

    def _refuse_on_purpose(self) -> None:
        if self._faults.refuse_submit:
            raise RefusedError(RetCode.REFUSED_BY_FAULT, "服务拒绝了该请求(故障演练)")

    def _job(self, job_id: str) -> Job:
        job = self._jobs.find(job_id) if _REQUEST_ID.fullmatch(job_id) else None
        if job is None:
            raise RefusedError(RetCode.UNKNOWN_JOB, "JobId不存在或已失效")
        return job

    def _check_app_key(self, request: Request) -> None:
        given = request.query_params.get("appKey", "")
        if not given:
            raise GatewayRefusedError(GatewayCode.APP_KEY_MISSING, "appKey字段必传")
        if not hmac.compare_digest(given.encode(), self._credentials.app_key.encode()):
            raise GatewayRefusedError(GatewayCode.APP_KEY_UNKNOWN, "找不到您的应用，appKey无效")

    def _accept(self, submission: Submission) -> Job:
        """Take the uploaded objects into a job, after the worker has checked the limits."""
        files = submission.open_objects(self._store, self._own_hosts)
        request_id = new_request_id()
        try:
            staged = self._jobs.staging(request_id)
            for number, path in enumerate(files):
                link_or_copy(path, staged / "input" / f"{number:04d}")
            self._inspect(staged)
            return self._jobs.accept(request_id, submission.threshold)
        except (OSError, CannotWrite) as error:
            raise RefusedError(RetCode.BUSY, "服务存储不可用，任务未受理") from error
        finally:
            self._jobs.discard(request_id)

    def _inspect(self, staged: Path) -> None:
        task: Task = {"kind": "inspect", "folder": str(staged)}
        try:
            found = self._inspector.call(task, _INSPECTION_LIMIT_S)
        except (WorkerDiedError, WorkerTimedOutError) as error:
            raise RefusedError(RetCode.NOT_DICOM, "影像无法读取，文件可能已损坏") from error
        if "refused" in found:
            raise RefusedError(RetCode(int(str(found["refused"]))), str(found["remark"]))

    def _standing(self, job: Job) -> dict[str, Json]:
        data: dict[str, Json] = {"JobId": job.request_id, "Status": str(job.status)}
        if job.result is not None:
            data["Result"] = presented(job.result, self._faults)
        if job.error_code is not None:
            data["ErrorCode"] = job.error_code
            data["ErrorMessage"] = job.error_message
        return data
