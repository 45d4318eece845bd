"""The panoramic radiographs are what a dentist expects, and their teeth are where they say."""

from functools import cache
from itertools import combinations

import cv2
import numpy as np
import pydicom
import pytest

from viewer.server.phantoms.panoramic import (
    CASES,
    draw_panoramic,
    film_of,
    panoramic_data,
    stored_panoramic,
    teeth_in,
    write_panoramic,
)
from viewer.server.phantoms.panoramic_truth import position_of

BY_NAME = {case.name: case for case in CASES}
EVERY_CASE = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
CLASSES = {
    "impacted_tooth",
    "full_crown",
    "periapical_radiolucency",
    "tooth_filling",
    "retained_primary_tooth",
    "embedded_tooth",
    "alveolar_bone_resorption",
    "residual_root",
    "elongation",
    "implant",
    "tooth_bridge",
    "residual_crown",
    "general_caries",
    "root_canal_filling",
    "wedge_shaped_abrasion",
    "microdontia",
    "high_density_bone_anomaly",
    "supernumerary_tooth",
    "limited_eruption_space",
    "low_density_bone_anomaly",
}
FDI = {
    f"{quadrant}{place}" for quadrant in range(1, 9) for place in range(1, 9 if quadrant < 5 else 6)
}


@cache
def picture_of(case):
    return draw_panoramic(case, "small").astype(float)


def outline_of(case, tooth):
    """The tooth's rings in pixels of the small picture, as they were drawn."""
    film = film_of(case, "small")
    rings = [film.to_pixels(ring) for ring in tooth.rings]
    return [ring * (-1, 1) + (film.columns, 0) for ring in rings] if case.is_mirrored else rings


def filled(case, tooth):
    film = film_of(case, "small")
    canvas = np.zeros((film.rows, film.columns), np.uint8)
    for ring in outline_of(case, tooth):
        cv2.fillPoly(canvas, [np.rint((ring - 0.5) * 16).astype(np.int32)], 1, cv2.LINE_8, 4)
    return canvas > 0


@EVERY_CASE
def test_every_tooth_lies_in_the_picture_and_in_its_box(case):
    data = panoramic_data(case, "small")
    rows, columns = picture_of(case).shape

    for tooth in data["teeth"]:
        x1, y1, x2, y2 = tooth["tooth_bbox"]
        assert 0 < x1 < x2 < columns
        assert 0 < y1 < y2 < rows
        shape = tooth["segmentation"]
        assert shape["bbox"] == tooth["tooth_bbox"]
        for ring in [*(shape["polygons"] or []), *(shape["polygons_raw"] or [])]:
            xs, ys = np.array(ring).T
            assert x1 - 0.11 <= xs.min() <= xs.max() <= x2 + 0.11
            assert y1 - 0.11 <= ys.min() <= ys.max() <= y2 + 0.11


@EVERY_CASE
def test_the_teeth_stand_in_order_from_the_midline_on_the_patients_side(case):
    middle = picture_of(case).shape[1] / 2
    spoken = {tooth["fdi"]: tooth["tooth_bbox"] for tooth in panoramic_data(case, "small")["teeth"]}

    for row in case.rows:
        standing = [tooth.fdi for tooth in teeth_in(case) if tooth.is_erupted and tooth.fdi in row]
        places = [(spoken[fdi][0] + spoken[fdi][2]) / 2 - middle for fdi in standing]
        is_right_half = (row[0][0] in "23") is not case.is_mirrored
        outward = places if is_right_half else [-place for place in places]
        assert outward[0] > 0
        assert outward == sorted(outward)


@EVERY_CASE
def test_the_upper_teeth_are_above_the_lower_ones(case):
    standing = [tooth for tooth in teeth_in(case) if tooth.is_erupted]
    upper = {tooth.fdi: tooth.rings[0][:, 1].mean() for tooth in standing if tooth.frame.is_upper}
    lower = {tooth.fdi: tooth.rings[0][:, 1].mean() for tooth in standing if tooth.fdi not in upper}

    assert max(upper.values()) < min(lower.values())
    assert {fdi[0] for fdi in upper} <= set("1256")
    assert {fdi[0] for fdi in lower} <= set("3478")


