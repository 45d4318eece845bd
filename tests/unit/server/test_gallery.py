"""The gallery writes every phantom, and the service knows what was written."""

import pydicom
import pytest
from PIL import Image

from viewer.server.phantoms.gallery import KINDS, write_gallery

ENDPOINTS = {
    "2477-7": 16,
    "2477-3": 6,
    "2477-5": 6,
    "2477-12": 7,
    "intraoral": 28,
    "panoramic": 10,
    "cephalometric": 12,
}


@pytest.fixture(scope="module")
def gallery(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gallery")
    return folder, write_gallery(folder, "small")


def test_the_gallery_has_a_folder_for_each_kind(gallery):
    folder, exhibits = gallery

    assert {path.name for path in folder.iterdir()} == set(KINDS)
    counts = {number: sum(item.endpoint == number for item in exhibits) for number in ENDPOINTS}
    assert counts == ENDPOINTS


def test_every_exhibit_is_there_and_has_a_truth(gallery):
    _, exhibits = gallery

    assert all(item.path.exists() for item in exhibits)
    assert all(item.truth for item in exhibits)
    assert len({item.path for item in exhibits}) == len(exhibits)


def test_every_identifier_is_used_once(gallery):
    folder, _ = gallery

    read = [pydicom.dcmread(path, stop_before_pixels=True) for path in folder.rglob("*.dcm")]

    assert len({data.SOPInstanceUID for data in read}) == len(read)
    assert {str(data.PatientName) for data in read} == {
        "Kuan^Ti=髋^体",
        "Xi^Ti=膝^体",
        "Yao^Ti=腰^体",
        "Ya^Ti=牙^体",
        "Ce^Wei=侧^位",
    }


def test_the_pictures_open(gallery):
    folder, _ = gallery

    for path in (*folder.rglob("*.png"), *folder.rglob("*.jpg")):
        with Image.open(path) as picture:
            picture.verify()


def test_only_the_kinds_asked_for_are_written(tmp_path):
    exhibits = write_gallery(tmp_path, "small", kinds=["skin"])

    assert {item.path.parent.name for item in exhibits} == {"skin"}
