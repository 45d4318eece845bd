"""From stored values to grey: rescale, window or table, inversion (PS3.4 N.2, PS3.3 C.11.2)."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.grey.choices import (
    BY_HAND,
    GreyChoice,
    GreySource,
    first_choice,
    follows_slice,
    stated_window,
    table_of,
    window_of,
)
from viewer.imaging.grey.luts import LookupTable
from viewer.imaging.grey.window import Window, WindowFunction

if TYPE_CHECKING:
    from viewer.imaging.stack import ImageStack
    from viewer.imaging.volume import Volume

WIDEST: Final = Window(32767.5, 65536)
_WHOLE_FROM: Final = 10.0
_NARROWEST: Final = 1e-6
_WIDEST_IN_FULL: Final = 1e9


@dataclass(frozen=True, slots=True)
class GreyState:
    """How grey values are shown: the window, and whether black and white change places.

    `table` is the number of the file's VOI table to use in place of the window, which then is one
    much like it. `choice` tells where they come from.
    """

    window: Window
    is_inverted: bool = False
    table: int | None = None
    choice: GreyChoice = BY_HAND


def chosen_state(
    choice: GreyChoice, volume: "Volume", index: int, *, is_inverted: bool = False
) -> GreyState | None:
    """Return what a choice means on a slice; None where `window_of` has none."""
    window = window_of(choice, volume, index)
    if window is None:
        return None
    return replace(_state(choice, volume.stack, index, window), is_inverted=is_inverted)


def renewed(state: GreyState, volume: "Volume", index: int) -> GreyState | None:
    """Return what the choice of a state means on another slice or volume; by hand it stays."""
    if state.choice == BY_HAND:
        return state
    return chosen_state(state.choice, volume, index, is_inverted=state.is_inverted)


def on_slice(state: GreyState, volume: "Volume", index: int) -> GreyState:
    """Return the state for another slice of the same stack: another one where it follows."""
    if not follows_slice(state.choice, volume.stack):
        return state
    return renewed(state, volume, index) or state


def without_table(state: GreyState, volume: "Volume", index: int) -> GreyState:
    """Return a state whose window may be moved: one much like the table, if a table is used."""
    if state.table is None:
        return state
    table = table_of(volume.stack, index, state.table)
    if table is None:
        return replace(state, table=None, choice=BY_HAND)
    window, is_falling = table.equal_window
    return GreyState(window, state.is_inverted != is_falling)


def default_window(stack: "ImageStack", volume: "Volume | None" = None) -> Window:
    """Return the first window to show: the file's, of the centre slice; else one that fits."""
    return default_state(stack, volume).window


def default_state(stack: "ImageStack", volume: "Volume | None" = None) -> GreyState:
    """Return how the centre slice is first shown (`first_choice`); colour is shown as it is.

    What must be measured is the widest window as long as no slice is read.
    """
    choice = first_choice(stack)
    state = None
    if stack.instances[stack.centre].is_colour:
        return GreyState(Window(127.5, 256), choice=choice)
    if volume is not None:
        state = chosen_state(choice, volume, stack.centre)
    elif (window := stated_window(choice, stack, stack.centre)) is not None:
        state = _state(choice, stack, stack.centre, window)
    return state or GreyState(WIDEST, choice=choice)


def _state(choice: GreyChoice, stack: "ImageStack", index: int, window: Window) -> GreyState:
    if choice.source is not GreySource.FILE_TABLE:
        return GreyState(window, choice=choice)
    table = table_of(stack, index, choice.number)
    window = replace(window, explanation=table.explanation if table else "")
    return GreyState(window, table=choice.number, choice=choice)


def render(volume: "Volume", index: int, state: GreyState) -> NDArray[np.uint8]:
    """Return a slice as 8-bit grey (rows, columns), or colour (rows, columns, 3) as it is.

    Grey with a supplemental palette has colours too, (rows, columns, 3).
    """
    stored = volume.stored[index]
    if volume.is_colour:
        colour: NDArray[np.uint8] = stored
        return np.subtract(255, colour, dtype=np.uint8) if state.is_inverted else colour
    header = volume.stack.instances[index]
    if header.is_partly_colour:
        from viewer.imaging.grey.palette import supplemented

        return supplemented(_rendered(volume, index, state), stored, header.elements)
    return _rendered(volume, index, state)


def table_for(volume: "Volume", index: int, state: GreyState) -> NDArray[np.uint8] | None:
    """Return the grey of every stored value of a slice, by its bits read as unsigned.

    None where a table does not tell it all: in colour, partly too, and beyond 16 bits.
    """
    dtype = volume.stored.dtype
    is_plain = not volume.is_colour and dtype.kind in "iu" and dtype.itemsize <= 2
    if not is_plain or volume.stack.instances[index].is_partly_colour:
        return None
    return grey_table(_grey_key(volume, index, state))


