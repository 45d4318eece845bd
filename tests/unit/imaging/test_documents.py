"""DICOM objects without a picture: recognised, named, part of their study."""

from pathlib import Path

import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from tests.document_builders import STORAGE, STUDY, a_document, a_pdf, a_report, write
from tests.image_builders import BIG_ENDIAN, IMPLICIT, SYNTAXES, write_series, write_zip
from viewer.imaging.documents.document import (
    DocumentHeader,
    DocumentKind,
    document_header,
    is_video,
)
from viewer.imaging.documents.encapsulated import pdf_of
from viewer.imaging.documents.facts import Fact, FactKind, read_facts
from viewer.imaging.problems import NotReadable
from viewer.imaging.problems import SkipReason as S
from viewer.imaging.scan import scan
from viewer.imaging.source import FileSource


def the_document(path: Path) -> DocumentHeader:
    (document,) = scan([path]).studies[0].documents
    return document


@pytest.mark.parametrize(
    ("sop_class", "kind", "name"),
    [
        ("88.11", "report", "Basic Text SR Storage"),
        ("88.22", "report", "Enhanced SR Storage"),
        ("88.33", "report", "Comprehensive SR Storage"),
        ("88.34", "report", "Comprehensive 3D SR Storage"),
        ("88.50", "report", "Mammography CAD SR Storage"),
        ("88.65", "report", "Chest CAD SR Storage"),
        ("88.67", "report", "X-Ray Radiation Dose SR Storage"),
        ("88.59", "key-objects", "Key Object Selection Document Storage"),
        ("11.1", "presentation-state", "Grayscale Softcopy Presentation State Storage"),
        ("11.2", "presentation-state", "Color Softcopy Presentation State Storage"),
        ("481.3", "structure-set", "RT Structure Set Storage"),
        ("481.5", "plan", "RT Plan Storage"),
        ("104.1", "file", "Encapsulated PDF Storage"),
        ("104.2", "file", "Encapsulated CDA Storage"),
        ("104.3", "file", "Encapsulated STL Storage"),
        ("9.1.1", "waveform", "12-lead ECG Waveform Storage"),
        ("66.1", "registration", "Spatial Registration Storage"),
        ("66.5", "segmentation", "Surface Segmentation Storage"),
        ("66", "raw-data", "Raw Data Storage"),
        ("66.2", "other", "Spatial Fiducials Storage"),
        ("1.2.840.10008.5.1.4.39.1", "other", "Color Palette Storage"),
        ("1.2.840.10008.5.1.4.38.1", "other", "Hanging Protocol Storage"),
        ("1.3.46.670589.11.0.0.12.1", "other", ""),
    ],
)
def test_r019_each_class_is_recognised_and_named(
    tmp_path: Path, sop_class: str, kind: str, name: str
) -> None:
    path = write(tmp_path, "x.dcm", a_document(sop_class))

    document = the_document(path)

    assert (document.kind, document.class_name) == (DocumentKind(kind), name)


def test_r019_a_study_lists_its_documents_beside_its_series_by_date(tmp_path: Path) -> None:
    (image,) = write_series(tmp_path, slices=1)
    study = scan([image]).studies[0].study_instance_uid
    write(tmp_path, "b.dcm", a_report(study=study, uid="1.2.3.1"))
    write(tmp_path, "a.dcm", a_pdf(study=study, uid="1.2.3.2", ContentDate="20260102"))
    write(tmp_path, "copy.dcm", a_pdf(study=study, uid="1.2.3.2", ContentDate="20260102"))

    result = scan([tmp_path])

    (found,) = result.studies
    assert len(found.stacks) == 1
    assert [d.title for d in found.documents] == ["Discharge letter", "Chest CT report"]
    assert [s.reason for s in result.skipped] == [S.NO_PIXELS] * 3
    assert [Path(s.path).name for s in result.unread] == ["copy.dcm"]


def test_r019_a_study_may_have_documents_only(tmp_path: Path) -> None:
    write(tmp_path, "x.dcm", a_report())

    (study,) = scan([tmp_path]).studies

    assert (study.study_instance_uid, study.stacks) == (STUDY, ())
    assert study.identity.patient_name == "Quxplant Jo"
    assert study.documents[0].completion == "COMPLETE"


@pytest.mark.parametrize("syntax", [IMPLICIT, BIG_ENDIAN, SYNTAXES["deflated"]])
def test_r019_a_document_is_read_in_any_encoding(tmp_path: Path, syntax: str) -> None:
    path = write(tmp_path, "x.dcm", a_report(title="Diagnosis"), syntax)

    assert the_document(path).title == "Diagnosis"


def test_r019_a_document_in_an_archive_is_found(tmp_path: Path) -> None:
    write_zip(tmp_path / "x.zip", [write(tmp_path, "SR1", a_report())])

    assert the_document(tmp_path / "x.zip").source.label.endswith("x.zip › SR1")


