"""Frames that are not coded by themselves, and lengths that do not fit."""

import zlib

import imagecodecs
import numpy as np
import pydicom
import pytest
from pydicom.encaps import encapsulate

from tests.image_builders import pattern, save, write_series
from viewer.imaging.decoding.frame import FrameRequest, decode_frame
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.scan import scan
from viewer.imaging.syntaxes import Codec, codec_of, name_of

PIXELS = pattern(2, 16, 12)


def request(content: bytes, codec: Codec, **changes: object) -> FrameRequest:
    facts = {
        "rows": 16,
        "columns": 12,
        "samples": 1,
        "bits_allocated": 16,
        "bits_stored": 16,
        "is_signed": True,
        "photometric": "MONOCHROME2",
    }
    return FrameRequest(content=content, codec=codec, **{**facts, **changes})


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(("codec", "packed"), [(Codec.RAW, bytes), (Codec.DEFLATED, deflated)])
def test_a_frame_that_is_not_coded_is_read_as_it_is(codec, packed):
    frame = decode_frame(request(packed(PIXELS.tobytes()) + b"\0", codec))

    assert frame.problem is None
    assert np.array_equal(frame.pixels, PIXELS)


@pytest.mark.parametrize(("codec", "packed"), [(Codec.RAW, bytes), (Codec.DEFLATED, deflated)])
def test_of_a_frame_that_is_cut_what_is_there_is_shown(codec, packed):
    frame = decode_frame(request(packed(PIXELS.tobytes()[:120]), codec))

    assert frame.problem is SliceProblem.CUT_SHORT
    assert frame.pixels.reshape(-1)[:60].tolist() == PIXELS.reshape(-1)[:60].tolist()
    assert not frame.pixels.reshape(-1)[60:].any()


def test_r003_a_deflated_frame_is_inflated_no_further_than_its_size():
    frame = decode_frame(request(deflated(bytes(50_000_000)), Codec.DEFLATED))

    assert frame.pixels.shape == (16, 12)
    assert frame.problem is None


def test_what_is_no_deflate_stream_is_damaged():
    with pytest.raises(SliceNotReadable) as caught:
        decode_frame(request(b"\xff" * 50, Codec.DEFLATED))

    assert caught.value.problem is SliceProblem.DAMAGED


def test_colour_planes_that_are_not_coded_are_put_together():
    colours = np.arange(16 * 12 * 3, dtype=np.uint8).reshape(16, 12, 3)
    planes = np.ascontiguousarray(np.moveaxis(colours, -1, 0)).tobytes()
    facts = {"samples": 3, "bits_allocated": 8, "is_signed": False, "photometric": "RGB"}

    frame = decode_frame(request(planes, Codec.RAW, is_planar=True, **facts))

    assert np.array_equal(frame.pixels, colours)


@pytest.mark.parametrize(
    ("syntax", "packed"),
    [("1.2.840.10008.1.2.1.98", bytes), ("1.2.840.10008.1.2.8.1", deflated)],
)
def test_a_file_of_such_frames_opens(tmp_path, syntax, packed):
    (path,) = write_series(tmp_path, slices=1, rows=16, columns=12)
    data = pydicom.dcmread(path)
    data.NumberOfFrames = 2
    data.PixelData = encapsulate([packed(pattern(k, 16, 12).tobytes()) for k in range(2)])
    data["PixelData"].is_undefined_length = True
    raw = b"1.2.840.10008.1.2.1.98"
    save(data, path, raw.decode())  # the other one is newer than the library
    path.write_bytes(path.read_bytes().replace(raw, syntax.encode().ljust(len(raw), b"\0")))

    (stack,) = scan([tmp_path]).stacks
    loader = VolumeLoader(stack)
    loader.run()

    assert loader.volume.slice_problems == {}
    assert np.array_equal(loader.volume.stored, [pattern(k, 16, 12) for k in range(2)])


@pytest.mark.parametrize("number", [100, 101, 102, 103, 104, 105, 106, 107, 108])
def test_video_is_not_decoded_but_named(number):
    syntax = f"1.2.840.10008.1.2.4.{number}"

    assert codec_of(syntax) is None
    assert "MPEG" in name_of(syntax) or "HEVC" in name_of(syntax)


COLOURS = np.full((16, 24, 3), (200, 40, 90), np.uint8)


def jpeg(subsampling="444", colours="ycbcr"):
    return imagecodecs.jpeg8_encode(
        COLOURS, level=95, colorspace="rgb", outcolorspace=colours, subsampling=subsampling
    )


def without_app_markers(stream):
    parts, at = [stream[:2]], 2
    while stream[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(stream[at + 2 : at + 4], "big")
        parts += [] if 0xE0 <= stream[at + 1] <= 0xEF else [stream[at:end]]
        at = end
    return b"".join([*parts, stream[at:]])


def shown(stream, photometric):
    facts = {"samples": 3, "bits_allocated": 8, "is_signed": False, "photometric": photometric}
    return decode_frame(request(stream, Codec.JPEG, rows=16, columns=24, **facts)).pixels


@pytest.mark.parametrize(
    "stream",
    [
        pytest.param(jpeg(), id="JFIF"),
        pytest.param(jpeg("422"), id="JFIF, 4:2:2"),
        pytest.param(without_app_markers(jpeg("420")), id="4:2:0"),
    ],
)
@pytest.mark.parametrize("photometric", ["RGB", "YBR_FULL", "YBR_FULL_422"])
def test_r022_a_jpeg_that_says_it_is_ycbcr_is_believed(stream, photometric):
    assert np.abs(shown(stream, photometric).astype(int) - COLOURS).max() <= 4


@pytest.mark.parametrize(
    "stream",
    [
        pytest.param(jpeg(colours="rgb"), id="Adobe: none"),
        pytest.param(without_app_markers(jpeg(colours="rgb")), id="nothing said"),
    ],
)
def test_r022_a_jpeg_that_says_nothing_else_is_rgb_as_its_header_says(stream):
    assert np.abs(shown(stream, "RGB").astype(int) - COLOURS).max() <= 4


def test_r022_an_adobe_marker_that_is_too_short_says_nothing():
    stream = without_app_markers(jpeg(colours="rgb"))
    marker = b"\xff\xee\0\x0cAdobe" + bytes(5)

    pixels = shown(stream[:2] + marker + stream[2:], "RGB")

    assert np.abs(pixels.astype(int) - COLOURS).max() <= 4
