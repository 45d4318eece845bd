"""Small multi-frame objects for tests: segmentations and doses, with known values and places."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as Items
from pydicom.uid import generate_uid

from tests.image_builders import EXPLICIT, save

SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4"
ENHANCED_MR = "1.2.840.10008.5.1.4.1.1.4.1"
DOSE = "1.2.840.10008.5.1.4.1.1.481.2"


def a_header(modality: str, sop_class: str, rows: int, columns: int) -> Dataset:
    """Return a data set of 8-bit grey without pixels."""
    data = Dataset()
    data.SOPClassUID, data.SOPInstanceUID = sop_class, generate_uid()
    data.StudyInstanceUID, data.SeriesInstanceUID = generate_uid(), generate_uid()
    data.Modality, data.PatientID, data.SeriesNumber = modality, "T-1", 4
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.Rows, data.Columns = rows, columns
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 8, 8, 7, 0
    return data


def write_segmentation(
    path: Path,
    frames: Sequence[tuple[int, float]],
    *,
    labels: Sequence[str] = ("Liver", "肿瘤"),
    kind: str = "BINARY",
    shape: tuple[int, int] = (5, 7),
) -> NDArray[np.uint8]:
    """Write a SEG whose frames are (segment number, z mm); return the values of each frame."""
    rows, columns = shape
    data = a_header("SEG", SEGMENTATION, rows, columns)
    data.SpecificCharacterSet, data.SeriesDescription = "ISO_IR 192", "Organs"
    data.SegmentationType = kind
    data.NumberOfFrames = len(frames)
    data.SegmentSequence = Items([_segment(n, label) for n, label in enumerate(labels, start=1)])
    data.SharedFunctionalGroupsSequence = Items([_shared()])
    data.PerFrameFunctionalGroupsSequence = Items([_frame(*frame) for frame in frames])
    rng = np.random.default_rng(11)
    values = rng.integers(0, 2, (len(frames), rows, columns), dtype=np.uint8)
    if kind == "BINARY":
        data.BitsAllocated, data.BitsStored, data.HighBit = 1, 1, 0
        content = np.packbits(values.reshape(-1), bitorder="little").tobytes()
    else:
        data.MaximumFractionalValue = 200
        values *= 200
        content = values.tobytes()
    data.PixelData = content + b"\0" * (len(content) % 2)
    data["PixelData"].VR = "OB"
    save(data, path)
    return values


def write_dose(
    path: Path, offsets: Sequence[float], *, origin: Sequence[float] = (-10, -20, 30)
) -> NDArray[np.uint32]:
    """Write a dose grid of 4 × 6 and 0.001 Gy per stored unit; return the stored values."""
    data = a_header("RTDOSE", DOSE, 4, 6)
    data.BitsAllocated, data.BitsStored, data.HighBit = 32, 32, 31
    data.NumberOfFrames, data.GridFrameOffsetVector = len(offsets), list(offsets)
    data.ImagePositionPatient, data.ImageOrientationPatient = list(origin), [1, 0, 0, 0, 1, 0]
    data.PixelSpacing, data.DoseGridScaling, data.DoseUnits = [2.5, 3.5], "0.001", "GY"
    values = np.arange(len(offsets) * 24, dtype="<u4").reshape(-1, 4, 6) * 1000
    data.PixelData = values.tobytes()
    data["PixelData"].VR = "OW"
    save(data, path, EXPLICIT)
    return values


def write_enhanced(path: Path, frames: Sequence[tuple[float, int]]) -> None:
    """Write an enhanced MR whose frames are (z mm, b-value index); each is filled by its number."""
    data = a_header("MR", ENHANCED_MR, 4, 6)
    data.NumberOfFrames = len(frames)
    data.SharedFunctionalGroupsSequence = Items([_shared()])
    items = []
    for z, index in frames:
        item, content = _frame(1, z), Dataset()
        content.DimensionIndexValues = [1, int(z), index]
        item.FrameContentSequence = Items([content])
        items.append(item)
    data.PerFrameFunctionalGroupsSequence = Items(items)
    data.PixelData = np.repeat(np.arange(len(frames), dtype=np.uint8), 24).tobytes()
    data["PixelData"].VR = "OB"
    save(data, path)


def _segment(number: int, label: str) -> Dataset:
    item = Dataset()
    item.SegmentNumber, item.SegmentLabel, item.SegmentAlgorithmType = number, label, "AUTOMATIC"
    return item


def _shared() -> Dataset:
    item, orientation, measures = Dataset(), Dataset(), Dataset()
    orientation.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    measures.PixelSpacing, measures.SliceThickness = [0.8, 0.6], 2
    item.PlaneOrientationSequence = Items([orientation])
    item.PixelMeasuresSequence = Items([measures])
    return item


def _frame(segment: int, z: float) -> Dataset:
    item, place, identification = Dataset(), Dataset(), Dataset()
    place.ImagePositionPatient = [-1.5, -2.5, z]
    identification.ReferencedSegmentNumber = segment
    item.PlanePositionSequence = Items([place])
    item.SegmentIdentificationSequence = Items([identification])
    return item
