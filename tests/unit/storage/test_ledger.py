"""The ledger: appended, chained, folded, carried over from the first release."""

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.library_builders import NOW, a_job, a_run
from viewer.domain import codes
from viewer.domain.finding import Finding, FindingKind, NoduleCategory, Placement
from viewer.domain.ledger import Action, ImageEvidence, LedgerEvent
from viewer.domain.measurement import Measurement
from viewer.domain.references import InstanceReference, SeriesReference
from viewer.domain.standing import UNTOUCHED, Decision, FindingKey, RejectReason, Standing
from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.geometry.points import ImagePoint, PatientPoint
from viewer.geometry.regions import BoxRegion, LineRegion, MarkerRegion, PolygonRegion
from viewer.storage import database as database_module
from viewer.storage.database import Database
from viewer.storage.ledger import Ledger
from viewer.storage.ledger_chain import COLUMNS, BreakKind, ChainBreak, LedgerRow, chain_breaks
from viewer.storage.ledger_text import content_of, parts_of

STACK = SeriesReference("1.2", "1.2.3", 1)
KEY = FindingKey("job-1", "f1")


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "library.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def ledger(database):
    return Ledger(database)


def an_event(action=Action.ACCEPT, **fields):
    said = {
        "stack": STACK,
        "user": "Dr. 李",
        "at": NOW,
        "program": "1.0",
        "run_uid": "job-1",
        "finding_uid": "f1",
        "before": UNTOUCHED,
        "after": Standing(decision=Decision.ACCEPTED),
    }
    return LedgerEvent(action=action, **{**said, **fields})


def rows_of(database):
    return [LedgerRow(*row) for row in database.read(f"SELECT {COLUMNS} FROM ledger")]


def test_the_last_event_on_a_finding_says_how_it_stands_and_all_are_kept(ledger):
    rejected = Standing(decision=Decision.REJECTED, reason=RejectReason.DUPLICATE, comment="见 2")
    ledger.append([an_event()])
    ledger.append([an_event(Action.REJECT, after=rejected), an_event(finding_uid="f2")])

    reading = ledger.reading(STACK)

    assert reading.standing_of(KEY) == rejected
    assert reading.review_of("job-1").decision_on("f2") is Decision.ACCEPTED
    assert reading.review_of("job-2").decision_on("f2") is Decision.UNDECIDED
    assert [event.sequence for event in ledger.of_stack(STACK)] == [1, 2, 3]
    assert len(ledger.of_finding(STACK, KEY)) == 2


def test_r045_events_are_ordered_by_number_not_by_the_clock(ledger):
    ledger.append([an_event()])
    ledger.append([an_event(Action.CLEAR, after=UNTOUCHED, at=NOW - timedelta(days=400))])

    assert ledger.reading(STACK).standing_of(KEY) == UNTOUCHED


@pytest.mark.parametrize(
    "statement", ["DELETE FROM ledger", "UPDATE ledger SET user = 'someone else'"]
)
def test_events_cannot_be_changed_or_deleted(database, ledger, statement):
    ledger.append([an_event()])

    with pytest.raises(sqlite3.IntegrityError):
        database.write(statement)

    assert len(ledger.of_stack(STACK)) == 1


def test_a_step_is_kept_whole_or_not_at_all(database, ledger):
    ledger.append([an_event()])
    database.write(
        "CREATE TRIGGER nothing_of_f3 BEFORE INSERT ON ledger WHEN NEW.finding_uid='f3'"
        " BEGIN SELECT RAISE(ABORT, 'no'); END"
    )

    with pytest.raises((sqlite3.IntegrityError, LibraryUnavailable)):
        ledger.append([an_event(finding_uid="f2"), an_event(finding_uid="f3")])

    assert [event.finding_uid for event in ledger.of_stack(STACK)] == ["f1"]


def test_a_chain_that_nobody_touched_has_no_breaks(database, ledger):
    ledger.append([an_event(finding_uid=f"f{number}") for number in range(9)])

    assert list(chain_breaks(rows_of(database))) == []
    assert ledger.head().sequence == 9
    assert ledger.head().hash == rows_of(database)[-1].hash


@pytest.mark.parametrize("column", ["user", "at", "content", "action", "finding_uid", "part"])
def test_a_later_change_of_any_column_is_noticed(database, ledger, column):
    ledger.append([an_event(finding_uid=f"f{number}") for number in range(4)])
    rows = rows_of(database)
    changed = rows[1]._replace(**{column: 5 if column == "part" else "other"})

    found = list(chain_breaks([rows[0], changed, *rows[2:]]))

    assert found == [ChainBreak(2, BreakKind.CHANGED)]


def test_an_event_that_was_taken_out_or_rewritten_is_noticed(database, ledger):
    ledger.append([an_event(finding_uid=f"f{number}") for number in range(4)])
    rows = rows_of(database)
    rewritten = rows[1]._replace(user="someone else")
    rewritten = rewritten._replace(hash=rewritten.computed_hash())

    assert list(chain_breaks([rows[0], *rows[2:]])) == [ChainBreak(3, BreakKind.MISSING)]
    assert list(chain_breaks([rows[0], rewritten, *rows[2:]])) == [ChainBreak(3, BreakKind.MISSING)]


