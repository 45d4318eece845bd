"""How fast many files are looked through, and whether the window can be used meanwhile."""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from viewer.bench.contestants import Figures, enter, in_turn, measured, median
from viewer.bench.opened_window import opened
from viewer.bench.result import BenchResult
from viewer.bench.series import write_many

SERIES: Final = 20
SLICES: Final = 250
REPEATS: Final = 5
_OURS: Final = "viewer"
_PEERS: Final = ("pydicom",)


def run(series: int = SERIES, slices: int = SLICES, repeats: int = REPEATS) -> list[BenchResult]:
    """Write series × slices files of 64² into one folder; read all headers, then open the window.

    Both read the same attributes of each file and stop before its pixels; this program also
    groups, orders and checks them. A stall is the longest time that the event loop stood still
    from the first moment until all is read and all thumbnails are drawn.
    """
    with tempfile.TemporaryDirectory(prefix="viewer-bench-") as name:
        folder = Path(name)
        write_many(folder, series, slices)
        figures = in_turn(
            (_OURS, *_PEERS),
            lambda who: measured("viewer.bench.open_many", (who, str(folder))),
            repeats,
        )
        window = median([opened(folder) for _ in range(repeats)])
    seconds = {peer: figures[peer]["seconds"] for peer in _PEERS if peer in figures}
    return [
        BenchResult("open-many", "seconds for all headers", figures[_OURS]["seconds"], seconds),
        BenchResult("open-many", "longest stall of the window", window["stall_ms"], {}, "ms"),
        BenchResult("open-many", "seconds to the first picture", window["first_picture_s"]),
    ]


def _viewer(folder: str) -> Figures:
    from viewer.imaging.scan import scan

    start = time.perf_counter()
    result = scan([folder])
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "files": sum(len(stack.instances) for stack in result.stacks)}


def _pydicom(folder: str) -> Figures:
    import pydicom

    from viewer.imaging.dicom import tags

    wanted = sorted(tags.WANTED)
    start = time.perf_counter()
    files = 0
    for path in Path(folder).iterdir():
        data = pydicom.dcmread(path, stop_before_pixels=True, specific_tags=wanted)
        files += "Rows" in data
    return {"seconds": time.perf_counter() - start, "files": files}


def main(arguments: Sequence[str]) -> int:
    """Be one contestant: NAME FOLDER."""
    return enter({"viewer": _viewer, "pydicom": _pydicom}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
