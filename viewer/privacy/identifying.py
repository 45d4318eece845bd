"""Which elements of a header may say who somebody is: hidden when identities are to be hidden.

For the eye only, e.g. in a talk; what is sent goes by the list of what is kept (`kept`).
After the table E.1-1 of PS3.15, coarser: whole groups, and all free text.
"""

from typing import Final

_GROUPS: Final = frozenset({0x0010, 0x0012, 0x0032, 0x0038, 0x4000, 0x4008})
"""Patient, clinical trial subject, request, visit, text, results."""
_TEXTS: Final = frozenset({"PN", "LT", "ST", "UT", "UC", "UR", "UN"})
_TAGS: Final = frozenset(
    {
        0x00080050,  # AccessionNumber
        0x00080080,  # InstitutionName
        0x00080081,  # InstitutionAddress
        0x00080092,  # ReferringPhysicianAddress
        0x00080094,  # ReferringPhysicianTelephoneNumbers
        0x00081010,  # StationName
        0x00081040,  # InstitutionalDepartmentName
        0x00081080,  # AdmittingDiagnosesDescription
        0x00181000,  # DeviceSerialNumber
        0x00181400,  # AcquisitionDeviceProcessingDescription
        0x00200010,  # StudyID
        0x00400241,  # PerformedStationAETitle
        0x00400242,  # PerformedStationName
        0x00400243,  # PerformedLocation
        0x00400253,  # PerformedProcedureStepID
        0x00400254,  # PerformedProcedureStepDescription
        0x00401001,  # RequestedProcedureID
        0x00401010,  # NamesOfIntendedRecipientsOfResults
        0x00402016,  # PlacerOrderNumberImagingServiceRequest
        0x00402017,  # FillerOrderNumberImagingServiceRequest
        0x00880140,  # StorageMediaFileSetUID
        0x21000070,  # Originator
    }
)
_NO_IDENTITY_IN_EXIF: Final = frozenset(
    # orientation, resolution, exposure, aperture, speed, size of the picture
    {0x0112, 0x011A, 0x011B, 0x0128, 0x0213, 0x829A, 0x829D, 0x8822, 0x8827}
    | {0x9201, 0x9202, 0x9204, 0x9207, 0x9209, 0x920A, 0xA001, 0xA002, 0xA003, 0xA405}
)


def may_identify(tag: int, vr: str) -> bool:
    """Tell whether the value of a DICOM element may say who the patient or a person is.

    All private ones may, except the name of their maker.
    """
    group, element = tag >> 16, tag & 0xFFFF
    if group & 1:
        return element > 0xFF
    return group in _GROUPS or tag in _TAGS or vr in _TEXTS


def may_identify_in_photo(tag: int) -> bool:
    """Tell the same of an EXIF entry: all may but the numbers of the camera's optics."""
    return tag not in _NO_IDENTITY_IN_EXIF
