"""Values of a face whose angles and lengths were worked out by hand, on films of every kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ceph_builders import MM, PIXEL_MM, film_points
from viewer.domain.cephalometry.face import Face, face_of
from viewer.domain.cephalometry.formulas import Unit
from viewer.domain.cephalometry.measures import MEASURES, measured
from viewer.geometry.points import ImagePoint

FURTHER = {"PM": (62.6, 92.5), "DC": (-12.0, 27.0), "FA": (77.0, 68.0)}
EXPECTED = {
    "SNA": 83.0,
    "SNB": 80.0,
    "ANB": 3.0,
    "SND": 77.52,
    "U1-NA mm": 5.82,
    "U1-NA": 23.7,
    "L1-NB mm": 6.98,
    "L1-NB": 31.28,
    "Pog-NB": 0.76,
    "U1-L1": 122.01,
    "GoGn-SN": 31.61,
    "OP-SN": 18.67,
    "U1-SN": 106.7,
    "FH-NPog": 87.4,
    "NA-APog": 5.34,
    "AB-NPog": -4.85,
    "FMA(Go-Me)": 28.03,
    "Y axis": 59.22,
    "OP-FH": 11.67,
    "IMPA(Go-Me)": 96.26,
    "FMIA": 55.71,
    "U1-APog": 8.17,
    "L1-APog mm": 5.09,
    "L1-APog": 28.95,
    "Wits": -2.74,
    "A-Nperp": 0.0,
    "Pog-Nperp": -4.85,
    "Co-A": 83.15,
    "Co-Gn": 111.4,
    "ANS-Me": 65.97,
    "NBa-PtGn": 91.83,
    "N-S-Ar": 122.02,
    "S-Ar-Go(Go)": 146.93,
    "Ar-Go-Me(Go)": 126.08,
    "Bjork sum(Go)": 395.03,
    "Ar-Go-N(Go)": 51.81,
    "N-Go-Me(Go)": 74.27,
    "S-Go/N-Me(straight)": 62.68,
    "ANS-Me/N-Me(FH)": 55.4,
    "A-NPog": 2.49,
    "UL-E": -0.51,
    "LL-E": 1.79,
    "Cm-Sn-UL'": 90.0,
    "LFH": 39.93,
    "PP-FH(acute)": 2.25,
    "MP-NPog(Go-Me)": 64.57,
    "Z": 66.5,
}


@pytest.fixture(scope="module")
def upright() -> Face:
    points = {code: ImagePoint(*place) for code, place in (MM | FURTHER).items()}
    return face_of(points, (1.0, 1.0))


def value_of(face: Face, code: str) -> float:
    found = measured(face, code)
    assert found is not None, code
    return found.value


@pytest.mark.parametrize("code", EXPECTED)
def test_a_reference_value_is_met_within_a_twentieth(upright: Face, code: str) -> None:
    assert value_of(upright, code) == pytest.approx(EXPECTED[code], abs=0.05)


def test_the_angles_of_tweeds_triangle_sum_up(upright: Face) -> None:
    codes = ("FMA(Go-Me)", "FMIA", "IMPA(Go-Me)")

    assert sum(value_of(upright, code) for code in codes) == pytest.approx(180.0, abs=1e-9)


def test_facial_angle_mandibular_plane_and_taper_sum_up(upright: Face) -> None:
    codes = ("FH-NPog", "FMA(Go-Me)", "MP-NPog(Go-Me)")

    assert sum(value_of(upright, code) for code in codes) == pytest.approx(180.0, abs=1e-9)


def test_a_palatal_plane_tipped_up_in_front_is_negative(upright: Face) -> None:
    assert value_of(upright, "PP-FH") == pytest.approx(-2.25, abs=0.05)


def test_every_measure_has_a_value_on_a_whole_face(upright: Face) -> None:
    assert [code for code in MEASURES if measured(upright, code) is None] == []


@given(
    degrees=st.floats(-180, 180),
    faces_left=st.booleans(),
    pixel=st.tuples(st.floats(0.05, 1.5), st.floats(0.05, 1.5)),
)
def test_how_the_film_lies_faces_and_is_scaled_changes_no_value(
    degrees: float, faces_left: bool, pixel: tuple[float, float]
) -> None:
    film = face_of(film_points(degrees, faces_left=faces_left, pixel=pixel), pixel)
    straight = face_of(film_points(), (PIXEL_MM, PIXEL_MM))

    for code in MEASURES:
        if (known := measured(straight, code)) is not None:
            assert value_of(film, code) == pytest.approx(known.value, abs=1e-6), code


@given(across=st.floats(-1e4, 1e4), down=st.floats(-1e4, 1e4))
def test_where_the_face_lies_on_the_film_changes_no_value(across: float, down: float) -> None:
    points = film_points()
    moved = {code: ImagePoint(x + across, y + down) for code, (x, y) in points.items()}
    there, here = face_of(moved, (PIXEL_MM, PIXEL_MM)), face_of(points, (PIXEL_MM, PIXEL_MM))

    for code in MEASURES:
        if (known := measured(here, code)) is not None:
            assert value_of(there, code) == pytest.approx(known.value, abs=1e-6), code


@given(degrees=st.floats(-180, 180), faces_left=st.booleans())
def test_without_calibration_angles_and_ratios_are_the_same_and_lengths_are_not_there(
    degrees: float, faces_left: bool
) -> None:
    film = face_of(film_points(degrees, faces_left=faces_left, pixel=(0.3, 0.3)))
    straight = face_of(film_points(), (PIXEL_MM, PIXEL_MM))

    for code, measure in MEASURES.items():
        if measure.unit is Unit.MILLIMETRE:
            assert measured(film, code) is None
        elif (known := measured(straight, code)) is not None:
            assert value_of(film, code) == pytest.approx(known.value, abs=1e-6), code


def test_pixels_that_are_not_square_are_made_so_by_their_aspect_alone() -> None:
    film = face_of(film_points(31.0, pixel=(0.2, 0.5)), aspect=2.5)

    assert value_of(film, "SNA") == pytest.approx(83.0, abs=0.05)


@pytest.mark.parametrize("missing", [("Po", "Or"), ("Po", "Or", "S"), ("Po", "Or", "S", "N")])
@pytest.mark.parametrize("degrees", [0.0, 90.0, 180.0, -120.0])
def test_without_the_horizontal_jaws_or_palate_tell_where_the_face_looks(
    missing: tuple[str, ...], degrees: float
) -> None:
    points = film_points(degrees, faces_left=True)
    face = face_of({c: p for c, p in points.items() if c not in missing}, (PIXEL_MM, PIXEL_MM))

    assert face.is_mirrored
    assert value_of(face, "UL-E") == pytest.approx(-0.51, abs=0.05)
    assert measured(face, "FMIA") is None
