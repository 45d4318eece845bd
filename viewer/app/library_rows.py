"""The known studies in words, for the library's window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.series import Identity
from viewer.overlay.furniture import iso_date
from viewer.storage import times
from viewer.storage.overview import Signed, StudyFacts, known_studies
from viewer.ui.models.library import LibraryRow, SignedState
from viewer.words.moments import moment_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.storage.library import Library

_SIGNED: Final = {
    Signed.NO: SignedState.NO,
    Signed.PARTLY: SignedState.PARTLY,
    Signed.YES: SignedState.YES,
}


def listed(library: Library, *, hides_identity: bool) -> tuple[LibraryRow, ...]:
    """Return all known studies; blocks, in a thread of its own. Raises LibraryUnavailable."""
    with library.reader() as reading:
        studies = known_studies(reading.database, reading.blindness.concealed_runs())
        return library_rows(studies, hides_identity=hides_identity)


def library_rows(
    studies: Iterable[StudyFacts], *, hides_identity: bool = False
) -> tuple[LibraryRow, ...]:
    """Return the rows in the order given; with the identity hidden nobody finds it either."""
    hidden = QCoreApplication.translate("Studies", "Identity hidden")
    nameless = QCoreApplication.translate("Studies", "Without a name")
    if not hides_identity:
        return tuple(_row(study, nameless) for study in studies)
    return tuple(_row(_anonymous(study, hidden), nameless) for study in studies)


def _row(study: StudyFacts, nameless: str) -> LibraryRow:
    name = " ".join(study.patient_name.replace("^", " ").split())
    date = iso_date(study.study_date)
    modalities = " ".join(study.modalities)
    looked_for = (
        *(name, study.patient_name, study.patient_id, study.birth_date, study.description),
        *(study.accession_number, study.study_date, date, modalities, study.study_instance_uid),
    )
    return LibraryRow(
        key=study.study_instance_uid,
        patient=name or study.patient_id or nameless,
        patient_id=study.patient_id,
        study=study.description or "–",
        date=date or "–",
        modalities=modalities,
        runs=study.runs,
        findings=study.findings,
        judged=study.judged,
        signed=_SIGNED[study.signed],
        opened=moment_words(times.read(study.last_opened)),
        looked_for="\n".join(looked_for).casefold(),
    )


def _anonymous(study: StudyFacts, hidden: str) -> StudyFacts:
    """Return a study as anybody may see it; its UID is not looked for either."""
    identity = Identity(patient_name=study.patient_name, patient_id=study.patient_id)
    is_named = identity.is_named_in(study.description)
    return replace(
        study,
        patient_name=hidden,
        patient_id="",
        birth_date="",
        accession_number="",
        description="" if is_named else study.description,
    )
