"""Grades, parts and masks in findings.json, in the report, in pictures."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from tests.image_builders import write_series
from tests.pdf_text import pdf_text
from tests.result_builders import (
    a_chest_result,
    a_hip_result,
    a_knee_result,
    a_nodule_of,
    a_registration_result,
    a_skin_result,
    a_spine_result,
)
from viewer.domain.consultation import ConsultationTurn
from viewer.domain.finding import FindingKind
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.review import Review
from viewer.domain.standing import Decision
from viewer.export.findings_json import RunFacts, findings_document
from viewer.export.key_picture import KeyPicture, draw_key_picture
from viewer.export.report import ReportRequest, write_report
from viewer.export.slices import volume_with
from viewer.export.windows import window_of
from viewer.imaging.scan import scan
from viewer.imaging.stack import ImageStack
from viewer.imaging.volume import Volume
from viewer.overlay.wording import ENGLISH
from viewer.paint.image import to_array

pytestmark = pytest.mark.usefixtures("qapp")

CREATED = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def stack(tmp_path: Path) -> ImageStack:
    write_series(tmp_path / "in", slices=9, rows=60, columns=80)
    (found,) = scan([tmp_path / "in"]).stacks
    return found


@pytest.fixture
def volume(stack: ImageStack) -> Volume:
    return volume_with(stack, range(9))


def document(result: AnalysisResult, stack: ImageStack) -> dict:
    run = RunFacts(endpoint=result.endpoint, state=result.state)
    made = findings_document(run, result, Review("run"), stack.description)
    return json.loads(json.dumps(made, allow_nan=False))


def printed(result: AnalysisResult, volume: Volume, folder: Path) -> tuple[str, int]:
    """Return the report's text and how many pages it has."""
    path = folder / "report.pdf"
    run = RunFacts(endpoint=result.endpoint, state=result.state, service="local")
    write_report(
        path,
        ReportRequest(volume=volume, run=run, result=result, review=Review("run"), created=CREATED),
    )
    text = pdf_text(path)
    return text, len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


def test_each_part_is_told_with_its_state_and_numbers(stack: ImageStack) -> None:
    nodules, calcium, pneumonia, ribs = document(a_chest_result(stack.description), stack)["parts"]

    assert (nodules["kind"], ribs["state"]) == ("nodules", "missing")
    assert calcium["figures"][0] == {
        "kind": "agatston",
        "value": 131.4,
        "unit": "1",
        "measured_here": False,
    }
    assert pneumonia["figures"][1]["measured_here"] is True
    assert pneumonia["shares"][0] == {"name": "new", "value": 0.62}
    assert calcium["files"] == [{"role": "calcium-mask", "name": "CACS.ResultUrl"}]


def test_grades_and_levels_keep_the_services_order(stack: ImageStack) -> None:
    made = document(a_spine_result(stack.description), stack)

    levels = made["parts"][0]["levels"]
    assert [level["name"] for level in levels][:3] == ["L1", "L1-L2", "L2"]
    assert levels[-1]["finding"] is None
    assert levels[7]["evaluations"] == [
        {"scale": "disc", "value": "circumferential-bulge"},
        {"scale": "disc", "value": "protrusion"},
    ]
    assert made["findings"][7]["evaluations"] == levels[7]["evaluations"]
    assert made["findings"][7]["extras"]["level"] == "L4-L5"


def test_a_mask_is_written_with_its_rings_and_its_frames(stack: ImageStack) -> None:
    shape = document(a_chest_result(stack.description), stack)["findings"][3]["shape"]

    assert shape["type"] == "mask"
    assert shape["points"] in shape["rings"]
    assert [frame["index"] for frame in shape["frames"]] == list(range(9))
    assert sum(frame["pixels"] for frame in shape["frames"]) == shape["voxels"]


def test_only_a_nodule_has_a_category(stack: ImageStack) -> None:
    found = document(a_chest_result(stack.description), stack)["findings"]

    assert [("category" in finding["extras"]) for finding in found] == [True, False, False, False]


def test_a_consultation_is_told_without_its_session(stack: ImageStack) -> None:
    turn = ConsultationTurn(session_id="secret-1", answer="Rest.", options=("yes", "no"))
    result = AnalysisResult("medical-qa", RunState.DONE, turn=turn)

    made = document(result, stack)

    assert made["turn"]["answer"] == "Rest."
    assert made["turn"]["options"] == ["yes", "no"]
    assert "secret-1" not in json.dumps(made)


