"""Two calls of the gateway: submit, and ask for a result. One call, one answer, one class of error.

What decides is where a fault fell: before anything was sent a submission may be repeated; after
that its outcome is unknown and only a person may decide (it may have been billed).
"""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from viewer.foundation.redact import redacted, without_secrets
from viewer.vendors.connection import Connection
from viewer.vendors.errors import Expired, Garbled, Interrupted, JobFailed, TimedOut, UnknownOutcome
from viewer.vendors.gateway.calling import GatewayCalls, opened, raise_refusal_of, unknown_outcome
from viewer.vendors.gateway.endpoint import Endpoint, SentForm
from viewer.vendors.gateway.medical import JOB_FIELD, RESULT_PATH
from viewer.vendors.transport import Call, Field, Transport

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
        self._calls = GatewayCalls(connection, transport)

    async def submit(self, endpoint: Endpoint, submission: Submission) -> Submitted:
        """Submit the inputs of one analysis.

        Raises Unreachable, Untrusted, Busy (nothing was accepted: may be repeated), Refused,
        BadCredentials (final), UnknownOutcome (must not be repeated by itself).
        """
        fields = [*endpoint.fixed_fields, *self._asking(endpoint), *submission.fields(endpoint)]
        try:
            reply = await self._calls.post(endpoint.path, fields, Call.SUBMIT)
        except (TimedOut, Interrupted) as error:
            return self._salvaged(without_secrets(error.partial, self._connection.secrets))
        except Garbled:
            raise UnknownOutcome(self._connection.host) from None
        if reply.status != HTTPStatus.OK:
            raise_refusal_of(reply, self._connection.host)
            raise self._unknown(reply.body)
        return self._submitted(reply.body)

    async def ask_result(self, request_id: str) -> JobAnswer:
        """Ask how a job stands.

        Raises Unreachable, TimedOut, Interrupted, Busy, Garbled (ask again), Untrusted, Refused,
        BadCredentials, Expired.
        """
        reply = await self._calls.post(RESULT_PATH, [(JOB_FIELD, request_id)], Call.POLL)
        if reply.status == HTTPStatus.NOT_FOUND:
            raise Expired("job")
        if reply.status != HTTPStatus.OK:
            raise_refusal_of(reply, self._connection.host)
            raise Interrupted(self._connection.host, Call.POLL)
        answer = opened(reply.body)
        if answer.job_id and answer.job_id != request_id:
            raise Garbled("Data.JobId", "the answer of another job")
        if answer.failure is not None:
            failed = answer.failure
            failure = JobFailed(failed.status, failed.error_code, redacted(failed.message))
            return JobAnswer(failed.status, answer.fee, reply.body, failure)
        if answer.data is None:
            return JobAnswer(answer.status or "", answer.fee)
        return JobAnswer(answer.status or "", answer.fee, reply.body)

    def _asking(self, endpoint: Endpoint) -> list[Field]:
        """Return who asks, where an endpoint wants to know."""
        if not endpoint.has_organisation:
            return []
        return [("OrgId", self._connection.org_id), ("OrgName", self._connection.org_name)]

    def _submitted(self, body: bytes) -> Submitted:
        try:
            answer = opened(body)
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
        return unknown_outcome(self._connection.host, body)
