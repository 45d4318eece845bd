"""The knee radiographs are valid images with their grades where they say."""

import numpy as np
import pydicom
import pytest

from viewer.server.phantoms.knee_xray import (
    CASES,
    Grade,
    draw_knees,
    film_of,
    knee_data,
    knees_in,
    stored_knees,
    write_knees,
)

HEALTHY, WORN, SEVERE, OPERATED, _, LATERAL = CASES


def joint_space(case, number: int) -> int:
    """Return how many pixels of the inner compartment are as dark as cartilage."""
    film = film_of(case, "small")
    side = -1 if case.knees[number].side == "right" else 1
    place = side * 88.0 - side * 22.0
    column = round((place - film.left_mm) / film.pixel_mm)
    middle = round((0.0 - film.top_mm) / film.pixel_mm)
    pixels = draw_knees(case, "small").astype(float)[:, column - 1 : column + 2].mean(axis=1)
    bone = np.median(pixels[middle - 50 : middle - 25])
    return int((pixels[middle - 10 : middle + 10] < 0.86 * bone).sum())


def test_the_cases_show_every_grade():
    seen = {knee.grade for case in CASES for knee in case.knees}

    assert seen == set(Grade)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_radiograph_is_read_back_as_it_was_drawn(tmp_path, case):
    write_knees(tmp_path / "knee.dcm", case, "small")

    data = pydicom.dcmread(tmp_path / "knee.dcm")

    assert np.array_equal(data.pixel_array, stored_knees(case, "small"))
    assert (data.Modality, data.BodyPartExamined) == ("DX", "KNEE")
    assert data.PhotometricInterpretation == ("MONOCHROME1" if case.inverted else "MONOCHROME2")
    assert data.ViewPosition == ("LATERAL" if case.is_lateral else "AP")
    assert data.PatientOrientation[0] == ("P" if case.is_lateral else "L")


@pytest.mark.parametrize("profile", ["standard", "small"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_boxes_lie_in_the_image_the_right_knee_first(case, profile):
    film = film_of(case, profile)

    boxes = [truth.box for truth in knees_in(case, profile)]

    assert all(0 <= x1 < x2 <= film.columns for x1, _, x2, _ in boxes)
    assert all(0 <= y1 < y2 <= film.rows for _, y1, _, y2 in boxes)
    assert boxes == sorted(boxes)


def test_the_joint_space_narrows_with_the_grade():
    spaces = [joint_space(HEALTHY, 0), joint_space(WORN, 1), joint_space(SEVERE, 0)]

    assert spaces == sorted(spaces, reverse=True)
    assert spaces[0] > spaces[1] > spaces[2]


def test_metal_is_brighter_than_any_bone():
    film = film_of(OPERATED, "small")
    pixels = draw_knees(OPERATED, "small")
    column, row = film.to_pixels(np.array([[-88.0 + 22.0, -14.0]]))[0].astype(int)

    assert pixels[row, column] > 0.85 * 2**OPERATED.bits
    assert draw_knees(HEALTHY, "small")[80:].max() < 0.85 * 2**HEALTHY.bits


def test_the_truth_is_in_the_gateways_words():
    first, second = knee_data(SEVERE)["KLDetections"]

    assert first["Detections"][4:] == [0.99, 5]
    assert second["Detections"][4:] == [0.64, 3]
    assert knee_data(LATERAL)["KLDetections"][0]["Detections"][5] == 7


def test_a_radiograph_is_the_same_each_time():
    assert np.array_equal(draw_knees(WORN, "small"), draw_knees(WORN, "small"))
