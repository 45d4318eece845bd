"""The quick header walk, and what it leaves to pydicom."""

from io import BytesIO

import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from tests.image_builders import BIG_ENDIAN, EXPLICIT, IMPLICIT, dicom_bytes
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.layouts import HeaderReader
from viewer.imaging.dicom.walk import FIRST_READ, RawHeader, walk


def walked(content: bytes) -> RawHeader | None:
    return walk(BytesIO(content), content[:FIRST_READ], len(content))


def with_open_sequence(data: Dataset, _: int) -> None:
    item = Dataset()
    item.ReferencedSOPInstanceUID = "1.2.3"
    item.is_undefined_length_sequence_item = True
    data.ReferencedStudySequence = Sequence([item])
    data["ReferencedStudySequence"].is_undefined_length = True


@pytest.mark.parametrize("syntax", [EXPLICIT, IMPLICIT])
def test_values_and_pixels_are_found_in_both_little_endian_forms(syntax):
    content = dicom_bytes(syntax=syntax, rows=5, columns=7)

    raw = walked(content)

    assert raw is not None
    assert raw.syntax == syntax
    assert raw.values[tags.MODALITY] == b"CT"
    assert raw.values[tags.ROWS] == b"\x05\0"
    assert raw.pixels is not None
    assert raw.pixels.offset + 5 * 7 * 2 == len(content)


@pytest.mark.parametrize("syntax", [EXPLICIT, IMPLICIT])
def test_a_sequence_of_unknown_length_is_stepped_over(syntax):
    raw = walked(dicom_bytes(syntax=syntax, edit=with_open_sequence))

    assert raw is not None
    assert raw.values[tags.PATIENT_ID].strip() == b"T-1"


def test_r002_a_file_without_meta_header_is_walked():
    whole = dicom_bytes()
    start = 144 + int.from_bytes(whole[140:144], "little")

    raw = walked(whole[start:])

    assert raw is not None
    assert (raw.syntax, raw.has_meta) == (EXPLICIT, False)


def test_a_header_longer_than_the_first_read_is_followed_in_the_file():
    def long_header(data, _):
        data.add_new(0x00091001, "UN", b"\0" * 30_000)
        data.add_new(0x00090010, "LO", "PRIVATE")

    raw = walked(dicom_bytes(edit=long_header))

    assert raw is not None
    assert raw.values[tags.COLUMNS] == b"\x08\0"
    assert raw.pixels is not None


def test_another_byte_order_and_deflated_sets_are_left_to_pydicom():
    assert walked(dicom_bytes(syntax=BIG_ENDIAN)) is None
    assert walked(dicom_bytes(compressed="deflated")) is None


def test_a_sequence_that_matters_for_the_picture_is_left_to_pydicom():
    def voi_table(data, _):
        data.VOILUTSequence = Sequence([Dataset()])

    assert walked(dicom_bytes(edit=voi_table)) is None


def test_r003_a_header_that_is_cut_has_no_pixels():
    raw = walked(dicom_bytes()[:900])

    assert raw is None or (raw.pixels is None and raw.is_cut)


def test_r007_an_element_of_four_gigabytes_in_a_small_file_is_only_cut():
    content = bytearray(dicom_bytes(syntax=IMPLICIT))
    at = content.index(b"\x10\x00\x20\x00")  # PatientID
    content[at + 4 : at + 8] = b"\xf0\xff\xff\xff"

    raw = walked(bytes(content))

    assert raw is not None
    assert raw.is_cut


def test_a_file_laid_out_like_an_earlier_one_gives_its_own_values():
    reader = HeaderReader()
    files = [dicom_bytes(patient_id=f"P{i}", series_uid="1.2.3") for i in range(4)]
    same_length = [f for f in files if len(f) == len(files[0])]

    read = [reader.read(BytesIO(f), f[:FIRST_READ], len(f)) for f in same_length]

    assert read == [walked(f) for f in same_length]
