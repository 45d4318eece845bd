"""The one-page report of what is on the screen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from viewer.words.overlay import overlay_wording

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.app.export_subject import ExportSubject
    from viewer.domain.account import Account
    from viewer.domain.result import AnalysisResult
    from viewer.export.findings_json import RunFacts


def run_facts(subject: ExportSubject) -> RunFacts:
    """Return the facts of the run; those of none where only the reader marked something."""
    from viewer.export.findings_json import RunFacts

    return RunFacts.of(subject.run) if subject.run is not None else RunFacts()


def result_of(subject: ExportSubject) -> AnalysisResult:
    """Return what the service said, uncorrected; nothing where none was asked."""
    from viewer.domain.result import AnalysisResult, RunState

    return subject.result or AnalysisResult(endpoint="", state=RunState.NONE)


def write_pdf(subject: ExportSubject, account: Account, path: Path) -> None:
    """Write the PDF. Raises CannotWrite."""
    from viewer.export.report import ReportRequest, write_report

    if subject.review is None:
        raise ValueError("no result to report")
    request = ReportRequest(
        volume=subject.shown.volume,
        run=run_facts(subject),
        result=result_of(subject),
        review=subject.review,
        created=datetime.now(UTC),
        account=account,
        own_text=subject.own_text,
        shows_identity=not subject.hides_identity,
        doubtful_below=subject.state.overlay.doubtful_below,
        overlay=subject.state.overlay.unfiltered(None),
        wording=overlay_wording(),
        measured=subject.measured,
        curves=subject.curves,
        traced_remarks=subject.traced_remarks,
    )
    write_report(path, request)
