"""A reading from the window: keys, reasons, several at once, marks of one's own, signing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.review_driving import (
    a_service,
    actions_in_ledger,
    analysed,
    decisions,
    number,
    said,
)
from tests.viewport_driving import LEFT, drag, place_of
from tests.window_bench import Bench, play
from viewer.domain.finding import NoduleCategory
from viewer.domain.ledger import Action
from viewer.domain.standing import Decision, RejectReason
from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.storage.settings import AUTO_ADVANCE, COMMENT_ON_REJECT
from viewer.words import language
from viewer.words.findings import decided_words, reason_words


@pytest.fixture(params=["en", "zh"])
def spoken(request: pytest.FixtureRequest, themed: QApplication) -> Iterator[str]:
    yield language.install(themed, request.param)
    language.install(themed, "en")


def test_judgements_go_on_to_the_next_undecided_and_one_undo_takes_them_back(
    spoken: str, themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        bench.action("accept")
        assert (number(bench), decisions(bench)[0]) == (2, "accepted")
        assert bench.window.toast.text == decided_words("1", Decision.ACCEPTED)

        bench.action("finding-previous")
        bench.action("accept")
        assert (number(bench), decisions(bench)[0]) == (1, "undecided"), "judged again: stay"

        bench.action("undo")
        bench.action("undo")
        assert decisions(bench) == ["undecided"] * 4
        bench.action("redo")
        assert decisions(bench)[0] == "accepted"
        bench.wired.library.settings.set(AUTO_ADVANCE, False)
        bench.action("finding-next")
        bench.action("accept")
        assert number(bench) == 2

    play(themed, scene, a_service())


def test_a_rejection_asks_why_and_keys_answer(
    spoken: str, themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        panel, session = bench.window.findings, bench.wired.reviewing.session
        bar, first = panel.reasons, bench.wired.reviewing.selected_uid
        grey = bench.wired.image.viewport.state.grey

        bench.action("reject")
        assert bar.isVisible()
        QTest.keyClick(bar, Qt.Key.Key_Escape)
        assert not bar.isVisible()
        assert session.review.decision_on(first) is Decision.UNDECIDED

        bench.action("reject")
        QTest.keyClick(bar, Qt.Key.Key_1)
        assert session.review.standing_of(first).reason is RejectReason.WRONG_PLACE
        assert reason_words(RejectReason.WRONG_PLACE) in panel.model.rows[0].remark
        assert number(bench) == 2

        bench.action("reject")
        QTest.keyClick(bar, Qt.Key.Key_X)
        assert bar.marked is RejectReason.WRONG_PLACE, "the last one is offered again"
        assert decisions(bench)[:2] == ["rejected"] * 2
        assert bench.wired.image.viewport.state.grey == grey, "digits are no window here"

        bench.action("finding-previous")
        bench.action("reason")
        QTest.keyClick(bar, Qt.Key.Key_X)
        assert decisions(bench)[1] == "rejected", "the same reason again changes nothing"
        bench.action("finding-next")
        bench.action("reject")
        bench.action("finding-next")
        assert not bar.isVisible(), "another finding: the question is put off"
        assert decisions(bench)[2:] == ["undecided"] * 2

    play(themed, scene, a_service())


def test_where_a_comment_is_required_no_finding_is_rejected_without_one(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        bench.wired.library.settings.set(COMMENT_ON_REJECT, True)
        bar, uid = bench.window.findings.reasons, bench.wired.reviewing.selected_uid
        bench.action("reject")
        QTest.keyClick(bar, Qt.Key.Key_4)
        assert decisions(bench)[0] == "undecided"
        assert "Please write a few words." in said(bar)

        QTest.keyClicks(bar.line, "vessel 2")
        QTest.keyClick(bar.line, Qt.Key.Key_Return)
        standing = bench.wired.reviewing.session.review.standing_of(uid)
        assert (standing.reason, standing.comment) == (RejectReason.DUPLICATE, "vessel 2")

    play(themed, scene, a_service())


def test_what_is_listed_is_judged_in_one_step_and_n_follows_the_filter(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        panel = bench.window.findings
        bench.action("accept")
        panel.filter.only_undecided.setChecked(True)
        assert len(panel.visible_uids) == 3
        for _ in range(3):
            bench.action("finding-next")
        assert number(bench) == 2, "round again, without the judged one"

        bench.action("reject-all")
        QTest.keyClick(panel.reasons, Qt.Key.Key_2)
        assert decisions(bench) == ["accepted", *["rejected"] * 3]
        assert bench.window.toast.text == "3 findings rejected"
        assert "No finding passes the filter." in said(panel)
        bench.window.toast._button.click()
        assert decisions(bench) == ["accepted", *["undecided"] * 3]

        panel.filter.only_undecided.setChecked(False)
        panel.list.selectAll()
        bench.action("accept")
        assert decisions(bench) == ["accepted"] * 4
        assert "4 of 4 judged" in said(panel)

    play(themed, scene, a_service())


def test_a_place_is_corrected_on_the_image_and_put_back(
    spoken: str, themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        viewport, reviewing = bench.wired.image.viewport, bench.wired.reviewing
        uid = reviewing.selected_uid
        before = reviewing.finding_of(uid)
        bench.action("edit")
        assert bench.window.actions_by_name["edit"].isChecked()
        centre = before.placement.region.centre
        start = place_of(viewport, *centre)
        drag(viewport, LEFT, start, place_of(viewport, centre.column + 4, centre.row) - start)

        moved = reviewing.finding_of(uid)
        assert moved.placement.region.centre.column == pytest.approx(centre.column + 4, abs=0.05)
        assert moved.placement.patient != before.placement.patient
        assert bench.window.findings.model.rows[0].is_edited
        bench.window.tabs.setCurrentWidget(bench.window.details)
        tree = bench.window.details.tree
        texts = [
            tree.topLevelItem(i).child(j).text(1)
            for i in range(tree.topLevelItemCount())
            for j in range(tree.topLevelItem(i).childCount())
        ]
        assert any("2.4 mm" in text for text in texts), texts

        bench.action("restore")
        assert reviewing.finding_of(uid) == before
        bench.action("undo")
        assert reviewing.finding_of(uid) == moved
        assert actions_in_ledger(bench) == [Action.EDIT, Action.EDIT, Action.UNDO]

    play(themed, scene, a_service())


def test_a_series_that_was_never_analysed_can_be_marked_and_measured(
    spoken: str, themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.window.activateWindow()
        viewport, reviewing = bench.wired.image.viewport, bench.wired.reviewing
        for name, start, end in (("add-mark", (8, 8), (12, 8)), ("add-length", (4, 15), (14, 15))):
            bench.action(name)
            assert bench.window.actions_by_name[name].isChecked()
            first = place_of(viewport, *start)
            drag(viewport, LEFT, first, place_of(viewport, *end) - first)
            assert not bench.window.actions_by_name[name].isChecked()
        mark, length = reviewing.session.findings
        assert [f.number for f in (mark, length)] == [1, 2]
        assert mark.measured("diameter") == pytest.approx(4.8, abs=0.1)
        assert length.measured("length") == pytest.approx(6.0, abs=0.1)
        assert decisions(bench) == ["accepted"] * 2
        assert [row.is_own for row in bench.window.findings.model.rows] == [True, True]

        bench.action("remove")
        assert reviewing.session.findings == (mark,)
        bench.action("undo")
        await bench.analyse()
        assert len(reviewing.session.findings) == 6, "the reader's own stay beside the service's"
        (event, *_) = bench.wired.library.ledger.of_stack(reviewing.session.reading.stack)
        assert event.images[0].pixel_hash

    play(themed, scene, a_service())


def test_a_signed_reading_is_locked_until_an_addendum_is_opened(
    spoken: str, themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        panel, session = bench.window.findings, bench.wired.reviewing.session
        bench.action("accept")
        bench.action("nothing-further")
        bench.action("sign")
        assert "3" in panel.question._words.text()
        QTest.keyClick(panel.question, Qt.Key.Key_Return)
        assert session.reading.is_signed
        assert panel.reading._badge.isVisible()

        bench.action("accept")
        assert decisions(bench).count("accepted") == 1
        assert bench.window.toast._button.isVisible(), "an addendum is offered"
        assert not bench.window.actions_by_name["add-mark"].isEnabled()
        assert not bench.window.actions_by_name["undo"].isEnabled()
        assert not panel._accept.isEnabled()
        assert panel._accept.toolTip()
        assert bench.window.report.own.isReadOnly()

        bench.window.toast._button.click()
        QTest.keyClick(panel.question.line, Qt.Key.Key_Return)
        assert session.reading.is_signed, "without a reason it stays locked"
        QTest.keyClicks(panel.question.line, "second look")
        QTest.keyClick(panel.question.line, Qt.Key.Key_Return)
        assert not session.reading.is_signed
        assert not bench.window.report.own.isReadOnly()
        bench.action("accept")
        assert actions_in_ledger(bench) == [
            Action.ACCEPT,
            Action.NOTHING_FURTHER,
            Action.SIGN,
            Action.ADDENDUM,
            Action.ACCEPT,
        ]

    play(themed, scene, a_service())


def test_a_finding_is_renamed_and_remarked_upon(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        panel, reviewing = bench.window.findings, bench.wired.reviewing
        uid = reviewing.selected_uid
        menu = bench.window.menus.categories
        assert menu.isEnabled()
        menu.aboutToShow.emit()
        chosen = next(a for a in menu.actions() if a.data() == NoduleCategory.GROUND_GLASS.value)
        chosen.trigger()
        assert panel.model.rows[0].title.startswith("Ground-glass nodule")
        assert bench.window.toast.text == "Finding 1: Ground-glass nodule"

        bench.action("comment")
        QTest.keyClicks(panel.question.line, "see 2019")
        QTest.keyClick(panel.question.line, Qt.Key.Key_Return)
        assert reviewing.session.review.standing_of(uid).comment == "see 2019"
        assert "see 2019" in panel.model.rows[0].remark
        bench.action("undo")
        assert bench.window.toast.text == "Undone: finding 1, Comment"

    play(themed, scene, a_service())


def test_what_cannot_be_kept_is_said_and_changes_nothing(
    themed: QApplication, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        session = bench.wired.reviewing.session

        def full(_events: object) -> None:
            raise LibraryUnavailable("library.sqlite", LibraryTrouble.FULL)

        monkeypatch.setattr(session, "_record", full)
        rows = list(bench.window.findings.model.rows)
        bench.action("accept")
        bench.action("nothing-further")
        assert decisions(bench) == ["undecided"] * 4
        assert list(bench.window.findings.model.rows) == rows
        assert not bench.window.actions_by_name["nothing-further"].isChecked()
        assert bench.window.toast.text
        assert number(bench) == 1

    play(themed, scene, a_service())


def test_another_series_and_back_keeps_what_can_be_undone(
    themed: QApplication, series: Path, tmp_path: Path
) -> None:
    from tests.image_builders import write_series

    other = tmp_path / "other"
    write_series(other, slices=20, rows=24, columns=32, series_uid="1.2.3.99")

    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        bench.action("accept")
        session, first = bench.wired.reviewing.session, bench.wired.opening.shown
        await bench.open(other)
        await bench.until(lambda: bench.wired.opening.shown is not first)
        assert bench.wired.reviewing.session is not session
        bench.wired.opening.show(first.stack.key)
        await bench.until(lambda: bench.wired.reviewing.session is session)
        bench.action("undo")
        assert decisions(bench) == ["undecided"] * 4

    play(themed, scene, a_service())


def test_where_another_window_has_the_library_nothing_can_be_judged(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        panel = bench.window.findings
        bench.window.set_read_only("Another window has the library.")
        bench.wired.reviewing.go_to(bench.wired.reviewing.session.findings[0].uid)
        for name in ("accept", "reject", "edit", "add-mark", "sign", "undo"):
            assert not bench.window.actions_by_name[name].isEnabled(), name
        assert not panel._accept.isEnabled()
        assert "Another window" in panel._accept.toolTip()
        bench.wired.review.judging.accept_selected()
        assert decisions(bench) == ["undecided"] * 4

        bench.window.set_read_only("")
        bench.action("accept")
        assert decisions(bench)[0] == "accepted"

    play(themed, scene, a_service())


def test_a_locked_finding_stays_where_it_is_and_a_length_is_renamed_by_nobody(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await analysed(bench, series)
        viewport, reviewing = bench.wired.image.viewport, bench.wired.reviewing
        before = reviewing.session.findings
        bench.action("edit")
        bench.action("lock")
        assert viewport.state.overlay.is_locked
        start = place_of(viewport, *before[0].placement.region.centre)
        drag(viewport, LEFT, start, place_of(viewport, 20, 10) - start)
        assert reviewing.session.findings == before

        bench.action("lock")
        bench.action("add-length")
        start = place_of(viewport, 4, 15)
        drag(viewport, LEFT, start, place_of(viewport, 14, 15) - start)
        assert len(reviewing.session.findings) == 5
        assert not bench.window.menus.categories.isEnabled()

    play(themed, scene, a_service())
