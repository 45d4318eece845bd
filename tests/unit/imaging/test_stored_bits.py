"""Bits beyond BitsStored and HighBit are not part of a value (PS3.5 8.1.1)."""

import numpy as np
import pytest

from tests.image_builders import write_series
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan


def stored_values(tmp_path, words, *, signed, high_bit, compressed=None, bits_stored=12):
    """Return what is read of a file whose 16-bit words are `words`, as a flat list."""
    write_series(
        tmp_path,
        slices=1,
        rows=2,
        columns=len(words) // 2,
        signed=signed,
        bits_stored=bits_stored,
        compressed=compressed,
        values=lambda _: np.array(words, "<u2").view("<i2" if signed else "<u2").reshape(2, -1),
        edit=lambda data, _: setattr(data, "HighBit", high_bit),
    )
    (stack,) = scan([tmp_path]).stacks
    loader = VolumeLoader(stack)
    loader.run()
    assert not loader.volume.slice_problems
    return loader.volume.stored[0].ravel().tolist()


@pytest.mark.parametrize("compressed", [None, "rle"])
def test_values_below_a_higher_high_bit_lose_the_bits_under_them(tmp_path, compressed):
    words = [0x0010, 0xFFFF, 0x800F, 0x1230]
    values = stored_values(tmp_path, words, signed=False, high_bit=15, compressed=compressed)
    assert values == [0x001, 0xFFF, 0x800, 0x123]


@pytest.mark.parametrize("compressed", [None, "rle"])
def test_the_sign_of_a_value_is_its_high_bit(tmp_path, compressed):
    words = [0x0010, 0xFFFF, 0x800F, 0x7FF3]
    values = stored_values(tmp_path, words, signed=True, high_bit=15, compressed=compressed)
    assert values == [1, -1, -2048, 2047]


def test_bits_above_the_high_bit_are_ignored(tmp_path):
    words = [0xC004 | 0x0010, 0x8004, 0x3FFF, 0x7FFC]
    assert stored_values(tmp_path, words, signed=False, high_bit=13) == [5, 1, 0xFFF, 0xFFF]


def test_signed_values_under_used_upper_bits_keep_their_own_sign(tmp_path):
    words = [0x8001, 0x87FF, 0x8800, 0x8FFF]  # every word negative, as 16 bits
    assert stored_values(tmp_path, words, signed=True, high_bit=11) == [1, 2047, -2048, -1]


def test_a_signed_padding_value_outside_the_stored_bits_stays(tmp_path):
    def with_padding(data, _):
        data.add_new(0x00280120, "SS", -32768)

    write_series(
        tmp_path,
        slices=1,
        rows=2,
        columns=2,
        bits_stored=12,
        values=lambda _: np.array([[-32768, -5], [7, 2047]]),
        edit=with_padding,
    )
    (stack,) = scan([tmp_path]).stacks
    loader = VolumeLoader(stack)
    loader.run()
    assert loader.volume.stored[0].ravel().tolist() == [-32768, -5, 7, 2047]


@pytest.mark.parametrize("compressed", [None, "rle"])
def test_a_high_bit_that_cannot_be_is_not_believed(tmp_path, compressed):
    words = [1, 2, 3, 0xFFF]
    values = stored_values(tmp_path, words, signed=False, high_bit=3, compressed=compressed)
    assert values == words


def test_run_lengths_lose_the_bits_above_their_high_bit(tmp_path):
    words = [0x8001, 0xF123, 0x0FFF, 0x7ABC]
    values = stored_values(tmp_path, words, signed=False, high_bit=11, compressed="rle")
    assert values == [1, 0x123, 0xFFF, 0xABC]
