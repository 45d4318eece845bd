"""From the bytes of an answer to a result; the bytes themselves are kept by the caller."""

from dataclasses import replace

from viewer.domain.result import AnalysisResult, RunState
from viewer.foundation.files import content_hash
from viewer.foundation.redact import redacted
from viewer.vendors.errors import Garbled, JobFailed, VendorError, refusal
from viewer.vendors.gateway import envelope
from viewer.vendors.gateway.endpoint import About, Endpoint
from viewer.vendors.loose import Node


def read_answer(raw: bytes, endpoint: Endpoint, about: About) -> AnalysisResult:
    """Return what the answer says about the images.

    `raw` may be the whole envelope, its body, an asynchronous result or bare `Data`. A refusal or
    a failed job is a result in state FAILED with the service's words. Raises Garbled, never
    anything else; every single value ends in a finding, in `unplaced`, the report or `leftovers`.
    """
    answer = envelope.read(raw)
    raw_hash = content_hash(raw)
    words = _failure_words(answer)
    if words is not None:
        return AnalysisResult(
            endpoint=endpoint.name,
            state=RunState.FAILED,
            failure=words,
            leftovers=tuple(answer.document.leaves()),
            raw_hash=raw_hash,
        )
    if answer.data is None:
        raise Garbled("Data", "there is no result in this answer")
    parsed = endpoint.parse(answer.data, about)
    return replace(
        parsed.result,
        endpoint=endpoint.name,
        leftovers=leftovers_of(answer.document, frozenset(parsed.consumed)),
        raw_hash=raw_hash,
    )


def failure_in(raw: bytes) -> VendorError | None:
    """Return the failure or the refusal that an answer is; None where it is none."""
    answer = envelope.read(raw)
    if answer.failure is not None:
        said = answer.failure
        return JobFailed(said.status, said.error_code, redacted(said.message))
    if answer.refusal is not None:
        return refusal(answer.refusal.code, redacted(answer.refusal.remark))
    return None


def _failure_words(answer: envelope.Answer) -> str | None:
    if answer.refusal is not None:
        return answer.refusal.remark or answer.refusal.code
    if answer.failure is not None:
        failure = answer.failure
        parts = (failure.status, failure.error_code, failure.message)
        return " · ".join(part for part in parts if part)
    return None


def leftovers_of(node: Node, consumed: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return each single value that lies below no consumed path."""
    if node.path in consumed:
        return ()
    if isinstance(node.value, dict) and node.value:
        children = [node.member(key) for key in node.value]
    elif isinstance(node.value, list) and node.value:
        children = node.items()
    else:
        return tuple(node.leaves())
    return tuple(leaf for child in children for leaf in leftovers_of(child, consumed))
