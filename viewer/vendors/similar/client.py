"""The seven calls of the visual search (API 2475). One call, one answer, one class of error.

Looking and deleting may be repeated. A search is billed and an added picture stands twice when it
is sent twice, so of these two the outcome is unknown once something may have left.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Final, Generic, TypeVar

from viewer.domain.similar import ImagePage, Match
from viewer.foundation.redact import without_secrets
from viewer.vendors.connection import Connection
from viewer.vendors.errors import Garbled, Interrupted, TimedOut
from viewer.vendors.gateway.calling import GatewayCalls, opened, raise_refusal_of, unknown_outcome
from viewer.vendors.gateway.envelope import Answer
from viewer.vendors.loose import Node
from viewer.vendors.similar import answers
from viewer.vendors.similar.endpoint import SEARCH_PATH
from viewer.vendors.transport import Call, Field, Transport

CREATE_PATH: Final = "/2475-1"
DATABASES_PATH: Final = "/2475-2"
ADD_PATH: Final = "/2475-3"
LIST_PATH: Final = "/2475-4"
DROP_PATH: Final = "/2475-6"
DELETE_PATH: Final = "/2475-7"

T = TypeVar("T")


class Order(StrEnum):
    """In which order a database is listed."""

    ASCENDING = "asc"
    DESCENDING = "desc"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWish:
    """Which part of a database's list. A token of the page before takes the offset's place.

    `offset` and `limit` together reach the first 2,000 records only (`rules.REACH`).
    """

    offset: int = 0
    limit: int = 100
    token: str = ""
    order: Order = Order.ASCENDING
    prefix: str = ""

    def fields(self) -> list[Field]:
        """Return what the service is told."""
        where = [("Token", self.token)] if self.token else [("Offset", str(self.offset))]
        said: list[Field] = [*where, ("Limit", str(self.limit)), ("Order", self.order.value)]
        return [*said, ("EntityIdPrefix", self.prefix)] if self.prefix else said


@dataclass(frozen=True)  # no slots: a generic frozen one cannot be subscripted on 3.11
class Said(Generic[T]):
    """What a call gave, what it was billed, and the answer as received."""

    value: T
    fee: int
    raw: bytes


class SimilarClient:
    """Speaks to the visual search of one gateway."""

    def __init__(self, connection: Connection, transport: Transport) -> None:
        self._host = connection.host
        self._secrets = connection.secrets
        self._calls = GatewayCalls(connection, transport)

    async def databases(self) -> Said[tuple[str, ...]]:
        """Return the names of all databases. Raises as `_asked`."""
        return _read(await self._asked(DATABASES_PATH, []), answers.databases)

    async def create(self, name: str) -> Said[None]:
        """Create a database. Raises as `_asked`; Refused where there is one of that name."""
        return _done(await self._asked(CREATE_PATH, [("Name", name)]))

    async def drop(self, name: str) -> Said[None]:
        """Delete a database with all that is in it, for good. Raises as `_asked`."""
        return _done(await self._asked(DROP_PATH, [("Name", name)]))

    async def page(self, database: str, wish: PageWish) -> Said[ImagePage]:
        """Return a part of a database's list. Raises as `_asked`."""
        fields: list[Field] = [("DbName", database), *wish.fields()]
        return _read(await self._asked(LIST_PATH, fields), answers.page)

    async def delete(self, database: str, entity_id: str) -> Said[None]:
        """Delete the pictures of one entity. Raises as `_asked`."""
        fields: list[Field] = [("DbName", database), ("EntityId", entity_id)]
        return _done(await self._asked(DELETE_PATH, fields))

    async def add(self, database: str, entity_id: str, extra: str, address: str) -> Said[str]:
        """Add the picture at an address; returns its DataId, empty where it is not said.

        Raises as `_sent_once`.
        """
        fields: list[Field] = [
            ("DbName", database),
            ("EntityId", entity_id),
            ("ExtraData", extra),
            ("ImageUrl", address),
        ]
        return await self._sent_once(ADD_PATH, fields, Call.ADD, answers.data_id)

    async def search(self, database: str, address: str, limit: int) -> Said[tuple[Match, ...]]:
        """Return what is like the picture at an address, the most alike first.

        Raises as `_sent_once`.
        """
        fields: list[Field] = [
            ("DbName", database),
            ("ImageUrl", address),
            ("Limit", str(limit)),
        ]
        return await self._sent_once(SEARCH_PATH, fields, Call.SEARCH, answers.matches)

    async def _asked(self, path: str, fields: list[Field]) -> "_Opened":
        """Make a call that may be made again.

        Raises Unreachable, TimedOut, Interrupted, Busy, Garbled (ask again), Untrusted, Refused,
        BadCredentials.
        """
        reply = await self._calls.post(path, fields, Call.LIST)
        if reply.status != HTTPStatus.OK:
            raise_refusal_of(reply, self._host)
            raise Interrupted(self._host, Call.LIST)
        return _Opened(opened(reply.body), reply.body)

    async def _sent_once(
        self, path: str, fields: list[Field], call: Call, read: Callable[[Node], T]
    ) -> Said[T]:
        """Make a call that must not happen twice.

        Raises Unreachable, Untrusted, Busy (nothing was accepted: may be repeated), Refused,
        BadCredentials (final), UnknownOutcome (must not be repeated by itself).
        """
        try:
            reply = await self._calls.post(path, fields, call)
        except (TimedOut, Interrupted) as error:
            partial = without_secrets(error.partial, self._secrets)
            raise unknown_outcome(self._host, partial) from None
        except Garbled:
            raise unknown_outcome(self._host, b"") from None
        if reply.status != HTTPStatus.OK:
            raise_refusal_of(reply, self._host)
            raise unknown_outcome(self._host, reply.body)
        try:
            return _read(_Opened(opened(reply.body), reply.body), read)
        except Garbled:
            raise unknown_outcome(self._host, reply.body) from None


@dataclass(frozen=True, slots=True)
class _Opened:
    """An answer that is no refusal, and its bytes."""

    answer: Answer
    raw: bytes


def _read(got: _Opened, read: Callable[[Node], T]) -> Said[T]:
    """Return what is in an answer's `Data`. Raises Garbled, with the answer and its fee."""
    try:
        data = got.answer.data or Node(None, "Data", is_missing=True)
        return Said(read(data), got.answer.fee, got.raw)
    except Garbled as error:
        error.raw, error.fee = got.raw, got.answer.fee
        raise


def _done(got: _Opened) -> Said[None]:
    """Return that a call was done; nothing in its `Data` is needed."""
    return Said(None, got.answer.fee, got.raw)
