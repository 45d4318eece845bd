"""Writing slices as a valid CT series (PS3.3 A.3), with identifiers that never change."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID, CTImageStorage, ExplicitVRLittleEndian

_INTERCEPT: Final = -1024
_HIGHEST: Final = 4095
_IMPLEMENTATION: Final = UID("2.25.171409823345908573044812230914617002231")


@dataclass(frozen=True, slots=True)
class Visit:
    """When the patient came; the age as of then."""

    date: str
    age: str
    accession: str


FIRST_VISIT: Final = Visit("20240305", "066Y", "A0001")
FOLLOW_UP: Final = Visit("20240611", "066Y", "A0002")


@dataclass(frozen=True, slots=True)
class SeriesDescription:
    """What all slices of a series share; lengths in mm, directions in LPS."""

    study: str
    text: str
    spacing_mm: float
    thickness_mm: float
    column_direction: tuple[float, float, float]
    tilt_degrees: float
    patient_position: str
    visit: Visit


@dataclass(frozen=True, slots=True)
class InstancePlace:
    """Where a slice lies: Image Position (Patient), and the table for Slice Location."""

    number: int
    position: tuple[float, float, float]
    table_mm: float


class SeriesWriter:
    """Writes one series into a folder; files are named by their instance number."""

    def __init__(self, folder: Path, name: str, description: SeriesDescription) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._name = name
        self._shared = _shared_attributes(name, description)

    def write(self, place: InstancePlace, image: NDArray[np.float32]) -> Path:
        """Write one slice of HU values; returns its file."""
        data = self._shared
        data.SOPInstanceUID = fixed_uid(f"{self._name}/instance/{place.number}")
        data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
        data.InstanceNumber = place.number
        data.ImagePositionPatient = [f"{value:.4f}" for value in place.position]
        data.SliceLocation = f"{place.table_mm:.3f}"
        stored = np.clip(np.rint(image) - _INTERCEPT, 0, _HIGHEST).astype("<u2")
        data.Rows, data.Columns = stored.shape
        data.PixelData = stored.tobytes()
        path = self._folder / f"IM{place.number:04d}.dcm"
        data.save_as(path, enforce_file_format=True)
        return path


def fixed_uid(name: str) -> UID:
    """Return the UID that belongs to a name (PS3.5 B.2: 2.25 and a 128-bit number)."""
    digest = hashlib.sha256(f"chest phantom/{name}".encode()).digest()
    return UID(f"2.25.{int.from_bytes(digest[:16], 'big')}")


def _shared_attributes(name: str, description: SeriesDescription) -> Dataset:
    data = Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.MediaStorageSOPClassUID = CTImageStorage
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta.ImplementationClassUID = _IMPLEMENTATION
    data.SpecificCharacterSet = "GB18030"
    data.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
    data.SOPClassUID = CTImageStorage
    _identify(data, name, description)
    _describe_acquisition(data, description)
    _describe_pixels(data)
    return data


def _identify(data: Dataset, name: str, description: SeriesDescription) -> None:
    data.PatientName = "Fang^Ti=方^体"
    data.PatientID = "PHANTOM-CT-01"
    data.PatientBirthDate = "19580214"
    data.PatientSex = "F"
    data.PatientAge = description.visit.age
    data.StudyInstanceUID = fixed_uid(f"{description.study}/study")
    data.SeriesInstanceUID = fixed_uid(f"{name}/series")
    data.FrameOfReferenceUID = fixed_uid(f"{description.study}/frame")
    data.StudyID = "1"
    data.StudyDate = data.SeriesDate = data.AcquisitionDate = data.ContentDate = (
        description.visit.date
    )
    data.StudyTime = data.SeriesTime = data.AcquisitionTime = data.ContentTime = "101500"
    data.AccessionNumber = description.visit.accession
    data.ReferringPhysicianName = ""
    data.StudyDescription = "胸部平扫 PHANTOM"
    data.SeriesDescription = description.text
    data.SeriesNumber = 2
    data.AcquisitionNumber = 1
    data.InstitutionName = "模体医院"
    data.Manufacturer = "Phantom"
    data.ManufacturerModelName = "Chest phantom 1"
    data.PositionReferenceIndicator = ""


def _describe_acquisition(data: Dataset, description: SeriesDescription) -> None:
    data.Modality = "CT"
    data.BodyPartExamined = "CHEST"
    data.PatientPosition = description.patient_position
    data.SliceThickness = f"{description.thickness_mm:g}"
    data.SpacingBetweenSlices = f"{description.thickness_mm:g}"
    data.PixelSpacing = [f"{description.spacing_mm:g}"] * 2
    column = [f"{value:.8g}" for value in description.column_direction]
    data.ImageOrientationPatient = ["1", "0", "0", *column]
    data.GantryDetectorTilt = f"{description.tilt_degrees:g}"
    data.KVP = "120"
    data.ConvolutionKernel = "B50"
    data.RescaleIntercept = str(_INTERCEPT)
    data.RescaleSlope = "1"
    data.RescaleType = "HU"
    data.WindowCenter = ["-600", "40"]
    data.WindowWidth = ["1500", "400"]
    data.WindowCenterWidthExplanation = ["LUNG", "MEDIASTINUM"]


def _describe_pixels(data: Dataset) -> None:
    data.SamplesPerPixel = 1
    data.PhotometricInterpretation = "MONOCHROME2"
    data.BitsAllocated = 16
    data.BitsStored = 12
    data.HighBit = 11
    data.PixelRepresentation = 0
