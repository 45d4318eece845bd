"""Forms and small inputs for every endpoint of the local service."""

import gzip
import io
import struct
from typing import Any

import numpy as np
from PIL import Image
from pydicom.dataset import Dataset
from pydicom.uid import DigitalXRayImageStorageForPresentation

from tests.server_builders import LocalService, a_slice, encoded

# What each endpoint's form holds beside ds_id; {url} is where the input's URL goes.
FORMS: dict[int, dict[str, str]] = {
    1: {"DataFormat": "DICOM", "URL": "{url}"},
    3: {"DataFormat": "DICOM", "Url": "{url}"},
    5: {"DataFormat": "DICOM", "URL1": "{url}"},
    6: {
        "DataFormat": "DICOM",
        "DataSourceType": "HTTP_FILES",
        "FloatingURL": "{url}",
        "ReferenceURL": "{url}",
    },
    7: {"DataFormat": "png", "ImageUrl": "{url}", "TracerId": "t-1"},
    8: {"Department": "皮肤科", "QuestionType": "images", "AnswerImageURL": "{url}"},
    9: {"DataFormat": "DICOM", "DataSourceType": "HTTP_FILES", "URL": "{url}"},
    12: {"Url": "{url}"},
    13: {"DataFormat": "DICOM", "URL": "{url}"},
    15: {"DataFormat": "DICOM", "URL": "{url}"},
}


def a_form(service: LocalService, number: int, url: str, **changes: Any) -> dict[str, Any]:
    """The fields of a submission to 2477-`number`; a field set to None is left out."""
    fields: dict[str, Any] = {
        "OrgId": "0001",
        "OrgName": "测试医院",
        "ds_id": service.announced["ds_id"],
        **{name: text.format(url=url) for name, text in FORMS[number].items()},
        **changes,
    }
    return {name: value for name, value in fields.items() if value is not None}


def sent(service: LocalService, number: int, url: str, **changes: Any) -> dict[str, Any]:
    """Submit to 2477-`number`; returns the body inside the envelope."""
    answer = service.post(f"/2477-{number}", a_form(service, number, url, **changes))
    assert answer.status_code == 200, answer.text
    return answer.json()["showapi_res_body"]  # type: ignore[no-any-return]


def a_film(*, modality: str = "DX", frames: int = 1, seed: int = 1) -> bytes:
    """A small radiograph of noise."""
    data: Dataset = a_slice(1, modality=modality)
    data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID = (
        DigitalXRayImageStorageForPresentation
    )
    del data.ImagePositionPatient, data.ImageOrientationPatient, data.SliceThickness
    if frames > 1:
        data.NumberOfFrames = frames
    noise = np.random.default_rng(seed).integers(0, 4000, (frames, data.Rows, data.Columns))
    data.PixelData = noise.astype("<u2").tobytes()
    return encoded(data)


def a_picture(width: int = 40, height: int = 30, kind: str = "PNG", seed: int = 1) -> bytes:
    """A small photo of noise."""
    noise = np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, kind)
    return file.getvalue()


def a_nifti(
    size: tuple[int, ...] = (8, 6, 20),
    thickness: float = 2.5,
    *,
    is_compressed: bool = True,
) -> bytes:
    """A NIfTI-1 file full of water, voxels of 0.75 × 0.75 × `thickness` mm (nifti1.h)."""
    header = bytearray(352)
    struct.pack_into("<i", header, 0, 348)
    dimensions = [len(size), *size, *[1] * (7 - len(size))]
    struct.pack_into("<8h", header, 40, *dimensions)
    struct.pack_into("<2h", header, 70, 4, 16)  # int16
    spacing = [1.0, 0.75, 0.75, thickness, 1.0, 1.0, 1.0, 1.0]
    struct.pack_into("<8f", header, 76, *spacing)
    struct.pack_into("<3f", header, 108, 352.0, 1.0, 0.0)
    header[123] = 2  # mm
    struct.pack_into("<h", header, 254, 1)
    rows = [0.75, 0, 0, -11.0, 0, 0.75, 0, -7.5, 0, 0, thickness, 30.0]
    struct.pack_into("<12f", header, 280, *rows)
    header[344:348] = b"n+1\0"
    content = bytes(header) + b"\0\0" * int(np.prod(size))
    return gzip.compress(content, mtime=0) if is_compressed else content
