"""The list of known studies: what became of each, counted once."""

from dataclasses import replace

import pytest

from tests.library_builders import a_job, a_run
from tests.unit.storage.test_studies import NOW, SERIES, a_study
from tests.vendor_builders import a_series
from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.references import SeriesReference
from viewer.domain.result import RunState
from viewer.domain.standing import Decision
from viewer.storage.overview import Signed, known_studies


@pytest.fixture
def known(library):
    library.studies.record([a_study()], NOW)
    return library


def analysed(library, uid, *, state=RunState.DONE, decisions=()):
    """Put a run with findings into the library."""
    library.jobs.add(a_job(uid=uid, series=SERIES), a_series(), uid)
    library.runs.add(a_run(uid=uid, series=SERIES, state=state))
    for number, decision in enumerate(decisions):
        library.database.write(
            "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, 'nodule', 'solid', 0.5, '', 0, ?)",
            (
                *(uid, str(number), SERIES.study_instance_uid, SERIES.series_instance_uid),
                *(SERIES.part, number, decision.value),
            ),
        )


def done(library, action, stack=SERIES):
    event = LedgerEvent(stack=stack, action=action, user="Dr. Chen", at=NOW, program="1")
    library.ledger.append([event])


def only(library):
    (row,) = known_studies(library.database)
    return row


def test_a_study_that_was_only_opened_has_nothing_to_judge(known):
    row = only(known)

    assert (row.patient_name, row.modalities, row.images) == ("Quxplant^Jo", ("CT",), 2)
    assert (row.runs, row.findings, row.judged, row.signed) == (0, 0, 0, Signed.NO)


def test_findings_of_the_latest_run_of_an_analysis_count(known):
    analysed(known, "first", decisions=(Decision.UNDECIDED,) * 5)
    analysed(known, "again", decisions=(Decision.ACCEPTED, Decision.REJECTED, Decision.UNDECIDED))

    row = only(known)

    assert (row.runs, row.findings, row.judged) == (2, 3, 2)


def test_a_run_that_failed_takes_nothing_away(known):
    analysed(known, "first", decisions=(Decision.ACCEPTED,))
    analysed(known, "failed", state=RunState.FAILED)

    assert only(known).findings == 1


def test_own_findings_count_too(known):
    analysed(known, "first", decisions=(Decision.ACCEPTED,))
    known.database.write(
        "INSERT INTO findings VALUES ('', 'mine', ?, ?, ?, 1, 'nodule', '', NULL, '', 0, ?)",
        (SERIES.study_instance_uid, SERIES.series_instance_uid, SERIES.part, "undecided"),
    )

    row = only(known)

    assert (row.findings, row.judged) == (2, 1)


def test_signed_is_what_is_signed_and_not_opened_again(known):
    done(known, Action.SIGN)
    assert only(known).signed is Signed.YES

    done(known, Action.ADDENDUM)
    assert only(known).signed is Signed.NO

    done(known, Action.SIGN)
    assert only(known).signed is Signed.YES


def test_of_two_stacks_that_were_read_one_signed_is_partly(known):
    other = SeriesReference("1.2.3", "1.2.3.9")
    done(known, Action.SIGN)
    done(known, Action.NOTHING_FURTHER, other)

    assert only(known).signed is Signed.PARTLY


def test_the_one_opened_last_comes_first(known):
    later = a_study(study_instance_uid="1.2.4", series=())
    known.studies.record([replace(later)], NOW.replace(year=2027))

    assert [row.study_instance_uid for row in known_studies(known.database)] == ["1.2.4", "1.2.3"]


def test_findings_that_are_not_to_be_seen_yet_do_not_count(known):
    analysed(known, "first", decisions=(Decision.UNDECIDED,) * 3)

    (row,) = known_studies(known.database, {"first"})

    assert (row.runs, row.findings) == (1, 0)
