"""Words of tracings, calibration, errors and superimposition."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from viewer.domain.cephalometry.calibration import (
    LONGEST_MM,
    SHORTEST_MM,
    SHORTEST_PX,
    Calibration,
    CalibrationProblem,
    Magnification,
)
from viewer.domain.cephalometry.landmark_errors import CITATIONS, ErrorSource
from viewer.domain.cephalometry.layers import TracingLayer
from viewer.domain.cephalometry.superimposition import Held, NotLaidOver, Refused, Scaling
from viewer.domain.cephalometry.uncertainty import ErrorScale
from viewer.words.series import spacing_words


def layer_words(layer: TracingLayer) -> str:
    """Return the name of a layer of the tracing."""
    return {
        TracingLayer.NAMES: QCoreApplication.translate("Tracing", "Names of landmarks"),
        TracingLayer.POINTS: QCoreApplication.translate("Tracing", "Landmarks"),
        TracingLayer.SOFT_PROFILE: QCoreApplication.translate("Tracing", "Soft profile"),
        TracingLayer.CRANIAL_BASE: QCoreApplication.translate("Tracing", "Cranial base and orbit"),
        TracingLayer.MAXILLA: QCoreApplication.translate("Tracing", "Maxilla"),
        TracingLayer.MANDIBLE: QCoreApplication.translate("Tracing", "Mandible"),
        TracingLayer.SYMPHYSIS: QCoreApplication.translate("Tracing", "Symphysis"),
        TracingLayer.TEETH: QCoreApplication.translate("Tracing", "Teeth"),
        TracingLayer.PLANES: QCoreApplication.translate("Tracing", "Planes"),
        TracingLayer.CONSTRUCTION: QCoreApplication.translate(
            "Tracing", "Construction of the chosen measure"
        ),
    }[layer]


def calibration_words(calibration: Calibration | None) -> str:
    """Return how large a pixel is and who says so, or what goes without."""
    if calibration is None:
        return QCoreApplication.translate(
            "Calibration",
            "Not calibrated: angles and ratios only. Draw a line of known length for lengths.",
        )
    across, down = calibration.mm_per_pixel
    size = f"{across:.4g}" if across == down else f"{across:.4g} × {down:.4g}"
    if calibration.source is None:
        return QCoreApplication.translate(
            "Calibration", "1 px = {0} mm, by a line of known length; right in the ruler’s plane"
        ).format(size)
    source = spacing_words(calibration.source, calibration.detail)
    text = QCoreApplication.translate("Calibration", "1 px = {0} mm, from the file. {1}")
    if calibration.magnification is Magnification.UNKNOWN:
        text = QCoreApplication.translate(
            "Calibration",
            "1 px = {0} mm, from the file. {1}. Magnification not taken off: lengths are too long "
            "by as much as the head is enlarged",
        )
    return text.format(size, source)


def calibration_problem_words(problem: CalibrationProblem) -> str:
    """Return why a line does not calibrate, and what to do."""
    return {
        CalibrationProblem.NOT_A_LENGTH: QCoreApplication.translate(
            "Calibration", "Give the length of the line in millimetres, more than 0."
        ),
        CalibrationProblem.LENGTH_TOO_SHORT: QCoreApplication.translate(
            "Calibration", "A line shorter than {0} mm is too short to calibrate by."
        ).format(f"{SHORTEST_MM:g}"),
        CalibrationProblem.LENGTH_TOO_LONG: QCoreApplication.translate(
            "Calibration",
            "Nothing on a cephalogram is longer than {0} mm. Give the length in millimetres.",
        ).format(f"{LONGEST_MM:g}"),
        CalibrationProblem.LINE_TOO_SHORT: QCoreApplication.translate(
            "Calibration", "The line is shorter than {0} pixels. Draw it between farther marks."
        ).format(f"{SHORTEST_PX:g}"),
        CalibrationProblem.IMPOSSIBLE_PIXEL: QCoreApplication.translate(
            "Calibration",
            "With this length a pixel would have a size that no X-ray has. Check both ends and "
            "the length.",
        ),
    }[problem]


def error_source_words(source: ErrorSource) -> str:
    """Return where a landmark's error is from, with the paper where it is one."""
    words = {
        ErrorSource.META_ANALYSIS: QCoreApplication.translate(
            "Errors", "Meta-analysis of six studies"
        ),
        ErrorSource.SHARE_WITHIN_2_MM: QCoreApplication.translate(
            "Errors", "From 85 % of points within 2 mm, as published of automatic services"
        ),
        ErrorSource.LEAST_RELIABLE: QCoreApplication.translate(
            "Errors", "Among the least reliable landmarks; how much is assumed"
        ),
        ErrorSource.ASSUMED: QCoreApplication.translate("Errors", "Assumed"),
        ErrorSource.OVERRIDDEN: QCoreApplication.translate("Errors", "Your own number"),
    }[source]
    citation = CITATIONS.get(source)
    return words if citation is None else f"{words} ({citation})"


def error_scale_words(scale: ErrorScale | None) -> str:
    """Return how errors in mm were brought onto the film; empty where it is calibrated."""
    if scale is None:
        return QCoreApplication.translate(
            "Errors", "Without calibration and without S and N no errors can be told."
        )
    if scale is ErrorScale.CALIBRATED:
        return ""
    return QCoreApplication.translate(
        "Errors", "Not calibrated: for the errors alone, S–N is taken to be 71 mm long."
    )


def held_words(held: Held) -> str:
    """Return what two films are laid over by."""
    return {
        Held.SN_AT_S: QCoreApplication.translate("Superimposition", "S–N, at S"),
        Held.FH_AT_PO: QCoreApplication.translate("Superimposition", "Frankfort horizontal, at Po"),
        Held.PALATAL_AT_ANS: QCoreApplication.translate("Superimposition", "Palatal plane, at ANS"),
    }[held]


def scaling_words(scaling: Scaling) -> str:
    """Return how the sizes of two films were brought together."""
    return {
        Scaling.MILLIMETRES: QCoreApplication.translate(
            "Superimposition", "Both films are calibrated: changes are in millimetres."
        ),
        Scaling.EQUAL_SN: QCoreApplication.translate(
            "Superimposition",
            "Not both films are calibrated: S–N is drawn equally long on both, and changes are in "
            "percent of its length. Growth of S–N is not seen.",
        ),
    }[scaling]


def refused_words(refused: Refused) -> str:
    """Return why two films cannot be laid over each other, and what to do."""
    names = _listed(refused.missing)
    if refused.reason is NotLaidOver.POINTS_MISSING:
        return QCoreApplication.translate(
            "Superimposition", "Both films need these landmarks, apart from each other: {0}."
        ).format(names)
    return QCoreApplication.translate(
        "Superimposition",
        "Not both films are calibrated, and there is no S–N to go by ({0}). Calibrate both, or "
        "place the missing landmarks.",
    ).format(names)


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(codes)
