"""The object store: PUT, GET, HEAD and DELETE of single objects by presigned URL; no listing.

Keys never become file names: an object lies under the SHA-256 of its key. A URL opens one object
with one method until it expires; anything else is 403 with S3's error document.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import unquote, urlsplit

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from viewer.server.credentials import ServiceCredentials
from viewer.server.faults import Faults
from viewer.server.sigv4 import SignatureRefusedError, SignedRequest, SigningKey, verify

OBJECT_BYTES_LIMIT: Final = 768 * 1024 * 1024
_KEPT_SECONDS: Final = 7 * 24 * 3600
_METHODS: Final = ("PUT", "GET", "HEAD", "DELETE")


class ObjectUnavailableError(Exception):
    """A submitted URL cannot be opened; `reason` is a Chinese phrase for the remark."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UploadTooLargeError(Exception):
    """More bytes than an object may have."""


@dataclass(frozen=True, slots=True)
class StoreRefusal:
    """Why an object is not given: the HTTP status and S3's word."""

    status: int
    code: str


class ObjectStore:
    """Objects in one folder, reached by the signed URLs of one key pair."""

    def __init__(self, folder: Path, credentials: ServiceCredentials, faults: Faults) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._bucket = credentials.store_bucket
        self._faults = faults
        self._key = SigningKey(
            credentials.store_access_key, credentials.store_secret_key, credentials.store_region
        )
        self._forget_old_objects()

    async def handle(self, request: Request) -> Response:
        """Answer one request to `/{bucket}/{key}`."""
        raw_path = request.scope.get("raw_path", b"").decode("latin-1")
        signed = SignedRequest(
            request.method,
            raw_path.partition("?")[0],
            request.scope["query_string"].decode("latin-1"),
            dict(request.headers),
        )
        try:
            path = self._object_of(signed)
        except SignatureRefusedError as error:
            return store_error(StoreRefusal(403, error.code))
        if request.method == "PUT":
            return await self._receive(request, path)
        if not path.is_file():
            return store_error(StoreRefusal(404, "NoSuchKey"))
        if request.method == "DELETE":
            path.unlink(missing_ok=True)
            return Response(status_code=204)
        return FileResponse(path, media_type="application/octet-stream")

    def open_url(self, url: str, own_hosts: frozenset[str]) -> Path:
        """Return the file behind a presigned GET URL of this very store.

        Nothing is fetched over the network: a URL of any other host is refused.
        """
        try:
            parts = urlsplit(url)
        except ValueError as error:
            raise ObjectUnavailableError("URL 格式错误") from error
        if parts.scheme != "http" or parts.netloc not in own_hosts:
            raise ObjectUnavailableError("本地服务只读取自身对象存储中的文件")
        signed = SignedRequest("GET", parts.path, parts.query, {"host": parts.netloc})
        try:
            path = self._object_of(signed)
        except SignatureRefusedError as error:
            raise ObjectUnavailableError(f"URL 签名无效或已过期({error.code})") from error
        if not path.is_file():
            raise ObjectUnavailableError("URL 指向的文件不存在(NoSuchKey)")
        return path

    def _object_of(self, request: SignedRequest) -> Path:
        """Check the signature and return where the object lies or would lie."""
        bucket, _, key = unquote(request.path).lstrip("/").partition("/")
        if bucket != self._bucket or not key or request.method not in _METHODS:
            raise SignatureRefusedError("AccessDenied")
        verify(request, self._key, datetime.now(UTC))
        if self._faults.expired_links and request.method != "PUT":
            raise SignatureRefusedError("AccessDenied")
        return self._folder / hashlib.sha256(f"{bucket}/{key}".encode()).hexdigest()

    async def _receive(self, request: Request, path: Path) -> Response:
        try:
            tag = await self._write(request, path)
        except UploadTooLargeError:
            return store_error(StoreRefusal(400, "EntityTooLarge"))
        except OSError:
            return store_error(StoreRefusal(507, "InsufficientStorage"))
        return Response(status_code=200, headers={"ETag": f'"{tag}"'})

    async def _write(self, request: Request, path: Path) -> str:
        """Stream the body to the object; returns its MD5, which is its tag."""
        declared = request.headers.get("content-length", "0")
        if not declared.isdigit() or int(declared) > OBJECT_BYTES_LIMIT:
            raise UploadTooLargeError
        digest = hashlib.md5(usedforsecurity=False)
        received = 0
        with self._upload_to(path) as file:
            async for chunk in request.stream():
                received += len(chunk)
                if received > OBJECT_BYTES_LIMIT:
                    raise UploadTooLargeError
                digest.update(chunk)
                file.write(chunk)
        return digest.hexdigest()

    @contextmanager
    def _upload_to(self, path: Path) -> Iterator[BinaryIO]:
        """Give a file that becomes the object when the block ends well, and vanishes otherwise."""
        handle, name = tempfile.mkstemp(prefix=".upload-", dir=self._folder)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            temporary.replace(path)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()

    def _forget_old_objects(self) -> None:
        limit = datetime.now(UTC).timestamp() - _KEPT_SECONDS
        for path in self._folder.iterdir():
            if path.name.startswith(".upload-") or path.stat().st_mtime < limit:
                path.unlink(missing_ok=True)


def store_error(refusal: StoreRefusal) -> Response:
    """Return S3's error document."""
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{refusal.code}</Code></Error>'
    return Response(body, refusal.status, media_type="application/xml")
