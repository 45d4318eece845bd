"""How long a click on a series takes to bring its first picture on the screen, for each kind."""

import statistics
import tempfile
import time
from pathlib import Path
from typing import Final

from viewer.bench.contestants import median
from viewer.bench.opened_window import opened
from viewer.bench.result import BenchResult
from viewer.bench.series import KINDS, Plan, write

SLICES: Final = 60
REPEATS: Final = 3
_FIRST_NUMBER: Final = 3  # of the series in the order they are written


def run(slices: int = SLICES, repeats: int = REPEATS) -> list[BenchResult]:
    """Open one series of each kind in the real window and click on each, three times.

    A click ends with the painted picture, in a window that has been open for a moment. What
    reading the file of that picture takes is taken off.
    """
    kinds = ("", *KINDS)
    with tempfile.TemporaryDirectory(prefix="viewer-bench-") as name:
        folder = Path(name)
        for number, kind in enumerate(kinds):
            write(folder, Plan(slices=slices, kind=kind, series=number))
        figures = median([opened(folder) for _ in range(repeats)])
        reading = [_reading_ms(folder, number) for number in range(len(kinds))]
    return [
        BenchResult(
            "first-image",
            f"click to picture beyond reading its file, {kind or 'uncompressed'}",
            figures[f"click_{_FIRST_NUMBER + number}_ms"] - reading[number],
            unit="ms",
        )
        for number, kind in enumerate(kinds)
    ]


def _reading_ms(folder: Path, number: int) -> float:
    """Return how long a file of a series takes to be read, from the page cache."""
    times = []
    for path in folder.glob(f"{number:02d}*"):
        began = time.perf_counter()
        path.read_bytes()
        times.append((time.perf_counter() - began) * 1000.0)
    return statistics.median(times)
