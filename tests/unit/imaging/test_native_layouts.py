"""Uncompressed pixels in every layout: packed, swapped, float, with padding, partly coloured."""

import numpy as np
import pytest

from tests.conformance.made_layouts import fill_floats, fill_packed, packed
from tests.image_builders import save, write_series
from tests.object_builders import a_header
from viewer.geometry.points import PixelIndex
from viewer.imaging.grey.voi import default_state, render
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.problems import SliceProblem
from viewer.imaging.scan import scan

SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"


def opened(path):
    (stack,) = scan([path]).stacks
    loader = VolumeLoader(stack)
    loader.run()
    return loader.volume


@pytest.mark.parametrize("bits", [1, 12])
def test_frames_of_packed_values_begin_within_bytes(tmp_path, bits):
    data = a_header("OT", SECONDARY_CAPTURE, 3, 5)
    fill_packed(data, bits, frames=4)
    values = np.random.default_rng(5).integers(0, 1 << bits, 4 * 15, dtype=np.uint16)

    volume = opened(save(data, tmp_path / "packed.dcm"))

    np.testing.assert_array_equal(volume.stored.reshape(-1), values)


@pytest.mark.parametrize("bits", [1, 12])
def test_r003_packed_values_that_are_cut_show_what_is_there(tmp_path, bits):
    data = a_header("OT", SECONDARY_CAPTURE, 8, 8)
    fill_packed(data, bits, frames=1)
    data.PixelData = data.PixelData[: len(data.PixelData) // 2]

    volume = opened(save(data, tmp_path / "packed.dcm"))

    half = np.random.default_rng(5).integers(0, 1 << bits, 64, dtype=np.uint16)[:32]
    np.testing.assert_array_equal(volume.stored.reshape(-1)[:32], half)
    assert not volume.stored.reshape(-1)[32:].any()
    assert volume.slice_problems == {0: SliceProblem.CUT_SHORT}


def test_values_are_packed_from_the_lowest_bits_on():
    assert packed(np.array([0x321, 0x654], np.uint16), 12) == bytes([0x21, 0x43, 0x65, 0])


@pytest.mark.parametrize("bits", [32, 64])
def test_float_pixels_keep_their_values_and_no_number_is_black(tmp_path, bits):
    data = a_header("OT", SECONDARY_CAPTURE, 6, 8)
    fill_floats(data, bits)

    volume = opened(save(data, tmp_path / "float.dcm"))
    grey = render(volume, 0, default_state(volume.stack, volume))

    assert volume.stored.dtype == f"f{bits // 8}"
    assert volume.value_at(0, PixelIndex(7, 5)) == pytest.approx(9.25)
    assert np.isnan(volume.value_at(0, PixelIndex(0, 0)))
    assert (grey[0, 0], grey[0, 2]) == (0, 0)
    assert volume.padding(0).sum() == 3


def test_a_signalling_nan_is_as_quiet_as_others(tmp_path):
    data = a_header("OT", SECONDARY_CAPTURE, 6, 8)
    fill_floats(data, 32)
    data.FloatPixelData = np.array([0x7F800001] * 48, "<u4").tobytes()

    volume = opened(save(data, tmp_path / "map.dcm"))

    assert not render(volume, 0, default_state(volume.stack, volume)).any()


def test_a_window_of_width_one_is_a_ramp_for_float_pixels(tmp_path):
    data = a_header("OT", SECONDARY_CAPTURE, 6, 8)
    fill_floats(data, 32)
    data.FloatPixelData = np.linspace(0, 1, 48).astype("<f4").tobytes()
    data.WindowCenter, data.WindowWidth, data.VOILUTFunction = 0.5, 1, "LINEAR"

    volume = opened(save(data, tmp_path / "map.dcm"))
    grey = render(volume, 0, default_state(volume.stack, volume))

    np.testing.assert_array_equal(grey.reshape(-1), np.rint(np.linspace(0, 255, 48)))


@pytest.mark.parametrize("bits", [32, 64])
def test_wide_integers_keep_their_values(tmp_path, bits):
    data = a_header("OT", SECONDARY_CAPTURE, 2, 3)
    data.BitsAllocated, data.BitsStored, data.HighBit = bits, bits, bits - 1
    data.PixelRepresentation = 1
    values = np.array(
        [-(1 << (bits - 1)), -1, 0, 1, 70_000, (1 << (bits - 1)) - 1], f"<i{bits // 8}"
    )
    data.PixelData = values.tobytes()
    data["PixelData"].VR = "OW"

    volume = opened(save(data, tmp_path / "wide.dcm"))

    np.testing.assert_array_equal(volume.stored.reshape(-1), values)


@pytest.mark.parametrize(("vr", "value"), [("SS", -2000), ("US", 63536)])
def test_padding_is_told_whatever_its_vr(tmp_path, vr, value):
    def padded(data, _):
        data.add_new(0x00280120, vr, value)
        data.add_new(0x00280121, vr, value + 10)

    pixels = np.array([[-2001, -2000, -1995, -1990, -1989, 0]] * 4)
    write_series(tmp_path, slices=1, values=lambda _: pixels, rows=4, columns=6, edit=padded)

    mask = opened(tmp_path).padding(0)

    np.testing.assert_array_equal(mask[0], [False, True, True, True, False, False])


def test_without_padding_there_is_no_mask(tmp_path):
    write_series(tmp_path, slices=1)
    assert opened(tmp_path).padding(0) is None


def test_a_supplemental_palette_colours_the_high_values_only(tmp_path):
    data = a_header("OT", SECONDARY_CAPTURE, 2, 2)
    data.PixelPresentation = "COLOR"
    data.WindowCenter, data.WindowWidth, data.VOILUTFunction = 50, 100, "LINEAR_EXACT"
    for channel, colour in enumerate(("Red", "Green", "Blue")):
        data.add_new(0x00281101 + channel, "US", [2, 200, 16])
        table = np.array([0x1000 * (channel + 1), 0xFF00], "<u2").tobytes()
        setattr(data, f"{colour}PaletteColorLookupTableData", table)
    data.PixelData = bytes([0, 100, 200, 255])
    data["PixelData"].VR = "OB"

    volume = opened(save(data, tmp_path / "supplement.dcm"))
    shown = render(volume, 0, default_state(volume.stack, volume))

    assert shown.reshape(-1, 3).tolist() == [[0] * 3, [255] * 3, [0x10, 0x20, 0x30], [255] * 3]


@pytest.mark.parametrize(
    ("photometric", "pairs", "colours"),
    [
        ("YBR_FULL_422", (10, 200, 128, 128), [[10] * 3, [200] * 3]),
        ("YBR_PARTIAL_422", (16, 235, 128, 128), [[0] * 3, [255] * 3]),
        ("YBR_PARTIAL_422", (81, 81, 90, 240), [[254, 0, 0], [254, 0, 0]]),
    ],
)
def test_two_pixels_share_their_chroma(tmp_path, photometric, pairs, colours):
    data = a_header("OT", SECONDARY_CAPTURE, 1, 2)
    data.SamplesPerPixel, data.PhotometricInterpretation = 3, photometric
    data.PlanarConfiguration = 0
    data.PixelData = bytes(pairs)
    data["PixelData"].VR = "OB"

    volume = opened(save(data, tmp_path / "chroma.dcm"))

    assert volume.stored.reshape(-1, 3).tolist() == colours
