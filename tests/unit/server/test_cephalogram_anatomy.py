"""The anatomy of the cephalograms follows the landmarks: each is where its definition says."""

import numpy as np
import pytest

from viewer.server.phantoms import cephalogram_outlines as outlines
from viewer.server.phantoms.cephalogram import (
    CASES,
    draw_cephalogram,
    landmarks_in,
    true_scale,
)
from viewer.server.phantoms.cephalogram_face import Face
from viewer.server.phantoms.cephalogram_points import CLASS_1, FACES
from viewer.server.phantoms.radiograph import points

BY_NAME = {case.name: case for case in CASES}
FRONT, BACK, DOWN, UP = (1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)
each_face = pytest.mark.parametrize("face", list(FACES))

# The landmark, the outline that bears it, where it is the farthest, and how far round (mm).
EXTREMES = (
    ("Me", outlines.mandible, DOWN, 8.0),
    ("Pog", outlines.mandible, FRONT, 5.0),
    ("Pcd", outlines.mandible, BACK, 4.0),
    ("Me", outlines.symphysis, DOWN, 8.0),
    ("ANS", outlines.maxilla, FRONT, 6.0),
    ("PNS", outlines.maxilla, BACK, 6.0),
    ("Or", outlines.orbital_rim, DOWN, 8.0),
    ("Ptm", outlines.fissure, DOWN, 20.0),
    ("Prn", outlines.profile, FRONT, 12.0),
    ("Pog'", outlines.profile, FRONT, 5.0),
    ("Me'", outlines.profile, DOWN, 8.0),
    ("Ls", outlines.profile, FRONT, 4.0),
    ("Li", outlines.profile, FRONT, 4.0),
    ("G", outlines.profile, FRONT, 8.0),
)
# The landmark, its outline, and the ends of the line that it is the deepest behind.
DEEPEST = (
    ("A'", outlines.profile, "Sn", "UL'"),
    ("Si", outlines.profile, "LL'", "Pog'"),
)
ON_OUTLINES = {
    outlines.mandible: "Co Pcd Ar Go2 Go Go1 Me Gn Pog B",
    outlines.symphysis: "Me Gn Pog B",
    outlines.maxilla: "PNS A ANS",
    outlines.cranial_base: "Ba Ar",
    outlines.fissure: "Pt Ptm",
    outlines.orbital_rim: "Or",
    outlines.profile: "C Me' Pog' Si LL' Li Stmi Stms Ls UL' A' Sn Cm Prn N' G",
}
# The landmark and the way out of the bone, the tooth or the skin, seen on the film.
OUTWARDS = {
    "Me": DOWN,
    "Pog": FRONT,
    "Gn": (0.75, 0.66),
    "Go": (-0.8, 0.6),
    "Go1": (-0.43, 0.9),
    "Go2": BACK,
    "Co": (-0.4, -0.9),
    "ANS": FRONT,
    "U1": (0.4, 0.9),
    "L1": (0.5, -0.85),
    "U6m": FRONT,
    "Prn": FRONT,
    "Pog'": FRONT,
    "Me'": DOWN,
    "Cm": (0.5, 0.85),
    "Ls": FRONT,
    "Li": FRONT,
    "G": FRONT,
}


@each_face
def test_every_outline_passes_through_its_landmarks(face):
    for outline, codes in ON_OUTLINES.items():
        path = outline(Face(FACES[face]))
        for code in codes.split():
            assert np.linalg.norm(path - FACES[face][code], axis=1).min() < 1e-6, code


@each_face
@pytest.mark.parametrize(("code", "outline", "way", "reach"), EXTREMES)
def test_a_landmark_called_the_farthest_is_the_farthest(face, code, outline, way, reach):
    place, path = np.array(FACES[face][code]), outline(Face(FACES[face]))

    near = path[np.linalg.norm(path - place, axis=1) < reach]

    assert ((near - place) @ way).max() < 0.12


@each_face
@pytest.mark.parametrize(("code", "outline", "first", "last"), DEEPEST)
def test_a_landmark_called_the_deepest_is_the_deepest(face, code, outline, first, last):
    places = {name: np.array(place) for name, place in FACES[face].items()}
    path = outline(Face(FACES[face]))
    line = places[last] - places[first]
    behind = np.array((-line[1], line[0])) / np.hypot(*line)

    depth = (path - places[first]) @ behind
    near = np.linalg.norm(path - places[code], axis=1) < 6.0

    deepest = (places[code] - places[first]) @ behind
    assert deepest > 0.4
    assert depth[near].max() < deepest + 0.15


@each_face
@pytest.mark.parametrize(("start", "touched"), [("Ar", "Go2"), ("Me", "Go1")])
def test_a_tangent_touches_the_jaw_and_crosses_it_nowhere(face, start, touched):
    places = {name: np.array(place) for name, place in FACES[face].items()}
    path = outlines.mandible(Face(FACES[face]))
    line = places[touched] - places[start]
    # Ahead of a tangent down the ramus, above one back along the body.
    inside = np.array((line[1], -line[0])) * (1 if start == "Ar" else -1) / np.hypot(*line)

    share = (path - places[start]) @ line / (line @ line)
    beside = path[(share > 0.2) & (share < 1.5)]

    assert ((beside - places[start]) @ inside).min() > -0.1


@each_face
def test_sella_is_the_centre_of_its_cup(face):
    path = outlines.cranial_base(Face(FACES[face]))

    cup = path[np.hypot(*path.T) < 5.6]

    assert len(cup) > 20
    assert np.hypot(*cup.T) == pytest.approx(5.4, abs=0.1)


@each_face
def test_the_centre_of_the_chins_section_is_d(face):
    path = outlines.symphysis(Face(FACES[face]))
    place = np.array(FACES[face]["D"])

    across = path[np.abs(path[:, 1] - place[1]) < 1.0]

    front, back = across[:, 0].max(), across[:, 0].min()
    assert (front + back) / 2 == pytest.approx(place[0], abs=1.2)


def test_a_face_bends_nothing_that_its_landmarks_do_not():
    shape = points((10.0, 10.0), (-30.0, 60.0), (80.0, 90.0))

    assert Face(CLASS_1).bent(shape) == pytest.approx(shape, abs=1e-9)


@pytest.mark.parametrize("name", ["class-1", "class-2", "class-3", "left-facing"])
def test_a_landmark_lies_within_2_pixels_of_an_edge_that_is_seen(name):
    case = BY_NAME[name]
    pixels = draw_cephalogram(case, "small").astype(np.float64)
    found = landmarks_in(case, "small")

    off = {code: _edge(pixels, found[code], way, case.is_turned) for code, way in OUTWARDS.items()}

    assert true_scale(case, "small") < 0.5
    assert {code: distance for code, distance in off.items() if abs(distance) > 2.0} == {}


def _edge(pixels, place, way, is_turned):
    """Return how far outside a place (pixels) the film darkens most on the way outwards."""
    outwards = np.array(way) / np.hypot(*way) * (-1 if is_turned else 1, 1)
    steps = np.arange(-5.0, 5.01, 0.25)
    columns, rows = (np.array(place)[:, None] - 0.5) + outwards[:, None] * steps
    darker = -np.diff(_at(pixels, rows, columns))
    return steps[np.argmax(darker)] + 0.125


def _at(pixels, rows, columns):
    """Return values between the pixels' centres, from the four around."""
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    down, right = rows - top, columns - left
    upper = pixels[top, left] * (1 - right) + pixels[top, left + 1] * right
    lower = pixels[top + 1, left] * (1 - right) + pixels[top + 1, left + 1] * right
    return upper * (1 - down) + lower * down
