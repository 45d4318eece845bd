"""Colours through their profiles to sRGB: known colours come out as colour science says."""

import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageCms

from viewer.imaging.photos.photo import decode_photo
from viewer.imaging.problems import SliceProblem

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
P3 = ((0.51512, 0.29198, 0.1571), (0.24119, 0.69225, 0.06657), (-0.00105, 0.04189, 0.78407))
ADOBE = ((0.60974, 0.20528, 0.14919), (0.31111, 0.62567, 0.06322), (0.01947, 0.06087, 0.74457))
"""Colorants of Display P3 and Adobe RGB (1998) adapted to D50: rows X, Y, Z."""


def rgb_profile(colorants, gamma, name=b"test"):
    """A matrix/TRC profile of version 2 (ICC.1:2001-04 6.3.1.2)."""

    def xyz(values):
        numbers = b"".join(round(v * 65_536).to_bytes(4, "big", signed=True) for v in values)
        return b"XYZ \0\0\0\0" + numbers

    curve = b"curv\0\0\0\0\0\0\0\x01" + round(gamma * 256).to_bytes(2, "big") + b"\0\0"
    words = b"desc\0\0\0\0" + (len(name) + 1).to_bytes(4, "big") + name + bytes(1 + 78)
    parts = [(b"desc", words + bytes(-len(words) % 4)), (b"wtpt", xyz((0.9642, 1.0, 0.8249)))]
    for letter, column in zip((b"r", b"g", b"b"), zip(*colorants, strict=True), strict=True):
        parts += [(letter + b"XYZ", xyz(column)), (letter + b"TRC", curve)]
    at = 128 + 4 + 12 * len(parts)
    table, body = b"", b""
    for tag, content in parts:
        table += tag + (at + len(body)).to_bytes(4, "big") + len(content).to_bytes(4, "big")
        body += content
    size = at + len(body)
    head = size.to_bytes(4, "big") + b"lcms\x02\x10\0\0mntrRGB XYZ " + bytes(12) + b"acsp"
    head = head.ljust(68, b"\0") + bytes.fromhex("0000f6d6000100000000d32d")
    return head.ljust(128, b"\0") + len(parts).to_bytes(4, "big") + table + body


def shown(image, profile, kind="PNG", **options):
    stream = BytesIO()
    image.save(stream, kind, icc_profile=profile, **options)
    return decode_photo(stream.getvalue())


def one(colour, mode="RGB"):
    return Image.new(mode, (2, 2), colour)


@pytest.mark.parametrize(
    ("colorants", "gamma", "colour", "expected"),
    [
        (P3, 2.2, (255, 0, 0), (255, 0, 0)),  # outside of sRGB: its edge
        (P3, 2.2, (200, 100, 100), (216, 92, 97)),
        (ADOBE, 2.19921875, (100, 200, 100), (0, 201, 92)),
        (ADOBE, 2.19921875, (128, 128, 128), (129, 129, 129)),
    ],
)
def test_r016_a_wide_gamut_comes_to_srgb(colorants, gamma, colour, expected):
    photo = shown(one(colour), rgb_profile(colorants, gamma))

    assert photo.problem is None
    assert np.abs(photo.pixels[0, 0].astype(int) - expected).max() <= 1


def test_r016_srgb_changes_nothing():
    assert shown(one((12, 34, 56)), SRGB).pixels[0, 0].tolist() == [12, 34, 56]


@pytest.mark.parametrize("profile", [b"nonsense", SRGB[:200], b"\0" * 128])
def test_r016_a_broken_profile_is_left_out_and_said(profile):
    photo = shown(one((12, 34, 56)), profile)

    assert photo.problem is SliceProblem.COLOUR_PROFILE
    assert photo.pixels[0, 0].tolist() == [12, 34, 56]


def test_r016_a_profile_of_another_kind_of_colour_is_left_out_and_said():
    photo = shown(one((0, 0, 0, 0), "CMYK"), SRGB, "JPEG")

    assert photo.problem is SliceProblem.COLOUR_PROFILE
    assert photo.pixels[0, 0].min() > 250


def test_r016_grey_that_is_tagged_as_srgb_stays_grey():
    photo = shown(one(77, "L"), SRGB)

    assert photo.problem is None
    assert photo.pixels.tolist() == [[77, 77]] * 2


def test_transparency_is_mixed_after_the_profile():
    photo = shown(one((100, 200, 100, 0), "RGBA"), rgb_profile(ADOBE, 2.2))

    assert photo.pixels[0, 0].tolist() == [255] * 3


def test_r016_cmyk_of_adobe_is_not_inverted(shared_data):
    folder = shared_data / "images" / "formats_and_corrupt"
    content = (folder / "pil_sample_cmyk.jpg").read_bytes()

    corner = decode_photo(content).pixels[0, 0].astype(int)
    assert np.array_equal(corner, np.asarray(Image.open(BytesIO(content)).convert("RGB"))[0, 0])


def with_gamma(image, gamma):
    stream = BytesIO()
    image.save(stream, "PNG")
    content = stream.getvalue()
    body = b"gAMA" + round(gamma * 100_000).to_bytes(4, "big")
    chunk = b"\0\0\0\x04" + body + zlib.crc32(body).to_bytes(4, "big")
    return content[:33] + chunk + content[33:]


@pytest.mark.parametrize(("gamma", "expected"), [(0.45455, 128), (1.0, 188), (0.0001, 128)])
def test_r017_gamma_is_followed_where_it_is_not_that_of_srgb(gamma, expected):
    pixels = decode_photo(with_gamma(one((128, 128, 128)), gamma)).pixels

    assert pixels[0, 0].tolist() == [expected] * 3


def test_a_linear_profile_that_is_called_srgb_is_used() -> None:
    colorants = (
        (0.43607, 0.38515, 0.14307),
        (0.22249, 0.71687, 0.06061),
        (0.01392, 0.09708, 0.7141),
    )
    photo = shown(one((55, 55, 55)), rgb_profile(colorants, 1.0, b"linear sRGB"))

    assert photo.pixels[0, 0].tolist() == pytest.approx([128, 128, 128], abs=2)


def test_srgb_itself_changes_nothing() -> None:
    ramp = Image.fromarray(np.arange(48, dtype=np.uint8).reshape(4, 4, 3) * 5)

    assert np.array_equal(shown(ramp, SRGB).pixels, np.asarray(ramp))
