"""The files of a result beside its answer: written with plain names, and found again by them."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer.domain.part import FileRole
from viewer.domain.result import AnalysisResult
from viewer.foundation.files import atomic_write, content_hash
from viewer.storage.library import Library
from viewer.storage.result_files import FileState, ResultFile
from viewer.vendors.errors import error_of
from viewer.words.errors import error_words

FOLDER: Final = "files"
INDEX: Final = "index.json"
VERSION: Final = 1
_NAMES: Final[dict[FileRole, str]] = {
    FileRole.CALCIUM_MASK: "calcium-mask",
    FileRole.LESION_MASK: "lesion-mask",
    FileRole.FRACTURE_MASK: "fracture-mask",
    FileRole.RIB_MASK: "rib-mask",
    FileRole.REGISTERED_DICOM: "registered",
    FileRole.REGISTERED_NIFTI: "registered",
}
_ENDINGS: Final[dict[str, str]] = {
    "application/dicom": ".dcm",
    "application/zip": ".zip",
    "application/x-tar": ".tar",
    "application/x-nifti": ".nii",
    "application/json": ".json",
    "application/xml": ".xml",
    "image/png": ".png",
    "image/jpeg": ".jpg",
}
_GZIP: Final = "application/gzip"
_INSIDE: Final = (
    (344, b"n+1\0", ".nii.gz"),
    (4, b"n+2\0", ".nii.gz"),
    (257, b"ustar", ".tar.gz"),
)
_HEAD: Final = 1024


@dataclass(frozen=True, slots=True)
class FilesBeside:
    """The files that were written beside a saved answer, by their paths in it."""

    folder: Path
    files: dict[str, tuple[str, str]]
    """Name of the file and SHA-256 of its content, by the path in the answer."""

    @staticmethod
    def of(answer: Path, raw: bytes) -> "FilesBeside":
        """Return the files that belong to the answer at that place; none where it is another's."""
        folder = answer.parent / FOLDER
        try:
            document = json.loads((folder / INDEX).read_text(encoding="utf-8"))
            if document["answer"] != content_hash(raw):
                return FilesBeside(folder, {})
            listed = [(each["path"], each["file"], each["sha256"]) for each in document["files"]]
        except (OSError, ValueError, KeyError, TypeError):
            return FilesBeside(folder, {})
        files = {
            str(path): (str(name), str(checksum))
            for path, name, checksum in listed
            if name and Path(str(name)).name == name
        }
        return FilesBeside(folder, files)

    def has(self, name: str) -> bool:
        """Tell whether the index names a file for a path in the answer, and there is one."""
        return name in self.files and (self.folder / self.files[name][0]).is_file()

    def content(self, name: str) -> bytes | None:
        """Return the file of a path in the answer; None where it is not there or was changed."""
        if name not in self.files:
            return None
        file, checksum = self.files[name]
        try:
            content = (self.folder / file).read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == checksum else None


def write_linked_files(
    library: Library, run_uid: str, result: AnalysisResult, folder: Path
) -> tuple[Path, ...]:
    """Write the files of a run with an index of them; returns the paths. Raises CannotWrite.

    A file that could not be had is in the index with the reason and no name.
    """
    files = library.result_files.of_job(run_uid)
    remove_linked_files(folder)
    if not files:
        return ()
    target = folder / FOLDER
    target.mkdir(exist_ok=True)
    roles = {file.name: file.role for part in result.parts for file in part.files}
    written: list[Path] = []
    listed: list[dict[str, object]] = []
    for file, content in _fetched(library, files):
        name = _free_name(file, roles.get(file.name), content, (path.name for path in written))
        listed.append(_entry(file, name))
        if content:
            atomic_write(target / name, content)
            written.append(target / name)
    document = {"version": VERSION, "answer": result.raw_hash, "files": listed}
    text = json.dumps(document, ensure_ascii=False, indent=2)
    atomic_write(target / INDEX, f"{text}\n".encode())
    return (*written, target / INDEX)


def _fetched(library: Library, files: Iterable[ResultFile]) -> Iterator[tuple[ResultFile, bytes]]:
    for file in files:
        is_there = file.state is FileState.FETCHED
        yield file, library.blobs.get(file.content_hash) if is_there else b""


def missing_words(library: Library, run_uid: str) -> tuple[str, ...]:
    """Return a line for each file of a run that could not be had: its path, and why."""
    files = library.result_files.of_job(run_uid)
    lines = ((file.name, _why_missing(file)) for file in files)
    return tuple(f"{name}: {why}" for name, why in lines if why)


def _why_missing(file: ResultFile) -> str:
    """Return why a file is not there; empty where it is."""
    if file.state is FileState.FETCHED:
        return ""
    error = error_of(file.failure)
    return error_words(error).line if error else file.state.value


def _entry(file: ResultFile, name: str) -> dict[str, object]:
    is_there = file.state is FileState.FETCHED
    return {
        "path": file.name,
        "file": name if is_there else "",
        "sha256": file.content_hash if is_there else "",
        "size": file.size if is_there else 0,
        "missing": _why_missing(file),
    }


def _free_name(
    file: ResultFile, role: FileRole | None, content: bytes, taken: Iterable[str]
) -> str:
    """Return a plain name: what the file is, else the last word of its path in the answer."""
    word = file.name.rsplit(".", 1)[-1].lower()
    stem = _NAMES.get(role) if role else None
    stem = stem or "".join(letter for letter in word if letter.isalnum()) or "file"
    ending = _ending(file.media_type, content)
    names, number = set(taken), 1
    name = f"{stem}{ending}"
    while name in names:
        number += 1
        name = f"{stem}-{number}{ending}"
    return name


def _ending(media_type: str, content: bytes) -> str:
    if media_type != _GZIP:
        return _ENDINGS.get(media_type, ".bin")
    try:
        head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content[: 64 * _HEAD], _HEAD)
    except zlib.error:
        return ".gz"
    for at, magic, ending in _INSIDE:
        if head[at : at + len(magic)] == magic:
            return ending
    return ".gz"


def remove_linked_files(beside: Path) -> None:
    """Remove what an earlier run wrote there, as its index says; nothing else."""
    folder = beside / FOLDER
    try:
        document = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        names = [str(each["file"]) for each in document["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return
    for name in (*names, INDEX):
        if name and Path(name).name == name:
            (folder / name).unlink(missing_ok=True)
