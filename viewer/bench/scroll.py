"""How fast the stack scrolls: this program beside the two usual ways of showing it in Qt."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer.bench.result import BenchResult
from viewer.bench.series import write_series

SLICES: Final = 600
REPEATS: Final = 3
SCREENS: Final = ((1920, 1080), (3840, 2160))
OURS: Final = "viewer"
PEERS: Final = ("QGraphicsView", "QPainter")
_TIMEOUT_S: Final = 300


@dataclass(frozen=True, slots=True)
class Frames:
    """Milliseconds from a notch of the wheel to the painted backing store; slices not shown."""

    median_ms: float
    p99_ms: float
    missed: int


def run(slices: int = SLICES, repeats: int = REPEATS) -> list[BenchResult]:
    """Scroll through `slices` × 512² with 20 markers on each, at two sizes of the view.

    Each contestant has a process of its own on Qt's offscreen platform, whose backing store is
    the memory that a screen would be given. They take turns, and the median of each figure over
    the turns counts, so that a slow moment of the machine does not fall on one of them.
    """
    results: list[BenchResult] = []
    with tempfile.TemporaryDirectory(prefix="viewer-bench-") as name:
        folder = Path(name)
        write_series(folder, slices)
        for size in SCREENS:
            turns = [
                {name: _measured(name, folder, size) for name in (OURS, *PEERS)}
                for _ in range(repeats)
            ]
            ours = _median([turn[OURS] for turn in turns])
            peers = {peer: _median([turn[peer] for turn in turns]) for peer in PEERS}
            results += _results(size, ours, peers)
    return results


def _median(runs: Sequence[Frames]) -> Frames:
    return Frames(
        statistics.median(run.median_ms for run in runs),
        statistics.median(run.p99_ms for run in runs),
        max(run.missed for run in runs),
    )


def _results(
    size: tuple[int, int], ours: Frames, peers: dict[str, Frames]
) -> tuple[BenchResult, ...]:
    view = f"{size[0]}x{size[1]}"
    p99s = {name: frames.p99_ms for name, frames in peers.items()}
    medians = {name: frames.median_ms for name, frames in peers.items()}
    return (
        BenchResult("scroll", f"p99 frame at {view}, 20 markers", ours.p99_ms, p99s, "ms"),
        BenchResult("scroll", f"median frame at {view}, 20 markers", ours.median_ms, medians, "ms"),
        BenchResult("scroll", f"slices not shown at {view}", ours.missed, {}, "slices"),
    )


def _measured(contestant: str, folder: Path, size: tuple[int, int]) -> Frames:
    command = [
        sys.executable,
        "-m",
        "viewer.bench.scroll_contestants",
        contestant,
        str(folder),
        *map(str, size),
    ]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"}
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=_TIMEOUT_S, env=environment
    )
    return Frames(**json.loads(done.stdout.splitlines()[-1]))
