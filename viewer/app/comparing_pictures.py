"""What a registration amounts to without a window: a picture for each way of comparing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.app.comparing_sources import (
    floating_date,
    floating_input,
    floating_source,
    kept_files,
    registered_source,
    registration_of,
    sent_patients,
)
from viewer.app.exporting_view import compared_figure
from viewer.export.figure import write_png
from viewer.imaging.compare import CompareMode, CompareState
from viewer.imaging.problems import NotComparable
from viewer.imaging.registered import AlignedVolume, Aligner
from viewer.words.compare import compared_names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from viewer.app.comparing_sources import Found
    from viewer.domain.job import JobInput
    from viewer.domain.result import AnalysisResult
    from viewer.export.figure import FigureRequest
    from viewer.storage.library import Library
    from viewer.storage.runs import Run

PICTURES = "compare-*.png"


def write_comparisons(
    library: Library, run: Run, result: AnalysisResult, request: FigureRequest, folder: Path
) -> Iterator[Path]:
    """Write compare-MODE.png of the slice of `request`; the last one as before registration.

    Nothing where the result has no registration, or none that can be read: that is said in its
    files and notices. Raises CannotWrite, LibraryUnavailable.
    """
    part = registration_of(result)
    if part is None:
        return
    reference, index = request.volume.stack, request.slice_index
    floating = floating_input(library, run.uid)
    ours = reference.description.text.study_date
    names = compared_names(ours, floating_date(library, run.uid, floating))
    try:
        files = kept_files(library, run.uid, part)
        who = sent_patients(library, reference, floating, None)
        found = registered_source(library.blobs, files, reference, _never, who)
        registered = _with_slice(found, request)
    except NotComparable:
        return
    for mode in CompareMode:
        if mode is not CompareMode.REFERENCE:
            path = folder / f"compare-{mode}.png"
            write_png(path, compared_figure(request, registered, CompareState(mode), names))
            yield path
    before = _before(floating, request)
    if before is not None and before.is_loaded(index):
        path = folder / "compare-difference-before.png"
        state = CompareState(CompareMode.DIFFERENCE, is_before=True)
        write_png(path, compared_figure(request, before, state, names))
        yield path


def _before(floating: JobInput | None, request: FigureRequest) -> AlignedVolume | None:
    """Return the series that was moved where it lay; None where it is not to be had."""
    if floating is None:
        return None
    reference = request.volume.stack
    try:
        paths = floating.source_paths
        return _with_slice(floating_source(None, floating, paths, reference, _never), request)
    except NotComparable:
        return None


def _with_slice(found: Found, request: FigureRequest) -> AlignedVolume:
    """Return the volume with the one slice of the picture read."""
    aligner = Aligner(found.stack, request.volume.stack)
    aligner.focus(request.slice_index)
    aligner.run(None, lambda: aligner.volume.is_loaded(request.slice_index))
    return aligner.volume


def _never() -> bool:
    return False
