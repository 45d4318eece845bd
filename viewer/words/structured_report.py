"""A structured report as lines to be read: headings, names with values, what they rest on.

How each kind of item reads follows PS3.3 C.17.3.2 and the way reports are rendered on paper:
modifiers stand in brackets behind what they modify, context before the findings it is of.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.series import Identity
from viewer.imaging.documents.structured_report import ContentItem, StructuredReport
from viewer.imaging.syntaxes import name_of
from viewer.overlay.furniture import iso_date
from viewer.words.documents import HIDDEN, DocumentLine, LineRole

_RUNNING: Final = frozenset({"TEXT", "CODE", "NUM", "PNAME", "DATE", "TIME", "DATETIME", "UIDREF"})
_SUBJECT: Final = frozenset({"121028", "121029", "121030", "121031", "121032", "121033"})
"""UID, name, ID, birth date, sex and age of the person that is spoken of (PS3.16 TID 1007)."""
_MOMENT: Final = re.compile(r"(\d{4,14})(?:\.\d*)?(?:[+-]\d{4})?", re.ASCII)
_DATE_DIGITS: Final = 8
_MODIFIES: Final = "HAS CONCEPT MOD"
_CONTEXTS: Final = frozenset({"HAS OBS CONTEXT", "HAS ACQ CONTEXT"})
_SHORT: Final = 200
_MOST_TEXT: Final = 1_000_000
"""Characters of one report that are shown."""


def report_lines(
    report: StructuredReport, identity: Identity, *, hides_identity: bool
) -> list[DocumentLine]:
    """Return the report from its state to its last item; names as dots where they are hidden."""
    reader = _Reader(report, identity, hides_identity=hides_identity)
    lines: list[DocumentLine] = []
    left = _MOST_TEXT
    for line in (*reader.state(), *reader.content(report.root)):
        left -= len(line.text) + len(line.label)
        if left < 0:
            words = QCoreApplication.translate("Documents", "The report goes on; it is too long.")
            lines.append(DocumentLine(text=words, role=LineRole.NOTE))
            break
        lines.append(line)
    return lines


def marked_images(report: StructuredReport) -> int:
    """Return how many images a key object selection marks."""
    return sum(len(item.referenced) for item in _all_below(report.root) if _points(item))


def _all_below(item: ContentItem) -> Iterator[ContentItem]:
    for child in item.children:
        yield child
        yield from _all_below(child)


def _points(item: ContentItem) -> bool:
    return item.value_type in {"IMAGE", "COMPOSITE", "WAVEFORM"}


class _Reader:
    """Turns one report into lines."""

    def __init__(
        self, report: StructuredReport, identity: Identity, *, hides_identity: bool
    ) -> None:
        self._report = report
        self._identity = identity
        self._hides = hides_identity

    def state(self) -> Iterator[DocumentLine]:
        """Yield whether the report is complete, and who stands for it."""
        label = QCoreApplication.translate("Documents", "State")
        words = [_completion_words(self._report.completion), self._report.completion_reason]
        words.append(_verification_words(self._report.verification))
        if any(words):
            text = "  ·  ".join(filter(None, words))
            yield DocumentLine(label=label, text=text, role=LineRole.NOTE)
        verified = QCoreApplication.translate("Documents", "Verified by")
        for observer in self._report.observers:
            name = HIDDEN if self._hides and observer.name else observer.name
            organization = "" if self._hides else observer.organization
            parts = (name, organization, _moment(observer.time))
            text = "  ·  ".join(filter(None, parts))
            yield DocumentLine(label=verified, text=text, role=LineRole.NOTE)

    def content(self, item: ContentItem, depth: int = 0) -> Iterator[DocumentLine]:
        """Yield what lies in an item: contexts first, as they hold for all the rest."""
        contexts = [child for child in item.children if child.relationship in _CONTEXTS]
        others = [c for c in item.children if c not in contexts and not self._is_aside(c, item)]
        for child in contexts:
            yield from self._lines(child, depth, LineRole.NOTE)
        if item.is_running and any(child.value_type == "TEXT" for child in others):
            yield from self._running(others, depth)
            return
        for child in others:
            yield from self._lines(child, depth, LineRole.ITEM)

    def _running(self, items: Sequence[ContentItem], depth: int) -> Iterator[DocumentLine]:
        """Yield one paragraph of what can be said in a line, and the rest below it."""
        words = [
            self._value(item) + self._aside(item) for item in items if item.value_type in _RUNNING
        ]
        if words:
            yield DocumentLine(text=_sentence(words), depth=depth, role=LineRole.PROSE)
        for item in items:
            if item.value_type not in _RUNNING:
                yield from self._lines(item, depth, LineRole.ITEM)
            else:
                yield from self.content(item, depth + 1)

    def _lines(self, item: ContentItem, depth: int, role: LineRole) -> Iterator[DocumentLine]:
        if item.value_type == "CONTAINER":
            title = item.concept.meaning
            inner = depth + 1 if title else depth
            if title:
                text = title + self._aside(item)
                yield DocumentLine(text=text, depth=depth, role=LineRole.HEADING)
            yield from self.content(item, inner)
            return
        target = item.referenced[0] if item.value_type == "IMAGE" and item.referenced else None
        yield DocumentLine(
            label=self._label(item),
            text=self._value(item) + self._aside(item),
            depth=depth,
            role=role,
            image=target.sop_instance_uid if target else "",
            frame=_first_frame(target.frames) if target else 0,
        )
        yield from self.content(item, depth + 1)

    def _label(self, item: ContentItem) -> str:
        label = item.concept.meaning or _type_words(item.value_type)
        relation = _relation_words(item.relationship)
        return f"{relation}: {label}" if relation and label else relation or label

    def _is_aside(self, item: ContentItem, parent: ContentItem) -> bool:
        """Tell whether an item stands in brackets behind its parent, the title of all excepted."""
        return (
            parent is not self._report.root
            and item.relationship == _MODIFIES
            and not item.children
            and item.value_type in _RUNNING
            and len(item.text) <= _SHORT
        )

    def _aside(self, item: ContentItem) -> str:
        words = [
            f"{c.concept.meaning}: {self._value(c)}" if c.concept.meaning else self._value(c)
            for c in item.children
            if self._is_aside(c, item)
        ]
        return f" ({'; '.join(words)})" if words else ""

    def _value(self, item: ContentItem) -> str:
        if self._hides and self._identifies(item):
            return HIDDEN
        text = _value_words(item)
        if item.see:
            text = self._see(item)
        return f"{text} …" if item.is_clipped else text

    def _identifies(self, item: ContentItem) -> bool:
        return (
            item.value_type == "PNAME"
            or item.concept.value in _SUBJECT
            or self._identity.is_named_in(item.text)
        )

    def _see(self, item: ContentItem) -> str:
        target = self._report.item_at(item.see)
        place = ".".join(map(str, item.see))
        if target is None:
            words = QCoreApplication.translate("Documents", "see {0}, which is not there")
            return words.format(place)
        hidden = self._hides and self._identifies(target)
        value = HIDDEN if hidden else _value_words(target)
        what = ": ".join(filter(None, (target.concept.meaning, value[:_SHORT])))
        return QCoreApplication.translate("Documents", "see {0} ({1})").format(what, place)


def _value_words(item: ContentItem) -> str:
    kind = item.value_type
    if kind in {"DATE", "TIME", "DATETIME"}:
        return _moment(item.text)
    if kind == "NUM":
        return " ".join(filter(None, (item.text, item.unit, item.qualifier))) or "–"
    if item.drawing is not None:
        return _drawing_words(item)
    if kind == "TCOORD":
        return " ".join(filter(None, (item.qualifier.lower(), item.text)))
    if item.referenced:
        return "; ".join(_object_words(r.sop_class, r.sop_instance_uid, r.frames, kind)
                         for r in item.referenced)  # fmt: skip
    return item.text or ("" if item.see or item.children else "–")


def _object_words(sop_class: str, uid: str, frames: str, kind: str) -> str:
    words = [name_of(sop_class) if sop_class else "", uid]
    if frames and kind == "IMAGE":
        label = QCoreApplication.translate("Documents", "frames {0}")
        words.append(label.format(frames.replace("\\", ", ")))
    return "  ·  ".join(filter(None, words))


def _drawing_words(item: ContentItem) -> str:
    drawing = item.drawing
    if drawing is None:
        return ""
    shape = _shape_words(drawing.shape)
    if drawing.coordinates and drawing.shape in {"POINT", "CIRCLE"}:
        axes = 3 if item.value_type == "SCOORD3D" else 2
        unit = " mm" if axes == 3 else ""
        first = ", ".join(f"{value:.5g}" for value in drawing.coordinates[:axes])
        return f"{shape} ({first}){unit}"
    return QCoreApplication.translate("Documents", "{0}, {1} points").format(shape, drawing.points)


def _shape_words(shape: str) -> str:
    shapes = {
        "POINT": QCoreApplication.translate("Documents", "Point"),
        "MULTIPOINT": QCoreApplication.translate("Documents", "Points"),
        "POLYLINE": QCoreApplication.translate("Documents", "Line"),
        "POLYGON": QCoreApplication.translate("Documents", "Polygon"),
        "CIRCLE": QCoreApplication.translate("Documents", "Circle"),
        "ELLIPSE": QCoreApplication.translate("Documents", "Ellipse"),
        "ELLIPSOID": QCoreApplication.translate("Documents", "Ellipsoid"),
    }
    return shapes.get(shape, shape.capitalize() or "–")


def _type_words(value_type: str) -> str:
    types = {
        "IMAGE": QCoreApplication.translate("Documents", "Image"),
        "COMPOSITE": QCoreApplication.translate("Documents", "Object"),
        "WAVEFORM": QCoreApplication.translate("Documents", "Waveform"),
        "SCOORD": QCoreApplication.translate("Documents", "Place on the image"),
        "SCOORD3D": QCoreApplication.translate("Documents", "Place in the patient"),
        "TCOORD": QCoreApplication.translate("Documents", "Time range"),
    }
    known = _RUNNING | {"CONTAINER", ""}
    return types.get(value_type, "" if value_type in known else value_type)


def _relation_words(relationship: str) -> str:
    relations = {
        "INFERRED FROM": QCoreApplication.translate("Documents", "Inferred from"),
        "SELECTED FROM": QCoreApplication.translate("Documents", "Selected from"),
        "HAS ACQ CONTEXT": QCoreApplication.translate("Documents", "Acquisition"),
    }
    return relations.get(relationship, "")


def _completion_words(flag: str) -> str:
    flags = {
        "COMPLETE": QCoreApplication.translate("Documents", "complete"),
        "PARTIAL": QCoreApplication.translate("Documents", "not complete"),
    }
    return flags.get(flag, flag.lower())


def _verification_words(flag: str) -> str:
    flags = {
        "VERIFIED": QCoreApplication.translate("Documents", "verified"),
        "UNVERIFIED": QCoreApplication.translate("Documents", "not verified"),
    }
    return flags.get(flag, flag.lower())


def _first_frame(frames: str) -> int:
    first = frames.partition("\\")[0]
    return max(0, int(first) - 1) if first.isascii() and first.isdigit() else 0


def _moment(text: str) -> str:
    """Return a DA, TM or DT value as people write it; one of another form as it is."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return text
    digits = found[1]
    if len(digits) < _DATE_DIGITS:  # a time of day
        return ":".join(digits[i : i + 2] for i in range(0, len(digits), 2))
    time = digits[8:14]
    clock = ":".join(time[i : i + 2] for i in range(0, len(time), 2))
    return f"{iso_date(digits[:8])} {clock}".strip()


def _sentence(words: Sequence[str]) -> str:
    """Join pieces of a running text; none stands before a full stop or a comma."""
    text = " ".join(words)
    for mark in ",.;:)":
        text = text.replace(f" {mark}", mark)
    return text
