"""The dental service's paths, answered in its own error form: no method yet."""

import hmac
import uuid
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

BASE_PATH: Final = "/dental"
_DETECT_PATHS: Final = (
    "/api/v1/detect",
    "/api/v1/intraoral/detect",
    "/api/v1/panoramic/detect",
    "/api/v1/cephalometric/detect",
)


def dental_routes(token: str) -> list[Route]:
    """Return the dental routes below `BASE_PATH`; detection wants the bearer token."""

    async def detect(request: Request) -> Response:
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            return _failure(401, "UNAUTHORIZED", "鉴权失败")
        return _failure(500, "DETECTION_ERROR", "本地服务没有口腔影像检测方法(no method)")

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    return [
        Route(f"{BASE_PATH}/health", health),
        *(Route(f"{BASE_PATH}{path}", detect, methods=["POST"]) for path in _DETECT_PATHS),
    ]


def _failure(status: int, code: str, words: str) -> Response:
    document = {
        "success": False,
        "error": words,
        "error_code": code,
        "request_id": f"local_{uuid.uuid4().hex}",
        "elapsed_ms": 0,
    }
    return JSONResponse(document, status)
