"""A window: which values become black, which white (PS3.3 C.11.2.1.2)."""

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

_SMALLEST_WIDTH: Final = 1e-30


class WindowFunction(StrEnum):
    """VOI LUT Function (0028,1056)."""

    LINEAR = "LINEAR"
    LINEAR_EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


@dataclass(frozen=True, slots=True)
class Window:
    """A window in output units of the modality step (HU for CT): what becomes black and white."""

    center: float
    width: float
    explanation: str = ""
    function: WindowFunction = WindowFunction.LINEAR

    def __post_init__(self) -> None:
        if not (math.isfinite(self.center) and math.isfinite(self.width)):
            raise ValueError("a window is finite")
        if self.width < self.least_width:
            raise ValueError("a window has a positive width, at least 1 for LINEAR")

    @property
    def least_width(self) -> float:
        """The smallest width that the function allows: LINEAR takes 1 off it."""
        return 1.0 if self.function is WindowFunction.LINEAR else _SMALLEST_WIDTH

    @staticmethod
    def of_file(
        center: float, width: float, explanation: str, function: WindowFunction
    ) -> "Window | None":
        """Return a window as a file gives it; None where it has no width.

        LINEAR narrower than 1 is illegal (PS3.3 C.11.2.1.2.1) but is what images of fractions are
        sent with. Without the formula's half units it means what was meant.
        """
        if function is WindowFunction.LINEAR and 0.0 < width < 1.0:
            function = WindowFunction.LINEAR_EXACT
        try:
            return Window(center, width, explanation, function)
        except ValueError:
            return None

    def moved(self, center: float, width: float) -> "Window":
        """Return a window of the same function at `center`, its width kept legal."""
        width = max(self.least_width, width)
        return replace(self, center=center, width=width, explanation="")
