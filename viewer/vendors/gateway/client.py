"""Two calls of the gateway: submit, and ask for a result. One call, one answer, one class of error.

What decides is where a fault fell: before anything was sent a submission may be repeated; after
that its outcome is unknown and only a person may decide (it may have been billed).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final

from viewer.foundation.redact import redacted, without_secrets
from viewer.vendors.connection import Connection
from viewer.vendors.errors import (
    BadCredentials,
    Busy,
    Expired,
    Garbled,
    Interrupted,
    JobFailed,
    Refused,
    TimedOut,
    UnknownOutcome,
    refusal,
)
from viewer.vendors.gateway import envelope
from viewer.vendors.gateway.endpoint import Endpoint, SentForm
from viewer.vendors.gateway.medical import JOB_FIELD, RESULT_PATH
from viewer.vendors.pages import page_text
from viewer.vendors.transport import Call, Field, Reply, Transport

_LATER: Final = frozenset({408, 425, 429, 503})
_ABOUT_KEYS: Final = re.compile(r"app_?key|ds_id|授权|密钥|AccessKey|secret", re.IGNORECASE)
_REQUEST_ID: Final = re.compile(rb'"[Rr]equestId"\s*:\s*"([A-Za-z0-9._:-]{8,128})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What is said to an endpoint: each address with its field, in order.

    `form` is that of the first input; `tracer` names the submission, without saying anything.
    """

    addresses: tuple[Field, ...] = ()
    parameters: tuple[Field, ...] = ()
    form: SentForm = SentForm.SERIES
    tracer: str = ""

    def fields(self, endpoint: Endpoint) -> list[Field]:
        """Return what an endpoint is told beside who asks."""
        tracer = [(endpoint.tracer_field, self.tracer)] if endpoint.tracer_field else []
        return [*endpoint.fields_for(self.form), *self.addresses, *tracer, *self.parameters]


@dataclass(frozen=True, slots=True)
class Submitted:
    """An accepted submission: a job to ask about, or (`answer` not empty) the answer itself.

    `evidence` is an answer of which only the RequestId could be read.
    """

    request_id: str
    fee: int = 0
    answer: bytes = b""
    evidence: bytes = b""


@dataclass(frozen=True, slots=True)
class JobAnswer:
    """How a job stands. `raw` is not empty once it has ended; `failure` when it ended badly."""

    status: str
    fee: int = 0
    raw: bytes = b""
    failure: JobFailed | None = None


class GatewayClient:
    """Speaks to one gateway with one set of credentials."""

    def __init__(self, connection: Connection, transport: Transport) -> None:
        self._connection = connection
        self._transport = transport

    async def submit(self, endpoint: Endpoint, submission: Submission) -> Submitted:
        """Submit the inputs of one analysis.

        Raises Unreachable, Untrusted, Busy (nothing was accepted: may be repeated), Refused,
        BadCredentials (final), UnknownOutcome (must not be repeated by itself).
        """
        fields: list[Field] = [
            *endpoint.fixed_fields,
            ("OrgId", self._connection.org_id),
            ("OrgName", self._connection.org_name),
            *submission.fields(endpoint),
            ("ds_id", self._connection.ds_id),
        ]
        try:
            reply = await self._post(endpoint.path, fields, Call.SUBMIT)
        except (TimedOut, Interrupted) as error:
            return self._salvaged(without_secrets(error.partial, self._connection.secrets))
        except Garbled:
            raise UnknownOutcome(self._connection.host) from None
        if reply.status != HTTPStatus.OK:
            self._refuse(reply)
            raise self._unknown(reply.body)
        return self._submitted(reply.body)

    async def ask_result(self, request_id: str) -> JobAnswer:
        """Ask how a job stands.

        Raises Unreachable, TimedOut, Interrupted, Busy, Garbled (ask again), Untrusted, Refused,
        BadCredentials, Expired.
        """
        fields: list[Field] = [(JOB_FIELD, request_id), ("ds_id", self._connection.ds_id)]
        reply = await self._post(RESULT_PATH, fields, Call.POLL)
        if reply.status == HTTPStatus.NOT_FOUND:
            raise Expired("job")
        if reply.status != HTTPStatus.OK:
            self._refuse(reply)
            raise Interrupted(self._connection.host, Call.POLL)
        answer = _opened(reply.body)
        if answer.job_id and answer.job_id != request_id:
            raise Garbled("Data.JobId", "the answer of another job")
        if answer.failure is not None:
            failed = answer.failure
            failure = JobFailed(failed.status, failed.error_code, redacted(failed.message))
            return JobAnswer(failed.status, answer.fee, reply.body, failure)
        if answer.data is None:
            return JobAnswer(answer.status or "", answer.fee)
        return JobAnswer(answer.status or "", answer.fee, reply.body)

    async def _post(self, path: str, fields: Sequence[Field], call: Call) -> Reply:
        query: list[Field] = [("appKey", self._connection.app_key)]
        address = self._connection.showapi + path
        reply = await self._transport.post_form(address, query, fields, call)
        # an answer that repeats a key is kept, the key is not
        return replace(reply, body=without_secrets(reply.body, self._connection.secrets))

    def _submitted(self, body: bytes) -> Submitted:
        try:
            answer = _opened(body)
        except Garbled:
            return self._salvaged(body)
        if answer.data is not None:
            return Submitted(answer.request_id, answer.fee, body)
        if not answer.request_id:
            raise self._unknown(body)
        return Submitted(answer.request_id, answer.fee)

    def _salvaged(self, partial: bytes) -> Submitted:
        """Take the RequestId out of an answer that broke off: it stands for a paid result."""
        found = _REQUEST_ID.search(partial)
        if found is None:
            raise self._unknown(partial) from None
        return Submitted(found[1].decode("ascii"), evidence=partial)

    def _unknown(self, body: bytes) -> UnknownOutcome:
        error = UnknownOutcome(self._connection.host)
        error.raw = body
        return error

    def _refuse(self, reply: Reply) -> None:
        """Raise what an HTTP status means, where it means that nothing was accepted."""
        if reply.status in _LATER:
            raise Busy(self._connection.host, reply.headers.get("retry-after", ""))
        if reply.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise BadCredentials(str(reply.status), page_text(reply.body))
        if 300 <= reply.status < 500:
            raise Refused(str(reply.status), page_text(reply.body))


def _opened(body: bytes) -> envelope.Answer:
    """Return an answer that is no refusal.

    Raises Garbled, Refused, BadCredentials, each with the answer and its fee.
    """
    fee = 0
    try:
        answer = envelope.read(body)
        fee = answer.fee
        _raise_refusal(answer)
    except (Garbled, Refused) as error:
        error.raw = body
        error.fee = fee
        raise
    return answer


def _raise_refusal(answer: envelope.Answer) -> None:
    if answer.refusal is None:
        return
    code, remark = answer.refusal.code, redacted(answer.refusal.remark)
    if _ABOUT_KEYS.search(remark):
        raise BadCredentials(code, remark)
    raise refusal(code, remark)
