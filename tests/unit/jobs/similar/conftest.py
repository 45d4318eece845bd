"""A series, a library and a visual search in memory."""

import numpy as np
import pytest

from tests.fake_service import FakeClock
from tests.fake_similar import FakeSimilar
from tests.image_builders import write_series
from viewer.foundation.folders import Folders
from viewer.imaging.scan import scan
from viewer.jobs.library import open_library
from viewer.jobs.similar.cases import SimilarCases

DATABASE = "chest_cases"


def unlike(index):
    """A slice that looks unlike the others in the file's window of -160 to 240."""
    values = np.add.outer(np.arange(6) * 9, np.arange(8) * 4) + 20 * index - 100
    return values.astype(np.int16)


@pytest.fixture
def folder(tmp_path):
    write_series(tmp_path / "series", slices=6, patient_name="Quxplant^Jo", values=unlike)
    return tmp_path / "series"


@pytest.fixture
def stack(folder):
    return scan([folder]).stacks[0]


@pytest.fixture
def service():
    return FakeSimilar(kept={DATABASE: []})


@pytest.fixture
def library():
    with open_library(Folders.from_environment()) as opened:
        opened.database.write("PRAGMA synchronous=OFF")  # power cuts are tested elsewhere
        yield opened


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def cases(library, service, clock):
    return SimilarCases(library, service, clock, make_transport=service.transport)
