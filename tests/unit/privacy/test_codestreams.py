"""Comments are cut out of codestreams, and the pixels decode to the same values."""

import imagecodecs
import numpy as np
import pytest

from tests.image_builders import SYNTAXES, encoded, pattern
from viewer.privacy.codestreams import pixels_only

PLANT = b"Quxplant^Name"
DECODERS = {
    "jpeg": imagecodecs.ljpeg_decode,
    "jpegls": imagecodecs.jpegls_decode,
    "j2k": imagecodecs.jpeg2k_decode,
}


def a_stream(codec):
    return encoded(pattern(3, 20, 24).astype(np.uint16), codec)


def segment(marker, content=PLANT):
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content


def behind_the_start(stream, codec, marker):
    """Put a segment where the first may stand: JPEG 2000 wants its SIZ segment before."""
    at = 4 + int.from_bytes(stream[4:6], "big") if codec == "j2k" else 2
    return stream[:at] + segment(marker) + stream[at:]


def is_same_picture(clean, codec):
    return np.array_equal(DECODERS[codec](clean), pattern(3, 20, 24))


@pytest.mark.parametrize(
    ("codec", "marker"),
    [("jpeg", 0xFE), ("jpeg", 0xE1), ("jpeg", 0xE0), ("jpegls", 0xFE), ("j2k", 0x64)],
)
def test_text_in_the_header_of_a_codestream_is_cut_out(codec, marker):
    clean = pixels_only(behind_the_start(a_stream(codec), codec, marker), SYNTAXES[codec])

    assert PLANT not in clean
    assert is_same_picture(clean, codec)


@pytest.mark.parametrize("codec", list(DECODERS))
def test_text_behind_the_end_of_a_codestream_is_cut_off(codec):
    clean = pixels_only(a_stream(codec) + PLANT, SYNTAXES[codec])

    assert PLANT not in clean
    assert is_same_picture(clean, codec)


def test_text_behind_the_last_scan_is_cut_out():
    stream = a_stream("jpeg")

    clean = pixels_only(stream[:-2] + segment(0xFE) + stream[-2:], SYNTAXES["jpeg"])

    assert clean == pixels_only(stream, SYNTAXES["jpeg"])


def test_a_comment_of_a_tile_is_cut_out_and_its_length_mended():
    stream = a_stream("j2k")
    tile = stream.index(b"\xff\x90")
    length = int.from_bytes(stream[tile + 6 : tile + 10], "big") + len(segment(0x64))
    head = stream[: tile + 6] + length.to_bytes(4, "big") + stream[tile + 10 : tile + 12]

    clean = pixels_only(head + segment(0x64) + stream[tile + 12 :], SYNTAXES["j2k"])

    assert clean == pixels_only(stream, SYNTAXES["j2k"])
    assert is_same_picture(clean, "j2k")


def test_the_colour_of_a_jpeg_is_still_told():
    adobe = segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")
    stream = a_stream("jpeg")

    clean = pixels_only(stream[:2] + adobe + stream[2:], SYNTAXES["jpeg"])

    assert adobe in clean


@pytest.mark.parametrize(
    "stream",
    [b"", PLANT, b"\xff\xd8" + PLANT, b"\xff\x4f\xff\x51", b"\xff\x4f\xff\x51\0\x02" + PLANT],
)
def test_what_is_no_codestream_is_refused(stream):
    with pytest.raises(ValueError, match=r"codestream|marker"):
        pixels_only(stream, SYNTAXES["jpeg"])
