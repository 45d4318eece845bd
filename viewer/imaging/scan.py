"""Everything that was opened, as studies and stacks; and every file that was not read, with why."""

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from viewer.domain.series import Identity, StudyText
from viewer.foundation.errors import Cancelled
from viewer.imaging import limits
from viewer.imaging.dicom.headers import OpenFile, read_headers
from viewer.imaging.dicom.layouts import HeaderReader
from viewer.imaging.dicom.walk import FIRST_READ
from viewer.imaging.grouping import grouped, reading_order
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.problems import NotReadable, Skipped, SkipReason
from viewer.imaging.sniff import FileKind, sniff
from viewer.imaging.source import FileSource, read_at
from viewer.imaging.stack import ImageStack

if TYPE_CHECKING:
    from viewer.imaging.documents.document import DocumentHeader

_PROGRESS_S: Final = 0.05
_MAYBE_DOCUMENT: Final = frozenset({SkipReason.NO_PIXELS, SkipReason.UNKNOWN_SYNTAX})


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """How far a scan has come; `files_total` is None while folders are still being listed."""

    files_seen: int
    files_total: int | None
    images: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Study:
    """All stacks of one study in the order of their series numbers, and what is no picture."""

    study_instance_uid: str
    identity: Identity
    text: StudyText
    stacks: tuple[ImageStack, ...]
    documents: "tuple[DocumentHeader, ...]" = ()

    def joined(self, other: "Study") -> "Study":
        """Return this study with what only the other one has, from another folder.

        What both have is this one's.
        """
        own = {stack.key for stack in self.stacks}
        stacks = (*self.stacks, *(stack for stack in other.stacks if stack.key not in own))
        documents = _each_once([*self.documents, *other.documents])
        return replace(self, stacks=tuple(sorted(stacks, key=reading_order)), documents=documents)


@dataclass(frozen=True, eq=False)
class ScanResult:
    """What was found; `skipped` names every file that is not among the images once."""

    studies: tuple[Study, ...]
    skipped: tuple[Skipped, ...] = ()

    @cached_property
    def unread(self) -> tuple[Skipped, ...]:
        """What was skipped and is not among the documents either."""
        documents = {d.source.label for study in self.studies for d in study.documents}
        if not documents:
            return self.skipped
        return tuple(skipped for skipped in self.skipped if skipped.path not in documents)

    @property
    def stacks(self) -> tuple[ImageStack, ...]:
        """All stacks of all studies."""
        return tuple(stack for study in self.studies for stack in study.stacks)

    @property
    def reason(self) -> str:
        """Why nothing was found, for `UnreadableImage`: the reasons, of a lone file in detail."""
        if len(self.skipped) == 1 and self.skipped[0].detail:
            return f"{self.skipped[0].reason}: {self.skipped[0].detail}"
        return ", ".join(sorted({str(skipped.reason) for skipped in self.skipped}))


OnProgress = Callable[[ScanProgress], None]
IsCancelled = Callable[[], bool]