@EVERY_CASE
def test_no_tooth_hides_another(case):
    covered = {tooth.fdi: filled(case, tooth) for tooth in teeth_in(case)}

    for (one, first), (other, second) in combinations(covered.items(), 2):
        shared = np.count_nonzero(first & second)
        assert shared <= 0.3 * min(np.count_nonzero(first), np.count_nonzero(second)), (one, other)


@EVERY_CASE
def test_an_outline_names_a_tooth_that_is_brighter_than_what_is_round_it(case):
    picture = picture_of(case)
    covered = {tooth.fdi: filled(case, tooth) for tooth in teeth_in(case)}
    teeth = np.logical_or.reduce(list(covered.values()))

    for fdi, inside in covered.items():
        reach = cv2.dilate(inside.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
        around = reach & ~teeth
        assert picture[inside].mean() > picture[around].mean() + 8, fdi


def test_a_film_is_the_same_each_time():
    case = BY_NAME["impacted"]

    assert np.array_equal(stored_panoramic(case, "small"), stored_panoramic(case, "small"))
    assert panoramic_data(case, "small") == panoramic_data(case, "small")


@pytest.mark.parametrize("profile", ["standard", "small"])
def test_no_two_cases_have_the_same_size(profile):
    sizes = {(film.rows, film.columns) for case in CASES for film in [film_of(case, profile)]}

    assert len(sizes) == len(CASES)
    for rows, columns in sizes:
        if profile == "standard":
            assert 2000 <= columns <= 2600
            assert 1000 <= rows <= 1250
        else:
            assert columns <= 700


@EVERY_CASE
def test_the_answer_has_the_members_of_the_document(case):
    data = panoramic_data(case, "small")

    assert set(data) == {"teeth", "image_level_diseases"}
    assert data["image_level_diseases"] == []
    for tooth in data["teeth"]:
        assert list(tooth) == [
            "fdi", "tooth_bbox", "segmentation", "tooth_conf", "position_zh", "status", "diseases",
        ]  # fmt: skip
        assert list(tooth["segmentation"]) == ["mode", "bbox", "polygons", "polygons_raw"]
        assert 0.5 < tooth["tooth_conf"] <= 1.0
        worst = {disease["status"] for disease in tooth["diseases"]} or {"健康"}
        assert tooth["status"] == ("确证" if "确证" in worst else worst.pop())
        for disease in tooth["diseases"]:
            assert list(disease) == [
                "name", "name_en", "status", "confidence", "bbox", "iou", "geometry",
            ]  # fmt: skip
            assert disease["name_en"] in CLASSES
            assert disease["geometry"] == {
                "type": "bbox",
                "bbox": disease["bbox"],
                "polygons": None,
            }


@EVERY_CASE
def test_each_disease_lies_at_its_tooth(case):
    for tooth in panoramic_data(case, "small")["teeth"]:
        x1, y1, x2, y2 = tooth["tooth_bbox"]
        for disease in tooth["diseases"]:
            left, top, right, bottom = disease["bbox"]
            assert left < right
            assert top < bottom
            assert left < x2
            assert right > x1
            assert top < y2 + 4
            assert bottom > y1 - 4


def test_some_teeth_lack_an_outline_in_each_of_the_ways_that_a_service_leaves_it_out():
    for case in CASES:
        shapes = {
            tooth["fdi"]: tooth["segmentation"] for tooth in panoramic_data(case, "small")["teeth"]
        }
        raw, none, point = (shapes[fdi] for fdi, _ in case.outlines)

        assert (raw["mode"], raw["polygons"]) == ("bbox", None)
        assert len(raw["polygons_raw"][0]) > 30
        assert (none["mode"], none["polygons"], none["polygons_raw"]) == ("bbox", None, None)
        assert [len(ring) for ring in point["polygons"]] == [1]


def test_the_outline_for_display_is_simpler_than_the_raw_one_and_close_to_it():
    for tooth in panoramic_data(BY_NAME["permanent"])["teeth"]:
        shape = tooth["segmentation"]
        if shape["mode"] == "bbox" or len(shape["polygons"][0]) == 1:
            continue
        simple, raw = (np.array(shape[key][0], np.float32) for key in ("polygons", "polygons_raw"))
        away = [abs(cv2.pointPolygonTest(simple, tuple(map(float, place)), True)) for place in raw]
        assert 8 < len(simple) < len(raw) / 2
        assert max(away) < 1.0


def test_a_root_that_has_parted_is_two_rings():
    teeth = panoramic_data(BY_NAME["implants"], "small")["teeth"]
    remains = next(tooth for tooth in teeth if tooth["fdi"] == "16")

    assert len(remains["segmentation"]["polygons_raw"]) == 2
    assert remains["diseases"][0]["name"] == "残根"


def test_the_cases_show_what_their_names_say():
    said = {
        case.name: {
            (tooth["fdi"], disease["name_en"]) for tooth in data for disease in tooth["diseases"]
        }
        for case in CASES
        for data in [panoramic_data(case, "small")["teeth"]]
    }
    numbers = {
        case.name: [tooth["fdi"] for tooth in panoramic_data(case, "small")["teeth"]]
        for case in CASES
    }

    assert len(numbers["permanent"]) == 32
    assert {fdi[0] for fdi in numbers["mixed"]} == set("12345678")
    assert ("62", "retained_primary_tooth") in said["mixed"]
    assert {("36", "implant"), ("45", "tooth_bridge")} <= said["implants"]
    assert {("38", "impacted_tooth"), ("23", "embedded_tooth")} <= said["impacted"]
    assert set(numbers["impacted"]) - FDI == {"19"}
    assert said["mirrored"] == said["permanent"]
    assert all(len(set(found)) == len(found) for found in numbers.values())


def test_a_mirrored_film_has_the_first_quadrant_on_the_right():
    case = BY_NAME["mirrored"]
    places = {tooth["fdi"]: tooth["tooth_bbox"] for tooth in panoramic_data(case, "small")["teeth"]}

    assert places["16"][0] > film_of(case, "small").columns / 2 > places["26"][2]


def test_every_one_of_the_52_teeth_has_its_place_in_words():
    places = {position_of(fdi) for fdi in FDI}

    assert len(FDI) == len(places) == 52
    assert position_of("11") == "右上中切牙"
    assert position_of("28") == "左上第三磨牙"
    assert position_of("36") == "左下第一磨牙"
    assert position_of("44") == "右下第一前磨牙"
    assert position_of("55") == "右上第二乳磨牙"
    assert position_of("63") == "左上乳尖牙"
    assert position_of("72") == "左下乳侧切牙"
    assert position_of("84") == "右下第一乳磨牙"
    assert {position_of(fdi) for fdi in ("19", "56", "91", "SN1", "", "١١")} == {"多生牙"}


@EVERY_CASE
def test_the_file_is_a_panoramic_without_a_true_scale(tmp_path, case):
    stored = write_panoramic(tmp_path / "px.dcm", case, "small")

    data = pydicom.dcmread(tmp_path / "px.dcm")

    assert np.array_equal(data.pixel_array, stored)
    assert (data.Modality, data.PhotometricInterpretation) == ("PX", "MONOCHROME2")
    assert (data.BitsStored, data.HighBit, data.BitsAllocated) == (12, 11, 16)
    assert "PixelSpacing" not in data
    assert [float(value) for value in data.ImagerPixelSpacing] == [0.45, 0.45]
    assert list(data.PatientOrientation) == ["R" if case.is_mirrored else "L", "F"]
    assert data.AnatomicRegionSequence[0].CodeMeaning == "Jaw region"
    assert data.PatientAge == f"{case.age:03d}Y"


def test_the_picture_is_what_the_window_of_the_file_shows(tmp_path):
    case = BY_NAME["mixed"]
    stored = write_panoramic(tmp_path / "px.dcm", case, "small").astype(float)
    data = pydicom.dcmread(tmp_path / "px.dcm")
    centre, width = float(data.WindowCenter), float(data.WindowWidth)

    # PS3.3 C.11.2.1.2.1, the linear function.
    shown = ((stored - (centre - 0.5)) / (width - 1) + 0.5) * 255

    assert np.array_equal(np.rint(shown), picture_of(case))
