"""The hip radiographs are valid images with their fractures where they say."""

from dataclasses import replace

import numpy as np
import pydicom
import pytest

from viewer.server.phantoms import pelvis
from viewer.server.phantoms.hip_xray import (
    CASES,
    Fracture,
    Garden,
    description_of,
    draw_hip,
    film_of,
    fractures_in,
    hip_data,
    picture_of,
    stored_hip,
    write_hip,
)
from viewer.server.phantoms.radiograph import points

INTACT, SECOND, INVERTED = CASES[0], CASES[2], CASES[3]


def test_the_cases_show_all_of_gardens_types_and_none_and_both_sides():
    seen = {fracture.garden for case in CASES for fracture in case.fractures}

    assert seen == set(Garden)
    assert sorted(len(case.fractures) for case in CASES)[::7] == [0, 2]
    assert {fracture.side for case in CASES for fracture in case.fractures} == {"left", "right"}
    assert min(fracture.value for case in CASES for fracture in case.fractures) < 0.5


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_radiograph_is_read_back_as_it_was_drawn(tmp_path, case):
    write_hip(tmp_path / "hip.dcm", case, "small")

    data = pydicom.dcmread(tmp_path / "hip.dcm")

    assert np.array_equal(data.pixel_array, stored_hip(case, "small"))
    assert data.Modality == "DX"
    assert data.BitsStored == case.bits
    assert int(data.pixel_array.max()) < 2**case.bits
    assert list(data.PatientOrientation) == ["L", "F"]
    assert data.ImageLaterality == {None: "B", "left": "L", "right": "R"}[case.only]
    assert float(data.PixelSpacing[0]) == 1.0
    assert data.PresentationIntentType == "FOR PRESENTATION"


def test_a_monochrome1_radiograph_is_stored_the_other_way_round(tmp_path):
    write_hip(tmp_path / "hip.dcm", INVERTED, "small")

    data = pydicom.dcmread(tmp_path / "hip.dcm")

    assert data.PhotometricInterpretation == "MONOCHROME1"
    assert data.PresentationLUTShape == "INVERSE"
    drawn = draw_hip(INVERTED, "small").astype(int)
    assert np.array_equal(data.pixel_array.astype(int) + drawn, np.full(drawn.shape, 2**14 - 1))


@pytest.mark.parametrize("case", [INTACT, INVERTED], ids=["as drawn", "inverted"])
def test_the_window_of_the_header_shows_bone_and_not_air(tmp_path, case):
    write_hip(tmp_path / "hip.dcm", case, "small")
    data = pydicom.dcmread(tmp_path / "hip.dcm")

    low, high = (float(data.WindowCenter) + way * float(data.WindowWidth) / 2 for way in (-1, 1))

    head = data.pixel_array[190:200, 115:125]
    air = data.pixel_array[300:340, 2:8]
    assert ((head > low) & (head < high)).all()
    assert ((air < low) | (air > high)).all()


def test_a_radiograph_is_the_same_each_time():
    assert np.array_equal(draw_hip(SECOND, "small"), draw_hip(SECOND, "small"))


@pytest.mark.parametrize("profile", ["standard", "small"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_boxes_lie_in_the_image_on_the_side_of_their_hip(case, profile):
    film = film_of(case, profile)

    for truth in fractures_in(case, profile):
        x1, y1, x2, y2 = truth.box
        assert 0 <= x1 < x2 <= film.columns
        assert 0 <= y1 < y2 <= film.rows
        middle = film.left_mm + (x1 + x2) / 2 * film.pixel_mm
        assert (middle > 0) == (truth.side == "left")


def test_a_complete_fracture_is_a_dark_line_in_its_box():
    pixels = draw_hip(SECOND, "small").astype(float)
    film = film_of(SECOND, "small")
    line = film.to_pixels(pelvis.FRACTURE_LINE[3:-3]).astype(int)
    beside = film.to_pixels(pelvis.FRACTURE_LINE[3:-3] + points((6.0, 5.0))).astype(int)

    along, away = (pixels[place[:, 1], place[:, 0]].mean() for place in (line, beside))

    assert along < away - 60


def test_a_displaced_shaft_stands_higher_than_an_intact_one():
    broken = replace(INTACT, fractures=(Fracture("left", Garden.IV, 0.9),))
    film = film_of(INTACT, "small")
    column = round((158.0 - film.left_mm) / film.pixel_mm)

    def top(case):
        strip = draw_hip(case, "small").astype(float)[:230, column - 2 : column + 3].mean(axis=1)
        return int(np.argmax(np.diff(strip[120:]))) + 120

    assert top(INTACT) - top(broken) > 8


def test_the_truth_is_in_the_gateways_words():
    fractures = hip_data(CASES[5])["Fractures"]

    assert [item["Tag"]["Label"] for item in fractures] == ["v4", "v2"]
    assert [item["Value"] for item in fractures] == [0.98, 0.84]
    assert hip_data(INTACT) == {"Fractures": []}


def test_the_picture_has_the_radiographs_greys_in_8_bits():
    pixels = draw_hip(INTACT, "small")

    picture = picture_of(pixels, INTACT.bits)

    assert picture.dtype == np.uint8
    assert int(picture.max()) == int(pixels.max()) // 64
    assert description_of(INTACT, "small").region.body_part == "PELVIS"
