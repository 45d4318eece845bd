"""Taking the rows of an imported study into the library: all of them or none, each once."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, cast

from viewer.domain.job import FINAL
from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.references import SeriesReference
from viewer.domain.result import RunState
from viewer.domain.standing import FindingKey
from viewer.foundation.errors import BugError, KnownError, LibraryUnavailable
from viewer.storage.database import Row
from viewer.storage.finding_index import FindingIndex
from viewer.storage.ledger import event_of
from viewer.storage.ledger_chain import START, Head, LedgerRow
from viewer.storage.library import Library
from viewer.storage.package_rows import SPECS, UID_PAIRS, StudyRows, TableSpec

_ORIGIN: Final = ("origin-library", "origin-sequence", "origin-hash")
_AGES: Final = {"jobs": ("created", "uid"), "runs": ("finished", "started", "uid")}
_FINAL_STATES: Final[set[object]] = {state.value for state in FINAL}
_NOT_OURS: Final = (
    *(ValueError, KeyError, TypeError, IndexError, ArithmeticError),
    *(BugError, sqlite3.Error),
)
"""What reading rows raises that this program cannot have written."""


class RowsRefused(Exception):
    """A row that no export holds; the text names it, without identity."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who imports, when, with which version of this program, and from which library."""

    user: str
    at: datetime
    program: str
    library_uid: str


@dataclass(frozen=True, slots=True)
class Taken:
    """How much was new."""

    runs: int
    events: int
    reopened: int
    """Signed readings of this library that now have an addendum, because events came to them."""


def check_rows(rows: StudyRows) -> None:
    """Refuse rows that do not belong to the study, or whose events were changed.

    Raises RowsRefused.
    """
    if len(rows.tables["studies"]) != 1:
        raise RowsRefused("studies")
    for table, column, allowed in _belongings(rows):
        if set(rows.column(table, column)) - allowed:
            raise RowsRefused(f"{table}: {column}")
    _check_events(map(_ledger_row, rows.tables["ledger"]))


def take_rows(
    library: Library,
    rows: StudyRows,
    paths: Mapping[SeriesReference, Sequence[str]],
    newcomer: Newcomer,
) -> Taken:
    """Keep what is not here yet, in one transaction; what is here stays as it is.

    `paths` is where images came to lie. The events keep where they come from as details; they
    are appended in their order behind those of this library. A reading that is signed here gets
    an addendum first. Blocks. Raises RowsRefused, LibraryUnavailable; then nothing is kept.
    """
    try:
        with library.database.transaction():
            new_runs = set(rows.column("runs", "uid")) - _known_runs(library, rows)
            _make_room(library, paths)
            for spec in (*SPECS, UID_PAIRS):
                if spec.name != "ledger":
                    _insert(library, spec, _by_age(spec, rows.tables.get(spec.name, ())))
            _check_pairs(library, rows)
            library.studies.move(paths.items(), newcomer.at)
            _read_back(library, rows)
            for uid in sorted(map(str, new_runs)):
                _index(library, uid)
            events, reopened = _append(library, rows, newcomer)
    except _NOT_OURS as error:
        raise RowsRefused(type(error).__name__) from error
    return Taken(len(new_runs), events, reopened)


def _check_events(events: Iterable[LedgerRow]) -> None:
    """Refuse events that were changed, stand in another order, or twice.

    Between two of them events about other studies may be left out, so a gap in the numbers is
    none in the chain; neighbours are bound to each other.
    """
    before = START
    for event in events:
        is_next = event.sequence == before.sequence + 1
        is_bound = event.previous == before.hash or not is_next
        is_later = event.sequence > before.sequence
        if event.computed_hash() != event.hash or not (is_later and is_bound):
            raise RowsRefused(f"ledger: event {event.sequence}")
        before = Head(event.sequence, event.hash, event.at)


def _belongings(rows: StudyRows) -> Iterator[tuple[str, str, set[object]]]:
    """Yield (table, column, the values that may stand in it)."""
    for table in ("studies", "series", "jobs", "runs", "ledger"):
        yield table, "study_instance_uid", {rows.study_instance_uid}
    yield "jobs", "state", _FINAL_STATES
    jobs = set(rows.column("jobs", "uid"))
    for table, column in (("runs", "uid"), ("result_files", "job_uid"), ("receipts", "job_uid")):
        yield table, column, jobs
    yield "own_texts", "run_uid", set(rows.column("runs", "uid"))
    yield "grey_choices", "series_uid", set(rows.column("series", "series_instance_uid"))
    yield "uid_pairs", "original", _own_uids(rows)


def _own_uids(rows: StudyRows) -> set[object]:
    try:
        return set(rows.own_uids)
    except BugError as error:
        raise RowsRefused("jobs: snapshot") from error


def _check_pairs(library: Library, rows: StudyRows) -> None:
    for sent, original in rows.tables.get("uid_pairs", ()):
        if library.uid_maps.original(str(sent)) != original:
            raise RowsRefused("uid_pairs: known otherwise")


def _known_runs(library: Library, rows: StudyRows) -> set[object]:
    uids = rows.column("runs", "uid")
    return {uid for uid in uids if library.runs.get(str(uid)) is not None}


