"""Whose fault it was that a worker is gone: a good frame is never given up for somebody else's."""

import errno
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import psutil
import pytest

from tests import decoding_worker
from tests.decoding_builders import PIXELS, request
from tests.image_builders import write_series
from viewer.imaging import limits
from viewer.imaging.decoding import pool as pool_module
from viewer.imaging.decoding import process
from viewer.imaging.decoding.pool import DecodePool
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.scan import scan


@pytest.fixture(scope="module")
def pool() -> Iterator[DecodePool]:
    """One worker that also understands poison."""
    made = DecodePool(1, "tests.decoding_worker")
    yield made
    made.close()


def problem_with(pool: DecodePool, content: bytes) -> SliceProblem:
    with pytest.raises(SliceNotReadable) as caught:
        pool.decode(request(content))
    return caught.value.problem


def worker_of(pool: DecodePool) -> process.Worker:
    pool.decode(request())
    worker = pool._slots[0].worker
    assert worker is not None
    return worker


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_worker_that_somebody_else_ends_costs_no_frame(pool):
    os.kill(worker_of(pool).pid, signal.SIGKILL)

    assert np.array_equal(pool.decode(request()).pixels, PIXELS)
    assert np.array_equal(pool.decode(request()).pixels, PIXELS)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_worker_that_somebody_ends_while_it_starts_costs_no_frame():
    made = DecodePool(1)
    made._start_all()
    worker = made._slots[0].worker
    os.kill(worker.pid, signal.SIGKILL)

    assert np.array_equal(made.decode(request()).pixels, PIXELS)
    made.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_worker_that_somebody_stops_costs_no_frame(pool, monkeypatch):
    monkeypatch.setattr(limits, "DECODER_SECONDS", 0.3)
    os.kill(worker_of(pool).pid, signal.SIGSTOP)

    assert np.array_equal(pool.decode(request()).pixels, PIXELS)
    assert np.array_equal(pool.decode(request()).pixels, PIXELS)


def test_r010_a_frame_that_computes_for_ever_is_not_tried_again(pool, monkeypatch):
    monkeypatch.setattr(limits, "DECODER_SECONDS", 0.3)
    assert problem_with(pool, decoding_worker.SPIN) is SliceProblem.DECODER_STUCK
    before = worker_of(pool).pid

    assert problem_with(pool, decoding_worker.SPIN) is SliceProblem.DECODER_STUCK
    assert worker_of(pool).pid == before


def test_the_watch_outlives_a_program_without_descriptors(pool, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    worker = worker_of(pool)
    monkeypatch.setattr(psutil.Process, "memory_info", refuse)

    assert worker._resident() == 0


def test_a_program_that_may_start_no_more_threads_reads_with_those_it_has(tmp_path, monkeypatch):
    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    write_series(tmp_path, slices=4, compressed="jpegls")
    (stack,) = scan([tmp_path]).stacks
    made = DecodePool(1)
    monkeypatch.setattr(pool_module, "pool", lambda: made)
    monkeypatch.setattr(threading.Thread, "start", refuse)
    loader = VolumeLoader(stack)
    loader.run()
    made.close()

    assert loader.volume.is_complete
    assert not loader.volume.slice_problems


@pytest.mark.parametrize(
    ("status", "is_fresh", "is_proven"),
    [
        (-int(signal.SIGSEGV), True, True),
        (-int(signal.SIGSEGV), False, False),  # may be of what an earlier frame left behind
        (-int(signal.SIGTERM), True, False),
        (0xC0000005, True, True),  # an access violation on Windows
        (1, True, False),  # ended by Windows' task manager
    ],
)
def test_only_a_crash_of_a_fresh_worker_proves_the_frame_at_fault(status, is_fresh, is_proven):
    worker = process.Worker.__new__(process.Worker)
    worker._is_fresh = is_fresh
    worker._process = SimpleNamespace(returncode=status)

    assert worker._is_proven(SliceProblem.DECODER_DIED) is is_proven
