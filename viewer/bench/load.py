"""How fast a CT series becomes a volume in HU order: this program beside what else reads DICOM."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from viewer.bench.contestants import Figures, in_turn, measured
from viewer.bench.result import BenchResult
from viewer.bench.series import SIDE, SLICES, Plan, write

REPEATS: Final = 5
OURS: Final = "viewer"
_LIMIT: Final = "np.fromfile"
_PEERS: Final = ("SimpleITK", "ITK", "VTK", "GDCM", "dicomsdl", "pydicom")
MODULE: Final = "viewer.bench.load_contestants"


def run(slices: int = SLICES, repeats: int = REPEATS) -> list[BenchResult]:
    """Write a series of `slices` × 512² of 16 bit, load it with each contestant, return medians.

    Each is a process of its own with its imports done before the clock starts. `np.fromfile`
    reads the same pixels from one file, in one process and one thread: what a reader of
    separate files can hope to come near.
    """
    with tempfile.TemporaryDirectory(prefix="viewer-bench-") as name:
        folder = Path(name) / "series"
        folder.mkdir()
        write(folder, Plan(slices=slices))
        single = Path(name) / "one.raw"
        _write_single(single, slices)
        places = {_LIMIT: single}
        figures = in_turn(
            (OURS, _LIMIT, *_PEERS),
            lambda who: measured(MODULE, (who, str(places.get(who, folder)))),
            repeats,
        )
    limit = figures.pop(_LIMIT)
    ours, peers = figures[OURS], without_us(figures)
    volumes = {peer: found["volume_s"] for peer, found in peers.items()}
    missing = tuple(peer for peer in _PEERS if peer not in peers)
    return [
        BenchResult("load", "seconds to volume", ours["volume_s"], volumes, missing=missing),
        BenchResult("load", "seconds to first image", ours["first_image_s"], volumes),
        BenchResult(
            "load-limit",
            "seconds to volume, beside one file of the same pixels",
            ours["volume_s"],
            {_LIMIT: limit["volume_s"]},
        ),
    ]


def memory_results(
    name: str, figures: Mapping[str, Figures], slices: int
) -> tuple[BenchResult, BenchResult]:
    """Return the peak of each contestant's memory, and what of it is above its start."""
    volume = slices * SIDE * SIDE * 2
    peaks = {who: found["peak_bytes"] / 2**20 for who, found in figures.items()}
    above = {
        who: (found["peak_bytes"] - found["base_bytes"]) / volume for who, found in figures.items()
    }
    return (
        BenchResult(name, "peak memory", peaks.pop(OURS), peaks, "MiB"),
        BenchResult(
            name, "peak memory above the start, per volume", above.pop(OURS), above, "volumes"
        ),
    )


def without_us(figures: Mapping[str, Figures]) -> dict[str, Figures]:
    """Return the figures of the peers."""
    return {who: found for who, found in figures.items() if who != OURS}


def _write_single(path: Path, slices: int) -> None:
    with path.open("wb") as stream:
        for index in range(slices):
            stream.write(bytes([index % 251]) * (SIDE * SIDE * 2))
