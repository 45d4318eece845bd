"""The files that one analysis leaves: raw.json, findings.json, overlay-*.png, report.pdf."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from viewer.domain.finding import Finding
from viewer.domain.result import AnalysisResult
from viewer.domain.review import Review
from viewer.export.figure import FigureRequest, draw_figure, write_png
from viewer.export.findings_json import RunFacts, findings_document, write_findings
from viewer.export.report import ReportRequest, write_report
from viewer.export.slices import volume_with
from viewer.foundation.files import atomic_write
from viewer.imaging.grey.choices import GreyChoice, GreySource
from viewer.imaging.grey.presets import NAMED
from viewer.imaging.grey.voi import GreyState
from viewer.imaging.stack import ImageStack
from viewer.imaging.volume import Volume
from viewer.overlay.compose import OverlayState
from viewer.overlay.wording import OverlayWording
from viewer.storage.library import Library
from viewer.storage.runs import Run
from viewer.words.overlay import overlay_wording

LUNG_WINDOW: Final = NAMED["lung"]
"""Ground glass cannot be seen in a mediastinal window, whatever window the file asks for."""


@dataclass(frozen=True, kw_only=True)
class _Subject:
    """Everything that the files are made of."""

    run: Run
    result: AnalysisResult
    review: Review
    volume: Volume
    grey: GreyState
    wording: OverlayWording


def write_result_files(
    library: Library, run: Run, stack: ImageStack, folder: Path
) -> tuple[Path, ...]:
    """Write what one finished run amounts to; returns the paths. Raises CannotWrite."""
    result, review = _reviewed(library, run)
    written = list(_texts(library, run, result, review, stack, folder))
    subject = _Subject(
        run=run,
        result=result,
        review=review,
        volume=_volume(stack, result),
        grey=GreyState(LUNG_WINDOW, choice=GreyChoice(GreySource.PRESET, preset="lung")),
        wording=overlay_wording(),
    )
    written += _pictures(subject, folder)
    written.append(_report(subject, folder / "report.pdf", RunFacts.of(run)))
    return tuple(written)


def write_failed_run(
    library: Library, run: Run, stack: ImageStack, folder: Path
) -> tuple[Path, ...]:
    """Write what there is of a run that failed: its answer, if one came, and the state."""
    result, review = _reviewed(library, run)
    return tuple(_texts(library, run, result, review, stack, folder))


def _reviewed(library: Library, run: Run) -> tuple[AnalysisResult, Review]:
    reading = library.ledger.reading(run.series)
    return reading.reviewed(run.uid, library.runs.result(run.uid)), reading.review_of(run.uid)


def _texts(  # noqa: PLR0913, PLR0917
    library: Library,
    run: Run,
    result: AnalysisResult,
    review: Review,
    stack: ImageStack,
    folder: Path,
) -> Iterator[Path]:
    raw = library.runs.raw_answer(run.uid)
    if raw:
        atomic_write(folder / "raw.json", raw)
        yield folder / "raw.json"
    document = findings_document(RunFacts.of(run), result, review, stack.description)
    write_findings(folder / "findings.json", document)
    yield folder / "findings.json"


def _pictures(subject: _Subject, folder: Path) -> Iterator[Path]:
    """Write one picture a finding, or the centre slice where nothing was found."""
    for stale in folder.glob("overlay-*.png"):
        stale.unlink()
    findings: tuple[Finding | None, ...] = subject.result.findings or (None,)
    for number, finding in enumerate(findings, start=1):
        path = folder / f"overlay-{number:03d}.png"
        write_png(path, draw_figure(_figure(subject, finding)))
        yield path


def _figure(subject: _Subject, finding: Finding | None) -> FigureRequest:
    centre = subject.volume.stack.centre
    return FigureRequest(
        volume=subject.volume,
        slice_index=finding.placement.slice_index if finding else centre,
        grey=subject.grey,
        findings=subject.result.findings,
        decisions=subject.review.decisions,
        overlay=OverlayState(selected_uid=finding.uid if finding else None),
        hides_identity=True,
        wording=subject.wording,
    )


def _volume(stack: ImageStack, result: AnalysisResult) -> Volume:
    """Return the volume with those slices read that pictures are made of."""
    slices = [finding.placement.slice_index for finding in result.findings]
    return volume_with(stack, [*slices, stack.centre])


def _report(subject: _Subject, path: Path, facts: RunFacts) -> Path:
    request = ReportRequest(
        volume=subject.volume,
        run=facts,
        result=subject.result,
        review=subject.review,
        created=datetime.now(UTC),
        shows_identity=False,
        wording=subject.wording,
    )
    write_report(path, request)
    return path
