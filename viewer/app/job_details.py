"""One job, field by field: its states and times, the receipt of what was sent, its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.app.preflight import removed_kind_words
from viewer.privacy.removed import Removed
from viewer.storage.result_files import FileState
from viewer.ui.panels.details import DetailSection
from viewer.vendors.errors import error_of
from viewer.words.errors import error_words
from viewer.words.jobs import bytes_words, endpoint_words, parameter_words, service_words
from viewer.words.joining import joined

if TYPE_CHECKING:
    from viewer.domain.job import Job
    from viewer.domain.receipt import Receipt
    from viewer.storage.library import Library
    from viewer.storage.result_files import ResultFile
    from viewer.ui.rows import JobRow

_MOST_FILES: Final = 200
Fields = tuple[tuple[str, str], ...]


def job_sections(job: Job, row: JobRow, library: Library) -> tuple[DetailSection, ...]:
    """Return all that is known of a job, without the patient's identity."""
    receipt = library.receipts.get(job.uid)
    files = library.result_files.of_job(job.uid)
    sections = [
        DetailSection(QCoreApplication.translate("JobSheet", "Job"), _job_fields(job, row)),
        DetailSection(
            QCoreApplication.translate("JobSheet", "Times"), _times(job, receipt, library)
        ),
    ]
    if receipt is not None:
        title = QCoreApplication.translate("JobSheet", "What was sent")
        sections.append(DetailSection(title, _receipt_fields(receipt)))
    if files:
        title = QCoreApplication.translate("JobSheet", "Result files")
        fields = tuple((file.name, file_words(file)) for file in files[:_MOST_FILES])
        sections.append(DetailSection(title, fields))
    return tuple(sections)


def file_words(file: ResultFile) -> str:
    """Return what became of a file to which an answer links."""
    if file.state is FileState.FETCHED:
        return joined((bytes_words(file.size), file.media_type))
    if file.state is FileState.PENDING:
        return QCoreApplication.translate("JobSheet", "not fetched yet")
    return failure_words(file) or QCoreApplication.translate("JobSheet", "could not be fetched")


def failure_words(file: ResultFile) -> str:
    """Return why a linked file could not be fetched; empty where nobody said."""
    try:
        error = error_of(file.failure)
    except ValueError:
        return file.failure
    return error_words(error).title if error is not None else ""


def _job_fields(job: Job, row: JobRow) -> Fields:
    fields = [
        (QCoreApplication.translate("JobSheet", "Analysis"), endpoint_words(job.endpoint)),
        (QCoreApplication.translate("JobSheet", "Series"), job.title),
        (QCoreApplication.translate("JobSheet", "Service"), service_words(job.service)),
        *((parameter_words(name), value) for name, value in job.parameters),
        (QCoreApplication.translate("JobSheet", "State"), joined((row.state, row.pace))),
        (QCoreApplication.translate("JobSheet", "Cost"), row.cost),
    ]
    if job.is_rerun:
        kind = QCoreApplication.translate("JobSheet", "run again although a result was there")
        fields.append((QCoreApplication.translate("JobSheet", "Kind"), kind))
    kept = (
        (QCoreApplication.translate("JobSheet", "RequestId"), job.request_id),
        (QCoreApplication.translate("JobSheet", "Answer kept as"), job.answer_hash),
        (QCoreApplication.translate("JobSheet", "Unreadable answer kept as"), job.evidence_hash),
        (QCoreApplication.translate("JobSheet", "Job"), job.uid),
    )
    return (*fields, *((name, value) for name, value in kept if value))


def _times(job: Job, receipt: Receipt | None, library: Library) -> Fields:
    run = library.runs.get(job.uid)
    moments = [(QCoreApplication.translate("JobSheet", "Asked for"), job.created)]
    if receipt is not None:
        moments += [
            (QCoreApplication.translate("JobSheet", "Made ready"), receipt.begun),
            (QCoreApplication.translate("JobSheet", "Uploaded"), receipt.uploaded),
        ]
    if run is not None:
        moments.append((QCoreApplication.translate("JobSheet", "Result read"), run.finished))
    if job.changed is not None:
        moments.append((QCoreApplication.translate("JobSheet", "Last change"), job.changed))
    return tuple((name, f"{moment.astimezone():%Y-%m-%d %H:%M:%S}") for name, moment in moments)


def _store_field(receipt: Receipt) -> Fields:
    """Return where the files were put; a dental picture goes to the service itself."""
    name = QCoreApplication.translate("JobSheet", "Stored at")
    return ((name, receipt.store),) if receipt.store else ()


def _receipt_fields(receipt: Receipt) -> Fields:
    known = {kind.value: kind for kind in Removed}
    removed = (removed_kind_words(known[word]) for word in receipt.removed if word in known)
    gone = QCoreApplication.translate("JobSheet", "Removed or replaced")
    files = tuple(
        (file.name, joined((bytes_words(file.size), f"SHA-256 {file.sha256}")))
        for file in receipt.files[:_MOST_FILES]
    )
    return (
        (QCoreApplication.translate("JobSheet", "To"), receipt.host),
        *_store_field(receipt),
        (QCoreApplication.translate("JobSheet", "Way of sending"), receipt.strategy),
        (QCoreApplication.translate("JobSheet", "Images"), str(receipt.images)),
        (QCoreApplication.translate("JobSheet", "Size"), bytes_words(receipt.size)),
        *((gone, words) for words in removed),
        (QCoreApplication.translate("JobSheet", "Content (hash)"), receipt.content_hash),
        *files,
    )
