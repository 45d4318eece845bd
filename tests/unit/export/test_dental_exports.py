"""Dental findings in pictures, in findings.json and in the report."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from tests.dental_findings import a_disease, a_landmark, a_tooth, of_image, ring
from tests.image_builders import write_series
from tests.pdf_text import pdf_text
from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.part import PartKind, PartState, ResultPart
from viewer.domain.result import AnalysisResult, Notice, NoticeKind, RunState
from viewer.domain.review import Review
from viewer.domain.standing import Decision, Standing
from viewer.export.figure import FigureRequest, draw_figure
from viewer.export.findings_json import RunFacts, findings_document
from viewer.export.report import ReportRequest, write_report
from viewer.export.report_dental import tabled
from viewer.export.slices import volume_with
from viewer.geometry.regions import PolygonRegion
from viewer.imaging.grey.voi import GreyState
from viewer.imaging.grey.window import Window
from viewer.imaging.scan import scan
from viewer.imaging.volume import Volume
from viewer.overlay.compose import OverlayState
from viewer.overlay.style import REJECTED
from viewer.paint.image import to_array

pytestmark = pytest.mark.usefixtures("qapp")

PARTS = tuple(
    ResultPart(kind=kind, state=PartState.FOUND)
    for kind in (PartKind.TEETH, PartKind.IMAGE_DISEASES)
)
RUN = RunFacts(endpoint="panoramic", state=RunState.DONE)


@pytest.fixture
def volume(tmp_path: Path) -> Volume:
    write_series(tmp_path / "in", slices=2, rows=60, columns=100)
    (stack,) = scan([tmp_path / "in"]).stacks
    return volume_with(stack, [0])


def a_result(*findings, notices=()):
    return AnalysisResult(
        "panoramic", RunState.DONE, findings=findings, parts=PARTS, notices=notices
    )


def judged(**standings: Standing) -> Review:
    return Review("run", {uid.replace("_", "-"): s for uid, s in standings.items()})


def document(volume, result, review=None):
    series = volume.stack.description
    made = findings_document(RUN, result, review or Review("run"), series)
    return {finding["id"]: finding for finding in made["findings"]}


def test_teeth_have_their_outlines_numbers_and_statuses_in_the_document(volume) -> None:
    tooth = a_tooth("16", "suspected")
    region = PolygonRegion(ring(10, 10), (ring(40, 10),))
    tooth = replace(tooth, placement=replace(tooth.placement, region=region))

    said = document(volume, a_result(tooth, a_disease(), of_image(), a_landmark("S")))

    outline = said["tooth-16"]
    assert outline["shape"]["type"] == "polygon"
    assert len(outline["shape"]["rings"]) == 2
    assert outline["extras"]["tooth"] == "16"
    assert outline["extras"]["raw_outline"] == [[[p.column, p.row] for p in ring(9, 9, 10.0)]]
    assert outline["evaluations"] == [{"scale": "dental-status", "value": "suspected"}]
    assert said["caries-16"]["label"] == "16 caries"
    assert said["image-calculus"]["shape"] == {"type": "none", "points": []}
    assert said["point-S"]["shape"] == {"type": "landmark", "points": [[40.0, 30.0]]}
    assert said["point-S"]["extras"]["landmark"] == "S"


def test_what_the_service_said_stays_beside_another_tooth_and_status(volume) -> None:
    other = (Evaluation(Scale.DENTAL_STATUS, "confirmed"),)
    review = judged(tooth_16=Standing(tooth="17", evaluations=other))

    said = document(volume, a_result(a_tooth("16", "healthy")), review)["tooth-16"]

    assert (said["extras"]["tooth"], said["label"]) == ("17", "17")
    assert said["extras"]["service_tooth"] == "16"
    assert said["extras"]["service_evaluations"] == [{"scale": "dental-status", "value": "healthy"}]


def picture(volume, *findings, remarks=(), **more):
    request = FigureRequest(
        volume=volume,
        slice_index=0,
        grey=GreyState(Window(300.0, 900.0)),
        findings=findings,
        remarks=remarks,
        size=(600, 360),
        **more,
    )
    return to_array(draw_figure(request).image).astype(int)


def test_a_warning_and_the_diseases_of_the_whole_stand_on_exported_pictures(volume) -> None:
    bare = picture(volume)
    warned = picture(volume, remarks=("Incomplete",))
    named = picture(volume, of_image())
    hidden = picture(volume, of_image(), overlay=OverlayState(is_visible=False))

    assert np.abs(warned - bare)[:60].any()
    assert np.abs(named - bare)[:60].any()
    assert np.array_equal(hidden, bare)
    plain = picture(volume, is_plain=True)
    assert np.array_equal(picture(volume, remarks=("Incomplete",), is_plain=True), plain)


def test_a_rejected_disease_stays_in_the_picture_in_grey(volume) -> None:
    disease = a_disease()
    decisions = {disease.uid: Decision.REJECTED}

    pixels = picture(volume, disease, decisions=decisions)

    grey = np.array([int(REJECTED[at : at + 2], 16) for at in (1, 3, 5)])
    assert (np.abs(pixels - grey).max(axis=2) < 12).any()


def test_sound_teeth_have_no_row_unless_a_reader_did_something_with_them() -> None:
    findings = (a_tooth("11"), a_tooth("12"), a_tooth("16", "confirmed"), a_disease("16"))
    review = judged(tooth_12=Standing(decision=Decision.REJECTED))

    rows = [finding.uid for finding in tabled((*findings, of_image(), a_landmark("S")), review)]

    assert rows == ["tooth-12", "caries-16", "image-calculus"]


def test_the_report_says_that_a_result_is_not_whole_and_names_sound_teeth(volume, tmp_path) -> None:
    result = a_result(
        a_tooth("11"),
        a_tooth("16", "confirmed"),
        a_disease("16"),
        of_image(),
        notices=(Notice(NoticeKind.PARTIAL),),
    )
    request = ReportRequest(
        volume=volume,
        run=RUN,
        result=result,
        review=Review("run"),
        created=datetime(2026, 3, 4, 9, 0, tzinfo=UTC),
    )
    path = tmp_path / "report.pdf"
    write_report(path, request)

    text = pdf_text(path)

    assert "2 teeth, 1 with findings" in text
    assert "Incomplete: a part of the analysis failed" in text
    assert "Healthy: 11" in text
    assert "calculus (suspected)" in text
    assert "upper right first molar" in text
