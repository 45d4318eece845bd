"""A saved answer of the dental service is drawn on the picture that it is about, or on none."""

import json

import pytest
from PIL import Image

from tests.dental_corpus import a_document
from viewer.app.saved_answer import read_saved
from viewer.imaging.scan import scan
from viewer.vendors.dental.endpoints import CEPHALOMETRIC
from viewer.vendors.errors import DentalRefused, OtherPicture

SIZES = ((90, 60), (120, 50), (64, 64), (180, 120))


@pytest.fixture
def stacks(tmp_path):
    for number, size in enumerate(SIZES):
        Image.new("L", size, 40 + number).save(tmp_path / f"{number}.png")
    return scan([tmp_path]).stacks


def saved(folder, document):
    path = folder / "raw.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def an_answer(size):
    point = {"index": 0, "name": "S", "x": 10, "y": 20, "valid": True}
    image = {"width": size[0], "height": size[1]}
    return a_document("cephalometric", image=image, landmarks=[point])


@pytest.mark.parametrize("size", SIZES)
def test_of_several_pictures_the_one_of_the_answers_size_is_meant(tmp_path, stacks, size):
    answered = read_saved(saved(tmp_path, an_answer(size)), CEPHALOMETRIC, stacks)

    description = answered.stack.description
    assert (description.columns, description.rows) == size
    assert tuple(answered.result.findings[0].placement.region.point) == (10.0, 20.0)


def test_r039_an_answer_about_none_of_the_pictures_is_refused(tmp_path, stacks):
    with pytest.raises(OtherPicture):
        read_saved(saved(tmp_path, an_answer((500, 70))), CEPHALOMETRIC, stacks)


def test_a_saved_refusal_is_said_with_its_code(tmp_path, stacks):
    document = {"success": False, "error": "影像无法解码", "error_code": "INVALID_IMAGE"}

    with pytest.raises(DentalRefused) as caught:
        read_saved(saved(tmp_path, document), CEPHALOMETRIC, stacks)

    assert caught.value.status == "INVALID_IMAGE"
