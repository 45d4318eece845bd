"""The cephalograms: their landmarks in the service's words, their scale, their files."""

import io
import json
from functools import cache
from itertools import pairwise

import numpy as np
import pydicom
import pytest
from PIL import Image

from viewer.imaging.scan import scan
from viewer.jobs.pictures import picture_bytes
from viewer.server.phantoms.cephalogram import (
    CASES,
    cephalometric_data,
    draw_cephalogram,
    draw_film,
    film_of,
    landmarks_in,
    picture_of,
    ruler_ends,
    true_scale,
    write_cephalogram,
)
from viewer.server.phantoms.cephalogram_names import SPOKEN
from viewer.server.phantoms.cephalogram_points import CLASS_1, FACES
from viewer.server.phantoms.dental_known import dental_truth_of
from viewer.server.phantoms.projection import Spacing

BY_NAME = {case.name: case for case in CASES}
PROFILES = ("standard", "small")
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)

drawn = cache(draw_cephalogram)


@pytest.mark.parametrize("profile", PROFILES)
def test_no_two_films_have_the_same_size(profile):
    sizes = {(film_of(case, profile).rows, film_of(case, profile).columns) for case in CASES}

    assert len(sizes) == len(CASES)


@each_case
@pytest.mark.parametrize("profile", PROFILES)
def test_every_landmark_lies_inside_the_picture(case, profile):
    film = film_of(case, profile)

    for place in landmarks_in(case, profile).values():
        assert 0 < place[0] < film.columns
        assert 0 < place[1] < film.rows


@each_case
def test_a_small_film_is_grey_and_of_the_size_that_it_says(case):
    film, pixels = film_of(case, "small"), drawn(case, "small")

    assert pixels.shape == (film.rows, film.columns)
    assert pixels.dtype == np.uint8
    assert max(pixels.shape) <= 600
    assert pixels.max() > 200


def test_a_film_is_the_same_each_time():
    case = BY_NAME["class-2"]

    assert np.array_equal(draw_cephalogram(case, "small"), drawn(case, "small"))


def test_the_service_speaks_of_each_of_the_46_landmarks_once():
    assert len(SPOKEN) == 46
    assert {spoken.code for spoken in SPOKEN} == set(CLASS_1)
    assert len({spoken.name for spoken in SPOKEN}) == 46
    assert all(spoken.definition_zh for spoken in SPOKEN)


def test_the_first_two_landmarks_are_those_of_the_document():
    data = cephalometric_data(BY_NAME["class-1"])

    assert [element["name"] for element in data["landmarks"][:2]] == ["A", "ANS"]
    assert [element["index"] for element in data["landmarks"]] == list(range(46))
    assert data["teeth"] == []
    assert data["image_level_diseases"] == []


def test_a_landmark_that_is_not_found_has_no_place():
    data = cephalometric_data(BY_NAME["missing"], "small")

    lost = [element for element in data["landmarks"] if not element["valid"]]

    assert [element["name"] for element in lost] == ["ANS", "Co"]
    assert all(element["x"] is None and element["y"] is None for element in lost)


def test_the_landmarks_of_the_first_face_are_those_of_the_test_vector(shared_data):
    vector = shared_data.parent / "field" / "ceph_testvector.json"
    spellings = {"UL": "UL'", "LL": "LL'", "Pog_s": "Pog'", "N_s": "N'", "Me_s": "Me'"}
    points = _vector_points(vector)

    shared = {spellings.get(name, name): tuple(place) for name, place in points.items()}

    constructed = {"PM", "OPp", "OPa"}
    assert {name: CLASS_1[name] for name in shared.keys() - constructed} == {
        name: place for name, place in shared.items() if name not in constructed
    }


@pytest.mark.parametrize(
    ("face", "least", "most"), [("class-1", 2, 4), ("class-2", 6, 10), ("class-3", -6, -2)]
)
def test_the_jaws_of_a_face_stand_as_its_class_says(face, least, most):
    places = {code: np.array(place) for code, place in FACES[face].items()}

    anb = _angle(places, "S", "N", "A") - _angle(places, "S", "N", "B")

    assert least < anb < most
    assert np.sign(places["U1"][0] - places["L1"][0]) == (-1 if face == "class-3" else 1)


@each_case
@pytest.mark.parametrize("profile", PROFILES)
def test_the_ruler_is_100_mm_long(case, profile):
    first, last = np.array(ruler_ends(case, profile))

    assert np.hypot(*(last - first)) * true_scale(case, profile) == pytest.approx(100, abs=0.02)


