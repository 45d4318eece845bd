"""Whatever a reader does, takes back and does again: the list of findings follows the ledger."""

from dataclasses import replace

import pytest

from tests.library_builders import NOW, a_job, a_run
from tests.vendor_builders import a_nodule, a_series, success
from viewer.domain.finding import NoduleCategory
from viewer.domain.job import JobState
from viewer.domain.standing import Decision, RejectReason
from viewer.editing.session import Author, ReviewSession
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion
from viewer.storage.finding_index import FindingIndex
from viewer.storage.verify import verify


class FixedClock:
    """A clock that stands still."""

    def now(self):
        return NOW

    def monotonic(self):
        return 0.0

    async def sleep(self, _seconds):
        raise AssertionError("nothing sleeps here")


@pytest.fixture
def session(library):
    library.jobs.add(a_job(state=JobState.DONE), a_series(), "intent")
    raw = success(a_nodule(), a_nodule(ImageZ="20", NoduleIndex="2"))
    library.runs.add(a_run(answer_hash=library.blobs.put(raw)))
    result = library.runs.result("job-1")
    FindingIndex(library.database).add_run("job-1", a_job().series, result.findings)
    author = Author(user=lambda: "Dr. 李", clock=FixedClock(), program="1.0")
    reading = library.ledger.reading(a_job().series)
    session = ReviewSession(reading, library.ledger.append, author)
    session.open_run("job-1", result)
    return session


def faults(library):
    with library.reader() as other:
        return [problem for check in verify(other).checks for problem in check.problems]


def review(session):
    first, second = session.result.findings
    placement = replace(
        first.placement, region=BoxRegion(ImagePoint(1.5, 2.25), ImagePoint(9.125, 8.0))
    )
    session.decide(first.uid, Decision.ACCEPTED)
    session.decide(second.uid, Decision.REJECTED, RejectReason.WRONG_PLACE, "not there")
    session.reshape(first.uid, placement)
    session.relabel(first.uid, NoduleCategory.GROUND_GLASS)
    session.comment(second.uid, "see above")
    session.add(replace(first, uid="own-1", number=session.reading.next_own_number))
    session.add(replace(second, uid="own-2", number=session.reading.next_own_number))
    session.reshape("own-1", placement)
    session.relabel("own-1", NoduleCategory.PART_SOLID)
    session.decide("own-2", Decision.ACCEPTED)
    session.remove(["own-2"])
    session.decide_all([first.uid, second.uid], Decision.ACCEPTED)
    session.say_nothing_further()


def test_after_everything_was_done_all_is_sound(library, session):
    review(session)

    assert faults(library) == []


def test_after_everything_was_taken_back_all_is_sound(library, session):
    review(session)
    while session.can_undo:
        session.undo()

    assert faults(library) == []
    assert library.database.read("SELECT DISTINCT decision FROM findings") == [("undecided",)]


def test_after_everything_was_done_again_and_signed_all_is_sound(library, session):
    review(session)
    before = library.database.read("SELECT * FROM findings ORDER BY run_uid, uid")
    while session.can_undo:
        session.undo()
    while session.can_redo:
        session.redo()
    session.sign()

    assert faults(library) == []
    assert library.database.read("SELECT * FROM findings ORDER BY run_uid, uid") == before
