"""Definitions that are easily taken for others, and faces at the edge of what faces are."""

import math

import pytest

from tests.ceph_builders import MM, PIXEL_MM, face, film_points
from viewer.domain.cephalometry.analyses import NORM_SETS
from viewer.domain.cephalometry.axes import Axis, Direction
from viewer.domain.cephalometry.face import Face, face_of
from viewer.domain.cephalometry.landmarks import KINDS, code_of
from viewer.domain.cephalometry.measures import MEASURES, measured
from viewer.domain.cephalometry.norms import Evidence, Norm
from viewer.geometry.points import ImagePoint
from viewer.words.cephalometry import landmark_words


def moved(code: str, forward: float, down: float = 0.0) -> Face:
    """The face with a landmark moved by mm; the film lies upright and faces right."""
    x, y = film_points()[code]
    return face().moved(code, ImagePoint(x + forward / PIXEL_MM, y + down / PIXEL_MM))


def value_of(on: Face, code: str) -> float:
    found = measured(on, code)
    assert found is not None, code
    return found.value


def norm_of(key: str, measure: str) -> Norm:
    return NORM_SETS[key].by_item[MEASURES[measure].item]


def test_the_condyle_is_measured_to_the_vertical_through_sella() -> None:
    assert value_of(face(), "S-Co") == pytest.approx(9.0)
    assert value_of(moved("Co", 0.0, 5.0), "S-Co") == pytest.approx(9.0)
    assert value_of(moved("Co", -5.0), "S-Co") == pytest.approx(14.0)
    assert norm_of("shanghai-ninth", "S-Co").mean == 20.2
    assert norm_of("wylie-chinese", "S-Co").mean == 17.4


def test_a_condyle_further_back_is_called_so() -> None:
    assert MEASURES["S-Co"].says(Direction.HIGH) == (Axis.CONDYLE_BACK, Direction.HIGH)


def test_west_china_measures_the_mandible_along_its_planes() -> None:
    along = math.radians(math.degrees(math.atan2(107 - 82, 57 - 2)))
    step = (MM["Pog"][0] - MM["Go"][0], MM["Pog"][1] - MM["Go"][1])
    body = step[0] * math.cos(along) + step[1] * math.sin(along)

    assert value_of(face(), "Go-Pog(Go1-Me)") == pytest.approx(body)
    assert norm_of("west-china", "Go-Pog(Go1-Me)").measure == "Go-Pog(Go1-Me)"
    assert norm_of("west-china", "Co-Go(straight)").measure == "Co-Go(Ar-Go2)"
    assert norm_of("shanghai-ninth", "Co-Go(straight)").measure == "Co-Go(straight)"
    assert value_of(face(), "Co-Go(Ar-Go2)") < value_of(face(), "Co-Go(straight)")


def test_a_hollow_soft_profile_does_not_come_back_as_a_convex_one() -> None:
    straight_x = 75.5 + (76.5 - 75.5) * (48 + 6) / (99 + 6)
    to_straight = straight_x - 86

    assert value_of(face(), "N'-Sn-Pog'") == pytest.approx(158.44, abs=0.01)
    assert value_of(moved("Sn", to_straight), "N'-Sn-Pog'") == pytest.approx(180.0)
    assert value_of(moved("Sn", to_straight - 5), "N'-Sn-Pog'") > 185


def test_incisors_that_both_lean_back_stand_at_more_than_180_degrees() -> None:
    steep = moved("U1", -14.0)
    x, y = film_points()["L1"]
    both = steep.moved("L1", ImagePoint(x - 18.0 / PIXEL_MM, y))

    assert value_of(both, "U1-L1") > 180


@pytest.mark.parametrize("key", NORM_SETS)
def test_what_is_within_one_standard_deviation_is_normal_and_nothing_else(key: str) -> None:
    for norm in NORM_SETS[key].norms:
        for times in (-1.0, -0.1, 0.0, 0.7, 1.0) if norm.sd else ():
            value = norm.mean + times * (norm.sd or 0.0)
            deviation = norm.deviation(value)
            is_within = deviation is not None and abs(deviation) <= 1
            assert (norm.direction(value) is Direction.NORMAL) == is_within, norm.measure


@pytest.mark.parametrize("code", KINDS)
def test_the_name_shown_for_a_landmark_never_means_another(code: str) -> None:
    assert code_of(landmark_words(code)[0]) in {code, None}


def test_values_that_nobody_checked_in_the_paper_say_so() -> None:
    recalled = [
        *(("steiner-original", code) for code in ("SE", "SL")),
        *(("downs-original", code) for code in ("U1-APog", "IMPA(Go1-Me minus 90)")),
    ]

    assert {norm_of(*one).source.evidence for one in recalled} == {Evidence.RECALLED}
    assert norm_of("steiner-original", "SNA").source.evidence is Evidence.TABLE
    assert norm_of("downs-original", "Y axis").source.evidence is Evidence.TABLE


def test_a_chin_that_contradicts_its_own_table_is_doubted() -> None:
    doubtful = [norm.measure for norm in NORM_SETS["burstone-chinese"].norms if norm.is_doubtful]

    assert doubtful == ["Gvert-Pog'"]


@pytest.mark.parametrize("faces_left", [False, True])
def test_two_points_in_one_place_do_not_say_which_way_a_face_looks(*, faces_left: bool) -> None:
    points = film_points(faces_left=faces_left)
    points["Or"] = points["Po"]

    assert face_of(points).is_mirrored is faces_left


@pytest.mark.parametrize("far", [1e9, -1e9, 1e200, 1e308])
def test_a_place_that_no_image_has_is_missing(far: float) -> None:
    lost = face().moved("A", ImagePoint(far, 3.0))

    assert not lost.has("A")
    assert measured(lost, "SNA") is None


@pytest.mark.parametrize(
    "only",
    [
        ("N'", "Prn", "Sn", "UL'", "LL'", "Pog'"),
        ("N", "A", "B", "Pog", "Sn"),
        ("N", "A", "Pog", "Pog'"),
        ("Ba", "N", "A", "B", "Pog"),
    ],
)
def test_a_few_landmarks_are_enough_to_know_which_way_a_face_looks(only: tuple[str, ...]) -> None:
    right, left = (
        face_of({code: point for code, point in film.items() if code in only}, (1.0, 1.0))
        for film in (film_points(10.0), film_points(10.0, faces_left=True))
    )
    values = [
        (measured(right, code), measured(left, code))
        for code, measure in MEASURES.items()
        if set(measure.needs) <= set(only)
    ]

    assert left.is_mirrored
    assert values
    assert all(a and b and a.value == pytest.approx(b.value) for a, b in values)
