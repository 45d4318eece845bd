"""Writing a radiograph as a valid Digital X-Ray image (PS3.3 A.26, for presentation).

One that tells no spacing is written as Computed Radiography (PS3.3 A.2): there it need not.
"""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    UID,
    ComputedRadiographyImageStorage,
    DigitalXRayImageStorageForPresentation,
    ExplicitVRLittleEndian,
)

from viewer.server.phantoms.dicom_series import fixed_uid

_IMPLEMENTATION: Final = UID("2.25.171409823345908573044812230914617002231")
_MAGNIFICATION: Final = 1.12
_STUDY_DATE: Final = "20240611"
# From just above air to just below metal, as shares of the range.
_WINDOW_CENTRE: Final = 0.54
_WINDOW_WIDTH: Final = 0.84


@dataclass(frozen=True, slots=True)
class Region:
    """The part of the body: its defined term, and its code of SNOMED CT (PS3.16 CID 4031)."""

    body_part: str
    code: str
    meaning: str


PELVIS: Final = Region("PELVIS", "12921003", "Pelvis")
HIP: Final = Region("HIP", "29836001", "Hip region")
KNEE: Final = Region("KNEE", "72696002", "Knee region")
JAW: Final = Region("JAW", "661005", "Jaw region")
SKULL: Final = Region("SKULL", "89546000", "Skull")


class Spacing(Enum):
    """What a header tells of the scale (PS3.3 10.7.1.3)."""

    CALIBRATED = "pixel spacing in the plane of the bones, and that of the detector"
    DETECTOR = "the spacing of the detector only, larger than the true one"
    NONE = "no spacing"


@dataclass(frozen=True, slots=True)
class Patient:
    """Whom the film shows, and how old on the day."""

    birth_date: str = "19470923"
    age: str = "076Y"
    sex: str = "F"


@dataclass(frozen=True, slots=True)
class ProjectionDescription:
    """What the header of a radiograph says; `pixel_mm` is measured in the bones' plane.

    `window` is its centre and width as shares of the range.
    """

    name: str
    patient_id: str
    patient_name: str
    study: str
    series: str
    region: Region
    view: str
    laterality: str
    orientation: tuple[str, str]
    pixel_mm: float
    bits: int
    inverted: bool = False
    patient: Patient = Patient()
    spacing: Spacing = Spacing.CALIBRATED
    magnification: float = _MAGNIFICATION
    window: tuple[float, float] = (_WINDOW_CENTRE, _WINDOW_WIDTH)


def stored_values(
    pixels: NDArray[np.uint16], description: ProjectionDescription
) -> NDArray[np.uint16]:
    """Return the values as the file holds them: those of MONOCHROME1 are the other way round."""
    if not description.inverted:
        return pixels
    turned: NDArray[np.uint16] = np.uint16(2**description.bits - 1) - pixels
    return turned


def write_projection(
    path: Path, pixels: NDArray[np.uint16], description: ProjectionDescription
) -> None:
    """Write the picture; `pixels` are MONOCHROME2 (bones bright), whatever is stored."""
    data = projection_dataset(pixels, description)
    path.parent.mkdir(parents=True, exist_ok=True)
    data.save_as(path, enforce_file_format=True)


def projection_dataset(pixels: NDArray[np.uint16], description: ProjectionDescription) -> Dataset:
    """Return the file that `write_projection` writes, with its file meta information."""
    data = Dataset()
    data.file_meta = FileMetaDataset()
    has_spacing = description.spacing is not Spacing.NONE
    storage = (
        DigitalXRayImageStorageForPresentation if has_spacing else ComputedRadiographyImageStorage
    )
    data.file_meta.MediaStorageSOPClassUID = storage
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta.ImplementationClassUID = _IMPLEMENTATION
    data.SpecificCharacterSet = "ISO_IR 192"
    data.SOPClassUID = storage
    data.SOPInstanceUID = fixed_uid(f"{description.name}/instance")
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    _identify(data, description)
    _describe_view(data, description)
    if has_spacing:
        _describe_detector(data, description)
    _describe_pixels(data, description)
    stored = stored_values(pixels, description).astype("<u2")
    data.Rows, data.Columns = stored.shape
    data.PixelData = stored.tobytes()
    return data


