"""What the tooth chart shows of a run: its teeth as reviewed, hints, counts, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.domain.dental_chart import ChartTooth, chart_of
from viewer.domain.dental_checks import OF_THE_WHOLE, hints_of
from viewer.domain.dental_diseases import DentalImage, disease_of
from viewer.domain.dental_findings import differences_in, diseases_of_whole, teeth_in
from viewer.domain.standing import Decision
from viewer.ui.panels.tooth_chart_content import BesideRow, ChartContent, HintRow, ToothRow
from viewer.words.joining import joined
from viewer.words.teeth import dental_status_words
from viewer.words.tooth_chart import (
    chart_tooth_words,
    count_words,
    difference_words,
    disease_line,
    hint_words,
)

if TYPE_CHECKING:
    from collections.abc import Container

    from viewer.domain.teeth_seen import ToothSeen
    from viewer.domain.tooth_notation import Notation
    from viewer.editing.session import ReviewSession
    from viewer.overlay.dental_style import DentalPalette


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChart:
    """A chart, and which findings stand for each tooth, by its number.

    `teeth` are those of the tooth itself, more than one where its number was given twice.
    """

    content: ChartContent
    teeth: dict[str, tuple[str, ...]]
    diseases: dict[str, tuple[str, ...]]

    def code_of(self, uid: str) -> str:
        """Return the number of the tooth that a finding belongs to; empty for none."""
        for uids_by_code in (self.teeth, self.diseases):
            for code, uids in uids_by_code.items():
                if uid in uids:
                    return code
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPicture:
    """The picture that the teeth are in: its kind, its size in pixels."""

    image: DentalImage
    columns: int
    rows: int


def shown_chart(
    session: ReviewSession, picture: ChartPicture, notation: Notation, palette: DentalPalette
) -> ShownChart:
    """Return the chart of what is on the screen, without what the reader rejected."""
    result, review, findings = session.result, session.review, session.findings

    def holds(uid: str) -> bool:
        return review.decision_on(uid) is not Decision.REJECTED

    seen = teeth_in(result.findings if result is not None else (), findings, holds)
    whole = diseases_of_whole(findings, holds)
    chart = chart_of(seen, picture.image, whole)
    hints = hints_of(seen, picture.image, picture.columns, picture.rows)
    doubtful = {uid for hint in hints if hint.kind not in OF_THE_WHOLE for uid in hint.uids}
    content = ChartContent(
        teeth=tuple(_tooth_row(one, notation, doubtful) for one in chart.teeth),
        dentition=chart.dentition,
        notation=notation,
        palette=_colours(palette),
        beside=tuple(_beside_row(one) for one in chart.beside),
        banner=tuple(disease_line(disease) for disease in whole),
        counts=count_words(len(seen), sum(bool(one.diseases) for one in seen)) if seen else "",
        differences=tuple(
            difference_words(one) for one in differences_in(result.notices if result else ())
        ),
        hints=tuple(HintRow(words=hint_words(h, notation), uids=h.uids) for h in hints),
    )
    there = [one for one in chart.teeth if one.seen]
    return ShownChart(
        content=content,
        teeth={one.tooth.code: tuple(seen.uid for seen in one.seen) for one in there},
        diseases={one.tooth.code: tuple(d.uid for d in one.diseases) for one in there},
    )


def _tooth_row(one: ChartTooth, notation: Notation, doubtful: Container[str]) -> ToothRow:
    return ToothRow(
        tooth=one.tooth,
        states=one.states,
        surfaces=one.surfaces,
        status=one.status,
        badge=sum(not _is_work(disease.key) for disease in one.diseases),
        is_doubtful=any(seen.uid in doubtful for seen in one.seen),
        words=chart_tooth_words(one, notation),
    )


def _is_work(key: str) -> bool:
    disease = disease_of(key)
    return disease is not None and disease.is_work


def _beside_row(one: ToothSeen) -> BesideRow:
    found = [disease_line(disease) for disease in one.diseases]
    words = joined((one.text or "?", *(found or [dental_status_words(one.status)])))
    return BesideRow(text=one.text, uid=one.uid, words=words)


def _colours(palette: DentalPalette) -> dict[str, str]:
    states = {state: palette.of_state(state) for state in ("healthy", "suspected", "confirmed")}
    return {
        **states,
        "work": palette.of_disease("crown"),
        "disease": palette.of_disease("caries"),
    }
