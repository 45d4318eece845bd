"""Small DICOM objects without a picture: reports, key objects, structure sets, enclosed files."""

from pathlib import Path

from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from tests.image_builders import EXPLICIT, save

STORAGE = "1.2.840.10008.5.1.4.1.1."
CT_IMAGE = STORAGE + "2"
STUDY = "1.2.826.0.1.3680043.2.1"


def a_document(sop_class: str, *, uid: str = "1.2.3.1", study: str = STUDY, **values) -> Dataset:
    """Return an object of a class (its ending below Storage, or a whole UID)."""
    data = Dataset()
    data.SOPClassUID = sop_class if sop_class.startswith("1.") else STORAGE + sop_class
    data.SOPInstanceUID = uid
    data.PatientName, data.PatientID = "Quxplant^Jo", "QX-77"
    data.StudyInstanceUID, data.SeriesInstanceUID = study, uid + ".9"
    data.StudyDate, data.ContentDate = "20260131", "20260201"
    for name, value in values.items():
        setattr(data, name, value)
    return data


def a_code(meaning: str, value: str = "99", scheme: str = "99TEST") -> Sequence:
    """Return a code sequence of one item."""
    code = Dataset()
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = value, scheme, meaning
    return Sequence([code])


def an_item(value_type: str, concept: str = "", *children: Dataset, **values) -> Dataset:
    """Return a content item; `relationship` and the attributes of its value by keyword."""
    item = Dataset()
    item.ValueType = value_type
    item.RelationshipType = values.pop("relationship", "CONTAINS")
    if concept:
        item.ConceptNameCodeSequence = a_code(concept, values.pop("code", "99"))
    for name, value in values.items():
        setattr(item, name, value)
    if children:
        item.ContentSequence = Sequence(children)
    return item


def a_number(concept: str, value: str, unit: str, *children: Dataset, **values) -> Dataset:
    """Return a measurement; `unit` is a UCUM code."""
    measured = Dataset()
    measured.NumericValue = value
    measured.MeasurementUnitsCodeSequence = a_code(unit, unit, "UCUM")
    return an_item("NUM", concept, *children, MeasuredValueSequence=Sequence([measured]), **values)


def an_image(uid: str, concept: str = "", frames: list[int] | None = None, **values) -> Dataset:
    """Return a reference to an image."""
    target = Dataset()
    target.ReferencedSOPClassUID, target.ReferencedSOPInstanceUID = CT_IMAGE, uid
    if frames:
        target.ReferencedFrameNumber = frames
    return an_item("IMAGE", concept, ReferencedSOPSequence=Sequence([target]), **values)


def a_report(*items: Dataset, title: str = "Chest CT report", **values) -> Dataset:
    """Return a Comprehensive SR of these items."""
    return a_document(
        values.pop("sop_class", "88.33"),
        Modality="SR",
        ValueType="CONTAINER",
        ConceptNameCodeSequence=a_code(title),
        ContinuityOfContent=values.pop("continuity", "SEPARATE"),
        CompletionFlag="COMPLETE",
        VerificationFlag="UNVERIFIED",
        ContentSequence=Sequence(items),
        **values,
    )


def a_pdf(content: bytes = b"%PDF-1.4 words\n%%EOF\n", **values) -> Dataset:
    """Return an encapsulated PDF; an odd content gets the padding that the standard wants."""
    return a_document(
        "104.1",
        Modality="DOC",
        DocumentTitle="Discharge letter",
        MIMETypeOfEncapsulatedDocument="application/pdf",
        EncapsulatedDocument=content + b"\0" * (len(content) % 2),
        EncapsulatedDocumentLength=len(content),
        **values,
    )


def write(folder: Path, name: str, data: Dataset, syntax: str = EXPLICIT) -> Path:
    """Write an object as a file."""
    return save(data, folder / name, syntax)
