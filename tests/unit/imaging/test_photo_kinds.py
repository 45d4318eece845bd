"""Every kind of picture opens, as another reader shows it, grey with all its bits (R16, R17)."""

import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.heif_files import SECOND, TEN_BIT, TURNED
from viewer.imaging import limits
from viewer.imaging.photos import files as photo_files
from viewer.imaging.photos import layout as photo_layout
from viewer.imaging.photos.isobmff import heif_size
from viewer.imaging.photos.layout import photo_pages, webp_size
from viewer.imaging.photos.photo import decode_photo
from viewer.imaging.problems import NotReadable, SkipReason, SliceProblem
from viewer.imaging.scan import scan

RED, DARK = (220, 30, 30), (40, 40, 40)


def picture(width=12, height=8):
    """A dark picture with a red quarter in the upper left."""
    pixels = np.full((height, width, 3), 40, np.uint8)
    pixels[: height // 2, : width // 2] = RED
    return Image.fromarray(pixels)


def saved(image, kind, **options):
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def refusal(content):
    with pytest.raises(NotReadable) as caught:
        photo_pages(content)
    return caught.value.reason, caught.value.detail


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("PNG", {}),
        ("BMP", {}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", {"big_tiff": True}),
        ("WEBP", {"lossless": True}),
        ("JPEG2000", {"irreversible": False}),
        ("GIF", {}),
    ],
)
def test_r017_lossless_colour_is_what_was_saved(kind, options):
    content = saved(picture(), kind, **options)

    (page,) = photo_pages(content)
    assert (page.width, page.height, page.layout.samples) == (12, 8, 3)
    assert np.array_equal(decode_photo(content).pixels, np.asarray(picture()))


@pytest.mark.parametrize("kind", ["JPEG", "AVIF", "WEBP"])
def test_r016_lossy_colour_is_near_what_was_saved(kind):
    content = saved(picture(64, 48), kind, quality=95)

    pixels = decode_photo(content).pixels.astype(int)
    assert np.abs(pixels[4, 4] - RED).max() < 12
    assert np.abs(pixels[-4, -4] - DARK).max() < 12


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_r016_every_kind_is_turned_once(kind, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = picture(48, 32)
    content = saved(stored, kind, exif=exif)

    plain = stored.copy()
    plain.getexif()[0x0112] = orientation
    expected = np.asarray(ImageOps.exif_transpose(plain)).astype(int)
    (page,) = photo_pages(content)
    pixels = decode_photo(content).pixels
    assert pixels.shape == expected.shape == (page.height, page.width, 3)
    assert np.abs(pixels[::4, ::4] - expected[::4, ::4]).mean() < 12


@pytest.mark.parametrize("value", [0, 9, 65_535])
def test_r016_an_orientation_that_there_is_not_counts_as_upright(value):
    exif = Image.Exif()
    exif[0x0112] = value
    content = saved(picture(), "PNG", exif=exif)

    assert np.array_equal(decode_photo(content).pixels, np.asarray(picture()))


def test_r016_exif_garbage_does_not_hide_the_picture():
    content = saved(picture(48, 32), "JPEG", exif=b"Exif\0\0" + b"\xff" * 60_000)

    assert decode_photo(content).pixels.shape == (32, 48, 3)


def test_a_heic_is_turned_by_its_boxes_and_not_by_exif_again():
    (page,) = photo_pages(TURNED)
    pixels = decode_photo(TURNED).pixels

    assert (page.height, page.width) == pixels.shape[:2] == (32, 48)
    assert pixels[-3, -3].tolist() == list(RED)


@pytest.mark.parametrize("content", [SECOND, TEN_BIT])
def test_of_a_heic_the_primary_picture_is_shown_in_eight_bits(content):
    assert heif_size(content) == (48, 32)
    assert np.abs(decode_photo(content).pixels[2, 2].astype(int) - RED).max() <= 1


def test_a_heic_without_boxes_is_damaged():
    for end in range(0, len(TURNED) - 100, 7):
        content = TURNED[:end]
        try:
            heif_size(content)
        except NotReadable as error:
            assert error.reason is SkipReason.DAMAGED  # noqa: PT017 (some lengths are enough)


@pytest.mark.parametrize(
    "options", [{"lossless": True}, {"quality": 80}, {"exif": b"Exif\0\0II*\0"}]
)
def test_a_webp_says_its_size_in_each_of_its_forms(options):
    assert webp_size(saved(picture(37, 21), "WEBP", **options)) == (37, 21)


@pytest.mark.parametrize("kind", ["WEBP", "AVIF", "HEIC"])
def test_sizes_are_told_without_any_native_decoder(monkeypatch, kind):
    content = TURNED if kind == "HEIC" else saved(picture(48, 32), kind)

    def refuse(*_):
        raise AssertionError("opened by a native library")

    monkeypatch.setattr(photo_files, "opened_photo", refuse)
    monkeypatch.setattr(photo_layout, "opened_photo", refuse)
    assert (photo_pages(content)[0].width, photo_pages(content)[0].height) == (48, 32)


DEEP = np.arange(6 * 5, dtype=np.uint16).reshape(6, 5) * 2000


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG2000"])
def test_r017_sixteen_bit_grey_keeps_every_value(kind):
    content = saved(Image.fromarray(DEEP), kind)

    (page,) = photo_pages(content)
    pixels = decode_photo(content).pixels
    assert (page.layout.dtype, page.layout.samples) == ("u2", 1)
    assert pixels.dtype == np.uint16
    assert np.array_equal(pixels, DEEP)


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        (np.array([[-5, 70_000]], np.int32), "i4"),
        (np.array([[-0.25, 1e6]], np.float32), "f4"),
        (np.array([[0, 65_535]], ">u2"), "u2"),
    ],
)
def test_r017_a_tiff_of_measured_values_keeps_them(tmp_path, values, dtype):
    content = saved(Image.fromarray(values), "TIFF")
    (tmp_path / "a.tif").write_bytes(content)

    (stack,) = scan([tmp_path]).stacks
    assert stack.instances[0].stored_dtype == dtype == photo_pages(content)[0].layout.dtype
    assert np.array_equal(decode_photo(content).pixels, values)


