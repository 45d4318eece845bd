"""Worker processes that die, hang or bloat cost one frame, and nothing else notices (R10)."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from tests import decoding_worker
from tests.decoding_builders import PIXELS, WHOLE, request
from tests.image_builders import encoded, pattern, write_series
from viewer.imaging import limits
from viewer.imaging.decoding import pool as pool_module
from viewer.imaging.decoding import process
from viewer.imaging.decoding.frame import FrameRequest
from viewer.imaging.decoding.pool import DecodePool
from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.scan import scan
from viewer.imaging.syntaxes import Codec


@pytest.fixture(scope="module")
def pool() -> Iterator[DecodePool]:
    """Two workers that also understand poison."""
    made = DecodePool(2, "tests.decoding_worker")
    yield made
    made.close()


def text_request(content: bytes) -> FrameRequest:
    return request(content, rows=1, columns=2000, bits_allocated=8, bits_stored=8, is_signed=False)


def problem_with(pool: DecodePool, content: bytes) -> SliceProblem:
    with pytest.raises(SliceNotReadable) as caught:
        pool.decode(request(content))
    return caught.value.problem


def words_of(pool: DecodePool, content: bytes) -> set[str]:
    return set(pool.decode(text_request(content)).pixels.tobytes().decode().split())


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def workers(pool: DecodePool) -> list[process.Worker]:
    return [slot.worker for slot in pool._slots if slot.worker is not None]


def test_a_frame_comes_back_as_it_was(pool):
    frame = pool.decode(request())

    assert frame.problem is None
    assert np.array_equal(frame.pixels, PIXELS)


def test_pixels_belong_to_the_caller_and_not_to_the_worker(pool):
    first = pool.decode(request()).pixels
    pool.decode(request(encoded(PIXELS + 1, "jpegls")))

    assert np.array_equal(first, PIXELS)
    first[0, 0] = 7


def test_pixels_are_laid_where_they_belong_if_they_fit(pool):
    fitting, other = np.zeros((32, 40), np.int16), np.zeros((32, 40), np.int32)

    assert pool.decode(request(), fitting).pixels is fitting
    assert np.array_equal(fitting, PIXELS)
    assert np.array_equal(pool.decode(request(), other).pixels, PIXELS)
    assert not other.any()


def test_r010_a_refusal_is_told_in_the_decoders_own_words(pool):
    with pytest.raises(SliceNotReadable, match="no JPEG start") as caught:
        pool.decode(request(b"nothing of use"))

    assert caught.value.problem is SliceProblem.DAMAGED


def test_r010_a_frame_without_its_end_is_shown_and_marked(pool):
    stream = encoded(PIXELS, "jpeg")[:-2]

    assert pool.decode(request(stream, codec=Codec.JPEG)).problem is SliceProblem.INCOMPLETE_STREAM


def test_r010_a_worker_that_dies_costs_one_frame(pool):
    assert problem_with(pool, decoding_worker.ABORT) is SliceProblem.DECODER_DIED

    assert np.array_equal(pool.decode(request()).pixels, PIXELS)


def test_r010_what_killed_a_worker_is_not_tried_again(pool):
    problem_with(pool, decoding_worker.ABORT + b"1")
    before = {worker.pid for worker in workers(pool)}

    assert problem_with(pool, decoding_worker.ABORT + b"1") is SliceProblem.DECODER_DIED
    assert {worker.pid for worker in workers(pool)} == before


def test_r010_a_worker_that_hangs_is_ended_and_replaced(pool):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "DECODER_SECONDS", 0.2)
        assert problem_with(pool, decoding_worker.HANG) is SliceProblem.DECODER_STUCK

    assert np.array_equal(pool.decode(request()).pixels, PIXELS)


def test_r010_a_worker_that_bloats_is_ended_and_replaced(pool):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "DECODER_SECONDS", 20.0)
        patch.setattr(limits, "DECODER_BYTES", 300 * limits.MiB)
        assert problem_with(pool, decoding_worker.HOG) is SliceProblem.DECODER_MEMORY

    assert np.array_equal(pool.decode(request()).pixels, PIXELS)


def test_r010_an_allocation_beyond_the_limit_fails_within_the_worker(pool):
    pool._start_all()
    pids = {worker.pid for worker in workers(pool)}

    assert problem_with(pool, decoding_worker.ADDRESS_SPACE) is SliceProblem.DECODER_MEMORY
    assert {worker.pid for worker in workers(pool)} == pids


def test_r010_an_answer_of_another_shape_is_not_believed(pool):
    assert problem_with(pool, decoding_worker.LIE) is SliceProblem.SIZE_DISAGREES


def test_r010_a_stuck_frame_does_not_hold_up_the_others(pool):
    stuck = threading.Thread(target=problem_with, args=(pool, decoding_worker.HANG + b" 2"))
    stuck.start()
    while not any(slot.is_held and slot.worker for slot in pool._slots):
        pass
    frames = [pool.decode(request()).pixels for _ in range(20)]
    assert stuck.is_alive()

    while stuck.is_alive():
        for worker in workers(pool):
            worker.check(time.monotonic() + 60)  # a minute later
    assert all(np.array_equal(frame, PIXELS) for frame in frames)


def test_many_threads_share_the_workers(pool):
    expected = [pattern(i, 32, 40) for i in range(24)]
    requests = [request(encoded(pixels, "jpegls")) for pixels in expected]
    found: dict[int, np.ndarray] = {}

    def decode(first: int) -> None:
        for k in range(first, 24, 6):
            found[k] = pool.decode(requests[k]).pixels

    threads = [threading.Thread(target=decode, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(workers(pool)) <= 2
    assert all(np.array_equal(found[k], expected[k]) for k in range(24))


def test_a_frame_beyond_the_first_scratch_memory_finds_room(pool):
    pixels = np.arange(2000 * 2500, dtype=np.uint32).reshape(2000, 2500).astype(np.int16)
    stream = encoded(pixels, "jpegls")

    assert np.array_equal(pool.decode(request(stream, rows=2000, columns=2500)).pixels, pixels)


def test_a_worker_with_much_memory_is_replaced_by_a_fresh_one(pool, monkeypatch):
    monkeypatch.setattr(limits, "DECODER_KEPT_BYTES", 0)
    before = {worker.pid for worker in workers(pool)}
    pool.decode(request())

    assert {worker.pid for worker in workers(pool)} != before


def test_r050_a_worker_knows_no_secrets(pool, monkeypatch):
    monkeypatch.setattr(limits, "DECODER_KEPT_BYTES", 0)  # the next worker is a fresh one
    monkeypatch.setenv("VIEWER_APP_KEY", "secret")
    for _ in range(2):
        pool.decode(request())

    names = words_of(pool, decoding_worker.ENVIRONMENT)
    assert not {name for name in names if name.startswith(("VIEWER", "HOME", "PYTHON"))}


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_a_worker_holds_no_files_but_its_own(pool, monkeypatch, tmp_path):
    monkeypatch.setattr(limits, "DECODER_KEPT_BYTES", 0)  # the next worker is a fresh one
    held = [os.open(tmp_path, os.O_RDONLY) for _ in range(20)]
    for descriptor in held:
        os.set_inheritable(descriptor, True)
    for _ in range(2):
        pool.decode(request())
    names = words_of(pool, decoding_worker.DESCRIPTORS)
    for descriptor in held:
        os.close(descriptor)

    # three to nowhere and one more, two pipes, scratch memory twice, and the list itself
    assert len(names) <= 9


def test_a_machine_that_starts_no_process_says_so_at_once(monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(process.subprocess, "Popen", refuse)
    alone = DecodePool(1)
    for _ in range(5):
        assert problem_with(alone, WHOLE) is SliceProblem.DECODER_MISSING
    alone.close()


def test_a_worker_that_ends_before_it_is_ready_is_no_crash_of_the_frame():
    alone = DecodePool(1, "tests.no_such_module")
    for _ in range(4):
        assert problem_with(alone, WHOLE) is SliceProblem.DECODER_MISSING

    assert not alone._marks
    alone.close()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_a_closed_pool_leaves_no_process_and_no_descriptor():
    before = descriptors()
    made = DecodePool(2)
    made._start_all()
    made.decode(request())
    pids = [worker.pid for worker in workers(made)]
    made.close()

    assert len(pids) == 2
    assert not [pid for pid in pids if psutil.pid_exists(pid)]
    assert descriptors() == before


def test_closing_frees_whoever_waits():
    made = DecodePool(1, "tests.decoding_worker")
    made.decode(request())
    problems: list[SliceProblem] = []
    waiting = threading.Thread(
        target=lambda: problems.append(problem_with(made, decoding_worker.HANG))
    )
    waiting.start()
    while not made._slots[0].is_held:
        pass
    made.close()
    waiting.join()

    assert problems == [SliceProblem.DECODER_MISSING]


def test_warming_up_starts_every_worker_without_waiting():
    made = DecodePool(2)
    made._start_all()
    found = workers(made)
    made.close()

    assert len(found) == 2


def test_a_high_throughput_frame_that_kills_its_decoder_goes_to_the_steadier_one(monkeypatch):
    made = DecodePool(1)
    asked: list[Codec] = []

    def decoded(wanted: FrameRequest, into: object) -> object:
        asked.append(wanted.codec)
        if wanted.codec is Codec.HTJ2K:
            raise SliceNotReadable(SliceProblem.DECODER_DIED)
        return "decoded"

    monkeypatch.setattr(made, "_decoded", decoded)

    assert made.decode(request(codec=Codec.HTJ2K)) == "decoded"
    assert asked == [Codec.HTJ2K, Codec.JPEG_2000]


def test_the_program_has_one_pool():
    assert pool_module.pool() is pool_module.pool()


@pytest.mark.parametrize(("compressed", "warms"), [(None, False), ("jpegls", True)])
def test_workers_are_warmed_only_for_a_stack_that_needs_them(
    tmp_path, monkeypatch, compressed, warms
):
    warmed: list[bool] = []
    monkeypatch.setattr(pool_module, "warm_up", lambda: warmed.append(True))
    write_series(tmp_path, slices=1, compressed=compressed)
    (stack,) = scan([tmp_path]).stacks

    pool_module.warm_up_for(stack)

    assert warmed == [True] * warms
