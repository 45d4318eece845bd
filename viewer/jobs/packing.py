"""From an input to the files that are uploaded: read, freed of identity, packed, in a thread."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer.foundation.errors import Cancelled
from viewer.foundation.files import atomic_write
from viewer.foundation.killpoints import KillPoint, reached
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.problems import NotReadable, SliceNotReadable
from viewer.imaging.stack import ImageStack
from viewer.jobs.inputs import image_index
from viewer.jobs.pictures import picture_bytes, rendered
from viewer.jobs.similar.picture import encoded, extension_of, within_rule
from viewer.privacy.deidentify import CleanInstance, KnownAs, NotSendable, deidentified
from viewer.privacy.multiframe import multiframe
from viewer.privacy.nifti import is_packed, write_clean_volume
from viewer.privacy.uid_map import UidMap
from viewer.vendors.errors import LimitBroken
from viewer.vendors.gateway.endpoint import SentForm
from viewer.vendors.gateway.one_url import (
    ARCHIVE_NAME,
    IMAGE_NAME,
    MULTIFRAME_NAME,
    PACKED_VOLUME_NAME,
    PICTURE_NAME,
    VOLUME_NAME,
    SeriesStrategy,
    slice_name,
)
from viewer.vendors.limits import LimitKind, LimitProblem

_NOTE: Final = "package.json"
_MOST_INSTANCE_BYTES: Final = 64 * 1024 * 1024
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Package:
    """What is uploaded for one input.

    `strategy` says how the slices of a series go, other forms are one file. `slice_bytes` are the
    sizes of the single images as sent, `checksums` the SHA-256 of the files.
    """

    strategy: SeriesStrategy
    files: tuple[Path, ...]
    content_hash: str
    slice_bytes: tuple[int, ...]
    checksums: tuple[str, ...]
    form: SentForm = SentForm.SERIES

    @property
    def way(self) -> str:
        """How it is sent, as the receipt says it: the strategy of a series, else the form."""
        return (self.strategy if self.form is SentForm.SERIES else self.form).value


@dataclass(frozen=True, slots=True, kw_only=True)
class PackingOrder:
    """How to pack a stack into `folder`.

    `frame`, `window` and `below` (pixels) are for forms of one image, see `picture_bytes`; with
    `above` the picture is brought within the rule of the visual search, and `most_bytes`.
    """

    stack: ImageStack
    strategy: SeriesStrategy
    folder: Path
    uid_map: UidMap
    is_compressed: bool
    on_progress: Callable[[float], None]
    is_cancelled: Callable[[], bool]
    form: SentForm = SentForm.SERIES
    frame: int | None = None
    window: str = ""
    below: int | None = None
    above: int | None = None
    most_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    """The files of an input, the hash of what is in them, and the sizes of its images."""

    files: tuple[Path, ...]
    content_hash: str
    sizes: tuple[int, ...]


def pack(order: PackingOrder) -> Package:
    """Write the files of one input. Raises LimitBroken, Cancelled, CannotWrite, OSError."""
    shutil.rmtree(order.folder, ignore_errors=True)
    order.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    order.folder.mkdir(mode=0o700)
    made = _MAKERS[order.form](order)
    package = Package(
        order.strategy,
        made.files,
        made.content_hash,
        made.sizes,
        tuple(checksum(file) for file in made.files),
        order.form,
    )
    _go_on(order)
    _note(order.folder, package)
    return package


def pack_all(orders: Sequence[PackingOrder]) -> tuple[Package, ...]:
    """Write the files of all inputs, one after the other. Raises as `pack` does."""
    return tuple(map(pack, orders))


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
            SentForm(note.get("form", SentForm.SERIES)),  # not said by the first releases
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return package if all(file.is_file() for file in files) else None


def checksum(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _series(order: PackingOrder) -> _Made:
    clean = list(_clean_instances(order))
    sizes = tuple(len(instance.content) for instance in clean)
    files = _PACKERS[order.strategy](order, clean)
    return _Made(files, _hash_of(instance.content for instance in clean), sizes)


def _hash_of(contents: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def _image(order: PackingOrder) -> _Made:
    index = image_index(order.stack, order.frame)
    clean = _clean(order.stack.instances[index], index, order.uid_map)
    return _one_file(order, IMAGE_NAME, clean.content)


def _picture(order: PackingOrder) -> _Made:
    index = image_index(order.stack, order.frame)
    try:
        content = _content_of(order, index)
    except (SliceNotReadable, NotReadable, NotSendable) as error:
        raise _missing(index) from error
    return _one_file(order, f"{PICTURE_NAME}.{extension_of(content)}", content)


def _content_of(order: PackingOrder, index: int) -> bytes:
    if order.above is None or order.most_bytes is None:
        return picture_bytes(order.stack, index, order.window, order.below)
    return encoded(within_rule(rendered(order.stack, index, order.window)), order.most_bytes)


def _one_file(order: PackingOrder, name: str, content: bytes) -> _Made:
    path = order.folder / name
    path.write_bytes(content)
    order.on_progress(1.0)
    reached(KillPoint.MID_PACK)
    return _Made((path,), _hash_of((content,)), (len(content),))


def _volume(order: PackingOrder) -> _Made:
    source = order.stack.instances[0].source
    try:
        name = PACKED_VOLUME_NAME if is_packed(source) else VOLUME_NAME
        path = order.folder / name
        write_clean_volume(source, path, lambda: _go_on(order))
    except (NotSendable, NotReadable) as error:
        raise _missing(0) from error
    order.on_progress(1.0)
    reached(KillPoint.MID_PACK)
    return _Made((path,), checksum(path), (path.stat().st_size,))


_MAKERS: Final[dict[SentForm, Callable[[PackingOrder], _Made]]] = {
    SentForm.SERIES: _series,
    SentForm.DICOM: _image,
    SentForm.PICTURE: _picture,
    SentForm.NIFTI: _volume,
}


def _missing(index: int) -> LimitBroken:
    return LimitBroken((LimitProblem(LimitKind.PIXELS_MISSING, (str(index + 1),)),))


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
        raise _missing(index) from error


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
        "form": package.form.value,
        "files": [file.name for file in package.files],
        "content_hash": package.content_hash,
        "slice_bytes": package.slice_bytes,
        "checksums": package.checksums,
    }
    atomic_write(folder / _NOTE, json.dumps(document).encode(), is_private=True)
