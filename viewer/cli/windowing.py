"""`--window CENTER,WIDTH` and numbers below 0 as values of options."""

import argparse
import re
from typing import TYPE_CHECKING, Final

from viewer.foundation.errors import WrongUsage

if TYPE_CHECKING:
    from viewer.imaging.grey.voi import GreyState
    from viewer.imaging.stack import ImageStack

_NEGATIVE: Final = re.compile(r"-\.?\d")


def take_negative_values(parser: argparse.ArgumentParser) -> None:
    """Let `--window -600,1500` be a value and not an option (Python 3.14 does it by itself)."""
    parser._negative_number_matcher = _NEGATIVE  # noqa: SLF001


def window_of(text: str | None) -> "GreyState | None":
    """Return the window that was asked for; None without. Raises WrongUsage."""
    if text is None:
        return None
    from viewer.imaging.grey.voi import GreyState
    from viewer.imaging.grey.window import Window, WindowFunction

    try:
        center, width = (float(part) for part in text.split(","))
    except ValueError as error:
        raise WrongUsage("--window is CENTER,WIDTH: two numbers") from error
    window = Window.of_file(center, width, "", WindowFunction.LINEAR)
    if window is None:
        raise WrongUsage("--window is CENTER,WIDTH with a width above 0")
    return GreyState(window)


def for_values(grey: "GreyState | None", stack: "ImageStack") -> "GreyState | None":
    """Return the chosen window without the half steps of integers where values have none."""
    from dataclasses import replace

    from viewer.imaging.grey.window import WindowFunction

    is_float = stack.instances[stack.centre].stored_dtype.startswith("f")
    if grey is None or not is_float:
        return grey
    return replace(grey, window=replace(grey.window, function=WindowFunction.LINEAR_EXACT))
