"""What the page of a document says: read from its file, and put into words. Blocking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.app.study_rows import patient_words
from viewer.imaging.documents.document import DocumentHeader, DocumentKind
from viewer.imaging.documents.facts import read_facts
from viewer.imaging.documents.structured_report import StructuredReport, read_report
from viewer.imaging.problems import NotReadable
from viewer.overlay.furniture import iso_date
from viewer.ui.document_page import DocumentContent
from viewer.words.documents import (
    DocumentLine,
    LineRole,
    class_words,
    end_words,
    fact_lines,
    kind_words,
    title_words,
    without_identity,
)
from viewer.words.series import skip_reason_words
from viewer.words.structured_report import marked_images, report_lines

if TYPE_CHECKING:
    from viewer.imaging.header_view.tree import HeaderEnd

_TEXTS = frozenset({DocumentKind.REPORT, DocumentKind.KEY_OBJECTS})


def document_content(
    header: DocumentHeader, *, images: frozenset[str] = frozenset(), hides_identity: bool = False
) -> DocumentContent:
    """Return the page of a document; `images` are the SOP Instances that are open."""
    title = title_words(header, hides_identity=hides_identity)
    subtitle = _subtitle(header, hides_identity=hides_identity)
    try:
        end, lines = _read(header, hides_identity=hides_identity)
    except NotReadable as error:
        words = QCoreApplication.translate("Documents", "This document could not be read: {0}")
        notice = words.format(skip_reason_words(error.reason, error.detail))
        return DocumentContent(title=title, subtitle=subtitle, notice=notice)
    return DocumentContent(
        title=title,
        subtitle=subtitle,
        notice=end_words(end),
        lines=(*_kind_lines(header), *lines),
        save=_save_words(header),
        images=images,
    )


def _read(header: DocumentHeader, *, hides_identity: bool) -> tuple[HeaderEnd, list[DocumentLine]]:
    if header.kind in _TEXTS:
        report = read_report(header.source)
        lines = report_lines(report, header.identity, hides_identity=hides_identity)
        return report.end, [*_marked(header, report), *lines]
    facts = read_facts(header)
    lines = list(fact_lines(facts.facts))
    if hides_identity:
        lines = without_identity(lines, header.identity)
    return facts.end, lines


def _marked(header: DocumentHeader, report: StructuredReport) -> list[DocumentLine]:
    if header.kind is not DocumentKind.KEY_OBJECTS:
        return []
    label = QCoreApplication.translate("Documents", "Images marked")
    return [DocumentLine(label=label, text=str(marked_images(report)))]


def _kind_lines(header: DocumentHeader) -> list[DocumentLine]:
    """Return what it is; what this program has no view for says where the rest is."""
    if header.kind in _TEXTS:
        return []
    if header.kind is DocumentKind.FILE:
        words = QCoreApplication.translate(
            "Documents",
            "The enclosed file is not drawn here: a PDF can be saved and opened with another "
            "program.",
        )
    else:
        words = QCoreApplication.translate(
            "Documents",
            "There is no picture of such objects here. This is what they refer to; all that the "
            "file says is in its header (Ctrl+I).",
        )
    return [DocumentLine(text=words, role=LineRole.NOTE)]


def _subtitle(header: DocumentHeader, *, hides_identity: bool) -> str:
    hidden = QCoreApplication.translate("Studies", "Identity hidden")
    who = hidden if hides_identity else patient_words(header.identity)
    kind = kind_words(header.kind)
    parts = (who, kind, iso_date(header.date), class_words(header))
    return "  ·  ".join(filter(None, parts))


def _save_words(header: DocumentHeader) -> str:
    is_pdf = header.kind is DocumentKind.FILE and header.sop_class.endswith(".104.1")
    return QCoreApplication.translate("Documents", "Save PDF…") if is_pdf else ""