@pytest.mark.parametrize("mode", ["1", "L"])
def test_r017_eight_bit_grey_stays_grey_and_looks_as_it_is(tmp_path, mode):
    grey = picture().convert(mode)
    (tmp_path / "a.png").write_bytes(saved(grey, "PNG"))

    (stack,) = scan([tmp_path]).stacks
    header = stack.instances[0]
    window = stack.file_windows[0]
    assert (header.photometric, header.stored_dtype) == ("MONOCHROME2", "u1")
    assert (window.center, window.width) == (128, 256)
    pixels = decode_photo((tmp_path / "a.png").read_bytes()).pixels
    assert np.array_equal(pixels, np.asarray(grey.convert("L")))


def test_r017_a_tiff_whose_zero_is_white_is_told_so():
    content = bytearray(saved(Image.fromarray(DEEP), "TIFF"))
    at = content.index(struct.pack("<HHI", 262, 3, 1))
    content[at + 8 : at + 12] = struct.pack("<I", 0)

    assert photo_pages(bytes(content))[0].layout.is_low_white


def test_r017_transparency_lies_over_white():
    half = Image.new("RGBA", (1, 1), (0, 0, 0, 128))
    shade = Image.new("LA", (1, 1), (0, 0))
    palette = Image.new("P", (1, 1), 3)
    palette.putpalette(bytes(12))

    assert decode_photo(saved(half, "PNG")).pixels.tolist() == [[[127] * 3]]
    assert decode_photo(saved(shade, "PNG")).pixels.tolist() == [[255]]
    assert decode_photo(saved(palette, "PNG", transparency=3)).pixels.tolist() == [[[255] * 3]]
    assert decode_photo(saved(half, "WEBP", lossless=True, exact=True)).pixels[0, 0, 0] == 127