def _make_room(library: Library, stacks: Iterable[SeriesReference]) -> None:
    """Let the description of stacks go whose images come from the package."""
    for stack in stacks:
        library.database.write(
            "DELETE FROM series WHERE study_instance_uid=? AND series_instance_uid=? AND part=?",
            (stack.study_instance_uid, stack.series_instance_uid, stack.part),
        )


def _by_age(spec: TableSpec, rows: Sequence[Row]) -> Sequence[Row]:
    """Return jobs as they were begun and runs as they ended: the library keeps that order.

    A consultation is put together in it, and the run that ended last is the one that is shown.
    """
    names = _AGES.get(spec.name, ())
    places = [spec.columns.index(name) for name in names]
    return sorted(rows, key=lambda row: [str(row[place] or "") for place in places])


def _insert(library: Library, spec: TableSpec, rows: Sequence[tuple[object, ...]]) -> None:
    names = (*spec.columns, *(name for name, _value in spec.defaults))
    defaults = tuple(value for _name, value in spec.defaults)
    library.database.write_many(
        f"INSERT INTO {spec.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        " ON CONFLICT DO NOTHING",
        [(*row, *defaults) for row in rows],
    )


def _read_back(library: Library, rows: StudyRows) -> None:
    """Read everything as the program will: what it cannot read is not taken in."""
    library.studies.get(rows.study_instance_uid)
    for uid in map(str, rows.column("jobs", "uid")):
        job = library.jobs.get(uid)
        if job is None or job.series.study_instance_uid != rows.study_instance_uid:
            raise RowsRefused("jobs: of another study here")
        library.jobs.series_of(uid)
        library.receipts.get(uid)
        library.result_files.of_job(uid)
        library.runs.get(uid)
    for series, part in zip(
        rows.column("grey_choices", "series_uid"), rows.column("grey_choices", "part"), strict=True
    ):
        library.grey_choices.of_series(SeriesReference("", str(series), cast("int", part)))


def _index(library: Library, uid: str) -> None:
    run = library.runs.get(uid)
    if run is None or run.state is not RunState.DONE:
        return
    try:
        findings = library.runs.result(uid).findings
    except LibraryUnavailable:
        raise
    except KnownError:  # an answer that nobody can read is kept all the same
        return
    FindingIndex(library.database).add_run(uid, run.series, findings)


def _append(library: Library, rows: StudyRows, newcomer: Newcomer) -> tuple[int, int]:
    """Append the events that are not here; returns how many, and how many readings reopened."""
    known = _known_events(library, rows)
    new: list[LedgerEvent] = []
    for row in map(_ledger_row, rows.tables["ledger"]):
        event = _with_origin(event_of(row), newcomer.library_uid)
        if row.hash not in known and event.detail("origin-hash") not in known:
            new.append(event)
    for key in dict.fromkeys(event.key for event in new):
        if _study_of(library, key) not in {"", rows.study_instance_uid}:
            raise RowsRefused("ledger: finding of another study")
    stacks = dict.fromkeys(event.stack for event in new)
    signed = [stack for stack in stacks if library.ledger.reading(stack).is_signed]
    library.ledger.append([*(_reopened(stack, newcomer) for stack in signed), *new])
    return len(new), len(signed)


def _study_of(library: Library, key: FindingKey) -> str:
    """Return the study under which a run or a reader's own finding is known; empty of none."""
    if key.run_uid:
        run = library.runs.get(key.run_uid)
        return run.series.study_instance_uid if run is not None else ""
    listed = library.database.read(
        "SELECT study_instance_uid FROM findings WHERE run_uid='' AND uid=?", (key.finding_uid,)
    )
    return str(listed[0][0]) if listed else ""


def _known_events(library: Library, rows: StudyRows) -> set[str]:
    """Return the hashes of all events of the study that are here, and of their origins."""
    known: set[str] = set()
    for stack in dict.fromkeys(_stack(_ledger_row(row)) for row in rows.tables["ledger"]):
        for event in library.ledger.of_stack(stack):
            known |= {event.hash, event.detail("origin-hash")}
    return known - {""}


def _with_origin(event: LedgerEvent, library_uid: str) -> LedgerEvent:
    """Return the event with where it was made; one that came from elsewhere keeps its first."""
    if event.detail("origin-hash"):
        return event
    origin = zip(_ORIGIN, (library_uid, str(event.sequence), event.hash), strict=True)
    return replace(event, details=(*event.details, *origin))


def _reopened(stack: SeriesReference, newcomer: Newcomer) -> LedgerEvent:
    return LedgerEvent(
        stack=stack,
        action=Action.ADDENDUM,
        user=newcomer.user,
        at=newcomer.at,
        program=newcomer.program,
        details=(("reason", "import"), ("origin-library", newcomer.library_uid)),
    )


def _ledger_row(row: Iterable[object]) -> LedgerRow:
    return LedgerRow(*row)  # type: ignore[arg-type]


def _stack(row: LedgerRow) -> SeriesReference:
    return SeriesReference(row.study_instance_uid, row.series_instance_uid, row.part)
