"""The screening phantom, drawn once for all tests of the local service's methods."""

import pytest

from tests.phantom_scans import a_recipe, a_scan, without_lesions
from viewer.server.methods.scan import Scan


@pytest.fixture(scope="session")
def screening_scan() -> Scan:
    return a_scan(a_recipe())


@pytest.fixture(scope="session")
def healthy_scan() -> Scan:
    return a_scan(without_lesions(a_recipe(noise_hu=25.0)))
