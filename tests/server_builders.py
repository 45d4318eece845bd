"""Small CT series, and a running local service as its clients see it."""

import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import obstore
from obstore.store import S3Store
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, ImplicitVRLittleEndian

FRAME_HEADER = 132
_ANSWER_LIMIT_S = 60.0


def a_slice(
    number: int = 1,
    *,
    rows: int = 6,
    columns: int = 8,
    modality: str = "CT",
    series: str = "2.25.41",
    position: tuple[float, float, float] | None = None,
    step: float = 2.5,
) -> Dataset:
    """One CT slice full of water, at `step` mm from its neighbours unless a position is given."""
    data = Dataset()
    data.file_meta = FileMetaDataset()
    data.file_meta.MediaStorageSOPClassUID = CTImageStorage
    data.file_meta.MediaStorageSOPInstanceUID = f"{series}.{number}"
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.SOPClassUID = CTImageStorage
    data.SOPInstanceUID = f"{series}.{number}"
    data.StudyInstanceUID = "2.25.40"
    data.SeriesInstanceUID = series
    data.Modality = modality
    data.InstanceNumber = number
    data.ImagePositionPatient = list(position or (-11.0, 7.5, 30.0 + step * number))
    data.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    data.PixelSpacing = [0.75, 0.75]
    data.SliceThickness = step
    data.Rows, data.Columns = rows, columns
    data.SamplesPerPixel = 1
    data.PhotometricInterpretation = "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit = 16, 12, 11
    data.PixelRepresentation = 0
    data.RescaleSlope, data.RescaleIntercept = 1, -1024
    data.PixelData = np.full((rows, columns), 1024, "<u2").tobytes()
    return data


def encoded(data: Dataset, *, size: int | None = None) -> bytes:
    """The file of a data set; padded to `size` bytes when that is given."""
    file = io.BytesIO()
    data.save_as(file, enforce_file_format=True)
    if size is not None:
        missing = size - len(file.getvalue())
        data.add_new(0xFFFCFFFC, "OB", b"\0" * (missing - 12))
        file = io.BytesIO()
        data.save_as(file, enforce_file_format=True)
        assert len(file.getvalue()) == size
    return file.getvalue()


def a_series(count: int, **options: Any) -> list[bytes]:
    """The files of a small series."""
    return [encoded(a_slice(number, **options)) for number in range(1, count + 1)]


