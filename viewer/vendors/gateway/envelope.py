"""The gateway's envelope, in all the forms in which an answer comes or was saved."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.vendors.errors import Garbled
from viewer.vendors.json_text import parse
from viewer.vendors.loose import Node, unfolded

_FOLDED: Final = frozenset(
    {
        "showapi_res_body",
        "data",
        "result",
        "results",
        "series",
        "elements",
        "lungnodule",
        "cacs",
        "covid",
        "detectribfracture",
        "detections",
        "fractures",
        "tag",
        "kldetections",
        "discs",
        "vertebras",
        "reports",
        "options",
        "similarquestion",
        "dblist",
        "imagelist",
        "matchlist",
    }
)
_BARE: Final = frozenset(
    {
        "result",
        "series",
        "lungnodule",
        "cacs",
        "covid",
        "detectribfracture",
        "newprobability",
        "normalprobability",
        "lesionratio",
        "score",
        "resulturl",
        "durl",
        "nurl",
        "fractures",
        "kldetections",
        "discs",
        "vertebras",
        "results",
        "answer",
        "similarquestion",
        "question",
        "dblist",
        "imagelist",
        "matchlist",
    }
)
"""Members of an endpoint's `Data`: what has one of them is `Data` itself, without its wrapping."""
_MOST_WRAPPINGS: Final = 3


class AsyncStatus(StrEnum):
    """`Data.Status` of 2477-2."""

    QUEUING = "QUEUING"
    PROCESSING = "PROCESSING"
    PROCESS_SUCCESS = "PROCESS_SUCCESS"
    PROCESS_FAILED = "PROCESS_FAILED"
    TIMEOUT_FAILED = "TIMEOUT_FAILED"
    LIMIT_RETRY_FAILED = "LIMIT_RETRY_FAILED"


UNFINISHED: Final = frozenset({AsyncStatus.QUEUING, AsyncStatus.PROCESSING})


@dataclass(frozen=True, slots=True)
class ServiceRefusal:
    """The service's no: its code and its own words."""

    code: str
    remark: str


@dataclass(frozen=True, slots=True)
class ServiceFailure:
    """A job that the service could not do."""

    status: str
    error_code: str
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, opened.

    `data` is what the endpoint's `Data` holds, None where there is none (yet); `refusal`,
    `failure` and `status` say why. `document` is everything, for what nobody reads.
    """

    document: Node
    data: Node | None = None
    refusal: ServiceRefusal | None = None
    failure: ServiceFailure | None = None
    status: AsyncStatus | None = None
    request_id: str = ""
    job_id: str = ""
    fee: int = 0


def read(raw: bytes) -> Answer:
    """Return an answer: the envelope, its body, an asynchronous result, or `Data` itself.

    Raises Garbled.
    """
    document = unfolded(parse(raw), _FOLDED, "showapi_res_body")
    root = Node(document)
    if isinstance(document, list):
        return Answer(root, root)  # what the endpoints without an object in `Data` give, bare
    if not isinstance(document, dict):
        raise Garbled("", "not an object")
    fee = _fee(root)
    refusal = _refusal(root.child("showapi_res_code"), root.child("showapi_res_error"))
    if refusal is not None:
        return Answer(root, refusal=refusal, fee=fee)
    body = _body(root)
    request_id = body.child("RequestId").text()
    refusal = _refusal(body.child("ret_code"), body.child("remark"))
    if refusal is not None:
        return Answer(root, refusal=refusal, request_id=request_id, fee=fee)
    return _read_data(root, _data(body), request_id, fee)


def _body(root: Node) -> Node:
    body = root.child("showapi_res_body")
    if not body.is_missing:
        if not isinstance(body.value, dict):
            raise Garbled(body.path, "not an object")
        return body
    if not root.child("showapi_res_code").is_missing:
        raise Garbled(body.path, "missing")
    return root


def _data(body: Node) -> Node:
    """Return `Data`, or the body itself when it is what `Data` would hold."""
    data = body.child("Data")
    if not data.is_missing:
        return data
    members = body.value if isinstance(body.value, dict) else {}
    return body if any(name.lower() in _BARE for name in members) else data


def _read_data(root: Node, data: Node, request_id: str, fee: int) -> Answer:
    status = data.child("Status").text()
    result = data.child("Result")
    job_id = data.child("JobId").text()
    if not status and result.is_missing:
        inner, refusal = _unwrapped(data)
        final = _present(inner) if refusal is None else None
        return Answer(root, final, refusal, request_id=request_id, fee=fee)
    known = AsyncStatus.PROCESS_SUCCESS if not status else _status(data, status)
    if known in UNFINISHED:
        return Answer(root, status=known, request_id=request_id, job_id=job_id, fee=fee)
    if known is AsyncStatus.PROCESS_SUCCESS:
        inner, refusal = _unwrapped(result)
        final = _present(inner) if refusal is None else None
        if refusal is None and (final is None or not isinstance(final.value, dict | list)):
            raise Garbled(result.path, "neither an object nor a list")
        return Answer(root, final, refusal, None, known, request_id, job_id, fee)
    failure = ServiceFailure(
        known.value, data.child("ErrorCode").text(), data.child("ErrorMessage").text()
    )
    return Answer(
        root, failure=failure, status=known, request_id=request_id, job_id=job_id, fee=fee
    )


def _unwrapped(node: Node) -> tuple[Node, ServiceRefusal | None]:
    """Return what lies within wrappings called `Data`, and the refusal that one of them says."""
    for _ in range(_MOST_WRAPPINGS):
        refusal = _refusal(node.child("ret_code"), node.child("remark"))
        inner = node.child("Data")
        if refusal is not None or inner.is_missing:
            return node, refusal
        node = inner
    return node, None


def _status(data: Node, text: str) -> AsyncStatus:
    try:
        return AsyncStatus(text.upper())
    except ValueError as error:
        raise Garbled(data.child("Status").path, "unknown status") from error


def _present(node: Node) -> Node | None:
    return None if node.is_missing or node.value in (None, "", {}) else node


def _refusal(code: Node, words: Node) -> ServiceRefusal | None:
    """Return the refusal that a code means; an absent one, 0 or "0" is none."""
    if code.is_missing or code.value is None or code.number() == 0:
        return None
    return ServiceRefusal(code.text(), words.text())


def _fee(root: Node) -> int:
    value = root.child("showapi_fee_num").number()
    return int(value) if value is not None and 0 < value < 1_000_000 else 0
