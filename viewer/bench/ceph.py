"""How fast a tracing follows a landmark that is dragged, with every value of all analyses."""

import tempfile
from pathlib import Path
from typing import Final

from viewer.bench.contestants import in_turn, measured
from viewer.bench.result import BenchResult
from viewer.bench.series import Plan, write

SIDE: Final = 2000
REPEATS: Final = 3
SCREENS: Final = ((1920, 1080), (3840, 2160))
_OURS: Final = "viewer"
_PEERS: Final = ("QGraphicsView",)
_MODULE: Final = "viewer.bench.ceph_contestants"
_METRICS: Final = {
    "p99_ms": ("p99 step of a landmark", "ms"),
    "median_ms": ("median step of a landmark", "ms"),
    "processor_p99_ms": ("p99 processor time of a step", "ms"),
    "missed": ("of 400 steps longer than a frame of 16.6 ms", "steps"),
}


def run(side: int = SIDE, repeats: int = REPEATS) -> list[BenchResult]:
    """Drag four landmarks over a film of `side`² of 16 bit with 46 landmarks, at two sizes.

    A step ends with the painted frame. Ours computes every value of all analyses, the tracing and
    the table anew, and paints film, loupe and table; the peer computes 60 angles and the splines
    with numpy, and paints the film.
    """
    results = []
    with tempfile.TemporaryDirectory(prefix="viewer-bench-") as name:
        folder = Path(name)
        write(folder, Plan(slices=1, side=side))
        for size in SCREENS:
            results += _of_screen(folder, size, repeats)
    return results


def _of_screen(folder: Path, size: tuple[int, int], repeats: int) -> list[BenchResult]:
    sides = [str(side) for side in size]
    figures = in_turn(
        (_OURS, *_PEERS), lambda who: measured(_MODULE, (who, str(folder), *sides)), repeats
    )
    ours = figures.pop(_OURS)
    missing = tuple(peer for peer in _PEERS if peer not in figures)
    return [
        BenchResult(
            "ceph",
            f"{words}, {sides[0]}x{sides[1]}",
            ours[key],
            {peer: found[key] for peer, found in figures.items()},
            unit,
            missing=missing,
        )
        for key, (words, unit) in _METRICS.items()
    ]
