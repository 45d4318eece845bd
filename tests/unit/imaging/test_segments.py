"""Segmented palettes are written out as the standard says (PS3.3 C.7.9.2)."""

import numpy as np
import pydicom
import pytest
from pydicom.pixels.processing import apply_color_lut

from viewer.imaging.grey.segments import expanded
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.problems import SliceNotReadable
from viewer.imaging.scan import scan

WORD = np.dtype("<u2")


def entries(words, count, dtype=WORD):
    return expanded(np.array(words, dtype).tobytes(), count, dtype).tolist()


def test_discrete_entries_are_taken_as_they_are():
    assert entries([0, 3, 10, 20, 65535], 3) == [10, 20, 65535]


def test_a_linear_segment_rises_to_its_value_from_the_entry_before():
    assert entries([0, 1, 100, 1, 4, 140, 1, 2, 120], 7) == [100, 110, 120, 130, 140, 130, 120]


def test_an_indirect_segment_repeats_others_by_their_byte_offset():
    words = [0, 1, 0, 0, 2, 5, 6, 1, 2, 10, 2, 2, 6, 0]  # the two segments from word 3 on
    assert entries(words, 9) == [0, 5, 6, 8, 10, 5, 6, 8, 10]


def test_bytes_give_the_offset_in_four_of_them():
    assert entries([0, 2, 7, 9, 2, 1, 0, 0, 0, 0], 4, np.dtype("u1")) == [7, 9, 7, 9]


@pytest.mark.parametrize(
    "words",
    [[], [0, 2, 1], [1, 4, 100], [9, 1, 1], [0, 1, 5, 2, 1, 6, 0], [0, 1, 5, 2, 1, 60, 0]],
)
def test_segments_that_cannot_be_are_said_and_never_end_in_a_loop(words):
    with pytest.raises(SliceNotReadable):
        entries(words, 9)


def test_empty_segments_without_end_are_given_up():
    words = [0, 1, 5] + [0, 0] * 600 + [2, 60_000, 6, 0] * 2000
    with pytest.raises(SliceNotReadable):
        entries(words, 9)


def test_a_real_segmented_palette_is_as_in_pydicom(shared_data):
    path = shared_data / "conformance" / "colour" / "gdcm-US-ALOKA-16.dcm"
    loader = VolumeLoader(scan([path]).stacks[0])
    loader.run()
    assert not loader.volume.slice_problems
    data = pydicom.dcmread(path)
    theirs = apply_color_lut(data.pixel_array, data) >> 8
    assert int(np.abs(theirs.astype(int) - loader.volume.stored[0]).max()) <= 1
