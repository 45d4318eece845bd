"""What leaves is searched byte for byte: of the patient nothing is in it."""

import io
import zlib

import numpy as np
import pydicom
import pytest
from pydicom.datadict import dictionary_VR
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian

from tests.image_builders import BIG_ENDIAN, CT_IMAGE, IMPLICIT, SYNTAXES, write_series
from viewer.privacy.deidentify import KnownAs, NotSendable, deidentified
from viewer.privacy.uid_map import UidMap

KEY = bytes(range(32))
PLANT = "Quxplant"


def one_image(folder, **options):
    return write_series(folder, slices=1, **options)[0].read_bytes()


def sent(content, uid_map=None):
    return deidentified(content, uid_map or UidMap(KEY))


def dataset(content):
    return pydicom.dcmread(io.BytesIO(content))


def planted_item(depth):
    """Every kind of place where a name can stand, one level down `depth` times."""
    item = Dataset()
    item.PatientName = f"{PLANT}^Nested"
    item.PatientComments = f"{PLANT} comment"
    item.ReferringPhysicianName = f"{PLANT}^Doctor"
    block = item.private_block(0x0011, f"{PLANT} private", create=True)
    block.add_new(0x01, "LO", f"{PLANT} in private")
    if depth:
        item.ReferencedStudySequence = Sequence([planted_item(depth - 1)])
    return item


TEXT_ATTRIBUTES = [
    "PatientName", "PatientID", "OtherPatientIDs", "PatientAddress", "PatientComments",
    "PatientBirthName", "PatientMotherBirthName", "EthnicGroup", "Occupation",
    "AdditionalPatientHistory", "InstitutionName", "InstitutionAddress", "StationName",
    "InstitutionalDepartmentName", "ReferringPhysicianName", "PerformingPhysicianName",
    "NameOfPhysiciansReadingStudy", "OperatorsName", "AccessionNumber", "StudyID",
    "StudyDescription", "SeriesDescription", "ProtocolName", "ImageComments", "Manufacturer",
    "ManufacturerModelName", "DeviceSerialNumber", "SoftwareVersions", "RequestingPhysician",
    "RequestedProcedureDescription", "PerformedProcedureStepDescription", "ConvolutionKernel",
    "FilterType", "ContrastBolusAgent", "BodyPartExamined", "PatientPosition", "RescaleType",
    "WindowCenterWidthExplanation", "PositionReferenceIndicator", "CurrentPatientLocation",
    "DerivationDescription", "AcquisitionComments", "MedicalAlerts", "Allergies",
    "LossyImageCompressionMethod",
]  # fmt: skip


def planted(content):
    """The image with an identity in every place that this format has for one."""
    data = dataset(content)
    for keyword in TEXT_ATTRIBUTES:
        text = PLANT.upper() if dictionary_VR(keyword) == "CS" else PLANT
        setattr(data, keyword, text)
    data.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL", PLANT.upper()]
    data.RequestAttributesSequence = Sequence([planted_item(2)])
    data.SourceImageSequence = Sequence([planted_item(0)])
    block = data.private_block(0x0009, f"{PLANT} maker", create=True)
    block.add_new(0x02, "SQ", Sequence([planted_item(1)]))
    block.add_new(0x03, "OB", PLANT.encode())
    data.add_new(0x60000022, "LO", f"{PLANT} overlay")
    data.add_new(0x60003000, "OW", PLANT.encode())
    data.add_new(0x50000022, "LO", f"{PLANT} curve")
    data.add_new(0xFFFCFFFC, "OB", PLANT.encode())
    data.EncapsulatedDocument = PLANT.encode()
    data.file_meta.SourceApplicationEntityTitle = PLANT
    data.file_meta.PrivateInformationCreatorUID = "1.2.3.444.555"
    data.file_meta.PrivateInformation = PLANT.encode()
    data.preamble = (PLANT.encode() * 20)[:128]
    data.PixelData += (PLANT * 2).encode()
    buffer = io.BytesIO()
    pydicom.dcmwrite(buffer, data, enforce_file_format=True)
    return buffer.getvalue()


