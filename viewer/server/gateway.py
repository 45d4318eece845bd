"""The gateway's paths: 2477-2 (a job's result) and the endpoints of the catalogue.

An endpoint's answer is a RequestId, when it takes its time, or `Data` at once. A path that the
vendor's document does not have is 404.
"""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from viewer.server.catalogue import CONSULTATION, ENDPOINTS, Endpoint, endpoint_at
from viewer.server.consultation import Sessions, Turn
from viewer.server.credentials import ServiceCredentials
from viewer.server.desk import Desk
from viewer.server.envelope import (
    DROP_CONNECTION_KEY,
    RET_CODE_KEY,
    Answer,
    GatewayRefusedError,
    Json,
    RefusedError,
    RetCode,
    answered,
    check_app_key,
    gateway_refused,
    new_request_id,
    refused,
)
from viewer.server.faults import Faults
from viewer.server.jobs import Job, JobLedger
from viewer.server.presentation import bent, presented
from viewer.server.results import ResultFiles, ResultLinks
from viewer.server.store import ObjectStore
from viewer.server.submission import Form, Submission

_REQUEST_ID: Final = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")
_SUBMITTED: Final = "任务已提交，请以RequestId作为JobId查询异步任务结果。"


class Gateway:
    """Answers the gateway's paths and the links to result files; holds the job ledger."""

    def __init__(
        self,
        folder: Path,
        store: ObjectStore,
        credentials: ServiceCredentials,
        faults: Faults,
        others: Mapping[str, int] | None = None,
    ) -> None:
        """Hold what is kept in `folder`; `others` counts further paths, for the statistics."""
        self._credentials = credentials
        self._faults = faults
        self._jobs = JobLedger(folder / "jobs", faults)
        self._desk = Desk(store, self._jobs, Sessions(folder / "sessions"))
        self._links = ResultLinks.of_folder(folder)
        self._base = ""
        self._submissions = Counter({endpoint.path: 0 for endpoint in ENDPOINTS})
        self._others = others or {}
        self._polls = 0

    @property
    def result_files(self) -> ResultFiles:
        """What answers the links to result files."""
        return ResultFiles(self._links, self._jobs.result_file, self._faults)

    def start(self, own_hosts: frozenset[str], base: str) -> None:
        """Begin to work off jobs; `own_hosts` are the names of this service, with port.

        `base` is the URL that links begin with.
        """
        self._base = base
        self._desk.open(own_hosts)
        self._jobs.start()

    def stop(self) -> None:
        """End all processes."""
        self._desk.close()
        self._jobs.stop()

    def warm_up(self) -> None:
        """Start the processes that a submission needs: an upload announces one."""
        self._desk.warm_up()
        self._jobs.warm_up()

    async def submit(self, request: Request) -> Response:
        """Answer an endpoint of the catalogue: check everything, then a RequestId or `Data`."""
        endpoint = endpoint_at(request.url.path)
        self._submissions[endpoint.path] += 1
        await asyncio.sleep(self._faults.submit_delay)
        try:
            check_app_key(request, self._credentials.app_key)
            form = await Form.of(request, endpoint.form_bytes, endpoint.form_fields)
            form.check_ds_id(self._credentials.ds_id)
            answer = await self._answer(form, endpoint)
        except GatewayRefusedError as error:
            return gateway_refused(request, error)
        except RefusedError as error:
            return refused(request, error, self._faults)
        if self._faults.drop_after_submit:
            request.scope[DROP_CONNECTION_KEY] = True
        return answered(request, answer, self._faults)

    async def _answer(self, form: Form, endpoint: Endpoint) -> Answer:
        if endpoint is CONSULTATION:
            turn = Turn.read(form)
            self._refuse_on_purpose()
            return await asyncio.to_thread(self._desk.consult, turn)
        submission = Submission.read(form, endpoint)
        self._refuse_on_purpose()
        if endpoint.is_asynchronous:
            job = await asyncio.to_thread(self._desk.accept, submission)
            return Answer(job.request_id, remark=_SUBMITTED, fee=1)
        answer = await asyncio.to_thread(self._desk.answer, submission)
        return replace(answer, data=bent(answer.data, self._faults))

    async def poll(self, request: Request) -> Response:
        """Answer `POST /2477-2`: where a job stands, and its result when it is done."""
        self._polls += 1
        if self._polls <= self._faults.poll_503:
            return Response(status_code=503, headers={"Retry-After": "1"})
        try:
            check_app_key(request, self._credentials.app_key)
            form = await Form.of(request)
            form.check_ds_id(self._credentials.ds_id)
            job = self._job(form.required("JobId"))
        except GatewayRefusedError as error:
            return gateway_refused(request, error)
        except RefusedError as error:
            return refused(request, error, self._faults)
        return answered(request, Answer(new_request_id(), self._standing(job)), self._faults)

    async def stats(self, request: Request) -> Response:
        """Answer `GET /_/stats`: counters, for those who know the appKey."""
        try:
            check_app_key(request, self._credentials.app_key)
        except GatewayRefusedError:
            return Response(status_code=403)
        request.scope[RET_CODE_KEY] = 0
        counted = {**self._submissions, **self._others}
        return JSONResponse(
            {
                "submissions": self._submissions.total(),
                "accepted": self._jobs.count(),
                "polls": self._polls,
                "endpoints": {path[1:]: count for path, count in counted.items()},
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

    def _standing(self, job: Job) -> dict[str, Json]:
        data: dict[str, Json] = {"JobId": job.request_id, "Status": str(job.status)}
        if job.result is not None:
            result = self._links.linked(json.loads(job.result), self._base, job.request_id)
            data["Result"] = presented(json.dumps(result), self._faults)
        if job.error_code is not None:
            data["ErrorCode"] = job.error_code
            data["ErrorMessage"] = job.error_message
        return data
