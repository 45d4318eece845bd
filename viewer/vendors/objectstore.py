"""The bucket that a service reads from: signed addresses by obstore, the bytes by our transport."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from viewer.vendors.connection import StoreConnection, is_loopback
from viewer.vendors.errors import Busy, Interrupted, Refused
from viewer.vendors.transport import Call, Reply, Transport

if TYPE_CHECKING:
    from obstore.store import S3Store

PIECE_BYTES: Final = 256 * 1024
_SHORT: Final = timedelta(minutes=15)
_UPLOAD_TIME: Final = timedelta(hours=2)
READ_TIME: Final = timedelta(hours=3)
"""How long the service may read: its job's limit and an hour more."""
_CODE: Final = re.compile(rb"<Code>([A-Za-z0-9]{1,64})</Code>")


class ObjectStore:
    """Puts objects and gives addresses at which they can be fetched for a while.

    Made in a thread: the signer reads the system's certificates, which takes 20 ms.
    """

    def __init__(self, connection: StoreConnection, transport: Transport) -> None:
        self._connection = connection
        self._transport = transport
        self._store = _signer(connection)

    def address(self, key: str) -> str:
        """Return the signed address at which the service fetches the object."""
        return self._signed("GET", key, READ_TIME)

    async def put(self, key: str, path: Path, on_sent: Callable[[int], None]) -> None:
        """Upload a file; `on_sent` is told the bytes of each piece.

        Raises Unreachable, TimedOut, Interrupted, Busy (try again), Refused.
        """
        size = await asyncio.to_thread(os.path.getsize, path)
        address = self._signed("PUT", key, _UPLOAD_TIME)
        reply = await self._transport.put(address, size, lambda: _pieces(path, on_sent))
        self._check(reply, Call.UPLOAD)

    async def delete(self, key: str) -> None:
        """Remove an object; one that is gone already is fine. Raises as `put`."""
        reply = await self._transport.delete(self._signed("DELETE", key, _SHORT))
        if reply.status != 404:
            self._check(reply, Call.DELETE)

    def _signed(self, method: Literal["GET", "PUT", "DELETE"], key: str, time: timedelta) -> str:
        import obstore

        return obstore.sign(self._store, method, key, time)

    def _check(self, reply: Reply, call: Call) -> None:
        if 200 <= reply.status < 300:
            return
        host = self._connection.endpoint.split("//")[-1]
        if reply.status in {408, 425, 429, 503}:
            raise Busy(host, reply.headers.get("retry-after", ""))
        if reply.status >= 500 and reply.status != 507:
            raise Interrupted(host, call)
        code = _CODE.search(reply.body)
        raise Refused(str(reply.status), code[1].decode("ascii") if code else "")


@lru_cache(maxsize=4)
def _signer(connection: StoreConnection) -> "S3Store":
    from obstore.store import S3Store

    return S3Store(
        connection.bucket,
        endpoint=connection.endpoint,
        region=connection.region,
        access_key_id=connection.access_key.reveal(),
        secret_access_key=connection.secret_key.reveal(),
        virtual_hosted_style_request=_has_bucket_in_host(connection),
        client_options={"allow_http": is_loopback(connection.endpoint)},
    )


def _has_bucket_in_host(connection: StoreConnection) -> bool:
    """Tell whether the bucket is part of the host's name, as Alibaba OSS wants it."""
    host = urlsplit(connection.endpoint).hostname or ""
    return host.startswith(f"{connection.bucket}.")


async def _pieces(path: Path, on_sent: Callable[[int], None]) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while piece := await asyncio.to_thread(file.read, PIECE_BYTES):
            yield piece
            on_sent(len(piece))
