"""What gives a cephalogram its millimetres, and what does not."""

import math
from dataclasses import replace

import pytest

from tests.ceph_builders import CALIBRATED, PIXEL_MM, SERIES, film_points, landmark, ruler
from viewer.domain.cephalometry.calibration import (
    CalibrationProblem,
    Magnification,
    calibration_of,
    problem_with,
)
from viewer.domain.cephalometry.film import film_of
from viewer.domain.cephalometry.measures import measured
from viewer.domain.finding import Finding
from viewer.domain.series import SpacingSource
from viewer.domain.standing import Decision
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import LineRegion


def test_without_spacing_and_ruler_there_are_no_millimetres() -> None:
    film = film_of((landmark(c, p) for c, p in film_points().items()), SERIES)

    assert film.calibration is None
    assert measured(film.face, "Co-A") is None
    assert measured(film.face, "SNA") is not None


def test_a_slanted_ruler_counts_by_its_true_length() -> None:
    found = calibration_of(SERIES, [ruler((100, 100), (400, 500), 50.0)])

    assert found is not None
    assert found.mm_per_pixel == pytest.approx((0.1, 0.1))
    assert found.is_by_reader
    assert found.magnification is Magnification.IN_PLANE
    assert found.finding_uid == "ruler"


def test_a_ruler_on_pixels_that_are_not_square_gives_both_sides() -> None:
    series = replace(SERIES, aspect_ratio=2.0)
    found = calibration_of(series, [ruler((0, 0), (300, 200), 50.0)])  # 300 across, 400 down

    assert found is not None
    assert found.mm_per_pixel == pytest.approx((0.1, 0.2))


def test_the_last_ruler_holds_before_the_file() -> None:
    rulers = [ruler((0, 0), (100, 0), 10.0, "first"), ruler((0, 0), (100, 0), 20.0, "second")]
    found = calibration_of(CALIBRATED, rulers)

    assert found is not None
    assert (found.mm_per_pixel, found.finding_uid) == ((0.2, 0.2), "second")


def test_a_rejected_ruler_does_not_count() -> None:
    film = film_of([ruler((0, 0), (100, 0), 20.0)], CALIBRATED, {"ruler": Decision.REJECTED})

    assert film.calibration is not None
    assert film.calibration.source is SpacingSource.IMAGER


@pytest.mark.parametrize(
    ("source", "magnification"),
    [
        (SpacingSource.IMAGER, Magnification.UNKNOWN),
        (SpacingSource.PROJECTION, Magnification.UNKNOWN),
        (SpacingSource.NOMINAL, Magnification.UNKNOWN),
        (SpacingSource.MAGNIFIED, Magnification.CORRECTED),
        (SpacingSource.DISTANCES, Magnification.CORRECTED),
        (SpacingSource.CALIBRATED, Magnification.CORRECTED),
    ],
)
def test_the_file_says_whether_magnification_is_taken_off(
    source: SpacingSource, magnification: Magnification
) -> None:
    series = replace(CALIBRATED, spacing_source=source, pixel_spacing=(0.2, 0.1))
    found = calibration_of(series)

    assert found is not None
    assert (found.mm_per_pixel, found.magnification) == ((0.1, 0.2), magnification)
    assert not found.is_by_reader


@pytest.mark.parametrize(
    ("end", "length", "problem"),
    [
        ((100.0, 0.0), 0.0, CalibrationProblem.NOT_A_LENGTH),
        ((100.0, 0.0), -10.0, CalibrationProblem.NOT_A_LENGTH),
        ((100.0, 0.0), math.nan, CalibrationProblem.NOT_A_LENGTH),
        ((100.0, 0.0), math.inf, CalibrationProblem.NOT_A_LENGTH),
        ((100.0, 0.0), 0.5, CalibrationProblem.LENGTH_TOO_SHORT),
        ((1000.0, 0.0), 501.0, CalibrationProblem.LENGTH_TOO_LONG),
        ((0.0, 0.0), 10.0, CalibrationProblem.LINE_TOO_SHORT),
        ((9.0, 0.0), 10.0, CalibrationProblem.LINE_TOO_SHORT),
        ((20.0, 0.0), 100.0, CalibrationProblem.IMPOSSIBLE_PIXEL),
        ((1000.0, 0.0), 2.0, CalibrationProblem.IMPOSSIBLE_PIXEL),
        ((0.0, 100.0), 10.0, None),
    ],
)
def test_an_absurd_length_is_refused(
    end: tuple[float, float], length: float, problem: CalibrationProblem | None
) -> None:
    line = LineRegion((ImagePoint(0.0, 0.0), ImagePoint(*end)))

    assert problem_with(line, length, 1.0) is problem


def test_an_absurd_ruler_leaves_the_one_before_it() -> None:
    rulers = [ruler((0, 0), (100, 0), 10.0, "good"), ruler((0, 0), (5, 0), 10.0, "short")]
    found = calibration_of(SERIES, rulers)

    assert found is not None
    assert found.finding_uid == "good"


def test_the_readers_own_landmark_holds_before_the_services() -> None:
    own = landmark("S", ImagePoint(1.0, 2.0), "own", is_own=True)
    film = film_of([own, landmark("S", ImagePoint(9.0, 9.0))], SERIES)

    assert film.face.points["S"] == (1.0, 2.0)
    assert film.uids["S"] == "own"


def test_a_rejected_landmark_takes_its_measures_away() -> None:
    findings: list[Finding] = [landmark(code, point) for code, point in film_points().items()]
    film = film_of(findings, CALIBRATED, {"A-uid": Decision.REJECTED})

    assert measured(film.face, "SNA") is None
    assert measured(film.face, "SNB") is not None


def test_a_point_in_hand_changes_the_face_at_once() -> None:
    film = film_of((landmark(c, p) for c, p in film_points().items()), CALIBRATED)
    before = measured(film.face, "SNA")
    ahead = film.face.points["A"]._replace(column=film.face.points["A"].column + 4 / PIXEL_MM)
    after = measured(film.with_point("A", ahead).face, "SNA")

    assert before is not None
    assert after is not None
    assert after.value > before.value + 2
