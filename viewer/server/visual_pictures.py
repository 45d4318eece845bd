"""The links to kept pictures (`ImageUrl` of 2475-5): signed, and alive for an hour.

`/similar-images/<data id>.jpg?expires=<Unix time>&signature=<HMAC-SHA256>`. The key belongs to
the databases' folder, so that a link survives a restart. What it opens is the picture's file as it
was sent, never anything of the record beside it.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from viewer.server.faults import Faults
from viewer.server.signed_links import SignedLinks
from viewer.server.store import StoreRefusal, store_error
from viewer.server.visual_database import NoStorageError
from viewer.server.visual_store import Kept, VisualStore

PICTURE_ROUTE: Final = "/similar-images/{name}"
LINK_LIFE_S: Final = 3600
_PURPOSE: Final = b"link to a picture\n"
_TYPES: Final = {".jpg": "image/jpeg", ".png": "image/png"}
_PROXY_PAGE: Final = "<html><head><title>Sign in</title></head><body>proxy</body></html>"


class PictureLinks:
    """Makes and checks links; `clock` gives Unix time in seconds."""

    def __init__(self, key: Callable[[], bytes], clock: Callable[[], float] = time.time) -> None:
        self._links = SignedLinks(key=key, life_s=LINK_LIFE_S, purpose=_PURPOSE, clock=clock)

    def link(self, base: str, image: Kept) -> str:
        """Return a URL that opens a kept picture for an hour from now."""
        return self._links.link(base, PICTURE_ROUTE.format(name=image.file_name))

    def refusal(self, path: str, expires: str, signature: str) -> StoreRefusal | None:
        """Return why a link does not open its picture, or None when it does."""
        return self._links.refusal(path, expires, signature)


class Pictures:
    """Answers `GET /similar-images/…`."""

    def __init__(self, store: VisualStore, links: PictureLinks, faults: Faults) -> None:
        self._store = store
        self._links = links
        self._faults = faults

    async def handle(self, request: Request) -> Response:
        """Give the picture, or S3's error document."""
        try:
            return await asyncio.to_thread(self._answer, request)
        except NoStorageError:
            return store_error(StoreRefusal(503, "ServiceUnavailable"))

    def _answer(self, request: Request) -> Response:
        values = request.query_params
        refusal = self._links.refusal(
            request.url.path, values.get("expires", ""), values.get("signature", "")
        )
        if refusal is not None or self._faults.similar_expired_pictures:
            return store_error(refusal or StoreRefusal(403, "AccessDenied"))
        if self._faults.similar_html_pictures:
            return Response(_PROXY_PAGE, media_type="text/html")
        data_id, _, _ = str(request.path_params["name"]).partition(".")
        path = self._store.picture_file(data_id)
        if path is None or not path.is_file() or self._faults.similar_no_pictures:
            return store_error(StoreRefusal(404, "NoSuchKey"))
        return FileResponse(path, media_type=_TYPES[path.suffix])
