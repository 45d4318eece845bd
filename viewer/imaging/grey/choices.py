"""What a person can choose for the grey values: from the file, measured, a preset, by hand.

The images of a volume share one window, that of its centre slice, since a window of each slice
makes a stack flicker as it is scrolled. Images that lie beside each other, such as the views of a
mammography, are each shown in their own. Where the windows of a file differ, the other way is
offered too. A file's table always is the one of each image: it was made for its values alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from viewer.imaging.cine import is_cine
from viewer.imaging.grey.presets import NAMED, PRESETS
from viewer.imaging.grey.ranges import COMPUTED, automatic_window, full_window, grey_scale
from viewer.imaging.grey.window import Window

if TYPE_CHECKING:
    from viewer.imaging.grey.luts import LookupTable
    from viewer.imaging.stack import ImageStack
    from viewer.imaging.volume import Volume

_MOST_OF_A_FILE: Final = 12
_FIRST_PRESET: Final = PRESETS[0][0]


class GreySource(StrEnum):
    """Where the grey values come from."""

    FILE_WINDOW = "file-window"
    FILE_EACH = "file-each"
    """The window of each image."""
    FILE_TABLE = "file-table"
    AUTOMATIC = "automatic"
    FULL_RANGE = "full-range"
    PRESET = "preset"
    BY_HAND = "by-hand"


@dataclass(frozen=True, slots=True)
class GreyChoice:
    """What was chosen: `number` counts the windows or tables of the file, `preset` is a key."""

    source: GreySource
    number: int = 0
    preset: str = ""


BY_HAND: Final = GreyChoice(GreySource.BY_HAND)
AUTOMATIC: Final = GreyChoice(GreySource.AUTOMATIC)
FULL_RANGE: Final = GreyChoice(GreySource.FULL_RANGE)
EACH: Final = GreyChoice(GreySource.FILE_EACH)
_Measure = Callable[["Volume", int], Window | None]
_MEASURES: Final[dict[GreySource, _Measure]] = {
    GreySource.AUTOMATIC: automatic_window,
    GreySource.FULL_RANGE: full_window,
}


@dataclass(frozen=True, slots=True)
class GreyOffer:
    """A choice as a menu shows it; `window` is None where it is measured, or a table."""

    choice: GreyChoice
    window: Window | None = None
    explanation: str = ""


def offers(stack: "ImageStack") -> tuple[GreyOffer, ...]:
    """Return what there is to choose from, in the order of the menu; nothing for colour."""
    if stack.instances[stack.centre].is_colour:
        return ()
    return (*_of_file(stack), GreyOffer(AUTOMATIC), GreyOffer(FULL_RANGE), *_presets(stack))


def first_choice(stack: "ImageStack") -> GreyChoice:
    """Return how a stack is shown at first: as the file says, else as suits its modality.

    Without a window or table of the file: computed objects and plain grey levels in full, CT in
    the soft tissue preset, everything else from its 1st to its 99th percentile.
    """
    header = stack.instances[stack.centre]
    if stack.file_windows:
        is_each = are_separate(stack) and stack.windows_differ
        return EACH if is_each else GreyChoice(GreySource.FILE_WINDOW)
    if header.tables.voi:
        return GreyChoice(GreySource.FILE_TABLE)
    modality = stack.description.modality
    if modality in COMPUTED or grey_scale(header) is not None:
        return FULL_RANGE
    if modality == "CT" and (header.rescale.unit == "HU" or header.is_signed):
        return GreyChoice(GreySource.PRESET, preset=_FIRST_PRESET)
    return AUTOMATIC


def is_measured(choice: GreyChoice) -> bool:
    """Tell whether pixels must have been read for the choice to mean something."""
    return choice.source in _MEASURES


def follows_slice(choice: GreyChoice, stack: "ImageStack") -> bool:
    """Tell whether the window changes from slice to slice."""
    if is_measured(choice):
        return are_separate(stack)
    return choice.source in {GreySource.FILE_EACH, GreySource.FILE_TABLE}


def grows_with_reading(choice: GreyChoice, stack: "ImageStack") -> bool:
    """Tell whether a window is measured on all slices, so that it is final when all are read."""
    return choice == FULL_RANGE and stack.description.modality in COMPUTED


def are_separate(stack: "ImageStack") -> bool:
    """Tell whether the images lie beside each other: no volume, no sequence in time."""
    is_single = len(stack.instances) == 1 or stack.description.geometry is not None
    return not is_single and not is_cine(stack.instances)


def window_of(choice: GreyChoice, volume: "Volume", index: int) -> Window | None:
    """Return the window of a choice on a slice; what is measured, on the nearest that is read.

    None while nothing is read to measure, and where `stated_window` has none.
    """
    measure = _MEASURES.get(choice.source)
    if measure is None:
        return stated_window(choice, volume.stack, index)
    nearest = volume.nearest_loaded(index)
    return None if nearest is None else measure(volume, nearest)


def stated_window(choice: GreyChoice, stack: "ImageStack", index: int) -> Window | None:
    """Return the window of a choice that needs no pixels; for a table, one much like it.

    None for what is measured, and for what this stack does not have: another preset, a window too
    many, one by hand.
    """
    windows: tuple[Window, ...] = ()
    match choice.source:
        case GreySource.PRESET:
            return NAMED.get(choice.preset)
        case GreySource.FILE_TABLE:
            table = table_of(stack, index, choice.number)
            return None if table is None else table.equal_window[0]
        case GreySource.FILE_WINDOW:
            windows = stack.file_windows
        case GreySource.FILE_EACH:
            windows = stack.instances[index].windows or stack.file_windows
    return windows[choice.number] if choice.number < len(windows) else None


def table_of(stack: "ImageStack", index: int, number: int) -> "LookupTable | None":
    """Return a VOI table of a slice; of the centre slice where this one has none."""
    for place in (index, stack.centre):
        tables = stack.instances[place].tables.voi
        if number < len(tables):
            return tables[number]
    return None


def _of_file(stack: "ImageStack") -> Iterator[GreyOffer]:
    windows = stack.file_windows[:_MOST_OF_A_FILE]
    for number, window in enumerate(windows):
        if window in windows[:number]:
            continue  # some scanners say the same window twice
        choice = GreyChoice(GreySource.FILE_WINDOW, number)
        yield GreyOffer(choice, window, window.explanation)
    if stack.windows_differ:
        yield GreyOffer(EACH)
    for number, table in enumerate(stack.instances[stack.centre].tables.voi[:_MOST_OF_A_FILE]):
        choice = GreyChoice(GreySource.FILE_TABLE, number)
        yield GreyOffer(choice, None, table.explanation)


def _presets(stack: "ImageStack") -> tuple[GreyOffer, ...]:
    if stack.description.modality != "CT":
        return ()
    return tuple(
        GreyOffer(GreyChoice(GreySource.PRESET, preset=key), window) for key, window in PRESETS
    )
