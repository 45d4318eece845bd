"""Writing sagittal slices as a valid MR series (PS3.3 A.4), with identifiers that never change."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian, MRImageStorage

from viewer.server.phantoms.dicom_series import fixed_uid

_IMPLEMENTATION: Final = UID("2.25.171409823345908573044812230914617002231")
_STUDY_DATE: Final = "20240822"
# Rows of a sagittal image run to the back, columns to the feet: its normal points to the right.
_ORIENTATION: Final = ("0", "1", "0", "0", "0", "-1")


@dataclass(frozen=True, slots=True)
class Sequence:
    """One way of measuring: echo and repetition time (ms), inversion time when there is one."""

    name: str
    number: int
    echo_ms: float
    repetition_ms: float
    inversion_ms: float | None = None


T2: Final = Sequence("T2 TSE SAG", 2, 98.0, 3400.0)
T1: Final = Sequence("T1 TSE SAG", 3, 11.0, 620.0)
STIR: Final = Sequence("STIR SAG", 4, 52.0, 4200.0, 160.0)


@dataclass(frozen=True, slots=True)
class SeriesDescription:
    """What all slices of a series share; lengths in mm."""

    name: str
    study: str
    patient_id: str
    patient_name: str
    sequence: Sequence
    pixel_mm: float
    thickness_mm: float
    step_mm: float


def write_series(
    folder: Path,
    description: SeriesDescription,
    slices: NDArray[np.uint16],
    positions: list[tuple[float, float, float]],
) -> list[Path]:
    """Write slices (slice, row, column), instance 1 first; returns the files.

    `positions` are the centres of their first voxels (mm, LPS).
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = _shared_attributes(description)
    files = []
    for number, (values, position) in enumerate(zip(slices, positions, strict=True), 1):
        data.SOPInstanceUID = fixed_uid(f"{description.name}/instance/{number}")
        data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
        data.InstanceNumber = number
        data.ImagePositionPatient = [f"{value:.4f}" for value in position]
        data.SliceLocation = f"{-position[0]:.3f}"
        data.Rows, data.Columns = values.shape
        data.PixelData = values.astype("<u2").tobytes()
        path = folder / f"IM{number:04d}.dcm"
        data.save_as(path, enforce_file_format=True)
        files.append(path)
    return files


def _shared_attributes(description: SeriesDescription) -> Dataset:
    data = Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.MediaStorageSOPClassUID = MRImageStorage
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta.ImplementationClassUID = _IMPLEMENTATION
    data.SpecificCharacterSet = "ISO_IR 192"
    data.SOPClassUID = MRImageStorage
    _identify(data, description)
    _describe_acquisition(data, description)
    _describe_pixels(data)
    return data


def _identify(data: Dataset, description: SeriesDescription) -> None:
    data.PatientName = description.patient_name
    data.PatientID = description.patient_id
    data.PatientBirthDate = "19660109"
    data.PatientSex = "M"
    data.PatientAge = "058Y"
    data.PatientWeight = "78"
    data.StudyInstanceUID = fixed_uid(f"{description.study}/study")
    data.SeriesInstanceUID = fixed_uid(f"{description.name}/series")
    data.FrameOfReferenceUID = fixed_uid(f"{description.study}/frame")
    data.StudyID = "1"
    data.StudyDate = data.SeriesDate = data.AcquisitionDate = data.ContentDate = _STUDY_DATE
    data.StudyTime = data.SeriesTime = data.AcquisitionTime = data.ContentTime = "141000"
    data.AccessionNumber = ""
    data.ReferringPhysicianName = ""
    data.StudyDescription = "腰椎平扫 PHANTOM"
    data.SeriesDescription = description.sequence.name
    data.SeriesNumber = description.sequence.number
    data.AcquisitionNumber = 1
    data.InstitutionName = "模体医院"
    data.Manufacturer = "Phantom"
    data.ManufacturerModelName = "Lumbar phantom 1"
    data.PositionReferenceIndicator = ""
    data.Laterality = ""


def _describe_acquisition(data: Dataset, description: SeriesDescription) -> None:
    sequence = description.sequence
    data.Modality = "MR"
    data.BodyPartExamined = "LSPINE"
    data.PatientPosition = "HFS"
    data.ImageType = ["ORIGINAL", "PRIMARY", "M"]
    data.ScanningSequence = "SE" if sequence.inversion_ms is None else ["SE", "IR"]
    data.SequenceVariant = "SK"
    data.ScanOptions = ""
    data.MRAcquisitionType = "2D"
    data.SequenceName = sequence.name.split(" ", maxsplit=1)[0].lower()
    data.MagneticFieldStrength = "1.5"
    data.EchoTime = f"{sequence.echo_ms:g}"
    data.RepetitionTime = f"{sequence.repetition_ms:g}"
    if sequence.inversion_ms is not None:
        data.InversionTime = f"{sequence.inversion_ms:g}"
    data.EchoTrainLength = 13
    data.FlipAngle = "150"
    data.SliceThickness = f"{description.thickness_mm:g}"
    data.SpacingBetweenSlices = f"{description.step_mm:g}"
    data.PixelSpacing = [f"{description.pixel_mm:g}"] * 2
    data.ImageOrientationPatient = list(_ORIENTATION)


def _describe_pixels(data: Dataset) -> None:
    data.SamplesPerPixel = 1
    data.PhotometricInterpretation = "MONOCHROME2"
    data.BitsAllocated = 16
    data.BitsStored = 12
    data.HighBit = 11
    data.PixelRepresentation = 0
    data.WindowCenter = "400"
    data.WindowWidth = "800"
