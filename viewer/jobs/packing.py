"""From a stack to the files that are uploaded: read, freed of identity, packed, all in a thread."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer.foundation.errors import Cancelled
from viewer.foundation.files import atomic_write
from viewer.foundation.killpoints import KillPoint, reached
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.problems import NotReadable
from viewer.imaging.stack import ImageStack
from viewer.privacy.deidentify import CleanInstance, KnownAs, NotSendable, deidentified
from viewer.privacy.multiframe import multiframe
from viewer.privacy.uid_map import UidMap
from viewer.vendors.errors import LimitBroken
from viewer.vendors.gateway.one_url import (
    ARCHIVE_NAME,
    MULTIFRAME_NAME,
    SeriesStrategy,
    slice_name,
)
from viewer.vendors.limits import InputFacts, LimitKind, LimitProblem

_NOTE: Final = "package.json"
_MOST_INSTANCE_BYTES: Final = 64 * 1024 * 1024
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Package:
    """What is uploaded for one job.

    `slice_bytes` are the sizes of the single slices as sent, `checksums` the SHA-256 of the files.
    """

    strategy: SeriesStrategy
    files: tuple[Path, ...]
    content_hash: str
    slice_bytes: tuple[int, ...]
    checksums: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackingOrder:
    """How to pack a stack into `folder`."""

    stack: ImageStack
    strategy: SeriesStrategy
    folder: Path
    uid_map: UidMap
    is_compressed: bool
    on_progress: Callable[[float], None]
    is_cancelled: Callable[[], bool]


def pack(order: PackingOrder) -> Package:
    """Write the files of one job. Raises LimitBroken, Cancelled, CannotWrite, OSError."""
    shutil.rmtree(order.folder, ignore_errors=True)
    order.folder.mkdir(parents=True, mode=0o700)
    clean = list(_clean_instances(order))
    digest = hashlib.sha256()
    for instance in clean:
        digest.update(hashlib.sha256(instance.content).digest())
    files = _PACKERS[order.strategy](order, clean)
    package = Package(
        order.strategy,
        files,
        digest.hexdigest(),
        tuple(len(instance.content) for instance in clean),
        tuple(checksum(file) for file in files),
    )
    _go_on(order)
    _note(order.folder, package)
    return package


def packed(folder: Path) -> Package | None:
    """Return what an earlier process packed there; None when it is not complete."""
    try:
        note = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        files = tuple(folder / name for name in note["files"])
        strategy = SeriesStrategy(note["strategy"])
        package = Package(
            strategy,
            files,
            note["content_hash"],
            tuple(note["slice_bytes"]),
            tuple(note["checksums"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return package if all(file.is_file() for file in files) else None


def checksum(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def facts_of(stack: ImageStack, slice_bytes: tuple[int, ...] = ()) -> InputFacts:
    """Return what the limits are checked on; without sizes before the slices are packed."""
    identities = {
        (identity.patient_id, identity.patient_name)
        for identity in (header.identity() for header in stack.instances)
    }
    return InputFacts(
        series=stack.description,
        slice_bytes=slice_bytes or tuple(map(_expected_bytes, stack.instances)),
        slices_without_pixels=tuple(
            index for index, header in enumerate(stack.instances) if header.lacks_pixels
        ),
        patients=len(identities),
        is_multiframe=any(header.frame_count > 1 for header in stack.instances),
    )


def _expected_bytes(header: InstanceHeader) -> int:
    """Return about how large a slice will be: its pixels, the header being small."""
    pixels = header.pixels
    length = pixels.length if pixels else 0
    return length if length is not None else header.file_size


def _clean_instances(order: PackingOrder) -> Iterator[CleanInstance]:
    headers = order.stack.instances
    for index, header in enumerate(headers):
        _go_on(order)
        yield _clean(header, index, order.uid_map)
        order.on_progress((index + 1) / len(headers))


def _go_on(order: PackingOrder) -> None:
    if order.is_cancelled():
        raise Cancelled(order.folder.name)


def _clean(header: InstanceHeader, index: int, uid_map: UidMap) -> CleanInstance:
    try:
        content = header.source.open_bytes(_MOST_INSTANCE_BYTES)
        known_as = KnownAs(header.study_uid, header.series_uid, header.sop_instance_uid)
        return deidentified(content, uid_map, known_as)
    except (NotSendable, NotReadable, OSError) as error:
        problem = LimitProblem(LimitKind.PIXELS_MISSING, (str(index + 1),))
        raise LimitBroken((problem,)) from error


def _archive(order: PackingOrder, clean: list[CleanInstance]) -> tuple[Path, ...]:
    path = order.folder / ARCHIVE_NAME
    method = zipfile.ZIP_DEFLATED if order.is_compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", method, compresslevel=1) as archive:
        for index, instance in enumerate(clean):
            _go_on(order)
            entry = zipfile.ZipInfo(slice_name(index), _ZIP_TIME)
            entry.compress_type = method
            archive.writestr(entry, instance.content)
            reached(KillPoint.MID_PACK)
    return (path,)


def _multiframe(order: PackingOrder, clean: list[CleanInstance]) -> tuple[Path, ...]:
    series_uid = order.stack.description.reference.series_instance_uid
    uid = order.uid_map.sent(f"{series_uid}/multiframe")
    path = order.folder / MULTIFRAME_NAME
    try:
        path.write_bytes(multiframe([instance.content for instance in clean], uid))
    except NotSendable as error:
        values = (order.strategy.value, error.reason)
        problem = LimitProblem(LimitKind.STRATEGY_UNAVAILABLE, values)
        raise LimitBroken((problem,)) from error
    return (path,)


def _slices(order: PackingOrder, clean: list[CleanInstance]) -> tuple[Path, ...]:
    paths = []
    for index, instance in enumerate(clean):
        _go_on(order)
        path = order.folder / slice_name(index)
        path.write_bytes(instance.content)
        paths.append(path)
    return tuple(paths)


_PACKERS: Final[
    dict[SeriesStrategy, Callable[[PackingOrder, list[CleanInstance]], tuple[Path, ...]]]
] = {
    SeriesStrategy.ARCHIVE: _archive,
    SeriesStrategy.MULTIFRAME: _multiframe,
    SeriesStrategy.REPEAT: _slices,
    SeriesStrategy.MANIFEST: _slices,
}


def _note(folder: Path, package: Package) -> None:
    document = {
        "strategy": package.strategy.value,
        "files": [file.name for file in package.files],
        "content_hash": package.content_hash,
        "slice_bytes": package.slice_bytes,
        "checksums": package.checksums,
    }
    atomic_write(folder / _NOTE, json.dumps(document).encode(), is_private=True)
