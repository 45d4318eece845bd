"""The corpus of dental answers: what the service said, and what must be read of it.

One JSON file for each case, as in `tests.answer_corpus`. The pictures are 640 × 480 (a photograph),
900 × 400 (a panoramic film) and 480 × 600 px (a cephalogram).
"""

import json
from dataclasses import replace
from pathlib import Path

from tests.answer_corpus import Case
from tests.vendor_builders import a_series
from viewer.domain.finding import Finding
from viewer.domain.part import ResultPart
from viewer.domain.result import AnalysisResult
from viewer.domain.series import Container, SeriesDescription
from viewer.geometry.regions import BoxRegion, PointRegion, PolygonRegion, WholeImageRegion
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.dental.answer import read_dental
from viewer.vendors.errors import VendorError
from viewer.vendors.gateway.endpoint import About, SentPicture

FOLDER = Path(__file__).parent / "unit" / "vendors" / "dental" / "answers"
SIZES = {"intraoral": (640, 480), "panoramic": (900, 400), "cephalometric": (480, 600)}
COORDINATES = {
    "origin": "top_left",
    "x_axis": "right",
    "y_axis": "down",
    "unit": "pixel",
    "bbox_format": "xyxy_absolute",
}


def cases() -> list[Case]:
    """Return every case, sorted by kind of picture and name."""
    return [Case(path) for path in sorted(FOLDER.glob("*/*.json"))]


def a_picture(name: str, orientation: int = 1) -> SeriesDescription:
    """Return a photograph of the size that the corpus has for a kind."""
    columns, rows = SIZES[name]
    film = a_series(slices=1, rows=rows, columns=columns, modality="XC")
    return replace(
        film,
        geometry=None,
        pixel_spacing=None,
        container=Container.PHOTO,
        exif_orientation=orientation,
    )


def about(name: str, sent: tuple[int, int] | None = None, orientation: int = 1) -> About:
    """Return what an answer is about: a picture sent in the size that is shown, or another."""
    shown = SIZES[name]
    picture = SentPicture(*(sent or shown), *shown, orientation)
    return About(series=a_picture(name, orientation), picture=picture)


def a_document(name: str, **members: object) -> dict[str, object]:
    """Return a success as the service words it; `...` leaves a member out."""
    columns, rows = SIZES[name]
    document: dict[str, object] = {
        "success": True,
        "image_type": name,
        "inference_status": "ok",
        "error": None,
        "error_code": None,
        "request_id": f"{name}_20260504_165326_92967e50",
        "elapsed_ms": 8420,
        "coordinate_system": COORDINATES,
        "image": {"width": columns, "height": rows},
        "teeth": [],
        "image_level_diseases": [],
        "summary": {},
        "meta": {},
        **members,
    }
    return {key: value for key, value in document.items() if value is not ...}


def read(name: str, document: object, **how: object) -> AnalysisResult:
    """Read a document as the viewer does."""
    raw = json.dumps(document, ensure_ascii=False).encode()
    return read_dental(raw, endpoint_named(name), about(name, **how))  # type: ignore[arg-type]


def summary_of(raw: bytes, name: str) -> object:
    """Return what was read in short, or why the answer is not drawn."""
    try:
        result = read_dental(raw, endpoint_named(name), about(name))
    except VendorError as error:
        return {"raised": f"{error.code}: {' · '.join(error.facts)}"}
    said = {
        "state": result.state.value,
        "failure": result.failure,
        "findings": [finding_words(finding) for finding in result.findings],
        "unplaced": [f"{one.path} {one.reason.value}" for one in result.unplaced],
        "notices": [" ".join((one.kind.value, *one.values)) for one in result.notices],
        "parts": [_part(part) for part in result.parts],
    }
    return {key: value for key, value in said.items() if value}


def _part(part: ResultPart) -> str:
    figures = (f"{figure.kind.value}={figure.value:g}" for figure in part.figures)
    return " ".join((part.kind.value, part.state.value, *figures))


def finding_words(finding: Finding) -> str:
    """Return a finding in one line."""
    words = [
        f"{finding.number} {finding.kind.value}",
        finding.site.tooth,
        finding.site.landmark,
        region_words(finding.placement.region),
        f"raw {region_words(finding.raw)}" if finding.raw else "",
        "" if finding.confidence is None else f"{finding.confidence:g}",
        "+".join(one.value for one in finding.evaluations),
        *(f"!{note.kind.value}" for note in finding.notes),
        *(f"?{name}={text}" for name, text in finding.extras),
    ]
    return " | ".join(word for word in words if word)


def region_words(region: object) -> str:
    """Return where a finding is drawn."""
    if isinstance(region, BoxRegion):
        return f"box {_point(region.low)} {_point(region.high)}"
    if isinstance(region, PointRegion):
        return f"at {_point(region.point)}"
    if isinstance(region, WholeImageRegion):
        return f"whole {region.columns}×{region.rows}"
    if isinstance(region, PolygonRegion):
        return " / ".join(" ".join(map(_point, ring)) for ring in region.rings)
    raise TypeError(region)


def _point(point: tuple[float, float]) -> str:
    return f"{point[0]:g},{point[1]:g}"
