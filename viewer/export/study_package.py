"""A study with everything as one ZIP: images as they are, answers, decisions (docs/formats.md)."""

import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from viewer.domain.references import DOCUMENTS_PART, SeriesReference
from viewer.domain.series import Container
from viewer.foundation.errors import Cancelled, UnreadableImage
from viewer.foundation.files import safe_name, written_atomically
from viewer.imaging.moved import is_stack
from viewer.imaging.nifti.slices import voxel_path
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.scan import scan
from viewer.imaging.source import FileSource
from viewer.imaging.stack import ImageStack
from viewer.storage.library import Library
from viewer.storage.package_rows import StudyRows, rows_of_study, spec_of
from viewer.storage.studies import KnownStudy

FORMAT: Final = "viewer-study"
VERSION: Final = 1
CONTENTS: Final = "study.json"
_STEP: Final = 1 << 20
_NAME: Final = 60

OnProgress = Callable[[float], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One member of a package."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StackFiles:
    """Which members one stack is made of, in stack order."""

    reference: SeriesReference
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What to export, and where to."""

    study_instance_uid: str
    target: Path
    program: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Exported:
    """What the package holds."""

    images: int
    runs: int
    events: int
    size: int


def export_study(
    library: Library,
    request: ExportRequest,
    *,
    on_progress: OnProgress = lambda _fraction: None,
    is_cancelled: IsCancelled = lambda: False,
) -> Exported:
    """Write the package; blocks, for a thread with a library of its own for reading.

    It holds the patient's name, as the images do. Raises Cancelled, CannotWrite, UnreadableImage
    (an image is not where it was), LibraryUnavailable; then there is no package.
    """
    rows = rows_of_study(library.database, request.study_instance_uid)
    study = library.studies.get(request.study_instance_uid)
    images = _images(study, is_cancelled) if study is not None else _Images()
    with (
        written_atomically(request.target) as temporary,
        zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
    ):
        writer = _Writer(archive, images.size, on_progress, is_cancelled)
        for name, source in images.sources.items():
            writer.copy(name, source)
        for blob in rows.blobs:
            writer.write(f"blobs/{blob}", library.blobs.get(blob))
        document = _document(library, rows, request, (images.all_stacks, writer.files))
        archive.writestr(CONTENTS, json.dumps(document, ensure_ascii=False, allow_nan=False))
    return Exported(
        images=len(images.sources),
        runs=len(rows.tables["runs"]),
        events=len(rows.tables["ledger"]),
        size=request.target.stat().st_size,
    )


@dataclass
class _Images:
    """Names in the package for all files of a study, each file once."""

    sources: dict[str, FileSource] = field(default_factory=dict)
    stacks: list[StackFiles] = field(default_factory=list)
    documents: dict[SeriesReference, list[str]] = field(default_factory=dict)
    names: dict[tuple[Path, str | None], str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of all of them."""
        return sum(source.size() for source in self.sources.values())

    def take(self, stack: ImageStack, reference: SeriesReference) -> None:
        """Give names to the files of a stack, which the library calls `reference`."""
        container = stack.description.container
        files = [self._named(header.source, container) for header in stack.instances]
        names = tuple(dict.fromkeys(files))
        self.stacks.append(StackFiles(reference, names))

    def take_document(self, source: FileSource, reference: SeriesReference) -> None:
        """Give a name to a document of a series."""
        self.documents.setdefault(reference, []).append(self._named(source, Container.DICOM))

    @property
    def all_stacks(self) -> list[StackFiles]:
        """The stacks, and the documents of each series as one."""
        documents = self.documents.items()
        return [*self.stacks, *(StackFiles(each, tuple(names)) for each, names in documents)]

    def _named(self, source: FileSource, container: Container) -> str:
        key = (source.path, source.member)
        if key not in self.names:
            number = f"images/{len(self.names) + 1:06d}"
            if container is Container.DICOM:
                name = f"{number}.dcm"
            else:  # what stands for a description there, and tells a pair's files
                name = f"{number}/{_own_name(source)}"
            self.names[key] = name
            self.sources[name] = source
            partner = voxel_path(source.path) if container is Container.NIFTI else None
            if partner is not None and source.member is None:
                self.sources[f"{number}/{safe_name(partner.name, limit=_NAME)}"] = FileSource(
                    partner
                )
        return self.names[key]


class _Writer:
    """Puts members into the archive and keeps their hashes."""

    def __init__(
        self,
        archive: zipfile.ZipFile,
        total: int,
        on_progress: OnProgress,
        is_cancelled: IsCancelled,
    ) -> None:
        self._archive = archive
        self._total = total
        self._done = 0
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled
        self.files: list[PackageFile] = []

    def copy(self, name: str, source: FileSource) -> None:
        """Put a file in as it is. Raises Cancelled, UnreadableImage."""
        digest, size = sha256(), 0
        with self._archive.open(name, "w", force_zip64=True) as into:
            for piece in _pieces(source):
                if self._is_cancelled():
                    raise Cancelled
                digest.update(piece)
                size += len(piece)
                into.write(piece)
                self._tell(len(piece))
        self.files.append(PackageFile(name, size, digest.hexdigest()))

    def write(self, name: str, content: bytes) -> None:
        """Put bytes in. Raises Cancelled."""
        if self._is_cancelled():
            raise Cancelled
        self._archive.writestr(name, content)
        self.files.append(PackageFile(name, len(content), sha256(content).hexdigest()))

    def _tell(self, more: int) -> None:
        self._done += more
        self._on_progress(min(1.0, self._done / max(1, self._total)))


def _images(study: KnownStudy, is_cancelled: IsCancelled) -> _Images:
    """Find the files of a study where the library saw them last. Raises UnreadableImage."""
    wanted = {series.reference for series in study.series}
    images = _Images()
    found = scan(study.paths, is_cancelled=is_cancelled)
    for stack in found.stacks:
        reference = next((each for each in wanted if is_stack(stack, each)), None)
        if reference is not None:
            wanted.discard(reference)
            images.take(stack, reference)
    for document in (each for study in found.studies for each in study.documents):
        reference = SeriesReference(document.study_uid, document.series_uid, DOCUMENTS_PART)
        if reference.study_instance_uid == study.study_instance_uid:
            wanted.discard(reference)
            images.take_document(document.source, reference)
    lost = next((series for series in study.series if series.reference in wanted), None)
    if lost is not None:
        where = lost.paths[0] if lost.paths else ""
        raise UnreadableImage(where, SkipReason.MISSING.value)
    return images


def _document(
    library: Library,
    rows: StudyRows,
    request: ExportRequest,
    files: tuple[Sequence[StackFiles], Sequence[PackageFile]],
) -> dict[str, object]:
    stacks, members = files
    return {
        "format": FORMAT,
        "version": VERSION,
        "program": request.program,
        "made": request.now.isoformat(),
        "library": library.uid,
        "study_instance_uid": rows.study_instance_uid,
        "files": [[file.name, file.size, file.sha256] for file in members],
        "stacks": [
            [each.reference.series_instance_uid, each.reference.part, list(each.files)]
            for each in stacks
        ],
        "tables": {
            name: {"columns": list(spec_of(name).columns), "rows": [list(row) for row in table]}
            for name, table in rows.tables.items()
        },
    }


def _own_name(source: FileSource) -> str:
    name = (source.member or source.path.name).rsplit("/", 1)[-1]
    return safe_name(name, fallback="image", limit=_NAME)


def _pieces(source: FileSource) -> Iterator[bytes]:
    """Yield a file's content; what is wrong with reading it is not taken for the target's."""
    try:
        with source.opened() as stream:
            while piece := stream.read(_STEP):
                yield piece
    except FileNotFoundError as error:
        raise UnreadableImage(source.label, SkipReason.MISSING.value) from error
    except OSError as error:
        raise UnreadableImage(source.label, SkipReason.UNREADABLE.value) from error
    except NotReadable as error:
        raise UnreadableImage(source.label, error.reason.value) from error
