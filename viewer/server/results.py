"""Result files and the links to them, which live for five minutes (seed of 2477-6 and 2477-9).

A method names a file of its result as `{"$file": name}`; each time the result is asked for, that
becomes a new link: `/results/<request id>/<name>?expires=<Unix time>&signature=<HMAC-SHA256>`.
The key is the data folder's own, so that links survive a restart and nobody else can make one.
"""

import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Self

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from viewer.foundation.files import atomic_write
from viewer.server.envelope import Json
from viewer.server.faults import Faults
from viewer.server.signed_links import SignedLinks
from viewer.server.store import StoreRefusal, store_error

FILE_KEY: Final = "$file"
LINK_LIFE_S: Final = 300
_KEY_FILE: Final = "result-links.key"
_KEY_BYTES: Final = 32
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}(\.[a-z0-9]{1,10}){1,2}")
_CUT_BYTES: Final = 1024 * 1024
_PROXY_PAGE: Final = "<html><head><title>Sign in</title></head><body>proxy</body></html>"


def is_file_name(name: str) -> bool:
    """Return whether a name is one that a result's file may have."""
    return _NAME.fullmatch(name) is not None


class ResultLinks:
    """Makes and checks links; `clock` gives Unix time in seconds."""

    def __init__(self, key: bytes, clock: Callable[[], float] = time.time) -> None:
        self._links = SignedLinks(key=lambda: key, life_s=LINK_LIFE_S, clock=clock)

    @classmethod
    def of_folder(cls, folder: Path) -> Self:
        """Return the links of a data folder, whose key is made when there is none."""
        path = folder / _KEY_FILE
        if not path.is_file():
            atomic_write(path, secrets.token_bytes(_KEY_BYTES), is_private=True)
        return cls(path.read_bytes())

    def link(self, base: str, request_id: str, name: str) -> str:
        """Return a URL that opens a job's result file for five minutes from now."""
        return self._links.link(base, f"/results/{request_id}/{name}")

    def refusal(self, path: str, expires: str, signature: str) -> StoreRefusal | None:
        """Return why a link does not open its file, or None when it does."""
        return self._links.refusal(path, expires, signature)

    def linked(self, value: Json, base: str, request_id: str) -> Json:
        """Return a result with a new link in the place of each file that it names."""
        if isinstance(value, list):
            return [self.linked(item, base, request_id) for item in value]
        if not isinstance(value, dict):
            return value
        if set(value) == {FILE_KEY}:
            return self.link(base, request_id, str(value[FILE_KEY]))
        return {key: self.linked(item, base, request_id) for key, item in value.items()}


class ResultFiles:
    """Answers `GET /results/…`; `find` gives the place of a job's file."""

    def __init__(
        self, links: ResultLinks, find: Callable[[str, str], Path], faults: Faults
    ) -> None:
        self._links = links
        self._find = find
        self._faults = faults

    async def handle(self, request: Request) -> Response:
        """Give the file, or S3's error document; ranges are answered."""
        values = request.query_params
        refusal = self._links.refusal(
            request.url.path, values.get("expires", ""), values.get("signature", "")
        )
        if refusal is not None or self._faults.expired_results:
            return store_error(refusal or StoreRefusal(403, "AccessDenied"))
        if self._faults.html_results:
            return Response(_PROXY_PAGE, media_type="text/html")
        request_id, name = (str(request.path_params[key]) for key in ("request_id", "name"))
        path = self._find(request_id, name)
        # The signature covers the path, so only names that a method gave get here; still.
        if not is_file_name(name) or not path.is_file():
            return store_error(StoreRefusal(404, "NoSuchKey"))
        if self._faults.cut_results:
            return _CutFile(path)
        return FileResponse(path, media_type="application/octet-stream", filename=name)


class _CutFile(Response):
    """Promises a whole file and gives the first half of it, then the connection is cut."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        size = self._path.stat().st_size
        with self._path.open("rb") as file:
            half = file.read(min(size // 2, _CUT_BYTES))
        headers = [(b"content-length", str(size).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": half, "more_body": True})
        raise ConnectionAbortedError("cut on purpose")
