"""Pixels into the volume: exact values, order of reading, damage named and survived."""

import threading

import numpy as np
import pytest
from pydicom.encaps import encapsulate

from tests.image_builders import (
    BIG_ENDIAN,
    EXPLICIT,
    IMPLICIT,
    encoded,
    pattern,
    set_pixels,
    write_photo,
    write_series,
    write_zip,
)
from viewer.geometry.points import PixelIndex
from viewer.imaging import limits
from viewer.imaging import loader as loader_module
from viewer.imaging import pixels as pixels_module
from viewer.imaging.grey.voi import default_state, render
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.problems import NotReadable, SkipReason, SliceProblem
from viewer.imaging.scan import scan


def stack_of(path):
    (stack,) = scan([path]).stacks
    return stack


def loaded(path):
    loader = VolumeLoader(stack_of(path))
    loader.run()
    return loader.volume


def expected(slices, rows=6, columns=8):
    return np.stack([pattern(i, rows, columns) for i in range(slices)])


@pytest.mark.parametrize("syntax", [EXPLICIT, IMPLICIT])
def test_uncompressed_pixels_arrive_exactly(tmp_path, syntax):
    write_series(tmp_path, slices=4, reverse=True, syntax=syntax)

    volume = loaded(tmp_path)

    assert volume.stored.dtype == np.int16
    assert np.array_equal(volume.stored, expected(4))
    assert volume.is_complete
    assert volume.slice_problems == {}


@pytest.mark.parametrize("codec", ["rle", "j2k", "jpegls", "jpeg", "deflated"])
@pytest.mark.parametrize("signed", [True, False])
def test_lossless_compression_changes_no_value(tmp_path, codec, signed):
    def values(i):
        return pattern(i, 32, 40) - (150 if signed else 0)

    write_series(
        tmp_path, slices=3, rows=32, columns=40, compressed=codec, signed=signed, values=values
    )

    volume = loaded(tmp_path)

    assert volume.slice_problems == {}
    assert np.array_equal(volume.stored, np.stack([values(i) for i in range(3)]))


def test_big_endian_pixels_are_turned_round(tmp_path):
    def swapped(i):
        return pattern(i, 6, 8).byteswap()

    write_series(tmp_path, slices=2, syntax=BIG_ENDIAN, values=swapped)

    assert np.array_equal(loaded(tmp_path).stored, expected(2))


@pytest.mark.parametrize("is_stored", [True, False])
def test_members_of_a_zip_load_like_files(tmp_path, is_stored):
    archive = write_zip(
        tmp_path / "a.zip", write_series(tmp_path / "s", slices=3), stored=is_stored
    )

    assert np.array_equal(loaded(archive).stored, expected(3))


def test_twelve_bits_in_sixteen_are_cleaned_of_what_lies_above(tmp_path):
    write_series(
        tmp_path,
        slices=1,
        signed=False,
        bits_stored=12,
        values=lambda i: np.array([[0x8123, 0x0FFF], [0x0001, 0x1000]], np.uint16),
        rows=2,
        columns=2,
    )

    assert loaded(tmp_path).stored[0].tolist() == [[0x123, 0xFFF], [1, 0]]


def test_the_sign_comes_from_the_highest_stored_bit(tmp_path):
    write_series(
        tmp_path,
        slices=1,
        bits_stored=12,
        values=lambda i: np.array([[0x0800, 0x0FFF], [0x07FF, 0]], np.int16),
        rows=2,
        columns=2,
    )

    assert loaded(tmp_path).stored[0].tolist() == [[-2048, -1], [2047, 0]]


def test_values_are_in_hounsfield_units_per_slice(tmp_path):
    def rescaled(data, i):
        data.RescaleSlope, data.RescaleIntercept = (
            ["1.5", "2", "0.5"][i],
            ["-1024", "-1000", "7"][i],
        )

    write_series(tmp_path, slices=3, edit=rescaled)

    volume = loaded(tmp_path)

    assert volume.value_at(0, PixelIndex(3, 2)) == 23 * 1.5 - 1024
    assert volume.value_at(1, PixelIndex(7, 5)) == 157 * 2 - 1000
    assert volume.value_at(2, PixelIndex(0, 0)) == 200 * 0.5 + 7
    assert volume.rescale(1).unit == "HU"
    assert volume.value_at(1, PixelIndex(8, 0)) is None
    assert volume.value_at(1, PixelIndex(-1, 0)) is None


@pytest.fixture
def one_thread(monkeypatch):
    """With one thread the order of reading is the order of telling."""
    monkeypatch.setattr(loader_module, "_THREADS", 1)


