"""What the pre-flight promises to remove, as attributes: its words are tested against the code."""

from enum import StrEnum
from typing import Final

from viewer.privacy.kept import KEPT


class Removed(StrEnum):
    """A kind of thing that does not leave; the pre-flight has one sentence for each."""

    PERSON = "person"
    CIRCUMSTANCES = "circumstances"
    TIMES_AND_UIDS = "times-and-uids"


NAMED: Final[dict[Removed, tuple[str, ...]]] = {
    Removed.PERSON: (
        "PatientName",
        "PatientID",
        "OtherPatientIDs",
        "PatientBirthDate",
        "PatientAddress",
        "PatientAge",
        "PatientSex",
        "PatientWeight",
        "PatientTelephoneNumbers",
        "EthnicGroup",
        "Occupation",
        "AdditionalPatientHistory",
    ),
    Removed.CIRCUMSTANCES: (
        "InstitutionName",
        "InstitutionAddress",
        "StationName",
        "Manufacturer",
        "DeviceSerialNumber",
        "ReferringPhysicianName",
        "PerformingPhysicianName",
        "OperatorsName",
        "StudyDescription",
        "SeriesDescription",
        "ProtocolName",
        "ImageComments",
        "PatientComments",
        "AccessionNumber",
        "StudyID",
    ),
    Removed.TIMES_AND_UIDS: (
        "StudyDate",
        "StudyTime",
        "SeriesDate",
        "AcquisitionDate",
        "AcquisitionDateTime",
        "ContentDate",
        "ContentTime",
        "StudyInstanceUID",
        "SeriesInstanceUID",
        "SOPInstanceUID",
        "FrameOfReferenceUID",
    ),
}
"""Attributes that the sentences mean; what is not kept is removed, named here or not."""

KEPT_FIELDS: Final = len(KEPT - {"PixelData"})
"""How many technical attributes stay, besides the pixels."""
