"""The one place that speaks HTTP, and that reveals secrets."""

import asyncio
import logging
import secrets
import ssl
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from viewer.foundation.killpoints import KillPoint, reached
from viewer.foundation.redact import Secret
from viewer.vendors.errors import Garbled, Interrupted, TimedOut, Unreachable, Untrusted
from viewer.vendors.json_text import MOST_BYTES

if TYPE_CHECKING:
    import httpx

_CONNECT_S: Final = 5.0
_SILENCE_S: Final = 15.0
_UPLOAD_SILENCE_S: Final = 30.0
_DETECTION_SILENCE_S: Final = 180.0
"""The document's own examples take 15 s, on a machine that has nothing else to do."""
_PIECE: Final = 64 * 1024
_UPLOAD_S: Final = 3600.0

Field = tuple[str, str | Secret]
Chunks = Callable[[], AsyncIterator[bytes]]


class Call(StrEnum):
    """What is being done; each has its total time."""

    SUBMIT = "submit"
    POLL = "poll"
    UPLOAD = "upload"
    DELETE = "delete"
    DOWNLOAD = "download"
    DETECT = "detect"
    """A picture in a form, and what was found on it in the same answer."""
    HEALTH = "health"
    SEARCH = "search"
    """What is like a picture."""
    ADD = "add"
    """A picture into a database."""
    LIST = "list"
    """What there is, and small changes of it that may be repeated."""


