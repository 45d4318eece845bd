"""How fast a drag of the window follows the hand on a large X-ray: beside what else windows."""

import tempfile
from pathlib import Path
from typing import Final

from viewer.bench.contestants import in_turn, measured
from viewer.bench.result import BenchResult
from viewer.bench.series import Plan, write

SIDE: Final = 3000
REPEATS: Final = 3
_OURS: Final = "viewer"
_PEERS: Final = ("SimpleITK", "VTK", "pyqtgraph")
_MODULE: Final = "viewer.bench.window_contestants"


def run(side: int = SIDE, repeats: int = REPEATS) -> list[BenchResult]:
    """Drag over an image of `side`² of 16 bit in a view of 1920×1080.

    For this program and pyqtgraph a step ends with the painted frame; for SimpleITK and VTK with
    the 8-bit image, which nobody has drawn yet.
    """
    with tempfile.TemporaryDirectory(prefix="viewer-bench-") as name:
        folder = Path(name)
        write(folder, Plan(slices=1, side=side))
        figures = in_turn(
            (_OURS, *_PEERS), lambda who: measured(_MODULE, (who, str(folder))), repeats
        )
    ours = figures.pop(_OURS)
    missing = tuple(peer for peer in _PEERS if peer not in figures)
    metrics = {"p99_ms": "p99 step of a drag", "median_ms": "median step of a drag"}
    return [
        BenchResult(
            "window",
            f"{words}, {side}² at 1920x1080",
            ours[key],
            {peer: found[key] for peer, found in figures.items()},
            "ms",
            missing=missing,
        )
        for key, words in metrics.items()
    ]
