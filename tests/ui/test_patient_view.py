"""The window turned to the patient: their teeth, their name, and nothing of anybody else."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QToolBar, QWidget

from tests.dental_window import a_dental_service, a_mouth, detected, tooth
from tests.window_bench import Bench, play
from viewer.domain.standing import Decision
from viewer.ui.patient_view import ColourSample
from viewer.ui.theme import apply_theme
from viewer.ui.tokens import ThemeName
from viewer.words import language
from viewer.words.patient import patient_disease_words, patient_status_words

pytestmark = pytest.mark.usefixtures("themed")
OTHER = "Quxplant"
"""The name in the other series."""


def patient(bench: Bench):
    return bench.wired.dental.patient


def seen(window: QWidget) -> str:
    """Return all words of labels that are to be seen, and the title."""
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    return "\n".join((window.windowTitle(), *labels))


def furniture(bench: Bench) -> list[QWidget]:
    window = bench.window
    docks, bars = window.findChildren(QDockWidget), window.findChildren(QToolBar)
    return [window.menuBar(), window.statusBar(), *docks, *bars]


async def turned(bench: Bench, tmp_path: Path) -> None:
    await detected(bench, a_mouth(tmp_path))
    bench.action("patient-view")


def test_only_the_picture_and_the_teeth_are_left_and_escape_goes_back(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        window, before = bench.window, bench.window.windowTitle()
        sizes = [dock.size() for dock in window.findChildren(QDockWidget)]
        bench.action("patient-view")

        assert patient(bench).page.isVisible()
        assert not any(widget.isVisible() for widget in furniture(bench))
        assert "photo" not in seen(window)
        actions = window.actions_by_name
        assert not any(actions[name].isEnabled() for name in ("open", "library", "finding-next"))

        QTest.keyClick(patient(bench).page, Qt.Key.Key_Escape)
        assert not patient(bench).is_on
        assert all(widget.isVisible() for widget in furniture(bench))
        assert window.windowTitle() == before
        assert [dock.size() for dock in window.findChildren(QDockWidget)] == sizes
        assert actions["open"].isEnabled()

    play(themed, scene, a_dental_service())


def test_what_happens_meanwhile_stays_behind(
    themed: QApplication, tmp_path: Path, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await turned(bench, tmp_path)
        window = bench.window
        window.toast.say(f"{OTHER}: 3 findings")
        bench.wired.opening.open([str(series)])
        await bench.until(lambda: bench.wired.opening.shown.stack.description.modality == "CT")
        window.show_findings()
        window.setWindowTitle(f"{OTHER} – Viewer")

        assert patient(bench).page.isVisible()
        assert not any(widget.isVisible() for widget in furniture(bench))
        assert OTHER not in seen(window)
        patient(bench).leave()
        assert OTHER in window.windowTitle()
        assert window.toast.isVisible()
        assert bench.window.shows_image

    play(themed, scene, a_dental_service())


def test_a_picture_that_is_not_whole_says_so_to_the_patient_too(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        bench.wired.image.viewport.set_remarks(("Incomplete",))
        bench.action("patient-view")

        assert patient(bench).page.picture.scene.remarks == ("Incomplete",)

    play(themed, scene, a_dental_service())


@pytest.mark.parametrize("is_hidden", [False, True])
def test_the_name_is_the_patients_own_or_none(
    themed: QApplication, tmp_path: Path, is_hidden: bool
) -> None:
    async def scene(bench: Bench) -> None:
        from dataclasses import replace

        await detected(bench, a_mouth(tmp_path))
        stack = bench.wired.opening.shown.stack
        description = stack.description
        named = replace(description.identity, patient_name="Li^Ming")
        object.__setattr__(description, "identity", named)
        bench.window.actions_by_name["hide-identity"].setChecked(is_hidden)
        bench.action("patient-view")

        assert ("Li Ming" in seen(bench.window)) is not is_hidden
        assert "Li^Ming" not in seen(bench.window)

    play(themed, scene, a_dental_service())


def test_what_the_reader_rejected_is_not_told(themed: QApplication, tmp_path: Path) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        session = bench.wired.reviewing.session
        worn = [f for f in session.findings if f.evaluations[0].value == "tooth-wear"]
        bench.action("patient-view")
        assert patient_disease_words("tooth-wear")[0] in seen(bench.window)
        patient(bench).leave()

        session.decide_all([f.uid for f in worn], Decision.REJECTED)
        bench.action("patient-view")
        assert patient_disease_words("tooth-wear")[0] not in seen(bench.window)
        assert patient_disease_words("caries")[0] in seen(bench.window)

    play(themed, scene, a_dental_service())


@pytest.mark.parametrize("theme", [ThemeName.DARK, ThemeName.LIGHT])
@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_legend_says_what_the_colours_mean(
    themed: QApplication, tmp_path: Path, theme: ThemeName, spoken: str
) -> None:
    async def scene(bench: Bench) -> None:
        await turned(bench, tmp_path)
        page = patient(bench).page
        shown = [s for s in page.findChildren(ColourSample) if s.isVisible()]
        assert len(shown) == 3
        for status in ("healthy", "suspected", "confirmed"):
            assert patient_status_words(status) in seen(bench.window)
        assert page.chart.isVisible()

    apply_theme(themed, theme)
    language.install(themed, spoken)
    try:
        play(themed, scene, a_dental_service())
    finally:
        language.install(themed, "en")
        apply_theme(themed, ThemeName.DARK)


def test_the_picture_lies_as_it_was_turned_and_is_seen_whole(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        bench.action("rotate-right")
        bench.action("zoom-in")
        bench.action("patient-view")
        QApplication.processEvents()
        camera = patient(bench).page.picture.state.camera

        assert camera.is_fitted
        turned_by = bench.wired.image.viewport.state.camera.quarter_turns
        assert camera.quarter_turns == turned_by != 0
        assert camera.view_width == patient(bench).page.picture.width()

    play(themed, scene, a_dental_service())


def test_a_tool_in_hand_is_laid_down_and_questions_are_put_off(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        bench.wired.reviewing.go_to(tooth(bench, "11").uid)
        bench.action("tooth")
        bench.action("patient-view")

        assert not bench.wired.dental.annotating.card.isVisible()

    play(themed, scene, a_dental_service())
