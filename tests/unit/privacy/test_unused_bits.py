"""Overlay planes in unused bits of the pixels do not leave with them."""

import io

import numpy as np
import pydicom
import pytest
from pydicom.encaps import encapsulate
from pydicom.pixels.encoders import RLELosslessEncoder

from tests.image_builders import BIG_ENDIAN, EXPLICIT, SYNTAXES, save, write_series
from viewer.privacy.deidentify import NotSendable, deidentified
from viewer.privacy.uid_map import UidMap

KEY = bytes(range(32))
VALUES = np.arange(48, dtype=np.int64).reshape(6, 8) * 40 - 900
GRAPHICS = (np.arange(48).reshape(6, 8) % 3 == 0).astype(np.int64)


def an_image(folder, words, *, is_signed, high_bit=11, syntax=EXPLICIT, **more):
    """Write an image of 12 bits in words of 16."""
    (path,) = write_series(folder, slices=1)
    data = pydicom.dcmread(path)
    data.BitsStored, data.HighBit, data.PixelRepresentation = 12, high_bit, int(is_signed)
    order = ">" if syntax == BIG_ENDIAN else "<"
    data.PixelData = (words & 0xFFFF).astype(f"{order}u2").tobytes()
    for keyword, value in more.items():
        setattr(data, keyword, value)
    return save(data, path, syntax).read_bytes()


def sent_words(content):
    clean = pydicom.dcmread(io.BytesIO(deidentified(content, UidMap(KEY)).content))
    order = "<" if clean.file_meta.TransferSyntaxUID.is_little_endian else ">"
    return np.frombuffer(clean.PixelData, f"{order}u2").astype(np.int64).reshape(6, 8)


@pytest.mark.parametrize("syntax", [EXPLICIT, BIG_ENDIAN])
@pytest.mark.parametrize("bit", [12, 15])
@pytest.mark.parametrize("is_signed", [False, True])
def test_r050_graphics_in_unused_bits_do_not_leave(tmp_path, syntax, bit, is_signed):
    values = VALUES if is_signed else VALUES + 1000
    words = (values & 0xFFF) | GRAPHICS << bit

    sent = sent_words(an_image(tmp_path, words, is_signed=is_signed, syntax=syntax))

    assert np.array_equal(sent, values & 0xFFFF)


def test_r050_graphics_below_the_values_do_not_leave(tmp_path):
    words = (VALUES + 1000) << 4 | GRAPHICS

    sent = sent_words(an_image(tmp_path, words, is_signed=False, high_bit=15))

    assert np.array_equal(sent, (VALUES + 1000) << 4)


@pytest.mark.parametrize("words", [VALUES & 0xFFFF, VALUES & 0xFFF])
def test_signed_values_without_anything_beside_them_are_sent_as_they_are(tmp_path, words):
    assert np.array_equal(sent_words(an_image(tmp_path, words, is_signed=True)), words)


def test_padding_beyond_the_values_stays(tmp_path):
    words = np.where(GRAPHICS, 0x8000, VALUES + 1000)

    content = an_image(tmp_path, words, is_signed=False, PixelPaddingValue=0x8000)

    assert np.array_equal(sent_words(content), words)


@pytest.mark.parametrize("has_graphics", [False, True])
def test_run_lengths_with_graphics_besides_the_values_are_not_sent(tmp_path, has_graphics):
    words = (VALUES + 1000) | (GRAPHICS << 14) * has_graphics
    (path,) = write_series(tmp_path, slices=1)
    data = pydicom.dcmread(path)
    data.BitsStored, data.HighBit, data.PixelRepresentation = 12, 11, 0
    facts = {"rows": 6, "columns": 8, "samples_per_pixel": 1, "number_of_frames": 1}
    frame = RLELosslessEncoder.encode(
        words.astype("<u2").tobytes(),
        bits_allocated=16,
        bits_stored=16,
        pixel_representation=0,
        photometric_interpretation="MONOCHROME2",
        **facts,
    )
    data.PixelData = encapsulate([frame])
    data["PixelData"].is_undefined_length = True
    content = save(data, path, SYNTAXES["rle"]).read_bytes()

    if has_graphics:
        with pytest.raises(NotSendable, match="besides the values"):
            deidentified(content, UidMap(KEY))
    else:
        assert deidentified(content, UidMap(KEY)).content
