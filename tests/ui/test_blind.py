"""Reading before the AI is shown: nothing of the service is seen until the reading is closed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
    QWidget,
)

from tests.fake_service import FakeService
from tests.vendor_builders import a_nodule, success
from tests.viewport_driving import LEFT, drag, place_of
from tests.window_bench import Bench, play
from viewer.domain.agreement import Agreement
from viewer.domain.ledger import Action
from viewer.domain.standing import Decision
from viewer.storage.overview import known_studies
from viewer.storage.settings import BLIND_FIRST, USER_NAME
from viewer.ui.dialogs.export import ExportChoice, ExportPart
from viewer.ui.rows import HeaderState
from viewer.words import language

TELLING = ("9.25", "0.87", "-31.5", "414.4", "13.73", "右肺下叶结节", "Solid", "实性", "2-solid")
TWO = (
    a_nodule(ImageX="8", ImageY="8", ImageZ="3", SOPInstanceUID=..., Diameter="5.25"),
    a_nodule(ImageX="25", ImageY="15", ImageZ="9", SOPInstanceUID=..., Diameter="3.73"),
)
TELLING += ("5.25", "3.73")


@pytest.fixture(params=["en", "zh"])
def spoken(request: pytest.FixtureRequest, themed: QApplication) -> Iterator[str]:
    yield language.install(themed, request.param)
    language.install(themed, "en")


def a_service(*nodules: object) -> FakeService:
    return FakeService(final=success(*nodules))


def blind(bench: Bench) -> None:
    bench.wired.library.settings.set(BLIND_FIRST, True)


async def concealed(bench: Bench, series: Path) -> None:
    """Analyse blind, and wait until the answer is there."""
    blind(bench)
    await bench.open(series)
    bench.wired.analysing.start_named("lung-nodule")
    await bench.until(lambda: bench.wired.reviewing.concealed_run)


def card(bench: Bench):
    return bench.wired.blind._card


async def mark(bench: Bench, column: float, row: float, slice_index: int) -> None:
    viewport = bench.wired.image.viewport
    viewport.go_to_slice(slice_index)
    bench.action("add-mark")
    start = place_of(viewport, column, row)
    drag(viewport, LEFT, start, place_of(viewport, column + 2, row) - start)
    await bench.until(lambda: bench.wired.reviewing.session.reading.own_findings)


def all_texts(window: QWidget) -> Iterator[str]:
    """Yield all that any widget, action or model of the window says or would say."""
    for thing in (window, *window.findChildren(QObject)):
        if isinstance(thing, QWidget):
            yield from (thing.toolTip(), thing.accessibleName(), thing.accessibleDescription())
            yield from (thing.windowTitle(), thing.statusTip(), thing.whatsThis())
        if isinstance(thing, QLabel | QAbstractButton | QLineEdit | QAction | QProgressBar):
            yield thing.text()
        if isinstance(thing, QPlainTextEdit | QTextEdit):
            yield thing.toPlainText()
        if isinstance(thing, QComboBox):
            yield from (thing.itemText(number) for number in range(thing.count()))
        if isinstance(thing, QAbstractItemModel):
            yield from texts_of(thing, QModelIndex())


def texts_of(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    is_list = isinstance(model, QAbstractListModel)
    for row in range(model.rowCount(parent)):
        for column in range(1 if is_list else model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield from (str(value) for value in model.itemData(index).values())
            yield from (repr(index.data(Qt.ItemDataRole.UserRole + more)) for more in range(3))
        yield from texts_of(model, model.index(row, 0, parent))


def test_nothing_of_the_service_is_said_or_drawn_before_the_reading_is_closed(
    spoken: str, themed: QApplication, series: Path, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        blind(bench)
        await bench.open(series)
        viewport = bench.wired.image.viewport
        viewport.go_to_slice(3)
        picture = viewport.grab().toImage()
        bench.wired.analysing.start_named("lung-nodule")
        await bench.until(lambda: bench.wired.reviewing.concealed_run)
        await bench.until(lambda: viewport.state.slice_index == 3)
        for tab in range(bench.window.tabs.count()):
            bench.window.tabs.setCurrentIndex(tab)
        bench.window.tabs.setCurrentIndex(0)

        said = [text for text in all_texts(bench.window) if text]
        leaks = {(word, text) for word in TELLING for text in said if word in text}
        assert leaks == set()
        assert bench.window.findings.header.state is HeaderState.CONCEALED
        assert bench.wired.reviewing.open_run is None
        assert bench.wired.reviewing.session.findings == ()
        assert not bench.window.findings.model.rows
        assert not bench.wired.image.bar._marks
        assert viewport.grab().toImage() == picture
        subject = bench.wired.exporting._subject(hides_identity=True)
        assert (subject.run, subject.result, subject.findings) == (None, None, ())
        hidden = bench.wired.library.blindness.concealed_runs()
        counts = [s.findings for s in known_studies(bench.wired.library.database, hidden)]
        assert counts in ([], [0])

    play(themed, scene, a_service(*TWO))


def test_that_nothing_was_found_is_concealed_just_as_well(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await concealed(bench, series)

        assert "the answer is there" in bench.header
        assert "none found" not in "\n".join(all_texts(bench.window))

    play(themed, scene, a_service())


def test_closing_shows_the_findings_and_who_saw_which(
    spoken: str, themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await concealed(bench, series)
        await mark(bench, 8.5, 8.5, 3)
        assert len(bench.window.findings.model.rows) == 1

        QTest.mouseClick(card(bench).reveal, Qt.MouseButton.LeftButton)

        reviewing = bench.wired.reviewing
        assert reviewing.open_run is not None
        assert len(bench.window.findings.model.rows) == 3
        assert any("5.2" in text for text in all_texts(bench.window)), "the search is a real one"
        comparison = bench.wired.blind._comparison()
        assert sorted(comparison.values()) == [
            Agreement.AI_ONLY,
            Agreement.BOTH,
            Agreement.BOTH,
        ]
        rows = [row.agreement for row in bench.window.findings.model.rows]
        assert all(rows)
        assert rows[0] == rows[2] != rows[1]
        assert bench.window.findings.filter.agreements.count() == 3
        stack = reviewing.session.reading.stack
        events = bench.wired.library.ledger.of_stack(stack)
        assert [event.action for event in events] == [Action.ADD, Action.BLIND, Action.REVEAL]
        assert [events[2].detail(name) for name in ("both", "ai-only", "me-only")] == [
            "1",
            "1",
            "0",
        ]

    play(themed, scene, a_service(*TWO))


def test_later_marks_do_not_count_as_seen_before(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await concealed(bench, series)
        bench.wired.blind.close_and_reveal()
        await mark(bench, 8.5, 8.5, 3)

        assert set(bench.wired.blind._comparison().values()) == {Agreement.AI_ONLY}
        assert [row.agreement for row in bench.window.findings.model.rows][2] == ""
        bench.wired.reviewing.session.undo()
        assert bench.wired.reviewing.session.undo() is None, "what was closed stays closed"
        assert bench.wired.reviewing.session.reading.blind is not None

    play(themed, scene, a_service(*TWO))


def test_a_later_answer_is_concealed_until_it_is_asked_for(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await concealed(bench, series)
        bench.wired.blind.close_and_reveal()
        shown = bench.wired.reviewing.open_run.run

        bench.wired.reviewing.attach(shown)

        assert bench.wired.reviewing.open_run is not None

    async def come_back(bench: Bench) -> None:
        await bench.open(series)
        await bench.until(lambda: bench.wired.reviewing.open_run)

    service = a_service(*TWO)
    play(themed, scene, service)
    play(themed, come_back, service)


def test_one_series_can_be_read_blind_by_its_own_switch_and_stays_so(
    themed: QApplication, series: Path
) -> None:
    async def switch(bench: Bench) -> None:
        await bench.open(series)
        assert card(bench) is not None
        assert not card(bench).switch.isChecked()
        card(bench).switch.click()
        bench.wired.analysing.start_named("lung-nodule")
        await bench.until(lambda: bench.wired.reviewing.concealed_run)

    async def come_back(bench: Bench) -> None:
        await bench.open(series)
        await bench.until(lambda: bench.wired.reviewing.concealed_run)
        assert not card(bench).switch.isVisible()
        card(bench).way_out.click()
        assert bench.wired.reviewing.open_run is not None
        assert bench.wired.reviewing.session.reading.blind is None
        assert bench.wired.library.blindness.revealed_runs() == ()

    service = a_service(*TWO)
    play(themed, switch, service)
    play(themed, come_back, service)


def test_turning_the_setting_on_conceals_what_nobody_touched_and_shows_what_was_judged(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        values = bench.wired.window_actions.setting_values()
        bench.wired.window_actions.use(replace(values, is_blind_first=True))
        assert bench.wired.reviewing.open_run is None
        assert not bench.window.findings.model.rows

        bench.wired.window_actions.use(replace(values, is_blind_first=False))
        assert bench.wired.reviewing.open_run is not None
        bench.action("finding-next")
        bench.action("accept")
        bench.wired.window_actions.use(replace(values, is_blind_first=True))
        assert bench.wired.reviewing.open_run is not None

    play(themed, scene, a_service(*TWO))


def test_whoever_looked_at_an_answer_before_does_not_read_blind(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        values = bench.wired.window_actions.setting_values()
        bench.wired.window_actions.use(replace(values, is_blind_first=True))
        await mark(bench, 8.5, 8.5, 3)
        assert "seen an answer already" in card(bench).accessibleName()

        bench.wired.blind.close_and_reveal()

        assert bench.wired.reviewing.open_run is not None
        assert bench.wired.reviewing.session.reading.blind is None
        assert bench.wired.library.blindness.revealed_runs() == ()

    play(themed, scene, a_service(*TWO))


def test_the_table_of_agreement_is_shown_and_saved(
    spoken: str, themed: QApplication, series: Path, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        bench.wired.library.settings.set(USER_NAME, "=Dr 李")
        await concealed(bench, series)
        await mark(bench, 8.5, 8.5, 3)
        bench.wired.blind.close_and_reveal()
        bench.wired.reviewing.session.decide(
            bench.wired.reviewing.session.findings[1].uid, Decision.REJECTED
        )

        bench.action("agreement")
        await bench.until(lambda: bench.wired.agreement.sheet)
        model = bench.wired.agreement.sheet.table.model()
        cells = [model.index(0, column).data() for column in range(model.columnCount())]
        assert cells[0] == "=Dr 李"
        assert cells[3:] == ["1", "1", "1", "0", "1", "0", "0"]

        bench.wired.agreement.save(tmp_path / "table.csv")
        bench.wired.agreement.sheet.reject()
        written = (tmp_path / "table.csv").read_text(encoding="utf-8-sig").splitlines()
        assert written[1] == "'=Dr 李,lung-nodule,all,1,1,1,0,1,0,0"
        assert len(written) == 3

    play(themed, scene, a_service(*TWO))


def test_without_a_blind_reading_the_table_says_so(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        bench.action("agreement")
        await bench.until(lambda: bench.wired.agreement.sheet)

        said = "\n".join(all_texts(bench.wired.agreement.sheet))
        assert "nothing to compare yet" in said
        bench.wired.agreement.sheet.reject()

    play(themed, scene, a_service(*TWO))


def test_an_export_before_the_reveal_holds_the_readers_own_findings_alone(
    themed: QApplication, series: Path, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await concealed(bench, series)
        await mark(bench, 8.5, 8.5, 3)
        exporting = bench.wired.exporting
        choice = ExportChoice(frozenset(ExportPart), str(tmp_path / "out"), has_identity=False)

        written = exporting._write(exporting._subject(hides_identity=True), choice)

        names = {path.name for path in written}
        assert {"findings.json", "overlay-own-001.png", "report.pdf"} < names
        assert "raw.json" not in names
        document = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
        assert document["run"]["state"] == "not-run"
        assert [f["extras"]["origin"] for f in document["findings"]] == ["reader"]
        assert document["findings"][0]["judged"]["event"] == 1
        assert exporting._note()

        bench.wired.blind.close_and_reveal()
        assert not exporting._note()
        exporting._write(exporting._subject(hides_identity=True), choice)
        document = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
        assert document["run"]["state"] == "done"
        assert len(document["findings"]) == 3
        assert document["review"]["blind"]["event"] == 2
        assert (tmp_path / "out" / "overlay-001.png").exists()
        events = json.loads((tmp_path / "out" / "ledger.json").read_text())["events"]
        assert [event["action"] for event in events] == ["add", "blind", "reveal"]

    play(themed, scene, a_service(*TWO))
