"""Routes, and what stands before them: the Host check, the request log, wire-level faults."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from viewer.server.catalogue import ENDPOINTS, RESULT_PATH
from viewer.server.credentials import ServiceCredentials
from viewer.server.dental import DentalService, PictureReader
from viewer.server.envelope import DROP_CONNECTION_KEY, RET_CODE_KEY
from viewer.server.faults import Faults
from viewer.server.gateway import Gateway
from viewer.server.limits import DENTAL_FILE_BYTES
from viewer.server.store import ObjectStore
from viewer.server.visual import VisualService
from viewer.server.visual_desk import VisualDesk
from viewer.server.visual_store import MOST_IMAGES, VisualStore

_GATEWAY_PATHS: Final = ("/2477-", "/2475-")
_PROXY_PAGE: Final = (
    b"<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1>"
    b"</center><hr><center>proxy</center></body></html>"
)


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen about a service.

    `dental_bytes` is what a file sent to the dental service may have, `databases` the folder of
    the visual search (one in the data folder when not given), `database_images` how many pictures
    one of its databases takes.
    """

    dental_bytes: int = DENTAL_FILE_BYTES
    databases: Path | None = None
    database_images: int = MOST_IMAGES


DEFAULTS: Final = Options()


@dataclass(frozen=True, slots=True)
class Service:
    """All that one running service is made of."""

    app: ASGIApp
    gateway: Gateway


def build(
    folder: Path,
    credentials: ServiceCredentials,
    faults: Faults,
    port: int,
    *,
    options: Options = DEFAULTS,
) -> Service:
    """Return the application for a data folder, to be reached at `port` of this machine."""
    hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))
    store = ObjectStore(folder / "objects", credentials, faults)
    kept = VisualStore(options.databases or folder / "similar", options.database_images)
    visual = VisualService(kept, VisualDesk(store, folder / "visual"), credentials, faults)
    gateway = Gateway(folder, store, credentials, faults, visual.asked)
    pictures = PictureReader(folder / "dental")
    dental = DentalService(credentials.token, pictures.look, faults, options.dental_bytes)

    async def objects(request: Request) -> Response:
        if request.method == "PUT":
            gateway.warm_up()
        return await store.handle(request)

    routes = [
        Route("/health", _health),
        Route("/_/stats", gateway.stats),
        *(Route(endpoint.path, gateway.submit, methods=["POST"]) for endpoint in ENDPOINTS),
        Route(RESULT_PATH, gateway.poll, methods=["POST"]),
        Route("/results/{request_id}/{name}", gateway.result_files.handle),
        *visual.routes(),
        *dental.routes(),
        Route(
            f"/{credentials.store_bucket}/{{key:path}}",
            objects,
            methods=["PUT", "GET", "HEAD", "DELETE"],
        ),
    ]
    app = Starlette(routes=routes, lifespan=_lifespan(gateway, visual, pictures, hosts, port))
    return Service(_RequestLog(_HostGuard(_WireFaults(app, faults), hosts)), gateway)


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _lifespan(
    gateway: Gateway,
    visual: VisualService,
    pictures: PictureReader,
    hosts: frozenset[str],
    port: int,
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def run(_: Starlette) -> AsyncIterator[None]:
        gateway.start(hosts, f"http://127.0.0.1:{port}")
        visual.start(hosts, f"http://127.0.0.1:{port}")
        try:
            yield
        finally:
            gateway.stop()
            visual.stop()
            pictures.close()

    return run


class _HostGuard:
    """Refuses requests that name another host: a web page's name that points at this machine."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            named = [value.decode("latin-1") for key, value in scope["headers"] if key == b"host"]
            if len(named) != 1 or named[0].lower() not in self._hosts:
                await Response("wrong host\n", 403)(scope, receive, send)
                return
        await self._app(scope, receive, send)


class _WireFaults:
    """Bends or cuts the gateway's answers, as the chosen faults say."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(_GATEWAY_PATHS):
            await self._app(scope, receive, send)
            return
        if self._faults.html_502:
            await Response(_PROXY_PAGE, 502, media_type="text/html")(scope, receive, send)
            return

        async def bent(message: Message) -> None:
            if message["type"] == "http.response.start" and self._cuts:
                headers = [item for item in message["headers"] if item[0] != b"content-length"]
                message = {**message, "headers": headers}
            if message["type"] == "http.response.body" and self._cuts:
                body = message.get("body", b"")
                message = {**message, "body": body[: len(body) // 2 if not self._empties else 0]}
            await send(message)

        await self._app(scope, receive, bent)

    @property
    def _empties(self) -> bool:
        return self._faults.empty_body

    @property
    def _cuts(self) -> bool:
        return self._faults.garbled_json or self._faults.empty_body


class _RequestLog:
    """One JSON line a request on stderr: no query string, so no secret."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status: int | None = None

        async def noted(message: Message) -> None:
            nonlocal status
            if scope.get(DROP_CONNECTION_KEY):
                raise ConnectionAbortedError("cut on purpose")
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except ConnectionAbortedError:
            await _cut(receive)
        finally:
            line = {
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "ret_code": scope.get(RET_CODE_KEY),
            }
            sys.stderr.write(json.dumps(line) + "\n")
            sys.stderr.flush()


async def _cut(receive: Receive) -> None:
    """Cut the connection without an answer: ASGI has no word for it, so uvicorn's own is used."""
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    if isinstance(transport, asyncio.Transport):
        transport.abort()
        await asyncio.sleep(0.01)  # lets the server notice, so that it does not answer 500
