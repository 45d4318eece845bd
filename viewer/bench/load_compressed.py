"""How fast a compressed CT series becomes a volume: this program beside what else decodes it."""

import tempfile
from pathlib import Path
from typing import Final

from viewer.bench.contestants import in_turn, measured
from viewer.bench.load import MODULE, OURS, without_us
from viewer.bench.result import BenchResult
from viewer.bench.series import Plan, write

SLICES: Final = 200
REPEATS: Final = 3
_COLD: Final = "viewer, cold"
_PEERS: Final = (
    "SimpleITK",
    "GDCM",
    "pydicom, 2 threads",
    "pydicom, pylibjpeg, 2 threads",
    "pydicom, pyjpegls, 2 threads",
    "pydicom, gdcm, 2 threads",
)


def run(kind: str, slices: int = SLICES, repeats: int = REPEATS) -> list[BenchResult]:
    """Load a compressed series; `viewer` with its decoding workers running, as in the window.

    `viewer, cold` starts them within the measured time. A peer that does not read this kind is
    left out.
    """
    with tempfile.TemporaryDirectory(prefix="viewer-bench-") as name:
        folder = Path(name)
        write(folder, Plan(slices=slices, kind=kind))
        figures = in_turn(
            (OURS, _COLD, *_PEERS),
            lambda who: measured(MODULE, (who, str(folder), kind)),
            repeats,
        )
    label = f"load-{kind}"
    cold, ours = figures.pop(_COLD), figures[OURS]
    volumes = {peer: found["volume_s"] for peer, found in without_us(figures).items()}
    missing = tuple(peer for peer in _PEERS if peer not in volumes)
    cores = {peer: found["cores"] for peer, found in without_us(figures).items()}
    return [
        BenchResult(label, "seconds to volume", ours["volume_s"], volumes, missing=missing),
        BenchResult(label, "seconds to volume, workers not started", cold["volume_s"], volumes),
        BenchResult(label, "seconds to first image", ours["first_image_s"], volumes),
        BenchResult(label, "cores in use", ours["cores"], cores, "cores", is_larger_better=True),
    ]
