"""The photographs of teeth: each tooth is painted where its truth says."""

from itertools import pairwise

import cv2
import numpy as np
import pytest
from PIL import Image, ImageOps

from viewer.server.phantoms import intraoral_files
from viewer.server.phantoms.dental_known import dental_truth_of
from viewer.server.phantoms.intraoral_photo import CASES, draw_intraoral, intraoral_data, view_of

BY_NAME = {case.name: case for case in CASES}


def outlines(case, profile="small"):
    """The polygon of each tooth that has one, by its number."""
    found = {}
    for tooth in intraoral_data(case, profile)["teeth"]:
        polygons = tooth["segmentation"]["polygons"]
        if polygons and len(polygons[0]) > 2:
            found[tooth["fdi"]] = np.array(polygons[0])
    return found


def mask(shape, polygon):
    """The pixels whose centres lie in a polygon, well inside."""
    filled = np.zeros(shape, np.uint8)
    cv2.fillPoly(filled, [np.rint(polygon - 0.5).astype(np.int32)], 1)
    return cv2.erode(filled, np.ones((3, 3), np.uint8)).astype(bool)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_teeth_are_paler_and_less_red_than_what_surrounds_them(case):
    picture = draw_intraoral(case, "small").astype(float)
    redness = picture[..., 0] - picture[..., 1]
    teeth = np.zeros(redness.shape, bool)
    for polygon in outlines(case).values():
        inside = mask(redness.shape, polygon)
        if inside.sum() > 30:
            assert np.median(redness[inside]) < 45
        teeth |= inside
    around = cv2.dilate(teeth.astype(np.uint8), np.ones((15, 15), np.uint8)).astype(bool) & ~teeth

    assert np.median(picture[teeth, 1]) > 1.4 * np.median(picture[around, 1])


@pytest.mark.parametrize("profile", ["small", "standard"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_outline_lies_in_the_picture_and_in_its_box(case, profile):
    view = view_of(case, profile)
    for tooth in intraoral_data(case, profile)["teeth"]:
        left, top, right, bottom = tooth["tooth_bbox"]
        assert 0 < left < right < view.columns
        assert 0 < top < bottom < view.rows
        for disease in tooth["diseases"]:
            x0, y0, x1, y1 = disease["bbox"]
            assert left <= x0 < x1 <= right
            assert top <= y0 < y1 <= bottom


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_patients_right_is_on_the_left_of_the_picture(case):
    boxes = {tooth["fdi"]: tooth["tooth_bbox"] for tooth in intraoral_data(case, "small")["teeth"]}
    middle = view_of(case, "small").columns / 2
    for fdi, box in boxes.items():
        if fdi.isdigit():
            assert (box[0] + box[2] < 2 * middle) == (fdi[0] in "1458")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_teeth_of_a_half_arch_stand_side_by_side(case):
    boxes = {
        tooth["fdi"]: tooth["tooth_bbox"] for tooth in intraoral_data(case, "standard")["teeth"]
    }
    for side in case.sides:
        centres = [
            abs(boxes[fdi][0] + boxes[fdi][2] - view_of(case, "standard").columns) for fdi in side
        ]
        assert all(near < far for near, far in pairwise(centres))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_outlines_hardly_overlap(case):
    view = view_of(case, "standard")
    count = np.zeros((view.rows, view.columns), np.uint8)
    for polygon in outlines(case, "standard").values():
        filled = np.zeros_like(count)
        cv2.fillPoly(filled, [np.rint(polygon - 0.5).astype(np.int32)], 1)
        count += filled

    assert (count > 1).sum() < 0.02 * (count > 0).sum()


def test_the_same_case_is_always_the_same_picture():
    case = BY_NAME["mixed"]

    assert np.array_equal(draw_intraoral(case, "small"), draw_intraoral(case, "small"))


def test_a_mixed_dentition_has_both_kinds_of_teeth():
    numbers = {tooth["fdi"] for tooth in intraoral_data(BY_NAME["mixed"])["teeth"]}

    assert {"11", "12", "16", "53", "54", "55", "73", "84"} <= numbers
    assert not numbers & {"13", "14", "15", "51", "52"}


def test_a_supernumerary_tooth_has_a_name_of_its_own():
    data = intraoral_data(BY_NAME["supernumerary"])
    by_name = {tooth["fdi"]: tooth for tooth in data["teeth"]}

    assert data["inference_status"] == "partial"
    assert by_name["11"]["tooth_bbox"][2] < by_name["SN1"]["tooth_bbox"][2]
    assert by_name["SN1"]["tooth_bbox"][2] < by_name["21"]["tooth_bbox"][2]
    assert by_name["16"]["segmentation"]["polygons"] is None
    assert len(by_name["46"]["segmentation"]["polygons"][0]) == 1


def test_a_decayed_spot_is_dark():
    case = BY_NAME["decayed"]
    picture = draw_intraoral(case, "small").astype(float).mean(axis=2)
    teeth = {tooth["fdi"]: tooth for tooth in intraoral_data(case, "small")["teeth"]}
    inside = mask(picture.shape, outlines(case)["11"])
    x0, y0, x1, y1 = (round(value) for value in teeth["11"]["diseases"][0]["bbox"])

    assert picture[y0:y1, x0:x1].min() < 0.4 * np.median(picture[inside])


def test_statuses_are_those_of_the_diseases():
    for case in CASES:
        for tooth in intraoral_data(case)["teeth"]:
            statuses = {disease["status"] for disease in tooth["diseases"]}
            worst = next((word for word in ("确证", "疑似") if word in statuses), "健康")
            assert tooth["status"] == worst


def test_no_two_photographs_have_the_same_size():
    sizes = {
        (view_of(case, profile).columns, view_of(case, profile).rows)
        for case in CASES
        for profile in ("small", "standard")
    }

    assert len(sizes) == 2 * len(CASES)


def test_every_orientation_is_known_once_it_is_upright(tmp_path):
    case = BY_NAME["crowded"]
    written = intraoral_files.write_exif_variants(tmp_path, case, "small")
    stored_sizes = set()
    for path in written:
        with Image.open(path) as picture:
            stored_sizes.add(picture.size)
            upright = np.asarray(ImageOps.exif_transpose(picture))
        assert dental_truth_of("intraoral", upright) == intraoral_data(case, "small"), path.name

    assert len(written) == 16
    assert stored_sizes == {(336, 240), (240, 336)}


def test_a_changed_pixel_makes_a_photograph_unknown():
    picture = draw_intraoral(BY_NAME["healthy"], "small")
    changed = picture.copy()
    changed[5, 5, 0] ^= 1

    assert dental_truth_of("intraoral", picture) is not None
    assert dental_truth_of("intraoral", changed) is None
    assert dental_truth_of("panoramic", picture) is None
    assert dental_truth_of("bitewing", picture) is None
    assert dental_truth_of("intraoral", picture.astype(float)) is None


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
def test_a_written_photograph_carries_what_a_phone_would_tell(tmp_path, suffix):
    path = tmp_path / f"photo{suffix}"
    intraoral_files.write_intraoral(path, BY_NAME["healthy"], "small")

    content = path.read_bytes()
    with Image.open(path) as picture:
        place = picture.getexif().get_ifd(0x8825)
    assert all(value.encode() in content for value in intraoral_files.PLANTED.values())
    assert place[2] == (31.0, 13.0, 49.0)
