"""Guards before native decoders (R10)."""

import numpy as np
import pytest

from tests.image_builders import encoded, pattern
from viewer.imaging import limits
from viewer.imaging.decoding.codestream import guarded, is_reversible
from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.syntaxes import Codec

PIXELS = pattern(1, 32, 40)
CASES = [("j2k", Codec.JPEG_2000), ("jpegls", Codec.JPEG_LS), ("jpeg", Codec.JPEG)]


@pytest.mark.parametrize(("name", "codec"), CASES)
def test_a_whole_stream_passes_with_padding_stripped(name, codec):
    stream = encoded(PIXELS, name)

    checked = guarded(stream + b"\xff\0\0", codec, 32, 40)

    assert checked.is_whole
    assert checked.content == stream
    assert (checked.facts.rows, checked.facts.columns, checked.facts.samples) == (32, 40, 1)


@pytest.mark.parametrize(("name", "codec"), CASES)
def test_a_stream_without_its_end_is_marked(name, codec):
    checked = guarded(encoded(PIXELS, name)[:-9], codec, 32, 40)

    assert not checked.is_whole


def test_a_truncated_jpeg_ls_stream_is_closed_so_that_the_decoder_stops_at_once():
    checked = guarded(encoded(PIXELS, "jpegls")[:-9], Codec.JPEG_LS, 32, 40)

    assert checked.content.endswith(b"\xff\xd9")


@pytest.mark.parametrize(("name", "codec"), CASES)
def test_a_stream_of_another_size_is_refused_before_decoding(name, codec):
    with pytest.raises(SliceNotReadable) as caught:
        guarded(encoded(PIXELS, name), codec, 32, 41)

    assert caught.value.problem is SliceProblem.SIZE_DISAGREES


@pytest.mark.parametrize("codec", [codec for _, codec in CASES])
@pytest.mark.parametrize("content", [b"", b"\xff\xd8", bytes(100), b"\xff\xd8\xff\xda" * 3])
def test_what_has_no_frame_header_is_damaged(codec, content):
    with pytest.raises(SliceNotReadable) as caught:
        guarded(content, codec, 32, 40)

    assert caught.value.problem is SliceProblem.DAMAGED


def test_endless_progressive_scans_are_refused():
    stream = encoded(PIXELS, "jpeg") + b"\xff\xda\0\0" * (limits.JPEG_SCANS + 1) + b"\xff\xd9"

    with pytest.raises(SliceNotReadable, match="scans"):
        guarded(stream, Codec.JPEG, 32, 40)


def test_myriads_of_tiles_are_refused():
    stream = bytearray(encoded(np.zeros((512, 512), np.uint8), "j2k"))
    at = stream.index(b"\xff\x4f\xff\x51")
    stream[at + 24 : at + 32] = (1).to_bytes(4, "big") * 2

    with pytest.raises(SliceNotReadable, match="tiles"):
        guarded(bytes(stream), Codec.JPEG_2000, 512, 512)


@pytest.mark.parametrize("keeps_all", [True, False])
def test_a_wavelet_stream_says_whether_it_keeps_every_bit(keeps_all):
    import imagecodecs

    stream = imagecodecs.htj2k_encode(PIXELS.view(np.uint16), reversible=keeps_all)

    assert is_reversible(bytes(stream)) is keeps_all
