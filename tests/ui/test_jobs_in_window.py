"""Jobs as a person meets them: known results, unknown outcomes, missing files, scripts."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from PySide6.QtWidgets import QApplication

from tests.fake_service import FakeService
from tests.vendor_builders import a_nodule, success
from tests.window_bench import Bench, play
from viewer.domain.job import JobState
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.jobs.request import AnalysisRequest
from viewer.jobs.runner import JobRunner
from viewer.storage.result_files import FileState, ResultFile
from viewer.ui.dialogs.job import JobSheet
from viewer.ui.dialogs.preflight import PreflightSheet
from viewer.ui.dialogs.question import QuestionSheet
from viewer.vendors.errors import Expired, failure_text
from viewer.vendors.gateway.medical import LUNG_NODULE

TWO = (a_nodule(ImageX="3", ImageY="2"), a_nodule(ImageX="5", ImageY="4", ImageZ="9"))


def a_service(*nodules: object) -> FakeService:
    return FakeService(final=success(*nodules))


def note(bench: Bench):
    return bench.window.findings.header.note


async def preflight(bench: Bench) -> PreflightSheet:
    bench.wired.analysing.ask_named("lung-nodule")
    await bench.until(lambda: bench.window.findChildren(PreflightSheet))
    (sheet,) = bench.window.findChildren(PreflightSheet)
    await bench.until(sheet.send_button.isEnabled)
    return sheet


def test_the_preflight_offers_to_show_what_was_analysed_before(
    themed: QApplication, series: Path
) -> None:
    service = a_service(*TWO)

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        bench.wired.reviewing.clear()
        sheet = await preflight(bench)

        assert "with these parameters was analysed on" in sheet._earlier.text()
        assert sheet.send_button.text() == "Run again"
        assert (sheet.show_button.isDefault(), sheet.send_button.isDefault()) == (True, False)
        sheet.show_button.click()
        await bench.until(lambda: bench.wired.reviewing.open_run)
        assert len(service.submissions) == 1

    play(themed, scene, service)


def test_other_parameters_are_no_rerun(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        sheet = await preflight(bench)
        sheet._inputs.boxes["Threshold"].setValue(0.35)
        await bench.until(lambda: sheet.send_button.text() != "Run again")

        assert not sheet.show_button.isVisible()
        assert sheet.send_button.isDefault()
        sheet.reject()

    play(themed, scene, a_service(*TWO))


def test_run_again_is_a_new_submission(themed: QApplication, series: Path) -> None:
    service = a_service(*TWO)

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        sheet = await preflight(bench)
        sheet.send_button.click()
        await bench.until(lambda: len(service.submissions) == 2)
        await bench.until(lambda: len(bench.window.findings.header._header.runs) == 2)

    play(themed, scene, service)


def test_the_same_content_is_not_sent_again_and_a_rerun_is_offered(
    themed: QApplication, series: Path
) -> None:
    service = a_service(*TWO)

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        bench.wired.analysing.start_named("lung-nodule")
        await bench.until(lambda: "was analysed on" in note(bench).text)
        await bench.until(lambda: len(bench.window.jobs.cards) == 1)
        assert len(service.submissions) == 1

        (again,) = [button for button in note(bench).buttons if button.text() == "Run again"]
        again.click()
        await bench.until(lambda: len(service.submissions) == 2)
        await bench.until(lambda: not note(bench).text)

    play(themed, scene, service)


def test_an_unknown_outcome_is_asked_about_below_the_head_again_after_a_restart(
    themed: QApplication, series: Path
) -> None:
    service = a_service(*TWO)
    service.submit_script.append(httpx.ReadError("cut"))

    async def lose(bench: Bench) -> None:
        await bench.open(series)
        bench.wired.analysing.start_named("lung-nodule")
        await bench.until(lambda: "may have been accepted and billed" in note(bench).text)
        assert [button.text() for button in note(bench).buttons] == ["Send again", "Leave it"]

    async def send_again(bench: Bench) -> None:
        await bench.open(series)
        assert "may have been accepted and billed" in note(bench).text
        note(bench).buttons[0].click()
        await bench.until(lambda: bench.window.findChildren(QuestionSheet))
        assert len(service.submissions) == 1
        bench.window.findChildren(QuestionSheet)[0].accept()
        await bench.until(lambda: bench.wired.reviewing.open_run)
        assert len(service.submissions) == 2
        assert not note(bench).text

    play(themed, lose, service)
    play(themed, send_again, service)


def test_an_unknown_outcome_can_be_left_as_it_is(themed: QApplication, series: Path) -> None:
    service = a_service(*TWO)
    service.submit_script.append(httpx.ReadError("cut"))

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.wired.analysing.start_named("lung-nodule")
        await bench.until(lambda: note(bench).text)
        note(bench).buttons[1].click()

        jobs = bench.wired.library.jobs
        await bench.until(lambda: jobs.all()[0].state is JobState.CANCELLED)
        await bench.until(lambda: not note(bench).text)
        (card,) = bench.window.jobs.cards
        assert card.row.state == "Left, outcome unknown"
        assert len(service.submissions) == 1

    play(themed, scene, service)


def test_a_cancelled_job_says_so_at_once(themed: QApplication, series: Path) -> None:
    service = a_service(*TWO)

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.wired.analysing.start_named("lung-nodule")
        (card,) = bench.window.jobs.cards
        await asyncio.sleep(0)  # the task of the job has begun
        card._cancel.click()
        await bench.until(lambda: card.row.state == "Cancelled")

        assert not service.submissions
        assert card.row.retry == "Retry"

    play(themed, scene, service)


def test_that_a_job_is_being_cancelled_is_shown_at_once(
    themed: QApplication, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(bench: Bench) -> None:
        monkeypatch.setattr(bench.wired.runner, "cancel", lambda _uid: None)  # takes its time
        await bench.open(series)
        bench.wired.analysing.start_named("lung-nodule")
        (card,) = bench.window.jobs.cards
        card._cancel.click()

        assert card.row.state == "Cancelling…"
        assert not card._cancel.isVisibleTo(card)
        await bench.until(lambda: card.row.state == "Done")

    play(themed, scene, a_service(*TWO))


def test_a_job_of_a_script_is_not_said_to_be_cancelled_here(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        stack = bench.wired.opening.shown.stack
        with open_library(Folders.from_environment()) as other:
            job = JobRunner(other, bench.service).admit(
                AnalysisRequest(endpoint=LUNG_NODULE, stack=stack)
            )
            with other.job_lock(job.uid) as lock:
                assert lock.acquire()
                bench.wired.elsewhere.look()
                (card,) = bench.window.jobs.cards
                card._cancel.click()

                assert "cancel it there" in bench.window.toast.text
                assert card.row.state == "Preparing"

    play(themed, scene)


def test_result_files_that_did_not_come_are_said_with_a_way_to_ask_again(
    themed: QApplication, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        uid = bench.wired.reviewing.open_run.run.uid
        files, now = bench.wired.library.result_files, datetime.now(UTC)
        files.expect(uid, ("[0].ResultUrl", "[1].ResultUrl"), now)
        failure = failure_text(Expired("[1].ResultUrl"))
        files.save(
            ResultFile(
                job_uid=uid,
                name="[1].ResultUrl",
                changed=now,
                state=FileState.FAILED,
                failure=failure,
            )
        )
        asked: list[str] = []
        monkeypatch.setattr(bench.wired.runner, "fetch_again", asked.append)
        bench.wired.analysing._show_header()

        assert note(bench).text.startswith("1 of 2 result files could not be fetched.")
        note(bench).buttons[0].click()
        assert asked == [uid]

    play(themed, scene, a_service(*TWO))


def test_a_result_that_a_script_put_into_the_library_appears_by_itself(
    themed: QApplication, series: Path
) -> None:
    service = a_service(*TWO)

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.wired.elsewhere._timer.setInterval(10)
        stack = bench.wired.opening.shown.stack
        with open_library(Folders.from_environment()) as other:
            runner = JobRunner(other, service, make_transport=service.transport)
            await runner.run_to_end(AnalysisRequest(endpoint=LUNG_NODULE, stack=stack))
            await runner.aclose()
        await bench.until(lambda: bench.wired.reviewing.open_run)

        assert bench.header == "Lung nodules: 2 found"
        assert [card.row.state for card in bench.window.jobs.cards] == ["Done"]

    play(themed, scene, service)


def test_details_of_a_job_say_what_was_sent_and_when(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        bench.window.jobs.cards[0]._details.click()
        (sheet,) = bench.window.findChildren(JobSheet)
        tree = sheet.details.tree
        titles = [tree.topLevelItem(i).text(0) for i in range(tree.topLevelItemCount())]

        assert titles[:2] == ["Job", "Times"]
        assert "What was sent" in titles
        sheet.reject()
        assert bench.wired.analysing.desk.on_moved == []

    play(themed, scene, a_service(*TWO))


def test_details_of_a_job_follow_it(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.wired.analysing.start_named("lung-nodule")
        bench.window.jobs.cards[0]._details.click()
        (sheet,) = bench.window.findChildren(JobSheet)
        tree = sheet.details.tree
        assert tree.topLevelItemCount() == 2
        await bench.until(lambda: tree.topLevelItemCount() == 3)
        await bench.until(lambda: bench.wired.reviewing.open_run)
        sheet.reject()

    play(themed, scene, a_service(*TWO))
