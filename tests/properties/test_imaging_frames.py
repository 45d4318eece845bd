"""Damaged codestreams: an array of the right shape or a typed error, nothing else (R10)."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.image_builders import encoded
from viewer.imaging.decoding.frame import FrameRequest, decode_frame
from viewer.imaging.problems import SliceNotReadable
from viewer.imaging.syntaxes import Codec

PIXELS = np.random.default_rng(5).integers(-900, 900, (24, 20)).astype(np.int16)
CODECS = {
    "rle": Codec.RLE,
    "j2k": Codec.JPEG_2000,
    "jpegls": Codec.JPEG_LS,
    "jpeg": Codec.JPEG,
}
STREAMS = {name: encoded(PIXELS, name) for name in CODECS}


def request(name, content, **changes):
    facts = {
        "rows": 24,
        "columns": 20,
        "samples": 1,
        "bits_allocated": 16,
        "bits_stored": 16,
        "is_signed": True,
        "photometric": "MONOCHROME2",
    }
    return FrameRequest(content=content, codec=CODECS[name], **{**facts, **changes})


@given(st.sampled_from(list(CODECS)))
def test_a_whole_stream_gives_the_values_back(name):
    frame = decode_frame(request(name, STREAMS[name]))

    assert frame.problem is None
    assert np.array_equal(frame.pixels, PIXELS)


@given(
    st.sampled_from(list(CODECS)),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=5),
    st.integers(0, 1200),
    st.sampled_from([1, 3]),
)
def test_r010_a_damaged_stream_gives_the_right_shape_or_a_typed_error(name, changes, cut, samples):
    content = bytearray(STREAMS[name])
    for place, byte in changes:
        content[place % len(content)] = byte
    asked = request(name, bytes(content[: max(0, len(content) - cut)]), samples=samples)
    try:
        frame = decode_frame(asked)
    except SliceNotReadable:
        return

    assert frame.pixels.shape == asked.shape
    assert frame.pixels.dtype == asked.dtype
