"""Reports and other objects as lines that a person reads."""

from pathlib import Path

import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from tests.document_builders import (
    a_code,
    a_document,
    a_number,
    a_pdf,
    a_report,
    an_image,
    an_item,
    write,
)
from viewer.app.document_content import document_content
from viewer.domain.series import Identity
from viewer.imaging.documents.document import DocumentKind, document_header
from viewer.imaging.documents.facts import FactKind
from viewer.imaging.header_view.tree import HeaderEnd
from viewer.imaging.source import FileSource
from viewer.ui.document_page import DocumentContent
from viewer.words.documents import (
    _WORDS,
    HIDDEN,
    DocumentLine,
    LineRole,
    bytes_words,
    end_words,
    kind_words,
    without_identity,
)


def content_of(folder: Path, data: Dataset, *, hides_identity: bool = False) -> DocumentContent:
    path = write(folder, "x.dcm", data)
    return document_content(document_header(FileSource(path)), hides_identity=hides_identity)


def texts(content: DocumentContent) -> list[str]:
    return [f"{'  ' * x.depth}{x.label}|{x.text}" for x in content.lines]


def test_a_report_reads_as_headings_and_names_with_values(tmp_path: Path) -> None:
    nodule = an_item(
        "CONTAINER",
        "Nodule",
        an_item("CODE", "Site", ConceptCodeSequence=a_code("Left upper lobe")),
        a_number("Diameter", "7.5", "mm"),
        an_item("DATETIME", "Seen", DateTime="20260131101112.5+0100"),
    )

    content = content_of(tmp_path, a_report(an_item("CONTAINER", "Findings", nodule)))

    assert content.title == "Chest CT report"
    assert "Comprehensive SR Storage" in content.subtitle
    assert texts(content) == [
        "State|complete  ·  not verified",
        "|Findings",
        "  |Nodule",
        "    Site|Left upper lobe",
        "    Diameter|7.5 mm",
        "    Seen|2026-01-31 10:11:12",
    ]
    assert [line.role for line in content.lines[1:4]] == [
        LineRole.HEADING, LineRole.HEADING, LineRole.ITEM,
    ]  # fmt: skip


def test_modifiers_stand_in_brackets_and_context_before_the_findings(tmp_path: Path) -> None:
    side = an_item(
        "CODE", "Side", ConceptCodeSequence=a_code("Left"), relationship="HAS CONCEPT MOD"
    )
    site = an_item("CODE", "Site", side, ConceptCodeSequence=a_code("Lung"))
    observer = an_item("PNAME", "Observer", PersonName="Doe^J", relationship="HAS OBS CONTEXT")

    lines = texts(content_of(tmp_path, a_report(site, observer)))

    assert lines[1:] == ["Observer|Doe J", "Site|Lung (Side: Left)"]


def test_what_a_finding_rests_on_is_said(tmp_path: Path) -> None:
    image = an_image("1.2.3.4", "Source", [2], relationship="SELECTED FROM")
    circle = an_item(
        "SCOORD",
        "Outline",
        image,
        GraphicType="CIRCLE",
        GraphicData=[10.5, 20.0, 12.0, 20.0],
        relationship="INFERRED FROM",
    )
    content = content_of(tmp_path, a_report(a_number("Diameter", "3", "mm", circle)))

    assert texts(content)[2:] == [
        "  Inferred from: Outline|Circle (10.5, 20)",
        "    Selected from: Source|CT Image Storage  ·  1.2.3.4  ·  frames 2",
    ]
    assert (content.lines[3].image, content.lines[3].frame) == ("1.2.3.4", 1)


def test_a_container_without_pauses_reads_as_one_text(tmp_path: Path) -> None:
    report = a_report(
        an_item("TEXT", "Text", TextValue="A mass of"),
        a_number("Diameter", "3", "cm"),
        an_item("TEXT", "Text", TextValue="was found"),
        an_item("TEXT", "Text", TextValue="."),
        continuity="CONTINUOUS",
    )

    assert texts(content_of(tmp_path, report))[1:] == ["|A mass of 3 cm was found."]


def test_measurements_without_a_sentence_keep_their_names(tmp_path: Path) -> None:
    report = a_report(a_number("Diameter", "3", "cm"), continuity="CONTINUOUS")

    assert texts(content_of(tmp_path, report))[1:] == ["Diameter|3 cm"]