@pytest.mark.usefixtures("one_thread")
def test_the_centre_slice_is_first_then_its_neighbours(tmp_path):
    write_series(tmp_path, slices=9)
    loader = VolumeLoader(stack_of(tmp_path))
    order = []

    loader.run(order.append)

    assert order == [4, 3, 5, 2, 6, 1, 7, 0, 8]


@pytest.mark.usefixtures("one_thread")
def test_slices_around_the_focus_are_read_next(tmp_path):
    write_series(tmp_path, slices=30)
    loader = VolumeLoader(stack_of(tmp_path))
    order = []

    def on_slice(index):
        order.append(index)
        if len(order) == 1:
            loader.focus(27)

    loader.run(on_slice)

    assert order[0] == 15
    assert order[1:6] == [27, 26, 28, 25, 29]
    assert sorted(order) == list(range(30))


def test_cancelling_keeps_what_is_loaded(tmp_path):
    write_series(tmp_path, slices=8)
    loader = VolumeLoader(stack_of(tmp_path))
    enough = threading.Event()

    loader.run(lambda index: enough.set(), enough.is_set)

    assert 1 <= loader.volume.loaded_count < 8
    assert loader.volume.is_loaded(4)
    assert loader.volume.nearest_loaded(0) is not None


def test_an_error_of_the_listener_reaches_the_caller(tmp_path):
    write_series(tmp_path, slices=6)

    def on_slice(index):
        if index == 2:
            raise LookupError

    with pytest.raises(LookupError):
        VolumeLoader(stack_of(tmp_path)).run(on_slice)


def test_r003_a_slice_cut_in_its_pixels_shows_what_is_there(tmp_path):
    paths = write_series(tmp_path, slices=3)
    paths[1].write_bytes(paths[1].read_bytes()[:-40])

    volume = loaded(tmp_path)

    assert volume.slice_problems == {1: SliceProblem.CUT_SHORT}
    rows = volume.stored[1].ravel()
    assert np.array_equal(rows[:28], pattern(1, 6, 8).ravel()[:28])
    assert not rows[28:].any()
    assert np.array_equal(volume.stored[2], pattern(2, 6, 8))


def test_r004_pixels_beyond_the_declared_are_cut_off_and_said(tmp_path):
    def longer(data, _):
        data.PixelData = data.PixelData + bytes(16)

    write_series(tmp_path, slices=1, edit=longer)

    volume = loaded(tmp_path)

    assert volume.slice_problems == {0: SliceProblem.LONGER_THAN_DECLARED}
    assert np.array_equal(volume.stored[0], pattern(0, 6, 8))


@pytest.mark.parametrize("codec", ["j2k", "jpegls", "jpeg", "rle"])
def test_r003_r010_a_truncated_codestream_is_said_and_the_others_load(tmp_path, codec):
    def noise(i):
        return np.random.default_rng(i).integers(0, 4000, (64, 64)).astype(np.int16)

    paths = write_series(tmp_path, slices=3, rows=64, columns=64, compressed=codec, values=noise)
    content = paths[1].read_bytes()
    paths[1].write_bytes(content[: len(content) - 300])

    volume = loaded(tmp_path)

    assert set(volume.slice_problems) == {1}
    assert volume.slice_problems[1] in set(SliceProblem)
    assert np.array_equal(volume.stored[2], noise(2))


def test_r010_a_codestream_of_another_size_is_refused(tmp_path):
    def other(data, i):
        if i == 0:
            set_pixels(data, pattern(0, 16, 16), "j2k")

    write_series(tmp_path, slices=2, rows=32, columns=32, compressed="j2k", edit=other)

    assert loaded(tmp_path).slice_problems == {0: SliceProblem.SIZE_DISAGREES}


def test_r015_a_file_that_vanishes_after_the_scan_is_said(tmp_path):
    paths = write_series(tmp_path, slices=3)
    loader = VolumeLoader(stack_of(tmp_path))
    paths[0].unlink()

    loader.run()

    assert loader.volume.slice_problems == {0: SliceProblem.UNREADABLE}
    assert loader.volume.is_complete


def test_r047_a_stack_beyond_the_memory_is_refused_before_it_is_taken(tmp_path, monkeypatch):
    write_series(tmp_path, slices=3)
    monkeypatch.setattr(limits, "STACK_BYTES", 200)

    with pytest.raises(NotReadable) as caught:
        VolumeLoader(stack_of(tmp_path))

    assert caught.value.reason is SkipReason.TOO_LARGE


