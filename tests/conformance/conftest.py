"""The other program that pictures are compared with."""

import os

import pytest

from tests.conformance.reference import is_installed


@pytest.fixture(scope="session")
def dcmtk() -> None:
    """The programs of Debian's dcmtk; required in CI."""
    if not is_installed():
        reason = "dcm2pnm is not on this machine: apt-get install dcmtk"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
