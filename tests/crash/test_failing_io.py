"""Each call that writes fails in turn: the old state or the new one, said, and no litter."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.failing import FAULTS, QUICK, Outcome, built

pytestmark = [pytest.mark.process]


@pytest.fixture(scope="module")
def preloaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that lets calls fail."""
    made = built(tmp_path_factory.mktemp("preloaded"))
    if made is None:
        pytest.skip("needs a C compiler, on Linux")
    return made


@pytest.mark.parametrize("fault", FAULTS)
def test_r042_every_write_that_fails_leaves_the_old_state_or_the_new(
    tmp_path: Path, preloaded: Path, fault: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash.failing", str(tmp_path), fault, *QUICK],
        env={**os.environ, "LD_PRELOAD": str(preloaded), "CRASH_SCRATCH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        said = json.loads(line)
        name, _fault = said.pop("name"), said.pop("fault")
        outcome = Outcome(**said)
        assert outcome.is_clean, (name, outcome)
        assert outcome.states >= 5, name
        assert outcome.old, name
