"""The one-page report of what is on the screen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from viewer.words.overlay import overlay_wording

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.app.export_subject import ExportSubject


def write_pdf(subject: ExportSubject, path: Path) -> None:
    """Write the PDF. Raises CannotWrite."""
    from viewer.export.findings_json import RunFacts
    from viewer.export.report import ReportRequest, write_report

    run, review = subject.open_run, subject.review
    if run is None or review is None:
        raise ValueError("no result to report")
    request = ReportRequest(
        volume=subject.shown.volume,
        run=RunFacts.of(run.run),
        result=run.reviewed,
        review=review,
        created=datetime.now(UTC),
        own_text=subject.own_text,
        shows_identity=not subject.hides_identity,
        wording=overlay_wording(),
    )
    write_report(path, request)