@pytest.mark.parametrize("name", ["class-1", "left-facing", "magnified"])
def test_the_marks_of_the_ruler_lie_10_mm_apart_in_the_pixels(name):
    case = BY_NAME[name]
    (edge, top), (_, bottom) = ruler_ends(case)
    inwards = -1 if case.is_turned else 1

    # All marks reach over the half of the strip that is nearer to the face.
    column = int(edge + inwards * 1.5 / true_scale(case))
    marks = _bright_runs(drawn(case)[:, column].astype(float), int(top) - 40, int(bottom) + 40)

    assert len(marks) == 11
    assert marks[0] == pytest.approx(top, abs=0.5)
    assert marks[-1] == pytest.approx(bottom, abs=0.5)
    steps = [below - above for above, below in pairwise(marks)]
    assert steps == pytest.approx([10 / true_scale(case)] * 10, abs=0.6)


def test_one_film_is_taken_at_another_scale():
    assert true_scale(BY_NAME["class-1"]) == pytest.approx(0.12)
    assert true_scale(BY_NAME["magnified"]) == pytest.approx(0.11)
    assert true_scale(BY_NAME["class-1"], "small") == pytest.approx(0.48)


def test_the_turned_film_looks_to_the_left():
    turned, straight = BY_NAME["left-facing"], BY_NAME["class-1"]

    left, right = landmarks_in(turned, "small"), landmarks_in(straight, "small")

    assert left["Prn"][0] < left["Po"][0]
    assert right["Prn"][0] > right["Po"][0]
    for code, (x, y) in right.items():
        assert left["S"][0] - left[code][0] == pytest.approx(x - right["S"][0], abs=0.02)
        assert left[code][1] == pytest.approx(y, abs=0.01)


def test_the_turned_film_shows_the_same_head_the_other_way_round():
    turned, straight = BY_NAME["left-facing"], BY_NAME["class-1"]
    mirrored = drawn(turned, "small")[:, ::-1].astype(float)

    same = drawn(straight, "small")[:, -mirrored.shape[1] :].astype(float)

    # Their noise differs.
    assert np.abs(mirrored - same).mean() < 5.0
    assert np.abs(mirrored[:, ::-1] - same).mean() > 20.0


@each_case
def test_a_file_is_read_back_as_it_was_drawn_with_the_spacing_it_shall_tell(tmp_path, case):
    pixels = write_cephalogram(tmp_path / "ceph.dcm", case, "small")

    data = pydicom.dcmread(tmp_path / "ceph.dcm")

    assert np.array_equal(data.pixel_array, pixels)
    assert (data.BitsStored, data.BodyPartExamined) == (12, "SKULL")
    assert list(data.PatientOrientation) == ["P" if case.is_turned else "A", "F"]
    assert data.Modality == ("CR" if case.spacing is Spacing.NONE else "DX")
    assert ("PixelSpacing" in data) == (case.spacing is Spacing.CALIBRATED)
    assert ("ImagerPixelSpacing" in data) == (case.spacing is not Spacing.NONE)
    if case.spacing is Spacing.CALIBRATED:
        assert float(data.PixelSpacing[0]) == pytest.approx(true_scale(case, "small"))


def test_all_three_kinds_of_spacing_occur():
    assert {case.spacing for case in CASES} == set(Spacing)


def test_the_detectors_spacing_is_larger_than_the_true_one(tmp_path):
    case = BY_NAME["magnified"]

    write_cephalogram(tmp_path / "ceph.dcm", case, "small")

    spacing = float(pydicom.dcmread(tmp_path / "ceph.dcm").ImagerPixelSpacing[0])
    assert spacing / true_scale(case, "small") == pytest.approx(case.magnification, rel=1e-4)


def test_the_window_of_a_file_shows_the_picture():
    values = draw_film(BY_NAME["class-1"], "small")

    # PS3.3 C.11.2.1.2.1 with centre 2048 and width 4096.
    shown = ((values - 2047.5) / 4095 + 0.5) * 255

    assert np.array_equal(np.rint(shown).astype(np.uint8), picture_of(values))


@each_case
def test_what_the_viewer_first_shows_of_a_file_is_the_picture_that_the_service_knows(
    tmp_path, case
):
    write_cephalogram(tmp_path / "ceph.dcm", case, "small")
    (stack,) = scan([tmp_path]).stacks

    sent = np.asarray(Image.open(io.BytesIO(picture_bytes(stack, 0))))

    truth = dental_truth_of("cephalometric", sent)
    assert truth == cephalometric_data(case, "small")


def _vector_points(path):
    return json.loads(path.read_text("utf-8"))["points"]


def _angle(places, first, apex, last):
    u, v = places[first] - places[apex], places[last] - places[apex]
    return np.degrees(np.arccos(u @ v / np.hypot(*u) / np.hypot(*v)))


def _bright_runs(values, start, stop):
    """Return the middles (image coordinates) of the runs brighter than the strip."""
    part = values[start:stop]
    rows = np.flatnonzero(part > 0.75 * part.max())
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    return [start + run.mean() + 0.5 for run in runs]
