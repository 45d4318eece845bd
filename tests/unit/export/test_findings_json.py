"""findings.json as documented in docs/formats.md."""

import json
from datetime import UTC, datetime

import pytest

from tests.overlay_builders import a_finding, a_series, without_geometry
from tests.review_builders import a_review
from viewer.domain.references import SeriesReference
from viewer.domain.result import (
    AnalysisResult,
    Notice,
    NoticeKind,
    RunState,
    Unplaced,
    UnplacedReason,
)
from viewer.domain.standing import Decision
from viewer.export.findings_json import RunFacts, findings_document, write_findings
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, PolygonRegion
from viewer.storage.runs import Run
from viewer.vendors.errors import Refused, failure_text

SERIES = a_series()
RUN = RunFacts(
    endpoint="lung-nodule",
    state=RunState.DONE,
    service="local/0",
    started=datetime(2026, 3, 4, 8, 15, tzinfo=UTC),
    fee=1,
    parameters=(("Threshold", "0.70"),),
)


def document(*findings, run=RUN, series=SERIES, **more):
    result = AnalysisResult("lung-nodule", run.state, findings=findings, **more)
    review = a_review({"finding-1": Decision.ACCEPTED})
    return json.loads(json.dumps(findings_document(run, result, review, series)))


def test_a_finding_has_all_its_members() -> None:
    (finding,) = document(a_finding())["findings"]

    assert finding == {
        "id": "finding-1",
        "kind": "nodule",
        "label": "solid 8.0 mm",
        "confidence": 0.9,
        "frame": {"index": 5, "sop_instance_uid": "1.2.3.4.5"},
        "shape": {"type": "marker", "points": [[40.25, 21.75]], "radius": 8.0},
        "measurements": [
            {"code": "diameter", "value": 8.0, "unit": "mm"},
            {"code": "volume", "value": 268.1, "unit": "mm3"},
            {"code": "mean", "value": -35.0, "unit": "[hnsf'U]"},
        ],
        "evaluations": [],
        "decision": "accepted",
        "reason": None,
        "comment": "",
        "judged": None,
        "extras": {
            "number": 1,
            "category": "solid",
            "lung": "right",
            "lobe": "up",
            "side": "unknown",
            "level": "",
            "rib": None,
            "place": "",
            "patient_mm": None,
            "notes": [],
            "fields": {"Confidence": "0.9", "Extra": "kept"},
            "origin": "service",
            "is_edited": False,
        },
    }


def test_the_run_is_told_with_its_remarks() -> None:
    notices = (Notice(NoticeKind.REFERENCE_METHOD),)

    made = document(notices=notices, report="检出结节")

    assert list(made) == [
        "version",
        "run",
        "findings",
        "parts",
        "turn",
        "not_placed",
        "analyses",
        "review",
    ]
    assert made["version"] == 1
    assert made["run"] == {
        "endpoint": "lung-nodule",
        "state": "done",
        "service": "local/0",
        "started": "2026-03-04T08:15:00+00:00",
        "fee": 1,
        "parameters": {"Threshold": "0.70"},
        "failure": "",
        "notices": [{"kind": "reference-method", "values": []}],
        "report": "检出结节",
    }


@pytest.mark.parametrize("state", [RunState.NONE, RunState.FAILED])
def test_none_and_failed_are_not_the_same(state) -> None:
    run = RunFacts(endpoint="lung-nodule", state=state)

    made = document(run=run, failure="busy")

    assert (made["run"]["state"], made["findings"]) == (state.value, [])
    assert made["run"]["started"] is None


def test_what_has_no_place_is_listed_with_its_reason() -> None:
    nowhere = Unplaced("u1", "Elements[3]", UnplacedReason.NOT_A_NUMBER, (("ImageX", "NaN"),))

    assert document(unplaced=(nowhere,))["not_placed"] == [
        {"id": "u1", "reason": "not a number", "path": "Elements[3]", "fields": {"ImageX": "NaN"}}
    ]


def test_without_spacing_a_marker_has_no_radius() -> None:
    (finding,) = document(a_finding(), series=without_geometry(SERIES))["findings"]

    assert finding["shape"] == {"type": "marker", "points": [[40.25, 21.75]]}
    assert "mm" not in finding["label"]


def test_boxes_and_polygons_have_their_corners() -> None:
    box = BoxRegion(ImagePoint(2, 3), ImagePoint(12, 9))
    triangle = PolygonRegion((ImagePoint(0, 0), ImagePoint(10, 0), ImagePoint(0, 10)))

    made = document(a_finding(1, region=box), a_finding(2, region=triangle))["findings"]

    assert [finding["shape"] for finding in made] == [
        {"type": "box", "points": [[2, 3], [12, 9]]},
        {"type": "polygon", "points": [[0, 0], [10, 0], [0, 10]]},
    ]


def test_the_file_is_readable_as_it_is(tmp_path) -> None:
    path = tmp_path / "findings.json"

    write_findings(path, {"report": "结节"})

    assert "结节" in path.read_text(encoding="utf-8")


def test_why_a_run_failed_is_said_in_words_not_in_the_librarys_own_form() -> None:
    kept = Run(
        uid="job-1",
        endpoint="lung-nodule",
        series=SeriesReference("1.2", "1.2.3"),
        state=RunState.FAILED,
        service="local/0",
        started=datetime(2026, 3, 4, tzinfo=UTC),
        finished=datetime(2026, 3, 4, tzinfo=UTC),
        fee=0,
        failure=failure_text(Refused("1101", "too few")),
    )

    assert RunFacts.of(kept).failure.startswith("The service refused (1101): too few")