@pytest.mark.parametrize("syntax", ["100", "100.1", "102", "104", "107", "108"])
def test_r019_a_film_for_a_player_is_named_by_its_syntax(tmp_path: Path, syntax: str) -> None:
    data = a_document("77.1.4.1", Modality="XC", Rows=1080, Columns=1920, NumberOfFrames=250)
    data.CineRate = 25
    data.PixelData = b"\xfe\xff\x00\xe0\x00\x00\x00\x00\xfe\xff\xdd\xe0\x00\x00\x00\x00"
    data["PixelData"].VR = "OB"
    data["PixelData"].is_undefined_length = True
    path = write(tmp_path, "x.dcm", data, f"1.2.840.10008.1.2.4.{syntax}")

    result = scan([path])
    document = the_document(path)
    facts = read_facts(document).facts

    assert result.skipped[0].reason is S.UNKNOWN_SYNTAX
    assert document.kind is DocumentKind.VIDEO
    assert facts[0].values[:3] == ("1920", "1080", "250")
    assert facts[1] == Fact(FactKind.LENGTH, ("10", "25"))


def test_compressed_pictures_are_no_films() -> None:
    assert not is_video("1.2.840.10008.1.2.4.50")
    assert not is_video("1.2.840.10008.1.2.4.201")


def test_an_unknown_syntax_that_is_no_film_is_no_document(tmp_path: Path) -> None:
    path = write_series(tmp_path, slices=1, compressed="jpegls")[0]
    content = path.read_bytes().replace(b"1.2.840.10008.1.2.4.80", b"1.2.840.10008.1.2.4.99")
    path.write_bytes(content)

    assert scan([path]).studies == ()


def a_structure_set() -> Dataset:
    def roi(number: int, name: str) -> Dataset:
        item = Dataset()
        item.ROINumber, item.ROIName = number, name
        return item

    contours = Dataset()
    contours.ReferencedROINumber, contours.ContourSequence = 2, Sequence([Dataset(), Dataset()])
    series, study, frame = Dataset(), Dataset(), Dataset()
    series.SeriesInstanceUID, series.ContourImageSequence = "1.2.9", Sequence([Dataset()] * 3)
    study.RTReferencedSeriesSequence = Sequence([series])
    frame.RTReferencedStudySequence = Sequence([study])
    return a_document(
        "481.3",
        StructureSetLabel="Head",
        StructureSetROISequence=Sequence([roi(1, "Parotid_L"), roi(2, "Parotid_R")]),
        ROIContourSequence=Sequence([contours]),
        ReferencedFrameOfReferenceSequence=Sequence([frame]),
    )


def test_r019_a_structure_set_tells_its_structures_and_what_it_refers_to(tmp_path: Path) -> None:
    document = the_document(write(tmp_path, "x.dcm", a_structure_set()))

    label, structures, series = read_facts(document).facts

    assert document.title == "Head"
    assert label.values == ("Head",)
    assert [c.values[:3] for c in structures.children] == [
        ("1", "Parotid_L", "0"),
        ("2", "Parotid_R", "2"),
    ]
    assert series == Fact(FactKind.SERIES, ("1.2.9", "3"))


def test_r019_real_objects_tell_what_they_hold(shared_data: Path) -> None:
    objects = shared_data / "objects"
    kinds = {
        name: [f.kind for f in read_facts(document_header(FileSource(objects / name))).facts]
        for name in ("gsps/PR000000.dcm", "rtplan.dcm", "waveform_ecg.dcm")
    }

    assert kinds["gsps/PR000000.dcm"][2:] == [FactKind.DRAWINGS, FactKind.SERIES]
    assert FactKind.BEAMS in kinds["rtplan.dcm"]
    assert kinds["waveform_ecg.dcm"] == [FactKind.CHANNELS, FactKind.CHANNELS]


@pytest.mark.parametrize("content", [b"%PDF-1.4 even", b"%PDF-1.4 odd."])
def test_an_enclosed_pdf_comes_out_as_it_was_put_in(tmp_path: Path, content: bytes) -> None:
    document = the_document(write(tmp_path, "x.dcm", a_pdf(content)))

    assert pdf_of(document) == content


def test_what_is_no_pdf_by_its_first_bytes_is_not_given_out(tmp_path: Path) -> None:
    document = the_document(write(tmp_path, "x.dcm", a_pdf(b"MZ\x90\x00 a program")))

    with pytest.raises(NotReadable, match="no PDF"):
        pdf_of(document)


@pytest.mark.parametrize("cut", [200, 400, 500, 620])
def test_r003_a_document_cut_short_is_named_as_far_as_it_goes(tmp_path: Path, cut: int) -> None:
    path = write(tmp_path, "x.dcm", a_pdf())
    path.write_bytes(path.read_bytes()[:cut])

    document = document_header(FileSource(path))

    assert document.sop_class in {"", STORAGE + "104.1"}
    assert read_facts(document) is not None
