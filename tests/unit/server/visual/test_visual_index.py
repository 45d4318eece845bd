"""Indexes of the visual search: up to date with the file, whoever wrote to it."""

import threading

import numpy as np
import pytest

from tests.visual_builders import many
from viewer.server.similarity.traits import Traits, traits_of
from viewer.server.visual_index import IndexNotReadyError, VisualIndexes
from viewer.server.visual_store import VisualStore


def traits(seed: int) -> Traits:
    coarse = np.random.default_rng(seed).integers(0, 256, (10, 10), np.uint8)
    return traits_of(np.kron(coarse, np.ones((20, 20), np.uint8)))


@pytest.fixture
def store(tmp_path):
    made = VisualStore(tmp_path)
    made.create("cases")
    yield made
    made.close()


def indexes(store: VisualStore, describe=lambda _: None, patience_s: float = 20.0):
    return VisualIndexes(store, describe, patience_s)


def keys(found) -> list[int]:
    return [scored.key for scored in found.scored]


def test_pictures_of_an_older_version_are_described_anew_once(store):
    many(store, 1, ["a"], traits(1).to_bytes())
    many(store, 1, ["b", "c"], b"\0another version")
    asked = []

    def describe(number: int) -> Traits | None:
        asked.append(number)
        return traits(number) if number == 2 else None  # the third one's file is damaged

    mine = indexes(store, describe)
    found = mine.search(1, traits(2), 10)
    again = mine.search(1, traits(2), 10)
    mine.close()

    assert keys(found) == keys(again) == [2, 1]
    assert asked == [2, 3]
    assert found.waiting == 0


def test_an_index_that_takes_too_long_is_refused_and_finished_beside(store):
    many(store, 1, ["a"], b"\0another version")
    may_go_on = threading.Event()

    def describe(_: int) -> Traits:
        may_go_on.wait(10)
        return traits(1)

    mine = indexes(store, describe, 0.05)
    with pytest.raises(IndexNotReadyError) as refused:
        mine.search(1, traits(1), 10)
    assert refused.value.total == 1
    may_go_on.set()
    mine._patience_s = 20.0

    assert keys(mine.search(1, traits(1), 10)) == [1]
    mine.close()


def test_deletions_and_additions_elsewhere_are_followed(store):
    other = VisualStore(store._folder)
    many(other, 1, ["a"], traits(1).to_bytes())
    many(other, 1, ["b"], traits(2).to_bytes())
    mine = indexes(store)
    assert keys(mine.search(1, traits(2), 10)) == [2, 1]

    other.delete_entity(1, "b")
    many(other, 1, ["c"], traits(3).to_bytes())

    assert keys(mine.search(1, traits(3), 10)) == [3, 1]
    mine.close()
    other.close()


def test_only_the_databases_searched_last_are_held_in_memory(store):
    for number in range(2, 6):
        store.create(f"cases_{number}")
    mine = indexes(store)

    for number in range(1, 6):
        mine.search(number, traits(1), 1)

    assert list(mine._held) == [4, 5]
    mine.close()
