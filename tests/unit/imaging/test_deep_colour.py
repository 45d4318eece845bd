"""Colour of more than eight bits is shown by its highest eight."""

import numpy as np
import pydicom
import pytest
from pydicom.uid import ExplicitVRBigEndian

from tests.image_builders import write_series
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan

RED_GREEN = np.array([[[0xFFFF, 0, 0x8000], [0x1234, 0xFF00, 0xFF]]], np.uint16)


def shown(path):
    (stack,) = scan([path]).stacks
    loader = VolumeLoader(stack)
    loader.run()
    assert not loader.volume.slice_problems
    return loader.volume.stored


def in_colour(pixels, *, bits_stored=16, planar=0):
    def edit(data, _):
        data.SamplesPerPixel, data.PhotometricInterpretation = 3, "RGB"
        data.PlanarConfiguration, data.PixelRepresentation = planar, 0
        data.BitsAllocated, data.BitsStored = pixels.dtype.itemsize * 8, bits_stored
        data.HighBit = bits_stored - 1
        data.Rows, data.Columns = pixels.shape[:2]
        data.PixelData = (np.moveaxis(pixels, 2, 0) if planar else pixels).tobytes()

    return edit


@pytest.mark.parametrize("planar", [0, 1])
def test_sixteen_bits_are_shown_by_the_upper_eight(tmp_path, planar):
    (path,) = write_series(tmp_path, slices=1, edit=in_colour(RED_GREEN, planar=planar))
    assert shown(path)[0].tolist() == [[[255, 0, 128], [0x12, 255, 0]]]


def test_twelve_bits_in_sixteen_are_shown_by_the_upper_eight_of_the_twelve(tmp_path):
    (path,) = write_series(tmp_path, slices=1, edit=in_colour(RED_GREEN >> 4, bits_stored=12))
    assert shown(path)[0].tolist() == [[[255, 0, 128], [0x12, 255, 0]]]


def test_big_endian_words_are_put_in_order(tmp_path):
    edit = in_colour(RED_GREEN.byteswap())
    (path,) = write_series(tmp_path, slices=1, syntax=ExplicitVRBigEndian, edit=edit)
    assert shown(path)[0].tolist() == [[[255, 0, 128], [0x12, 255, 0]]]


@pytest.mark.parametrize(
    "name",
    [
        "colour/SC_rgb_rle_16bit_2frame.dcm",
        "colour/SC_rgb_rle_32bit_2frame.dcm",
        "bit_depth/SC_rgb_32bit.dcm",
    ],
)
def test_real_deep_colour_is_as_in_pydicom(shared_data, name):
    path = shared_data / "conformance" / name
    data = pydicom.dcmread(path)
    theirs = data.pixel_array >> (data.BitsStored - 8)
    assert np.array_equal(shown(path).reshape(theirs.shape), theirs)
