"""A gateway and its store in memory, scripted; and a clock that does not wait."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import httpx

from tests.vendor_builders import a_connection, a_nodule, accepted, job_answer, success
from viewer.vendors.connection import Connection
from viewer.vendors.transport import Transport

Form = list[tuple[str, str]]


class FakeClock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return datetime(2026, 3, 4, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


class Breaking(httpx.AsyncByteStream):
    """A body whose connection breaks before its end."""

    def __init__(self, content: bytes, error: Exception | None = None) -> None:
        self._content = content
        self._error = error or httpx.ReadError("broken off")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._content
        raise self._error

    def __repr__(self) -> str:
        """Name it alike in every process: tests are named after their values."""
        return f"Breaking({self._content!r}, {self._error!r})"


Scripted = bytes | httpx.Response | Exception | Breaking


@dataclass
class FakeService:
    """Answers as scripted; without a script a job is done at the second poll."""

    submit_script: list[Scripted] = field(default_factory=list)
    poll_script: list[Scripted] = field(default_factory=list)
    put_script: list[Scripted] = field(default_factory=list)
    submissions: list[Form] = field(default_factory=list)
    polls: list[Form] = field(default_factory=list)
    objects: dict[str, bytes] = field(default_factory=dict)
    uploaded: dict[str, bytes] = field(default_factory=dict)
    queries: list[str] = field(default_factory=list)
    on_submit: Callable[[], None] = lambda: None
    on_poll: Callable[[], None] = lambda: None
    final: bytes = b""
    files: dict[str, list[Scripted]] = field(default_factory=dict)
    """Answers to GET by path, the last one for ever."""
    breaks_after: dict[str, int] = field(default_factory=dict)
    """How many GETs of a path break off at the end of their content."""
    meet: asyncio.Barrier | None = None
    """GETs wait here for each other."""
    fetched: list[httpx.Request] = field(default_factory=list)
    hang_on: str = ""
    """A method, `SUBMIT` or `POLL`: such a request is never answered."""
    hung: asyncio.Event = field(default_factory=asyncio.Event)
    address: str = "http://127.0.0.1:9"
    service: str = "local/0"

    async def connection(self, service: str) -> Connection:
        """Be the directory of services as well."""
        return a_connection(self.address, self.service)

    def transport(self, uses_proxies: bool) -> Transport:
        return Transport(uses_proxies=uses_proxies, handler=httpx.MockTransport(self._handle))

    async def _handle(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        await self._hang(request)
        if request.method == "POST":
            self.queries.append(request.url.query.decode())
            form = parse_qsl(body.decode("ascii"))
            return self._poll(form) if _is_poll(request) else self._submit(form)
        if request.method == "GET":
            return await self._get(request)
        key = request.url.path.removeprefix("/uploads/")
        if request.method == "DELETE":
            return played(httpx.Response(204 if self.objects.pop(key, None) else 404))
        if self.put_script:
            return played(self.put_script.pop(0))
        self.objects[key] = self.uploaded[key] = body
        return played(b"")

    async def _hang(self, request: httpx.Request) -> None:
        kind = request.method
        if kind == "POST":
            kind = "POLL" if _is_poll(request) else "SUBMIT"
        if self.hang_on == kind:
            self.hung.set()
            await asyncio.Event().wait()

    async def _get(self, request: httpx.Request) -> httpx.Response:
        self.fetched.append(request)
        if self.meet is not None:
            async with asyncio.timeout(5):
                await self.meet.wait()
        path = request.url.path
        answers = self.files.get(path) or [httpx.Response(404)]
        answer = played(answers.pop(0) if len(answers) > 1 else answers[0])
        if self.breaks_after.get(path, 0) > 0:
            self.breaks_after[path] -= 1
            return httpx.Response(
                answer.status_code, headers=answer.headers, stream=Breaking(await answer.aread())
            )
        return answer

    def _submit(self, form: Form) -> httpx.Response:
        self.submissions.append(form)
        self.on_submit()
        return played(self.submit_script.pop(0) if self.submit_script else accepted())

    def _poll(self, form: Form) -> httpx.Response:
        self.polls.append(form)
        self.on_poll()
        if self.poll_script:
            return played(self.poll_script.pop(0))
        if len(self.polls) == 1:
            return played(job_answer("QUEUING"))
        return played(self.final or success(a_nodule(ImageX="3", ImageY="2")))


def _is_poll(request: httpx.Request) -> bool:
    return request.url.path.endswith("/2477-2")


def played(scripted: Scripted) -> httpx.Response:
    """Give the answer as one that is still to be read."""
    if isinstance(scripted, Exception):
        raise scripted
    if isinstance(scripted, Breaking):
        return httpx.Response(200, stream=scripted)
    if isinstance(scripted, bytes):
        return httpx.Response(200, stream=httpx.ByteStream(scripted))
    headers = [(k, v) for k, v in scripted.headers.items() if k != "content-length"]
    body = httpx.ByteStream(scripted.content)
    return httpx.Response(scripted.status_code, headers=headers, stream=body)