_TOTAL_S: Final = {
    Call.SUBMIT: 30.0,
    Call.POLL: 15.0,
    Call.UPLOAD: _UPLOAD_S,
    Call.DELETE: 15.0,
    Call.DOWNLOAD: 3600.0,
    Call.DETECT: 600.0,
    Call.HEALTH: 15.0,
    Call.SEARCH: 30.0,
    Call.ADD: 30.0,
    Call.LIST: 15.0,
}
_ONCE: Final = frozenset({Call.SUBMIT, Call.DETECT, Call.SEARCH, Call.ADD})
"""Calls that must not happen twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """A file of a multipart form: the name it is said to have there, and its content."""

    form_field: str
    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer; header names are lower case."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict, repr=False)


class Transport:
    """One HTTP client: no redirects, no unasked compression, total deadlines, bounded answers.

    Its errors name the host and never the address: that holds credentials.
    """

    def __init__(
        self, *, uses_proxies: bool, handler: "httpx.AsyncBaseTransport | None" = None
    ) -> None:
        import httpx

        for name in ("httpx", "httpcore"):  # they log whole addresses
            logging.getLogger(name).setLevel(logging.WARNING)
        self._client = httpx.AsyncClient(
            verify=_tls(),
            follow_redirects=False,
            trust_env=uses_proxies,
            timeout=httpx.Timeout(_SILENCE_S, connect=_CONNECT_S),
            headers={"Accept-Encoding": "identity", "User-Agent": "viewer"},
            transport=handler,
        )

    async def post_form(
        self, address: str, query: Sequence[Field], fields: Sequence[Field], call: Call
    ) -> Reply:
        """POST a form and return the answer.

        Raises Unreachable (nothing left), TimedOut or Interrupted (something may have left),
        Untrusted, Garbled (too long).
        """
        content = urlencode([(name, _plain(value)) for name, value in fields]).encode("ascii")
        request = self._client.build_request(
            "POST",
            address,
            params=[(name, _plain(value)) for name, value in query],
            content=content,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        return await self._send(request, call)

    async def post_multipart(
        self,
        address: str,
        token: Secret | None,
        fields: Sequence[Field],
        file: FilePart,
        on_sent: Callable[[int], None],
    ) -> Reply:
        """POST a multipart form (RFC 7578) with one file, in pieces, and return the answer.

        `token` is a bearer token (RFC 6750), where one is asked for. `on_sent` is told the bytes
        of each piece. Raises as `post_form`.
        """
        import httpx

        boundary = secrets.token_hex(16)
        head, tail = _form_around(boundary, fields, file)
        whole = len(head) + len(file.content) + len(tail)

        async def chunks() -> AsyncIterator[bytes]:
            yield head
            view = memoryview(file.content)
            for start in range(0, len(view), _PIECE):
                piece = bytes(view[start : start + _PIECE])
                yield piece
                on_sent(len(piece))
            yield tail

        request = self._client.build_request(
            "POST",
            address,
            content=chunks(),
            headers={
                **_bearer(token),
                "Content-Type": f"multipart/form-data; boundary={boundary}",
                "Content-Length": str(whole),
            },
            timeout=httpx.Timeout(
                _DETECTION_SILENCE_S, connect=_CONNECT_S, write=_UPLOAD_SILENCE_S
            ),
        )
        return await self._send(request, Call.DETECT)

    async def get(self, address: str, token: Secret | None, call: Call) -> Reply:
        """GET a small answer. Raises as `post_form`."""
        request = self._client.build_request("GET", address, headers=_bearer(token))
        return await self._send(request, call)

    async def put(self, address: str, size: int, chunks: Chunks) -> Reply:
        """PUT `size` bytes. Raises as `post_form`."""
        import httpx

        request = self._client.build_request(
            "PUT",
            address,
            content=chunks(),
            headers={"Content-Length": str(size)},
            timeout=httpx.Timeout(_UPLOAD_SILENCE_S, connect=_CONNECT_S),
        )
        return await self._send(request, Call.UPLOAD)

    async def delete(self, address: str) -> Reply:
        """DELETE. Raises as `post_form`."""
        return await self._send(self._client.build_request("DELETE", address), Call.DELETE)

    @asynccontextmanager
    async def opened(
        self, address: str, headers: Mapping[str, str], *, at: str = ""
    ) -> AsyncIterator["httpx.Response"]:
        """GET and give the answer, its body still to be read, for the time of a download.

        `at` is the IP address to connect to, where the name was looked up before; certificate
        and Host stay those of the name. Raises as `post_form`, and what the block raises.
        """
        import httpx

        url = httpx.URL(address)
        host = url.netloc.decode("ascii")
        request = self._client.build_request(
            "GET",
            url.copy_with(host=at) if at else url,
            # closed afterwards: a connection made for one name is not used for another one there
            headers={**headers, "Host": host, "Connection": "close"},
            extensions={"sni_hostname": url.host} if at else {},
        )
        try:
            async with asyncio.timeout(_TOTAL_S[Call.DOWNLOAD]):
                response = await self._client.send(request, stream=True)
                try:
                    yield response
                finally:
                    await response.aclose()
        except httpx.HTTPError as error:
            raise _translated(error, host, Call.DOWNLOAD, b"") from None
        except TimeoutError:
            raise TimedOut(host, Call.DOWNLOAD) from None

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def _send(self, request: "httpx.Request", call: Call) -> Reply:
        import httpx

        host = request.url.netloc.decode("ascii")
        body = bytearray()
        try:
            async with asyncio.timeout(_TOTAL_S[call]):
                return await self._exchange(request, body, call)
        # `from None`: the causes' texts hold addresses with credentials
        except httpx.HTTPError as error:
            raise _translated(error, host, call, bytes(body)) from None
        except TimeoutError:
            raise TimedOut(host, call, bytes(body)) from None

    async def _exchange(self, request: "httpx.Request", body: bytearray, call: Call) -> Reply:
        response = await self._client.send(request, stream=True)
        if call in _ONCE:
            reached(KillPoint.AFTER_SUBMIT)
        try:
            if response.headers.get("content-encoding", "identity") != "identity":
                raise Garbled("", "compressed although that was not asked for")
            async for piece in response.aiter_raw():
                body += piece
                if len(body) > MOST_BYTES:
                    raise Garbled("", f"more than {MOST_BYTES} bytes")
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status_code, bytes(body), headers)
        finally:
            await response.aclose()


def _translated(
    error: "httpx.HTTPError", host: str, call: Call, partial: bytes
) -> Unreachable | Untrusted | TimedOut | Interrupted:
    """Return the error in our terms; what counts is whether anything may have been sent."""
    import httpx

    if _is_distrust(error):
        return Untrusted(host)
    before = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
    if isinstance(error, (*before, httpx.UnsupportedProtocol)):
        return Unreachable(host)
    if isinstance(error, httpx.TimeoutException):
        return TimedOut(host, call, partial)
    return Interrupted(host, call, partial)


def _is_distrust(error: BaseException) -> bool:
    """Tell whether a certificate was the cause, however deep."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _form_around(boundary: str, fields: Sequence[Field], file: FilePart) -> tuple[bytes, bytes]:
    """Return what stands before and after the content of the file (RFC 7578 4.1 to 4.4)."""
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{_plain(value)}\r\n'
        for name, value in fields
    ]
    parts.append(
        f"--{boundary}\r\n"
        f'Content-Disposition: form-data; name="{file.form_field}"; filename="{file.name}"\r\n'
        f"Content-Type: {file.media_type}\r\n\r\n"
    )
    return "".join(parts).encode(), f"\r\n--{boundary}--\r\n".encode()


def _bearer(token: Secret | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token.reveal()}"} if token else {}


def _plain(value: str | Secret) -> str:
    return value.reveal() if isinstance(value, Secret) else value


def prepare() -> None:
    """Import the client and read the system's trust, in a worker thread: 100 ms at first."""
    import anyio
    import httpcore  # noqa: F401
    import httpx  # noqa: F401
    import obstore.store  # noqa: F401

    anyio.run(anyio.sleep, 0)  # imports what the first connection would, on the loop

    _tls()


@cache
def _tls() -> ssl.SSLContext:
    """Return the system's trust, so that a hospital's own CA counts; made once (30–80 ms)."""
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
