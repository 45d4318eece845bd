"""What may leave: a list of attributes that a detection needs, everything else stays here.

An allow-list, not a block-list: an attribute that nobody thought of is not sent. The full profile
of PS3.15 Annex E with its options takes its place later.
"""

import re
from typing import Final

KEPT: Final = frozenset(
    [
        # what kind of image it is, and its numbers (PS3.3 C.7.5, C.7.6.1)
        "SOPClassUID",
        "Modality",
        "ImageType",
        "SeriesNumber",
        "AcquisitionNumber",
        "InstanceNumber",
        "BodyPartExamined",
        "PatientPosition",
        "BurnedInAnnotation",
        # how it was acquired, as numbers only (C.8.2.1)
        "KVP",
        "SliceThickness",
        "SpacingBetweenSlices",
        "DataCollectionDiameter",
        "ReconstructionDiameter",
        "GantryDetectorTilt",
        "TableHeight",
        "ExposureTime",
        "XRayTubeCurrent",
        "Exposure",
        "FocalSpots",
        # where it lies (C.7.6.2)
        "PixelSpacing",
        "ImagePositionPatient",
        "ImageOrientationPatient",
        "SliceLocation",
        # its pixels (C.7.6.3, C.11)
        "SamplesPerPixel",
        "PhotometricInterpretation",
        "PlanarConfiguration",
        "NumberOfFrames",
        "Rows",
        "Columns",
        "PixelAspectRatio",
        "BitsAllocated",
        "BitsStored",
        "HighBit",
        "PixelRepresentation",
        "SmallestImagePixelValue",
        "LargestImagePixelValue",
        "PixelPaddingValue",
        "PixelPaddingRangeLimit",
        "RescaleIntercept",
        "RescaleSlope",
        "RescaleType",
        "WindowCenter",
        "WindowWidth",
        "LossyImageCompression",
        "LossyImageCompressionRatio",
        "LossyImageCompressionMethod",
        "PixelData",
    ]
)

REPLACED_UIDS: Final = (
    "StudyInstanceUID",
    "SeriesInstanceUID",
    "SOPInstanceUID",
    "FrameOfReferenceUID",
)

EMPTIED: Final = (
    "StudyDate",
    "StudyTime",
    "AccessionNumber",
    "ReferringPhysicianName",
    "StudyID",
    "PatientBirthDate",
    "PatientSex",
    "Manufacturer",
    "PositionReferenceIndicator",
)
"""Attributes of type 2: a reader of the format expects them, empty is allowed."""

_IMAGE_TYPES: Final = frozenset(
    [
        "ORIGINAL",
        "DERIVED",
        "PRIMARY",
        "SECONDARY",
        "AXIAL",
        "LOCALIZER",
        "REFORMATTED",
        "MPR",
        "RESAMPLED",
        "VOLUME",
        "HELICAL",
        "NONE",
    ]
)
_BODY_PARTS: Final = frozenset(
    ["CHEST", "LUNG", "THORAX", "ABDOMEN", "PELVIS", "HEAD", "NECK", "SPINE", "HEART", "WHOLEBODY"]
)
_PATIENT_POSITIONS: Final = frozenset(["HFS", "HFP", "HFDR", "HFDL", "FFS", "FFP", "FFDR", "FFDL"])
WORDS_ALLOWED: Final[dict[str, frozenset[str]]] = {
    "Modality": frozenset(["CT", "MR", "CR", "DX", "PT", "NM", "US", "OT", "SC", "XA", "MG"]),
    "ImageType": _IMAGE_TYPES,
    "BodyPartExamined": _BODY_PARTS,
    "PatientPosition": _PATIENT_POSITIONS,
    "BurnedInAnnotation": frozenset(["YES", "NO"]),
    "RescaleType": frozenset(["HU", "US", "OD"]),
    "PhotometricInterpretation": frozenset(
        [
            "MONOCHROME1",
            "MONOCHROME2",
            "RGB",
            "YBR_FULL",
            "YBR_FULL_422",
            "YBR_ICT",
            "YBR_RCT",
        ]
    ),
    "LossyImageCompression": frozenset(["00", "01"]),
    "LossyImageCompressionMethod": frozenset(
        ["ISO_10918_1", "ISO_14495_1", "ISO_15444_1", "ISO_13818_2"]
    ),
}
"""Attributes that hold words: only these words pass, for anything can be typed into them."""

NUMBER: Final = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*", re.ASCII)
"""What a decimal or integer string may be, to be sent."""
