"""docs/formats.md shows what is really written."""

import json
import re
from dataclasses import replace
from pathlib import Path

from tests.library_builders import a_job
from tests.overlay_builders import a_finding, a_series
from tests.review_builders import an_account, an_event
from viewer.cli.jobs import _document
from viewer.domain.job import JobInput, JobState
from viewer.domain.ledger import Action
from viewer.domain.result import AnalysisResult, RunState, Unplaced, UnplacedReason
from viewer.domain.review import Review
from viewer.export.findings_json import RunFacts, findings_document
from viewer.geometry.points import PatientPoint
from viewer.overlay.camera import Camera
from viewer.overlay.compose import OverlayState, compose
from viewer.overlay.layout import DrawnFrame, layout_document, left_out

_PAGE = Path(__file__).parents[3] / "docs" / "formats.md"
SERIES = a_series(spacing=(0.5, 0.5))
NOWHERE = Unplaced("u", "Elements[1]", UnplacedReason.NOT_A_NUMBER)


def shown(number: int):
    """Return one of the page's JSON examples."""
    examples = re.findall(r"```json\n(.*?)```", _PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return json.loads(examples[number])


def shape(value):
    """Return the members of a document, lists by their first element, without values."""
    if isinstance(value, dict):
        return {key: shape(member) for key, member in value.items() if key != "fields"}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return None


def test_the_findings_example_has_the_members_that_are_written() -> None:
    finding = a_finding()
    placed = replace(finding.placement, patient=PatientPoint(1, 2, 3))
    result = AnalysisResult(
        "lung-nodule", RunState.DONE, (replace(finding, placement=placed),), (NOWHERE,)
    )
    run = RunFacts(endpoint="lung-nodule", state=RunState.DONE)
    account = an_account(
        an_event(Action.ACCEPT, finding.uid),
        an_event(Action.NOTHING_FURTHER),
        an_event(Action.SIGN),
    )

    written = shape(findings_document(run, result, Review("run"), SERIES, account))

    example = shape(shown(0))
    for document in (written, example):
        document["run"].pop("parameters")
        document["run"].pop("notices")
    assert written == example


def test_the_layout_example_has_the_members_that_are_written() -> None:
    items = compose((a_finding(),), SERIES, 5, OverlayState(), {})
    missing = left_out((a_finding(),), (NOWHERE,), items, OverlayState())
    frame = DrawnFrame(5, SERIES.instances[5], Camera.fit(100, 60, 1.0, 200, 120))

    assert shape(layout_document(frame, items, missing)) == shape(shown(1))


def test_the_jobs_example_has_the_members_that_are_printed() -> None:
    section = _PAGE.read_text(encoding="utf-8").split("## `viewer jobs list --json`")[1]
    example = json.loads(re.findall(r"```\n(.*?)```", section, re.DOTALL)[0])

    job = a_job(others=(JobInput(slot="floating", series=a_job().series),))
    assert shape(example) == shape({"version": 1, "jobs": [_document(job)]})
    assert all(f"`{state.value}`" in section for state in JobState)
