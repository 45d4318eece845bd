"""From stored values to grey: rescale, window or table, inversion (PS3.4 N.2, PS3.3 C.11.2)."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.luts import LookupTable
from viewer.imaging.window import Window, WindowFunction

if TYPE_CHECKING:
    from viewer.imaging.stack import ImageStack
    from viewer.imaging.volume import Volume

PRESETS: Final[tuple[tuple[str, Window], ...]] = (
    ("mediastinum", Window(40, 400)),
    ("lung", Window(-600, 1500)),
    ("abdomen", Window(40, 350)),
    ("liver", Window(90, 150)),
    ("bone", Window(400, 2000)),
    ("brain", Window(40, 80)),
    ("angiography", Window(200, 600)),
)
"""Named CT windows: (name key, window)."""

WIDEST: Final = Window(32767.5, 65536)


@dataclass(frozen=True, slots=True)
class GreyState:
    """How grey values are shown: the window, and whether black and white change places.

    `table` is the number of the file's VOI table to use in place of the window.
    """

    window: Window
    is_inverted: bool = False
    table: int | None = None


def default_window(stack: "ImageStack", volume: "Volume | None" = None) -> Window:
    """Return the first window to show: the file's, of the centre slice; else one that fits.

    CT without a window gets the soft tissue preset, everything else its 1st to 99th percentile.
    """
    if stack.file_windows:
        return stack.file_windows[0]
    if stack.description.modality == "CT":
        return PRESETS[0][1]
    return WIDEST if volume is None else percentile_window(volume)


def percentile_window(volume: "Volume") -> Window:
    """Return the window from the 1st to the 99th percentile of the most central loaded slice."""
    index = volume.nearest_loaded(len(volume.stack.instances) // 2)
    if index is None or volume.is_colour:
        return Window(127.5, 256)
    rescale = volume.rescale(index)
    values = volume.stored[index][::2, ::2].astype(np.float64) * rescale.slope + rescale.intercept
    low, high = (float(v) for v in np.percentile(values, (1, 99)))
    if high <= low:
        low, high = low - 0.5, low + 0.5
    if high - low >= 2:
        return Window((low + high) / 2 + 0.5, high - low + 1)
    return Window((low + high) / 2, high - low, function=WindowFunction.LINEAR_EXACT)


def default_state(stack: "ImageStack", volume: "Volume | None" = None) -> GreyState:
    """Return how the stack is first shown; a file's VOI table wins where it has no window."""
    window = default_window(stack, volume)
    has_table = bool(stack.instances[len(stack.instances) // 2].tables.voi)
    return GreyState(window, table=0 if has_table and not stack.file_windows else None)


def render(volume: "Volume", index: int, state: GreyState) -> NDArray[np.uint8]:
    """Return a slice as 8-bit grey (rows, columns), or colour (rows, columns, 3) as it is."""
    stored = volume.stored[index]
    if volume.is_colour:
        colour: NDArray[np.uint8] = stored
        return np.subtract(255, colour, dtype=np.uint8) if state.is_inverted else colour
    if stored.dtype.itemsize > 2:
        return _rendered_by_value(volume, index, state)
    table = grey_table(_grey_key(volume, index, state))
    if stored.dtype.itemsize == 1:
        grey: NDArray[np.uint8] = table[stored.view(np.uint8)]
        return grey
    import cv2

    return cv2.LUT(stored.view(np.uint16), table)  # type: ignore[no-any-return]


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
    """Return the grey of every stored value, by its bits read as unsigned (256 or 65,536)."""
    dtype = np.dtype(key.dtype)
    bits = np.arange(1 << (8 * dtype.itemsize), dtype=f"u{dtype.itemsize}")
    table = _grey(bits.view(dtype).astype(np.float64), key)
    table.setflags(write=False)
    return table


def _grey(stored: NDArray[np.float64], key: GreyKey) -> NDArray[np.uint8]:
    """Run the whole pipeline on values; inversion comes last (PS3.4 N.2)."""
    if key.modality is not None:
        values = key.modality.looked_up(stored)
    else:
        values = stored * key.slope + key.intercept
    shown = key.voi.scaled(values) if key.voi is not None else windowed(values, key.window)
    grey: NDArray[np.uint8] = np.rint(shown).astype(np.uint8)
    return 255 - grey if key.is_inverted else grey


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
    """Return the window as corner text, e.g. `C 40 W 400`."""
    digits = 0 if window.width >= 10 else 3
    text = f"C {window.center:.{digits}f} W {window.width:.{digits}f}"
    return f"{text} {unit}".strip()
