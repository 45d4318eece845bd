"""Documents as rows of the browser."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.document_builders import a_document, a_pdf, a_report, write
from viewer.app.document_rows import document_rows
from viewer.imaging.documents.document import DocumentHeader, DocumentKind, document_header
from viewer.imaging.source import FileSource


@pytest.fixture
def report(tmp_path: Path) -> DocumentHeader:
    data = a_report(title="Report on Quxplant")
    return document_header(FileSource(write(tmp_path, "x.dcm", data)))


def test_a_row_says_title_date_and_kind(report: DocumentHeader) -> None:
    (row,) = document_rows([report], hides_identity=False)

    assert (row.title, row.icon) == ("Report on Quxplant", "report")
    assert row.subtitle == "2026-02-01, Structured report"
    assert "Comprehensive SR Storage" in row.tooltip


def test_a_title_that_names_the_patient_is_hidden_with_the_identity(report: DocumentHeader) -> None:
    (row,) = document_rows([report], hides_identity=True)

    assert row.title == "Structured report"
    assert "Quxplant" not in f"{row}".replace(row.key, "")


def test_an_object_without_a_title_is_called_by_its_kind(tmp_path: Path) -> None:
    header = document_header(FileSource(write(tmp_path, "x.dcm", a_document("9.1.1"))))
    pdf = document_header(FileSource(write(tmp_path, "y.dcm", a_pdf())))

    rows = document_rows([header, pdf], hides_identity=False)

    assert [(row.title, row.subtitle) for row in rows] == [
        ("Waveform", "2026-02-01"),
        ("Discharge letter", "2026-02-01, Enclosed file"),
    ]


def test_r015_of_very_many_documents_the_reports_are_listed_and_the_others_counted(
    report: DocumentHeader,
) -> None:
    states = [replace(report, kind=DocumentKind.PRESENTATION)] * 1999

    rows = document_rows([*states, report], hides_identity=False)

    assert len(rows) == 301
    assert "Structured report" in rows[0].subtitle
    assert (rows[-1].key, rows[-1].title) == ("", "1700 more documents")
