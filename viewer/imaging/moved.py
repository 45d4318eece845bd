"""Images that are no longer where they were, found again by their UIDs."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from viewer.domain.references import DOCUMENTS_PART, SeriesReference
from viewer.domain.series import Container
from viewer.foundation.errors import Cancelled
from viewer.imaging.scan import ScanProgress, ScanResult, scan
from viewer.imaging.stack import ImageStack

_TAIL: Final = 3
"""So many of a path's last folders are looked for below other places."""
_DEPTH: Final = 3
_FOLDERS: Final = 3_000
"""A search by name around the old place looks at no more folders, and no deeper."""

_LIKELY: Final = 40
"""So many folders are read at most before the person is asked."""

IsCancelled = Callable[[], bool]
Place = tuple[SeriesReference, int, tuple[str, ...]]
"""A series, how many images of it (or documents) are there, and in which files."""
OnFolder = Callable[[str, int], None]
"""Told which folder is being read, and how many of its files were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LostStack:
    """One stack with files that are gone; `paths` is where all of them were, in stack order."""

    reference: SeriesReference
    paths: tuple[str, ...]
    instance_count: int = 0

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which its files were."""
        return tuple(dict.fromkeys(Path(path).parent for path in self.paths))


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Where stacks are now, and those that were not found."""

    found: dict[SeriesReference, tuple[str, ...]] = field(default_factory=dict)
    lost: tuple[LostStack, ...] = ()


def are_there(paths: Iterable[str]) -> bool:
    """Tell whether all files still exist."""
    return all(map(os.path.exists, paths))


def is_stack(stack: ImageStack, wanted: SeriesReference) -> bool:
    """Tell whether a stack is that one.

    Photographs and NIfTI volumes have a series UID by their content, but a study only by the
    folder in which they lie at the moment: there the series alone counts.
    """
    here = stack.description.reference
    if stack.description.container is Container.DICOM:
        return here == wanted
    return (here.series_instance_uid, here.part) == (wanted.series_instance_uid, wanted.part)


def search(
    lost: Sequence[LostStack],
    folders: Iterable[Path],
    *,
    on_folder: OnFolder | None = None,
    is_cancelled: IsCancelled | None = None,
) -> SearchResult:
    """Look through folders, one after the other, until all stacks are found.

    A stack with fewer images than before counts only while no fuller one turns up. Blocking.
    Raises Cancelled.
    """
    missing = {stack.reference: stack for stack in lost}
    best: dict[SeriesReference, tuple[int, tuple[str, ...]]] = {}
    for folder in folders:
        if not missing:
            break
        result = _scanned(folder, on_folder, is_cancelled)
        for reference, count, paths in _places(result, tuple(missing)):
            if best.get(reference, (0,))[0] < count:
                best[reference] = (count, tuple(map(os.path.abspath, paths)))
            if reference in missing and count >= missing[reference].instance_count:
                del missing[reference]
    found = {reference: paths for reference, (_count, paths) in best.items()}
    return SearchResult(found, tuple(each for each in lost if each.reference not in found))


def _places(result: ScanResult, wanted: Sequence[SeriesReference]) -> Iterator[Place]:
    """Yield which of the wanted series are there: each stack, and the documents of a series."""
    for stack in result.stacks:
        reference = next((each for each in wanted if is_stack(stack, each)), None)
        if reference is not None:
            yield reference, len(stack.instances), stack.source_paths
    for study in result.studies:
        documents: dict[SeriesReference, list[str]] = defaultdict(list)
        for each in study.documents:
            reference = SeriesReference(each.study_uid, each.series_uid, DOCUMENTS_PART)
            documents[reference].append(str(each.source.path))
        for reference, paths in documents.items():
            if reference in wanted:
                yield reference, len(paths), tuple(dict.fromkeys(paths))


def _scanned(
    folder: Path, on_folder: OnFolder | None, is_cancelled: IsCancelled | None
) -> ScanResult:
    if on_folder is None:
        return scan([folder], is_cancelled=is_cancelled)
    on_folder(str(folder), 0)

    def progress(scanned: ScanProgress) -> None:
        on_folder(str(folder), scanned.files_seen)

    return scan([folder], on_progress=progress, is_cancelled=is_cancelled)


def likely_folders(
    lost: Sequence[LostStack], known: Iterable[str], is_cancelled: IsCancelled | None = None
) -> Iterator[Path]:
    """Yield the folders in which lost stacks may be now, the likeliest first, each once.

    `known` are folders and files that were opened before. First the same folder names below other
    known places, then folders around the old place that bear the old folder's name or hold a file
    of the old name; never a home folder or a whole disk. Raises Cancelled.
    """
    old = list(dict.fromkeys(folder for stack in lost for folder in stack.folders))
    names = {Path(stack.paths[0]).name for stack in lost if stack.paths}
    seen: set[Path] = set()
    for folder in chain(_renamed(old, known), old):
        _go_on(is_cancelled)
        if folder not in seen and folder.is_dir() and not _is_wide(folder):
            seen.add(folder)
            yield folder
    old_names = {each.name for each in old}
    for top in dict.fromkeys(filter(None, map(_nearest, old))):
        for folder in _below(top, is_cancelled):
            has_file = any((folder / name).exists() for name in names)
            is_like = has_file or folder.name in old_names
            if is_like and folder not in seen and not _is_wide(folder) and len(seen) < _LIKELY:
                seen.add(folder)
                yield folder


def _renamed(old: Sequence[Path], known: Iterable[str]) -> Iterator[Path]:
    """Yield the old folders' names below the places around everything that is known."""
    places: dict[Path, None] = {}
    for path in map(Path, known):
        places |= dict.fromkeys((path, *path.parents[:_TAIL]))
    for folder in old:
        parts = folder.parts[1:]
        for place in places:
            for length in range(1, min(_TAIL, len(parts)) + 1):
                yield place.joinpath(*parts[-length:])


def _nearest(folder: Path) -> Path | None:
    """Return the innermost folder above that still exists, no further than `_TAIL` up.

    Never the root: there lie the system's own folders, which nobody keeps images in.
    """
    above = (each for each in folder.parents[:_TAIL] if each != each.parent)
    return next((each for each in above if each.is_dir()), None)


def _below(top: Path, is_cancelled: IsCancelled | None) -> Iterator[Path]:
    """Yield folders below, level by level, within the limits; links are not followed."""
    waiting = [(top, 0)]
    looked_at = 0
    while waiting and looked_at < _FOLDERS:
        folder, depth = waiting.pop(0)
        looked_at += 1
        _go_on(is_cancelled)
        if folder != top:
            yield folder
        if depth < _DEPTH:
            waiting += [(each, depth + 1) for each in _folders_in(folder)]


def _go_on(is_cancelled: IsCancelled | None) -> None:
    if is_cancelled is not None and is_cancelled():
        raise Cancelled


def _folders_in(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return sorted(Path(e.path) for e in entries if e.is_dir(follow_symlinks=False))
    except OSError:
        return []


def _is_wide(folder: Path) -> bool:
    """Tell whether reading all of it would take long: a disk, a home folder."""
    return len(folder.parts) <= 2 or folder == Path.home()
