"""Nothing is inflated but within a limit: pydicom, which knows none, is not let do it (row 6)."""

import zlib

import pytest
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_file_meta_info
from pydicom.uid import UID

from tests.image_builders import save
from viewer.imaging import limits
from viewer.imaging.dicom.fallback import PiecewiseBytes, dataset_of
from viewer.imaging.dicomdir import referenced_files
from viewer.imaging.documents.document import document_header
from viewer.imaging.documents.encapsulated import pdf_of
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.source import FileSource

DEFLATED = "1.2.840.10008.1.2.1.99"
PDF_CLASS = "1.2.840.10008.5.1.4.1.1.104.1"
DIRECTORY_CLASS = "1.2.840.10008.1.3.10"


def a_bomb(sop_class):
    """Return a deflated file of some thousand bytes with ten million in it."""
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = UID(sop_class), UID("1.2.3")
    meta.TransferSyntaxUID = UID(DEFLATED)
    meta.ImplementationClassUID = UID("1.2.4")
    stream = DicomBytesIO()
    stream.is_implicit_VR, stream.is_little_endian = False, True
    stream.write(b"\0" * 128 + b"DICM")
    write_file_meta_info(stream, meta)
    machine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.getvalue() + machine.compress(bytes(10_000_000)) + machine.flush()


def test_r006_pydicom_is_not_let_inflate():
    with pytest.raises(NotReadable) as caught:
        dataset_of(PiecewiseBytes(a_bomb(PDF_CLASS)))

    assert caught.value.reason is SkipReason.DAMAGED


def test_r006_a_deflated_directory_is_broken(tmp_path):
    path = tmp_path / "DICOMDIR"
    path.write_bytes(a_bomb(DIRECTORY_CLASS))

    with pytest.raises(NotReadable) as caught:
        referenced_files(path)

    assert caught.value.reason is SkipReason.BROKEN_DIRECTORY


def a_document(content):
    data = Dataset()
    data.SOPClassUID, data.SOPInstanceUID = PDF_CLASS, "1.2.3.4"
    data.StudyInstanceUID, data.SeriesInstanceUID = "1.2.3", "1.2.3.1"
    data.Modality, data.DocumentTitle = "DOC", "A letter"
    data.EncapsulatedDocument = content
    return data


def test_r006_a_deflated_document_is_read_within_the_limit(tmp_path, monkeypatch):
    content = b"%PDF" + bytes(1_000_000)
    path = save(a_document(content), tmp_path / "letter", DEFLATED)
    header = document_header(FileSource(path))
    assert pdf_of(header) == content

    monkeypatch.setattr(limits, "ENCAPSULATED_BYTES", 500_000)
    with pytest.raises(NotReadable) as caught:
        pdf_of(header)

    assert caught.value.reason is SkipReason.TOO_LARGE
