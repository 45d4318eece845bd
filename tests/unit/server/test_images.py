"""Reading single images and frames as the pixels that are in the file."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.endpoint_builders import a_film, a_picture
from tests.server_builders import a_series, a_slice
from viewer.server.catalogue import HIP, SKIN, ImageRules, SeriesRules
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.images import check_image, read_frames, read_image
from viewer.server.intake import inspect
from viewer.server.limits import MEBIBYTE

ANY = ImageRules()


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content)
    return path


def refusal_of(path: Path, data_format: str = "", rules: ImageRules = ANY) -> RetCode:
    with pytest.raises(RefusedError) as refused:
        read_image(path, data_format, rules)
    return refused.value.code


def test_a_films_stored_pixels_are_read(tmp_path):
    path = kept(tmp_path, a_film(seed=3))

    pixels = read_image(path, "DICOM", ANY)

    expected = np.random.default_rng(3).integers(0, 4000, (1, 6, 8))[0]
    assert pixels.shape == (6, 8)
    # The film has a rescale, as the service's CT slices do.
    assert (pixels + 1024 == expected).all()


def test_a_photos_pixels_are_read_whatever_its_orientation_mark(tmp_path):
    pixels = np.random.default_rng(5).integers(0, 255, (3, 7, 3), dtype=np.uint8)
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(pixels).save(file, "PNG", exif=exif)

    read = read_image(kept(tmp_path, file.getvalue()), "png", ANY)

    assert (read == pixels).all()


@pytest.mark.parametrize(("mode", "shape"), [("L", (5, 4)), ("P", (5, 4, 3)), ("RGBA", (5, 4, 3))])
def test_a_picture_is_grey_or_three_colours(tmp_path, mode, shape):
    file = io.BytesIO()
    Image.new(mode, (4, 5)).save(file, "PNG")

    assert read_image(kept(tmp_path, file.getvalue()), "", ANY).shape == shape


@pytest.mark.parametrize(
    ("rules", "data_format", "most"), [(HIP.image, "png", 100), (SKIN.image, "", 20)]
)
def test_a_files_size_is_limited_before_it_is_opened(tmp_path, rules, data_format, most):
    path = kept(tmp_path, a_picture())
    with path.open("r+b") as file:
        file.truncate(most * MEBIBYTE)
    assert check_image(path, data_format, rules) == "PNG"
    with path.open("r+b") as file:
        file.truncate(most * MEBIBYTE + 1)

    assert refusal_of(path, data_format, rules) == RetCode.FILE_TOO_LARGE


def test_a_picture_that_would_unpack_to_a_wall_is_refused(tmp_path):
    header = bytearray(a_picture())
    header[16:24] = (60_000).to_bytes(4, "big") * 2

    assert refusal_of(kept(tmp_path, bytes(header)), "png") in (
        RetCode.IMAGE_TOO_LARGE,
        RetCode.WRONG_FILE_KIND,
    )


@pytest.mark.parametrize("length", [0, 3, 50, 131, 140, 400])
@pytest.mark.parametrize("content", [a_film(), a_picture(), a_picture(kind="JPEG")])
def test_a_cut_file_is_refused_in_words(tmp_path, content, length):
    path = kept(tmp_path, content[:length])

    codes = {refusal_of(path, data_format) for data_format in ("DICOM", "png", "jpg")}

    assert codes <= {RetCode.NOT_DICOM, RetCode.WRONG_FILE_KIND, RetCode.NOT_XRAY}


def test_the_frames_of_a_series_are_all_read(tmp_path):
    (tmp_path / "input").mkdir()
    for number, content in enumerate(a_series(4, modality="MR")):
        (tmp_path / "input" / f"{number:04d}").write_bytes(content)
    inspect(tmp_path, SeriesRules(fewest=4, most=4, modality="MR"))

    frames = read_frames(tmp_path)

    assert [frame.shape for frame in frames] == [(a_slice().Rows, a_slice().Columns)] * 4
