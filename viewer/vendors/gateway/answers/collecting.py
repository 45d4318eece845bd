"""What the readers of answers share: what was read so far, names of elements, tolerant values."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from viewer.domain.finding import Finding
from viewer.domain.part import FileRole, PartFile, ResultPart
from viewer.domain.result import (
    AnalysisResult,
    Notice,
    NoticeKind,
    RunState,
    Unplaced,
    UnplacedReason,
)
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway.endpoint import About, ParsedAnswer
from viewer.vendors.loose import Node

MOST_ELEMENTS: Final = 100_000
_LARGEST: Final = 1e9
"""A cubic metre in mm³, and far beyond any length in mm."""
Fields = tuple[tuple[str, str], ...]
_REFERENCE_METHOD: Final = ("经典参考方法", "classical reference method")


@dataclass
class Collected:
    """What has been read so far of the `Data` of one answer."""

    data: Node
    about: About
    findings: list[Finding] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    parts: list[ResultPart] = field(default_factory=list)
    consumed: list[str] = field(default_factory=list)

    @property
    def next_number(self) -> int:
        """The number of the next finding, from 1."""
        return len(self.findings) + 1

    def take(self, read: Finding | Unplaced) -> None:
        """Add an element as it was read."""
        if isinstance(read, Finding):
            self.findings.append(read)
        else:
            self.unplaced.append(read)

    def refuse(self, node: Node, reason: UnplacedReason) -> None:
        """List an element, or a lone value, that cannot be shown where it belongs."""
        self.unplaced.append(unplaced(node, reason))
        self.consumed.append(node.path)

    def notice(self, kind: NoticeKind, *values: str) -> None:
        """Add a remark on the result, once."""
        remark = Notice(kind, values)
        if remark not in self.notices:
            self.notices.append(remark)

    def take_report(self, node: Node) -> None:
        """Add a text of the service's own report."""
        if not node.text():
            return
        self.reports.append(node.text())
        self.consumed.append(node.path)
        if any(words in node.text() for words in _REFERENCE_METHOD):
            self.notice(NoticeKind.REFERENCE_METHOD)

    def number(self, node: Node) -> float | None:
        """Return a number; one that is none is listed."""
        value = node.number()
        if value is not None:
            self.consumed.append(node.path)
        elif node.value not in (None, ""):
            self.refuse(node, UnplacedReason.NOT_A_NUMBER)
        return value

    def share(self, node: Node) -> float | None:
        """Return a probability, 0 to 1; what is none is listed."""
        value = share(node)
        if value is not None:
            self.consumed.append(node.path)
        elif node.value not in (None, ""):
            self.refuse(node, UnplacedReason.NOT_A_NUMBER)
        return value

    def file_name(self, node: Node) -> str:
        """Return the name by which the store knows the file that a link leads to."""
        return node.path.removeprefix(self.data.path).lstrip(".")

    def linked(self, node: Node, role: FileRole) -> PartFile:
        """Return a file that is kept and not drawn from; that it is not there is said."""
        name = self.file_name(node)
        if not self.about.has_file(name):
            self.notice(NoticeKind.FILE_MISSING, node.path)
        return PartFile(role, name)

    def answer(self, *, is_found: bool) -> ParsedAnswer:
        """Return what was read; `is_found`: the run did not end with nothing."""
        result = AnalysisResult(
            endpoint="",
            state=RunState.DONE if is_found else RunState.NONE,
            findings=tuple(self.findings),
            unplaced=tuple(self.unplaced),
            notices=tuple(self.notices),
            report="\n\n".join(self.reports),
            parts=tuple(self.parts),
        )
        return ParsedAnswer(result, tuple(self.consumed))


def first_of(node: Node, *names: str) -> Node:
    """Return the first member that there is, for names that are spelled in several ways."""
    children = (node.child(name) for name in names)
    return next((child for child in children if not child.is_missing), node.child(names[0]))


def listed(node: Node, why: str) -> list[Node]:
    """Return the elements of a list that has to be there; null counts as an empty one.

    Raises Garbled where it is missing (then it is not known whether anything was found), no
    list, or absurdly long.
    """
    if node.is_missing:
        raise Garbled(node.path, f"missing: {why}")
    if node.value not in (None, "") and not isinstance(node.value, list | dict):
        raise Garbled(node.path, "not a list")
    found = node.items()
    if len(found) > MOST_ELEMENTS:
        raise Garbled(node.path, f"more than {MOST_ELEMENTS} elements")
    return found


def has_any(node: Node, *names: str) -> bool:
    """Tell whether an object has a member of these names."""
    return any(not node.child(name).is_missing for name in names)


def fields_of(node: Node) -> Fields:
    """Return all values of an element, named from the element on."""
    return tuple((path[len(node.path) :].lstrip("."), text) for path, text in node.leaves())


def extras_of(fields: Fields, known: frozenset[str]) -> Fields:
    """Return those whose member nobody interprets; `known` is in lower case."""
    return tuple(pair for pair in fields if _member(pair[0]).lower() not in known)


def _member(path: str) -> str:
    return path.split(".", 1)[0].split("[", 1)[0]


def uid_of(node: Node, role: str = "") -> str:
    """Return a name that is the same whenever the same answer is read."""
    said = json.dumps(node.value, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(f"{node.path}{role}\n{said}".encode()).hexdigest()[:16]


def unplaced(node: Node, reason: UnplacedReason) -> Unplaced:
    """Return an element as one that is listed and not drawn; a lone value has its own name."""
    fields = fields_of(node)
    if not isinstance(node.value, dict | list):
        fields = tuple((_last(node.path), text) for _, text in fields)
    return Unplaced(uid_of(node), node.path, reason, fields)


def _last(path: str) -> str:
    return path.rsplit(".", 1)[-1]


def positive(value: float | None) -> float | None:
    """Return a size above 0, else None; what no body holds is no size, and cannot be drawn."""
    return value if value is not None and 0 < value <= _LARGEST else None


def fraction(node: Node) -> float | None:
    """Return a number from 0 to 1, else None: a confidence on another scale is not guessed."""
    value = node.number()
    return value if value is not None and 0 <= value <= 1 else None


def share(node: Node) -> float | None:
    """Return a probability, 0 to 1, also one that came as `"12.5%"`; None for anything else."""
    value = node.number()
    if value is None and isinstance(node.value, str) and node.value.strip().endswith(("%", "％")):
        percent = Node(node.value.strip()[:-1]).number()
        value = percent / 100 if percent is not None else None
    return value if value is not None and 0 <= value <= 1 else None


def scalars(node: Node) -> Iterator[Node]:
    """Return the single values below, in order; those of an object are left out."""
    if isinstance(node.value, list):
        for item in node.items():
            yield from scalars(item)
    elif not isinstance(node.value, dict):
        yield node
