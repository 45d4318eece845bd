"""Moments at which a test ends the process: armed by the environment, free of cost otherwise."""

import os
import signal
import subprocess
import sys

import pytest

from viewer.foundation import killpoints
from viewer.foundation.killpoints import KillPoint, fuse_of

_SCRIPT = """
from viewer.foundation.killpoints import KillPoint, reached
for number in range(3):
    reached(KillPoint.PARSED)
    reached(KillPoint.MID_PACK)
    print(number, flush=True)
"""


def passed_before_the_end(armed: str) -> tuple[list[str], int]:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        env={**os.environ, killpoints.VARIABLE: armed},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    return done.stdout.split(), done.returncode


def test_nothing_happens_unless_a_moment_is_armed() -> None:
    killpoints.reached(KillPoint.PARSED)

    assert fuse_of(None) is None
    assert fuse_of("") is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize(("armed", "passed"), [("mid-pack", []), ("mid-pack:3", ["0", "1"])])
def test_the_process_dies_at_the_pass_that_was_asked_for(armed: str, passed: list[str]) -> None:
    assert passed_before_the_end(armed) == (passed, -signal.SIGKILL)


def test_another_moment_passes() -> None:
    assert passed_before_the_end("before-event") == (["0", "1", "2"], 0)


@pytest.mark.parametrize("text", ["nowhere", "parsed:0", "parsed:many"])
def test_a_name_that_arms_nothing_is_an_error_at_the_start(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        fuse_of(text)
