"""How dental pictures look in the window: the bar, the eye, the banner, what is remembered."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.dental_findings import a_disease, a_landmark, a_tooth, of_image, ring
from tests.viewport_driving import mouse, place_of
from tests.window_bench import Bench, play
from viewer.app.exporting import _figure_request
from viewer.domain.part import PartKind, PartState, ResultPart
from viewer.domain.result import AnalysisResult, Notice, NoticeKind, RunState
from viewer.domain.tooth_notation import Notation
from viewer.geometry.regions import PolygonRegion
from viewer.storage import dental_settings as s
from viewer.storage.runs import Run
from viewer.ui.panels.finding_delegate import eye_place

NOW = datetime(2026, 3, 4, 8, 15, tzinfo=UTC)
TEETH = ResultPart(kind=PartKind.TEETH, state=PartState.FOUND)
LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.usefixtures("themed")


async def shown(bench: Bench, folder: Path, *findings, notices=()) -> None:
    """Open a picture with these findings."""
    path = folder / "mouth.png"
    Image.fromarray(np.full((60, 100), 90, np.uint8)).save(path)
    await bench.open(path)
    reviewing = bench.wired.reviewing
    instance = reviewing.series.instances[0]
    there = tuple(replace(f, placement=replace(f.placement, instance=instance)) for f in findings)
    result = AnalysisResult(
        "panoramic", RunState.DONE, findings=there, parts=(TEETH,), notices=notices
    )
    run = Run(
        uid="run-1",
        endpoint="panoramic",
        series=reviewing.series.reference,
        state=RunState.DONE,
        service="",
        started=NOW,
        finished=NOW,
    )
    reviewing._show_run(run, result)


def drawn(bench: Bench) -> list[str]:
    viewport = bench.wired.image.viewport
    return [item.finding_uid for item in viewport.scene.items(viewport.state)]


def texts(bench: Bench) -> list[str]:
    viewport = bench.wired.image.viewport
    frame = viewport.scene.frame(viewport.state, None, 1.0)
    return [block.text for block in frame.blocks]


def test_the_bar_comes_with_teeth_and_its_buttons_switch_layers(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        look = bench.wired.dental.look
        assert look._furniture is None
        await shown(bench, tmp_path, a_tooth(), a_disease())
        bar = look._furniture.bar
        assert bar.isVisible()
        assert drawn(bench) == ["tooth-16", "caries-16"]

        bar.buttons[0].click()
        assert drawn(bench) == ["caries-16"]
        look._furniture.actions["dental-diseases"].trigger()
        assert drawn(bench) == []
        look._furniture.actions["dental-by-disease"].trigger()

        look.keep()
        get = bench.wired.library.settings.get
        assert (get(s.SHOW_TEETH), get(s.SHOW_TOOTH_DISEASES)) == (False, False)
        assert get(s.DENTAL_COLOUR_BY) == "disease"

    play(themed, scene)


def test_what_was_chosen_holds_for_the_next_picture(themed: QApplication, tmp_path: Path) -> None:
    async def scene(bench: Bench) -> None:
        settings = bench.wired.library.settings
        settings.set(s.TOOTH_NOTATION, "universal")
        settings.set(s.RAW_OUTLINES, True)
        settings.set(s.DENTAL_LEAST, "caries=0.9")
        await shown(bench, tmp_path, a_tooth(), a_disease(confidence=0.5))

        overlay = bench.wired.image.viewport.state.overlay
        assert (overlay.notation, overlay.shows_raw) == (Notation.UNIVERSAL, True)
        assert drawn(bench) == ["tooth-16"]
        assert [row.badge for row in bench.window.findings.model.listed] == ["3"]

    play(themed, scene)


def test_the_menu_changes_what_is_drawn_and_listed(themed: QApplication, tmp_path: Path) -> None:
    async def scene(bench: Bench) -> None:
        await shown(bench, tmp_path, a_tooth(), a_disease(), a_disease(disease="filling"))
        look = bench.wired.dental.look
        menu = look._furniture.menu
        menu.aboutToShow.emit()
        titles = [entry.text() for entry in menu.actions() if isinstance(entry.menu(), QMenu)]
        assert len(titles) == 6

        menu.actions()[-2].menu().actions()[1].trigger()  # numbers
        menu.aboutToShow.emit()
        menu.actions()[-1].menu().actions()[0].menu().actions()[-1].trigger()  # caries from 0.9 on

        assert look.notation is Notation.UNIVERSAL
        assert drawn(bench) == ["tooth-16", "filling-16"]
        assert [row.kind for row in bench.window.findings.model.listed] == ["tooth", "filling"]
        assert [row.badge for row in bench.window.findings.model.listed] == ["3", "3"]

    play(themed, scene)


def test_the_eye_in_the_list_hides_one_finding_and_leaves_it_listed(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await shown(bench, tmp_path, a_tooth(), a_disease())
        panel = bench.window.findings
        index = panel.model.index_of("caries-16")
        panel.list.scrollTo(index)
        eye = eye_place(panel.list.visualRect(index)).center()

        QTest.mouseClick(panel.list.viewport(), LEFT, pos=eye)
        assert drawn(bench) == ["tooth-16"]
        assert panel.model.lists("caries-16")
        assert panel.current_uid != "caries-16"

        bench.wired.reviewing.go_to("caries-16")
        bench.action("close-eye")
        assert drawn(bench) == ["tooth-16", "caries-16"]
        bench.action("close-eye")
        bench.action("open-eyes")
        assert drawn(bench) == ["tooth-16", "caries-16"]

    play(themed, scene)


def test_an_eye_beside_what_is_pointed_at_hides_it(themed: QApplication, tmp_path: Path) -> None:
    async def scene(bench: Bench) -> None:
        region = PolygonRegion(ring(40, 20, 20.0))
        tooth = a_tooth()
        await shown(
            bench, tmp_path, replace(tooth, placement=replace(tooth.placement, region=region))
        )
        viewport = bench.wired.image.viewport
        QApplication.processEvents()
        mouse(viewport, QEvent.Type.MouseMove, place_of(viewport, 50, 30), Qt.MouseButton.NoButton)
        eye = bench.wired.dental.look._furniture.eye
        assert eye.isVisible()
        assert viewport.rect().contains(eye.geometry())

        QTest.mouseClick(eye, LEFT, pos=QPoint(8, 8))

        assert drawn(bench) == []
        assert not eye.isVisible()

    play(themed, scene)


def test_what_is_said_of_the_whole_picture_and_a_warning_stand_above_it(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        partial = (Notice(NoticeKind.PARTIAL),)
        await shown(bench, tmp_path, a_tooth(), of_image(), notices=partial)
        viewport = bench.wired.image.viewport
        assert "calculus (suspected)" in texts(bench)
        (warning,) = (text for text in texts(bench) if text.startswith("Incomplete"))

        viewport.set_text_visible(False)
        viewport.toggle_overlay()
        assert texts(bench) == [warning]

        subject = bench.wired.exporting._subject(hides_identity=True)
        assert _figure_request(subject).remarks == (warning,)

    play(themed, scene)


def test_a_cephalogram_has_no_bar_for_teeth(themed: QApplication, tmp_path: Path) -> None:
    async def scene(bench: Bench) -> None:
        await shown(bench, tmp_path, a_landmark("S"))

        assert bench.wired.dental.look._furniture is None
        assert drawn(bench) == ["point-S"]

    play(themed, scene)
