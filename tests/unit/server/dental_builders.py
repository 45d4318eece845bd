"""The dental service inside the test's own process, spoken to without a socket."""

import asyncio
from typing import Any

import httpx
from starlette.applications import Starlette

from viewer.server.dental import DentalService
from viewer.server.dental_faults import DentalFaults
from viewer.server.envelope import Json
from viewer.server.worker import Task

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
TOOTH: Json = {
    "fdi": "11",
    "tooth_bbox": [10.0, 20.0, 30.0, 60.0],
    "segmentation": {
        "mode": "polygon",
        "bbox": [10.0, 20.0, 30.0, 60.0],
        "polygons": [[[10.0, 20.0], [30.0, 20.0], [20.0, 60.0]]],
    },
    "status": "疑似",
    "diseases": [
        {
            "name": "龋齿",
            "name_en": "Caries",
            "status": "疑似",
            "confidence": 0.4,
            "bbox": [12.0, 22.0, 18.0, 28.0],
            "geometry": {"type": "bbox", "bbox": [12.0, 22.0, 18.0, 28.0], "polygons": None},
        }
    ],
}
LANDMARKS: Json = [
    {
        "index": number,
        "name": name,
        "definition_zh": None,
        "x": 4.0 * number,
        "y": 8.0,
        "valid": True,
    }
    for number, name in enumerate(("A", "ANS", "S"))
]
TRUTHS: dict[str, Json] = {
    "intraoral": {"teeth": [TOOTH], "image_level_diseases": []},
    "panoramic": {"teeth": [TOOTH], "image_level_diseases": []},
    "cephalometric": {"teeth": [], "landmarks": LANDMARKS, "image_level_diseases": []},
}


def known(_: bytes, image_type: str) -> Task:
    """Every picture has 100 × 80 pixels and the truth of its type."""
    return {"width": 100, "height": 80, "truth": TRUTHS[image_type]}


def posted(
    faults: DentalFaults = DentalFaults(),  # noqa: B008 - a frozen value
    *,
    most_bytes: int = 1000,
    path: str = "/api/v1/detect",
    **request: Any,
) -> httpx.Response:
    """What the service answers to a form with a small picture, or to the request given."""
    service = DentalService("secret", known, faults, most_bytes)
    form = request or {"data": {"image_type": "intraoral"}, "files": {"file": PNG_HEAD}}

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=Starlette(routes=service.routes()))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            headers = {"Authorization": "Bearer secret"} | form.pop("headers", {})
            return await client.post(f"/dental{path}", headers=headers, **form)

    return asyncio.run(ask())


def answered(fault: str = "", image_type: str = "intraoral") -> dict[str, Any]:
    """The document that comes with a fault."""
    faults = DentalFaults(**({fault: True} if fault else {}))
    answer = posted(faults, path=f"/api/v1/{image_type}/detect", files={"file": PNG_HEAD})
    return answer.json()  # type: ignore[no-any-return]