def test_r017_of_an_animation_the_first_picture_is_shown():
    frames = [Image.new("RGB", (4, 4), colour) for colour in (RED, DARK)]
    for kind in ("PNG", "GIF", "WEBP"):
        content = saved(frames[0], kind, save_all=True, append_images=frames[1:])
        assert np.abs(decode_photo(content).pixels[0, 0].astype(int) - RED).max() <= 2
        assert len(photo_pages(content)) == 1


def test_the_pages_of_a_tiff_are_frames_without_any_spacing(tmp_path):
    pages = [Image.fromarray(DEEP + k) for k in range(3)]
    options = {"save_all": True, "append_images": pages[1:], "dpi": (300, 300)}
    (tmp_path / "a.tif").write_bytes(saved(pages[0], "TIFF", **options))

    (stack,) = scan([tmp_path]).stacks
    assert [header.frame for header in stack.instances] == [0, 1, 2]
    assert stack.description.pixel_spacing is None
    assert stack.description.problems == ()
    content = (tmp_path / "a.tif").read_bytes()
    assert [decode_photo(content, k).pixels[0, 0] for k in range(3)] == [0, 1, 2]


def test_pages_beyond_the_limit_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "PHOTO_PAGES", 2)
    pages = [picture() for _ in range(4)]
    content = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])

    assert refusal(content) == (SkipReason.TOO_LARGE, "more than 2 pages")


def frame_header(marker, precision):
    content = saved(picture(), "JPEG")
    at = content.index(b"\xff\xc0")
    return content[:at] + bytes([0xFF, marker]) + content[at + 2 : at + 4] + bytes([precision])


@pytest.mark.parametrize(
    ("marker", "precision", "said"),
    [(0xC1, 12, "12-bit JPEG photograph"), (0xC3, 8, "lossless JPEG"), (0xF7, 8, "JPEG-LS")],
)
def test_r016_a_jpeg_that_is_none_of_a_camera_is_named(marker, precision, said):
    content = frame_header(marker, precision) + bytes(100)

    assert refusal(content) == (SkipReason.UNSUPPORTED_PIXELS, said)


def test_r016_a_jpeg_of_endless_scans_is_refused():
    content = saved(picture(), "JPEG", progressive=True)
    start, end = content.index(b"\xff\xda"), content.index(b"\xff\xda") + 14
    scan_again = content[start:end]

    endless = content[:start] + scan_again * (limits.JPEG_SCANS + 1) + content[start:]
    assert refusal(endless) == (SkipReason.TOO_LARGE, "more than 100 scans")


def test_r016_scans_of_something_behind_the_picture_do_not_count():
    content = saved(picture(), "JPEG") + b"\xff\xda\0\x02" * 500

    assert photo_pages(content)[0].width == 12


def test_r016_progressive_grey_and_one_pixel_open():
    assert decode_photo(saved(picture(), "JPEG", progressive=True)).pixels.shape == (8, 12, 3)
    assert decode_photo(saved(picture().convert("L"), "JPEG")).pixels.shape == (8, 12)
    assert decode_photo(saved(picture(1, 1), "JPEG")).pixels.shape == (1, 1, 3)


def test_r016_thirty_thousand_squared_is_refused_with_the_limit():
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0"))

    assert refusal(content) == (
        SkipReason.TOO_LARGE,
        "30000 × 30000 px, at most 400,000,000 px",
    )


def chunk(name, content):
    body = name + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def test_r017_a_text_bomb_is_refused():
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(60_000_000)))
    content = saved(picture(), "PNG")
    content = content[:33] + bomb + content[33:]

    assert refusal(content)[0] is SkipReason.TOO_LARGE


def test_r017_a_wrong_checksum_shows_the_picture_and_is_said():
    content = saved(picture(), "PNG")
    text = bytearray(chunk(b"tEXt", b"Comment\0hello"))
    text[-1] ^= 1
    content = content[:33] + bytes(text) + content[33:]

    photo = decode_photo(content)
    assert photo_pages(content)[0].width == 12
    assert photo.problem is SliceProblem.INCOMPLETE_STREAM
    assert np.array_equal(photo.pixels, np.asarray(picture()))
