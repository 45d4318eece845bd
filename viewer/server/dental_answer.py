"""The dental service's answers (document of the service, sections 7 and 8): words and form."""

import secrets
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from viewer.server.envelope import NO_METHOD, Json

IMAGE_TYPES: Final = ("intraoral", "panoramic", "cephalometric")
CEPHALOMETRIC: Final = "cephalometric"
LANDMARK_NUM: Final = 46
CHINESE: Final = "zh"
ENGLISH: Final = "en"

COORDINATE_SYSTEM: Final[dict[str, Json]] = {
    "origin": "top_left",
    "x_axis": "right",
    "y_axis": "down",
    "unit": "pixel",
    "bbox_format": "xyxy_absolute",
}
_STATUS_IN_ENGLISH: Final = {"健康": "healthy", "疑似": "suspected", "确证": "confirmed"}


class DentalCode(StrEnum):
    """The machine-readable codes of section 8."""

    UNAUTHORIZED = "UNAUTHORIZED"
    NO_FILE = "NO_FILE"
    MISSING_IMAGE_TYPE = "MISSING_IMAGE_TYPE"
    INVALID_IMAGE_TYPE = "INVALID_IMAGE_TYPE"
    FILE_TOO_LARGE = "FILE_TOO_LARGE"
    UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE"
    INVALID_IMAGE = "INVALID_IMAGE"
    INVALID_LANDMARK_NUM = "INVALID_LANDMARK_NUM"
    FILE_NOT_FOUND = "FILE_NOT_FOUND"
    DETECTION_ERROR = "DETECTION_ERROR"

    @property
    def http_status(self) -> int:
        """The "typical" HTTP status of the document."""
        return _HTTP_STATUS.get(self, 400)


_HTTP_STATUS: Final = {
    DentalCode.UNAUTHORIZED: 401,
    DentalCode.FILE_TOO_LARGE: 413,
    DentalCode.UNSUPPORTED_MEDIA_TYPE: 415,
    DentalCode.DETECTION_ERROR: 500,
}

NO_METHOD_WORDS: Final = {
    CHINESE: NO_METHOD,
    ENGLISH: "There is no method for this image in the local service.",
}
NOT_IN_TIME: Final = {
    CHINESE: "影像未能在限定时间内读取",
    ENGLISH: "The image could not be read within the time limit.",
}
NO_STORAGE: Final = {
    CHINESE: "服务存储不可用，请求未处理",
    ENGLISH: "The service has no storage left; the request was not worked on.",
}
_WORDS: Final[Mapping[DentalCode, Mapping[str, str]]] = {
    DentalCode.UNAUTHORIZED: {
        CHINESE: "鉴权失败:未携带或访问令牌无效",
        ENGLISH: "The access token is missing or wrong.",
    },
    DentalCode.NO_FILE: {CHINESE: "未上传文件", ENGLISH: "No file was uploaded."},
    DentalCode.MISSING_IMAGE_TYPE: {
        CHINESE: "调用统一接口时必须提供image_type",
        ENGLISH: "The unified route needs image_type.",
    },
    DentalCode.INVALID_IMAGE_TYPE: {
        CHINESE: "不支持的image_type，或与所调用的路由不一致",
        ENGLISH: "This image_type is not supported, or contradicts the route.",
    },
    DentalCode.FILE_TOO_LARGE: {
        CHINESE: "文件超过服务允许大小",
        ENGLISH: "The file is larger than the service allows.",
    },
    DentalCode.UNSUPPORTED_MEDIA_TYPE: {
        CHINESE: "文件不是jpg、jpeg或png",
        ENGLISH: "The file is neither JPEG nor PNG.",
    },
    DentalCode.INVALID_IMAGE: {
        CHINESE: "影像无法解码",
        ENGLISH: "The image cannot be decoded.",
    },
    DentalCode.INVALID_LANDMARK_NUM: {
        CHINESE: "侧位关键点参数不合法或不受支持，当前仅支持46",
        ENGLISH: "This number of landmarks is not supported: only 46 is.",
    },
    DentalCode.FILE_NOT_FOUND: {
        CHINESE: "服务端缺少完成该次检测所需的资源，请联系服务提供方",
        ENGLISH: "The service lacks a resource that this detection needs; ask its provider.",
    },
    DentalCode.DETECTION_ERROR: {
        CHINESE: "检测过程异常，可稍后重试或联系服务提供方",
        ENGLISH: "The detection failed; try again later or ask the provider.",
    },
}


