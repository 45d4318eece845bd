"""Two films of one face, however they lie, and what moved between them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ceph_builders import MM, film_points
from viewer.domain.cephalometry.face import Face, face_of
from viewer.domain.cephalometry.formulas import Unit
from viewer.domain.cephalometry.superimposition import (
    Held,
    NotLaidOver,
    Refused,
    Scaling,
    Superimposition,
    measure_changes,
    superimposed,
)
from viewer.domain.cephalometry.tracing import traced
from viewer.geometry.points import ImagePoint

PIXEL = (0.125, 0.125)
FIXED = {Held.SN_AT_S: "S", Held.FH_AT_PO: "Po", Held.PALATAL_AT_ANS: "ANS"}


def laid(first: Face, second: Face, held: Held = Held.SN_AT_S) -> Superimposition:
    made = superimposed(first, second, held)
    assert isinstance(made, Superimposition)
    return made


@given(
    st.sampled_from(list(Held)),
    st.floats(-180, 180),
    st.booleans(),
    st.tuples(st.floats(0.05, 0.4), st.floats(0.05, 0.4)),
)
def test_a_face_lies_on_itself_however_its_second_film_lies(
    held: Held, degrees: float, faces_left: bool, pixel: tuple[float, float]
) -> None:
    first = face_of(film_points(), PIXEL)
    second = face_of(film_points(degrees, faces_left=faces_left, pixel=pixel), pixel)
    made = laid(first, second, held)

    assert made.scaling is Scaling.MILLIMETRES
    for code, point in first.points.items():
        assert made.face.points[code] == pytest.approx(point, abs=1e-6)
    assert max(change.distance for change in made.points) < 1e-6


@pytest.mark.parametrize("held", list(Held))
def test_what_is_held_coincides_and_lines_up(held: Held) -> None:
    first = face_of(film_points(), PIXEL)
    changed = {code: (x * 1.1 + 0.02 * y, y * 1.08) for code, (x, y) in MM.items()}
    second = face_of({c: ImagePoint(x * 6 + 200, y * 6 + 300) for c, (x, y) in changed.items()})
    made = laid(first, second.calibrated((1 / 6, 1 / 6)), held)

    assert made.face.points[FIXED[held]] == pytest.approx(first.points[FIXED[held]])
    start, end = {"S": ("S", "N"), "Po": ("Po", "Or"), "ANS": ("PNS", "ANS")}[FIXED[held]]
    slopes = [
        math.atan2(f.points[end].row - f.points[start].row, f.points[end][0] - f.points[start][0])
        for f in (first, made.face)
    ]
    assert slopes[0] == pytest.approx(slopes[1])


def test_a_point_that_moved_alone_is_told_in_millimetres() -> None:
    """FH is level: 3 mm forward and 4 mm down is just that."""
    first = face_of(film_points(), PIXEL)
    pog = first.points["Pog"]
    second = first.moved("Pog", ImagePoint(pog.column + 3 / 0.125, pog.row + 4 / 0.125))
    made = laid(first, second, Held.FH_AT_PO)

    (change,) = (change for change in made.points if change.code == "Pog")
    assert made.unit is Unit.MILLIMETRE
    assert (change.forward, change.downward) == pytest.approx((3.0, 4.0))
    assert change.distance == pytest.approx(5.0)
    assert sum(change.distance > 1e-9 for change in made.points) == 1


def test_size_counts_where_both_films_are_calibrated() -> None:
    first = face_of(film_points(), PIXEL)
    grown = face_of(film_points(), (0.15, 0.15))
    change = next(change for change in laid(first, grown).points if change.code == "N")

    assert change.distance == pytest.approx(math.dist(MM["S"], MM["N"]) * 0.2)


@pytest.mark.parametrize("is_first_calibrated", [True, False])
def test_without_calibration_sn_is_made_equal_and_nothing_is_in_millimetres(
    is_first_calibrated: bool,
) -> None:
    first = face_of(film_points(), PIXEL if is_first_calibrated else None)
    made = laid(first, face_of(film_points(20, pixel=(0.2, 0.2))))

    assert made.scaling is Scaling.EQUAL_SN
    assert made.unit is Unit.PERCENT
    assert max(change.distance for change in made.points) < 1e-6


def test_a_change_without_calibration_is_a_share_of_sn() -> None:
    first = face_of(film_points())
    length = math.dist(first.points["S"], first.points["N"])
    po = first.points["A"]
    second = first.moved("A", ImagePoint(po.column + length / 10, po.row))
    change = next(c for c in laid(first, second, Held.FH_AT_PO).points if c.code == "A")

    assert change.forward == pytest.approx(10.0)


def test_missing_points_are_named() -> None:
    first = face_of(film_points(), PIXEL)

    refused = superimposed(first, first.without("Or"), Held.FH_AT_PO)
    assert refused == Refused(NotLaidOver.POINTS_MISSING, ("Or",))
    plain = face_of(film_points()).without("N")
    refused = superimposed(first, plain, Held.FH_AT_PO)
    assert refused == Refused(NotLaidOver.NO_SCALE, ("N",))


def test_two_points_in_one_place_give_no_direction() -> None:
    first = face_of(film_points(), PIXEL)
    refused = superimposed(first, first.moved("N", first.points["S"]), Held.SN_AT_S)

    assert isinstance(refused, Refused)


def test_only_landmarks_of_both_films_are_compared() -> None:
    first = face_of(film_points(), PIXEL)
    made = laid(first, first.without("Gn"))

    assert "Gn" not in {change.code for change in made.points}
    assert len(made.points) == len(MM) - 1


def test_the_second_tracing_can_be_drawn_on_the_first_film() -> None:
    first = face_of(film_points(), PIXEL)
    second = face_of(film_points(-12, faces_left=True), PIXEL)
    drawn = traced(laid(first, second).face)

    assert [line.name for line in drawn] == [line.name for line in traced(first)]


def test_differences_of_measures() -> None:
    first = face_of(film_points(), PIXEL)
    a = first.points["A"]
    second = first.moved("A", ImagePoint(a.column + 8, a.row)).without("Go1")
    changes = {c.code: c for c in measure_changes(first, second, ("SNA", "SNB", "FMA(Go1-Me)"))}

    assert changes["SNA"].difference is not None
    assert changes["SNA"].difference > 0.5
    assert changes["SNB"].difference == 0
    assert changes["FMA(Go1-Me)"].difference is None
    assert changes["FMA(Go1-Me)"].first is not None


def test_lengths_are_not_compared_unless_both_films_are_calibrated() -> None:
    first, plain = face_of(film_points(), PIXEL), face_of(film_points())

    assert [c.code for c in measure_changes(first, plain, ("SNA", "Co-A"))] == ["SNA"]
    assert [c.code for c in measure_changes(first, first, ("SNA", "Co-A"))] == ["SNA", "Co-A"]