def _identify(data: Dataset, description: ProjectionDescription) -> None:
    data.PatientName = description.patient_name
    data.PatientID = description.patient_id
    data.PatientBirthDate = description.patient.birth_date
    data.PatientSex = description.patient.sex
    data.PatientAge = description.patient.age
    data.StudyInstanceUID = fixed_uid(f"{description.name}/study")
    data.SeriesInstanceUID = fixed_uid(f"{description.name}/series")
    data.StudyID = "1"
    data.StudyDate = data.SeriesDate = data.AcquisitionDate = data.ContentDate = _STUDY_DATE
    data.StudyTime = data.SeriesTime = data.AcquisitionTime = data.ContentTime = "093000"
    data.AccessionNumber = ""
    data.ReferringPhysicianName = ""
    data.StudyDescription = description.study
    data.SeriesDescription = description.series
    data.SeriesNumber = 1
    data.InstanceNumber = 1
    data.InstitutionName = "模体医院"
    data.Manufacturer = "Phantom"
    data.ManufacturerModelName = "Radiograph phantom 1"
    data.DeviceSerialNumber = "1"
    data.SoftwareVersions = "1"


def _describe_view(data: Dataset, description: ProjectionDescription) -> None:
    data.Modality = "CR" if description.spacing is Spacing.NONE else "DX"
    data.BodyPartExamined = description.region.body_part
    data.ViewPosition = description.view
    data.ImageLaterality = description.laterality
    data.PatientOrientation = list(description.orientation)
    region = Dataset()
    region.CodeValue = description.region.code
    region.CodingSchemeDesignator = "SCT"
    region.CodeMeaning = description.region.meaning
    data.AnatomicRegionSequence = Sequence([region])
    data.AcquisitionContextSequence = Sequence()
    data.KVP = "75"


def _describe_detector(data: Dataset, description: ProjectionDescription) -> None:
    data.PresentationIntentType = "FOR PRESENTATION"
    data.DetectorType = "SCINTILLATOR"
    data.ImagerPixelSpacing = [f"{description.pixel_mm * description.magnification:g}"] * 2
    if description.spacing is Spacing.DETECTOR:
        return
    data.PixelSpacing = [f"{description.pixel_mm:g}"] * 2
    data.PixelSpacingCalibrationType = "GEOMETRY"
    data.PixelSpacingCalibrationDescription = "geometry of the phantom's beam"
    data.EstimatedRadiographicMagnificationFactor = f"{description.magnification:g}"


def _describe_pixels(data: Dataset, description: ProjectionDescription) -> None:
    data.ImageType = ["ORIGINAL", "PRIMARY"]
    data.SamplesPerPixel = 1
    data.PhotometricInterpretation = "MONOCHROME1" if description.inverted else "MONOCHROME2"
    data.PresentationLUTShape = "INVERSE" if description.inverted else "IDENTITY"
    data.PixelIntensityRelationship = "LOG"
    data.PixelIntensityRelationshipSign = 1 if description.inverted else -1
    data.BitsAllocated = 16
    data.BitsStored = description.bits
    data.HighBit = description.bits - 1
    data.PixelRepresentation = 0
    data.RescaleIntercept = "0"
    data.RescaleSlope = "1"
    data.RescaleType = "US"
    centre, width = description.window
    centre = 1.0 - centre if description.inverted else centre
    data.WindowCenter = f"{centre * 2**description.bits:.0f}"
    data.WindowWidth = f"{width * 2**description.bits:.0f}"
    data.LossyImageCompression = "00"
    data.BurnedInAnnotation = "NO"
