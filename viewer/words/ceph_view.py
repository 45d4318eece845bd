"""How values, norms and deviations are written in the Analysis tab and its exports."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.cephalometry.analyses import Band, Row
from viewer.domain.cephalometry.axes import Axis, Direction, Saying
from viewer.domain.cephalometry.calibration import Calibration
from viewer.domain.cephalometry.formulas import Unit
from viewer.domain.cephalometry.measure import Measure
from viewer.domain.cephalometry.measures import MEASURES
from viewer.domain.cephalometry.norms import Norm
from viewer.domain.cephalometry.origins import LandmarkOrigin
from viewer.words.cephalometry import saying_words
from viewer.words.overlay import overlay_wording

MINUS: Final = "−"
_NAMES: Final = {(one.item.removesuffix(" mm"), one.unit) for one in MEASURES.values()}
_TWICE: Final = {name for name, count in Counter(n for n, _unit in _NAMES).items() if count > 1}
_UNITS: Final = {Unit.DEGREE: "°", Unit.MILLIMETRE: " mm", Unit.PERCENT: " %"}
_SUMMARY: Final = (
    Axis.JAW_RELATION,
    Axis.MANDIBULAR_PLANE,
    Axis.UPPER_TIP,
    Axis.LOWER_TIP,
    Axis.PROFILE,
)
"""What a line on the whole face speaks of, in this order; each by its first measure."""


def number_text(value: float, decimals: int = 1) -> str:
    """Return a number with a true minus, and without one before a zero."""
    text = f"{value:.{decimals}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def value_text(value: float, unit: Unit) -> str:
    """Return a value with its unit."""
    return f"{number_text(value)}{_UNITS[unit]}"


def unit_mark(measure: Measure) -> str:
    """Return the unit behind a name where the same name is measured in two; else nothing."""
    return _UNITS[measure.unit] if measure.item.removesuffix(" mm") in _TWICE else ""


def norm_text(norm: Norm) -> str:
    """Return mean ± SD, a mean alone, or a span; the unit is the value's."""
    if norm.span is not None:
        low, high = norm.span
        return f"{number_text(low)} – {number_text(high)}"
    mean = number_text(norm.mean)
    return mean if not norm.sd else f"{mean} ± {number_text(norm.sd)}"


def deviation_text(deviation_sd: float | None) -> str:
    """Return a deviation in SD with its sign; empty for none."""
    if deviation_sd is None:
        return ""
    text = number_text(deviation_sd)
    return text if text.startswith(MINUS) or float(text) == 0 else f"+{text}"


def arrow_of(direction: Direction | None, band: Band) -> str:
    """Return an arrow up or down, a double one for what is far; a dot for what is normal."""
    if direction is None:
        return ""
    if direction is Direction.NORMAL:
        return "·"
    arrow = "↑" if direction is Direction.HIGH else "↓"
    return arrow * 2 if band is Band.BEYOND else arrow


def error_text(sd: float | None) -> str:
    """Return how certain a value is, ±1 SD; empty where nobody can say."""
    return "" if sd is None else f"± {number_text(sd)}"


def summary_words(rows: Iterable[Row]) -> str:
    """Return what a face amounts to, as far as there are values and norms that say it."""
    first: dict[Axis, Saying] = {}
    for row in rows:
        if row.saying is not None:
            first.setdefault(row.measure.axis, row.saying)
    said = [first[axis] for axis in _SUMMARY if axis in first]
    odd = [one for one in said if one.direction is not Direction.NORMAL]
    shown = [one for one in said if one in odd or one.axis is Axis.JAW_RELATION]
    return " · ".join(saying_words(one) for one in shown)


def scale_words(calibration: Calibration | None) -> str:
    """Return in few words where lengths are from; without any, that there are none."""
    if calibration is None:
        return QCoreApplication.translate("Cephalometry", "Not calibrated: angles and ratios only")
    if calibration.source is None:
        return QCoreApplication.translate("Cephalometry", "mm from: a line of known length")
    badge = overlay_wording().spacing_badge(calibration.source, calibration.detail)
    words = QCoreApplication.translate("Cephalometry", "mm from: the file")
    return f"{words} ({badge})" if badge else words


def state_words(state: LandmarkOrigin) -> str:
    """Return where a landmark's place is from."""
    return {
        LandmarkOrigin.FOUND: QCoreApplication.translate("Cephalometry", "detected"),
        LandmarkOrigin.MOVED: QCoreApplication.translate("Cephalometry", "moved by hand"),
        LandmarkOrigin.PLACED: QCoreApplication.translate("Cephalometry", "placed by hand"),
        LandmarkOrigin.MISSING: QCoreApplication.translate("Cephalometry", "missing"),
    }[state]
