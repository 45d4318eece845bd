"""The DICOM files that are compared: the public images, and those that pydicom brings along."""

from dataclasses import dataclass
from pathlib import Path

import pydicom.data

from viewer.imaging.dicom.walk import FIRST_READ
from viewer.imaging.sniff import FileKind, sniff

GROUPS = (
    "ct",
    "dental",
    "mr",
    "objects",
    "pet",
    "xray",
    "conformance/bit_depth",
    "conformance/charsets",
    "conformance/colour",
    "conformance/corrupt_or_odd",
    "conformance/dicomdir",
    "conformance/lut_overlay",
    "conformance/multiframe",
    "conformance/transfer_syntaxes",
    "pydicom",
)
"""Folders of the public images, and pydicom's own files last; one test each."""

_LONG = 16
"""A folder with more images than this is one long series: first, middle and last are enough."""

_MIXED = frozenset({"test_files", "charset_files", "palettes"}) | {
    Path(name).name for name in GROUPS
}
"""Folders whose files have nothing to do with each other: every one is compared."""


@dataclass(frozen=True)
class Sample:
    """One file: `name` is the same on every machine."""

    name: str
    path: Path


def folders(data: Path) -> dict[str, Path]:
    """Return where the files of each group are."""
    bundled = Path(pydicom.data.__file__).parent
    return {name: bundled if name == "pydicom" else data / name for name in GROUPS}


def samples(data: Path, group: str) -> tuple[Sample, ...]:
    """Return the files of a group to compare, in the order of their names."""
    root = folders(data)[group]
    by_folder: dict[Path, list[Path]] = {}
    for path in sorted(root.rglob("*")):
        if path.is_file() and _is_dicom(path):
            by_folder.setdefault(path.parent, []).append(path)
    return tuple(
        Sample(f"{group}/{path.relative_to(root).as_posix()}", path)
        for folder, members in sorted(by_folder.items())
        for path in _chosen(folder, members)
    )


def _chosen(folder: Path, members: list[Path]) -> list[Path]:
    if folder.name in _MIXED or len(members) <= _LONG:
        return members
    return [members[0], members[len(members) // 2], members[-1]]


def _is_dicom(path: Path) -> bool:
    with path.open("rb") as stream:
        head = stream.read(FIRST_READ)
    if head[128:132] == b"DICM" or path.suffix == ".dcm":
        return sniff(head) is not FileKind.DICOMDIR
    return sniff(head) is FileKind.DICOM
