"""The cards above the findings: what each part found, its numbers, its files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.overlay_builders import a_series
from tests.result_builders import (
    a_chest_result,
    a_registration_result,
    a_skin_result,
    a_spine_result,
)
from tests.window_bench import Bench, play
from viewer.app.card_words import cards_of
from viewer.app.result_cards import file_name
from viewer.domain.part import FileRole, PartFile
from viewer.domain.result import AnalysisResult
from viewer.domain.series import SeriesDescription
from viewer.storage.result_files import FileState, ResultFile
from viewer.storage.runs import Run
from viewer.storage.settings import DOUBTFUL_BELOW
from viewer.ui.card_rows import CardState
from viewer.ui.panels.result_cards import ResultCards
from viewer.ui.rows import HeaderState
from viewer.ui.theme import apply_theme
from viewer.ui.tokens import ThemeName
from viewer.vendors.errors import NoMethod

NOW = datetime(2026, 3, 4, 8, 15, tzinfo=UTC)
SERIES = a_series()


def a_file(name: str, state: FileState = FileState.FETCHED) -> ResultFile:
    return ResultFile(job_uid="run-1", name=name, changed=NOW, state=state)


@pytest.fixture
def cards(qtbot: QtBot, themed: QApplication) -> ResultCards:
    made = ResultCards()
    qtbot.addWidget(made)
    made.resize(276, 400)
    return made


def shown(cards: ResultCards, result: AnalysisResult, **files: ResultFile) -> None:
    cards.show_cards(cards_of(result, result.findings, {f.name: f for f in files.values()}))
    cards.show()


def test_each_part_has_a_card_with_its_own_state() -> None:
    made = cards_of(a_chest_result(SERIES), a_chest_result(SERIES).findings, {})

    assert [(card.key, card.state, card.figure) for card in made] == [
        ("nodules", CardState.FOUND, "1 found"),
        ("calcium", CardState.FOUND, "Score 131"),
        ("pneumonia", CardState.FOUND, "1.2 % of the lung"),
        ("rib-fractures", CardState.MISSING, "not in the answer"),
    ]
    assert [card.filters for card in made] == [True, True, True, False]


def test_the_services_ratio_stands_beside_the_viewers_own_volume() -> None:
    _, _, pneumonia, _ = cards_of(a_chest_result(SERIES), (), {})

    assert pneumonia.lines == (
        ("Share of the lung, says the service", "1.2 %"),
        ("Volume of the mask, measured here", "37.4 mL"),
    )


def test_a_score_lies_on_its_scale() -> None:
    _, calcium, _, _ = cards_of(a_chest_result(SERIES), (), {})

    assert calcium.steps is not None
    assert (calcium.steps.labels[calcium.steps.current], calcium.steps.words) == (
        "101–400",
        "moderate",
    )


def test_skin_diseases_are_ranked_and_the_lung_is_left_in_order() -> None:
    (skin,) = cards_of(a_skin_result(), (), {})
    pneumonia = cards_of(a_chest_result(SERIES), (), {})[2]

    assert [bar.text for bar in skin.bars][:3] == ["71.0 %", "12.0 %", "5.0 %"]
    assert len(skin.bars) == 7
    assert "no place" in skin.sentence
    assert pneumonia.bars[0].name == "COVID-19"


def test_a_file_that_did_not_come_cannot_be_saved() -> None:
    result = a_registration_result()
    files = {"[0].DUrl": a_file("[0].DUrl"), "[0].NUrl": a_file("[0].NUrl", FileState.FAILED)}

    (card,) = cards_of(result, (), files)

    assert [bool(file.why_not) for file in card.files] == [False, True]


@pytest.mark.parametrize(
    ("role", "media_type", "name"),
    [
        (FileRole.REGISTERED_DICOM, "application/gzip", "registered.tar.gz"),
        (FileRole.REGISTERED_NIFTI, "application/gzip", "registered.nii.gz"),
        (FileRole.CALCIUM_MASK, "application/gzip", "calcium-mask.nii.gz"),
        (FileRole.LESION_MASK, "application/zip", "lesion-mask.zip"),
        (FileRole.RIB_MASK, "application/octet-stream", "rib-mask"),
    ],
)
def test_a_file_is_offered_under_a_name_that_fits(
    role: FileRole, media_type: str, name: str
) -> None:
    kept = replace(a_file("x"), media_type=media_type)

    assert file_name(PartFile(role, "x"), kept) == name


def test_a_card_alone_is_open_and_several_are_closed(cards: ResultCards) -> None:
    shown(cards, a_skin_result())
    assert not cards.cards[0].body.isHidden()

    shown(cards, a_chest_result(SERIES))
    assert all(card.body.isHidden() for card in cards.cards)


def test_what_was_opened_stays_open(cards: ResultCards) -> None:
    shown(cards, a_chest_result(SERIES))
    cards.cards[1].opener.click()
    shown(cards, a_skin_result())

    shown(cards, a_chest_result(SERIES))

    assert [card.body.isHidden() for card in cards.cards] == [True, False, True, True]


def test_a_press_asks_for_its_findings_and_another_for_all(
    cards: ResultCards, qtbot: QtBot
) -> None:
    asked: list[str] = []
    cards.part_chosen.connect(asked.append)
    shown(cards, a_chest_result(SERIES))

    qtbot.mouseClick(cards.cards[1].head, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(cards.cards[1].head, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(cards.cards[3].head, Qt.MouseButton.LeftButton)

    assert asked == ["calcium", ""]


def test_a_line_of_the_spine_goes_to_its_finding(cards: ResultCards, qtbot: QtBot) -> None:
    asked: list[str] = []
    cards.finding_chosen.connect(asked.append)
    shown(cards, a_spine_result(SERIES))
    lines = cards.cards[0].body.findChildren(QPushButton)

    qtbot.mouseClick(lines[7], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(lines[10], Qt.MouseButton.LeftButton)

    assert asked == ["spine-8"]
    assert [line.isEnabled() for line in lines][-1] is False


def test_nothing_needs_more_width_than_the_narrow_panel_has(cards: ResultCards) -> None:
    for result in (a_chest_result(SERIES), a_spine_result(SERIES), a_skin_result()):
        shown(cards, result)
        for card in cards.cards:
            card.opener.setChecked(not card.opener.isHidden())
        assert cards.minimumSizeHint().width() <= 276


def test_cards_are_painted_in_both_themes(cards: ResultCards, themed: QApplication) -> None:
    for name in (ThemeName.LIGHT, ThemeName.DARK):
        apply_theme(themed, name)
        shown(cards, a_chest_result(SERIES))
        for card in cards.cards:
            card.opener.setChecked(True)
        assert not cards.grab().isNull()


def show_run(bench: Bench, build: Callable[[SeriesDescription], AnalysisResult]) -> AnalysisResult:
    series = bench.wired.opening.shown.stack.description
    result = build(series)
    run = Run(
        uid="run-1",
        endpoint=result.endpoint,
        series=series.reference,
        state=result.state,
        service="local/0",
        started=NOW,
        finished=NOW,
    )
    bench.wired.reviewing._show_run(run, result)
    return result


def listed(bench: Bench) -> list[str]:
    return list(bench.window.findings.visible_uids)


def test_a_card_lists_its_findings_alone_on_the_image_as_well(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        result = show_run(bench, a_chest_result)
        cards = bench.window.findings.findChild(ResultCards)
        assert listed(bench) == [finding.uid for finding in result.findings]

        cards.cards[1].head.click()
        assert listed(bench) == ["calcium-2", "mask-3"]
        assert bench.wired.image.viewport.state.overlay.hidden_uids == {"nodule-1", "mask-4"}

        cards.cards[1].head.click()
        assert len(listed(bench)) == 4

    play(themed, scene)


def test_findings_of_several_parts_have_headings(themed: QApplication, series: Path) -> None:
    from viewer.ui.models.findings import HEADING_ROLE

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        show_run(bench, a_chest_result)
        model = bench.window.findings.model
        headings = [model.index(row).data(HEADING_ROLE) for row in range(4)]
        assert headings == ["Lung nodules", "Coronary calcium", "", "Pneumonia"]

        show_run(bench, a_spine_result)
        assert not any(model.index(row).data(HEADING_ROLE) for row in range(10))

    play(themed, scene)


def test_the_head_says_what_was_not_found(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        show_run(bench, a_chest_result)
        assert "Not in the answer: Rib fractures" in bench.window.findings.header.accessibleName()

        show_run(bench, lambda _: a_skin_result())
        assert bench.header == "Skin disease (children): done"
        assert bench.window.findings.header.state is HeaderState.DONE

    play(themed, scene)


def test_cards_go_with_their_run(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        show_run(bench, a_chest_result)
        cards = bench.window.findings.findChild(ResultCards)
        cards.cards[1].head.click()

        bench.wired.reviewing.clear()

        assert not cards.isVisible()
        assert bench.window.findings.narrowing.part == ""

    play(themed, scene)


def test_report_and_details_tell_every_part(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        result = show_run(bench, a_spine_result)
        runs, described = bench.wired.library.runs, bench.wired.opening.shown.stack.description
        runs.series_of, runs.raw_answer = lambda _uid: described, lambda _uid: b"{}"
        text = bench.window.report.service.toPlainText()
        assert "made by this program" in text
        assert "L4-L5: circumferential bulge, protrusion" in text

        bench.wired.reviewing.go_to(result.findings[7].uid)
        bench.window.tabs.setCurrentWidget(bench.window.details)
        tree = bench.window.details.tree
        titles = [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())]
        assert "Spine" in titles

    play(themed, scene)


def test_a_service_without_a_method_is_no_failure() -> None:
    from viewer.app.finding_rows import failed_header

    header = failed_header("run-1", "hip-fracture", NoMethod("", "no method for this image"), ())

    assert header.state is HeaderState.NO_METHOD
    assert header.title.startswith("Not run")
    assert not header.action


def test_the_limit_of_doubt_reaches_the_image_and_the_settings(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        show_run(bench, a_chest_result)
        panel, settings = bench.window.findings, bench.wired.library.settings
        assert panel.filter.doubtful_below == 0.7

        panel.filter.doubt.setValue(0.95)
        assert bench.wired.image.viewport.state.overlay.doubtful_below == 0.95
        await bench.until(lambda: settings.get(DOUBTFUL_BELOW) == 0.95)

        settings.set(DOUBTFUL_BELOW, 0.5)
        for tell in bench.wired.window_actions.on_settings_used:
            tell()
        assert panel.filter.doubtful_below == 0.5

    play(themed, scene)


def test_a_mask_has_no_handles_and_it_is_said_why(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        result = show_run(bench, a_chest_result)
        bench.wired.reviewing.go_to(result.findings[3].uid)

        bench.action("edit")

        assert not bench.wired.image.viewport.is_editing
        assert "mask stays" in bench.window.toast.text

    play(themed, scene)


def test_a_file_that_came_late_can_be_saved(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        files = bench.wired.library.result_files
        files.of_job = lambda _uid: (a_file("[0].NUrl", FileState.FAILED),)
        show_run(bench, lambda _: a_registration_result())
        cards = bench.window.findings.findChild(ResultCards)
        saves = cards.cards[0].body.findChildren(QPushButton)
        assert not any(save.isEnabled() for save in saves if save.text() == "Save as…")

        files.of_job = lambda _uid: (a_file("[0].NUrl"),)
        show_run(bench, lambda _: a_registration_result())

        saves = cards.cards[0].body.findChildren(QPushButton)
        assert [save.isEnabled() for save in saves if save.text() == "Save as…"] == [False, True]

    play(themed, scene)


def test_a_file_of_the_result_is_saved_as_it_came(
    themed: QApplication, series: Path, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        kept = bench.wired.library.blobs.put(b"\x1f\x8bvolume")
        file = replace(a_file("[0].NUrl"), content_hash=kept, media_type="application/gzip")
        bench.wired.library.result_files.of_job = lambda _uid: (file,)
        show_run(bench, lambda _: a_registration_result())

        bench.wired.cards._save_asked("[0].NUrl")
        dialog = bench.window.findChild(QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / "mine.nii.gz"))
        dialog.close()
        await bench.until((tmp_path / "mine.nii.gz").exists)

        assert (tmp_path / "mine.nii.gz").read_bytes() == b"\x1f\x8bvolume"

    play(themed, scene)
