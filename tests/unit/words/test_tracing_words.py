"""Everything that can be said of tracing, calibration, errors and superimposition is said."""

from collections.abc import Callable

import pytest

from viewer.domain.cephalometry.calibration import (
    Calibration,
    CalibrationProblem,
    Magnification,
)
from viewer.domain.cephalometry.landmark_errors import ErrorSource
from viewer.domain.cephalometry.layers import TracingLayer
from viewer.domain.cephalometry.superimposition import Held, NotLaidOver, Refused, Scaling
from viewer.domain.cephalometry.uncertainty import ErrorScale
from viewer.domain.series import SpacingSource
from viewer.words import ceph_tracing as words


@pytest.mark.parametrize(
    ("kinds", "say"),
    [
        (TracingLayer, words.layer_words),
        (CalibrationProblem, words.calibration_problem_words),
        (ErrorSource, words.error_source_words),
        (Held, words.held_words),
        (Scaling, words.scaling_words),
    ],
)
def test_each_kind_is_said_in_its_own_words(
    kinds: type, say: Callable[[object], str], qapp: object
) -> None:
    said = [say(kind) for kind in kinds]

    assert all(said)
    assert len(set(said)) == len(said)
    assert not any("{" in text for text in said)


def test_a_refusal_names_what_is_missing(qapp: object) -> None:
    for reason in NotLaidOver:
        assert "Po, Or" in words.refused_words(Refused(reason, ("Po", "Or")))


def test_a_calibration_says_whose_it_is_and_what_is_wrong_with_it(qapp: object) -> None:
    own = words.calibration_words(Calibration((0.1, 0.2), Magnification.IN_PLANE))
    file = words.calibration_words(
        Calibration((0.1, 0.1), Magnification.UNKNOWN, SpacingSource.IMAGER)
    )
    right = words.calibration_words(
        Calibration((0.1, 0.1), Magnification.CORRECTED, SpacingSource.MAGNIFIED, "1.1")
    )

    assert "0.1 × 0.2 mm" in own
    assert "known length" in own
    assert "Magnification not taken off" in file
    assert "Magnification not taken off" not in right
    assert "1.1" in right


def test_without_calibration_no_length_is_promised(qapp: object) -> None:
    assert "angles and ratios only" in words.calibration_words(None)


def test_errors_say_how_they_came_onto_the_film(qapp: object) -> None:
    assert words.error_scale_words(ErrorScale.CALIBRATED) == ""
    assert "71 mm" in words.error_scale_words(ErrorScale.MEAN_SN)
    assert words.error_scale_words(None)
