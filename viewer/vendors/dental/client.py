"""Two calls of the dental service: a detection, and whether it is there.

A detection is answered in the same call. What decides about a repeat is where a fault fell, as at
the gateway: before anything was accepted it may be repeated; after that the outcome is unknown, it
may have been billed, and only a person may decide.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final

from viewer.foundation.redact import without_secrets
from viewer.vendors.connection import Connection
from viewer.vendors.dental.answer import refusal_in
from viewer.vendors.dental.endpoints import FILE_FIELD, HEALTH_PATH, UNIFIED_PATH
from viewer.vendors.errors import (
    BadToken,
    Busy,
    DentalRefused,
    Garbled,
    Interrupted,
    TimedOut,
    UnknownOutcome,
    UploadCut,
)
from viewer.vendors.gateway.endpoint import Endpoint
from viewer.vendors.pages import page_text
from viewer.vendors.transport import Call, Field, FilePart, Reply, Transport

FILE_NAME: Final = "picture.png"
"""What a picture is called at the service: the file's own name may be the patient's."""
_MEDIA_TYPE: Final = "image/png"
_LATER: Final = frozenset({408, 425, 429, 503})
_TOO_LARGE: Final = "FILE_TOO_LARGE"


@dataclass(frozen=True, slots=True)
class HealthAnswer:
    """That the service is there, and what it says of itself, as text."""

    status: int
    said: str


class DentalClient:
    """Speaks to one dental service; the token is sent only where there is one.

    The unified route is asked first. A deployment that does not have it answers 404, before any
    work: then the fixed route of the picture's kind is.
    """

    def __init__(self, connection: Connection, transport: Transport) -> None:
        self._connection = connection
        self._transport = transport
        self._base = connection.dental.strip().rstrip("/")

    async def detect(
        self,
        endpoint: Endpoint,
        picture: bytes,
        parameters: Sequence[tuple[str, str]] = (),
        on_sent: Callable[[int], None] = lambda _size: None,
    ) -> bytes:
        """Send a picture and return the answer, byte for byte but for the token.

        Raises Unreachable, Untrusted, UploadCut, Busy (nothing was accepted: may be repeated),
        DentalRefused, NoMethod, BadToken (final), UnknownOutcome (must not be repeated by
        itself), and what `on_sent` raises, which ends it before the picture is there.
        """
        fields: list[Field] = [*endpoint.fixed_fields, *parameters]
        reply = await self._post(UNIFIED_PATH, fields, picture, on_sent)
        if reply.status == HTTPStatus.NOT_FOUND and not _is_document(reply.body):
            reply = await self._post(endpoint.path, fields, picture, on_sent)
        self._raise_later(reply)
        _raise_refusal(reply)
        self._raise_status(reply)
        try:
            refused = refusal_in(reply.body)
        except Garbled:
            raise self._unknown(reply.body) from None
        if refused is not None:
            raise refused
        return reply.body

    async def health(self) -> HealthAnswer:
        """Ask whether the service is there.

        Raises Unreachable, Untrusted, TimedOut, Interrupted, Busy, BadToken, DentalRefused.
        """
        reply = await self._transport.get(
            self._base + HEALTH_PATH, self._connection.token, Call.HEALTH
        )
        reply = self._without_secrets(reply)
        self._raise_later(reply)
        if reply.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise BadToken(str(reply.status), page_text(reply.body))
        if reply.status != HTTPStatus.OK:
            raise DentalRefused(str(reply.status), page_text(reply.body))
        return HealthAnswer(reply.status, page_text(reply.body))

    async def _post(
        self, path: str, fields: Sequence[Field], picture: bytes, on_sent: Callable[[int], None]
    ) -> Reply:
        file = FilePart(
            form_field=FILE_FIELD, name=FILE_NAME, media_type=_MEDIA_TYPE, content=picture
        )
        left = len(picture)

        def count(size: int) -> None:
            nonlocal left
            on_sent(size)
            left -= size

        try:
            reply = await self._transport.post_multipart(
                self._base + path, self._connection.token, fields, file, count
            )
        except (TimedOut, Interrupted) as error:
            if left > 0:  # nobody can have worked on a part of a form
                raise UploadCut(self._connection.host, Call.DETECT) from None
            raise self._unknown(without_secrets(error.partial, self._connection.secrets)) from None
        except Garbled:
            raise self._unknown(b"") from None
        return self._without_secrets(reply)

    def _without_secrets(self, reply: Reply) -> Reply:
        return replace(reply, body=without_secrets(reply.body, self._connection.secrets))

    def _raise_later(self, reply: Reply) -> None:
        if reply.status in _LATER:
            raise Busy(self._connection.host, reply.headers.get("retry-after", ""))

    def _raise_status(self, reply: Reply) -> None:
        """Raise what an HTTP status means that came without the service's own document."""
        if reply.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            raise BadToken(str(reply.status), page_text(reply.body))
        if reply.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            raise DentalRefused(_TOO_LARGE, page_text(reply.body))
        if 300 <= reply.status < 500:
            raise DentalRefused(str(reply.status), page_text(reply.body))
        if reply.status != HTTPStatus.OK:
            raise self._unknown(reply.body)

    def _unknown(self, body: bytes) -> UnknownOutcome:
        error = UnknownOutcome(self._connection.host)
        error.raw = body
        return error


def _raise_refusal(reply: Reply) -> None:
    """Raise the refusal that an answer with a status of failure holds, if it is a document."""
    if reply.status == HTTPStatus.OK:
        return
    try:
        refused = refusal_in(reply.body)
    except Garbled:
        return
    if refused is not None:
        raise refused


def _is_document(body: bytes) -> bool:
    """Tell whether it is the service itself that speaks, and no server before it."""
    try:
        return refusal_in(body) is not None
    except Garbled:
        return False
