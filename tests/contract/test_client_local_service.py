"""Our client against the local service over real HTTP: two programs that share no code."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.contract.conftest import StartService
from tests.server_builders import LocalService
from viewer.domain.finding import NoteKind
from viewer.domain.job import JobState
from viewer.domain.result import AnalysisResult, RunState
from viewer.foundation.folders import Folders
from viewer.imaging.scan import scan
from viewer.imaging.stack import ImageStack
from viewer.jobs.library import open_library
from viewer.jobs.request import AnalysisRequest
from viewer.jobs.runner import JobRunner
from viewer.storage.library import Library
from viewer.storage.settings import SERIES_STRATEGY
from viewer.vendors.connection import Connection, connection_from_line
from viewer.vendors.errors import JobFailed, Refused, UnknownOutcome
from viewer.vendors.gateway.medical import LUNG_NODULE

SLICES = 30
ODD_FORMS = ("body-as-string", "lowercase-keys", "numbers-as-numbers", "wrapped-result")

Analyse = Callable[[LocalService], AnalysisResult]


class OneService:
    """A directory that knows one service only: the one whose line was handed in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def connection(self, service: str) -> Connection:
        """Return the one; a job of another service goes to the one that was named explicitly."""
        return self._connection


@pytest.fixture(scope="session")
def stack(phantom_files: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> ImageStack:
    """Some slices of the small phantom: enough lung for a detection that is quickly done."""
    folder = tmp_path_factory.mktemp("client-series")
    for number, content in enumerate(phantom_files[20 : 20 + SLICES]):
        (folder / f"{number}.dcm").write_bytes(content)
    return scan([folder]).stacks[0]


@pytest.fixture
def library() -> Iterator[Library]:
    with open_library(Folders.from_environment()) as opened:
        yield opened


@pytest.fixture
def analyse(library: Library, stack: ImageStack) -> Analyse:
    def run(service: LocalService) -> AnalysisResult:
        connection = connection_from_line(json.dumps(service.announced))
        runner = JobRunner(library, OneService(connection))
        request = AnalysisRequest(endpoint=LUNG_NODULE, stack=stack, service=connection.service)

        async def main() -> str:
            try:
                return (await runner.run_to_end(request)).uid
            finally:
                await runner.aclose()

        return library.runs.result(asyncio.run(main()))

    return run


@pytest.fixture(scope="session")
def places() -> dict[str, list[tuple[float, float]]]:
    """Where each way of asking put the nodules."""
    return {}


@pytest.mark.parametrize("strategy", ["archive", "multiframe", "repeat", "manifest"])
def test_each_way_of_giving_a_series_gives_the_same_nodules(
    service: LocalService,
    library: Library,
    analyse: Analyse,
    places: dict[str, list[tuple[float, float]]],
    strategy: str,
) -> None:
    library.settings.set(SERIES_STRATEGY, strategy)

    result = analyse(service)

    assert result.state is RunState.DONE
    assert [finding.notes for finding in result.findings] == [()] * len(result.findings)
    places[strategy] = [f.placement.region.centre for f in result.findings]
    assert all(place == places[strategy] for place in places.values())
    assert library.jobs.all()[0].object_keys == ()


def test_every_odd_form_of_an_answer_is_understood(
    start_service: StartService, analyse: Analyse
) -> None:
    result = analyse(start_service(*ODD_FORMS, "drop-uids"))

    assert result.state is RunState.DONE
    assert {n.kind for f in result.findings for n in f.notes} == {NoteKind.PLACED_BY_POSITION}
    assert all(f.confidence and f.measured("diameter") for f in result.findings)


def test_nothing_found_is_told_from_not_understood(
    start_service: StartService, analyse: Analyse
) -> None:
    assert analyse(start_service("none-found")).state is RunState.NONE


def test_a_busy_poll_is_waited_for(start_service: StartService, analyse: Analyse) -> None:
    assert analyse(start_service("none-found", "poll-503=1")).state is RunState.NONE


@pytest.mark.parametrize(
    ("fault", "error", "state"),
    [
        ("refuse-submit", Refused, JobState.FAILED),
        ("drop-after-submit", UnknownOutcome, JobState.UNCERTAIN),
        ("html-502", UnknownOutcome, JobState.UNCERTAIN),
        ("garbled-json", UnknownOutcome, JobState.UNCERTAIN),
        ("process-failed", JobFailed, JobState.FAILED),
        ("expired-links", Refused, JobState.FAILED),
    ],
)
def test_each_fault_is_said_and_nothing_is_submitted_twice(
    start_service: StartService,
    analyse: Analyse,
    library: Library,
    fault: str,
    error: type[Exception],
    state: JobState,
) -> None:
    service = start_service(fault)

    with pytest.raises(error):
        analyse(service)

    assert library.jobs.all()[0].state is state
    assert submissions(service) <= 1


def submissions(service: LocalService) -> int:
    """How many submissions have arrived."""
    query = {"appKey": service.announced["app_key"]}
    answer = service.client.get(service.announced["showapi"] + "/_/stats", params=query)
    return int(answer.json()["submissions"])


def test_a_wrong_key_is_refused(service: LocalService, analyse: Analyse, tmp_path: Path) -> None:
    wrong = LocalService(service.process, {**service.announced, "app_key": "wrong-key-000"})

    with pytest.raises(Refused):
        analyse(wrong)

    wrong.client.close()
