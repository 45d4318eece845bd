"""The pixels of a stack: one array taken at once, filled slice by slice."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.geometry.points import PixelIndex
from viewer.imaging import limits
from viewer.imaging.grey.padding import padding_mask
from viewer.imaging.instance import Rescale
from viewer.imaging.problems import NotReadable, SkipReason, SliceProblem
from viewer.imaging.stack import ImageStack

_MEMINFO: Final = "/proc/meminfo"
_SHARE_OF_FREE: Final = 0.6


class Volume:
    """Stored values of all slices in stack order, shape (slices, rows, columns[, 3]).

    Slices not loaded yet, and missing parts of damaged ones, are zero; `slice_problems` names the
    damaged. Written by one `VolumeLoader`, read by anybody: a slice is complete when `is_loaded`.
    """

    def __init__(self, stack: ImageStack) -> None:
        """Take the memory. Raises NotReadable when it is more than this machine should give."""
        first = stack.instances[0]
        colour = (3,) if first.is_colour else ()
        shape = (len(stack.instances), first.rows, first.columns, *colour)
        dtype = np.dtype("u1" if first.is_colour else first.stored_dtype)
        size = int(np.prod(shape, dtype=object)) * dtype.itemsize
        if size > _allowed_bytes():
            raise NotReadable(SkipReason.TOO_LARGE, f"{size} bytes")
        self.stack = stack
        try:
            self.stored: NDArray[np.generic] = np.zeros(shape, dtype)
        except MemoryError as error:  # a limit on the process, or a system that promises nothing
            raise NotReadable(SkipReason.TOO_LARGE, f"{size} bytes") from error
        self.slice_problems: dict[int, SliceProblem] = {}
        self._loaded = bytearray(len(stack.instances))

    @property
    def is_colour(self) -> bool:
        """Whether slices are RGB."""
        return self.stored.ndim == 4

    @property
    def loaded_count(self) -> int:
        """How many slices are ready (damaged ones included)."""
        return sum(self._loaded)

    @property
    def is_complete(self) -> bool:
        """Whether every slice was read."""
        return self.loaded_count == len(self._loaded)

    def is_loaded(self, index: int) -> bool:
        """Tell whether a slice is ready to be shown."""
        return bool(self._loaded[index])

    def nearest_loaded(self, index: int) -> int | None:
        """Return the loaded slice nearest to `index`, None when there is none."""
        ready = [i for i, is_loaded in enumerate(self._loaded) if is_loaded]
        return min(ready, key=lambda i: abs(i - index)) if ready else None

    def mark_loaded(self, index: int, problem: SliceProblem | None = None) -> None:
        """Say that a slice is ready; for the loader."""
        if problem is not None:
            self.slice_problems[index] = problem
        self._loaded[index] = 1

    def rescale(self, index: int) -> Rescale:
        """Return the slice's own rescale."""
        return self.stack.instances[index].rescale

    def padding(self, index: int) -> NDArray[np.bool_] | None:
        """Return where a slice holds padding or no number (rows, columns); None where nowhere."""
        return padding_mask(self.stored[index], self.stack.instances[index])

    def value_at(self, index: int, pixel: PixelIndex) -> float | None:
        """Return the value under a pixel in the modality's unit (HU for CT).

        None outside the image, in colour images, and while the slice is not loaded.
        """
        _, rows, columns = self.stored.shape[:3]
        is_inside = 0 <= pixel.row < rows and 0 <= pixel.column < columns
        if not is_inside or self.is_colour or not self.is_loaded(index):
            return None
        stored = float(self.stored[index, pixel.row, pixel.column])
        table = self.stack.instances[index].tables.modality
        if table is not None:
            return float(table.looked_up(np.array([stored]))[0])
        rescale = self.rescale(index)
        return stored * rescale.slope + rescale.intercept


def _allowed_bytes() -> int:
    """Return how much one stack may take: a fixed limit, and not most of the free memory."""
    free = _free_bytes()
    return (
        limits.STACK_BYTES if free is None else min(limits.STACK_BYTES, int(free * _SHARE_OF_FREE))
    )


def _free_bytes() -> int | None:
    """Return the memory that can be had without swapping; None where the system does not say."""
    try:
        with open(_MEMINFO, encoding="ascii") as lines:  # noqa: PTH123 (not a file of ours)
            for line in lines:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        return None
    return None
