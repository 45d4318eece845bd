"""Objects without a picture in words: what each is called, and what it holds, line by line."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.series import Identity
from viewer.imaging.documents.document import DocumentHeader, DocumentKind
from viewer.imaging.documents.facts import Fact, FactKind
from viewer.imaging.header_view.tree import HeaderEnd

HIDDEN: Final = "••••••"
_MIB: Final = 1024 * 1024


class LineRole(StrEnum):
    """What a line is for."""

    HEADING = "heading"
    ITEM = "item"
    PROSE = "prose"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """One paragraph of a document. `image` is the SOP Instance that it points at, if any."""

    text: str
    label: str = ""
    depth: int = 0
    role: LineRole = LineRole.ITEM
    image: str = ""
    frame: int = 0


def kind_words(kind: DocumentKind) -> str:
    """Return what a person would call the object."""
    return {
        DocumentKind.REPORT: QCoreApplication.translate("Documents", "Structured report"),
        DocumentKind.KEY_OBJECTS: QCoreApplication.translate("Documents", "Key object selection"),
        DocumentKind.PRESENTATION: QCoreApplication.translate("Documents", "Presentation state"),
        DocumentKind.STRUCTURES: QCoreApplication.translate("Documents", "Structure set"),
        DocumentKind.PLAN: QCoreApplication.translate("Documents", "Treatment plan"),
        DocumentKind.FILE: QCoreApplication.translate("Documents", "Enclosed file"),
        DocumentKind.WAVEFORM: QCoreApplication.translate("Documents", "Waveform"),
        DocumentKind.REGISTRATION: QCoreApplication.translate("Documents", "Registration"),
        DocumentKind.SEGMENTATION: QCoreApplication.translate("Documents", "Segmentation"),
        DocumentKind.VIDEO: QCoreApplication.translate("Documents", "Video"),
        DocumentKind.RAW: QCoreApplication.translate("Documents", "Raw data"),
        DocumentKind.OTHER: QCoreApplication.translate("Documents", "Object without a picture"),
    }[kind]


def class_words(header: DocumentHeader) -> str:
    """Return the standard's name of the class; of a maker's own one, that it is one."""
    if header.class_name:
        return header.class_name
    if not header.sop_class:
        return QCoreApplication.translate("Documents", "The file does not say what it is")
    words = QCoreApplication.translate("Documents", "Unknown or private class {0}")
    return words.format(header.sop_class)


def title_words(header: DocumentHeader, *, hides_identity: bool = False) -> str:
    """Return what to call a document in a list."""
    title = header.title
    if title and hides_identity and header.identity.is_named_in(title):
        title = ""
    return title or kind_words(header.kind)


def end_words(end: HeaderEnd) -> str:
    """Return what is to be said of a document that was not read to its end."""
    if end in {HeaderEnd.COMPLETE, HeaderEnd.BEHIND_PIXELS}:
        return ""
    if end is HeaderEnd.DAMAGED:
        return QCoreApplication.translate(
            "Documents", "The file is damaged: this is what stands before the damage."
        )
    if end is HeaderEnd.CUT_SHORT:
        return QCoreApplication.translate(
            "Documents", "The file ends early, or is too long: this is what was read of it."
        )
    return QCoreApplication.translate(
        "Documents", "The document holds more than is shown here: its beginning is shown."
    )


def without_identity(lines: Sequence[DocumentLine], identity: Identity) -> list[DocumentLine]:
    """Return the lines with dots where they name the patient."""
    return [
        replace(line, text=HIDDEN) if identity.is_named_in(line.text) else line for line in lines
    ]


def fact_lines(facts: Sequence[Fact], depth: int = 0) -> Iterator[DocumentLine]:
    """Yield a line for each fact, and for those below it."""
    for fact in facts:
        label, text = _WORDS[fact.kind](*fact.values)
        role = LineRole.HEADING if fact.children else LineRole.ITEM
        yield DocumentLine(label=label, text=text, depth=depth, role=role)
        yield from fact_lines(fact.children, depth + 1)


def bytes_words(size: int) -> str:
    """Return a size in bytes for people."""
    if size >= _MIB:
        return QCoreApplication.translate("Documents", "{0} MiB").format(f"{size / _MIB:.1f}")
    return QCoreApplication.translate("Documents", "{0} bytes").format(f"{size:,}")


def _joined(*parts: str) -> str:
    return "  ·  ".join(filter(None, parts))


def _label(text: str) -> tuple[str, str]:
    return QCoreApplication.translate("Documents", "Label"), text


def _description(text: str) -> tuple[str, str]:
    return QCoreApplication.translate("Documents", "Description"), text


def _creator(_name: str) -> tuple[str, str]:
    return QCoreApplication.translate("Documents", "Made by"), _name


def _status(text: str) -> tuple[str, str]:
    return QCoreApplication.translate("Documents", "Approval"), text.lower()


def _series(uid: str, images: str) -> tuple[str, str]:
    label = QCoreApplication.translate("Documents", "Refers to series")
    words = QCoreApplication.translate("Documents", "{0} images").format(images)
    return label, _joined(uid, words if images != "0" else "")


def _objects(name: str, count: str) -> tuple[str, str]:
    return QCoreApplication.translate("Documents", "Refers to"), f"{count} × {name or '?'}"


def _drawings(drawings: str, texts: str) -> tuple[str, str]:
    words = QCoreApplication.translate("Documents", "{0} drawings, {1} texts")
    return QCoreApplication.translate("Documents", "On the image"), words.format(drawings, texts)


def _written(text: str) -> tuple[str, str]:
    return "", text


def _structures(count: str) -> tuple[str, str]:
    return QCoreApplication.translate("Documents", "Structures"), count


def _structure(number: str, name: str, contours: str, kind: str) -> tuple[str, str]:
    words = QCoreApplication.translate("Documents", "{0} contours").format(contours)
    return number, _joined(name or "–", words, kind)


def _beams(count: str) -> tuple[str, str]:
    return QCoreApplication.translate("Documents", "Beams"), count


def _beam(number: str, name: str, radiation: str, machine: str) -> tuple[str, str]:
    return number, _joined(name or "–", radiation, machine)


def _fractions(count: str) -> tuple[str, str]:
    return QCoreApplication.translate("Documents", "Fractions"), count


def _segments(count: str) -> tuple[str, str]:
    return QCoreApplication.translate("Documents", "Segments"), count


def _segment(number: str, name: str, how: str) -> tuple[str, str]:
    return number, _joined(name or "–", how)


def _file_type(kind: str) -> tuple[str, str]:
    return QCoreApplication.translate("Documents", "Kind of file"), kind


def _file_bytes(size: str) -> tuple[str, str]:
    return QCoreApplication.translate("Documents", "Size"), bytes_words(int(size))


def _channels(count: str, samples: str, rate: str, seconds: str) -> tuple[str, str]:
    label = QCoreApplication.translate("Documents", "Channels")
    per_second = QCoreApplication.translate("Documents", "{0} samples at {1} Hz")
    lasts = QCoreApplication.translate("Documents", "{0} s")
    how = per_second.format(samples, rate) if samples and rate else ""
    return label, _joined(count, how, lasts.format(seconds) if seconds else "")


def _channel(name: str) -> tuple[str, str]:
    return "", name


def _film(columns: str, rows: str, frames: str, syntax: str) -> tuple[str, str]:
    label = QCoreApplication.translate("Documents", "Film")
    count = QCoreApplication.translate("Documents", "{0} frames").format(frames) if frames else ""
    return label, _joined(f"{columns} × {rows}" if columns and rows else "", count, syntax)


def _length(seconds: str, rate: str) -> tuple[str, str]:
    words = QCoreApplication.translate("Documents", "{0} s at {1} frames per second")
    return QCoreApplication.translate("Documents", "Length"), words.format(seconds, rate)


_WORDS: Final[dict[FactKind, Callable[..., tuple[str, str]]]] = {
    FactKind.LABEL: _label,
    FactKind.DESCRIPTION: _description,
    FactKind.CREATOR: _creator,
    FactKind.STATUS: _status,
    FactKind.SERIES: _series,
    FactKind.OBJECTS: _objects,
    FactKind.DRAWINGS: _drawings,
    FactKind.WRITTEN: _written,
    FactKind.STRUCTURES: _structures,
    FactKind.STRUCTURE: _structure,
    FactKind.BEAMS: _beams,
    FactKind.BEAM: _beam,
    FactKind.FRACTIONS: _fractions,
    FactKind.SEGMENTS: _segments,
    FactKind.SEGMENT: _segment,
    FactKind.FILE_TYPE: _file_type,
    FactKind.FILE_BYTES: _file_bytes,
    FactKind.CHANNELS: _channels,
    FactKind.CHANNEL: _channel,
    FactKind.FILM: _film,
    FactKind.LENGTH: _length,
}
