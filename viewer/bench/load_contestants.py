"""One contestant of the load benchmark, alone in its process: prints its figures as JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

_KIB: Final = 1024

Times = tuple[float, float]
"""(seconds to the complete volume, seconds until the first image can be shown)."""


def _viewer() -> Callable[[Path], Times]:
    import cv2

    import viewer.imaging.photo
    from viewer.imaging.loader import VolumeLoader
    from viewer.imaging.scan import scan
    from viewer.imaging.voi import default_state, render

    del cv2, viewer  # imported now, as the peers are before their clock starts

    def load(folder: Path) -> Times:
        start = time.perf_counter()
        (stack,) = scan([folder]).stacks
        loader = VolumeLoader(stack)
        first: list[float] = []

        def on_slice(index: int) -> None:
            if not first:
                render(loader.volume, index, default_state(stack, loader.volume))
                first.append(time.perf_counter() - start)

        loader.run(on_slice)
        return time.perf_counter() - start, first[0]

    return load


def _simpleitk() -> Callable[[Path], Times]:
    import SimpleITK

    def load(folder: Path) -> Times:
        start = time.perf_counter()
        reader = SimpleITK.ImageSeriesReader()
        reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(folder)))
        SimpleITK.GetArrayViewFromImage(reader.Execute())
        seconds = time.perf_counter() - start
        return seconds, seconds

    return load


def _pydicom() -> Callable[[Path], Times]:
    import numpy
    import pydicom

    def load(folder: Path) -> Times:
        start = time.perf_counter()
        slices = [pydicom.dcmread(path) for path in folder.iterdir()]
        slices.sort(key=lambda item: float(item.ImagePositionPatient[2]))
        numpy.stack([item.pixel_array for item in slices])
        seconds = time.perf_counter() - start
        return seconds, seconds

    return load


_CONTESTANTS: Final[dict[str, Callable[[], Callable[[Path], Times]]]] = {
    "viewer": _viewer,
    "SimpleITK": _simpleitk,
    "pydicom": _pydicom,
}


def _memory_bytes(field: str) -> int:
    """Return `VmRSS` or `VmHWM` of this process; elsewhere than on Linux the peak so far."""
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) * _KIB
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * _KIB


def main(arguments: list[str]) -> None:
    """Load the folder once as the named contestant does."""
    name, folder = arguments
    load = _CONTESTANTS[name]()
    base = _memory_bytes("VmRSS")
    volume_s, first_image_s = load(Path(folder))
    figures = {
        "volume_s": volume_s,
        "first_image_s": first_image_s,
        "base_bytes": base,
        "peak_bytes": _memory_bytes("VmHWM"),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1:])
