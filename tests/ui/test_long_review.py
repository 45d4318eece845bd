"""More than two hundred steps in the window, undone to the start and redone to the end."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.fake_service import FakeService
from tests.image_builders import write_series
from tests.vendor_builders import a_nodule, success
from tests.viewport_driving import LEFT, drag, place_of
from tests.window_bench import Bench, play
from viewer.domain.account import Account
from viewer.domain.ledger import LedgerEvent
from viewer.export.findings_json import RunFacts, findings_document
from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.geometry.regions import middle_of
from viewer.storage.finding_index import FindingIndex

STEPS = 210
MOST_FINDINGS = 12
REASONS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
FIVE = tuple(
    a_nodule(
        ImageX=str(x), ImageY=str(4 + x % 3), ImageZ=str(3 + x), SOPInstanceUID=..., Diameter="3.5"
    )
    for x in (4, 8, 12, 15, 16)
)


class Reader:
    """Somebody who does things at random, in a library that does not keep each of them."""

    def __init__(self, bench: Bench, chance: Random) -> None:
        self.bench = bench
        self.chance = chance
        self.session = bench.wired.reviewing.session
        self._record = self.session._record
        self.session._record = self._sometimes

    def _sometimes(self, events: Sequence[LedgerEvent]) -> tuple[LedgerEvent, ...]:
        if self.chance.random() < 0.1:
            raise LibraryUnavailable("library.sqlite", LibraryTrouble.FULL)
        return self._record(events)

    def changes(self, act: Callable[[], None]) -> bool:
        """Do something; tell whether the reading is another one then."""
        before = self.session.reading
        act()
        return self.session.reading is not before

    def act(self, name: str) -> None:
        action = self.bench.window.actions_by_name[name]
        if action.isEnabled():
            action.trigger()

    def step(self) -> None:
        self.chance.choice(
            (
                self._accept,
                self._reject,
                self._remark,
                self._call,
                self._move,
                self._draw,
                self._remove,
                self._say,
                self._go_on,
            )
        )()

    def _accept(self) -> None:
        self.act("accept" if self.chance.random() < 0.9 else "accept-all")

    def _reject(self) -> None:
        self.act("reject" if self.chance.random() < 0.9 else "reject-all")
        bar = self.bench.window.findings.reasons
        if bar.isVisible():
            QTest.keyClick(bar, self.chance.choice(REASONS))

    def _remark(self) -> None:
        self.act("comment")
        question = self.bench.window.findings.question
        if question.isVisible():
            question.line.setText(self.chance.choice(("", "see prior", "随访")))
            QTest.keyClick(question.line, Qt.Key.Key_Return)

    def _call(self) -> None:
        menu = self.bench.window.menus.categories
        menu.aboutToShow.emit()
        if menu.isEnabled():
            self.chance.choice(menu.actions()).trigger()

    def _move(self) -> None:
        reviewing, viewport = self.bench.wired.reviewing, self.bench.wired.image.viewport
        finding = reviewing.finding_of(reviewing.selected_uid)
        if finding is None:
            return
        self.act("edit")
        if viewport.is_editing:
            start = place_of(viewport, *middle_of(finding.placement.region))
            drag(viewport, LEFT, start, self._way(-60))
            self.act("edit")

    def _draw(self) -> None:
        if len(self.session.findings) < MOST_FINDINGS:
            self.act(self.chance.choice(("add-mark", "add-box", "add-length")))
            viewport = self.bench.wired.image.viewport
            start = place_of(viewport, self.chance.uniform(2, 20), self.chance.uniform(2, 15))
            drag(viewport, LEFT, start, self._way(15))
            viewport.cancel_gesture()

    def _way(self, least: float) -> QPointF:
        return QPointF(self.chance.uniform(least, 60), self.chance.uniform(least, 60))

    def _remove(self) -> None:
        self.act("remove")

    def _say(self) -> None:
        self.act("nothing-further")

    def _go_on(self) -> None:
        self.act(self.chance.choice(("finding-next", "finding-previous")))


def another_run(bench: Bench) -> str:
    """Keep the same answer once more, as a run of its own: its findings have the same uids."""
    library, series = bench.wired.library, bench.wired.reviewing.series
    (run,) = library.runs.for_series(series.reference)
    library.jobs.add(replace(library.jobs.get(run.uid), uid="rerun"), series, "rerun")
    library.runs.add(replace(run, uid="rerun"))
    with library.database.transaction():
        findings = library.runs.result("rerun").findings
        FindingIndex(library.database).add_run("rerun", series.reference, findings)
    return run.uid


def exported(bench: Bench) -> bytes:
    """Return findings.json of all runs as it would be written now."""
    library, reviewing = bench.wired.library, bench.wired.reviewing
    reading = reviewing.session.reading
    account = Account.of(reading.stack, library.ledger.of_stack(reading.stack))
    documents = [
        findings_document(
            RunFacts.of(run),
            library.runs.result(run.uid),
            reading.review_of(run.uid),
            reviewing.series,
            account,
        )
        for run in library.runs.for_series(reading.stack)
    ]
    return json.dumps(documents, ensure_ascii=False, indent=2).encode()


def listed(bench: Bench, run_uid: str) -> list[object]:
    """Return the rows of the list as they are shown, without their pictures."""
    bench.wired.reviewing._run_chosen(run_uid)
    return [replace(row, thumbnail=None) for row in bench.window.findings.model.rows]


async def away_and_back(bench: Bench, other: str, own: str) -> None:
    """Look at another series, then come back."""
    for key in (other, own):
        bench.wired.opening.show(key)
        await bench.until(lambda key=key: bench.wired.opening.shown.stack.key == key)


async def opened(bench: Bench, series: Path, other: Path) -> tuple[str, str]:
    """Open both series and analyse the first; return their keys."""
    await bench.open(other)
    beside = bench.wired.opening.shown.stack.key
    await bench.open(series)
    await bench.until(lambda: bench.wired.opening.shown.stack.key != beside)
    await bench.analyse()
    bench.window.activateWindow()
    bench.action("finding-next")
    return bench.wired.opening.shown.stack.key, beside


def test_all_steps_are_undone_and_redone_whatever_is_looked_at_between(
    themed: QApplication, series: Path, tmp_path: Path
) -> None:
    write_series(tmp_path / "other", slices=3, rows=24, columns=32, series_uid="1.2.3.99")

    async def scene(bench: Bench) -> None:
        own, beside = await opened(bench, series, tmp_path / "other")
        runs = (another_run(bench), "rerun")
        reader = Reader(bench, Random(1))
        start = exported(bench), listed(bench, runs[0])
        made = 0
        while made < STEPS:
            made += reader.changes(reader.step)
            if reader.chance.random() < 0.02:
                bench.wired.reviewing._run_chosen(reader.chance.choice(runs))
        end = exported(bench), listed(bench, runs[0])

        for name, is_there, there in (("undo", "can_undo", start), ("redo", "can_redo", end)):
            done = 0
            while getattr(reader.session, is_there):
                done += reader.changes(lambda name=name: reader.act(name))
                if done % 70 == 0:
                    await away_and_back(bench, beside, own)
                    bench.wired.reviewing._run_chosen(reader.chance.choice(runs))
            assert done == STEPS
            assert (exported(bench), listed(bench, runs[0])) == there

        ledger = bench.wired.library.ledger
        assert ledger.reading(reader.session.reading.stack) == reader.session.reading
        assert start != end

    play(themed, scene, FakeService(final=success(*FIVE)))
