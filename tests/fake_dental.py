"""A dental service in memory, scripted; it is the directory of services as well."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from tests.dental_corpus import a_document
from tests.fake_service import Scripted, played
from viewer.foundation.redact import Secret
from viewer.vendors.connection import Connection, dental_connection
from viewer.vendors.transport import Transport

TOKEN = "planted-dental-token-0123456789"
PLACE = (30.25, 12.5)


def an_answer(columns: int = 90, rows: int = 60) -> bytes:
    """Return the answer about a cephalogram of that size: one point."""
    point = {"index": 0, "name": "S", "definition_zh": None, "x": PLACE[0], "y": PLACE[1]}
    document = a_document(
        "cephalometric",
        image={"width": columns, "height": rows},
        landmarks=[{**point, "valid": True}],
        summary={"total_landmarks": 1, "visible_landmarks": 1},
    )
    return json.dumps(document, ensure_ascii=False).encode()


@dataclass
class FakeDental(httpx.AsyncBaseTransport):
    """Answers as scripted, without a script with one point."""

    script: list[Scripted] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    on_piece: Callable[[], None] = lambda: None
    address: str = "http://127.0.0.1:9/detectapi"

    async def connection(self, service: str) -> Connection:
        """Return the one service that there is."""
        return dental_connection(self.address, Secret(TOKEN), service="local/0")

    def transport(self, uses_proxies: bool) -> Transport:
        """Return a transport that leads here."""
        return Transport(uses_proxies=uses_proxies, handler=self)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Read the form piece by piece, as a socket does, and answer."""
        self.requests.append(request)
        answer = self.script.pop(0) if self.script else an_answer()
        if isinstance(answer, httpx.ConnectError | httpx.WriteError):
            raise answer
        body = b""
        async for piece in request.stream:  # type: ignore[union-attr]
            body += piece
            self.on_piece()
        self.bodies.append(body)
        return played(answer)