def zipped(files: Sequence[bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of the files, under names that say nothing of their order."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", method) as target:
        for number, content in enumerate(files):
            target.writestr(f"张三/{(number * 7919) % 10007:05d}", content)
    return archive.getvalue()


def a_multiframe(slices: Sequence[Dataset], *, implicit: bool = False) -> bytes:
    """A legacy-converted enhanced file of the slices, each frame with its own position."""
    first = slices[0]
    data = Dataset()
    data.file_meta = FileMetaDataset()
    uid = "1.2.840.10008.5.1.4.1.1.2.2"
    data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID = uid
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID = "2.25.77"
    data.file_meta.TransferSyntaxUID = (
        ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian
    )
    shared = ("StudyInstanceUID", "SeriesInstanceUID", "Modality", "Rows", "Columns")
    pixels = ("BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation", "SamplesPerPixel")
    for keyword in (*shared, *pixels, "PhotometricInterpretation"):
        setattr(data, keyword, first[keyword].value)
    data.NumberOfFrames = len(slices)
    data.SharedFunctionalGroupsSequence = [_shared_groups(first)]
    data.PerFrameFunctionalGroupsSequence = [_frame_groups(item) for item in slices]
    data.PixelData = b"".join(item.PixelData for item in slices)
    return encoded(data)


def _shared_groups(first: Dataset) -> Dataset:
    group, measures, plane, values = (Dataset() for _ in range(4))
    measures.PixelSpacing, measures.SliceThickness = first.PixelSpacing, first.SliceThickness
    plane.ImageOrientationPatient = first.ImageOrientationPatient
    values.RescaleIntercept, values.RescaleSlope = first.RescaleIntercept, first.RescaleSlope
    values.RescaleType = "HU"
    group.PixelMeasuresSequence = [measures]
    group.PlaneOrientationSequence = [plane]
    group.PixelValueTransformationSequence = [values]
    return group


def _frame_groups(item: Dataset) -> Dataset:
    group, place, source = Dataset(), Dataset(), Dataset()
    place.ImagePositionPatient = item.ImagePositionPatient
    source.ReferencedSOPClassUID = item.SOPClassUID
    source.ReferencedSOPInstanceUID = item.SOPInstanceUID
    group.PlanePositionSequence = [place]
    group.ConversionSourceAttributesSequence = [source]
    return group


@dataclass
class LocalService:
    """A started service process, spoken to over real HTTP."""

    process: "subprocess.Popen[str]"
    announced: dict[str, str]
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=30.0))
    _uploads: int = 0

    @classmethod
    def start(cls, data: Path, *faults: str, more: Sequence[str] = ()) -> "LocalService":
        options = [*(word for fault in faults for word in ("--fault", fault)), *more]
        command = [sys.executable, "-m", "viewer", "serve", "--exit-with-stdin"]
        with (data.parent / f"{data.name}.log").open("w") as log:
            process = subprocess.Popen(
                [*command, "--data", str(data), *options],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, "PYTHONWARNINGS": "default"},
            )
        assert process.stdout is not None
        return cls(process, json.loads(process.stdout.readline()))

    def stop(self) -> int:
        """Close its stdin, as the program does when it ends; returns its exit status."""
        self.client.close()
        assert self.process.stdin is not None
        self.process.stdin.close()
        status = self.process.wait(10)
        self._close_stdout()
        return status

    def kill(self) -> None:
        """End it as a power cut would."""
        self.client.close()
        self.process.kill()
        self.process.wait(10)
        assert self.process.stdin is not None
        self.process.stdin.close()
        self._close_stdout()

    def _close_stdout(self) -> None:
        assert self.process.stdout is not None
        self.process.stdout.close()

    def signed(self, method: str, key: str, *, life_s: float = 600.0, **wrong: str) -> str:
        """A signed URL; keyword arguments replace parts of the signing key."""
        keys = {
            "region": self.announced["store_region"],
            "access_key_id": self.announced["store_access_key"],
            "secret_access_key": self.announced["store_secret_key"],
            **wrong,
        }
        store = S3Store(
            self.announced["store_bucket"],
            endpoint=self.announced["store"],
            virtual_hosted_style_request=False,
            client_options={"allow_http": True},
            **keys,
        )
        return obstore.sign(store, method, key, timedelta(seconds=life_s))  # type: ignore[call-overload, no-any-return]

    def upload(self, content: bytes) -> str:
        """Put one object; returns the URL to submit."""
        self._uploads += 1
        key = f"t/{self._uploads}"
        answer = self.client.put(self.signed("PUT", key), content=content)
        assert answer.status_code == 200, answer.text
        return self.signed("GET", key)

    def post(self, path: str, fields: dict[str, Any], app_key: str | None = None) -> httpx.Response:
        """Send a form to the gateway."""
        key = self.announced["app_key"] if app_key is None else app_key
        return self.client.post(
            self.announced["showapi"] + path, params={"appKey": key}, data=fields
        )

    def submit(self, url: str | list[str], **changes: Any) -> dict[str, Any]:
        """Submit to 2477-1 and return the body; a field set to None is left out."""
        fields = {
            "DataFormat": "DICOM",
            "OrgId": "0001",
            "OrgName": "测试医院",
            "URL": url,
            "ds_id": self.announced["ds_id"],
            **changes,
        }
        answer = self.post("/2477-1", {key: v for key, v in fields.items() if v is not None})
        assert answer.status_code == 200, answer.text
        return answer.json()["showapi_res_body"]  # type: ignore[no-any-return]

    def poll(self, request_id: str) -> dict[str, Any]:
        """Ask 2477-2 once and return its Data."""
        answer = self.post("/2477-2", {"JobId": request_id, "ds_id": self.announced["ds_id"]})
        return answer.json()["showapi_res_body"]["Data"]  # type: ignore[no-any-return]

    def wait_for(self, request_id: str) -> dict[str, Any]:
        """Ask until the job is final; returns its Data."""
        end = time.monotonic() + _ANSWER_LIMIT_S
        while time.monotonic() < end:
            data = self.poll(request_id)
            if data["Status"] not in ("QUEUING", "PROCESSING"):
                return data
            time.sleep(0.1)
        raise AssertionError(f"no result in {_ANSWER_LIMIT_S} s")
