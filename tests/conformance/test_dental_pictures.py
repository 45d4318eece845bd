"""Every real dental picture opens, is offered its analysis first, and is sent as it is seen."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from viewer.app.fitting import ranked
from viewer.imaging.scan import scan
from viewer.jobs.pictures import picture_bytes

_PICTURES = {
    "panoramic_CR-ModalitySequenceLUT.dcm": {"panoramic", "cephalometric"},
    "panoramic_ufba425/cate1-00002.jpg": {"panoramic"},
    "panoramic_ufba425/cate1-00005.jpg": {"panoramic"},
    "panoramic_ufba425/cate8-00001.jpg": {"panoramic"},
    "intraoral_patient0/0-0_maxillary.png": {"intraoral"},
    "intraoral_patient0/0-1_mandibular.png": {"intraoral"},
    "intraoral_patient0/0-2_left.png": {"intraoral"},
    "intraoral_patient0/0-3_right.png": {"intraoral"},
    "intraoral_patient0/0-4_anterior.png": {"intraoral"},
    "sample_NikonD90.JPG": {"intraoral"},
}


@pytest.mark.parametrize("name", _PICTURES)
def test_a_real_dental_picture_opens_and_is_offered_its_analysis(
    shared_data: Path, name: str
) -> None:
    (stack,) = scan([shared_data / "dental" / name]).stacks

    fitting = [endpoint.name for endpoint, problems in ranked(stack, 0) if not problems]

    assert _PICTURES[name] <= set(fitting)
    if stack.description.is_photo:
        assert fitting[0] in _PICTURES[name]


@pytest.mark.parametrize("name", [name for name in _PICTURES if not name.endswith(".dcm")])
def test_a_real_photo_is_sent_with_the_pixels_that_another_program_shows(
    shared_data: Path, name: str
) -> None:
    path = shared_data / "dental" / name
    (stack,) = scan([path]).stacks

    content = picture_bytes(stack, 0)

    with Image.open(path) as picture:
        shown = np.asarray(ImageOps.exif_transpose(picture).convert("RGB"), np.int16)
    with Image.open(io.BytesIO(content)) as picture:
        sent = np.asarray(picture.convert("RGB"), np.int16)
        assert not picture.info, "nothing but pixels"
    assert sent.shape == shown.shape
    assert np.abs(sent - shown).max() <= 2  # decoders may round otherwise


def test_a_real_panoramic_of_10_bits_is_sent_as_it_is_first_shown(shared_data: Path) -> None:
    (stack,) = scan([shared_data / "dental" / "panoramic_CR-ModalitySequenceLUT.dcm"]).stacks

    with Image.open(io.BytesIO(picture_bytes(stack, 0))) as picture:
        pixels = np.asarray(picture)

    assert pixels.shape == (stack.description.rows, stack.description.columns)
    assert pixels.dtype == np.uint8
    assert np.ptp(pixels) > 200
