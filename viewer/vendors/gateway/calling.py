"""One call to the gateway, whatever it asks for: who asks, what came back, what a refusal means."""

import re
from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Final

from viewer.foundation.redact import redacted, without_secrets
from viewer.vendors.connection import Connection
from viewer.vendors.errors import BadCredentials, Busy, Garbled, Refused, UnknownOutcome, refusal
from viewer.vendors.gateway import envelope
from viewer.vendors.pages import page_text
from viewer.vendors.transport import Call, Field, Reply, Transport

_LATER: Final = frozenset({408, 425, 429, 503})
_ABOUT_KEYS: Final = re.compile(r"app_?key|ds_id|授权|密钥|AccessKey|secret", re.IGNORECASE)


class GatewayCalls:
    """Posts forms to one gateway with one set of credentials."""

    def __init__(self, connection: Connection, transport: Transport) -> None:
        self._connection = connection
        self._transport = transport

    async def post(self, path: str, fields: Sequence[Field], call: Call) -> Reply:
        """Post a form and return the answer, without our secrets. Raises as `post_form`."""
        reply = await self._transport.post_form(
            self._connection.showapi + path,
            [("appKey", self._connection.app_key)],
            [*fields, ("ds_id", self._connection.ds_id)],
            call,
        )
        # an answer that repeats a key is kept, the key is not
        return replace(reply, body=without_secrets(reply.body, self._connection.secrets))


def raise_refusal_of(reply: Reply, host: str) -> None:
    """Raise what an HTTP status means, where it means that nothing was accepted."""
    if reply.status in _LATER:
        raise Busy(host, reply.headers.get("retry-after", ""))
    if reply.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise BadCredentials(str(reply.status), page_text(reply.body))
    if 300 <= reply.status < 500:
        raise Refused(str(reply.status), page_text(reply.body))


def opened(body: bytes) -> envelope.Answer:
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


def unknown_outcome(host: str, body: bytes) -> UnknownOutcome:
    """Return that nobody knows whether a call was accepted, with what came back."""
    error = UnknownOutcome(host)
    error.raw = body
    return error


def _raise_refusal(answer: envelope.Answer) -> None:
    if answer.refusal is None:
        return
    code, remark = answer.refusal.code, redacted(answer.refusal.remark)
    if _ABOUT_KEYS.search(remark):
        raise BadCredentials(code, remark)
    raise refusal(code, remark)
