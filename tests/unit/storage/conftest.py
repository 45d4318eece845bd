"""An open library."""

import pytest

from tests.library_builders import a_job, a_run
from tests.vendor_builders import a_nodule, a_series, success
from viewer.foundation.folders import Folders
from viewer.jobs.library import open_library


@pytest.fixture
def folders():
    return Folders.from_environment()


@pytest.fixture
def another_home(tmp_path):
    return Folders.from_environment({"VIEWER_HOME": str(tmp_path / "another-home")})


@pytest.fixture
def library(folders):
    with open_library(folders) as opened:
        yield opened


@pytest.fixture
def with_run(library):
    library.jobs.add(a_job(), a_series(), "intent")
    library.runs.add(a_run(answer_hash=library.blobs.put(success(a_nodule()))))
    return library
