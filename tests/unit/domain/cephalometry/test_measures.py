"""When a measure exists, and the mistakes that other programs make."""

import pytest

from tests.ceph_builders import MM, PIXEL_MM, face, film_points
from viewer.domain.cephalometry.analyses import ANALYSES, NORM_SETS, analysed
from viewer.domain.cephalometry.axes import Axis, Direction
from viewer.domain.cephalometry.face import Face, Place, face_of
from viewer.domain.cephalometry.formulas import Unit
from viewer.domain.cephalometry.landmarks import KINDS
from viewer.domain.cephalometry.measures import (
    MEASURES,
    awaits_calibration,
    measured,
    missing_points,
)
from viewer.domain.cephalometry.norms import Person
from viewer.geometry.points import ImagePoint


def moved(code: str, forward: float, down: float = 0.0) -> Face:
    """The face with a landmark moved by mm; the film lies upright and faces right."""
    x, y = film_points()[code]
    return face().moved(code, ImagePoint(x + forward / PIXEL_MM, y + down / PIXEL_MM))


def value_of(on: Face, code: str) -> float:
    found = measured(on, code)
    assert found is not None, code
    return found.value


@pytest.mark.parametrize("code", MM)
def test_a_missing_landmark_takes_away_just_what_needs_it(code: str) -> None:
    whole, poorer = face(), face(code)
    gone = {name for name in MEASURES if measured(whole, name) and not measured(poorer, name)}

    assert gone == {
        name
        for name, measure in MEASURES.items()
        if measured(whole, name) and code in measure.needs
    }
    assert all(missing_points(poorer, MEASURES[name]) == (code,) for name in gone)


@pytest.mark.parametrize("code", MEASURES)
def test_a_measure_needs_known_landmarks_and_shows_its_construction(code: str) -> None:
    measure, whole = MEASURES[code], face()
    shown = measure.construction.codes

    assert measure.needs
    assert set(measure.needs) <= set(KINDS)
    assert measure.construction.lines
    assert all(whole.image_point(c) for c in shown if set(measure.needs) <= set(MM))


@pytest.mark.parametrize("code", MEASURES)
def test_landmarks_that_coincide_give_no_value_or_a_finite_one(code: str) -> None:
    everywhere = {name: ImagePoint(100.0, 100.0) for name in KINDS}

    found = measured(face_of(everywhere, (1.0, 1.0)), code)

    assert found is None or found.value == 0.0 or "minus" in code


def test_two_landmarks_in_one_place_give_no_angle() -> None:
    n_on_s = face().moved("N", film_points()["S"])

    assert measured(n_on_s, "SNA") is None
    assert measured(n_on_s, "FMIA") is not None


def test_a_place_that_is_not_finite_is_missing() -> None:
    lost = face().moved("A", ImagePoint(float("nan"), 3.0))

    assert measured(lost, "SNA") is None
    assert missing_points(lost, MEASURES["SNA"]) == ("A",)


def test_lengths_await_calibration_and_nothing_else_does() -> None:
    bare = face(is_calibrated=False)

    awaiting = {code for code, measure in MEASURES.items() if awaits_calibration(bare, measure)}

    assert awaiting == {c for c, measure in MEASURES.items() if measure.unit is Unit.MILLIMETRE}
    assert not any(awaits_calibration(face(), measure) for measure in MEASURES.values())


def test_zero_is_a_value() -> None:
    on_the_line = measured(face(), "A-Nperp")

    assert on_the_line is not None
    assert on_the_line.value == pytest.approx(0.0, abs=0.01)


def test_po_is_porion_and_pog_is_pogonion() -> None:
    assert MEASURES["Pog-NB"].needs == ("N", "B", "Pog")
    assert set(MEASURES["AB-NPog"].needs) == {"A", "B", "N", "Pog"}
    assert set(MEASURES["NA-APog"].needs) == {"N", "A", "Pog"}
    assert "Po" in MEASURES["FH-NPog"].needs
    assert value_of(moved("Po", -6.0, 2.0), "AB-NPog") == value_of(face(), "AB-NPog")


def test_a_chin_behind_nb_is_negative() -> None:
    assert value_of(moved("Pog", -4.0), "Pog-NB") == pytest.approx(-3.24, abs=0.05)


def test_a_concave_profile_is_negative() -> None:
    assert value_of(moved("A", -8.0), "NA-APog") < 0
    assert value_of(moved("A", -8.0), "A-NPog") < 0
    assert value_of(moved("Sn", -20.0), "G-Sn-Pog'") < 0


def test_incisors_that_lean_back_beyond_their_line_are_negative() -> None:
    assert value_of(moved("U1", -18.0), "U1-NA") < 0
    assert value_of(moved("L1", -20.0), "L1-NB") < 0
    assert value_of(moved("U1", -18.0), "U1-NA mm") < 0


