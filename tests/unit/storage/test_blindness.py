"""Which runs their reader is not to see yet, and what came of those shown later."""

import json

import pytest

from tests.library_builders import NOW, a_job, a_run
from tests.overlay_builders import a_finding, a_series
from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.references import SeriesReference
from viewer.domain.result import RunState
from viewer.domain.standing import UNTOUCHED, Decision, Standing
from viewer.storage.finding_index import FindingIndex
from viewer.storage.settings import BLIND_FIRST


@pytest.fixture
def run(library):
    library.jobs.add(a_job(), a_series(), "intent")
    library.runs.add(a_run())
    return library.runs.get("job-1")


def an_event(run, action=Action.REVEAL, **fields):
    said = {"stack": run.series, "user": "Dr Li", "at": NOW, "program": "1.0", "run_uid": run.uid}
    return LedgerEvent(action=action, **{**said, **fields})


def test_nothing_is_concealed_unless_it_is_wished(library, run) -> None:
    assert not library.blindness.conceals(run)
    assert library.blindness.concealed_runs() == frozenset()


def test_with_the_setting_a_run_is_concealed_until_it_was_revealed(library, run) -> None:
    library.settings.set(BLIND_FIRST, True)
    before = (library.blindness.conceals(run), library.blindness.concealed_runs())

    library.ledger.append([an_event(run)])

    assert before == (True, {run.uid})
    assert not library.blindness.conceals(run)
    assert library.blindness.concealed_runs() == frozenset()


def test_a_run_that_somebody_judged_has_been_seen_even_if_it_was_taken_back(library, run) -> None:
    library.settings.set(BLIND_FIRST, True)
    accepted = Standing(decision=Decision.ACCEPTED)

    library.ledger.append(
        [
            an_event(run, Action.ACCEPT, finding_uid="f", before=UNTOUCHED, after=accepted),
            an_event(run, Action.UNDO, finding_uid="f", before=accepted, after=UNTOUCHED),
        ]
    )

    assert not library.blindness.conceals(run)
    assert library.blindness.has_seen_service(run.series)


def test_a_reader_who_only_marked_has_seen_nothing(library, run) -> None:
    accepted = Standing(decision=Decision.ACCEPTED)

    library.ledger.append([an_event(run, Action.ADD, run_uid="", finding_uid="f", after=accepted)])

    assert not library.blindness.has_seen_service(run.series)


def test_own_findings_do_not_reveal_a_run(library, run) -> None:
    library.settings.set(BLIND_FIRST, True)
    added = Standing(decision=Decision.ACCEPTED, added=a_finding())

    library.ledger.append(
        [an_event(run, Action.ADD, run_uid="", finding_uid="own-1", before=UNTOUCHED, after=added)]
    )

    assert library.blindness.conceals(run)


def test_the_switch_of_a_series_is_stronger_than_the_setting(library, run) -> None:
    library.blindness.switch(run.series, is_on=True)
    assert library.blindness.concealed_runs() == {run.uid}

    library.settings.set(BLIND_FIRST, True)
    library.blindness.switch(run.series, is_on=False)
    assert not library.blindness.conceals(run)
    assert library.blindness.concealed_runs() == frozenset()
    assert library.blindness.is_on(SeriesReference("1.2", "9.9"))


def test_a_run_that_failed_is_never_concealed(library) -> None:
    library.settings.set(BLIND_FIRST, True)
    library.jobs.add(a_job(), a_series(), "intent")
    library.runs.add(a_run(state=RunState.FAILED))

    assert not library.blindness.conceals(library.runs.get("job-1"))
    assert library.blindness.concealed_runs() == frozenset()


def test_what_was_later_decided_of_the_findings_only_the_ai_had_is_told(library, run) -> None:
    findings = [a_finding(number) for number in (1, 2, 3)]
    with library.database.transaction():
        FindingIndex(library.database).add_run(run.uid, run.series, findings)
    uids = [finding.uid for finding in findings]
    details = (
        ("both", "4"),
        ("ai-only", "3"),
        ("me-only", "1"),
        ("ai-only-uids", json.dumps(uids)),
    )
    library.ledger.append([an_event(run, details=details)])
    for uid, decision in zip(uids, (Decision.ACCEPTED, Decision.REJECTED), strict=False):
        after = Standing(decision=decision)
        library.ledger.append([an_event(run, Action.ACCEPT, finding_uid=uid, after=after)])

    (revealed,) = library.blindness.revealed_runs()

    assert (revealed.user, revealed.at, revealed.endpoint) == ("Dr Li", NOW, run.endpoint)
    assert (revealed.both, revealed.ai_only, revealed.me_only) == (4, 3, 1)
    assert (revealed.later_accepted, revealed.later_rejected) == (1, 1)
