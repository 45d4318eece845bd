"""The dental service: its routes, and the checks that a request passes one after the other.

Order of checks, the first that fails is answered:

1. the bearer token (401 UNAUTHORIZED; the form is read for its language, its file dropped);
2. the file is not larger than allowed (FILE_TOO_LARGE), is there and is not empty (NO_FILE; a
   body that is no form holds no file);
3. `image_type` is there (MISSING_IMAGE_TYPE) and known (INVALID_IMAGE_TYPE); a fixed route needs
   none, and refuses one that contradicts it;
4. `landmark_num` and `ceph_landmark_num`, for a cephalogram, are 46 (INVALID_LANDMARK_NUM);
5. the file begins as a JPEG or a PNG does, whatever its name says (UNSUPPORTED_MEDIA_TYPE);
6. the picture can be decoded within the limits (INVALID_IMAGE);
7. it is one of the service's phantoms (DETECTION_ERROR, no method).

`lang` is `zh` unless it is `en`.
"""

import asyncio
import hmac
import json
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from viewer.server.dental_answer import (
    CEPHALOMETRIC,
    CHINESE,
    ENGLISH,
    IMAGE_TYPES,
    LANDMARK_NUM,
    NO_METHOD_WORDS,
    NO_STORAGE,
    NOT_IN_TIME,
    Call,
    DentalCode,
    DentalRefusedError,
)
from viewer.server.dental_bending import bent
from viewer.server.dental_faults import DentalFaults
from viewer.server.dental_form import DentalForm, read_form
from viewer.server.dental_look import PICTURE
from viewer.server.envelope import DROP_CONNECTION_KEY, Json
from viewer.server.limits import DENTAL_FILE_BYTES
from viewer.server.picture_marks import picture_kind
from viewer.server.worker import Task, Worker, WorkerDiedError, WorkerTimedOutError

BASE_PATH: Final = "/dental"
_UNIFIED: Final = "/api/v1/detect"
_PREPARATION_LIMIT_S: Final = 60.0
# A phantom of the same size is drawn again, in several versions, before the answer is known.
_LOOK_LIMIT_S: Final = 60.0
_PAGES: Final = {
    413: "413 Request Entity Too Large",
    502: "502 Bad Gateway",
    503: "503 Service Temporarily Unavailable",
}

Look = Callable[[bytes, str], Task]
Answering = Callable[[Request], Coroutine[Any, Any, Response]]


class PictureReader:
    """Hands pictures to a process of its own, through a folder that is emptied each time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._worker = Worker()

    def close(self) -> None:
        """End the process."""
        self._worker.close()

    def look(self, picture: bytes, image_type: str) -> Task:
        """Return what the worker says of a picture (see `dental_look`).

        Raises DentalRefusedError.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder = Path(tempfile.mkdtemp(dir=self._folder))
        try:
            (folder / PICTURE).write_bytes(picture)
            return self._asked(
                {
                    "folder": str(folder),
                    "picture": picture_kind(picture),
                    "image_type": image_type,
                }
            )
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _asked(self, task: Task) -> Task:
        try:
            self._worker.call({**task, "kind": "prepare-dental"}, _PREPARATION_LIMIT_S)
            found = self._worker.call({**task, "kind": "look-dental"}, _LOOK_LIMIT_S)
        except WorkerTimedOutError as error:
            raise DentalRefusedError(DentalCode.DETECTION_ERROR, NOT_IN_TIME) from error
        except WorkerDiedError as error:
            raise DentalRefusedError(DentalCode.INVALID_IMAGE) from error
        if "refused" in found:
            raise DentalRefusedError(DentalCode.INVALID_IMAGE)
        if "error_code" in found:
            raise DentalRefusedError(DentalCode(str(found["error_code"])))
        return found


