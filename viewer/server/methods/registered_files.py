"""The two files of a registration: NIfTI, and a .tar.gz of CT images (PS3.3 A.3)."""

import gzip
import hashlib
import io
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.errors import InvalidDicomError
from pydicom.uid import UID, CTImageStorage, ExplicitVRLittleEndian

from viewer.server.methods.registration import Registration
from viewer.server.methods.scan import Scan
from viewer.server.methods.volume_file import write_volume
from viewer.server.stack import UnfitSeriesError

NIFTI_NAME: Final = "registered.nii.gz"
ARCHIVE_NAME: Final = "registered.tar.gz"
_INTERCEPT: Final = -1024
_HIGHEST: Final = 4095
_GZIP_LEVEL: Final = 3
_IMPLEMENTATION: Final = UID("2.25.171409823345908573044812230914617002231")
_KEPT: Final = (
    "SpecificCharacterSet",
    "PatientName",
    "PatientID",
    "PatientBirthDate",
    "PatientSex",
    "StudyInstanceUID",
    "StudyDate",
    "StudyTime",
    "StudyID",
    "AccessionNumber",
    "ReferringPhysicianName",
    "FrameOfReferenceUID",
    "PositionReferenceIndicator",
    "PatientPosition",
)
_REQUIRED: Final = ("StudyInstanceUID", "FrameOfReferenceUID")


@dataclass(frozen=True)
class Descent:
    """What the registered images take over from the reference: patient, study, frame.

    `attributes` holds only what was sent with the reference, empty where it was not.
    """

    attributes: Dataset
    floating_series: str

    @classmethod
    def of(cls, reference_file: Path, floating: Scan) -> "Descent":
        """Read it from any file of the reference. Raises UnfitSeriesError."""
        try:
            header = dcmread(reference_file, stop_before_pixels=True, specific_tags=list(_KEPT))
            kept = Dataset()
            for keyword in _KEPT:
                setattr(kept, keyword, header.get(keyword, ""))
        except (InvalidDicomError, ValueError, AttributeError, KeyError) as error:
            raise UnfitSeriesError("RegistrationFailed", "参考序列的文件头无法读取") from error
        for keyword in _REQUIRED:
            if not kept.get(keyword):
                setattr(kept, keyword, _uid("missing", keyword, floating.series_instance_uid))
        if not kept.SpecificCharacterSet:
            del kept.SpecificCharacterSet
        return cls(kept, floating.series_instance_uid)


def write_registration(
    reference: Scan, result: Registration, descent: Descent, folder: Path
) -> None:
    """Write `registered.nii.gz` and `registered.tar.gz` into a folder. Raises OSError."""
    write_volume(reference, result.voxels, folder / NIFTI_NAME)
    with (
        (folder / ARCHIVE_NAME).open("wb") as file,
        gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        data = _shared(reference, descent)
        for number, plane in enumerate(result.voxels):
            content = _instance(data, reference, number, plane)
            member = tarfile.TarInfo(f"IM{number + 1:04d}.dcm")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


def _shared(reference: Scan, descent: Descent) -> Dataset:
    """Return what all images share: the geometry of the reference, a series of their own."""
    lengths = np.linalg.norm(reference.axes, axis=0)
    row, column = (reference.axes[:, axis] / lengths[axis] for axis in (0, 1))
    step = abs(float(reference.axes[:, 2] @ np.cross(row, column)))
    data = Dataset()
    data.update(descent.attributes)
    data.file_meta = FileMetaDataset()
    data.file_meta.MediaStorageSOPClassUID = CTImageStorage
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta.ImplementationClassUID = _IMPLEMENTATION
    data.SOPClassUID = CTImageStorage
    data.Modality = "CT"
    data.SeriesInstanceUID = _uid("series", reference.series_instance_uid, descent.floating_series)
    data.SeriesNumber = "900"
    data.SeriesDescription = "Registered onto the reference series"
    data.ImageType = ["DERIVED", "SECONDARY", "AXIAL"]
    data.DerivationDescription = "Resampled after rigid and B-spline registration"
    data.Manufacturer = "Local reference service"
    data.AcquisitionNumber = data.KVP = ""
    data.PixelSpacing = [_decimal(lengths[1]), _decimal(lengths[0])]
    data.SliceThickness = data.SpacingBetweenSlices = _decimal(step)
    data.ImageOrientationPatient = [_decimal(value) for value in (*row, *column)]
    _describe_pixels(data)
    return data


def _describe_pixels(data: Dataset) -> None:
    data.RescaleIntercept, data.RescaleSlope, data.RescaleType = str(_INTERCEPT), "1", "HU"
    data.SamplesPerPixel = 1
    data.PhotometricInterpretation = "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit = 16, 12, 11
    data.PixelRepresentation = 0
    data.WindowCenter, data.WindowWidth = ["-600", "40"], ["1500", "400"]
    data.WindowCenterWidthExplanation = ["LUNG", "MEDIASTINUM"]


def _instance(data: Dataset, reference: Scan, number: int, plane: NDArray[np.int16]) -> bytes:
    position = reference.origin + number * reference.axes[:, 2]
    data.SOPInstanceUID = _uid("image", str(data.SeriesInstanceUID), str(number))
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    data.InstanceNumber = number + 1
    data.ImagePositionPatient = [_decimal(value) for value in position]
    stored = np.clip(plane.astype(np.int32) - _INTERCEPT, 0, _HIGHEST).astype("<u2")
    data.Rows, data.Columns = stored.shape
    data.PixelData = stored.tobytes()
    buffer = io.BytesIO()
    data.save_as(buffer, enforce_file_format=True)
    return buffer.getvalue()


def _uid(*names: str) -> UID:
    """Return the UID that belongs to some names (PS3.5 B.2: 2.25 and a 128-bit number)."""
    digest = hashlib.sha256("/".join(("registration", *names)).encode()).digest()
    return UID(f"2.25.{int.from_bytes(digest[:16], 'big')}")


def _decimal(value: float) -> str:
    """Return a number as DS has it, at most 16 characters (PS3.5 6.2)."""
    return f"{value:.9g}"[:16]
