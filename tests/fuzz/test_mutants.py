"""Damaged files are shown, or refused in words: nothing crashes, hangs or takes what memory is."""

import time
from pathlib import Path

import pytest

from tests.fuzz.changes import Change
from tests.fuzz.codestreams import CODECS, tried
from tests.fuzz.harness import Harness
from tests.fuzz.long import mutants
from tests.fuzz.mutations import MUTATIONS, mutated
from tests.fuzz.seeds import SMALL_BYTES, made_seeds, public_seeds
from viewer.imaging.decoding.pool import DecodePool

MADE, PUBLIC = 800, 500
FRAMES = 400
SECONDS = 11.0
"""On a busy machine fewer files are opened; a machine to itself opens them all in half of this."""
FOUND = Path(__file__).parent / "regressions"


def opened(seeds, count, first=0):
    """Open damaged files until all are done or the time is up; return what was found."""
    deadline = time.monotonic() + SECONDS
    with Harness() as harness:
        for name, mutant, seed in mutants(seeds, range(first, first + count)):
            harness.give(name, mutant.content, seed.beside)
            if time.monotonic() > deadline:
                break
        return harness.tally


def test_made_files_damaged_in_any_way_are_shown_or_refused():
    tally = opened(made_seeds(), MADE)

    assert tally.findings == []
    assert tally.counts["pictures"] > tally.mutants / 10  # damage that leaves something to open


def test_public_files_damaged_in_any_way_are_shown_or_refused(shared_data):
    tally = opened(public_seeds(shared_data, SMALL_BYTES), PUBLIC, first=1_000_000)

    assert tally.findings == []
    assert tally.counts["pictures"] > 0


def test_what_was_found_stays_mended(shared_data):
    changes = [Change.read(path.read_text(encoding="utf-8")) for path in FOUND.glob("*.json")]
    with Harness() as harness:
        for change in changes:
            whole = (shared_data / change.file).read_bytes()
            harness.give(change.file, change.applied_to(whole))

        assert harness.tally.findings == []
        assert harness.tally.mutants > 0


def test_what_was_found_in_made_files_stays_mended():
    with Harness() as harness:
        for path in FOUND.glob("*.bin"):
            harness.give(path.name, path.read_bytes())

        assert harness.tally.findings == []
        assert harness.tally.mutants > 0


@pytest.mark.parametrize("seed", range(30))
def test_a_change_that_is_kept_makes_the_same_file_again(seed):
    whole, other = made_seeds()[0], made_seeds()[1]
    damaged = mutated(whole.content, other.content, seed).content

    kept = Change.read(Change.leading_to(whole, damaged).text("a cause"))

    assert kept.applied_to(whole.content) == damaged


@pytest.mark.parametrize("codec", CODECS)
def test_r010_damaged_frames_of_every_codec_are_decoded_or_refused(codec, workers):
    result = tried(workers, codec, range(FRAMES))

    assert result.findings == []
    assert result.counts.total() == FRAMES
    assert result.counts["decoded"] > 0


@pytest.fixture(scope="module")
def workers():
    pool = DecodePool()
    yield pool
    pool.close()


@pytest.mark.parametrize("name", MUTATIONS)
def test_the_same_number_damages_in_the_same_way(name, monkeypatch):
    monkeypatch.setattr("tests.fuzz.mutations.MUTATIONS", {name: MUTATIONS[name]})
    first, other = made_seeds()[0].content, made_seeds()[1].content

    one, again = (mutated(first, other, 5) for _ in range(2))

    assert one == again
    assert any(mutated(first, other, seed).content != first for seed in range(5))


def test_made_files_are_the_same_every_time():
    assert made_seeds() == made_seeds.__wrapped__()


@pytest.mark.parametrize("size", [0, 1, 3])
def test_tiny_files_can_be_damaged_too(size):
    for seed in range(60):
        mutated(bytes(size), bytes(size), seed)
