"""The whole files that damaged ones are made from: public images, and small ones made here."""

import gzip
import io
import itertools
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest.mock import patch

import numpy as np

from tests import heif_files
from tests.conformance import made_files
from tests.image_builders import SYNTAXES, dicom_bytes, png_bytes, write_series

SMALL_BYTES = 40_000
LARGE_BYTES = 450_000
_PER_FOLDER = 3
"""So many files of a folder that holds one long series."""
_SERIES = 15
_MIXED = frozenset({"formats_and_corrupt", "colour", "charsets", "corrupt_or_odd", "encapsulation"})


@dataclass(frozen=True)
class Seed:
    """A file, what it is called on every machine, and whole files that lie beside it."""

    name: str
    content: bytes
    beside: tuple[bytes, ...] = ()


@cache
def made_seeds() -> tuple[Seed, ...]:
    """Return small files that are made here, the same every time."""
    with (
        patch("tests.image_builders.generate_uid", _Uids()),
        patch("tests.conformance.made_files.generate_uid", _Uids()),
    ):
        return tuple(_made())


class _Uids:
    """Counts where others draw lots."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def __call__(self) -> str:
        return f"1.2.826.0.1.3680043.2.1125.{next(self._numbers)}"


def _made() -> Iterator[Seed]:
    rng = np.random.default_rng(1)
    noise = rng.integers(0, 4000, (24, 32), dtype=np.int16)
    plain = dicom_bytes(rows=24, columns=32, values=lambda _: noise)
    yield Seed("made/plain", plain)
    for codec in SYNTAXES:
        content = dicom_bytes(rows=24, columns=32, values=lambda _: noise, compressed=codec)
        yield Seed(f"made/{codec}", content)
    colours = rng.integers(0, 255, (12, 16, 3), dtype=np.uint8)
    yield Seed("made/photo.png", png_bytes(colours))
    yield from _photos(colours)
    yield from _volumes(noise)
    yield from _series()
    yield Seed("made/turned.heic", heif_files.TURNED)
    yield Seed("made/second.heic", heif_files.SECOND)
    yield Seed("made/two.zip", _zipped(plain, png_bytes(colours)))
    with tempfile.TemporaryDirectory() as folder:
        for name, data in made_files.made():
            path = made_files.write(data, Path(folder) / "file")
            yield Seed(f"made/{name}", path.read_bytes())


def _photos(colours: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]") -> Iterator[Seed]:
    from PIL import Image

    for kind in ("JPEG", "TIFF", "BMP", "WEBP", "GIF"):
        stream = io.BytesIO()
        Image.fromarray(colours).save(stream, kind)
        yield Seed(f"made/photo.{kind.lower()}", stream.getvalue())


def _series() -> Iterator[Seed]:
    """Yield one slice of a series with its neighbours, for what concerns a stack as a whole."""
    with tempfile.TemporaryDirectory() as folder:
        paths = write_series(Path(folder), slices=5, study_uid="1.2.3", series_uid="1.2.3.4")
        contents = [path.read_bytes() for path in paths]
    for number in (0, 2):
        others = tuple(content for index, content in enumerate(contents) if index != number)
        yield Seed(f"made/series-{number}", contents[number], others)


def _volumes(noise: "np.ndarray[tuple[int, ...], np.dtype[np.int16]]") -> Iterator[Seed]:
    import nibabel

    grid = np.stack([noise, noise + 1, noise + 2], axis=-1)
    for kind in (nibabel.Nifti1Image, nibabel.Nifti2Image):
        content = kind(grid, np.diag([0.8, 0.8, 2.0, 1.0])).to_bytes()
        yield Seed(f"made/{kind.__name__}.nii", content)
        yield Seed(f"made/{kind.__name__}.nii.gz", gzip.compress(content, 1, mtime=0))


def _zipped(*members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, member in enumerate(members):
            archive.writestr(zipfile.ZipInfo(f"IM{number}"), member)
    return stream.getvalue()


def public_seeds(data: Path, most_bytes: int) -> tuple[Seed, ...]:
    """Return the public images up to a size; of long series the first few."""
    by_folder: dict[Path, list[Path]] = {}
    for path in sorted(data.rglob("*")):
        if path.is_file() and 0 < path.stat().st_size <= most_bytes and _is_image(path):
            by_folder.setdefault(path.parent, []).append(path)
    return tuple(
        Seed(path.relative_to(data).as_posix(), path.read_bytes())
        for folder, paths in by_folder.items()
        for path in (paths[:_PER_FOLDER] if _is_series(folder, paths) else paths)
    )


def _is_series(folder: Path, paths: list[Path]) -> bool:
    return len(paths) > _SERIES and folder.name not in _MIXED


def _is_image(path: Path) -> bool:
    return path.suffix.lower() not in {".md", ".txt", ".json", ".csv", ".html"} and (
        "_licences" not in path.parts
    )
