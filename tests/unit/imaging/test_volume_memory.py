"""A stack that this machine has no room for is refused in words (reliability row 47)."""

import numpy as np
import pytest

from tests.image_builders import write_series
from viewer.imaging import limits, volume
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.scan import scan
from viewer.imaging.volume import Volume

GIB = 1024**3


@pytest.fixture
def large(tmp_path):
    """Return a stack that says it has eight slices of half a gigabyte."""

    def edit(data, _index):
        data.Rows, data.Columns = 16_384, 16_384

    write_series(tmp_path, slices=8, edit=edit)
    (stack,) = scan([tmp_path]).stacks
    assert stack.bytes_in_memory == 4 * GIB
    return stack


def test_r047_four_gigabytes_are_refused_where_two_are_free(large, monkeypatch):
    monkeypatch.setattr(volume, "_free_bytes", lambda: 2 * GIB)

    with pytest.raises(NotReadable) as caught:
        Volume(large)

    assert caught.value.reason is SkipReason.TOO_LARGE
    assert caught.value.detail == f"{4 * GIB} bytes"


def test_r047_most_of_the_free_memory_is_left_to_others(large, monkeypatch):
    monkeypatch.setattr(volume, "_free_bytes", lambda: 5 * GIB)

    with pytest.raises(NotReadable):
        Volume(large)


def test_r047_memory_that_the_system_does_not_give_is_no_crash(large, monkeypatch):
    def nothing(*_arguments):
        raise MemoryError

    monkeypatch.setattr(volume, "_free_bytes", lambda: 100 * GIB)
    monkeypatch.setattr(np, "zeros", nothing)

    with pytest.raises(NotReadable) as caught:
        Volume(large)

    assert caught.value.reason is SkipReason.TOO_LARGE


def test_r047_where_the_system_says_nothing_the_fixed_limit_holds(large, monkeypatch):
    monkeypatch.setattr(volume, "_free_bytes", lambda: None)
    monkeypatch.setattr(limits, "STACK_BYTES", 4 * GIB - 1)

    with pytest.raises(NotReadable):
        Volume(large)
