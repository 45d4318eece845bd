"""Importing the package of a study: files first, each by its hash; then all rows at once."""

import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from viewer.domain.references import SeriesReference
from viewer.export.study_package_reading import StudyPackage, read_package, refused
from viewer.foundation.errors import (
    Cancelled,
    LibraryTrouble,
    LibraryUnavailable,
    PackageRefused,
    PackageTrouble,
)
from viewer.foundation.files import content_hash, written_atomically
from viewer.imaging.moved import are_there
from viewer.storage.imported import images_folder, import_lock
from viewer.storage.library import Library
from viewer.storage.package_taking import Newcomer, RowsRefused, Taken, check_rows, take_rows

_STEP: Final = 1 << 20
_BLOB_BYTES: Final = 1 << 30

OnProgress = Callable[[float], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in: how many image files, runs and events were new."""

    study_instance_uid: str
    images: int
    taken: Taken


def import_study(
    library: Library,
    path: Path,
    newcomer: Callable[[str], Newcomer],
    *,
    on_progress: OnProgress = lambda _fraction: None,
    is_cancelled: IsCancelled = lambda: False,
) -> Imported:
    """Take a package in; blocks, for a thread with a library of its own.

    `newcomer` is asked with the uid of the library that it comes from. Every hash is compared.
    What is here already is not doubled. Raises PackageRefused, Cancelled, CannotWrite,
    LibraryUnavailable; then nothing of it is kept but answers that no row names.
    """
    package = read_package(path)
    try:
        check_rows(package.rows)
    except RowsRefused as error:
        raise refused(path, str(error)) from error
    with _only_import(library):
        taking = _Taking(library, package, on_progress, is_cancelled)
        try:
            taking.take_files()
            taken = take_rows(library, package.rows, taking.paths, newcomer(package.library_uid))
        except RowsRefused as error:
            taking.undo()
            raise refused(path, str(error)) from error
        except BaseException:
            taking.undo()
            raise
    return Imported(package.rows.study_instance_uid, taking.images, taken)


@contextmanager
def _only_import(library: Library) -> Iterator[None]:
    """Let a clean-up see that images without a study are on their way."""
    with import_lock(library.folders) as lock:
        if not lock.acquire():
            place = str(library.folders.imported)
            raise LibraryUnavailable(place, LibraryTrouble.LOCKED, "another import")
        yield


def _left(_piece: bytes) -> None:
    """Leave what is here already."""


class _Taking:
    """The files of one package on their way into the library."""

    def __init__(
        self,
        library: Library,
        package: StudyPackage,
        on_progress: OnProgress,
        is_cancelled: IsCancelled,
    ) -> None:
        self._library = library
        self._package = package
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled
        self._folder = _folder_of(library, package)
        self._was_there = self._folder.exists()
        self._total = max(1, sum(file.size for file in package.files.values()))
        self._done = 0
        self.images = 0
        self.paths: dict[SeriesReference, tuple[str, ...]] = {}

    def take_files(self) -> None:
        """Bring answers and the images that are not here. Raises PackageRefused, Cancelled."""
        with zipfile.ZipFile(self._package.path) as archive:
            for blob in self._package.rows.blobs:
                self._library.blobs.put(self._blob(archive, f"blobs/{blob}", blob))
            wanted = self._wanted_images()
            for name in self._package.files:
                if name in wanted:
                    self._image(archive, name)
                elif name.startswith("images/"):
                    self._look_at(archive, name)

    def undo(self) -> None:
        """Delete the images that this import brought."""
        if not self._was_there:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _wanted_images(self) -> set[str]:
        """Return the members to bring: of stacks that are not here, and what is no stack's.

        A stack of which fewer images are here than in the package is not here.
        """
        here: set[str] = set()
        package = str(self._package.path.absolute())  # it was opened as images: no place to stay
        known = {
            series.reference: series.instance_count
            for series in self._library.studies.series_of(self._package.rows.study_instance_uid)
            if series.paths and package not in series.paths and are_there(series.paths)
        }
        for stack in self._package.stacks:
            if known.get(stack.reference, -1) >= self._package.rows.instances_of(stack.reference):
                here |= _with_partners(stack.files, self._package)
            else:
                self.paths[stack.reference] = tuple(map(self._place, stack.files))
        for stack in self._package.stacks:  # a file may be of two stacks
            if stack.reference in self.paths:
                here -= _with_partners(stack.files, self._package)
        return {n for n in self._package.files if n.startswith("images/")} - here

    def _place(self, name: str) -> str:
        return str(self._folder.joinpath(*name.split("/")[1:]))

    def _image(self, archive: zipfile.ZipFile, name: str) -> None:
        target = Path(self._place(name))
        if target.exists() and _hash_of(target) == self._package.files[name].sha256:
            self._look_at(archive, name)
            return
        with written_atomically(target, is_private=True) as temporary, temporary.open("wb") as file:
            self._look_at(archive, name, file.write)
        self.images += 1

    def _blob(self, archive: zipfile.ZipFile, name: str, expected: str) -> bytes:
        size = self._package.files[name].size
        if size > _BLOB_BYTES:
            raise PackageRefused(str(self._package.path), PackageTrouble.TOO_LARGE, name)
        content = b"".join(self._pieces(archive, name))
        if content_hash(content) != expected:
            raise refused(self._package.path, name)
        return content

    def _look_at(
        self, archive: zipfile.ZipFile, name: str, take: Callable[[bytes], object] = _left
    ) -> None:
        """Compare a member with its hash, whether it is taken or not."""
        digest = sha256()
        for piece in self._pieces(archive, name):
            digest.update(piece)
            take(piece)
        if digest.hexdigest() != self._package.files[name].sha256:
            raise refused(self._package.path, name)

    def _pieces(self, archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
        """Yield a member's bytes, never more than it said."""
        left = self._package.files[name].size
        try:
            with archive.open(name) as member:
                while piece := member.read(_STEP):
                    if self._is_cancelled():
                        raise Cancelled
                    left -= len(piece)
                    if left < 0:
                        raise PackageRefused(str(self._package.path), PackageTrouble.UNSAFE, name)
                    yield piece
                    self._tell(len(piece))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise refused(self._package.path, name) from error
        except OSError as error:
            trouble = PackageTrouble.UNREADABLE
            raise PackageRefused(str(self._package.path), trouble, name) from error

    def _tell(self, more: int) -> None:
        self._done += more
        self._on_progress(min(1.0, self._done / self._total))


def _folder_of(library: Library, package: StudyPackage) -> Path:
    """Return where the images go: the same for the same content, another for any other."""
    lines = [f"{name} {package.files[name].sha256}" for name in sorted(package.files)]
    images = "\n".join(line for line in lines if line.startswith("images/"))
    folder = images_folder(library.folders, package.rows.study_instance_uid)
    return folder / content_hash(images.encode())[:16]


def _with_partners(names: tuple[str, ...], package: StudyPackage) -> set[str]:
    """Return the members with those that lie beside them in a folder of their own."""
    folders = {name.rsplit("/", 1)[0] for name in names if name.count("/") > 1}
    beside = {name for name in package.files if name.rsplit("/", 1)[0] in folders}
    return set(names) | beside


def _hash_of(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_STEP):
            digest.update(piece)
    return digest.hexdigest()