def _rendered(volume: "Volume", index: int, state: GreyState) -> NDArray[np.uint8]:
    stored = volume.stored[index]
    if stored.dtype.itemsize > 2:
        return _rendered_by_value(volume, index, state)
    import cv2

    table = grey_table(_grey_key(volume, index, state))
    bits = stored.view(f"u{stored.dtype.itemsize}")
    return cv2.LUT(bits, table)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class GreyKey:
    """Everything that a grey table depends on."""

    dtype: str
    slope: float
    intercept: float
    window: Window
    is_inverted: bool
    modality: LookupTable | None = None
    voi: LookupTable | None = None


def _grey_key(volume: "Volume", index: int, state: GreyState) -> GreyKey:
    header = volume.stack.instances[index]
    rescale = volume.rescale(index)
    tables = header.tables.voi
    voi = tables[state.table] if state.table is not None and state.table < len(tables) else None
    return GreyKey(
        volume.stored.dtype.str,
        rescale.slope,
        rescale.intercept,
        state.window,
        state.is_inverted != header.is_low_white,
        header.tables.modality,
        voi,
    )


@lru_cache(maxsize=64)
def grey_table(key: GreyKey) -> NDArray[np.uint8]:
    """Return the grey of every stored value, by its bits read as unsigned (256 or 65,536).

    Only those between black and white are worked out one by one: a drag makes a table per step.
    """
    dtype = np.dtype(key.dtype)
    limits = np.iinfo(dtype)
    first, last = _between(key, int(limits.min), int(limits.max))
    greys = _grey(np.arange(first, last + 1, dtype=np.float64), key)
    table = np.empty(1 << (8 * dtype.itemsize), np.uint8)  # by value, the lowest first
    start, stop = first - int(limits.min), last + 1 - int(limits.min)
    table[:start], table[start:stop], table[stop:] = greys[0], greys, greys[-1]
    if dtype.kind == "i":  # as unsigned bits, the negative values come behind the others
        table = np.roll(table, len(table) // 2)
    table.setflags(write=False)
    return table


def _between(key: GreyKey, lowest: int, highest: int) -> tuple[int, int]:
    """Return the first and last stored value of a range beyond which the grey does not change.

    All values where it is not a straight ramp.
    """
    window = key.window
    is_ramp = window.function is not WindowFunction.SIGMOID and key.slope != 0.0
    if not is_ramp or key.modality is not None or key.voi is not None:
        return lowest, highest
    half = window.width / 2 + 1.0  # LINEAR is half a unit aside and one narrower: well within
    ends = [(window.center + way - key.intercept) / key.slope for way in (-half, half)]
    low, high = min(ends) - 1.0, max(ends) + 1.0
    if not (math.isfinite(low) and math.isfinite(high)):
        return lowest, highest
    first = min(max(math.floor(low), lowest), highest)
    return first, max(min(math.ceil(high), highest), first)


def _grey(stored: NDArray[np.float64], key: GreyKey) -> NDArray[np.uint8]:
    """Run the whole pipeline on values; inversion comes last (PS3.4 N.2).

    What is not a finite number is black, inverted or not.
    """
    is_number = np.isfinite(stored)
    if not is_number.all():
        stored = np.where(is_number, stored, 0.0)
    with np.errstate(over="ignore"):  # what goes beyond all numbers is black or white
        if key.modality is not None:
            values = key.modality.looked_up(stored)
        else:
            values = stored * key.slope + key.intercept
        shown = key.voi.scaled(values) if key.voi is not None else windowed(values, key.window)
    grey: NDArray[np.uint8] = np.rint(shown).astype(np.uint8)
    if key.is_inverted:
        grey = 255 - grey
    if not is_number.all():
        grey[~is_number] = 0
    return grey


def windowed(values: NDArray[np.float64], window: Window) -> NDArray[np.float64]:
    """Return values in 0…255 (PS3.3 C.11.2.1.2, C.11.2.1.3)."""
    center, width = window.center, window.width
    if window.function is WindowFunction.SIGMOID:
        exponent = np.clip(-4.0 * (values - center) / width, -700.0, 700.0)
        return 255.0 / (1.0 + np.exp(exponent))
    if window.function is WindowFunction.LINEAR:
        center, width = center - 0.5, width - 1.0
    if width <= 0.0:
        return np.where(values <= center, 0.0, 255.0)
    return np.clip(((values - center) / width + 0.5) * 255.0, 0.0, 255.0)


def _rendered_by_value(volume: "Volume", index: int, state: GreyState) -> NDArray[np.uint8]:
    """Render 32-bit values without a table."""
    return _grey(volume.stored[index].astype(np.float64), _grey_key(volume, index, state))


def window_label(window: Window, unit: str = "") -> str:
    """Return the window as corner text, e.g. `C 40 W 400`; narrow ones with three digits."""
    style = ".0f"
    if not _NARROWEST <= window.width <= _WIDEST_IN_FULL:
        style = ".4g"
    elif window.width < _WHOLE_FROM:
        style = f".{max(3, 2 - math.floor(math.log10(window.width)))}f"
    text = f"C {window.center:{style}} W {window.width:{style}}"
    return f"{text} {unit}".strip()
