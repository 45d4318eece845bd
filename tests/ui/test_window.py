"""The real window: analyse, judge, take along, come back."""

import json
from pathlib import Path

import httpx
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.fake_service import FakeService
from tests.vendor_builders import a_body, a_nodule, an_envelope, success
from tests.window_bench import Bench, play
from viewer.app.exporting import write_export
from viewer.app.wanted import Wanted
from viewer.domain.job import JobState
from viewer.domain.standing import Decision
from viewer.imaging.grey.voi import Window
from viewer.ui.dialogs.export import ExportChoice, ExportPart
from viewer.ui.dialogs.preflight import PreflightSheet
from viewer.ui.dialogs.question import QuestionSheet
from viewer.ui.rows import HeaderState
from viewer.vendors.gateway.medical import LUNG_NODULE

TWO = (a_nodule(ImageX="3", ImageY="2"), a_nodule(ImageX="5", ImageY="4", ImageZ="9"))


def a_service(*nodules: object) -> FakeService:
    return FakeService(final=success(*nodules))


def test_the_result_appears_by_itself_in_the_open_viewport(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()

        assert bench.header == "Lung nodules: 2 found"
        assert len(bench.window.findings.visible_uids) == 2
        assert bench.wired.image.bar._marks
        assert [card.row.state for card in bench.window.jobs.cards] == ["Done"]

    play(themed, scene, a_service(*TWO))


def test_a_finding_is_judged_by_keys_and_the_judgement_can_be_taken_back(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        session = bench.wired.reviewing.open_run.session
        first = session.result.findings[0]
        viewport = bench.wired.image.viewport

        QTest.keyClick(viewport, Qt.Key.Key_N)
        assert viewport.state.overlay.selected_uid == first.uid
        assert viewport.state.slice_index == first.placement.slice_index
        QTest.keyClick(viewport, Qt.Key.Key_A)
        assert session.review.decision_on(first.uid) is Decision.ACCEPTED
        assert bench.window.toast.text == "Finding 1 accepted"
        bench.window.toast._button.click()
        assert session.review.decision_on(first.uid) is Decision.UNDECIDED

    play(themed, scene, a_service(*TWO))


def test_the_same_key_again_takes_a_judgement_away(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        bench.action("finding-next")
        bench.action("accept")
        bench.action("finding-previous")
        bench.action("accept")

        assert bench.window.toast.text == "Finding 1 is undecided again"

    play(themed, scene, a_service(*TWO))


def test_results_and_judgements_are_there_after_a_restart(
    themed: QApplication, series: Path
) -> None:
    service = a_service(*TWO)

    async def judge(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        bench.action("finding-next")
        bench.action("accept")
        bench.window.report.own.setPlainText("stable since 2019")

    async def look(bench: Bench) -> None:
        await bench.open(series)
        await bench.until(lambda: bench.wired.reviewing.open_run)

        rows = bench.window.findings.model.rows
        assert [row.decision for row in rows] == [Decision.ACCEPTED, Decision.UNDECIDED]
        assert bench.window.report.own.toPlainText() == "stable since 2019"
        assert len(service.submissions) == 1

    play(themed, judge, service)
    play(themed, look, service)


def test_details_of_the_selected_finding_wait_until_they_are_looked_at(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        bench.action("finding-next")
        tree = bench.window.details.tree
        assert tree.topLevelItemCount() == 0

        bench.window.tabs.setCurrentWidget(bench.window.details)

        titles = [tree.topLevelItem(i).text(0) for i in range(tree.topLevelItemCount())]
        assert titles == ["Finding 1", "As the service said it", "Run", "Answer as received"]

    play(themed, scene, a_service(*TWO))


def test_a_filter_that_was_set_before_holds_for_a_new_result(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.window.findings.filter.slider.setValue(95)
        await bench.analyse()

        assert bench.wired.image.viewport.state.overlay.minimum_confidence == 0.95

    play(themed, scene, a_service(*TWO))


def test_letters_judge_from_the_list_and_are_only_text_in_a_text_box(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        bench.action("finding-next")
        session = bench.wired.reviewing.open_run.session
        QTest.keyClick(bench.window.findings.list, Qt.Key.Key_A)
        assert session.judged_count == 1

        bench.window.tabs.setCurrentWidget(bench.window.report)
        bench.window.report.own.setFocus()
        QTest.keyClicks(bench.window.report.own, "ax np 12")

        assert bench.window.report.own.toPlainText() == "ax np 12"
        assert session.judged_count == 1

    play(themed, scene, a_service(*TWO))


def test_a_cancelled_second_run_gives_the_first_ones_head_back(
    themed: QApplication, series: Path
) -> None:
    service = a_service(*TWO)

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        service.submit_script.append(an_envelope(a_body(ret_code=-1, remark="no")))
        shown = bench.wired.opening.shown
        wanted = Wanted(endpoint=LUNG_NODULE, stack=shown.stack)
        bench.wired.analysing.starting.start(wanted, {"Threshold": "0.35"}, is_rerun=True)
        await bench.until(lambda: len(bench.window.jobs.cards) == 2)
        await bench.until(lambda: "Failed" in {c.row.state for c in bench.window.jobs.cards})

        assert bench.header == "Lung nodules: 2 found"

    play(themed, scene, service)


def test_space_turns_all_findings_off_and_on(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        viewport = bench.wired.image.viewport

        QTest.keyClick(viewport, Qt.Key.Key_Space)
        assert not viewport.state.overlay.is_visible
        assert not bench.window.actions_by_name["overlays"].isChecked()
        QTest.keyClick(viewport, Qt.Key.Key_Space)
        assert viewport.state.overlay.is_visible

    play(themed, scene, a_service(*TWO))


def test_the_confidence_filter_reaches_the_image(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        bench.window.findings.filter.slider.setValue(95)

        assert bench.wired.image.viewport.state.overlay.minimum_confidence == 0.95

    play(themed, scene, a_service(*TWO))


def test_none_found_says_what_was_searched(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()

        assert bench.window.findings.header.state is HeaderState.NONE
        lines = bench.window.findings.header._lines.text()
        assert "local service" in lines
        assert "Threshold\N{NO-BREAK SPACE}0.70" in lines

    play(themed, scene, a_service())


def test_a_refusal_is_shown_in_the_services_words_and_can_be_retried(
    themed: QApplication, series: Path
) -> None:
    refusal = an_envelope(a_body(ret_code=-1, remark="序列太短 <b>x</b>"))
    service = a_service(*TWO)
    service.submit_script.append(refusal)

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.wired.analysing.start_named("lung-nodule")
        await bench.until(lambda: bench.window.findings.header.state is HeaderState.FAILED)

        assert "序列太短 <b>x</b>" in bench.window.findings.header._lines.text()
        bench.window.findings.header._button.click()
        await bench.until(lambda: bench.wired.reviewing.open_run)
        assert bench.header == "Lung nodules: 2 found"

    play(themed, scene, service)


def test_an_unknown_outcome_is_never_sent_again_without_asking(
    themed: QApplication, series: Path
) -> None:
    service = a_service(*TWO)
    service.submit_script.append(httpx.ReadError("cut"))

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.wired.analysing.start_named("lung-nodule")
        jobs = bench.wired.library.jobs
        await bench.until(lambda: jobs.all() and jobs.all()[0].state is JobState.UNCERTAIN)
        assert len(service.submissions) == 1

        bench.window.jobs.cards[0]._retry.click()
        await bench.until(lambda: bench.window.findChildren(QuestionSheet))
        assert len(service.submissions) == 1
        bench.window.findChildren(QuestionSheet)[0].accept()
        await bench.until(lambda: bench.wired.reviewing.open_run)
        assert len(service.submissions) == 2

    play(themed, scene, service)


def test_a_second_run_is_asked_for_with_its_parameters(themed: QApplication, series: Path) -> None:
    service = a_service(*TWO)

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        bench.wired.analysing.ask_named("lung-nodule")
        await bench.until(
            lambda: [s for s in bench.window.findChildren(PreflightSheet) if s.isVisible()]
        )
        sheet = bench.window.findChildren(PreflightSheet)[0]
        await bench.until(sheet.send_button.isEnabled)
        sheet._inputs.boxes["Threshold"].setValue(0.35)
        sheet.send_button.click()
        await bench.until(lambda: len(service.submissions) == 2)
        assert ("Threshold", "0.35") in service.submissions[1]
        await bench.until(lambda: len(bench.window.findings.header._header.runs) == 2)

    play(themed, scene, service)


def test_the_picture_is_copied_at_the_resolution_of_its_source(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.action("copy")
        picture = QGuiApplication.clipboard().image()

        assert (picture.width(), picture.height()) == (32, 24)

    play(themed, scene)


def test_everything_is_written_that_was_chosen(
    themed: QApplication, series: Path, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        bench.action("finding-next")
        bench.action("accept")
        subject = bench.wired.exporting._subject(hides_identity=True)
        choice = ExportChoice(frozenset(ExportPart), str(tmp_path / "out"), has_identity=False)
        written = write_export(subject, choice, b'{"raw": 1}')

        names = sorted(path.name for path in written)
        assert names[0].endswith(".png")
        assert {"findings.json", "overlay-001.png", "raw.json", "report.pdf"} <= set(names)
        document = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
        assert [f["decision"] for f in document["findings"]] == ["accepted", "undecided"]

    play(themed, scene, a_service(*TWO))


def test_a_job_that_was_left_goes_on_at_the_next_start(themed: QApplication, series: Path) -> None:
    service = a_service(*TWO)

    async def leave(bench: Bench) -> None:
        await bench.open(series)
        bench.wired.analysing.start_named("lung-nodule")
        await bench.until(lambda: service.submissions)

    async def come_back(bench: Bench) -> None:
        jobs = bench.wired.library.jobs
        await bench.until(lambda: jobs.all()[0].state is JobState.DONE)
        assert len(service.submissions) == 1

    play(themed, leave, service)
    play(themed, come_back, service)


def test_the_button_of_the_grey_window_says_it_as_the_corner_does(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.wired.image.viewport.set_window(Window(-419.6, 1906.87))

        assert bench.window.preset_button.text() == "By hand"
        assert bench.window.preset_button.toolTip().startswith("C -420 W 1907  by hand")

    play(themed, scene)