def test_the_report_has_a_section_for_each_part(volume: Volume, tmp_path: Path) -> None:
    text, _ = printed(a_chest_result(volume.stack.description), volume, tmp_path)

    for words in ("Score 131", "moderate", "not in the answer", "COVID-19", "62.0 %"):
        assert words in text
    assert "Not in the answer: Rib fractures" in text
    assert re.search(r"Coronary calcium\s+\S\s+5\s+112\.3\s+90 mm³", text)


def test_all_rows_are_printed_on_as_many_pages_as_they_need(volume: Volume, tmp_path: Path) -> None:
    series = volume.stack.description
    result = a_chest_result(series)
    more = tuple(a_nodule_of(series, number, 4) for number in range(10, 90))

    text, pages = printed(
        replace(result, findings=(result.findings[0], *more, *result.findings[1:])),
        volume,
        tmp_path,
    )

    assert pages == 3
    assert len(re.findall(r"Solid nodule", text)) == 81
    assert text.count("Not for diagnosis") == pages
    assert "more findings" not in text


@pytest.mark.parametrize("build", [a_hip_result, a_knee_result, a_spine_result])
def test_no_word_of_nodules_is_on_another_report(build, volume: Volume, tmp_path: Path) -> None:
    text, pages = printed(build(volume.stack.description), volume, tmp_path)

    assert pages == 1
    for words in ("odule", "Diameter", "HU", "lobe", "lung"):
        assert words not in text


def test_a_grade_is_explained(volume: Volume, tmp_path: Path) -> None:
    text, _ = printed(a_hip_result(volume.stack.description), volume, tmp_path)

    assert "Garden III: partly displaced" in text
    assert re.search(r"Femoral neck fracture\s+Garden III\s+Right side\s+1\s+0\.92", text)


def test_the_spine_stands_from_top_to_bottom(volume: Volume, tmp_path: Path) -> None:
    text, _ = printed(a_spine_result(volume.stack.description), volume, tmp_path)

    assert "6 of 11 changed" in text
    assert "circumferential bulge, protrusion" in text


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (a_skin_result(), "Skin disease, Atopic dermatitis (eczema)"),
        (a_registration_result(), "Registration"),
    ],
)
def test_what_finds_nothing_is_not_called_none(
    result: AnalysisResult, words: str, volume: Volume, tmp_path: Path
) -> None:
    text, _ = printed(result, volume, tmp_path)

    assert words in text
    assert "Nothing found" not in text


@pytest.mark.parametrize(
    ("kind", "preset"),
    [
        (FindingKind.NODULE, "lung"),
        (FindingKind.OPACITY, "lung"),
        (FindingKind.CALCIFICATION, "mediastinum"),
        (FindingKind.RIB_FRACTURE, "bone"),
        (None, "lung"),
    ],
)
def test_ct_is_shown_in_the_window_of_the_tissue(
    kind: FindingKind | None, preset: str, volume: Volume
) -> None:
    assert window_of(kind, volume).choice.preset == preset


def test_other_images_are_shown_as_their_file_says(tmp_path: Path) -> None:
    write_series(tmp_path, slices=1, edit=lambda data, _: setattr(data, "Modality", "DX"))
    (stack,) = scan([tmp_path]).stacks
    volume = volume_with(stack, [0])

    states = {window_of(kind, volume) for kind in FindingKind}

    assert len(states) == 1
    assert not states.pop().choice.preset


@pytest.mark.parametrize("number", [1, 3])
def test_a_key_picture_holds_the_whole_finding(volume: Volume, number: int) -> None:
    finding = a_chest_result(volume.stack.description).findings[number]
    image = QImage(600, 600, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    picture = KeyPicture(volume, finding, Decision.UNDECIDED, ENGLISH)

    draw_key_picture(painter, QRectF(0, 0, 150, 150), picture)
    painter.end()

    seen = to_array(image).astype(int)
    yellow = (seen[..., 0] > 180) & (seen[..., 2] < 120)
    rows, columns = np.nonzero(yellow)
    assert rows.size > 50
    assert rows.min() > 5
    assert columns.min() > 5
    assert columns.max() < 594


def test_a_report_on_the_skin_shows_the_photograph(volume: Volume, tmp_path: Path) -> None:
    printed(a_skin_result(), volume, tmp_path)
    bare = (tmp_path / "report.pdf").stat().st_size

    printed(a_registration_result(), volume, tmp_path)

    assert bare > (tmp_path / "report.pdf").stat().st_size + 1000
