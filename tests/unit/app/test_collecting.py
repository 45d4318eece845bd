"""What was just opened is not searched for garbage, and is freed all the same."""

import gc
import weakref

import pytest

from viewer.app.collecting import WindowThreadCollector, spare_new_objects


class Header:
    """Something with references, as headers are."""


@pytest.fixture(autouse=True)
def thawed():
    yield
    gc.unfreeze()


def test_what_is_spared_is_not_searched():
    headers = [Header() for _ in range(500)]

    spare_new_objects()

    assert gc.get_freeze_count() >= len(headers)
    assert not any(isinstance(found, Header) for found in gc.get_objects())


def test_what_is_spared_is_freed_when_nobody_refers_to_it():
    header = Header()
    spare_new_objects()
    watched = weakref.ref(header)

    del header

    assert watched() is None


@pytest.mark.parametrize("is_opening", [True, False])
def test_nothing_is_searched_while_images_are_looked_for(qapp, monkeypatch, is_opening):
    searched: list[int] = []
    collector = WindowThreadCollector(is_opening=lambda: is_opening)
    monkeypatch.setattr(gc, "collect", lambda generation=2: searched.append(generation))
    kept = [Header() for _ in range(5000)]
    collector.look()
    collector.stop()

    assert bool(searched) is not is_opening
    assert len(kept) == 5000