class DentalRefusedError(Exception):
    """The service refuses; `words` by language stand in place of the code's own."""

    def __init__(self, code: DentalCode, words: Mapping[str, str] | None = None) -> None:
        super().__init__(code.name)
        self.code = code
        self.words = words if words is not None else _WORDS[code]


@dataclass(slots=True)
class Call:
    """One request to a detection route: what is known of it so far, and when it began."""

    image_type: str = ""
    language: str = CHINESE
    began: float = field(default_factory=time.monotonic)

    @property
    def _elapsed_ms(self) -> int:
        return round((time.monotonic() - self.began) * 1000)

    def _request_id(self) -> str:
        """Return an identifier in the document's form: type, day, time, eight hex digits."""
        now = datetime.now().astimezone()
        return f"{self.image_type or 'detect'}_{now:%Y%m%d_%H%M%S}_{secrets.token_hex(4)}"

    def success(self, truth: Mapping[str, Json], width: int, height: int) -> dict[str, Json]:
        """Return the document of section 7; `width` and `height` (px) are those of the file."""
        is_ceph = self.image_type == CEPHALOMETRIC
        teeth = _in_language(truth.get("teeth", []), self.language)
        landmarks = truth.get("landmarks", [])
        conclusions = _in_language(truth.get("image_level_diseases", []), self.language)
        meta: dict[str, Json] = {"landmark_num": LANDMARK_NUM, "disease_models_failed": []}
        return {
            "success": True,
            "image_type": self.image_type,
            "inference_status": truth.get("inference_status", "ok"),
            "error": None,
            "error_code": None,
            "request_id": self._request_id(),
            "elapsed_ms": self._elapsed_ms,
            "coordinate_system": dict(COORDINATE_SYSTEM),
            "image": {"width": width, "height": height},
            "teeth": teeth,
            **({"landmarks": landmarks} if is_ceph else {}),
            "image_level_diseases": conclusions,
            "summary": _landmark_summary(landmarks) if is_ceph else _tooth_summary(teeth),
            "meta": meta if is_ceph else {},
        }

    def failure(self, error: DentalRefusedError) -> dict[str, Json]:
        """Return the document of a failure."""
        return {
            "success": False,
            "image_type": self.image_type or None,
            "error": error.words[self.language],
            "error_code": str(error.code),
            "request_id": self._request_id(),
            "elapsed_ms": self._elapsed_ms,
            "coordinate_system": dict(COORDINATE_SYSTEM),
        }


def _tooth_summary(teeth: Json) -> dict[str, Json]:
    """Count what is in the list."""
    found = [tooth for tooth in teeth if isinstance(tooth, dict)] if isinstance(teeth, list) else []
    diseases = [_dicts(tooth.get("diseases")) for tooth in found]
    counts = Counter(str(disease["name"]) for some in diseases for disease in some)
    return {
        "total_teeth_detected": len(found),
        "diseased_teeth_count": sum(1 for some in diseases if some),
        "disease_counts": dict(counts),
    }


def _landmark_summary(landmarks: Json) -> dict[str, Json]:
    points = _dicts(landmarks)
    visible = sum(1 for point in points if point.get("valid") is True)
    return {"total_landmarks": len(points), "visible_landmarks": visible}


def _dicts(value: Json) -> list[dict[str, Json]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _in_language(value: Json, language: str) -> Json:
    """Return teeth or diseases with `status` and `name` in the language; `name_en` stays."""
    if language != ENGLISH:
        return value
    if isinstance(value, list):
        return [_in_language(item, language) for item in value]
    if not isinstance(value, dict):
        return value
    turned = {key: _in_language(item, language) for key, item in value.items()}
    if isinstance(turned.get("status"), str):
        turned["status"] = _STATUS_IN_ENGLISH.get(str(turned["status"]), turned["status"])
    if isinstance(turned.get("name_en"), str):
        turned["name"] = turned["name_en"]
    return turned
