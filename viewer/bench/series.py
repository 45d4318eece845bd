"""Series of made-up CT files for the benchmarks."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Values = NDArray[np.uint16]

SLICES: Final = 600
SIDE: Final = 512
_DISTINCT: Final = 20  # slices that are encoded; the others repeat them under their own headers
_STEP_MM: Final = 0.625

KINDS: Final = ("j2k", "jls", "jpegll", "rle", "htj2k")
"""Compressed kinds: JPEG 2000, JPEG-LS, JPEG lossless (SV1), RLE, HTJ2K; all lossless."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to write: so many slices, of a kind of compression (empty: none)."""

    slices: int = SLICES
    side: int = SIDE
    kind: str = ""
    series: int = 0
    """Told apart by number: each has UIDs of its own."""


def write_series(folder: Path, slices: int) -> None:
    """Write an uncompressed made-up chest-like CT, file names not in slice order."""
    write(folder, Plan(slices=slices))


def write(folder: Path, plan: Plan) -> None:
    """Write a series into a folder, file names not in slice order."""
    encode = _encoder(plan.kind)
    contents: list[bytes] = []
    for index in range(plan.slices):
        if len(contents) < min(_DISTINCT, plan.slices):
            contents.append(encode(phantom(plan.side, seed=len(contents))))
        number = (index * 7919) % 100_003
        path = folder / f"{plan.series:02d}{number:06d}"
        _write_slice(path, plan, index, contents[index % len(contents)])


def phantom(side: int, seed: int = 0) -> "Values":
    """Return a noisy slice like one of the chest, stored values of HU + 1024, (side, side)."""
    import numpy as np

    noise = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:side, 0:side] / side - 0.5
    values = np.full((side, side), -1000.0)
    values[(rows / 0.36) ** 2 + (columns / 0.46) ** 2 < 1] = 40.0
    for middle in (-0.2, 0.2):
        values[(rows / 0.24) ** 2 + ((columns - middle) / 0.15) ** 2 < 1] = -860.0
    values[((rows - 0.2) / 0.07) ** 2 + (columns / 0.06) ** 2 < 1] = 400.0
    values += noise.normal(0.0, 18.0, values.shape)
    return np.clip(np.rint(values) + 1024, 0, 4095).astype("<u2")  # type: ignore[no-any-return]


def _encoder(kind: str) -> "Callable[[Values], bytes]":
    """Return what turns a slice into the bytes of its frame."""
    if not kind:
        return lambda values: values.tobytes()
    import imagecodecs

    if kind == "rle":
        return _run_lengths
    encoders: dict[str, Callable[[Values], bytes | bytearray]] = {
        "j2k": lambda v: imagecodecs.jpeg2k_encode(v, level=0, codecformat="j2k", reversible=True),
        "jls": imagecodecs.jpegls_encode,
        "jpegll": lambda v: imagecodecs.jpeg8_encode(v, lossless=True, predictor=1),
        "htj2k": lambda v: imagecodecs.htj2k_encode(v, reversible=True),
    }
    return lambda values: bytes(encoders[kind](values))


def _run_lengths(values: "Values") -> bytes:
    """Encode one frame as DICOM's RLE, row by row, high bytes first (PS3.5 annex G)."""
    import imagecodecs
    import numpy as np

    planes = values.astype(">u2").view(np.uint8).reshape(*values.shape, 2)
    segments = []
    for plane in np.moveaxis(planes, -1, 0):
        packed = b"".join(bytes(imagecodecs.packbits_encode(row.tobytes())) for row in plane)
        segments.append(packed + b"\0" * (len(packed) % 2))
    offsets = [64]
    for segment in segments[:-1]:
        offsets.append(offsets[-1] + len(segment))
    head = [len(segments), *offsets, *[0] * (15 - len(offsets))]
    return np.array(head, "<u4").tobytes() + b"".join(segments)