def test_r050_no_planted_identity_is_in_what_is_sent(tmp_path):
    content = planted(one_image(tmp_path))
    assert content.count(PLANT.encode()) > 50

    clean = sent(content).content

    for form in (PLANT, PLANT.upper(), PLANT.lower()):
        for encoding in ("ascii", "utf-16-le", "utf-16-be"):
            assert form.encode(encoding) not in clean


def test_r050_a_chinese_name_is_in_no_encoding_in_what_is_sent(tmp_path):
    clean = sent(one_image(tmp_path, patient_name="张三丰^武当", patient_id="武当-7")).content

    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        assert "张三丰".encode(encoding) not in clean
        assert "武当".encode(encoding) not in clean


def test_r053_warnings_that_quote_the_header_reach_neither_stderr_nor_the_log(
    tmp_path, capfd, caplog
):
    content = one_image(tmp_path)
    charset = dataset(content).SpecificCharacterSet.encode()
    assert content.count(charset) == 1

    sent(content.replace(charset, b"QUXPLANT"[: len(charset)].ljust(len(charset), b"Q")))

    assert "QUX" not in caplog.text
    assert capfd.readouterr() == ("", "")


def test_dates_and_uids_of_the_original_are_not_sent(tmp_path):
    content = one_image(tmp_path)
    original = dataset(content)

    clean = sent(content).content

    for value in (
        original.StudyDate,
        original.PatientBirthDate,
        original.StudyInstanceUID,
        original.SeriesInstanceUID,
        original.SOPInstanceUID,
        original.FrameOfReferenceUID,
    ):
        assert str(value).encode() not in clean


def test_r002_the_preamble_is_zero_and_the_file_meta_our_own(tmp_path):
    clean = sent(planted(one_image(tmp_path))).content

    assert clean[:132] == bytes(128) + b"DICM"
    assert "SourceApplicationEntityTitle" not in dataset(clean).file_meta


def test_what_a_detection_needs_is_kept(tmp_path):
    content = one_image(tmp_path, intercept=-1024, slope=2, tilt_deg=12)
    original, clean = dataset(content), dataset(sent(content).content)

    for keyword in (
        "Modality", "SliceThickness", "ImagePositionPatient", "ImageOrientationPatient",
        "PixelSpacing", "Rows", "Columns", "BitsAllocated", "BitsStored", "HighBit",
        "PixelRepresentation", "PhotometricInterpretation", "SamplesPerPixel", "RescaleSlope",
        "RescaleIntercept", "WindowCenter", "WindowWidth", "InstanceNumber", "ImageType",
        "BodyPartExamined", "SOPClassUID",
    ):  # fmt: skip
        assert clean[keyword].value == original[keyword].value, keyword
    assert np.array_equal(clean.pixel_array, original.pixel_array)


@pytest.mark.parametrize("syntax", [IMPLICIT, BIG_ENDIAN])
def test_pixels_survive_in_every_plain_syntax(tmp_path, syntax):
    content = one_image(tmp_path, syntax=syntax)

    clean = dataset(sent(content).content)

    assert np.array_equal(clean.pixel_array, dataset(content).pixel_array)


@pytest.mark.parametrize("codec", ["rle", "jpeg"])  # the others' encoders sign their work
def test_compressed_pixels_are_sent_as_they_are(tmp_path, codec):
    content = one_image(tmp_path, compressed=codec)

    clean = dataset(sent(content).content)

    assert clean.file_meta.TransferSyntaxUID == SYNTAXES[codec]
    assert clean.PixelData == dataset(content).PixelData


def test_a_data_set_without_file_meta_is_sent_with_one(tmp_path):
    data = dataset(one_image(tmp_path))
    buffer = DicomBytesIO()
    buffer.is_little_endian, buffer.is_implicit_VR = True, True
    write_dataset(buffer, data)
    bare = buffer.getvalue()

    clean = dataset(sent(bare).content)

    assert clean.file_meta.TransferSyntaxUID == ExplicitVRLittleEndian
    assert np.array_equal(clean.pixel_array, data.pixel_array)


