"""Kills, full disks and random faults: nothing acknowledged is lost, nothing is billed twice."""

import asyncio
import os
import random
import signal
import subprocess
import sys
from itertools import pairwise
from tempfile import TemporaryDirectory

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fake_service import FakeClock, FakeService
from tests.image_builders import write_series
from tests.vendor_builders import accepted, an_envelope, job_answer
from viewer.domain.job import FINAL, TRANSITIONS, JobState
from viewer.foundation.errors import KnownError, LibraryUnavailable
from viewer.foundation.folders import Folders
from viewer.imaging.scan import scan
from viewer.imaging.stack import ImageStack
from viewer.jobs.library import open_library
from viewer.jobs.request import AnalysisRequest
from viewer.jobs.runner import JobRunner
from viewer.storage.recent import RecentItem
from viewer.vendors.gateway.medical import LUNG_NODULE

KILLS = 12
_WRITER = """
import sys
from datetime import datetime, UTC
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library
from viewer.storage.recent import RecentItem
with open_library(Folders.from_environment()) as library:
    for number in range(100_000):
        library.recent.add(RecentItem(f"{sys.argv[1]}-{number}", "t", datetime.now(UTC)))
        name = library.blobs.put(f"{sys.argv[1]} {number}".encode())
        print(number, name, flush=True)
"""


@pytest.mark.process
@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_r041_what_was_acknowledged_survives_any_kill() -> None:
    chance = random.Random(20)
    acknowledged: dict[str, str] = {}
    for kill in range(KILLS):
        command = [sys.executable, "-c", _WRITER, str(kill)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(chance.randint(1, 12)):
                number, name = process.stdout.readline().split()
                acknowledged[f"{kill}-{number}"] = name
            process.send_signal(signal.SIGKILL)

    with open_library(Folders.from_environment()) as library:
        assert library.database.is_sound()
        kept = {item.path for item in library.recent.latest(10_000)}
        assert set(acknowledged) <= kept
        for path, name in acknowledged.items():
            assert library.blobs.get(name) == path.replace("-", " ").encode()


def test_r042_a_full_disk_is_said_and_the_library_stays_as_it_was() -> None:
    with open_library(Folders.from_environment()) as library:
        now = FakeClock().now()
        library.recent.add(RecentItem("/before", "t", now))
        (pages,) = library.database.read("PRAGMA page_count")[0]
        library.database.read(f"PRAGMA max_page_count={pages}")

        with pytest.raises(LibraryUnavailable):
            library.recent.add(RecentItem("/" + "x" * 100_000, "t", now))

        assert library.database.is_sound()
        assert "/before" in {item.path for item in library.recent.latest(2000)}
        library.database.read("PRAGMA max_page_count=1000000")
        library.recent.add(RecentItem("/after", "t", now))


_SUBMIT_FAULTS = st.sampled_from(
    [
        httpx.ConnectError("x"),
        httpx.ReadTimeout("x"),
        httpx.Response(503),
        httpx.Response(502),
        b"<html>",
        b"",
        accepted()[:-1],
        an_envelope({"ret_code": 3, "remark": "no"}),
        accepted(),
    ]
)
_POLL_FAULTS = st.sampled_from(
    [
        httpx.ConnectError("x"),
        httpx.ReadTimeout("x"),
        httpx.Response(500),
        b"",
        job_answer("QUEUING"),
        job_answer("PROCESSING"),
        job_answer("PROCESS_FAILED"),
    ]
)
_DEATHS = st.sampled_from([None, *JobState])


class PowerCut(BaseException):
    """The process ends here."""


class Held:
    """A stack whose representation does not fill pages."""

    def __init__(self, stack: ImageStack) -> None:
        self.stack = stack


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    folder = tmp_path_factory.mktemp("series")
    write_series(folder, slices=20)
    return Held(scan([folder]).stacks[0])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(_SUBMIT_FAULTS, max_size=3),
    st.lists(_POLL_FAULTS, max_size=6),
    st.lists(_DEATHS, max_size=3),
)
def test_r041_through_any_faults_and_deaths_no_paid_result_is_lost_and_none_paid_twice(
    held: Held,
    submits: list[object],
    polls: list[object],
    deaths: list[JobState | None],
) -> None:
    service = FakeService(submit_script=list(submits), poll_script=list(polls))
    with TemporaryDirectory() as home:
        folders = Folders.from_environment({"VIEWER_HOME": home})
        with open_library(folders) as library:
            library.database.write("PRAGMA synchronous=OFF")
            states = _lives(library, service, held.stack, [*deaths, None])
            (job,) = library.jobs.all()

    assert all(after in TRANSITIONS[before] for before, after in pairwise(states))
    reached_service = submits[: len(service.submissions)]
    maybe_paid = sum(_may_have_been_paid(answer) for answer in reached_service)
    maybe_paid += max(0, len(service.submissions) - len(submits))
    assert maybe_paid <= 1
    assert (job.state in FINAL) or job.state in {JobState.UNCERTAIN, JobState.WAITING}
    if service.polls:
        assert job.request_id == "REQ-00000001"
    if job.state is JobState.DONE:
        assert job.answer_hash


def _lives(library, service, stack, deaths) -> list[JobState]:
    """Live several processes' lives, each ending at its death; return the states on disk."""
    states: list[JobState] = []
    save = library.jobs.save
    for death in deaths:

        def dying(job, death=death):
            save(job)
            if not states or states[-1] is not job.state:
                states.append(job.state)
            if job.state is death:
                raise PowerCut
            return job

        library.jobs.save = dying
        runner = JobRunner(library, service, FakeClock(), make_transport=service.transport)
        known = library.jobs.all()
        if not known:
            states.append(JobState.INTENDED)
        try:
            asyncio.run(_life(runner, stack, known[0].uid if known else None))
        except (PowerCut, KnownError):
            if states[-1] is not library.jobs.all()[0].state:
                states.pop()  # it died within a transaction: that never happened
    library.jobs.save = save
    return states


async def _life(runner: JobRunner, stack: ImageStack, uid: str | None) -> None:
    try:
        if uid is None:
            uid = runner.admit(AnalysisRequest(endpoint=LUNG_NODULE, stack=stack)).uid
        await runner.run_job(uid)
    finally:
        await runner.aclose()


def _may_have_been_paid(answer: object) -> bool:
    """Tell whether the service may have accepted the submission that it answered so."""
    if isinstance(answer, httpx.ConnectError):
        return False
    if isinstance(answer, httpx.Response):
        return answer.status_code != 503
    return answer != an_envelope({"ret_code": 3, "remark": "no"})