@dataclass(frozen=True, slots=True)
class DentalService:
    """Answers the dental routes.

    `look` says what is known of a picture of a type (see `dental_look`); `most_bytes` is what one
    file may have.
    """

    token: str
    look: Look
    faults: DentalFaults
    most_bytes: int = DENTAL_FILE_BYTES

    def routes(self) -> list[Route]:
        """Return the routes below `BASE_PATH`."""
        fixed = {f"/api/v1/{name}/detect": name for name in IMAGE_TYPES}
        return [
            Route(f"{BASE_PATH}/health", _health),
            Route(f"{BASE_PATH}{_UNIFIED}", self._detecting(""), methods=["POST"]),
            *(
                Route(f"{BASE_PATH}{path}", self._detecting(name), methods=["POST"])
                for path, name in fixed.items()
            ),
        ]

    def _detecting(self, fixed_type: str) -> Answering:
        async def detect(request: Request) -> Response:
            page = _proxy_page(self.faults)
            if page is not None:
                return page
            call = Call(fixed_type)
            try:
                document = await self._detected(request, call)
            except DentalRefusedError as error:
                return JSONResponse(call.failure(error), error.code.http_status)
            if self.faults.dental_drop:
                request.scope[DROP_CONNECTION_KEY] = True
            return _written(document, self.faults)

        return detect

    async def _detected(self, request: Request, call: Call) -> dict[str, Json]:
        given = request.headers.get("authorization", "")
        is_known = hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode())
        form = await read_form(request, self.most_bytes if is_known else 0)
        call.language = ENGLISH if form.text("lang") == ENGLISH else CHINESE
        if not is_known:
            raise DentalRefusedError(DentalCode.UNAUTHORIZED)
        await asyncio.sleep(self.faults.dental_delay)
        _check_file(form)
        call.image_type = _image_type(form, call.image_type)
        if call.image_type == CEPHALOMETRIC:
            _check_landmark_num(form)
        if not picture_kind(form.file):
            raise DentalRefusedError(DentalCode.UNSUPPORTED_MEDIA_TYPE)
        return await self._answered(form.file, call)

    async def _answered(self, picture: bytes, call: Call) -> dict[str, Json]:
        if self.faults.dental_file_not_found:
            raise DentalRefusedError(DentalCode.FILE_NOT_FOUND)
        if self.faults.dental_detection_error:
            raise DentalRefusedError(DentalCode.DETECTION_ERROR)
        try:
            found = await asyncio.to_thread(self.look, picture, call.image_type)
        except OSError as error:
            raise DentalRefusedError(DentalCode.DETECTION_ERROR, NO_STORAGE) from error
        truth = found.get("truth")
        if not isinstance(truth, dict):
            raise DentalRefusedError(DentalCode.DETECTION_ERROR, NO_METHOD_WORDS)
        width, height = (int(str(found[side])) for side in ("width", "height"))
        return bent(call.success(truth, width, height), self.faults)


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _check_file(form: DentalForm) -> None:
    if form.is_too_large:
        raise DentalRefusedError(DentalCode.FILE_TOO_LARGE)
    if not form.file:
        raise DentalRefusedError(DentalCode.NO_FILE)


def _image_type(form: DentalForm, fixed_type: str) -> str:
    given = form.text("image_type")
    if not given and not fixed_type:
        raise DentalRefusedError(DentalCode.MISSING_IMAGE_TYPE)
    if given and (given not in IMAGE_TYPES or (fixed_type and given != fixed_type)):
        raise DentalRefusedError(DentalCode.INVALID_IMAGE_TYPE)
    return given or fixed_type


def _check_landmark_num(form: DentalForm) -> None:
    given = {form.text("landmark_num"), form.text("ceph_landmark_num")} - {""}
    if given - {str(LANDMARK_NUM)}:
        raise DentalRefusedError(DentalCode.INVALID_LANDMARK_NUM)


def _proxy_page(faults: DentalFaults) -> Response | None:
    """Return the page of a proxy that stands before the service, if one was chosen."""
    chosen = {413: faults.dental_html_413, 502: faults.dental_html_502, 503: faults.dental_html_503}
    status = next((status for status, is_chosen in chosen.items() if is_chosen), None)
    if status is None:
        return None
    title = _PAGES[status]
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><hr>proxy</body></html>"
    headers = {"Retry-After": "1"} if status == 503 else {}
    return Response(page, status, headers, media_type="text/html")


def _written(document: dict[str, Json], faults: DentalFaults) -> Response:
    body = json.dumps(document, ensure_ascii=False).encode()
    if faults.dental_garbled_json:
        body = body[: len(body) // 2]
    return Response(body, media_type="application/json")
