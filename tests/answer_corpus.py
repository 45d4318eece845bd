"""The corpus of answers: what a service said, and what must be read of it.

One JSON file for each case: `answer` (a text is sent as it is, anything else as JSON) and
`expected`, the summary of the result. No value in it is symmetric, none is a real patient's.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from tests.mask_builders import Files, a_mask_file
from tests.vendor_builders import a_series
from viewer.domain.finding import Finding, Lobe, Lung, NoduleCategory, Side
from viewer.domain.part import ResultPart
from viewer.domain.result import AnalysisResult
from viewer.domain.series import Container, SeriesDescription
from viewer.geometry.regions import BoxRegion, MarkerRegion, MaskRegion
from viewer.vendors.catalogue import endpoint_named
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway import envelope
from viewer.vendors.gateway.endpoint import About, Endpoint
from viewer.vendors.gateway.medical import LUNG_NODULE
from viewer.vendors.gateway.reading import read_answer

FOLDER = Path(__file__).parent / "unit" / "vendors" / "answers"
CASES = (
    "documented",
    "upstream",
    "strings",
    "empty",
    "broken",
    "refusal",
    "gateway-error",
    "page",
)
"""What there is at least of every endpoint (issue 5, done when 4)."""
ASYNC = "async-result"
"""The folder of 2477-2, which is no endpoint of its own."""
CT_ENDPOINTS = frozenset(
    {"lung-nodule", "chest-ct", "covid-ct", "calcium-score", "ct-registration"}
)


@dataclass(frozen=True)
class Case:
    """One file of the corpus."""

    path: Path

    @property
    def endpoint(self) -> str:
        return self.path.parent.name

    @property
    def raw(self) -> bytes:
        answer = json.loads(self.path.read_text(encoding="utf-8"))["answer"]
        text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        return text.encode()

    @property
    def expected(self) -> dict[str, Any]:
        return json.loads(self.path.read_text(encoding="utf-8"))["expected"]

    def __str__(self) -> str:
        return f"{self.endpoint}/{self.path.stem}"


def cases() -> list[Case]:
    """Return every case, sorted by endpoint and name."""
    return [Case(path) for path in sorted(FOLDER.glob("*/*.json"))]


def read_case(raw: bytes, endpoint: Endpoint) -> AnalysisResult:
    """Read an answer as the viewer does. Raises Garbled."""
    return read_answer(raw, endpoint, about(endpoint.name))


def about(name: str) -> About:
    """Return what the answers of an endpoint are about."""
    if name in CT_ENDPOINTS:
        return About(series=a_series(), files=_files())
    return About(series=_series(name))


def _series(name: str) -> SeriesDescription:
    if name == "lumbar-mri":
        return _sagittal(a_series(slices=24, rows=320, columns=300, modality="MR"))
    film = a_series(slices=1, rows=3000, columns=2500, modality="DX")
    film = replace(film, geometry=None, text=replace(film.text, laterality="L"))
    if name in ("skin", "medical-qa"):
        return replace(film, container=Container.PHOTO, modality="", text=type(film.text)())
    return film


def _sagittal(series: SeriesDescription) -> SeriesDescription:
    geometry = series.geometry
    if geometry is None:
        return series
    planes = tuple(
        replace(
            plane,
            position=plane.position._replace(x=-30.0 + 2.5 * index),
            along_row=(0.0, 1.0, 0.0),
            along_column=(0.0, 0.0, -1.0),
        )
        for index, plane in reversed(list(enumerate(geometry.planes)))
    )
    return replace(series, geometry=replace(geometry, planes=planes))


@lru_cache(maxsize=1)
def _files() -> Files:
    """Return the masks: two calcium lesions of 6 and 2 voxels, an opacity of 20; and the others."""
    series = a_series()
    calcium = np.zeros((480, 400, 30), np.uint8)
    calcium[200:203, 150:152, 9] = 1
    calcium[260, 170:172, 11] = 2
    opacity = np.zeros_like(calcium)
    opacity[90:94, 210:214, 17] = 1
    opacity[90:94, 210, 18] = 1
    return Files(
        ResultUrl=a_mask_file(calcium, series, flips=(False, True, True)),
        Mask=a_mask_file(opacity, series),
        FractureMaskURL=b"-",
        RibSegmentMaskURL=b"-",
        DUrl=b"-",
        NUrl=b"-",
    )


def summary_of(raw: bytes, name: str) -> object:
    """Return what was read in short, or where the answer could not be understood.

    Jobs are those of lung nodules; of one that goes on there is only its status.
    """
    endpoint = LUNG_NODULE if name == ASYNC else endpoint_named(name)
    try:
        opened = envelope.read(raw)
        if opened.status in envelope.UNFINISHED:
            return {"status": opened.status.value, "job": opened.job_id}
        result = read_case(raw, endpoint)
    except Garbled as error:
        return {"garbled": f"{error.path}: {error.detail}"}
    turn = result.turn
    said = {
        "state": result.state.value,
        "failure": result.failure,
        "findings": [_finding(finding) for finding in result.findings],
        "unplaced": [f"{one.path} {one.reason.value}" for one in result.unplaced],
        "notices": [" ".join((one.kind.value, *one.values)) for one in result.notices],
        "parts": [_part(part) for part in result.parts],
        "report": result.report,
        "turn": _without_empty({name: getattr(turn, name) for name in turn.__slots__})
        if turn
        else None,
        "leftovers": [
            f"{path} = {text}" for path, text in result.leftovers if ".Data" in path and text
        ],
    }
    return json.loads(json.dumps(_without_empty(said)))


def _finding(finding: Finding) -> dict[str, object]:
    site = finding.site
    said = {
        "kind": finding.kind.value,
        "slice": finding.placement.slice_index,
        "at": _region(finding),
        "confidence": finding.confidence,
        "category": finding.category.value
        if finding.category is not NoduleCategory.UNKNOWN
        else None,
        "site": [
            *(site.lung.value for _ in [0] if site.lung is not Lung.UNKNOWN),
            *(site.lobe.value for _ in [0] if site.lobe is not Lobe.UNKNOWN),
            *(site.side.value for _ in [0] if site.side is not Side.UNKNOWN),
            *([site.level] if site.level else []),
            *([f"rib {site.rib}"] if site.rib else []),
            *([site.words] if site.words else []),
        ],
        "grades": [f"{one.scale.value} {one.value}" for one in finding.evaluations],
        "measured": {one.name: f"{one.value:.4g} {one.unit.value}" for one in finding.measurements},
        "notes": [" ".join((note.kind.value, *note.values)) for note in finding.notes],
        "extras": [f"{name} = {text}" for name, text in finding.extras],
    }
    return _without_empty(said)


def _region(finding: Finding) -> object:
    region = finding.placement.region
    if isinstance(region, MarkerRegion):
        size = "" if region.diameter_mm is None else f" ⌀{region.diameter_mm:.4g}"
        return f"{region.centre.column:g},{region.centre.row:g}{size}"
    if isinstance(region, BoxRegion):
        return (
            f"{region.low.column:g},{region.low.row:g}–{region.high.column:g},{region.high.row:g}"
        )
    if isinstance(region, MaskRegion):
        return f"{region.mask.voxel_count} voxels"
    raise TypeError(region)


def _part(part: ResultPart) -> str:
    words = [part.kind.value, part.state.value]
    words += [
        f"{one.kind.value}={one.value:.4g}{' own' if one.is_own else ''}" for one in part.figures
    ]
    words += [f"{one.name}:{one.value:g}" for one in part.shares]
    words += [
        f"{level.name}:{'+'.join(one.value for one in level.evaluations)}"
        + ("" if level.finding_uid else "(no place)")
        for level in part.levels
    ]
    words += [f"{one.role.value}@{one.name}" for one in part.files]
    words += [f"{one.entity_id or one.data_id}:{one.score}" for one in part.matches]
    return " ".join(words)


def _without_empty(said: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in said.items() if value not in (None, "", [], (), {})}
