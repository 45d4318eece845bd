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
        # how a magnetic resonance image was made, as numbers and closed words (C.8.3.1)
        "ScanningSequence",
        "SequenceVariant",
        "MRAcquisitionType",
        "RepetitionTime",
        "EchoTime",
        "InversionTime",
        "EchoNumbers",
        "EchoTrainLength",
        "NumberOfAverages",
        "MagneticFieldStrength",
        "FlipAngle",
        "PixelBandwidth",
        "PercentSampling",
        "PercentPhaseFieldOfView",
        "NumberOfPhaseEncodingSteps",
        "InPlanePhaseEncodingDirection",
        # how a radiograph was made, and which side it shows (C.8.1, C.8.11)
        "Laterality",
        "ImageLaterality",
        "ViewPosition",
        "PatientOrientation",
        "DistanceSourceToDetector",
        "DistanceSourceToPatient",
        "EstimatedRadiographicMagnificationFactor",
        "ImagerPixelSpacing",
        "NominalScannedPixelSpacing",
        "PixelSpacingCalibrationType",
        "PresentationIntentType",
        "PixelIntensityRelationship",
        "PixelIntensityRelationshipSign",
        "PresentationLUTShape",
        "ExposureTimeInuS",
        "XRayTubeCurrentInuA",
        "ExposureInuAs",
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
        "VOILUTFunction",
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
        # the third and fourth words of magnetic resonance (C.8.3.1.1.1 and what scanners write)
        *("M", "P", "R", "I", "OTHER", "NORM", "DIS2D", "SE", "FFE", "M_SE", "M_FFE"),
        *("DENSITY MAP", "DIFFUSION MAP", "T1 MAP", "T2 MAP"),
    ]
)
_BODY_PARTS: Final = frozenset(
    [
        *("CHEST", "LUNG", "THORAX", "ABDOMEN", "PELVIS", "HEAD", "NECK", "SPINE", "HEART"),
        *("WHOLEBODY", "HIP", "FEMUR", "KNEE", "LEG", "EXTREMITY", "SACRUM"),
        *("CSPINE", "TSPINE", "LSPINE", "LSSPINE", "SSPINE"),
    ]
)
"""Of PS3.16 Annex L, table L-1."""
_PATIENT_POSITIONS: Final = frozenset(["HFS", "HFP", "HFDR", "HFDL", "FFS", "FFP", "FFDR", "FFDL"])
_DIRECTIONS: Final = frozenset(
    first + second + third
    for first in "LRAPHF"
    for second in ("", *"LRAPHF")
    for third in ("", *"LRAPHF")
)
"""Directions of rows and columns (PS3.3 C.7.6.1.1.1)."""
WORDS_ALLOWED: Final[dict[str, frozenset[str]]] = {
    "Modality": frozenset(["CT", "MR", "CR", "DX", "PT", "NM", "US", "OT", "SC", "XA", "MG"]),
    "ImageType": _IMAGE_TYPES,
    "BodyPartExamined": _BODY_PARTS,
    "PatientPosition": _PATIENT_POSITIONS,
    "BurnedInAnnotation": frozenset(["YES", "NO"]),
    "ScanningSequence": frozenset(["SE", "IR", "GR", "EP", "RM"]),
    "SequenceVariant": frozenset(["SK", "MTC", "SS", "TRSS", "SP", "MP", "OSP", "TOF", "NONE"]),
    "MRAcquisitionType": frozenset(["2D", "3D"]),
    "InPlanePhaseEncodingDirection": frozenset(["ROW", "COL"]),
    "Laterality": frozenset(["R", "L"]),
    "ImageLaterality": frozenset(["R", "L", "U", "B"]),
    "ViewPosition": frozenset(
        ["AP", "PA", "LL", "RL", "RLD", "LLD", "RLO", "LLO", "RAO", "LAO", "LPO", "RPO"]
    ),
    "PatientOrientation": _DIRECTIONS,
    "PixelSpacingCalibrationType": frozenset(["GEOMETRY", "FIDUCIAL"]),
    "PresentationIntentType": frozenset(["FOR PRESENTATION", "FOR PROCESSING"]),
    "PixelIntensityRelationship": frozenset(["LIN", "LOG", "DISP"]),
    "PresentationLUTShape": frozenset(["IDENTITY", "INVERSE"]),
    "VOILUTFunction": frozenset(["LINEAR", "LINEAR_EXACT", "SIGMOID"]),
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

WHOLE: Final = frozenset({"PatientOrientation"})
"""Attributes whose words mean something by their number: all of them pass, or none."""

NUMBER: Final = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*", re.ASCII)
"""What a decimal or integer string may be, to be sent."""
