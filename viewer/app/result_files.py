"""What one analysis leaves: raw.json, findings.json, files/, overlay-*.png, report.pdf."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from viewer.app.comparing_pictures import PICTURES, write_comparisons
from viewer.app.linked_files import remove_linked_files, write_linked_files
from viewer.domain.account import Account
from viewer.domain.finding import Finding
from viewer.domain.part import kind_in
from viewer.domain.reading import Reading
from viewer.domain.result import AnalysisResult
from viewer.domain.review import Review
from viewer.export.analyses_json import analyses_json
from viewer.export.ceph_measured import MeasuredFilm, measured_film
from viewer.export.figure import FigureRequest, draw_figure, pictures_of, write_png
from viewer.export.findings_json import RunFacts, findings_document, write_findings
from viewer.export.report import ReportRequest, write_report
from viewer.export.slices import volume_with
from viewer.export.windows import window_of
from viewer.foundation.files import atomic_write
from viewer.imaging.stack import ImageStack
from viewer.imaging.volume import Volume
from viewer.overlay.compose import OverlayState
from viewer.overlay.items import Curve
from viewer.overlay.tracing import compose_tracing
from viewer.overlay.wording import OverlayWording
from viewer.storage.library import Library
from viewer.storage.runs import Run
from viewer.storage.settings import DOUBTFUL_BELOW
from viewer.words.overlay import overlay_wording
from viewer.words.remarks import picture_remarks

_MOST_PICTURES: Final = 200
"""More is no list of findings that anybody looks through; they are in findings.json."""
_ANSWER: Final = "raw.json"
_REPORT: Final = "report.pdf"


@dataclass(frozen=True, kw_only=True)
class _Subject:
    """Everything that the files are made of."""

    run: Run
    result: AnalysisResult
    review: Review
    account: Account
    stack: ImageStack
    wording: OverlayWording
    doubtful_below: float
    index: int
    """The image that was sent, or the centre of a stack."""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The service's findings as corrected, and after them the reader's own."""
        return self.review.findings_with(self.result.findings)

    @cached_property
    def measured(self) -> MeasuredFilm | None:
        """The analyses of a cephalogram."""
        return measured_film(self.findings, self.review, self.stack.description)

    @cached_property
    def curves(self) -> tuple[Curve, ...]:
        """The tracing of a cephalogram."""
        return () if self.measured is None else compose_tracing(self.measured.film.face)

    @cached_property
    def volume(self) -> Volume:
        """The volume with those slices read that pictures are made of."""
        slices = [finding.placement.slice_index for finding in self.findings]
        return volume_with(self.stack, [*slices, self.stack.centre, self.index])


def write_result_files(
    library: Library, run: Run, stack: ImageStack, folder: Path
) -> tuple[Path, ...]:
    """Write what one finished run amounts to; returns the paths. Raises CannotWrite."""
    subject = _subject(library, run, stack)
    _remove_drawn(folder)
    written = list(_texts(library, subject, folder))
    written += write_linked_files(library, run.uid, subject.result, folder)
    if stack.instances:  # else a question of words alone
        written += _pictures(subject, folder)
        plain = _figure(subject, None, subject.index)
        written += write_comparisons(library, run, subject.result, plain, folder)
        written.append(_report(subject, folder / _REPORT, RunFacts.of(run)))
    return tuple(written)


def write_failed_run(
    library: Library, run: Run, stack: ImageStack, folder: Path
) -> tuple[Path, ...]:
    """Write what there is of a run that failed: its answer, if one came, and the state.

    What an earlier run left there goes: it would look like what this one found.
    """
    _remove_drawn(folder)
    remove_linked_files(folder)
    return tuple(_texts(library, _subject(library, run, stack), folder))


def _subject(library: Library, run: Run, stack: ImageStack) -> _Subject:
    events = library.ledger.of_stack(run.series)
    result = library.runs.result(run.uid)
    review = Reading.folded(run.series, events).review_of(run.uid)
    job = library.jobs.get(run.uid)
    return _Subject(
        run=run,
        result=result,
        review=review,
        account=Account.of(run.series, events),
        stack=stack,
        wording=overlay_wording(),
        doubtful_below=library.settings.get(DOUBTFUL_BELOW),
        index=stack.centre if job is None or job.frame is None else job.frame,
    )


def _texts(library: Library, subject: _Subject, folder: Path) -> Iterator[Path]:
    raw = library.runs.raw_answer(subject.run.uid)
    if raw:
        atomic_write(folder / _ANSWER, raw)
        yield folder / _ANSWER
    else:
        (folder / _ANSWER).unlink(missing_ok=True)
    document = findings_document(
        RunFacts.of(subject.run),
        subject.result,
        subject.review,
        subject.stack.description,
        subject.account,
        analyses=analyses_json(subject.measured),
    )
    write_findings(folder / "findings.json", document)
    yield folder / "findings.json"


def _remove_drawn(folder: Path) -> None:
    for stale in (*folder.glob("overlay-*.png"), *folder.glob(PICTURES), folder / _REPORT):
        stale.unlink(missing_ok=True)


def _pictures(subject: _Subject, folder: Path) -> Iterator[Path]:
    """Write a picture of each of the first findings, or what was sent where nothing was found."""
    if not subject.findings:
        path = folder / "overlay-001.png"
        write_png(path, draw_figure(_figure(subject, None, subject.index)))
        yield path
    for picture in pictures_of(subject.findings)[:_MOST_PICTURES]:
        figure = draw_figure(_figure(subject, picture.finding, picture.slice_index))
        write_png(folder / picture.name, figure)
        yield folder / picture.name


def _figure(subject: _Subject, finding: Finding | None, index: int) -> FigureRequest:
    parts = subject.result.parts
    kind = finding.kind if finding else kind_in(parts[0].kind) if parts else None
    return FigureRequest(
        volume=subject.volume,
        slice_index=index,
        grey=window_of(kind, subject.volume),
        findings=subject.findings,
        decisions=subject.review.decisions,
        remarks=picture_remarks(subject.result, subject.findings),
        overlay=OverlayState(
            selected_uid=finding.uid if finding else None, doubtful_below=subject.doubtful_below
        ),
        hides_identity=True,
        wording=subject.wording,
        curves=subject.curves,
    )


def _report(subject: _Subject, path: Path, facts: RunFacts) -> Path:
    request = ReportRequest(
        volume=subject.volume,
        run=facts,
        result=subject.result,
        review=subject.review,
        created=datetime.now(UTC),
        account=subject.account,
        shows_identity=False,
        doubtful_below=subject.doubtful_below,
        wording=subject.wording,
        measured=subject.measured,
        curves=subject.curves,
    )
    write_report(path, request)
    return path
