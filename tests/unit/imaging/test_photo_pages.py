"""Pictures of several pages, and plain ones that need no decoder: page by page, the same values."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from viewer.imaging.loader import VolumeLoader
from viewer.imaging.photos.layout import photo_pages
from viewer.imaging.photos.photo import decode_photo
from viewer.imaging.problems import SliceProblem
from viewer.imaging.scan import scan

RNG = np.random.default_rng(3)
DEEP = RNG.integers(0, 65_536, (3, 300, 200), np.uint16)


def tiff(pages, **options):
    stream = BytesIO()
    first, *others = [Image.fromarray(page) for page in pages]
    first.save(stream, "TIFF", save_all=True, append_images=others, **options)
    return stream.getvalue()


def loaded(path):
    (stack,) = scan([path]).stacks
    loader = VolumeLoader(stack)
    loader.run()
    return loader.volume


@pytest.mark.parametrize(
    "pages", [DEEP, DEEP.astype(">u2"), DEEP.astype(np.float32), (DEEP >> 8).astype(np.uint8)]
)
@pytest.mark.parametrize("compression", [None, "tiff_lzw"])
def test_r017_each_page_has_its_values_whether_compressed_or_not(tmp_path, pages, compression):
    (tmp_path / "a.tif").write_bytes(tiff(pages, compression=compression))

    assert np.array_equal(loaded(tmp_path / "a.tif").stored, pages)


def test_pages_that_lie_bare_are_found_without_a_decoder():
    assert all(page.block is not None for page in photo_pages(tiff(DEEP)))
    assert all(page.block is None for page in photo_pages(tiff(DEEP, compression="tiff_lzw")))
    turned = tiff(DEEP[:1], tiffinfo={274: 6})
    assert photo_pages(turned)[0].block is None
    assert np.array_equal(decode_photo(turned).pixels, np.rot90(DEEP[0], -1))


def test_a_plain_tiff_cut_short_shows_what_is_there(tmp_path):
    content = bytearray(tiff(DEEP[:1]))
    (page,) = photo_pages(bytes(content))
    header_first = page.block.offset < 1000
    assert header_first
    (tmp_path / "a.tif").write_bytes(content[: page.block.offset + 300 * 200])

    volume = loaded(tmp_path / "a.tif")
    assert volume.slice_problems == {0: SliceProblem.CUT_SHORT}
    assert np.array_equal(volume.stored[0, :150], DEEP[0, :150])
    assert not volume.stored[0, 151:].any()


def test_pages_begin_with_the_first(tmp_path):
    (tmp_path / "a.tif").write_bytes(tiff(DEEP))

    (stack,) = scan([tmp_path]).stacks
    assert stack.first_shown == 0


def test_r016_of_several_pictures_in_one_jpeg_the_first_is_shown():
    stream = BytesIO()
    pictures = [Image.new("RGB", (16, 8), (level, 0, 0)) for level in (200, 20)]
    pictures[0].save(stream, "MPO", save_all=True, append_images=pictures[1:])

    (page,) = photo_pages(stream.getvalue())
    assert (page.width, page.height) == (16, 8)
    assert abs(int(decode_photo(stream.getvalue()).pixels[0, 0, 0]) - 200) < 8


def test_photographs_are_listed_by_their_names(tmp_path):
    for level, name in enumerate(["c10.png", "c2.png", "B.png"]):
        Image.new("L", (2, 2), level).save(tmp_path / name)

    names = [s.description.text.series_description for s in scan([tmp_path]).stacks]
    assert names == ["B.png", "c2.png", "c10.png"]