def colour(planar):
    def edit(data, _):
        pixels = np.arange(4 * 6 * 3, dtype=np.uint8).reshape(4, 6, 3)
        data.SamplesPerPixel, data.PhotometricInterpretation = 3, "RGB"
        data.PlanarConfiguration = int(planar)
        data.BitsAllocated, data.BitsStored, data.HighBit = 8, 8, 7
        data.PixelRepresentation = 0
        data.PixelData = (np.moveaxis(pixels, -1, 0) if planar else pixels).tobytes()

    return edit


@pytest.mark.parametrize("planar", [False, True])
def test_colour_is_read_by_pixel_and_by_plane(tmp_path, planar):
    write_series(tmp_path, slices=1, rows=4, columns=6, edit=colour(planar))

    volume = loaded(tmp_path)

    assert volume.stored.shape == (1, 4, 6, 3)
    assert volume.stored.ravel().tolist() == list(range(72))
    assert volume.value_at(0, PixelIndex(0, 0)) is None


def frames(data, _):
    data.NumberOfFrames = 3
    data.PixelData = expected(3).astype("<i2").tobytes()


def test_a_multi_frame_file_is_a_stack_of_its_frames(tmp_path):
    write_series(tmp_path, slices=1, edit=frames)

    stack = stack_of(tmp_path)
    volume = loaded(tmp_path)

    assert [reference.frame for reference in stack.description.instances] == [0, 1, 2]
    assert np.array_equal(volume.stored, expected(3))
    assert render(volume, 1, default_state(stack, volume)).shape == (6, 8)


def shared_chroma(data, _):
    data.SamplesPerPixel, data.PhotometricInterpretation = 3, "YBR_FULL_422"
    data.PlanarConfiguration, data.PixelRepresentation = 0, 0
    data.BitsAllocated, data.BitsStored, data.HighBit = 8, 8, 7
    data.PixelData = bytes([76, 150, 85, 255, 10, 200, 128, 128])


def test_uncompressed_colour_with_shared_chroma_becomes_rgb(tmp_path):
    write_series(tmp_path, slices=1, rows=1, columns=4, edit=shared_chroma)

    red, _, dark, light = loaded(tmp_path).stored[0, 0].tolist()

    assert red == [254, 0, 0]
    assert dark == [10, 10, 10]
    assert light == [200, 200, 200]


def eight_bits(data, _):
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 8, 8, 7, 0
    data.PixelData = bytes([0, 100, 200, 255])


def thirty_two_bits(data, _):
    data.BitsAllocated, data.BitsStored, data.HighBit = 32, 32, 31
    data.PixelData = np.array([0, 100, 200, 1_000_000], "<i4").tobytes()


@pytest.mark.parametrize("edit", [eight_bits, thirty_two_bits])
def test_eight_and_thirty_two_bits_are_shown_like_sixteen(tmp_path, edit):
    write_series(tmp_path, slices=1, rows=2, columns=2, windows=((100.5, 201),), edit=edit)
    stack = stack_of(tmp_path)

    volume = loaded(tmp_path)

    assert render(volume, 0, default_state(stack, volume)).tolist() == [[0, 128], [255, 255]]


def test_a_photograph_replaced_after_the_scan_is_said(tmp_path):
    path = write_photo(tmp_path / "a.png")
    loader = VolumeLoader(stack_of(tmp_path))
    write_photo(path, width=99)

    loader.run()

    assert loader.volume.slice_problems == {0: SliceProblem.CHANGED}


def test_a_multi_frame_file_that_was_replaced_is_read_anew(tmp_path):
    size = {"slices": 1, "rows": 64, "columns": 64, "signed": False, "compressed": "jpegls"}
    uids = {"study_uid": "1.2.3", "series_uid": "1.2.4"}
    pixels = []
    for factor in (1, 7):  # the second compresses less: its frames stand elsewhere

        def put_frames(data, _, factor=factor):
            frames = [encoded((pattern(i, 64, 64) * factor).astype("u2"), "jpegls") for i in (0, 1)]
            data.NumberOfFrames, data.PixelData = 2, encapsulate(frames)

        write_series(tmp_path, **size, **uids, edit=put_frames)
        pixels.append(loaded(tmp_path).stored.copy())

    assert np.array_equal(pixels[0] * 7, pixels[1])


def test_r047_a_slice_that_finds_no_memory_is_said_and_the_others_load(tmp_path, monkeypatch):
    write_series(tmp_path, slices=3)
    stack = stack_of(tmp_path)
    read = pixels_module.read_native

    def refuse_one(target, header, location):
        if header is stack.instances[1]:
            raise MemoryError
        return read(target, header, location)

    monkeypatch.setattr(pixels_module, "read_native", refuse_one)
    loader = VolumeLoader(stack)
    loader.run()

    assert loader.volume.slice_problems == {1: SliceProblem.UNREADABLE}
    assert loader.volume.is_complete