def test_the_lower_incisor_is_measured_at_its_edge_not_its_apex() -> None:
    assert "L1A" not in MEASURES["L1-APog mm"].needs
    assert value_of(moved("L1A", 5.0), "L1-APog mm") == value_of(face(), "L1-APog mm")
    assert value_of(moved("L1", 5.0), "L1-APog mm") > value_of(face(), "L1-APog mm")


def test_missing_apices_are_not_guessed() -> None:
    toothless = face("U1A", "L1A")

    assert measured(toothless, "U1-SN") is None
    assert measured(toothless, "IMPA(Go-Me)") is None
    assert missing_points(toothless, MEASURES["U1-L1"]) == ("U1A", "L1A")


def test_missing_gonial_points_are_not_guessed_from_gonion() -> None:
    rounded = face("Go1", "Go2")

    assert measured(rounded, "FMA(Go1-Me)") is None
    assert measured(rounded, "Ar-Go-Me(tangents)") is None
    assert measured(rounded, "FMA(Go-Me)") is not None


def test_lower_facial_height_waits_for_the_point_nobody_can_construct() -> None:
    assert missing_points(face(), MEASURES["LFH"]) == ("PM",)


def test_lips_are_measured_at_the_vermilion_border_unless_the_paper_says_otherwise() -> None:
    at_border = {code for code, measure in MEASURES.items() if {"UL'", "LL'"} & set(measure.needs)}
    at_prominence = {
        code for code, measure in MEASURES.items() if {"Ls", "Li"} & set(measure.needs)
    }

    assert {"UL-E", "LL-E", "UL-SnPog'", "LL-SnPog'", "Z", "H", "Cm-Sn-UL'"} <= at_border
    assert at_prominence == {"Li-H"}


def test_the_z_angle_takes_the_lip_that_protrudes_more() -> None:
    upper_ahead = moved("LL'", -6.0)

    assert value_of(upper_ahead, "Z") == pytest.approx(71.33, abs=0.05)


def test_steiners_analysis_is_not_empty() -> None:
    norms = NORM_SETS["steiner-chinese"]
    rows = analysed(face(), ANALYSES["steiner"], norms, Person())

    assert len([row for row in rows if row.value is not None and row.norm is not None]) == 14


def test_proclined_lower_incisors_are_called_so_by_every_measure_of_theirs() -> None:
    for code in ("IMPA(Go-Me)", "IMPA(Go1-Me)", "L1-NB", "L1-APog", "L1-OP(full)"):
        assert MEASURES[code].says(Direction.HIGH) == (Axis.LOWER_TIP, Direction.HIGH)
    assert MEASURES["FMIA"].says(Direction.LOW) == (Axis.LOWER_TIP, Direction.HIGH)


def test_a_perpendicular_ends_on_its_line() -> None:
    drop = MEASURES["U1-NA mm"].construction.drops[0]
    whole = face()
    foot = drop.foot(whole)
    start, end = whole.place("N"), whole.place("A")
    along, across = start.to(end), foot.to(whole.place("U1"))

    assert along.x * across.x + along.y * across.y == pytest.approx(0.0, abs=1e-9)
    assert along.x * start.to(foot).y - along.y * start.to(foot).x == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("faces_left", [False, True])
def test_constructed_points_come_back_to_the_film(faces_left: bool) -> None:
    points = film_points(17.0, faces_left=faces_left)
    there = face_of(points, (PIXEL_MM, PIXEL_MM))
    middle = there.image_point("OPa")

    assert middle == pytest.approx(
        (
            (points["U1"].column + points["L1"].column) / 2,
            (points["U1"].row + points["L1"].row) / 2,
        )
    )
    assert there.image_of(there.place("Me")) == pytest.approx(points["Me"])


def test_parallel_tangents_have_no_gonion() -> None:
    points = {
        "Ar": ImagePoint(0, 0),
        "Go2": ImagePoint(0, 10),
        "Me": ImagePoint(50, 10),
        "Go1": ImagePoint(50, 20),
    }
    flat = face_of(points, (1.0, 1.0))

    assert flat.has("Goc")
    assert flat.image_point("Goc") is None
    assert measured(flat, "PFH") is None


def test_a_face_keeps_its_points_apart_from_their_places() -> None:
    left = face_of({"S": ImagePoint(10, 4), "N": ImagePoint(2, 4)}, (0.5, 0.25))

    assert left.is_mirrored
    assert left.places["S"] == Place(-5.0, 1.0)
    assert left.points["S"] == ImagePoint(10, 4)
    assert left.image_point("S") == ImagePoint(10, 4)
    assert left.image_point("A") is None
