"""Everything that `viewer analyze` and "Export all" leave in a folder, in one consistent set."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from viewer.domain.result import AnalysisResult
from viewer.domain.review import Review
from viewer.export.figure import FigureRequest, draw_figure, write_png
from viewer.export.findings_json import RunFacts, findings_document, write_findings
from viewer.export.report import ReportRequest, write_report
from viewer.export.slices import volume_with
from viewer.foundation.files import atomic_write
from viewer.imaging.stack import ImageStack
from viewer.imaging.voi import PRESETS, GreyState, default_state
from viewer.imaging.volume import Volume
from viewer.overlay.wording import ENGLISH, OverlayWording

_MOST_PICTURES: Final = 100
_LUNG: Final = dict(PRESETS)["lung"]


@dataclass(frozen=True, kw_only=True)
class ResultSet:
    """A run with all that belongs to it. `raw` is the answer byte for byte, empty without one."""

    stack: ImageStack
    run: RunFacts
    result: AnalysisResult
    review: Review
    raw: bytes
    created: datetime
    own_text: str = ""
    hides_identity: bool = False
    wording: OverlayWording = field(default_factory=lambda: ENGLISH)


def write_results(folder: Path, results: ResultSet) -> tuple[Path, ...]:
    """Write raw.json, findings.json, overlay-NNNN.png (by image number) and report.pdf.

    One picture for each image with the centre of a finding. Returns the paths in that order.
    Blocking. Raises CannotWrite, and NotReadable when the stack is too large.
    """
    slices = sorted({f.placement.slice_index for f in results.result.findings})[:_MOST_PICTURES]
    volume = volume_with(results.stack, [*slices, results.stack.centre])
    written = []
    if results.raw:
        atomic_write(folder / "raw.json", results.raw)
        written.append(folder / "raw.json")
    series = results.stack.description
    document = findings_document(results.run, results.result, results.review, series)
    write_findings(folder / "findings.json", document)
    written.append(folder / "findings.json")
    written += [_write_picture(folder, volume, index, results) for index in slices]
    report = folder / "report.pdf"
    write_report(report, _report(volume, results))
    return (*written, report)


def _write_picture(folder: Path, volume: Volume, index: int, results: ResultSet) -> Path:
    path = folder / f"overlay-{index + 1:04d}.png"
    is_ct = results.stack.description.modality == "CT"
    request = FigureRequest(
        volume=volume,
        slice_index=index,
        grey=GreyState(_LUNG) if is_ct else default_state(results.stack, volume),
        findings=results.result.findings,
        decisions=results.review.decisions,
        hides_identity=results.hides_identity,
        wording=results.wording,
    )
    write_png(path, draw_figure(request))
    return path


def _report(volume: Volume, results: ResultSet) -> ReportRequest:
    return ReportRequest(
        volume=volume,
        run=results.run,
        result=results.result,
        review=results.review,
        created=results.created,
        own_text=results.own_text,
        shows_identity=not results.hides_identity,
        wording=results.wording,
    )
