"""What is offered or asked of one reading does not reach another one, nor an older state."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.image_builders import write_series
from tests.review_driving import a_service, analysed, decisions, number, said
from tests.window_bench import Bench, play
from viewer.app.wanted import Wanted
from viewer.vendors.catalogue import endpoint_named


@pytest.fixture
def other_series(tmp_path: Path) -> Path:
    """Write a second series of another study."""
    folder = tmp_path / "other"
    write_series(folder, slices=20, rows=24, columns=32, study_uid="2.25.77", series_uid="2.25.78")
    return folder


async def both_analysed(bench: Bench, series: Path, other: Path) -> tuple[str, str]:
    """Analyse two series; the first one is on the screen."""
    await analysed(bench, series)
    first = bench.wired.opening.shown.stack.key
    bench.wired.opening.open([str(other)])
    await bench.until(lambda: bench.wired.opening.shown.stack.key != first)
    await bench.until(lambda: bench.wired.opening.shown.volume.is_complete)
    second = bench.wired.opening.shown.stack.key
    await bench.analyse()
    await show(bench, first)
    bench.action("finding-next")
    return first, second


async def show(bench: Bench, key: str) -> None:
    """Bring a stack on the screen that is open."""
    bench.wired.opening.show(key)
    await bench.until(lambda: bench.wired.opening.shown.stack.key == key)
    await bench.until(lambda: bench.wired.reviewing.open_run)


def test_the_offer_to_undo_goes_away_with_the_series(
    themed: QApplication, series: Path, other_series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        first, second = await both_analysed(bench, series, other_series)
        await show(bench, second)
        bench.action("finding-next")
        bench.action("accept")
        await show(bench, first)
        bench.action("finding-next")
        bench.action("accept")
        assert bench.window.toast.text

        await show(bench, second)

        assert not bench.window.toast.text, "its button would undo a step of this series"
        assert decisions(bench)[0] == "accepted"

    play(themed, scene, a_service())


def test_the_offer_to_undo_goes_away_when_something_else_is_done(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        bench.action("accept")
        assert bench.window.toast.text
        bench.action("comment")
        QTest.keyClicks(bench.window.findings.question.line, "see prior")
        QTest.keyClick(bench.window.findings.question.line, Qt.Key.Key_Return)

        assert not bench.window.toast.text, "its button would take back the comment"

        bench.action("reject")
        QTest.keyClick(bench.window.findings.reasons, Qt.Key.Key_2)
        assert decisions(bench)[:2] == ["accepted", "rejected"]
        bench.window.toast._button.click()
        assert decisions(bench)[:2] == ["accepted", "undecided"]

    play(themed, scene, a_service())


def test_what_changed_nothing_offers_no_undo(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        bench.window.findings.list.selectAll()
        bench.wired.review.judging.accept_all()
        bench.wired.review.judging.accept_all()

        assert bench.window.toast.text
        assert not bench.window.toast._button.isVisible()
        assert decisions(bench) == ["accepted"] * 4

    play(themed, scene, a_service())


def test_a_question_about_several_findings_goes_away_with_the_series(
    themed: QApplication, series: Path, other_series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        first, second = await both_analysed(bench, series, other_series)
        bar = bench.window.findings.reasons
        bench.action("reject-all")
        assert bar.isVisible()

        await show(bench, second)

        assert not bar.isVisible()
        await show(bench, first)
        assert not bar.isVisible()
        assert decisions(bench) == ["undecided"] * 4

    play(themed, scene, a_service())


def test_escape_on_the_image_puts_an_open_question_off_before_it_resets_the_view(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        panel, viewport = bench.window.findings, bench.wired.image.viewport
        for ask, bar in (
            ("reject", panel.reasons),
            ("reject-all", panel.reasons),
            ("sign", panel.question),
        ):
            bench.action(ask)
            assert bar.isVisible(), ask
            viewport.setFocus()
            camera = viewport.state.camera

            QTest.keyClick(viewport, Qt.Key.Key_Escape)

            assert not bar.isVisible(), ask
            assert viewport.state.camera == camera, ask
        assert decisions(bench) == ["undecided"] * 4

    play(themed, scene, a_service())


def test_the_question_whether_to_sign_follows_what_is_judged_meanwhile(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        panel = bench.window.findings
        bench.action("accept-all")
        bench.action("sign")
        before = said(panel.question)
        assert any("All findings are judged." in words for words in before)

        bench.action("accept")

        assert decisions(bench)[0] == "undecided"
        assert panel.question.isVisible()
        assert not any("All findings are judged." in words for words in said(panel.question))

    play(themed, scene, a_service())


def test_an_undone_step_of_another_analysis_is_shown_where_it_was(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        bench.action("accept")
        first = bench.wired.reviewing.open_run.run.uid
        bench.action("finding-previous")
        shown = bench.wired.opening.shown
        endpoint = endpoint_named("lung-nodule")
        wanted = Wanted(endpoint=endpoint, stack=shown.stack)
        bench.wired.analysing.starting.start(wanted, {}, is_rerun=True)
        await bench.until(lambda: bench.wired.reviewing.open_run.run.uid != first)
        assert decisions(bench) == ["undecided"] * 4

        bench.action("undo")

        assert bench.wired.reviewing.open_run.run.uid == first
        assert number(bench) == 1
        assert decisions(bench) == ["undecided"] * 4

    play(themed, scene, a_service())


def test_locked_findings_are_not_edited_and_the_person_is_told_why(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        viewport, toast = bench.wired.image.viewport, bench.window.toast
        bench.action("lock")
        assert "locked" in toast.text

        bench.action("edit")

        assert not viewport.is_editing
        assert not bench.window.actions_by_name["edit"].isChecked()
        assert "locked (L)" in toast.text
        toast._button.click()
        assert viewport.is_editing
        assert not viewport.state.overlay.is_locked
        assert not bench.window.actions_by_name["lock"].isChecked()

        bench.action("lock")
        assert not viewport.is_editing, "handles that do nothing are put away"

    play(themed, scene, a_service())


def test_a_reason_can_be_changed_only_where_there_is_one(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        reason = bench.window.actions_by_name["reason"]
        assert not reason.isEnabled()

        bench.action("reject")
        QTest.keyClick(bench.window.findings.reasons, Qt.Key.Key_3)
        assert not reason.isEnabled(), "the next one is selected"
        bench.action("finding-previous")

        assert reason.isEnabled()

    play(themed, scene, a_service())


def test_a_result_of_another_series_is_said_with_that_series(
    themed: QApplication, series: Path, other_series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        _, second = await both_analysed(bench, series, other_series)
        job = next(
            job
            for job in bench.wired.library.jobs.all()
            if second == f"{job.series.series_instance_uid}#{job.series.part}"
        )

        bench.wired.analysing.bring(job)

        assert job.title
        assert job.title in bench.window.toast.text

    play(themed, scene, a_service())
