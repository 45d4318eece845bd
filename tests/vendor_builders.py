"""Answers, series and connections for tests of the client; no value is symmetric."""

import json
import math
from collections.abc import Mapping

from viewer.domain.references import InstanceReference, SeriesReference
from viewer.domain.series import SeriesDescription, SpacingSource
from viewer.foundation.redact import Secret
from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.plane import ImagePlane
from viewer.geometry.points import PatientPoint
from viewer.vendors.connection import Connection, StoreConnection

SERIES_UID = "1.2.826.77.5"


def a_series(
    *,
    slices: int = 30,
    rows: int = 400,
    columns: int = 480,
    modality: str = "CT",
    step_mm: float = 2.5,
    tilt_deg: float = 0.0,
) -> SeriesDescription:
    """An axial stack; slice i at z = -310 + i·step, spacing 0.8 (rows) × 0.7 (columns)."""
    angle = math.radians(tilt_deg)
    planes = tuple(
        ImagePlane(
            position=PatientPoint(-160.5, -142.25, -310.0 + index * step_mm),
            along_row=(1.0, 0.0, 0.0),
            along_column=(0.0, math.cos(angle), math.sin(angle)),
            row_spacing=0.8,
            column_spacing=0.7,
        )
        for index in range(slices)
    )
    return SeriesDescription(
        reference=SeriesReference("1.2.826.77", SERIES_UID),
        modality=modality,
        instances=tuple(InstanceReference(uid_of(index)) for index in range(slices)),
        rows=rows,
        columns=columns,
        geometry=VolumeGeometry(planes, rows, columns),
        spacing_source=SpacingSource.PIXEL_SPACING,
        pixel_spacing=(0.8, 0.7),
        slice_thickness=step_mm,
    )


def uid_of(index: int) -> str:
    """Return the SOP Instance UID of slice `index` of `a_series`."""
    return f"{SERIES_UID}.{index + 100}"


def a_nodule(**changes: object) -> dict[str, object]:
    """An element at voxel (210, 95, 12) of `a_series`, all three ways of saying so agreeing."""
    nodule: dict[str, object] = {
        "Category": "2-solid",
        "Confidence": "0.87",
        "Diameter": "9.25",
        "ImageX": "210",
        "ImageY": "95",
        "ImageZ": "12",
        "Lobe": "down",
        "Lung": "right",
        "MeanValue": "-31.5",
        "SOPInstanceUID": uid_of(12),
        "Volume": "414.4",
        "X": "-13.5",
        "Y": "-66.25",
        "Z": "-280.0",
    }
    nodule.update(changes)
    return {name: value for name, value in nodule.items() if value is not ...}


def a_series_answer(*nodules: object, **changes: object) -> dict[str, object]:
    """The entry of `Data.Series`."""
    entry: dict[str, object] = {
        "Report": "右肺下叶结节",
        "SeriesInstanceUid": SERIES_UID,
        "Spacing": "[0.7,0.8,2.5]",
        "Origin": "[-160.5,-142.25,-310.0]",
        "Elements": list(nodules),
    }
    entry.update(changes)
    return {name: value for name, value in entry.items() if value is not ...}


def data(*nodules: object, **changes: object) -> dict[str, object]:
    """What `Data` holds."""
    return {"Series": [a_series_answer(*nodules, **changes)]}


def an_envelope(body: object, *, code: object = 0, error: str = "", fee: object = 1) -> bytes:
    """The gateway's envelope around a body."""
    return _bytes(
        {
            "showapi_res_code": code,
            "showapi_res_error": error,
            "showapi_res_id": "5f3c",
            "showapi_fee_num": fee,
            "showapi_res_body": body,
        }
    )


def a_body(**members: object) -> dict[str, object]:
    """A body that says success."""
    return {"ret_code": 0, "remark": "success", "RequestId": "REQ-00000001", **members}


def accepted(request_id: str = "REQ-00000001") -> bytes:
    """The answer to a submission that became a job."""
    return an_envelope(a_body(RequestId=request_id))


def job_answer(status: str, *, job_id: str = "REQ-00000001", **members: object) -> bytes:
    """An answer of 2477-2."""
    return an_envelope(a_body(Data={"JobId": job_id, "Status": status, **members}), fee=0)


def success(*nodules: object, job_id: str = "REQ-00000001") -> bytes:
    """The final answer of 2477-2: the result as a JSON string."""
    result = json.dumps(data(*nodules), ensure_ascii=False)
    return job_answer("PROCESS_SUCCESS", job_id=job_id, Result=result)


def a_connection(base: str = "http://127.0.0.1:9", service: str = "local/0") -> Connection:
    """A connection with recognisable secrets."""
    return Connection(
        service=service,
        showapi=base,
        app_key=Secret("planted-app-key-0123456789"),
        ds_id=Secret("planted-ds-id-0123456789"),
        store=StoreConnection(
            endpoint=base,
            bucket="uploads",
            region="local-1",
            access_key=Secret("planted-access-0123456789"),
            secret_key=Secret("planted-secret-0123456789"),
        ),
    )


PLANTED_SECRETS = (
    "planted-app-key-0123456789",
    "planted-ds-id-0123456789",
    "planted-secret-0123456789",
)


class Pairs:
    """A UID lookup over a mapping of original UIDs by sent ones."""

    def __init__(self, originals: Mapping[str, str]) -> None:
        self._originals = originals

    def original(self, sent: str) -> str | None:
        return self._originals.get(sent)


def _bytes(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()