def test_an_item_by_reference_says_what_it_stands_for(tmp_path: Path) -> None:
    see = Dataset()
    see.RelationshipType, see.ReferencedContentItemIdentifier = "INFERRED FROM", [1, 1]
    lost = Dataset()
    lost.RelationshipType, lost.ReferencedContentItemIdentifier = "INFERRED FROM", [1, 7]
    report = a_report(
        an_item("TEXT", "Mass", TextValue="left"),
        an_item("TEXT", "Impression", see, lost, TextValue="malignant"),
    )

    assert texts(content_of(tmp_path, report))[3:] == [
        "  Inferred from|see Mass: left (1.1)",
        "  Inferred from|see 1.7, which is not there",
    ]


def test_r055_markup_in_a_report_stays_text(tmp_path: Path) -> None:
    words = "<img src=file:///etc/passwd> <b>bold</b> \u202egnp.exe"
    report = a_report(
        an_item("TEXT", "Finding", TextValue=words), SpecificCharacterSet="ISO_IR 192"
    )

    line = content_of(tmp_path, report).lines[-1]

    assert line.text == "<img src=file:///etc/passwd> <b>bold</b> gnp.exe"


def test_hidden_identities_stand_nowhere_on_the_page(tmp_path: Path) -> None:
    subject = an_item("TEXT", "Subject ID", TextValue="QX-78", code="121030")
    report = a_report(
        an_item("TEXT", "History", TextValue="Mrs Quxplant was seen before."),
        an_item("PNAME", "Observer", PersonName="Doe^Jane", relationship="HAS OBS CONTEXT"),
        subject,
        an_item("TEXT", "Finding", TextValue="No nodule."),
        title="Report on Quxplant",
    )

    content = content_of(tmp_path, report, hides_identity=True)

    page = "\n".join((content.title, content.subtitle, *texts(content)))
    assert "No nodule." in page
    assert not [word for word in ("Quxplant", "Doe", "QX-7", "Jane") if word in page]


def test_key_objects_say_how_many_images_they_mark(tmp_path: Path) -> None:
    report = a_report(an_image("1.2.3.4"), an_image("1.2.3.5"), sop_class="88.59")

    assert "Images marked|2" in texts(content_of(tmp_path, report))


def test_an_enclosed_pdf_can_be_saved_and_says_its_size(tmp_path: Path) -> None:
    content = content_of(tmp_path, a_pdf())

    assert content.title == "Discharge letter"
    assert content.save == "Save PDF…"
    assert texts(content)[1:] == ["Kind of file|application/pdf", "Size|21 bytes"]


def test_an_unknown_class_is_named_as_such(tmp_path: Path) -> None:
    content = content_of(tmp_path, a_document("1.3.46.670589.11.0.0.12.1"))

    assert content.title == "Object without a picture"
    assert "Unknown or private class 1.3.46.670589.11.0.0.12.1" in content.subtitle


def test_a_file_that_is_gone_is_said_on_the_page(tmp_path: Path) -> None:
    path = write(tmp_path, "x.dcm", a_report())
    header = document_header(FileSource(path))
    path.unlink()

    content = document_content(header)

    assert content.lines == ()
    assert content.notice.startswith("This document could not be read")


def test_a_report_of_millions_of_letters_is_cut(tmp_path: Path) -> None:
    items = [an_item("TEXT", "Finding", TextValue="words " * 40_000) for _ in range(6)]

    content = content_of(tmp_path, a_report(*items))

    assert len(content.lines) == 6
    assert content.lines[-1].text == "The report goes on; it is too long."


def test_a_segmentation_tells_its_segments(tmp_path: Path) -> None:
    segment = Dataset()
    segment.SegmentNumber, segment.SegmentLabel, segment.SegmentAlgorithmType = 1, "Lung", "MANUAL"
    data = a_document("66.5", SegmentSequence=Sequence([segment]))

    assert texts(content_of(tmp_path, data))[1:] == ["Segments|1", "  1|Lung  ·  manual"]


def test_free_text_of_other_objects_is_hidden_where_it_names_the_patient() -> None:
    lines = [DocumentLine(text="ROI of Quxplant"), DocumentLine(text="ROI of the liver")]

    hidden = without_identity(lines, Identity(patient_name="Quxplant Jo"))

    assert [line.text for line in hidden] == [HIDDEN, "ROI of the liver"]


@pytest.mark.parametrize("kind", DocumentKind)
def test_each_kind_has_words(kind: DocumentKind) -> None:
    assert kind_words(kind)


def test_each_fact_and_each_end_has_words() -> None:
    assert set(_WORDS) == set(FactKind)
    assert [bool(end_words(end)) for end in HeaderEnd].count(False) == 2
    assert bytes_words(5 * 1024 * 1024) == "5.0 MiB"
