"""`verify`: each fault is found and named, nothing is changed, and a sound library is sound."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.library_builders import NOW, a_job, a_run
from tests.vendor_builders import a_nodule, a_series, success
from viewer.domain.job import JobState
from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.standing import UNTOUCHED, Decision, Standing
from viewer.foundation.errors import Cancelled
from viewer.jobs.library import open_for_checking, open_library
from viewer.storage import anchor
from viewer.storage.checks import CheckName, ProblemKind
from viewer.storage.finding_index import FindingIndex
from viewer.storage.relisting import list_older_findings
from viewer.storage.verify import verify

ACCEPTED = Standing(decision=Decision.ACCEPTED)


@pytest.fixture
def reviewed(library):
    """A library with a run of two findings, judged, added to, undone."""
    library.jobs.add(a_job(), a_series(), "intent")
    raw = success(a_nodule(), a_nodule(ImageZ="20", NoduleIndex="2"))
    library.jobs.save(a_job(state=JobState.DONE, answer_hash=library.blobs.put(raw)))
    library.runs.add(a_run(answer_hash=library.blobs.put(raw)))
    result = library.runs.result("job-1")
    FindingIndex(library.database).add_run("job-1", a_run().series, result.findings)
    finding = result.findings[0]
    own = Standing(
        decision=Decision.ACCEPTED,
        added=replace(finding, uid="own-1", confidence=None, is_own=True),
    )
    library.ledger.append(
        [
            an_event(Action.ACCEPT, finding_uid=finding.uid, after=ACCEPTED),
            an_event(Action.REJECT, finding_uid=finding.uid, before=ACCEPTED),
            an_event(Action.ADD, run_uid="", finding_uid="own-1", after=own),
            an_event(Action.NOTHING_FURTHER, run_uid="", finding_uid="", after=ACCEPTED),
            an_event(Action.SIGN, run_uid="", finding_uid="", before=None, after=None),
        ]
    )
    library.anchor()
    return library


def an_event(action, **fields):
    said = {
        "stack": a_job().series,
        "user": "Dr. 李",
        "at": NOW,
        "program": "1.0",
        "run_uid": "job-1",
        "before": UNTOUCHED,
        "after": Standing(decision=Decision.REJECTED),
    }
    return LedgerEvent(action=action, **{**said, **fields})


def verified(library, **options):
    with library.reader() as other:
        return verify(other, **options)


def faults(library):
    checks = verified(library).checks
    return {problem.kind for check in checks for problem in check.problems}


def remarks(library):
    checks = verified(library).checks
    return {remark.kind for check in checks for remark in check.remarks}


def tamper(library, *statements):
    """Do what nobody may do."""
    for statement in (
        "DROP TRIGGER IF EXISTS ledger_is_not_changed",
        "DROP TRIGGER IF EXISTS ledger_is_not_deleted",
        *statements,
    ):
        library.database.write(statement)


def test_a_library_in_use_is_sound(reviewed):
    verification = verified(reviewed)

    counts = {check.name: check.count for check in verification.checks}
    assert verification.is_sound
    assert counts[CheckName.LEDGER] == 5
    assert counts[CheckName.JOBS] == counts[CheckName.ANCHOR] == counts[CheckName.CONTENTS] == 1
    assert not remarks(reviewed)


def test_an_empty_library_is_sound(library):
    assert verified(library).is_sound


def test_nothing_is_changed_by_looking(reviewed, folders):
    reviewed.close()
    before = hashlib.sha256(folders.library.read_bytes()).hexdigest()

    library = open_for_checking(folders.data)
    assert verify(library).is_sound
    library.close()

    assert hashlib.sha256(folders.library.read_bytes()).hexdigest() == before


def test_a_copy_of_the_library_can_be_checked_as_well(reviewed, folders):
    from viewer.storage.backups import back_up

    copy = folders.data / "backups" / "library-20260304.sqlite"
    with reviewed.reader() as other:
        back_up(other.database.connection, copy)

    library = open_for_checking(copy)
    verification = verify(library)
    library.close()

    assert verification.is_sound
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_an_event_that_was_changed_is_named_by_its_number(reviewed):
    tamper(reviewed, "UPDATE ledger SET user='someone else' WHERE sequence=2")

    problem = verified(reviewed).checks[2].problems[0]

    assert (problem.kind, problem.values) == (ProblemKind.EVENT_CHANGED, ("2",))


def test_an_event_that_was_taken_out_is_noticed(reviewed):
    tamper(reviewed, "DELETE FROM ledger WHERE sequence=2")

    assert ProblemKind.EVENTS_MISSING in faults(reviewed)


def test_a_cut_end_is_noticed_by_the_anchor(reviewed):
    tamper(reviewed, "DELETE FROM ledger WHERE sequence>3")

    found = verified(reviewed).checks[3]

    assert found.problems[0].kind is ProblemKind.LEDGER_SHORTER
    assert found.problems[0].values[:2] == ("5", "3")


def test_an_anchor_that_is_not_reached_stays_as_the_trace_of_what_is_missing(reviewed):
    tamper(reviewed, "DELETE FROM ledger WHERE sequence>3")

    reviewed.anchor()

    assert faults(reviewed) == {ProblemKind.LEDGER_SHORTER}


def test_an_end_that_was_written_anew_is_noticed_by_the_anchor(reviewed):
    tamper(reviewed, "DELETE FROM ledger WHERE sequence>4")
    reviewed.ledger.append([an_event(Action.SIGN, finding_uid="", before=None, after=None)])

    assert faults(reviewed) == {ProblemKind.LEDGER_OTHER}


def test_another_librarys_anchor_is_noticed(reviewed):
    kept = anchor.kept_beside(reviewed.database.path)
    anchor.keep(reviewed.database.path, replace(kept, library="other"))

    assert faults(reviewed) == {ProblemKind.OTHER_LIBRARY}


def test_a_ledger_without_an_anchor_is_remarked_upon(reviewed):
    anchor.place_beside(reviewed.database.path).unlink()

    assert verified(reviewed).is_sound
    assert remarks(reviewed) == {ProblemKind.NO_ANCHOR}


def test_the_anchor_follows_at_least_every_fifty_events(reviewed):
    def kept():
        return anchor.kept_beside(reviewed.database.path).sequence

    reviewed.ledger.append([an_event(Action.REJECT, finding_uid="x")] * 49)
    reviewed.anchor(is_due_only=True)
    assert kept() == 5

    reviewed.ledger.append([an_event(Action.REJECT, finding_uid="x")])
    reviewed.anchor(is_due_only=True)
    assert kept() == 55


def test_r045_times_that_go_back_are_a_remark_not_a_fault(reviewed):
    an_hour_before = NOW - timedelta(hours=1)
    reviewed.ledger.append(
        [an_event(Action.SIGN, finding_uid="", before=None, after=None, at=an_hour_before)]
    )

    assert verified(reviewed).is_sound
    assert remarks(reviewed) == {ProblemKind.CLOCK_WENT_BACK}


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE findings SET decision='accepted' WHERE number=1", ProblemKind.FINDING_DIFFERS),
        ("UPDATE findings SET confidence=0.1 WHERE number=2", ProblemKind.FINDING_DIFFERS),
        ("DELETE FROM findings WHERE number=2", ProblemKind.FINDING_MISSING),
        ("DELETE FROM findings WHERE run_uid=''", ProblemKind.FINDING_MISSING),
        ("UPDATE findings SET uid='no one' WHERE number=2", ProblemKind.FINDING_UNKNOWN),
        ("UPDATE jobs SET state='gone'", ProblemKind.STATE_UNKNOWN),
        ("UPDATE jobs SET state='waiting'", ProblemKind.REQUEST_ID_MISSING),
        ("UPDATE jobs SET state='answered', answer_hash=''", ProblemKind.ANSWER_MISSING),
    ],
)
def test_what_does_not_fit_together_is_found(reviewed, statement, fault):
    reviewed.database.write(statement)

    assert fault in faults(reviewed)


def test_a_done_job_without_a_result_is_found(library):
    library.jobs.add(a_job(state=JobState.DONE), a_series(), "intent")

    assert faults(library) == {ProblemKind.RUN_MISSING}


def test_a_row_that_refers_to_nothing_is_found(reviewed):
    reviewed.database.write("PRAGMA foreign_keys=OFF")
    reviewed.database.write("INSERT INTO own_texts VALUES ('no run', 'text', 'now')")

    assert faults(reviewed) == {ProblemKind.REFERENCE_BROKEN}


@pytest.mark.parametrize("content", [None, b"changed"])
def test_a_kept_answer_that_is_gone_or_changed_is_found(reviewed, folders, content):
    name = reviewed.runs.get("job-1").answer_hash
    path = folders.blobs / name[:2] / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)

    kind = ProblemKind.CONTENT_CHANGED if content else ProblemKind.CONTENT_MISSING
    assert kind in faults(reviewed)


def test_what_nobody_needs_is_counted_and_no_fault(reviewed, folders):
    name = reviewed.blobs.put(b"nobody's")
    (folders.blobs / name[:2] / ".0123456789abcdef").touch()
    (folders.data / ".0123456789abcdef.sqlite").touch()

    assert verified(reviewed).is_sound
    assert remarks(reviewed) == {ProblemKind.CONTENT_UNUSED, ProblemKind.LEFT_OVER}


def test_a_flipped_page_is_a_fault_and_no_crash(reviewed, folders):
    named = "SELECT rootpage FROM sqlite_master WHERE name='findings_by_decision'"
    begin = 4096 * (reviewed.database.read(named)[0][0] - 1)
    reviewed.close()
    content = bytearray(folders.library.read_bytes())
    content[begin : begin + 200] = bytes(200)
    folders.library.write_bytes(content)

    library = open_for_checking(folders.data)
    verification = verify(library)
    library.close()

    assert not verification.is_sound
    assert not verification.checks[0].is_sound


def test_a_check_can_be_stopped(reviewed):
    begun = []

    with pytest.raises(Cancelled):
        verified(reviewed, on_progress=begun.append, is_cancelled=lambda: len(begun) > 2)

    assert begun == [CheckName.FILE, CheckName.REFERENCES, CheckName.LEDGER]


def test_what_is_judged_meanwhile_does_not_look_like_a_fault(reviewed):
    finding = reviewed.runs.result("job-1").findings[1]

    def judge(name):
        if name in {CheckName.REFERENCES, CheckName.FINDINGS}:
            reviewed.ledger.append([an_event(Action.ACCEPT, finding_uid=finding.uid)])
            reviewed.anchor()

    assert verified(reviewed, on_progress=judge).is_sound


def test_findings_of_an_earlier_release_are_listed_once(reviewed, folders):
    before = reviewed.database.read("SELECT * FROM findings ORDER BY uid")
    reviewed.database.write("DELETE FROM facts WHERE name='findings-listed'")
    reviewed.database.write("DELETE FROM findings WHERE run_uid<>''")
    assert remarks(reviewed) == {ProblemKind.RUN_NOT_LISTED}

    assert list_older_findings(reviewed) == 1

    assert reviewed.database.read("SELECT * FROM findings ORDER BY uid") == before
    assert verified(reviewed).is_sound
    with open_library(folders) as library:
        assert list_older_findings(library) == 0


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE runs SET started='yesterday'", ProblemKind.ROW_UNREADABLE),
        ("UPDATE runs SET parameters='{'", ProblemKind.ROW_UNREADABLE),
        ("UPDATE jobs SET snapshot='{}'", ProblemKind.ROW_UNREADABLE),
        ("UPDATE jobs SET inputs='[{}]'", ProblemKind.ROW_UNREADABLE),
        ("UPDATE jobs SET input_snapshots='[\"{}\"]'", ProblemKind.ROW_UNREADABLE),
        ("UPDATE jobs SET created=''", ProblemKind.ROW_UNREADABLE),
        ("UPDATE runs SET uid='job-9'", ProblemKind.ANSWER_UNREADABLE),
    ],
)
def test_a_row_that_the_program_cannot_read_is_a_fault_and_no_crash(reviewed, change, fault):
    reviewed.database.write("PRAGMA foreign_keys=OFF")
    tamper(reviewed, change)

    assert fault in faults(reviewed)


def test_a_run_that_vanished_from_the_list_of_findings_is_found(reviewed):
    """Only of a library that an earlier release made may a run be not listed yet."""
    tamper(reviewed, "DELETE FROM findings WHERE run_uid='job-1'")

    assert faults(reviewed) == {ProblemKind.FINDING_MISSING}


def test_the_chain_of_another_library_is_found_also_without_an_anchor(reviewed, another_home):
    """It is whole in itself, but speaks of analyses that are not here."""
    with open_library(another_home) as other:
        other.ledger.append([an_event(Action.ACCEPT, run_uid="job-of-another", finding_uid="f")])
    anchor.place_beside(reviewed.database.path).unlink()
    reviewed.database.write("ATTACH ? AS other", (str(another_home.library),))
    tamper(reviewed, "DELETE FROM ledger", "INSERT INTO ledger SELECT * FROM other.ledger")

    checks = {check.name: check for check in verified(reviewed).checks}

    assert checks[CheckName.LEDGER].is_sound
    (problem,) = checks[CheckName.REFERENCES].problems
    assert (problem.kind, problem.values[0]) == (ProblemKind.REFERENCE_BROKEN, "ledger")
