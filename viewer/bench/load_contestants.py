"""One contestant of the load benchmarks, alone in its process: prints its figures as JSON."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from viewer.bench.contestants import Figures, enter
from viewer.bench.series import SIDE

if TYPE_CHECKING:
    from viewer.imaging.stack import ImageStack

_KIB: Final = 1024
_THREADS: Final = 2

Times = tuple[float, float]
"""(seconds to the complete volume, seconds until the first image can be shown)."""
Reader = Callable[[Path], Times]


def _viewer(kind: str, *, is_warm: bool = True) -> Reader:
    import cv2

    import viewer.imaging.photos.photo
    from viewer.imaging.grey.voi import default_state, render
    from viewer.imaging.loader import VolumeLoader
    from viewer.imaging.scan import scan

    del cv2, viewer  # imported now, as the peers are before their clock starts
    if kind:
        import viewer.imaging.decoding.pool

        del viewer

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

    def warmed(folder: Path) -> Times:
        _warm_up(scan([sorted(folder.iterdir())[0]]).stacks[0])
        return load(folder)

    return warmed if kind and is_warm else load


def _warm_up(stack: "ImageStack") -> None:
    """Have every decoding worker decode a frame, as they are when a window has been open."""
    import numpy as np

    from viewer.imaging.pixels import read_into

    header = stack.instances[0]
    with ThreadPoolExecutor(4) as threads:
        for _ in range(8):
            threads.submit(read_into, np.zeros((SIDE, SIDE), np.uint16), header)


def _fromfile(_kind: str) -> Reader:
    import numpy as np

    return _whole(lambda path: np.fromfile(path, "<i2").reshape(-1, SIDE, SIDE))


def _simpleitk(kind: str) -> Reader:
    import SimpleITK

    if kind == "htj2k":
        raise NotImplementedError("SimpleITK has no HTJ2K")

    def load(folder: Path) -> object:
        reader = SimpleITK.ImageSeriesReader()
        reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(folder)))
        return SimpleITK.GetArrayViewFromImage(reader.Execute())

    return _whole(load)


def _itk(_kind: str) -> Reader:
    import itk

    image_type = itk.Image[itk.SS, 3]
    reader = itk.ImageSeriesReader[image_type].New(ImageIO=itk.GDCMImageIO.New())

    def load(folder: Path) -> object:
        names = itk.GDCMSeriesFileNames.New(Directory=str(folder))
        reader.SetFileNames(names.GetInputFileNames())
        reader.Update()
        return itk.array_view_from_image(reader.GetOutput())

    return _whole(load)


def _vtk(_kind: str) -> Reader:
    from vtkmodules.util.numpy_support import vtk_to_numpy
    from vtkmodules.vtkIOImage import vtkDICOMImageReader

    def load(folder: Path) -> object:
        reader = vtkDICOMImageReader()
        reader.SetDirectoryName(str(folder))
        reader.Update()
        return vtk_to_numpy(reader.GetOutput().GetPointData().GetScalars())

    return _whole(load)


def _gdcm(kind: str) -> Reader:
    import gdcm
    import numpy as np

    if kind == "htj2k":
        raise NotImplementedError("GDCM has no HTJ2K")

    def load(folder: Path) -> object:
        sorter = gdcm.IPPSorter()
        sorter.SetComputeZSpacing(False)
        if not sorter.Sort([str(path) for path in folder.iterdir()]):
            raise RuntimeError("GDCM cannot order the series")
        names = sorter.GetFilenames()
        volume = np.empty((len(names), SIDE, SIDE), np.uint16)
        for place, name in zip(volume, names, strict=True):
            reader = gdcm.ImageReader()
            reader.SetFileName(name)
            if not reader.Read():
                raise RuntimeError("GDCM cannot read a slice")
            content = reader.GetImage().GetBuffer().encode("utf-8", "surrogateescape")
            place[...] = np.frombuffer(content, np.uint16).reshape(SIDE, SIDE)
        return volume

    return _whole(load)


def _dicomsdl(_kind: str) -> Reader:
    import dicomsdl
    import numpy as np

    def load(folder: Path) -> object:
        files = [dicomsdl.open(str(path)) for path in folder.iterdir()]
        files.sort(key=lambda file: file.ImagePositionPatient[2])
        volume = np.empty((len(files), SIDE, SIDE), np.uint16)
        for place, file in zip(volume, files, strict=True):
            file.copyFrameData(0, place)
        return volume

    return _whole(load)


def _pydicom(_kind: str) -> Reader:
    import numpy
    import pydicom

    def load(folder: Path) -> object:
        slices = [pydicom.dcmread(path) for path in folder.iterdir()]
        slices.sort(key=lambda item: float(item.ImagePositionPatient[2]))
        return numpy.stack([item.pixel_array for item in slices])

    return _whole(load)


def _pydicom_with(plugin: str) -> Callable[[str], Reader]:
    def prepared(_kind: str) -> Reader:
        import numpy
        import pydicom
        from pydicom.pixels.decoders.base import get_decoder

        def read(path: Path) -> tuple[float, Any]:
            data = pydicom.dcmread(path)
            syntax = data.file_meta.TransferSyntaxUID
            if plugin not in get_decoder(syntax).available_plugins:
                raise NotImplementedError(f"{plugin} does not decode {syntax.name}")
            data.pixel_array_options(decoding_plugin=plugin)
            return float(data.ImagePositionPatient[2]), data.pixel_array

        def load(folder: Path) -> object:
            with ThreadPoolExecutor(_THREADS) as threads:
                slices = list(threads.map(read, folder.iterdir()))
            slices.sort(key=lambda item: item[0])
            return numpy.stack([pixels for _, pixels in slices])

        return _whole(load)

    return prepared


def _whole(load: Callable[[Path], object]) -> Reader:
    """Time a reader that shows nothing before all is read."""

    def timed(place: Path) -> Times:
        start = time.perf_counter()
        volume = load(place)
        seconds = time.perf_counter() - start
        del volume
        return seconds, seconds

    return timed


_READERS: Final[dict[str, Callable[[str], Reader]]] = {
    "viewer": _viewer,
    "viewer, cold": lambda kind: _viewer(kind, is_warm=False),
    "np.fromfile": _fromfile,
    "SimpleITK": _simpleitk,
    "ITK": _itk,
    "VTK": _vtk,
    "GDCM": _gdcm,
    "dicomsdl": _dicomsdl,
    "pydicom": _pydicom,
    "pydicom, 2 threads": _pydicom_with("pydicom"),
    "pydicom, pylibjpeg, 2 threads": _pydicom_with("pylibjpeg"),
    "pydicom, pyjpegls, 2 threads": _pydicom_with("pyjpegls"),
    "pydicom, gdcm, 2 threads": _pydicom_with("gdcm"),
}


def _run(name: str, place: str, kind: str = "") -> Figures:
    """Load the place once as the named contestant does."""
    load = _READERS[name](kind)
    base = _memory_bytes("VmRSS")
    busy, start = _busy_s(), time.perf_counter()
    volume_s, first_image_s = load(Path(place))
    cores = (_busy_s() - busy) / (time.perf_counter() - start)
    return {
        "volume_s": volume_s,
        "first_image_s": first_image_s,
        "base_bytes": base,
        "peak_bytes": _memory_bytes("VmHWM"),
        "cores": cores,
    }


def _busy_s() -> float:
    """Return the processor seconds of this process and of the workers it has now."""
    import psutil

    own = os.times()
    workers = (child.cpu_times() for child in psutil.Process().children())
    return float(own.user + own.system + sum(each.user + each.system for each in workers))


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


def main(arguments: Sequence[str]) -> int:
    """Load once: NAME FOLDER [KIND]."""
    contestants = {
        name: lambda place, kind="", name=name: _run(name, place, kind) for name in _READERS
    }
    return enter(contestants, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
