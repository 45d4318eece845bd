"""From the bytes of the dental service's answer to a result."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from viewer.domain.result import AnalysisResult, Notice, NoticeKind, RunState
from viewer.foundation.files import content_hash
from viewer.foundation.redact import redacted
from viewer.vendors.errors import (
    BadToken,
    DentalRefused,
    Garbled,
    NoMethod,
    OtherCoordinates,
    OtherKind,
    Refused,
    VendorError,
    refusal,
)
from viewer.vendors.gateway.endpoint import About, Endpoint
from viewer.vendors.gateway.reading import leftovers_of
from viewer.vendors.json_text import parse
from viewer.vendors.loose import Node, as_text

UNAUTHORIZED: Final = "UNAUTHORIZED"
_COORDINATES: Final = {
    "origin": frozenset({"top_left"}),
    "x_axis": frozenset({"right"}),
    "y_axis": frozenset({"down"}),
    "unit": frozenset({"pixel", "pixels", "px"}),
    "bbox_format": frozenset({"xyxy_absolute"}),
}
"""What each member must say (section 7.3 of the document)."""
_NO: Final = frozenset({"false", "0", "no"})
_DONE: Final = "ok"
_IN_PART: Final = "partial"


def read_dental(raw: bytes, endpoint: Endpoint, about: About) -> AnalysisResult:
    """Return what the service says about a picture.

    A refusal is a result in state FAILED with the service's words. Raises Garbled, OtherKind,
    OtherCoordinates, OtherPicture: then nothing is drawn.
    """
    document = _document(raw)
    if is_refusal(document):
        return AnalysisResult(
            endpoint=endpoint.name,
            state=RunState.FAILED,
            failure=_words(document),
            leftovers=tuple(document.leaves()),
            raw_hash=content_hash(raw),
        )
    _check_kind(document, endpoint)
    _check_coordinates(document.child("coordinate_system"))
    parsed = endpoint.parse(document, about)
    result = parsed.result
    return replace(
        result,
        endpoint=endpoint.name,
        notices=(*_notices(document), *result.notices),
        leftovers=leftovers_of(document, frozenset(parsed.consumed)),
        raw_hash=content_hash(raw),
    )


def refusal_in(raw: bytes) -> VendorError | None:
    """Return the refusal that an answer is, with the answer; None where it is none.

    Raises Garbled where it is no document of the service.
    """
    document = _document(raw)
    if not is_refusal(document):
        return None
    error = refused(document.child("error_code").text(), redacted(_words(document)))
    error.raw = raw
    return error


def refused(error_code: str, words: str) -> Refused:
    """Return what an error code and the words with it mean."""
    if error_code == UNAUTHORIZED:
        return BadToken(error_code, words)
    made = refusal(error_code, words)
    return made if isinstance(made, NoMethod) else DentalRefused(error_code, words)


def is_refusal(document: Node) -> bool:
    """Tell whether a document says that nothing was found out."""
    said = document.child("success").text().lower()
    return said in _NO or (not said and bool(document.child("error_code").text()))


def _document(raw: bytes) -> Node:
    document = parse(raw)
    if not isinstance(document, dict):
        raise Garbled("", "not an object")
    return Node(document)


def _words(document: Node) -> str:
    said = (document.child(name).text() for name in ("error", "message", "detail", "error_code"))
    return as_text(next((text for text in said if text), "–"))


def _check_kind(document: Node, endpoint: Endpoint) -> None:
    """Raise OtherKind where an answer says that it is one for another endpoint."""
    said = document.child("image_type").text()
    if said and said.lower() != endpoint.name:
        raise OtherKind(as_text(said), endpoint.name)


def _check_coordinates(system: Node) -> None:
    """Raise OtherCoordinates where places are not pixels from the upper left corner.

    A system that is not said is the one agreed.
    """
    if system.value in (None, "", {}):
        return
    if not isinstance(system.value, dict):
        raise OtherCoordinates(as_text(system.value))
    for name, allowed in _COORDINATES.items():
        member = system.child(name)
        if member.value is None:
            continue
        said = member.text().lower().replace("-", "_").replace(" ", "_")
        if said not in allowed:
            raise OtherCoordinates(f"{name} = {as_text(member.value)}")


def _notices(document: Node) -> Iterator[Notice]:
    status = document.child("inference_status")
    if status.text().lower() == _IN_PART:
        yield Notice(NoticeKind.PARTIAL)
    elif status.text() and status.text().lower() != _DONE:
        yield Notice(NoticeKind.UNKNOWN_CODE, (as_text(status.path), as_text(status.text())))
    failed = document.child("meta").child("disease_models_failed")
    names = [as_text(name.text()) for name in failed.items() if name.text()]
    if isinstance(failed.value, str) and failed.text():
        names = [as_text(failed.text())]
    if names:
        yield Notice(NoticeKind.MODELS_FAILED, (", ".join(names),))
