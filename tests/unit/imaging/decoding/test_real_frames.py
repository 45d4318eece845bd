"""Real files: a worker gives what the decoder gives, and damage never reaches the program (R10)."""

import random
from dataclasses import replace

import numpy as np
import pytest

from tests.image_builders import encoded
from viewer.imaging import pixels
from viewer.imaging.decoding.codestream import is_reversible
from viewer.imaging.decoding.frame import DecodedFrame, FrameRequest, decode_frame
from viewer.imaging.decoding.pool import decode
from viewer.imaging.problems import SliceNotReadable, SliceProblem
from viewer.imaging.scan import scan
from viewer.imaging.syntaxes import IN_PROCESS, Codec, codec_of
from viewer.imaging.volume import Volume

FILES = [
    "same-CT-in-every-syntax",
    "JLSL_16_15_1_1F.dcm",
    "JLSN_RGB_ILV0.dcm",
    "JPGLosslessP14SV1_1s_1f_8b.dcm",
    "HTJ2K_08_RGB.dcm",
]
REASONS = {
    SliceProblem.DAMAGED,
    SliceProblem.SIZE_DISAGREES,
    SliceProblem.DECODER_DIED,
    SliceProblem.DECODER_STUCK,
    SliceProblem.DECODER_MEMORY,
}
SMALL = np.random.default_rng(8).integers(0, 900, (24, 20)).astype(np.uint16)


def streams(pixels: np.ndarray = SMALL) -> dict[Codec, bytes]:
    import imagecodecs

    return {
        Codec.RLE: encoded(pixels, "rle"),
        Codec.JPEG: encoded(pixels, "jpeg"),
        Codec.JPEG_LS: encoded(pixels, "jpegls"),
        Codec.JPEG_2000: encoded(pixels, "j2k"),
        Codec.HTJ2K: bytes(imagecodecs.htj2k_encode(pixels, reversible=True)),
        Codec.JPEG_XL: bytes(imagecodecs.jpegxl_encode(pixels, lossless=True)),
    }


def request(codec: Codec, content: bytes, rows: int = 24, columns: int = 20) -> FrameRequest:
    return FrameRequest(
        content=content,
        codec=codec,
        rows=rows,
        columns=columns,
        samples=1,
        bits_allocated=16,
        bits_stored=16,
        is_signed=False,
        photometric="MONOCHROME2",
    )


def outcome(decoder, asked):
    try:
        frame = decoder(asked)
    except SliceNotReadable as error:
        return error.problem, error.detail
    return frame.problem, frame.pixels.dtype.str, frame.pixels.tobytes()


@pytest.mark.parametrize("name", FILES)
def test_a_worker_gives_what_the_decoder_gives(shared_data, monkeypatch, name):
    asked: list[FrameRequest] = []

    def noted(frame: FrameRequest, into: np.ndarray) -> DecodedFrame:
        asked.append(frame)
        return decode(frame, into)

    monkeypatch.setattr(pixels, "decode", noted)
    folder = shared_data / "conformance" / "transfer_syntaxes"
    for stack in scan([folder / name]).stacks:
        for header in stack.instances:
            if codec_of(header.syntax) not in IN_PROCESS:
                pixels.read_into(Volume(stack).stored[0], header)

    assert asked
    assert all(outcome(decode, frame) == outcome(decode_frame, frame) for frame in asked)


@pytest.mark.parametrize("codec", list(streams()))
def test_what_was_packed_without_loss_comes_back(codec):
    frame = decode(request(codec, streams()[codec]))

    assert frame.problem is None
    assert np.array_equal(frame.pixels, SMALL)


@pytest.mark.parametrize("codec", list(streams()))
def test_r010_damage_is_a_picture_of_the_right_shape_or_a_reason(codec):
    chance = random.Random(str(codec))
    whole = streams()[codec]
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 5)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        answer = outcome(decode, request(codec, bytes(damaged)))
        is_picture = answer[1:2] == (SMALL.dtype.str,) and len(answer[2]) == SMALL.nbytes
        assert is_picture or answer[0] in REASONS


def test_both_decoders_of_high_throughput_agree_where_nothing_is_lost(shared_data, monkeypatch):
    asked: list[FrameRequest] = []
    monkeypatch.setattr(pixels, "decode", lambda frame, _: asked.append(frame) or decode(frame))
    file = shared_data / "conformance" / "transfer_syntaxes" / "HTJ2KLossless_08_RGB.dcm"
    (stack,) = scan([file]).stacks
    pixels.read_into(Volume(stack).stored[0], stack.instances[0])

    (frame,) = asked
    slow = replace(frame, codec=Codec.JPEG_2000)
    assert is_reversible(frame.content)
    assert outcome(decode, frame) == outcome(decode, slow)


@pytest.mark.parametrize("codec", [codec for codec in streams() if codec is not Codec.JPEG_XL])
def test_r003_of_a_stream_that_is_cut_what_is_there_is_shown_and_marked(codec):
    picture = np.add.outer(np.arange(96) ** 2 // 8, np.arange(80) * 30).astype(np.uint16) + 300
    picture += np.random.default_rng(9).integers(0, 30, picture.shape).astype(np.uint16)
    whole = streams(picture)[codec]
    frame = decode(request(codec, whole[: len(whole) * 4 // 5], 96, 80))

    difference = np.abs(frame.pixels.astype(int) - picture)
    assert frame.problem is SliceProblem.INCOMPLETE_STREAM
    assert np.mean(difference < 300) > 0.5


def test_r003_the_rows_before_a_cut_are_exact_where_the_codec_goes_by_rows():
    whole = streams()[Codec.JPEG_LS]
    frame = decode(request(Codec.JPEG_LS, whole[: len(whole) // 2]))

    assert np.array_equal(frame.pixels[:8], SMALL[:8])
    assert not frame.pixels[-1].any()


def test_r003_a_cut_stream_is_not_filled_to_whatever_length_it_claims():
    stream = bytearray(streams()[Codec.JPEG_2000][:-20])
    at = stream.index(b"\xff\x90\x00\x0a")
    stream[at + 6 : at + 10] = (2**32 - 1).to_bytes(4, "big")

    with pytest.raises(SliceNotReadable) as caught:
        decode(request(Codec.JPEG_2000, bytes(stream)))

    assert caught.value.problem is SliceProblem.DAMAGED
