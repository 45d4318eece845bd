"""Teeth outlined, numbered, corrected and deleted in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.dental_window import a_dental_service, a_mouth, click, detected, tooth
from tests.viewport_driving import LEFT, drag, place_of
from tests.window_bench import Bench, play
from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.finding import FindingKind
from viewer.domain.standing import Decision
from viewer.editing.dental import diseases_of
from viewer.editing.outlines import signed_area
from viewer.geometry.points import ImagePoint
from viewer.storage.settings import COMMENT_ON_REJECT
from viewer.ui.viewport.gestures import Tool

pytestmark = pytest.mark.usefixtures("themed")
SQUARE = tuple(ImagePoint(*p) for p in ((20, 12), (60, 12), (60, 40), (20, 40)))
OF_TEETH = ("add-outline", "tooth", "smooth-outline", "delete-tooth", "whole-picture")


def card(bench: Bench):
    return bench.wired.dental.annotating.card


def own(bench: Bench):
    return [finding for finding in bench.wired.reviewing.session.findings if finding.is_own]


def outlined(bench: Bench, points=SQUARE) -> None:
    bench.action("add-outline")
    for point in points:
        click(bench, point)
    QTest.keyClick(bench.wired.image.viewport, Qt.Key.Key_Return)


def test_a_new_outline_asks_for_its_number_and_typing_it_is_enough(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        outlined(bench)
        assert card(bench).is_asking
        assert bench.window.focusWidget() is card(bench).number

        QTest.keyClicks(card(bench).number, "36")
        QTest.keyClick(card(bench).number, Qt.Key.Key_Return)
        (made,) = own(bench)
        assert (made.kind, made.site.tooth) == (FindingKind.TOOTH, "36")
        assert [tuple(map(round, p)) for p in made.placement.region.points] == list(SQUARE)
        assert not card(bench).is_asking

        bench.action("undo")
        assert own(bench)[0].site.tooth == ""
        bench.action("undo")
        assert own(bench) == []
        bench.action("redo")
        bench.action("redo")
        assert own(bench)[0].site.tooth == "36"

    play(themed, scene, a_dental_service())


def test_the_number_of_the_gap_is_offered(themed: QApplication, tmp_path: Path) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        gone = tooth(bench, "12")
        bench.wired.reviewing.go_to(gone.uid)
        bench.action("delete-tooth")
        session = bench.wired.reviewing.session
        assert session.review.decision_on(gone.uid) is Decision.REJECTED

        outlined(bench, gone.placement.region.points[::6])
        assert card(bench).number.text() == "12"
        assert card(bench).number.selectedText() == "12", "typed over at once"
        QTest.keyClick(card(bench).number, Qt.Key.Key_Return)
        assert own(bench)[0].site.tooth == "12"

    play(themed, scene, a_dental_service())


def test_a_box_is_a_tooth_as_well(themed: QApplication, tmp_path: Path) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        viewport = bench.wired.image.viewport
        bench.action("add-box")
        start = place_of(viewport, 20, 12)
        drag(viewport, LEFT, start, place_of(viewport, 60, 40) - start)
        QTest.keyClick(card(bench).number, Qt.Key.Key_Escape)

        assert [f.kind for f in own(bench)] == [FindingKind.TOOTH]
        assert own(bench)[0].site.tooth == "", "nothing is made up"
        assert viewport.tool is Tool.NONE

    play(themed, scene, a_dental_service())


def test_number_status_findings_and_note_of_a_tooth_in_one_answer(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        before = tooth(bench, "11")
        bench.wired.reviewing.go_to(before.uid)
        bench.action("tooth")
        asked = card(bench)
        asked.picker.button("21").click()
        asked.status.button("confirmed").click()
        asked.status.button("suspected").click()
        asked.diseases.button("tooth-wear").click()
        asked.note.setText("ask about grinding")
        asked.take()

        session = bench.wired.reviewing.session
        now = session.finding_of(before.uid)
        assert now.site.tooth == "21"
        assert Evaluation(Scale.DENTAL_STATUS, "suspected") in now.evaluations
        assert [f.site.tooth for f in own(bench)] == ["21"]
        assert session.review.standing_of(before.uid).comment == "ask about grinding"
        bench.action("undo")
        assert session.finding_of(before.uid) == before

    play(themed, scene, a_dental_service())


def test_what_was_said_of_teeth_is_there_again(themed: QApplication, tmp_path: Path) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        outlined(bench)
        QTest.keyClicks(card(bench).number, "36")
        QTest.keyClick(card(bench).number, Qt.Key.Key_Return)
        bench.action("tooth")
        card(bench).diseases.button("caries").click()
        card(bench).take()
        before = bench.wired.reviewing.session
        bench.window.read_only_changed.emit("")
        await bench.until(lambda: bench.wired.reviewing.session.findings)

        again = bench.wired.reviewing.session
        assert again is not before
        assert again.findings == before.findings
        assert [f.site.tooth for f in own(bench)] == ["36", "36"]

    play(themed, scene, a_dental_service())


def test_an_outline_is_smoothed_and_put_back(themed: QApplication, tmp_path: Path) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        before = tooth(bench, "11")
        bench.wired.reviewing.go_to(before.uid)
        bench.action("smooth-outline")
        now = bench.wired.reviewing.finding_of(before.uid)
        assert now.placement != before.placement
        areas = [signed_area(f.placement.region.points) for f in (before, now)]
        assert areas[1] == pytest.approx(areas[0], rel=0.03)
        bench.action("restore")
        assert bench.wired.reviewing.finding_of(before.uid) == before

    play(themed, scene, a_dental_service())


def test_what_is_said_of_the_whole_picture_is_corrected(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        bench.action("whole-picture")
        asked = card(bench)
        assert not asked.number.isVisible()
        assert asked.diseases.chosen == {"calculus", "gingival-abnormality"}
        asked.diseases.button("calculus").click()
        asked.diseases.button("crowding").click()
        QTest.keyClick(asked, Qt.Key.Key_Return)

        assert [f.kind for f in own(bench)] == [FindingKind.IMAGE_DISEASE]
        bench.action("whole-picture")
        assert asked.diseases.chosen == {"crowding", "gingival-abnormality"}
        asked.cancel()

    play(themed, scene, a_dental_service())


def test_a_signed_reading_says_why_no_tooth_is_outlined(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        actions, session = bench.window.actions_by_name, bench.wired.reviewing.session
        bench.wired.reviewing.go_to(tooth(bench, "11").uid)
        bench.action("tooth")
        session.sign()

        assert not card(bench).is_asking, "nothing is asked that cannot be kept"
        for name in OF_TEETH:
            assert not actions[name].isEnabled()
            assert "signed" in actions[name].toolTip()

        bench.window.set_read_only("another window has the library")
        assert "another window" in actions["add-outline"].toolTip()

    play(themed, scene, a_dental_service())


def test_other_images_have_no_tools_for_teeth(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        actions = bench.window.actions_by_name
        assert not any(actions[name].isVisible() for name in (*OF_TEETH, "patient-view"))

    play(themed, scene)


def test_a_photo_that_nobody_analysed_is_annotated_too(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(a_mouth(tmp_path))
        bench.window.activateWindow()
        outlined(bench)
        card(bench).picker.button("11").click()
        card(bench).take()
        outlined(bench, [ImagePoint(p.column + 45, p.row) for p in SQUARE])
        assert card(bench).number.text() == "", "one tooth of a photo tells no direction"
        card(bench).number.setText("21")
        card(bench).take()

        assert [f.site.tooth for f in own(bench)] == ["11", "21"]

    play(themed, scene)


def test_where_rejections_need_words_so_does_a_finding_that_is_taken_off(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        bench.wired.library.settings.set(COMMENT_ON_REJECT, True)
        session, asked_of = bench.wired.reviewing.session, tooth(bench, "11")
        (caries,) = diseases_of(session, asked_of.uid)
        bench.wired.reviewing.go_to(asked_of.uid)
        bench.action("tooth")
        card(bench).diseases.button("caries").click()
        card(bench).take()
        assert card(bench).is_asking
        assert session.review.decision_on(caries.uid) is Decision.UNDECIDED

        card(bench).note.setText("a stain")
        card(bench).take()
        assert session.review.standing_of(caries.uid).comment == "a stain"
        assert session.review.decision_on(caries.uid) is Decision.REJECTED

        bench.action("delete-tooth")
        assert bench.window.findings.reasons.isVisible(), "why is asked as always"
        assert session.review.decision_on(asked_of.uid) is Decision.UNDECIDED

    play(themed, scene, a_dental_service())


def test_another_finding_puts_the_question_off(themed: QApplication, tmp_path: Path) -> None:
    async def scene(bench: Bench) -> None:
        await detected(bench, a_mouth(tmp_path))
        bench.wired.reviewing.go_to(tooth(bench, "11").uid)
        bench.action("tooth")
        bench.wired.reviewing.go_to(tooth(bench, "12").uid)
        assert not card(bench).is_asking

    play(themed, scene, a_dental_service())