def _write_slice(path: Path, plan: Plan, index: int, content: bytes) -> None:
    from pydicom.dataset import FileDataset, FileMetaDataset
    from pydicom.encaps import encapsulate
    from pydicom.uid import UID, CTImageStorage

    meta = FileMetaDataset()
    meta.TransferSyntaxUID = UID(_SYNTAXES[plan.kind])
    meta.MediaStorageSOPClassUID = CTImageStorage
    uid = UID(f"2.25.{1000 + plan.series}.{1000 + index}")
    meta.MediaStorageSOPInstanceUID = uid
    data = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
    for keyword, value in {**_HEADER, **_own_values(plan.series, index)}.items():
        setattr(data, keyword, value)
    data.SOPClassUID, data.SOPInstanceUID = CTImageStorage, uid
    data.Rows = data.Columns = plan.side
    data.PixelData = encapsulate([content]) if plan.kind else content
    data["PixelData"].VR = "OB" if plan.kind else "OW"
    data.save_as(path, enforce_file_format=True)


def _own_values(series: int, index: int) -> dict[str, object]:
    height = round(-300.0 + index * _STEP_MM, 4)
    return {
        "InstanceNumber": index + 1,
        "ImagePositionPatient": [-180.0, -170.0, height],
        "SliceLocation": height,
        "SeriesInstanceUID": f"2.25.12{series:03d}",
        "SeriesNumber": 3 + series,
    }


def write_many(folder: Path, series: int, slices: int) -> None:
    """Write several small series into one folder, one study."""
    for number in range(series):
        write(folder, Plan(slices=slices, side=64, series=number))


_SYNTAXES: Final = {
    "": "1.2.840.10008.1.2.1",
    "j2k": "1.2.840.10008.1.2.4.90",
    "jls": "1.2.840.10008.1.2.4.80",
    "jpegll": "1.2.840.10008.1.2.4.70",
    "rle": "1.2.840.10008.1.2.5",
    "htj2k": "1.2.840.10008.1.2.4.201",
}
_HEADER: Final[dict[str, object]] = {
    "SpecificCharacterSet": "ISO_IR 192",
    "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"],
    "StudyDate": "20260101",
    "SeriesDate": "20260101",
    "AcquisitionDate": "20260101",
    "ContentDate": "20260101",
    "StudyTime": "101010",
    "SeriesTime": "101112",
    "AccessionNumber": "1",
    "Modality": "CT",
    "Manufacturer": "None",
    "InstitutionName": "None",
    "StudyDescription": "Benchmark",
    "SeriesDescription": "Chest 0.625",
    "ManufacturerModelName": "Made up",
    "PatientName": "Bench^Load",
    "PatientID": "BENCH",
    "PatientBirthDate": "19700101",
    "PatientSex": "O",
    "PatientAge": "056Y",
    "BodyPartExamined": "CHEST",
    "ScanOptions": "HELICAL",
    "SliceThickness": "0.625",
    "KVP": "120",
    "DataCollectionDiameter": "500",
    "ProtocolName": "Chest",
    "ReconstructionDiameter": "360",
    "GantryDetectorTilt": "0",
    "TableHeight": "150",
    "ExposureTime": "500",
    "XRayTubeCurrent": "200",
    "ConvolutionKernel": "STANDARD",
    "PatientPosition": "FFS",
    "StudyInstanceUID": "2.25.11",
    "StudyID": "1",
    "AcquisitionNumber": 1,
    "ImageOrientationPatient": [1, 0, 0, 0, 1, 0],
    "FrameOfReferenceUID": "2.25.13",
    "SamplesPerPixel": 1,
    "PhotometricInterpretation": "MONOCHROME2",
    "PixelSpacing": [0.703125, 0.703125],
    "BitsAllocated": 16,
    "BitsStored": 16,
    "HighBit": 15,
    "PixelRepresentation": 0,
    "WindowCenter": "40",
    "WindowWidth": "400",
    "RescaleIntercept": "-1024",
    "RescaleSlope": "1",
    "RescaleType": "HU",
}
