"""How much memory a series of 600 slices takes beyond its volume, beside what else reads it."""

import tempfile
from pathlib import Path
from typing import Final

from viewer.bench.contestants import in_turn, measured
from viewer.bench.load import MODULE, OURS, memory_results
from viewer.bench.result import BenchResult
from viewer.bench.series import SLICES, Plan, write

REPEATS: Final = 1  # memory does not vary as time does
_PEERS: Final = ("SimpleITK", "ITK", "VTK", "GDCM", "dicomsdl", "pydicom")


def run(slices: int = SLICES, repeats: int = REPEATS) -> list[BenchResult]:
    """Load an uncompressed series with each contestant and note the peak of its memory."""
    with tempfile.TemporaryDirectory(prefix="viewer-bench-") as name:
        folder = Path(name)
        write(folder, Plan(slices=slices))
        figures = in_turn(
            (OURS, *_PEERS), lambda who: measured(MODULE, (who, str(folder))), repeats
        )
    return list(memory_results("memory", figures, slices))
