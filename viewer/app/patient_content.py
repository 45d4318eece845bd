"""What a patient reads beside the picture: what was found, grouped by kind, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.domain.dental_findings import diseases_of_whole, teeth_in
from viewer.editing.dental import holds
from viewer.overlay.dental import tooth_number
from viewer.overlay.dental_style import ColourBy
from viewer.ui.patient_view import Explained, PatientContent, Sample
from viewer.words.joining import joined
from viewer.words.patient import (
    caution_words,
    nothing_words,
    origin_words,
    patient_disease_words,
    patient_status_words,
    sure_words,
    unsure_words,
    whole_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.domain.teeth_seen import DiseaseSeen
    from viewer.editing.session import ReviewSession
    from viewer.overlay.compose import OverlayState
    from viewer.ui.panels.tooth_chart_content import ChartContent

_SURE = "confirmed"
_Found = dict[str, list[tuple[str, "DiseaseSeen"]]]
"""By the key of a disease: the numbers of the teeth, "" for the whole picture."""


def patient_content(
    session: ReviewSession, chart: ChartContent, overlay: OverlayState, name: str
) -> PatientContent:
    """Return what is to be read. `name` as the file has it; empty where it is hidden.

    What the reader rejected is not there, nor what is not drawn: an eye that is closed, a
    threshold.
    """

    def counts(uid: str) -> bool:
        finding = session.finding_of(uid)
        return finding is not None and holds(session.review, uid) and overlay.passes(finding)

    answered = session.result.findings if session.result is not None else ()
    seen = teeth_in(answered, session.findings, lambda uid: holds(session.review, uid))
    found: _Found = {}
    for tooth in seen:
        for disease in tooth.diseases:
            if counts(disease.uid):
                number = tooth_number(tooth.text, overlay.notation)
                found.setdefault(disease.key, []).append((number, disease))
    for disease in diseases_of_whole(session.findings, counts):
        found.setdefault(disease.key, []).append(("", disease))
    said_by = origin_words(
        is_analysed=session.result is not None, is_signed=session.reading.is_signed
    )
    return PatientContent(
        name=name.replace("^", " ").strip(),
        title=QCoreApplication.translate("Patient", "Your teeth"),
        chart=chart,
        samples=tuple(_samples(overlay)),
        explained=tuple(_explained(key, said, overlay) for key, said in _gravest_first(found)),
        nothing="" if found else nothing_words(),
        caution=f"{said_by}\n{caution_words()}",
    )


def _gravest_first(found: _Found) -> Iterable[tuple[str, list[tuple[str, DiseaseSeen]]]]:
    def rank(item: tuple[str, list[tuple[str, DiseaseSeen]]]) -> tuple[bool, int]:
        sure = sum(disease.status == _SURE for _, disease in item[1])
        return sure == 0, -len(item[1])

    return sorted(found.items(), key=rank)


def _explained(key: str, said: list[tuple[str, DiseaseSeen]], overlay: OverlayState) -> Explained:
    title, words = patient_disease_words(key)
    places = []
    for is_sure, say in ((True, sure_words), (False, unsure_words)):
        numbers = [number for number, disease in said if (disease.status == _SURE) is is_sure]
        if not numbers:
            continue
        teeth = joined(dict.fromkeys(filter(None, numbers)))
        places.append(say(joined((teeth, whole_words() if "" in numbers else ""))))
    is_coloured = overlay.dental.colour_by is ColourBy.DISEASE
    colour = overlay.dental.palette.of_disease(key) if is_coloured else ""
    return Explained(title=title, words=words, places=tuple(places), colour=colour)


def _samples(overlay: OverlayState) -> Iterable[Sample]:
    """Yield what the lines of the picture mean; by disease each finding has its own colour."""
    if overlay.dental.colour_by is ColourBy.DISEASE:
        return
    for status in ("healthy", "suspected", _SURE):
        colour = overlay.dental.palette.of_state(status)
        words = patient_status_words(status)
        yield Sample(words=words, colour=colour, is_dotted=status == "suspected")
