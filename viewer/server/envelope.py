"""The gateway's envelope: HTTP 200 for everything, `showapi_res_*` around `{ret_code, remark}`.

`showapi_res_code` is not 0 when the gateway itself refuses (no such application); `ret_code` is
not 0 when the method behind it refuses (a field, a limit). `showapi_fee_num` is 1 for an accepted
submission, an added picture and a search, and 0 for everything else: polls, lists, deletions and
refusals cost nothing.
"""

import hmac
import json
import uuid
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from viewer.server.faults import Faults

RET_CODE_KEY: Final = "viewer.ret_code"
DROP_CONNECTION_KEY: Final = "viewer.drop_connection"
NO_METHOD: Final = "本地服务对该影像没有方法(no method for this image in the local service)"

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class GatewayCode(IntEnum):
    """`showapi_res_code`: refusals by the gateway."""

    ACCEPTED = 0
    APP_KEY_MISSING = -1002
    APP_KEY_UNKNOWN = -1010


class RetCode(IntEnum):
    """`ret_code`: refusals by the method (documented in docs/local-service.md)."""

    SUCCESS = 0
    FIELD_MISSING = 1001
    BAD_DATA_FORMAT = 1002
    BAD_THRESHOLD = 1003
    BAD_URL = 1004
    URL_NOT_READABLE = 1005
    BAD_REQUEST = 1006
    BAD_DATA_SOURCE = 1007
    BAD_DEPARTMENT = 1008
    BAD_QUESTION_TYPE = 1009
    TEXT_MISSING = 1010
    TEXT_TOO_LONG = 1011
    TOO_MANY_IMAGES = 1012
    TOO_FEW_SLICES = 1101
    TOO_MANY_SLICES = 1102
    FILE_TOO_LARGE = 1103
    IMAGE_TOO_LARGE = 1104
    NOT_DICOM = 1105
    NOT_CT = 1106
    SEVERAL_SERIES = 1107
    BAD_ARCHIVE = 1108
    IMAGE_TOO_SMALL = 1109
    BAD_THICKNESS = 1110
    NOT_ONE_VOLUME = 1111
    NOT_AXIAL = 1112
    NOT_MR = 1113
    NOT_SINGLE_IMAGE = 1114
    WRONG_FILE_KIND = 1115
    SEVERAL_STUDIES = 1116
    NOT_XRAY = 1117
    BAD_DS_ID = 1201
    UNKNOWN_JOB = 1202
    UNKNOWN_SESSION = 1203
    SESSION_EXPIRED = 1204
    NO_METHOD_FOR_IMAGE = 1302
    BUSY = 1401
    TOO_SLOW = 1402
    BAD_DATABASE_NAME = 1501
    DATABASE_EXISTS = 1502
    UNKNOWN_DATABASE = 1503
    BAD_ENTITY_ID = 1504
    UNKNOWN_ENTITY = 1505
    BAD_EXTRA_DATA = 1506
    DATABASE_FULL = 1507
    BAD_NUMBER = 1508
    BEYOND_REACH = 1509
    BAD_TOKEN = 1510
    BAD_ORDER = 1511
    REFUSED_BY_FAULT = 1901


class RefusedError(Exception):
    """The method refuses; both fields go into the answer."""

    def __init__(self, code: RetCode, remark: str) -> None:
        super().__init__(code.name)
        self.code = code
        self.remark = remark

    def about(self, field: str) -> "RefusedError":
        """Return the same refusal, saying which field's input it is about."""
        return RefusedError(self.code, f"{field}:{self.remark}")


class GatewayRefusedError(Exception):
    """The gateway refuses before any method is asked."""

    def __init__(self, code: GatewayCode, reason: str) -> None:
        super().__init__(code.name)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method says: a RequestId, perhaps data, and what the call costs."""

    request_id: str
    data: Json = None
    remark: str = "success"
    ret_code: RetCode = RetCode.SUCCESS
    fee: int = 0


def check_app_key(request: Request, expected: str) -> None:
    """Refuse who does not know the appKey, in constant time. Raises GatewayRefusedError."""
    given = request.query_params.get("appKey", "")
    if not given:
        raise GatewayRefusedError(GatewayCode.APP_KEY_MISSING, "appKey字段必传")
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise GatewayRefusedError(GatewayCode.APP_KEY_UNKNOWN, "找不到您的应用，appKey无效")


def new_request_id() -> str:
    """Return an identifier in the vendor's form."""
    return str(uuid.uuid4()).upper()


def answered(request: Request, answer: Answer, faults: Faults) -> Response:
    """Wrap a method's answer."""
    body: dict[str, Json] = {
        "ret_code": int(answer.ret_code),
        "remark": answer.remark,
        "RequestId": answer.request_id,
    }
    if answer.data is not None:
        body["Data"] = answer.data
    request.scope[RET_CODE_KEY] = int(answer.ret_code)
    wrapped: Json = json.dumps(body, ensure_ascii=False) if faults.body_as_string else body
    return _envelope(GatewayCode.ACCEPTED, "", answer.fee, wrapped)


def refused(request: Request, error: RefusedError, faults: Faults) -> Response:
    """Wrap a method's refusal."""
    answer = Answer(new_request_id(), None, error.remark, error.code)
    return answered(request, answer, faults)


def gateway_refused(request: Request, error: GatewayRefusedError) -> Response:
    """Wrap a refusal of the gateway itself."""
    request.scope[RET_CODE_KEY] = int(error.code)
    return _envelope(error.code, error.reason, 0, {})


def _envelope(code: GatewayCode, reason: str, fee: int, body: Json) -> Response:
    document = {
        "showapi_res_code": int(code),
        "showapi_res_error": reason,
        "showapi_res_id": uuid.uuid4().hex[:24],
        "showapi_fee_num": fee,
        "showapi_res_body": body,
    }
    return Response(
        json.dumps(document, ensure_ascii=False).encode(),
        media_type="application/json;charset=UTF-8",
    )
