"""Fetching a file that an answer links to: from where that is safe, whole, and bounded.

A link comes from outside. It may lead to another machine of the hospital, to this one or to a
file; so what is fetched is looked at before anything is asked for, and no redirect is followed.
"""

import asyncio
import ipaddress
import os
import socket
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, urlsplit

from viewer.foundation.killpoints import KillPoint, reached
from viewer.vendors.connection import Connection
from viewer.vendors.errors import (
    Busy,
    Expired,
    Garbled,
    Interrupted,
    LinkFault,
    Refused,
    TimedOut,
    Unreachable,
    UnsafeLink,
)
from viewer.vendors.transport import Call, Transport

if TYPE_CHECKING:
    import httpx

MOST_BYTES: Final = 1024**3
_LONGEST_ADDRESS: Final = 4096
_LOOKUP_S: Final = 5.0
_SLOW_S: Final = 30.0
_SLOW_BYTES_PER_S: Final = 2000
_PIECE: Final = 1024 * 1024
_GONE: Final = frozenset({400, 401, 403, 404, 410})
"""What stores answer to an address that has run out."""

Lookup = Callable[[str, int], Awaitable[tuple[str, ...]]]
"""Returns the IP addresses of a name. Raises Unreachable."""


@dataclass
class Partial:
    """A file as far as it has come; `etag` names the content that it is the beginning of."""

    path: Path
    etag: str = ""
    size: int = 0


@dataclass(frozen=True)
class Told:
    """Who is told how a download goes: the bytes already there, the whole size, each piece."""

    begun: Callable[[int, int], None] = lambda _already, _total: None
    piece: Callable[[int], None] = lambda _size: None


async def looked_up(host: str, port: int) -> tuple[str, ...]:
    """Return the IP addresses of a name, by the system. Raises Unreachable."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(_LOOKUP_S):
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, TimeoutError, UnicodeError):
        raise Unreachable(host) from None
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Downloader:
    """Fetches files for jobs of one service."""

    def __init__(
        self, connection: Connection, transport: Transport, lookup: Lookup = looked_up
    ) -> None:
        self._connection = connection
        self._transport = transport
        self._lookup = lookup
        self._calls = 0

    async def fetch(self, address: str, partial: Partial, told: Told) -> None:
        """Fetch a file into `partial`, going on where an earlier try of it broke off.

        Raises Unreachable, TimedOut, Interrupted, Busy (try again), Expired (ask for a fresh
        link), UnsafeLink, Untrusted, Refused, Garbled; OSError where it cannot be written.
        """
        at = await self._checked(address)
        headers = {}
        if partial.size and partial.etag:
            headers = {"Range": f"bytes={partial.size}-", "If-Range": partial.etag}
        async with self._transport.opened(address, headers, at=at) as response:
            self._check_status(response)
            already = _continued(response, partial)
            length = response.headers.get("content-length", "")
            total = already + int(length) if length.isdigit() else 0
            if total > MOST_BYTES:
                raise Garbled("", f"more than {MOST_BYTES} bytes")
            told.begun(already, total)
            await self._received(response, partial, told)

    async def _checked(self, address: str) -> str:
        """Return the IP address to connect to, empty where the name is the proxy's to look up."""
        parts = _parts(address)
        if self._connection.is_local:
            ours = {urlsplit(self._connection.showapi), urlsplit(self._connection.store.endpoint)}
            if (parts.scheme, parts.netloc) not in {(own.scheme, own.netloc) for own in ours}:
                raise UnsafeLink(parts.netloc, LinkFault.OTHER_SERVICE)
            return ""
        host = parts.hostname or ""
        if parts.scheme != "https":
            raise UnsafeLink(host, LinkFault.NOT_HTTPS)
        if _has_proxy(host):
            _check_public(host, (host,) if _is_ip(host) else ())
            return ""
        found = await self._lookup(host, parts.port or 443)
        _check_public(host, found)
        if not found:
            raise Unreachable(host)
        self._calls += 1  # the next try takes the next address: one of them may not answer
        return found[(self._calls - 1) % len(found)]

    def _check_status(self, response: "httpx.Response") -> None:
        host, status = response.url.host, response.status_code
        if status in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
            if response.headers.get("content-encoding", "identity") != "identity":
                raise Garbled("", "compressed although that was not asked for")
            return
        if status in _GONE:
            raise Expired("link")
        if status in {408, 425, 429, 503}:
            raise Busy(host, response.headers.get("retry-after", ""))
        if 300 <= status < 400:
            raise UnsafeLink(host, LinkFault.REDIRECTED)
        if status >= 500 or status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise Interrupted(host, Call.DOWNLOAD)
        raise Refused(str(status), "")

    async def _received(self, response: "httpx.Response", partial: Partial, told: Told) -> None:
        """Write what comes; what is on disk when this breaks off is counted in `partial`."""
        host = response.url.host
        slow = _SlowWatch(host)
        buffer = bytearray()
        with partial.path.open("r+b" if partial.size else "wb") as file:
            file.seek(partial.size)
            try:
                async for piece in response.aiter_raw():
                    slow.came(len(piece))
                    buffer += piece
                    told.piece(len(piece))
                    reached(KillPoint.HALF_A_LINK)
                    if partial.size + len(buffer) > MOST_BYTES:
                        raise Garbled("", f"more than {MOST_BYTES} bytes")
                    if len(buffer) >= _PIECE:
                        content, buffer = bytes(buffer), bytearray()
                        await asyncio.to_thread(file.write, content)
                        partial.size += len(content)
                file.truncate(partial.size)
            finally:
                file.write(buffer)
                partial.size += len(buffer)


