"""What a wheel turn and a drag mean, as numbers: no widget, no event."""

import math
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

CLICK_RADIUS_PX: Final = 4.0
"""Logical px: a press that moves less is a click."""
_NOTCH: Final = 120  # QWheelEvent.angleDelta of one notch (eighths of a degree)
_TOUCHPAD_STEP_PX: Final = 24  # px of two-finger travel per image
_ZOOM_PER_NOTCH: Final = 1.2
_ZOOM_PER_PX: Final = 1.006
_WINDOW_PER_PX: Final = 0.004  # share of the width per px: 250 px change it by e
_LARGEST: Final = 1e7  # far beyond any stored value, far below what overflows


class Drag(Enum):
    """What the mouse is doing while a button is held."""

    NONE = auto()
    WINDOW = auto()
    PAN = auto()
    ZOOM = auto()
    SHAPE = auto()
    """A finding is reshaped, or a new one drawn."""


class Tool(Enum):
    """What a left drag draws; NONE leaves it its usual meaning."""

    NONE = auto()
    ADD_MARKER = auto()
    ADD_BOX = auto()
    ADD_LINE = auto()
    ADD_OUTLINE = auto()
    """Point by point, or freely: a click does not end it."""


class WheelSteps:
    """Collects fractions of notches, so that fine wheels and touchpads scroll evenly."""

    def __init__(self) -> None:
        self._rest = 0.0

    def add(self, angle_delta: int, pixel_delta: int) -> int:
        """Return how many images to go on (positive = next, the wheel turned towards the hand)."""
        amount = -pixel_delta / _TOUCHPAD_STEP_PX if pixel_delta else -angle_delta / _NOTCH
        if amount * self._rest < 0:  # a change of direction starts afresh
            self._rest = 0.0
        self._rest += amount
        steps = int(self._rest)
        self._rest -= steps
        return steps


def wheel_zoom(angle_delta: int, pixel_delta: int) -> float:
    """Return the factor of a wheel turn; away from the hand is nearer."""
    notches = pixel_delta / (2 * _TOUCHPAD_STEP_PX) if pixel_delta else angle_delta / _NOTCH
    return float(_ZOOM_PER_NOTCH ** max(-8.0, min(8.0, notches)))


def drag_zoom(dy: float) -> float:
    """Return the factor of a right drag by `dy` logical px; upwards is nearer."""
    return float(_ZOOM_PER_PX**-dy)


@dataclass(frozen=True, slots=True)
class Grey:
    """Centre, width and least width of a window, in the units of the values."""

    center: float
    width: float
    least_width: float = 1.0


def drag_window(start: Grey, dx: float, dy: float, *, speed: float = 1.0) -> Grey:
    """Return the window after a drag by (dx, dy) logical px.

    Right is wider, down is a higher level and so darker; the step goes with the width.
    """
    width = start.width * math.exp(_WINDOW_PER_PX * speed * dx)
    least = start.least_width
    center = start.center + _WINDOW_PER_PX * speed * dy * max(start.width, least)
    return Grey(max(-_LARGEST, min(_LARGEST, center)), max(least, min(_LARGEST, width)), least)
