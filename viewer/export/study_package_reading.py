"""Reading the package of a study: nothing in it is believed before it was looked at."""

import json
import math
import re
import stat
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from viewer.domain.references import SeriesReference
from viewer.export.study_package import CONTENTS, FORMAT, VERSION, PackageFile, StackFiles
from viewer.foundation.errors import PackageRefused, PackageTrouble
from viewer.foundation.files import safe_name
from viewer.imaging.archive import Allowance, entries
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.storage.package_rows import SPECS, UID_PAIRS, StudyRows, TableSpec

_ALLOWED: Final = Allowance(entries=200_000, directory_bytes=64 << 20, total_bytes=64 << 30)
_CONTENTS_BYTES: Final = 256 << 20
_IMAGE: Final = re.compile(r"images/\d{6}(?:\.dcm|/([^/\\]{1,80}))")
_BLOB: Final = re.compile(r"blobs/[0-9a-f]{64}")
_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED: Final = 0x1
_WRONG: Final = (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError)
_LARGEST: Final = 2**63
"""Above all numbers that the library can hold."""
Scalar = str | int | float | None


@dataclass(frozen=True, slots=True)
class StudyPackage:
    """What a package says it holds; its members' names and sizes were compared with that."""

    path: Path
    library_uid: str
    rows: StudyRows
    files: Mapping[str, PackageFile]
    stacks: tuple[StackFiles, ...]


def read_package(path: Path) -> StudyPackage:
    """Read the contents and compare them with the archive's directory. Raises PackageRefused."""
    try:
        infos = entries(path, _ALLOWED)
    except NotReadable as error:
        raise PackageRefused(str(path), _trouble(error)) from error
    except OSError as error:
        raise PackageRefused(str(path), PackageTrouble.UNREADABLE) from error
    _check_members(path, infos)
    package = _parsed(path, _contents(path, {info.filename: info for info in infos}))
    _compare(package, infos)
    return package


def refused(path: Path, detail: str) -> PackageRefused:
    """Return the error for a part that is not as it was exported."""
    return PackageRefused(str(path), PackageTrouble.DAMAGED, detail)


def _trouble(error: NotReadable) -> PackageTrouble:
    if error.reason is SkipReason.ARCHIVE_REFUSED:
        return PackageTrouble.UNSAFE if "overlap" in error.detail else PackageTrouble.TOO_LARGE
    return PackageTrouble.NOT_ONE


def _check_members(path: Path, infos: tuple[zipfile.ZipInfo, ...]) -> None:
    """Refuse names that this program does not write, links, and names that clash."""
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        is_link = stat.S_ISLNK(info.external_attr >> 16)
        is_plain = info.compress_type in _METHODS and not info.flag_bits & _ENCRYPTED
        if is_link or not is_plain or name.casefold() in seen or not _is_ours(name):
            shown = safe_name(name, limit=60)
            raise PackageRefused(str(path), PackageTrouble.UNSAFE, shown)
        seen.add(name.casefold())


def _is_ours(name: str) -> bool:
    if name == CONTENTS or _BLOB.fullmatch(name):
        return True
    image = _IMAGE.fullmatch(name)
    return image is not None and (image[1] is None or safe_name(image[1]) == image[1])


def _contents(path: Path, infos: Mapping[str, zipfile.ZipInfo]) -> object:
    if CONTENTS not in infos:
        raise PackageRefused(str(path), PackageTrouble.NOT_ONE)
    if infos[CONTENTS].file_size > _CONTENTS_BYTES:
        raise PackageRefused(str(path), PackageTrouble.TOO_LARGE, CONTENTS)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(CONTENTS) as member:
            text = member.read(_CONTENTS_BYTES + 1)
        return json.loads(text)
    except (zipfile.BadZipFile, EOFError, OSError, *_WRONG) as error:
        raise refused(path, CONTENTS) from error


def _parsed(path: Path, said: object) -> StudyPackage:
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise PackageRefused(str(path), PackageTrouble.NOT_ONE)
    try:
        if _whole(said["version"]) > VERSION:
            raise PackageRefused(str(path), PackageTrouble.NEWER)
        uid = _text(said["study_instance_uid"])
        files = [PackageFile(_text(n), _whole(s), _text(h)) for n, s, h in said["files"]]
        tables = {spec.name: _rows(spec, said["tables"][spec.name]) for spec in (*SPECS, UID_PAIRS)}
        library = _text(said["library"])
        rows = StudyRows(uid, tables)
        stacks = tuple(_stack(rows, *each) for each in said["stacks"])
    except _WRONG as error:
        raise refused(path, CONTENTS) from error
    return StudyPackage(path, library, rows, {file.name: file for file in files}, stacks)


def _stack(rows: StudyRows, series: object, part: object, names: Sequence[object]) -> StackFiles:
    """Return a stack with its files; one that no row describes is none of ours."""
    reference = SeriesReference(rows.study_instance_uid, _text(series), _whole(part))
    _whole(rows.instances_of(reference))
    return StackFiles(reference, tuple(map(_text, names)))


def _rows(spec: TableSpec, table: object) -> list[tuple[object, ...]]:
    """Return a table's rows in the order of our columns; columns of a later release are left."""
    said = cast("dict[str, list[list[object]]]", table)
    names, later = cast("list[object]", said["columns"]), dict(spec.later)
    missing = [name for name in later if name not in names]
    added = [later[name] for name in missing]
    places = [[*names, *missing].index(name) for name in spec.columns]
    return [
        tuple(_scalar([*row[: len(names)], *added][place]) for place in places)
        for row in said["rows"]
    ]


def _scalar(value: object) -> Scalar:
    if value is None:
        return None
    if isinstance(value, float) and math.isfinite(value):
        return value
    return _text(value) if isinstance(value, str) else _whole(value)


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST:
        return value
    raise ValueError("no whole number")


def _text(value: object) -> str:
    """Return a text that a file can hold: without half characters."""
    if isinstance(value, str):
        value.encode()
        return value
    raise ValueError("no text")


def _compare(package: StudyPackage, infos: tuple[zipfile.ZipInfo, ...]) -> None:
    """Refuse members that are not listed, listed ones that are not there or not as large."""
    sizes = {info.filename: info.file_size for info in infos if info.filename != CONTENTS}
    foreign = set(sizes) - set(package.files)
    if foreign:
        raise PackageRefused(str(package.path), PackageTrouble.UNSAFE, min(foreign))
    needed = {name for stack in package.stacks for name in stack.files}
    if not all(map(_IMAGE.fullmatch, needed)):
        raise refused(package.path, CONTENTS)
    needed |= {f"blobs/{blob}" for blob in package.rows.blobs}
    for name in sorted(needed | set(package.files)):
        file = package.files.get(name)
        if file is None or sizes.get(name) != file.size:
            raise refused(package.path, name)
