"""Colours by palette: deep and shallow tables, byte order, tables that fall short."""

import numpy as np
import pytest

from tests.image_builders import BIG_ENDIAN, write_series
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.problems import SliceProblem
from viewer.imaging.scan import scan


def loaded(folder):
    (stack,) = scan([folder]).stacks
    loader = VolumeLoader(stack)
    loader.run()
    return loader.volume


def palette(data, _):
    data.PhotometricInterpretation, data.PixelRepresentation = "PALETTE COLOR", 0
    data.BitsAllocated, data.BitsStored, data.HighBit = 8, 8, 7
    data.PixelData = bytes([0, 1, 2, 9])
    for name, entries in (("Red", [0, 10, 20]), ("Green", [1, 11, 21]), ("Blue", [2, 12, 22])):
        data.add_new(f"{name}PaletteColorLookupTableDescriptor", "US", [3, 0, 16])
        wide = np.array(entries, "<u2") * 257
        setattr(data, f"{name}PaletteColorLookupTableData", wide.astype("<u2").tobytes())


@pytest.mark.parametrize("bits", [10, 12, 16])
def test_a_palette_of_more_than_eight_bits_keeps_its_upper_eight(tmp_path, bits):
    def deep(data, index):
        palette(data, index)
        for name, entries in (("Red", [0, 128, 255]), ("Green", [0, 64, 1]), ("Blue", [0, 0, 0])):
            data.add_new(f"{name}PaletteColorLookupTableDescriptor", "US", [3, 0, bits])
            table = np.array(entries, "<u2") << (bits - 8)
            setattr(data, f"{name}PaletteColorLookupTableData", table.astype("<u2").tobytes())

    write_series(tmp_path, slices=1, rows=2, columns=2, edit=deep)

    pixels = loaded(tmp_path).stored[0]

    assert pixels.tolist() == [[[0, 0, 0], [128, 64, 0]], [[255, 1, 0], [255, 1, 0]]]


def test_a_dark_channel_of_a_deep_palette_stays_dark(tmp_path):
    def dark_blue(data, index):
        palette(data, index)
        data.BluePaletteColorLookupTableData = np.array([0, 100, 200], "<u2").tobytes()

    write_series(tmp_path, slices=1, rows=2, columns=2, edit=dark_blue)

    assert loaded(tmp_path).stored[0, ..., 2].tolist() == [[0, 0], [0, 0]]


@pytest.mark.parametrize("is_segmented", [False, True])
def test_r022_palettes_of_bytes_lie_in_words_also_in_big_endian(tmp_path, is_segmented):
    def swapped(data, index):
        palette(data, index)
        for name, entries in (("Red", [3, 10, 20]), ("Green", [1, 11, 21]), ("Blue", [2, 12, 22])):
            data.add_new(f"{name}PaletteColorLookupTableDescriptor", "US", [3, 0, 8])
            delattr(data, f"{name}PaletteColorLookupTableData")
            prefix = "Segmented" if is_segmented else ""
            packed = bytes([0, 3] * is_segmented + entries) + b"\0"
            words = np.frombuffer(packed[: len(packed) // 2 * 2], "<u2").astype(">u2").tobytes()
            setattr(data, f"{prefix}{name}PaletteColorLookupTableData", words)
        data.PixelData = bytes([1, 0, 9, 2])

    write_series(tmp_path, slices=1, rows=2, columns=2, edit=swapped, syntax=BIG_ENDIAN)

    pixels = loaded(tmp_path).stored[0]

    assert pixels[0].tolist() == [[3, 1, 2], [10, 11, 12]]


def test_r022_palette_indices_beyond_the_table_are_clipped(tmp_path):
    write_series(tmp_path, slices=1, rows=2, columns=2, edit=palette)

    pixels = loaded(tmp_path).stored[0]

    assert pixels.tolist() == [[[0, 1, 2], [10, 11, 12]], [[20, 21, 22], [20, 21, 22]]]


def broken_palette(data, _):
    palette(data, _)
    data.GreenPaletteColorLookupTableData = b"\x01\x02"


def test_r022_a_palette_without_its_entries_is_said(tmp_path):
    write_series(tmp_path, slices=1, rows=2, columns=2, edit=broken_palette)

    assert loaded(tmp_path).slice_problems == {0: SliceProblem.DAMAGED}