def scan(
    paths: Iterable[str | Path],
    *,
    on_progress: OnProgress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> ScanResult:
    """Read the headers of all images below `paths`: files, folders, ZIPs, DICOMDIRs.

    Blocking; `on_progress` is called about 20 times a second, `is_cancelled` for each file.
    Nothing that is wrong with a file stops the rest. Raises Cancelled.
    """
    run = _Scan(on_progress, is_cancelled)
    for path in paths:
        run.take(path)
    run.report(is_final=True)
    found = grouped(run.headers)
    studies = _studies(found.stacks, run.documents)
    return ScanResult(studies, (*run.skipped, *found.skipped))


@dataclass(eq=False)
class _Scan:
    """One scan under way."""

    on_progress: OnProgress | None
    is_cancelled: IsCancelled | None
    reader: HeaderReader = field(default_factory=HeaderReader)
    headers: list[InstanceHeader] = field(default_factory=list)
    documents: "list[DocumentHeader]" = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    seen: set[object] = field(default_factory=set)
    files_seen: int = 0
    files_total: int | None = None
    last_report: float = 0.0

    def take(self, named: str | Path) -> None:
        """Read a path that a person named."""
        path = Path(named)
        mode = _mode(path)
        if not str(named):  # else an unset variable of a script means the current folder
            self.skipped.append(Skipped("", SkipReason.MISSING))
        elif stat.S_ISDIR(mode):
            files = sorted(self._files_below(path))
            self.files_total = (self.files_total or 0) + len(files)
            for name in files:
                self._read(FileSource(Path(name)), is_named=False)
        elif mode and not stat.S_ISREG(mode):  # opening a pipe waits for its writer
            self.skipped.append(Skipped(str(path), SkipReason.NOT_AN_IMAGE_FILE))
        else:
            self._read(FileSource(path), is_named=True)

    def _files_below(self, folder: Path) -> Iterator[str]:
        """Yield regular files; each folder once, so a loop of links ends."""
        visited: set[str] = set()
        open_folders = [(str(folder), 0)]
        while open_folders:
            current, depth = open_folders.pop()
            real = os.path.realpath(current)
            if real in visited:
                continue
            visited.add(real)
            if depth > limits.FOLDER_DEPTH:
                self.skipped.append(Skipped(current, SkipReason.NESTED_TOO_DEEPLY))
                continue
            try:
                with os.scandir(current) as entries:
                    for entry in entries:
                        if entry.is_dir():
                            open_folders.append((entry.path, depth + 1))
                        elif entry.is_file():
                            yield entry.path
            except OSError as error:
                self.skipped.append(Skipped(current, SkipReason.UNREADABLE, error.strerror or ""))
            self.report()

    def _read(self, source: FileSource, *, is_named: bool) -> None:
        """Read one file or archive member; what is wrong with it is noted."""
        self.files_seen += 1
        self.report()
        # an archive may hold two members of one name; plain texts, as a scan of 100,000 files
        # that let go of as many sources at its end held up all other threads for 0.2 s
        name = str(source.path) if source.span is None else source
        if name in self.seen:
            return
        self.seen.add(name)
        try:
            kind, headers = _headers(source, self.reader)
            self.headers += headers
            if kind in {FileKind.ZIP, FileKind.TAR_GZ}:
                self._read_archive(source, kind)
            elif kind is FileKind.DICOMDIR:
                self._read_directory(source, is_named=is_named)
        except NotReadable as problem:
            self._refuse(source, problem)
        except FileNotFoundError:
            self.skipped.append(Skipped(source.label, SkipReason.MISSING))
        except OSError as error:
            detail = error.strerror or type(error).__name__
            self.skipped.append(Skipped(source.label, SkipReason.UNREADABLE, detail))

    def _refuse(self, source: FileSource, problem: NotReadable) -> None:
        """Note why a file is not shown, unless it is one half of something that is."""
        if problem.reason is SkipReason.NOT_AN_IMAGE_FILE and self._took_pair(source):
            return
        self.skipped.append(Skipped(source.label, problem.reason, problem.detail))
        if problem.reason in _MAYBE_DOCUMENT:
            self._take_document(source)

    def _took_pair(self, source: FileSource) -> bool:
        """Read the header beside a file that may be the voxels of a NIfTI pair."""
        from viewer.imaging.nifti.slices import pair_header

        header = pair_header(source)
        if header is None:
            return False
        self._read(header, is_named=False)
        return True

    def _take_document(self, source: FileSource) -> None:
        """Keep what a DICOM file without a picture is; it stays among what was skipped too."""
        from viewer.imaging.documents.document import DocumentKind, document_header

        if len(self.documents) >= limits.DOCUMENTS:
            return
        with suppress(NotReadable, OSError):  # the reason is in `skipped` already
            document = document_header(source)
            is_film = document.kind is DocumentKind.VIDEO
            if is_film or self.skipped[-1].reason is SkipReason.NO_PIXELS:
                self.documents.append(document)

    def _read_archive(self, source: FileSource, kind: FileKind) -> None:
        if source.member is not None:
            raise NotReadable(SkipReason.NESTED_ARCHIVE)
        if kind is FileKind.TAR_GZ:
            sources, skipped = _tar_members(source)
        else:
            from viewer.imaging.archive import members

            sources, skipped = members(source.path)
        self.skipped += skipped
        self.files_total = (self.files_total or self.files_seen) + len(sources)
        for member in sources:
            self._read(member, is_named=False)

    def _read_directory(self, source: FileSource, *, is_named: bool) -> None:
        """Follow a DICOMDIR; a broken one makes its folder be searched instead."""
        from viewer.imaging.dicomdir import referenced_files

        if source.member is not None:
            return
        try:
            files, skipped = referenced_files(source.path)
        except NotReadable as problem:
            self.skipped.append(Skipped(source.label, problem.reason, problem.detail))
            if is_named:
                self.take(source.path.parent)
            return
        self.skipped += skipped
        for path in files if is_named else ():
            self._read(FileSource(path), is_named=False)

    def report(self, *, is_final: bool = False) -> None:
        """Tell the progress now and then. Raises Cancelled."""
        if self.is_cancelled is not None and self.is_cancelled():
            raise Cancelled
        if self.on_progress is None:
            return
        now = time.monotonic()
        if is_final or now - self.last_report >= _PROGRESS_S:
            self.last_report = now
            total = self.files_seen if is_final else self.files_total
            self.on_progress(ScanProgress(self.files_seen, total, len(self.headers)))


def _tar_members(
    source: FileSource,
) -> tuple[tuple[FileSource, ...], tuple[Skipped, ...]]:
    """Return the members, and what was skipped: the archive itself where it ends early."""
    from viewer.imaging.tar_files import contents

    found = contents(source.path)
    if found.problem is None:
        return found.sources, found.skipped
    return found.sources, (*found.skipped, Skipped(source.label, found.problem))


def _mode(path: Path) -> int:
    """Return what kind of file this is, 0 where the system does not say; opening it says why."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _headers(
    source: FileSource, reader: HeaderReader
) -> tuple[FileKind, tuple[InstanceHeader, ...]]:
    """Return what a file is, and its images. Raises NotReadable, OSError."""
    with source.opened() as stream:
        head = read_at(stream, 0, FIRST_READ)
        kind = sniff(head)
        if kind in {FileKind.ZIP, FileKind.TAR_GZ, FileKind.DICOMDIR}:
            return kind, ()
        if kind in {FileKind.OTHER, FileKind.EMPTY}:
            is_empty = kind is FileKind.EMPTY
            raise NotReadable(SkipReason.EMPTY if is_empty else SkipReason.NOT_AN_IMAGE_FILE)
        file = OpenFile(source, stream, head, stream.seek(0, os.SEEK_END))
        if file.size > limits.FILE_BYTES:
            raise NotReadable(SkipReason.TOO_LARGE, f"{file.size} bytes")
        if kind is FileKind.DICOM:
            return kind, read_headers(file, reader)
        if kind is FileKind.NIFTI:
            from viewer.imaging.nifti.slices import nifti_headers

            return kind, nifti_headers(file)
        from viewer.imaging.photos.photo import photo_headers

        return kind, photo_headers(file)


def _studies(stacks: Iterable[ImageStack], documents: "list[DocumentHeader]") -> tuple[Study, ...]:
    by_uid: dict[str, tuple[list[ImageStack], list[DocumentHeader]]] = {}
    for stack in stacks:
        uid = stack.description.reference.study_instance_uid
        by_uid.setdefault(uid, ([], []))[0].append(stack)
    for document in documents:
        by_uid.setdefault(document.study_uid, ([], []))[1].append(document)
    studies = [_study(uid, *members) for uid, members in by_uid.items()]
    return tuple(
        sorted(studies, key=lambda s: (s.text.study_date, s.text.study_time), reverse=True)
    )


def _study(uid: str, stacks: list[ImageStack], documents: "list[DocumentHeader]") -> Study:
    first = stacks[0].description if stacks else documents[0]
    return Study(
        study_instance_uid=uid,
        identity=first.identity,
        text=first.text,
        stacks=tuple(stacks),
        documents=_each_once(documents),
    )


def _each_once(documents: "list[DocumentHeader]") -> "tuple[DocumentHeader, ...]":
    if not documents:
        return ()
    from viewer.imaging.documents.document import without_copies

    return tuple(without_copies(documents))
