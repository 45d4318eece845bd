"""No native decoder runs in the program's own process: damaged codestreams crash and hang them."""

from pathlib import Path

import imagecodecs
import pytest
from PIL import Image, ImageFile

from tests.image_builders import write_photo, write_series
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan
from viewer.imaging.thumbnails import thumbnail

CODECS = (
    "jpeg8_decode",
    "jpegls_decode",
    "jpeg2k_decode",
    "htj2k_decode",
    "jpegxl_decode",
    "packbits_decode",
    "png_decode",
)


def refuse(*_arguments: object, **_named: object) -> None:
    """Be no decoder; also not for those who would make do without."""
    raise KeyboardInterrupt("a native decoder in the program's own process")


@pytest.fixture
def _no_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in CODECS:
        monkeypatch.setattr(imagecodecs, name, refuse)
    monkeypatch.setattr(Image, "_getdecoder", refuse)
    monkeypatch.setattr(ImageFile.ImageFile, "load", refuse)


def shown(path: Path) -> None:
    """Do all that the window does to a series."""
    (stack,) = scan([path]).stacks
    thumbnail(stack)
    loader = VolumeLoader(stack)
    loader.run()

    assert loader.volume.is_complete
    assert not loader.volume.slice_problems


@pytest.mark.parametrize("codec", ["jpegls", "jpeg", "j2k", "rle"])
def test_r010_frames_are_decoded_elsewhere(tmp_path, request, codec):
    write_series(tmp_path, slices=2, compressed=codec)
    request.getfixturevalue("_no_decoder")

    shown(tmp_path)


@pytest.mark.parametrize("ending", ["jpg", "png", "tif", "bmp", "gif", "webp", "jp2"])
def test_r010_photographs_are_decoded_elsewhere(tmp_path, request, ending):
    path = write_photo(tmp_path / f"photo.{ending}")
    request.getfixturevalue("_no_decoder")

    shown(path)
