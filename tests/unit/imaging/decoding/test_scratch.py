"""Memory shared with a worker: reserved, without a lasting name, grown when needed."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from viewer.imaging.decoding import scratch as scratch_module
from viewer.imaging.decoding.scratch import STEP, Attached, Scratch


@pytest.fixture(params=["without a name", "with a name"])
def scratch(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scratch]:
    """Both ways of sharing, as Linux and as the other systems do it."""
    if request.param == "with a name" or sys.platform != "linux":
        monkeypatch.setattr(scratch_module, "_unnamed", lambda: None)
    made = Scratch()
    yield made
    made.close()


def test_both_ends_see_the_same_bytes(scratch):
    scratch.put(b"a codestream")
    worker = Attached()
    view = worker.view(scratch.token, scratch.size)
    assert view[:12] == b"a codestream"

    view[:4] = np.array([1, 2], "<i2").tobytes()
    assert scratch.pixels(np.dtype("<i2"), (1, 2)).tolist() == [[1, 2]]


def test_pixels_are_a_copy(scratch):
    scratch.put(b"\1\2")
    pixels = scratch.pixels(np.dtype("u1"), (1, 2))
    scratch.put(b"\3\4")

    assert pixels.tolist() == [[1, 2]]


def test_it_grows_in_steps_and_never_shrinks(scratch):
    scratch.reserve(STEP + 1)
    assert scratch.size == 2 * STEP
    scratch.reserve(10)
    assert scratch.size == 2 * STEP
    scratch.put(b"x" * (STEP + 1))

    worker = Attached()
    assert worker.view(scratch.token, scratch.size)[STEP : STEP + 1] == b"x"


def test_the_worker_follows_when_it_grows(scratch):
    worker = Attached()
    worker.view(scratch.token, scratch.size)
    scratch.attached()
    scratch.reserve(3 * STEP)
    scratch.put(b"further")

    assert worker.view(scratch.token, scratch.size)[:7] == b"further"


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/shm")
def test_no_name_is_left_once_the_worker_has_it(scratch):
    Attached().view(scratch.token, scratch.size)
    scratch.attached()

    assert not list(Path("/dev/shm").glob(f"{scratch.token.removeprefix('/')}*"))


@pytest.mark.skipif(sys.platform != "linux", reason="posix_fallocate")
def test_memory_that_is_not_there_is_an_error_and_no_signal(scratch, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(scratch_module.os, "posix_fallocate", full)
    with pytest.raises(OSError, match="No space"):
        scratch.reserve(5 * STEP)

    monkeypatch.undo()
    scratch.reserve(5 * STEP)
    scratch.put(b"again")


@pytest.mark.skipif(sys.platform != "linux", reason="memory without a name")
def test_it_keeps_off_the_places_of_standard_input_and_output():
    program = (
        "import os; os.close(0); from viewer.imaging.decoding.scratch import Scratch;"
        "print(*Scratch().inherited)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[4],
    )

    assert int(run.stdout) > 2


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_a_full_machine_costs_no_descriptor(monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = len(list(Path("/proc/self/fd").iterdir()))
    monkeypatch.setattr(scratch_module.os, "posix_fallocate", refuse)
    with pytest.raises(OSError, match="No space"):
        Scratch()

    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.skipif(sys.platform != "linux", reason="memory that is claimed")
def test_it_is_of_use_again_after_it_could_not_grow(monkeypatch):
    claim = os.posix_fallocate

    def refuse_much(fd: int, offset: int, size: int) -> None:
        if size > 8 * STEP:
            raise OSError(errno.ENOSPC, "No space left on device")
        claim(fd, offset, size)

    monkeypatch.setattr(scratch_module.os, "posix_fallocate", refuse_much)
    made = Scratch()
    with pytest.raises(OSError, match="No space"):
        made.reserve(9 * STEP)
    made.reserve(2 * STEP)
    made.put(b"x" * 2 * STEP)
    made.close()
