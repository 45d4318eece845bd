"""Any long sequence of mixed steps: undone to the start, redone to the end, folded from disk."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.overlay_builders import a_finding, a_series
from viewer.domain.account import Account
from viewer.domain.finding import NoduleCategory, Placement
from viewer.domain.measuring import measured_on
from viewer.domain.reading import Reading
from viewer.domain.references import InstanceReference
from viewer.domain.result import AnalysisResult, RunState
from viewer.domain.standing import Decision, RejectReason
from viewer.editing.session import Author, ReviewSession
from viewer.export.findings_json import RunFacts, findings_document
from viewer.foundation.clock import SystemClock
from viewer.foundation.errors import CannotWrite, FileTrouble
from viewer.geometry.points import ImagePoint
from viewer.geometry.raster import Raster
from viewer.geometry.regions import BoxRegion, LineRegion, MarkerRegion, PolygonRegion
from viewer.storage.database import Database
from viewer.storage.ledger import Ledger

SERIES = a_series()
STACK = SERIES.reference
RASTER = Raster(SERIES.columns, SERIES.rows, SERIES.pixel_spacing)
RUNS = {
    # Findings of equal uids in two runs: the same answer read again.
    name: AnalysisResult("lung-nodule", RunState.DONE, tuple(a_finding(n) for n in range(1, 6)))
    for name in ("run", "rerun")
}
STEPS = 220


class World:
    """A session over a real ledger, and somebody who does things at random."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self.ledger = ledger
        self.chance = Random(seed)
        self.is_full = False
        author = Author(user=lambda: self.chance.choice(("Dr Li", "Dr. 王")), clock=SystemClock())
        self.session = ReviewSession(ledger.reading(STACK), self.record, author)
        self.open("run")

    def record(self, events):
        if self.is_full:
            raise CannotWrite("library", FileTrouble.FULL)
        return self.ledger.append(events)

    def open(self, run_uid: str) -> None:
        self.session.open_run(run_uid, RUNS[run_uid])

    def step(self) -> None:
        """Do one thing, on one of two runs."""
        if self.chance.random() < 0.05:
            self.open(self.chance.choice(tuple(RUNS)))
        self.chance.choice(
            (
                self._decide,
                self._decide,
                self._decide_all,
                self._reshape,
                self._relabel,
                self._comment,
                self._add,
                self._remove,
                self._say,
            )
        )()

    def exported(self) -> bytes:
        """Return findings.json of both runs as it would be written now."""
        account = Account.of(STACK, self.ledger.of_stack(STACK))
        reading = self.session.reading
        documents = [
            findings_document(
                RunFacts(endpoint="lung-nodule", state=RunState.DONE),
                result,
                reading.review_of(name),
                SERIES,
                account,
            )
            for name, result in RUNS.items()
        ]
        return json.dumps(documents, ensure_ascii=False, indent=2).encode()

    def _uid(self) -> str:
        return self.chance.choice(self.session.findings).uid

    def _decide(self) -> None:
        reason = self.chance.choice((None, *RejectReason))
        comment = self.chance.choice((None, None, "", "rib \ud800", "血管"))
        self.session.decide(self._uid(), self.chance.choice(tuple(Decision)), reason, comment)

    def _decide_all(self) -> None:
        uids = [self._uid() for _ in range(4)]
        self.session.decide_all(uids, self.chance.choice(tuple(Decision)))

    def _reshape(self) -> None:
        if self.chance.random() < 0.2:
            self.session.reshape(self._uid(), None)
            return
        place = self._placement()
        self.session.reshape(self._uid(), place, measured_on(place.region, RASTER))

    def _relabel(self) -> None:
        self.session.relabel(self._uid(), self.chance.choice((None, *NoduleCategory)))

    def _comment(self) -> None:
        self.session.comment(self._uid(), self.chance.choice(("", "see prior", "随访")))

    def _add(self) -> None:
        place, number = self._placement(), self.session.reading.next_own_number
        finding = replace(
            a_finding(number),
            uid=f"own-{self.chance.getrandbits(64):x}",
            placement=place,
            measurements=measured_on(place.region, RASTER),
        )
        self.session.add(finding)

    def _remove(self) -> None:
        own = [finding.uid for finding in self.session.findings if finding.is_own]
        if own:
            self.session.remove([self.chance.choice(own)])

    def _say(self) -> None:
        self.session.say_nothing_further(is_said=self.chance.random() < 0.5)

    def _placement(self) -> Placement:
        index = self.chance.randrange(11)
        a, b, c = (ImagePoint(self.chance.random() * 90, self.chance.random() * 50) for _ in "abc")
        box = BoxRegion(
            ImagePoint(min(a.column, b.column), min(a.row, b.row)),
            ImagePoint(max(a.column, b.column), max(a.row, b.row)),
        )
        marker = MarkerRegion(a, self.chance.random() * 20)
        shapes = (marker, box, LineRegion((a, b)), PolygonRegion((a, b, c)))
        return Placement(InstanceReference(f"1.2.3.4.{index}"), index, self.chance.choice(shapes))


@contextmanager
def a_world(seed: int) -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "library.sqlite")
        try:
            yield World(Ledger(database), seed)
        finally:
            database.close()


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_all_undone_is_the_start_and_all_redone_the_end_byte_for_byte(seed: int) -> None:
    with a_world(seed) as world:
        for _ in range(20):  # what stood before can be taken back no more
            world.step()
        world.session.sign()
        world.session.open_addendum("more to do")
        start = world.exported()
        made = 0
        while made < STEPS:
            before = world.session.reading
            world.step()
            made += world.session.reading is not before
        end = world.exported()

        undone = 0
        while world.session.undo() is not None:
            undone += 1
        assert undone == STEPS
        assert world.exported() == start
        while world.session.redo() is not None:
            pass
        assert world.exported() == end
        assert start != end


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_ledger_folded_from_disk_is_what_the_session_shows_at_any_time(seed: int) -> None:
    with a_world(seed) as world:
        for _ in range(60):
            world.chance.choice((world.step, world.step, world.session.undo, world.session.redo))()
            assert world.ledger.reading(STACK) == world.session.reading
        events = world.ledger.of_stack(STACK)
        assert Reading.folded(STACK, events) == world.session.reading


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_what_cannot_be_kept_changes_nothing_at_any_point(seed: int) -> None:
    with a_world(seed) as world:
        for _ in range(40):
            world.step()
            before, undone = world.session.reading, world.session.can_redo
            kept = len(world.ledger.of_stack(STACK))
            world.is_full = True
            for act in (world.step, world.session.undo, world.session.redo, world.session.sign):
                with suppress(CannotWrite):
                    act()
                assert world.session.reading == before
                assert world.session.can_redo is undone
            world.is_full = False
            assert len(world.ledger.of_stack(STACK)) == kept


def test_closing_blind_keeps_what_was_marked_whatever_is_done_later() -> None:
    with a_world(seed=7) as world:
        world._add()
        world._add()
        world.session.close_blind()
        marked = world.session.reading.marked
        for _ in range(40):
            world.step()
        world.session.close_blind()

        assert len(marked) == 2
        assert world.session.reading.marked == marked
        assert world.ledger.reading(STACK) == world.session.reading