class _SlowWatch:
    """Ends a download that only drips."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._since = time.monotonic()
        self._bytes = 0

    def came(self, size: int) -> None:
        """Count; raises TimedOut where half a minute brought too little."""
        self._bytes += size
        elapsed = time.monotonic() - self._since
        if elapsed < _SLOW_S:
            return
        if self._bytes < elapsed * _SLOW_BYTES_PER_S:
            raise TimedOut(self._host, Call.DOWNLOAD)
        self._since, self._bytes = time.monotonic(), 0


def _continued(response: "httpx.Response", partial: Partial) -> int:
    """Return how many bytes of `partial` this answer goes on from; it begins anew otherwise."""
    etag = response.headers.get("etag", "")
    is_rest = response.status_code == HTTPStatus.PARTIAL_CONTENT
    begins_there = response.headers.get("content-range", "").startswith(f"bytes {partial.size}-")
    if is_rest and not (begins_there and etag in {"", partial.etag}):
        partial.size, partial.etag = 0, ""
        raise Interrupted(response.url.host, Call.DOWNLOAD)  # another content: from its beginning
    if not is_rest:
        partial.size = 0
        partial.etag = "" if etag.startswith("W/") else etag
    return partial.size


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        is_plain = bool(parts.hostname) and not parts.username and (parts.port or 1) > 0
    except ValueError:
        raise UnsafeLink("", LinkFault.NOT_AN_ADDRESS) from None
    if len(address) > _LONGEST_ADDRESS or not address.isascii() or not address.isprintable():
        raise UnsafeLink(parts.hostname or "", LinkFault.NOT_AN_ADDRESS)
    if parts.scheme not in {"http", "https"}:
        raise UnsafeLink(parts.hostname or parts.scheme, LinkFault.NOT_HTTPS)
    if not is_plain:
        raise UnsafeLink(parts.hostname or "", LinkFault.NOT_AN_ADDRESS)
    return parts


def _check_public(host: str, addresses: tuple[str, ...]) -> None:
    """Raise UnsafeLink where one of a name's addresses is not out in the world."""
    for text in addresses:
        address = ipaddress.ip_address(text.split("%", maxsplit=1)[0])
        mapped = getattr(address, "ipv4_mapped", None) or address
        if not mapped.is_global or mapped.is_multicast:
            raise UnsafeLink(host, LinkFault.PRIVATE)


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _has_proxy(host: str) -> bool:
    from urllib.request import getproxies, proxy_bypass  # not at the program's start

    return "https" in getproxies() and not proxy_bypass(host)


def media_type_of(path: Path) -> str:
    """Return what a file is by its first bytes; a server's word for it may be anything."""
    with path.open("rb") as file:
        head = file.read(512)
        size = os.fstat(file.fileno()).st_size
    for at, magic, kind in _MAGICS:
        if head[at : at + len(magic)] == magic:
            return kind
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return HTML
    if start.startswith(b"<"):
        return "application/xml"
    if start.startswith((b"{", b"[")):
        return "application/json"
    return "application/octet-stream" if size else ""


HTML: Final = "text/html"
_MAGICS: Final = (
    (128, b"DICM", "application/dicom"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"PK\x03\x04", "application/zip"),
    (257, b"ustar", "application/x-tar"),
    (344, b"n+1\0", "application/x-nifti"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
)
