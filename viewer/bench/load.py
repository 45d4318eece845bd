"""How fast a CT series becomes a volume: this program beside SimpleITK and plain pydicom."""

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer.bench.result import BenchResult

SLICES: Final = 600
SIDE: Final = 512
REPEATS: Final = 5
_OURS: Final = "viewer"
_PEERS: Final = ("SimpleITK", "pydicom")
_MiB: Final = 1024.0 * 1024.0


@dataclass(frozen=True, slots=True)
class Run:
    """One contestant's run in a process of its own; memory in bytes."""

    volume_s: float
    first_image_s: float
    base_bytes: float
    peak_bytes: float


def run(slices: int = SLICES, repeats: int = REPEATS) -> list[BenchResult]:
    """Write a series of `slices` × 512² int16, load it with each contestant, return medians.

    The contestants take turns, so that a slow moment of the machine does not fall on one of them.
    """
    with tempfile.TemporaryDirectory(prefix="viewer-bench-") as name:
        folder = Path(name)
        write_series(folder, slices)
        contestants = (_OURS, *_PEERS)
        runs: dict[str, list[Run]] = {contestant: [] for contestant in contestants}
        for contestant in contestants:
            _measured(contestant, folder)  # warms the page cache and the compiled modules
        for _ in range(repeats):
            for contestant in contestants:
                runs[contestant].append(_measured(contestant, folder))
    medians = {contestant: _median(results) for contestant, results in runs.items()}
    return _results(medians, slices * SIDE * SIDE * 2)


def _results(runs: Mapping[str, Run], volume_bytes: int) -> list[BenchResult]:
    ours = runs[_OURS]
    peers = {name: runs[name] for name in _PEERS}
    volumes = {name: peer.volume_s for name, peer in peers.items()}
    above = {name: (p.peak_bytes - p.base_bytes) / volume_bytes for name, p in peers.items()}
    return [
        BenchResult("load", "seconds to volume", ours.volume_s, volumes),
        BenchResult("load", "seconds to first image", ours.first_image_s, volumes),
        BenchResult(
            "load",
            "peak memory",
            ours.peak_bytes / _MiB,
            {name: peer.peak_bytes / _MiB for name, peer in peers.items()},
            "MiB",
        ),
        BenchResult(
            "load",
            "peak memory above the start, per volume",
            (ours.peak_bytes - ours.base_bytes) / volume_bytes,
            above,
            "volumes",
        ),
    ]


def _median(runs: list[Run]) -> Run:
    return Run(
        statistics.median(run.volume_s for run in runs),
        statistics.median(run.first_image_s for run in runs),
        statistics.median(run.base_bytes for run in runs),
        statistics.median(run.peak_bytes for run in runs),
    )


def _measured(contestant: str, folder: Path) -> Run:
    command = [sys.executable, "-m", "viewer.bench.load_contestants", contestant, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    return Run(**json.loads(done.stdout))


def write_series(folder: Path, slices: int) -> None:
    """Write a made-up chest-like CT, file names not in slice order."""
    import numpy as np
    from pydicom.dataset import FileDataset, FileMetaDataset
    from pydicom.uid import UID, CTImageStorage, ExplicitVRLittleEndian

    rows, columns = np.mgrid[0:SIDE, 0:SIDE]
    picture = (np.hypot(rows - 256, columns - 256) * 4 - 1000).astype("<i2")
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = CTImageStorage
    for i in range(slices):
        uid = UID(f"2.25.{1000 + i}")
        meta.MediaStorageSOPInstanceUID = uid
        data = FileDataset("", {}, file_meta=meta, preamble=b"\0" * 128)
        for keyword, value in {**_HEADER, **_slice_values(i)}.items():
            setattr(data, keyword, value)
        data.SOPClassUID, data.SOPInstanceUID = CTImageStorage, uid
        data.Rows = data.Columns = SIDE
        data.PixelData = (picture + i).astype("<i2").tobytes()
        data["PixelData"].VR = "OW"
        data.save_as(folder / f"{(i * 7919) % 100_003:06d}", enforce_file_format=True)


def _slice_values(index: int) -> dict[str, object]:
    return {
        "InstanceNumber": index + 1,
        "ImagePositionPatient": [-180.0, -170.0, round(-300.0 + index * 0.625, 4)],
        "SliceLocation": round(-300.0 + index * 0.625, 4),
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
    "SeriesInstanceUID": "2.25.12",
    "StudyID": "1",
    "SeriesNumber": 3,
    "AcquisitionNumber": 1,
    "ImageOrientationPatient": [1, 0, 0, 0, 1, 0],
    "FrameOfReferenceUID": "2.25.13",
    "SamplesPerPixel": 1,
    "PhotometricInterpretation": "MONOCHROME2",
    "PixelSpacing": [0.703125, 0.703125],
    "BitsAllocated": 16,
    "BitsStored": 16,
    "HighBit": 15,
    "PixelRepresentation": 1,
    "WindowCenter": "40",
    "WindowWidth": "400",
    "RescaleIntercept": "0",
    "RescaleSlope": "1",
    "RescaleType": "HU",
}