def test_one_patient_has_one_pseudonym_that_differs_between_libraries(tmp_path):
    first = one_image(tmp_path / "a", patient_id="T-1")
    second = one_image(tmp_path / "b", patient_id="T-1")
    other = one_image(tmp_path / "c", patient_id="T-2")
    names = [str(dataset(sent(c).content).PatientID) for c in (first, second, other)]

    elsewhere = dataset(sent(first, UidMap(bytes(32))).content).PatientID

    assert names[0] == names[1] != names[2]
    assert elsewhere != names[0]


def test_the_slices_of_a_series_stay_one_series(tmp_path):
    uid_map = UidMap(KEY)
    clean = [
        dataset(deidentified(path.read_bytes(), uid_map).content)
        for path in write_series(tmp_path, slices=3)
    ]

    assert len({str(d.SeriesInstanceUID) for d in clean}) == 1
    assert len({str(d.FrameOfReferenceUID) for d in clean}) == 1
    assert len({str(d.SOPInstanceUID) for d in clean}) == 3


def test_the_uid_that_was_sent_leads_back(tmp_path):
    content, uid_map = one_image(tmp_path), UidMap(KEY)

    clean = deidentified(content, uid_map)

    assert uid_map.original(clean.sop_instance_uid) == dataset(content).SOPInstanceUID


def test_an_image_without_uid_is_named_by_its_stand_in(tmp_path):
    data = dataset(one_image(tmp_path))
    del data.SOPInstanceUID
    buffer = io.BytesIO()
    pydicom.dcmwrite(buffer, data)
    uid_map = UidMap(KEY)

    clean = deidentified(buffer.getvalue(), uid_map, KnownAs("2.25.75", "2.25.76", "2.25.77"))

    assert uid_map.original(clean.sop_instance_uid) == "2.25.77"
    series_uid = dataset(clean.content).SeriesInstanceUID
    assert uid_map.original(str(series_uid)) == "2.25.76"


def test_an_image_without_a_class_gets_one(tmp_path):
    data = dataset(one_image(tmp_path))
    data.SOPClassUID = ""
    buffer = io.BytesIO()
    pydicom.dcmwrite(buffer, data, enforce_file_format=False)

    clean = dataset(sent(buffer.getvalue()).content)

    assert clean.SOPClassUID == CT_IMAGE


def test_cleaning_twice_removes_nothing_more(tmp_path):
    once = sent(planted(one_image(tmp_path))).content

    twice = dataset(sent(once).content)

    assert [e.keyword for e in twice] == [e.keyword for e in dataset(once)]


def _cut(content):
    return content[: len(content) - 20]


@pytest.mark.parametrize(
    "damage",
    [_cut, lambda content: b"", lambda content: content[:200], lambda content: zlib.compress(b"x")],
    ids=["cut in the pixels", "empty", "cut in the header", "not DICOM"],
)
def test_r003_what_is_not_whole_is_not_sent(tmp_path, damage):
    content = damage(one_image(tmp_path))

    with pytest.raises(NotSendable) as caught:
        sent(content)

    assert "Test" not in str(caught.value)


def test_a_deflated_image_is_not_sent(tmp_path):
    with pytest.raises(NotSendable):
        sent(one_image(tmp_path, compressed="deflated"))


def test_free_text_in_a_number_is_not_sent(tmp_path):
    content = one_image(tmp_path).replace(b"1.5", b"Q^x")

    assert b"Q^x" not in sent(content).content


@pytest.mark.parametrize(
    ("keyword", "vr", "value"),
    [
        ("SmallestImagePixelValue", "OB", PLANT.encode()),
        ("LargestImagePixelValue", "US", list(np.frombuffer(PLANT.encode(), "<u2").tolist())),
    ],
)
def test_text_under_the_name_of_a_number_is_not_sent(tmp_path, keyword, vr, value):
    def plant(data, _):
        data[keyword] = DataElement(keyword, vr, value)

    original = one_image(tmp_path, edit=plant)

    assert PLANT.encode() in original
    assert PLANT.encode() not in sent(original).content


def test_text_behind_the_root_of_a_standard_class_is_not_sent(tmp_path):
    content = one_image(tmp_path).replace(CT_IMAGE.encode(), f"1.2.840.10008.{PLANT}.00".encode())

    clean = sent(content).content

    assert PLANT.encode() not in clean
    assert dataset(clean).SOPClassUID == CT_IMAGE
