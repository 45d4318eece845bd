"""Elements of the dental service's answers and their values, as a reader may see them."""

from collections.abc import Iterator
from typing import Final

from viewer.domain.dental_diseases import disease_key
from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.result import NoticeKind, Unplaced, UnplacedReason
from viewer.vendors.gateway.answers.collecting import Collected, Fields, uid_of
from viewer.vendors.json_text import Json
from viewer.vendors.loose import Node, as_text

_STATUSES: Final = {
    "健康": "healthy",
    "healthy": "healthy",
    "疑似": "suspected",
    "suspected": "suspected",
    "确证": "confirmed",
    "confirmed": "confirmed",
}
_NUMBERS: Final = (int, float)
_NAMES: Final = ("name", "name_en")


def elements_of(node: Node) -> list[Node]:
    """Return the elements of a list, or of an object whose members are the elements."""
    value = node.value
    if isinstance(value, dict) and value and all(isinstance(v, dict) for v in value.values()):
        return [node.member(key) for key in value]
    return node.items()


def fields_of(node: Node, without: str = "") -> Fields:
    """Return all values of an element, named from the element on; a list of numbers is one value.

    `without` is a member that is listed elsewhere.
    """
    if not isinstance(node.value, dict | list):
        return ((node.path.rsplit(".", 1)[-1], as_text(node.value)),)
    start = len(node.path)
    return tuple(
        (as_text(path[start:].lstrip(".")), text)
        for path, text in _values(node, node.path, without)
    )


def unplaced(node: Node, reason: UnplacedReason, without: str = "") -> Unplaced:
    """Return an element as one that is listed and not drawn."""
    return Unplaced(uid_of(node), as_text(node.path), reason, fields_of(node, without))


def status_of(node: Node, collected: Collected) -> tuple[Evaluation, ...]:
    """Return 健康, 疑似 or 确证 in either language; another word stays the service's own."""
    said = node.text()
    if not said:
        return ()
    known = _STATUSES.get(said.lower())
    if known is None:
        collected.notice(NoticeKind.UNKNOWN_CODE, as_text(node.path), as_text(said))
    return (Evaluation(Scale.DENTAL_STATUS, known or as_text(said)),)


def disease_of(node: Node, scale: Scale) -> tuple[Evaluation, ...]:
    """Return a disease by our key; one that the document does not have by the service's name."""
    names = [node.child(name).text() for name in _NAMES]
    if isinstance(node.value, str):
        names = [node.text()]
    said = next((name for name in names if name), "")
    key = next((key for key in map(disease_key, names) if key), None)
    return (Evaluation(scale, key or as_text(said)),) if said else ()


def _values(node: Node, path: str, without: str = "") -> Iterator[tuple[str, str]]:
    value = node.value
    if isinstance(value, dict) and value:
        for key in value:
            if key != without:
                member = node.member(key)
                yield from _values(member, member.path)
    elif isinstance(value, list) and value and not _is_numbers(value):
        for item in node.items():
            yield from _values(item, item.path)
    else:
        yield path, as_text(value)


def number_of(node: Node) -> str:
    """Return a tooth's number as the service says it; 36, "36" and 36.0 are the same."""
    value = node.value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return as_text(node.text())


def _is_numbers(value: list[Json]) -> bool:
    """Tell whether a list holds numbers alone, in lists as deep as it likes; an empty one none."""
    return bool(value) and all(
        _is_numbers(one) if type(one) is list else type(one) in _NUMBERS  # true is none
        for one in value
    )
