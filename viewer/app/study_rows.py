"""What is open, in words for the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.overlay.furniture import iso_date
from viewer.ui.rows import DocumentRow, SeriesRow, StudyRow
from viewer.words.joining import joined
from viewer.words.series import stack_problem_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.domain.series import Identity
    from viewer.imaging.scan import Study
    from viewer.imaging.stack import ImageStack

_NAMES: Final = {"NIFTI": "NIfTI"}
"""What stands in the place of a modality and is spelt otherwise."""


def study_rows(studies: Sequence[Study], *, hides_identity: bool = False) -> tuple[StudyRow, ...]:
    """Return the rows of the browser; studies in the order given."""
    return tuple(_study_row(study, hides_identity=hides_identity) for study in studies)


def patient_words(identity: Identity) -> str:
    """Return what to call a patient in a list."""
    name = identity.patient_name.replace("^", " ").strip()
    return name or identity.patient_id or QCoreApplication.translate("Studies", "Without a name")


def series_title(stack: ImageStack) -> str:
    """Return what to call a series, without identity."""
    text = stack.description.text
    title = text.series_description or text.protocol or stack.description.body_part
    return title or QCoreApplication.translate("Studies", "Series {0}").format(
        text.series_number or "–"
    )


def _study_row(study: Study, *, hides_identity: bool) -> StudyRow:
    identity = study.identity
    hidden = QCoreApplication.translate("Studies", "Identity hidden")
    patient = hidden if hides_identity else patient_words(identity)
    date = iso_date(study.text.study_date)
    title = study.text.study_description or QCoreApplication.translate("Studies", "Study")
    return StudyRow(
        key=study.study_instance_uid,
        patient=patient,
        patient_key=f"{identity.patient_id}\x1f{identity.patient_name}",
        title=title,
        subtitle=joined((date, "" if hides_identity else identity.patient_id)),
        series=tuple(_series_row(stack, patient) for stack in study.stacks),
        documents=_document_rows(study, hides_identity=hides_identity),
    )


def _document_rows(study: Study, *, hides_identity: bool) -> tuple[DocumentRow, ...]:
    if not study.documents:
        return ()
    from viewer.app.document_rows import document_rows  # many imports for something rare

    return document_rows(study.documents, hides_identity=hides_identity)


def _series_row(stack: ImageStack, patient: str) -> SeriesRow:
    description = stack.description
    count = len(stack.instances)
    images = (
        QCoreApplication.translate("Studies", "1 image")
        if count == 1
        else QCoreApplication.translate("Studies", "{0} images").format(count)
    )
    thickness = description.slice_thickness
    facts = [_NAMES.get(description.modality, description.modality), images]
    if thickness:
        facts.append(QCoreApplication.translate("Studies", "{0} mm").format(f"{thickness:g}"))
    size = f"{description.columns} × {description.rows}"
    problems = [stack_problem_words(problem) for problem in description.problems]
    title = series_title(stack)
    return SeriesRow(
        key=stack.key,
        title=title,
        subtitle=joined(facts) + "\n" + size,
        search_text=" ".join((title, description.modality, patient, description.body_part)),
        has_problems=bool(problems),
        tooltip="\n".join((title, *problems)),
    )
