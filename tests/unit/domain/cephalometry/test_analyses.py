"""The table of an analysis."""

import timeit

import pytest

from tests.ceph_builders import PIXEL_MM, face, film_points
from viewer.domain.cephalometry.analyses import (
    ANALYSES,
    NORM_SETS,
    Band,
    Row,
    analysed,
    band_of,
    custom,
    fitting,
)
from viewer.domain.cephalometry.axes import Direction
from viewer.domain.cephalometry.face import Face, face_of
from viewer.domain.cephalometry.norms import Person, Sex

NOBODY = Person()


def rows_of(analysis: str, norm_set: str, on: Face | None = None) -> dict[str, Row]:
    rows = analysed(on or face(), ANALYSES[analysis], NORM_SETS[norm_set], NOBODY)
    return {row.measure.code: row for row in rows}


def test_all_the_analyses_are_there() -> None:
    assert list(ANALYSES) == [
        *("steiner", "downs", "tweed", "ricketts", "mcnamara", "jarabak", "wits", "holdaway"),
        *("burstone", "peking", "west-china", "shanghai-ninth", "wylie", "e-line", "kim"),
    ]


def test_a_row_compares_a_value_with_its_norm() -> None:
    row = rows_of("steiner", "steiner-chinese")["U1-NA mm"]

    assert row.value == pytest.approx(5.82, abs=0.05)
    assert row.norm is not None
    assert (row.norm.mean, row.norm.sd) == (5.1, 2.4)
    assert row.deviation_sd == pytest.approx(0.3, abs=0.02)
    assert (row.band, row.direction) == (Band.WITHIN, Direction.NORMAL)


@pytest.mark.parametrize(
    ("deviation", "band"),
    [
        (0.0, Band.WITHIN),
        (-1.0, Band.WITHIN),
        (1.01, Band.ONE_TO_TWO),
        (-2.0, Band.ONE_TO_TWO),
        (2.01, Band.BEYOND),
        (None, Band.UNKNOWN),
    ],
)
def test_bands_are_one_and_two_standard_deviations(deviation: float | None, band: Band) -> None:
    assert band_of(deviation) is band


def test_a_norm_set_brings_its_own_way_to_draw_a_plane() -> None:
    assert "FMA(Go1-Me)" in rows_of("tweed", "tweed-chinese")
    assert "FMA(Go-Me)" in rows_of("tweed", "shanghai-ninth")
    assert "L1-OP(minus 90)" in rows_of("downs", "downs-original")
    assert rows_of("downs", "downs-original")["L1-OP(minus 90)"].value == pytest.approx(
        22.62, abs=0.05
    )


def test_a_measure_without_norm_keeps_its_value() -> None:
    row = rows_of("steiner", "peking")["SND"]

    assert row.value == pytest.approx(77.52, abs=0.05)
    assert (row.norm, row.deviation_sd, row.direction) == (None, None, None)
    assert row.band is Band.UNKNOWN


def test_a_value_inside_a_span_is_within() -> None:
    row = rows_of("jarabak", "jarabak-original")["S-Go/N-Me(straight)"]

    assert row.value == pytest.approx(62.68, abs=0.05)
    assert (row.band, row.direction) == (Band.WITHIN, Direction.NORMAL)


def test_a_row_says_which_landmarks_it_lacks() -> None:
    row = rows_of("steiner", "steiner-chinese", face("A", "N"))["SNA"]

    assert row.value is None
    assert row.missing == ("N", "A")
    assert (row.band, row.direction) == (Band.UNKNOWN, None)


def test_a_row_in_millimetres_awaits_calibration() -> None:
    rows = rows_of("wits", "wits-female", face(is_calibrated=False))

    assert rows["Wits"].awaits_calibration
    assert rows["Wits"].value is None


def test_without_norms_there_are_values_alone() -> None:
    rows = analysed(face(), ANALYSES["peking"], None, NOBODY)

    assert all(row.norm is None and row.value is not None for row in rows)


def test_the_norm_of_a_child_is_of_its_age() -> None:
    rows = analysed(
        face(), ANALYSES["ricketts"], NORM_SETS["ricketts-original"], Person(14.0, Sex.MALE)
    )
    facial = next(row for row in rows if row.measure.code == "FH-NPog")

    assert facial.norm is not None
    assert facial.norm.mean == pytest.approx(88.65)


def test_a_custom_set_has_its_measures_once_and_the_norms_that_fit_best_first() -> None:
    own = custom("mine", "My set", ["Wits", "SNA", "SNA", "Overjet"])

    assert own.items == ("Wits", "SNA", "Overjet")
    assert own.is_custom
    assert own.norm_sets[0] == "shanghai-ninth"
    assert "burstone-chinese" not in own.norm_sets


def test_a_custom_set_does_not_change_the_plane_that_was_chosen() -> None:
    own = custom("mine", "My set", ["FMA(Go-Me)", "FMA(Go1-Me)"])
    rows = analysed(face(), own, NORM_SETS["peking"], NOBODY)

    assert [row.measure.code for row in rows] == ["FMA(Go-Me)", "FMA(Go1-Me)"]
    assert [row.norm is None for row in rows] == [True, False]


def test_a_custom_set_of_what_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        custom("mine", "My set", ["SNX"])


@pytest.mark.parametrize(
    ("person", "key"),
    [
        (Person(30, Sex.MALE), "mcnamara-adult-male"),
        (Person(30, Sex.FEMALE), "mcnamara-adult-female"),
        (Person(12, Sex.MALE), "mcnamara-chinese-child"),
        (NOBODY, "mcnamara-adult-female"),
        (Person(5, Sex.MALE), "mcnamara-adult-female"),
    ],
)
def test_the_first_norm_set_is_one_that_nothing_known_speaks_against(
    person: Person, key: str
) -> None:
    first = fitting(ANALYSES["mcnamara"], person)

    assert first is not None
    assert first.key == key


def test_a_set_of_measures_without_norms_has_none_to_begin_with() -> None:
    assert fitting(custom("mine", "My set", ["PP-FH(acute)"]), NOBODY) is not None
    assert fitting(custom("mine", "My set", ["Y axis-SN"]), NOBODY) is None


def test_all_analyses_of_a_moved_landmark_take_less_than_a_frame_leaves() -> None:
    points = film_points()
    tables = [(analysis, NORM_SETS[analysis.norm_sets[0]]) for analysis in ANALYSES.values()]

    def dragged() -> None:
        moved = face_of(points, (PIXEL_MM, PIXEL_MM))
        for analysis, norm_set in tables:
            analysed(moved, analysis, norm_set, NOBODY)

    assert min(timeit.repeat(dragged, number=1, repeat=20)) < 0.004
