"""A series, a library and a service in memory for tests of jobs."""

import pytest

from tests.fake_service import FakeClock, FakeService
from tests.image_builders import write_series
from tests.job_builders import SLICES
from viewer.foundation.folders import Folders
from viewer.imaging.scan import scan
from viewer.jobs.library import open_library
from viewer.jobs.runner import JobRunner


@pytest.fixture
def folder(tmp_path):
    write_series(tmp_path / "series", slices=SLICES, patient_name="Quxplant^Jo")
    return tmp_path / "series"


@pytest.fixture
def stack(folder):
    return scan([folder]).stacks[0]


@pytest.fixture
def service():
    return FakeService()


@pytest.fixture
def library():
    with open_library(Folders.from_environment()) as opened:
        opened.database.write("PRAGMA synchronous=OFF")  # power cuts are tested elsewhere
        yield opened


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def runner(library, service, clock):
    return JobRunner(library, service, clock, make_transport=service.transport)