def test_signing_locks_and_an_addendum_opens_again(ledger):
    ledger.append([an_event()])
    about = {"run_uid": "", "finding_uid": "", "before": None, "after": None}
    ledger.append([an_event(Action.SIGN, **about)])
    signed = ledger.reading(STACK)
    ledger.append([an_event(Action.ADDENDUM, details=(("reason", "r"),), **about)])
    opened = ledger.reading(STACK)

    assert signed.signature is not None
    assert (signed.signature.user, signed.signature.sequence) == ("Dr. 李", 2)
    assert (opened.is_signed, opened.addenda) == (False, 1)
    assert opened.standing_of(KEY).decision is Decision.ACCEPTED


def test_the_list_of_findings_follows_what_the_reader_adds_and_removes(database, ledger):
    own = an_own_finding()
    key = {"run_uid": "", "finding_uid": own.uid}
    there = Standing(decision=Decision.ACCEPTED, added=own)
    ledger.append([an_event(Action.ADD, after=there, **key)])
    added = database.read("SELECT uid, kind, decision FROM findings")
    ledger.append([an_event(Action.REMOVE, after=replace(there, is_removed=True), **key)])

    assert added == [(own.uid, "mark", "accepted")]
    assert database.read("SELECT uid FROM findings") == []
    assert ledger.reading(STACK).own_findings == ()


def an_own_finding(region=MarkerRegion(ImagePoint(7.5, 9.25), 6.0)):  # noqa: B008 - immutable
    place = Placement(InstanceReference("1.2.9", 2), 4, region, PatientPoint(1.0, -2.5, 3.0))
    diameter = Measurement("diameter", codes.DIAMETER, 6.0, codes.MILLIMETRE)
    return Finding("own-1", 1, FindingKind.MARK, place, measurements=(diameter,), is_own=True)


POINTS = st.builds(ImagePoint, *[st.floats(-10, 600, allow_nan=False, allow_infinity=False)] * 2)
REGIONS = st.one_of(
    st.builds(MarkerRegion, POINTS, st.none() | st.floats(0.1, 300)),
    st.builds(BoxRegion, POINTS, POINTS),
    st.builds(LineRegion, st.tuples(POINTS, POINTS)),
    st.builds(PolygonRegion, st.lists(POINTS, min_size=3, max_size=9).map(tuple)),
)
PLACES = st.builds(lambda region: Placement(InstanceReference("1.2.9", 2), 4, region), REGIONS)
STANDINGS = st.builds(
    Standing,
    decision=st.sampled_from(list(Decision)),
    reason=st.none() | st.sampled_from(list(RejectReason)),
    comment=st.text(max_size=20),
    placement=st.none() | PLACES,
    category=st.none() | st.sampled_from(list(NoduleCategory)),
    added=st.none() | REGIONS.map(an_own_finding),
    is_removed=st.booleans(),
)


@given(STANDINGS, STANDINGS, st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9))))
def test_what_an_event_says_is_read_as_it_was_written(before, after, details):
    image = ImageEvidence("1.2.9", 2, "ab" * 32)
    event = an_event(before=before, after=after, details=tuple(details), images=(image,), step="s")

    parts = parts_of(content_of(event))

    assert replace(event, **parts) == event


def test_decisions_of_the_first_release_become_events(tmp_path):
    path = tmp_path / "library.sqlite"
    _first_release(path)

    with_ledger = Database(path)
    ledger = Ledger(with_ledger)

    stack = a_run().series
    assert [event.action for event in ledger.of_stack(stack)] == [Action.ACCEPT, Action.REJECT]
    assert ledger.reading(stack).review_of("job-1").decision_on("f1") is Decision.REJECTED
    assert list(chain_breaks(rows_of(with_ledger))) == []
    with_ledger.close()


def _first_release(path):
    """Make a library as the release before the ledger left it."""
    folder = Path(database_module.__file__).with_name("migrations")
    connection = sqlite3.connect(path, isolation_level=None)
    for script in sorted(folder.glob("000[123]*.sql")):
        connection.executescript(script.read_text(encoding="utf-8"))
    connection.execute("PRAGMA user_version=3")
    job, run = a_job(), a_run()
    names = [row[1] for row in connection.execute("PRAGMA table_info(jobs)")]
    values = {
        "uid": job.uid,
        "study_instance_uid": job.series.study_instance_uid,
        "series_instance_uid": job.series.series_instance_uid,
        "part": job.series.part,
        "fee": 0,
        "state": "done",
    }
    connection.execute(
        f"INSERT INTO jobs ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        [values.get(name, "") for name in names],
    )
    connection.execute(
        "INSERT INTO runs VALUES (?, ?, ?, ?, ?, 'done', 'local', 'x', 'x', 0, '', '[]', '')",
        (
            run.uid,
            run.endpoint,
            run.series.study_instance_uid,
            run.series.series_instance_uid,
            run.series.part,
        ),
    )
    for decision in ("accepted", "rejected"):
        connection.execute(
            "INSERT INTO decisions (run_uid, finding_uid, decision, user, at)"
            " VALUES ('job-1', 'f1', ?, 'Dr. 李', '2026-03-04T05:06:07.000089+00:00')",
            (decision,),
        )
    connection.close()


@pytest.mark.parametrize(
    ("column", "value"), [("action", "bless"), ("content", "{"), ("at", "yesterday")]
)
def test_an_event_that_cannot_be_read_is_a_damaged_library(database, ledger, column, value):
    ledger.append([an_event()])
    database.write("DROP TRIGGER ledger_is_not_changed")
    database.write(f"UPDATE ledger SET {column}=?", (value,))

    for read in (ledger.reading, ledger.of_stack, lambda stack: ledger.of_finding(stack, KEY)):
        with pytest.raises(LibraryUnavailable) as caught:
            read(STACK)
        assert caught.value.trouble is LibraryTrouble.DAMAGED
