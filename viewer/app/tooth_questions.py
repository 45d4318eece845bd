"""What is asked of a tooth, or of a whole picture, with what the kind of picture offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.domain.dental_diseases import DiseaseLevel, diseases_for
from viewer.domain.dental_findings import teeth_in
from viewer.domain.finding import FindingKind, Placement
from viewer.domain.tooth_gaps import likeliest_tooth
from viewer.domain.tooth_notation import Notation
from viewer.editing.dental import disease_in, diseases_of, holds, label_of, whole_label
from viewer.geometry.regions import WholeImageRegion, middle_of
from viewer.ui.panels.tooth_card import ToothQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.domain.dental_diseases import DentalImage
    from viewer.domain.finding import Finding
    from viewer.domain.series import SeriesDescription
    from viewer.editing.session import ReviewSession


@dataclass(frozen=True, slots=True, kw_only=True)
class HowAsked:
    """What else decides how is asked: rejections need a comment; how numbers are written."""

    needs_comment: bool = False
    notation: Notation = Notation.FDI


def tooth_question(
    session: ReviewSession, tooth: Finding, image: DentalImage, how: HowAsked, *, is_new: bool
) -> ToothQuestion:
    """Return what is asked of a tooth; one without a number is offered the likeliest."""
    label = label_of(session, tooth)
    new = QCoreApplication.translate("ToothCard", "Which tooth is it?")
    known = QCoreApplication.translate("ToothCard", "Tooth number and findings")
    return ToothQuestion(
        title=new if is_new else known,
        label=label,
        diseases=[disease.key for disease in diseases_for(image, DiseaseLevel.TOOTH)],
        offer="" if label.tooth else _offer(session, tooth, image),
        is_new=is_new,
        said=_said(session, diseases_of(session, tooth.uid), how),
        notation=how.notation,
    )


def whole_question(
    session: ReviewSession, image: DentalImage, how: HowAsked
) -> ToothQuestion | None:
    """Return what is asked of the picture as a whole; None where nothing can be said of it."""
    label = whole_label(session)
    whole = [f for f in session.findings if f.kind is FindingKind.IMAGE_DISEASE]
    listed = [disease.key for disease in diseases_for(image, DiseaseLevel.IMAGE)]
    if not listed and not label.diseases:
        return None
    return ToothQuestion(
        title=QCoreApplication.translate("ToothCard", "Findings in the whole picture"),
        label=label,
        diseases=listed,
        has_number=False,
        said=_said(session, whole, how),
    )


def whole_place(series: SeriesDescription, slice_index: int) -> Placement:
    """Return the place of what is said of a picture as a whole."""
    region = WholeImageRegion(series.columns, series.rows)
    return Placement(series.instances[slice_index], slice_index, region)


def _said(session: ReviewSession, findings: Iterable[Finding], how: HowAsked) -> frozenset[str]:
    """Return what a service said and nobody rejected, where that needs a comment."""
    held = (f for f in findings if not f.is_own and holds(session.review, f.uid))
    return frozenset(map(disease_in, held)) if how.needs_comment else frozenset()


def _offer(session: ReviewSession, tooth: Finding, image: DentalImage) -> str:
    """Return the number of the absent tooth that belongs where this one lies."""
    answered = session.result.findings if session.result is not None else ()
    others = [finding for finding in session.findings if finding.uid != tooth.uid]
    seen = teeth_in(answered, others, lambda uid: holds(session.review, uid))
    likeliest = likeliest_tooth(middle_of(tooth.placement.region), seen, image)
    return "" if likeliest is None else likeliest.code
