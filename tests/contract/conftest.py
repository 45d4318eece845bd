"""A local service for the contract tests: one for all, and others with faults."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.server_builders import LocalService
from viewer.server.phantoms.chest_ct import write_chest_ct

StartService = Callable[..., LocalService]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalService]:
    """A service without faults, shared by all tests of a worker."""
    running = LocalService.start(tmp_path_factory.mktemp("service") / "data")
    yield running
    running.stop()


@pytest.fixture
def start_service(tmp_path: Path) -> Iterator[StartService]:
    """Start services with the given faults, on one data folder; they end with the test."""
    started: list[LocalService] = []

    def start(*faults: str, more: Sequence[str] = ()) -> LocalService:
        started.append(LocalService.start(tmp_path / "data", *faults, more=more))
        return started[-1]

    yield start
    for running in started:
        if running.process.poll() is None:
            running.stop()


@pytest.fixture(scope="session")
def phantom_files(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The small phantom's files."""
    folder = tmp_path_factory.mktemp("phantom")
    write_chest_ct(folder, profile="small")
    return [path.read_bytes() for path in sorted(folder.iterdir())]
