"""What a reader says of a tooth, as one step: its number, status, diseases and note."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import uuid4

from viewer.domain.dental_diseases import disease_key
from viewer.domain.dental_findings import teeth_in
from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.finding import Finding, FindingKind, FindingNote, NoteKind, Placement, Site
from viewer.domain.ledger import Action
from viewer.domain.measurement import Measurement
from viewer.domain.review import Review
from viewer.domain.standing import Decision, RejectReason
from viewer.editing.outlines import box_around
from viewer.editing.session import ReviewSession
from viewer.editing.steps import Change, Step, added, encodable

HEALTHY: Final = "healthy"
CONFIRMED: Final = "confirmed"
_AT_ITS_TOOTH: Final = FindingNote(NoteKind.AT_ITS_TOOTH)


@dataclass(frozen=True, slots=True)
class ToothLabel:
    """What is said of one tooth: its number as text, a dental state or "", keys, a note."""

    tooth: str = ""
    status: str = ""
    diseases: frozenset[str] = frozenset()
    note: str = ""


def holds(review: Review, uid: str) -> bool:
    """Tell whether a finding counts: nobody rejected it."""
    return review.decision_on(uid) is not Decision.REJECTED


def diseases_of(session: ReviewSession, uid: str) -> tuple[Finding, ...]:
    """Return the diseases listed at a tooth, rejected ones too."""
    answered = session.result.findings if session.result is not None else ()
    for tooth in teeth_in(answered, session.findings, lambda _uid: True):
        if tooth.uid == uid:
            found = (session.finding_of(disease.uid) for disease in tooth.diseases)
            return tuple(finding for finding in found if finding is not None)
    return ()


def tooth_of_finding(session: ReviewSession, uid: str) -> Finding | None:
    """Return the tooth that a finding is, or that it is listed at."""
    finding = session.finding_of(uid)
    if finding is None or finding.kind is FindingKind.TOOTH:
        return finding
    answered = session.result.findings if session.result is not None else ()
    for tooth in teeth_in(answered, session.findings, lambda _uid: True):
        if any(disease.uid == uid for disease in tooth.diseases):
            return session.finding_of(tooth.uid)
    return None


def label_of(session: ReviewSession, tooth: Finding) -> ToothLabel:
    """Return what is said of a tooth now."""
    review = session.review
    held = (d for d in diseases_of(session, tooth.uid) if holds(review, d.uid))
    return ToothLabel(
        tooth=tooth.site.tooth,
        status=said_on(tooth, Scale.DENTAL_STATUS),
        diseases=frozenset(disease_in(d) for d in held),
        note=review.standing_of(tooth.uid).comment,
    )


def labelled(session: ReviewSession, tooth: Finding, label: ToothLabel) -> Step:
    """Return the step after which a label holds of a tooth.

    Its diseases go with it to another number. What a service said and the label does not have is
    rejected, what the reader had added is removed; what had been rejected is accepted again.
    """
    changes = [_tooth_change(session, tooth, label)]
    listed = diseases_of(session, tooth.uid)
    for disease in listed:
        is_wanted = disease_in(disease) in label.diseases
        changes.append(_disease_change(session, disease, label, is_wanted=is_wanted))
    number = session.reading.next_own_number
    for key in sorted(label.diseases - {disease_in(disease) for disease in listed}):
        changes.append(_added_disease(tooth, label, key, number))
        number += 1
    return Step.of(Action.RELABEL, changes)


def deleted(session: ReviewSession, tooth: Finding, reason: RejectReason) -> Step:
    """Return the step that takes a tooth away with all that is listed at it.

    The reader's own is removed, a service's rejected.
    """
    findings = (tooth, *diseases_of(session, tooth.uid))
    changes = [_gone(session, finding, reason) for finding in findings]
    return Step.of(Action.REMOVE if tooth.is_own else Action.REJECT, changes)


def reshaped_tooth(
    session: ReviewSession,
    tooth: Finding,
    placement: Placement | None,
    measurements: tuple[Measurement, ...] = (),
) -> Step:
    """Return the step that gives a tooth another outline; None: the one it had at first.

    What the reader had found at it has no place of its own: its box goes along.
    """
    key = session.key_of(tooth.uid)
    before = session.reading.standing_of(key)
    measured = measurements if placement is not None else ()
    after = replace(before, placement=placement, measurements=measured)
    changes = [Change(key, before, after)]
    place = after.applied_to(_first(session, tooth)).placement
    for disease in diseases_of(session, tooth.uid):
        if disease.is_own:
            at = session.key_of(disease.uid)
            stood = session.reading.standing_of(at)
            moved = replace(stood, placement=_boxed(place), measurements=())
            changes.append(Change(at, stood, moved))
    return Step.of(Action.EDIT, changes)


def whole_label(session: ReviewSession) -> ToothLabel:
    """Return what is said of the picture as a whole; each conclusion has a status of its own."""
    held = (f for f in _of_whole(session) if holds(session.review, f.uid))
    return ToothLabel(diseases=frozenset(map(disease_in, held)))


def whole_labelled(session: ReviewSession, place: Placement, label: ToothLabel) -> Step:
    """Return the step after which a label holds of the picture as a whole.

    A conclusion that is new has the label's status; one that stays keeps its own.
    """
    changes = []
    listed = _of_whole(session)
    for finding in listed:
        is_wanted = disease_in(finding) in label.diseases
        key = session.key_of(finding.uid)
        before = session.reading.standing_of(key)
        if not is_wanted:
            changes.append(_gone(session, finding, RejectReason.NOT_A_LESION, label.note))
        elif before.decision is Decision.REJECTED:
            again = replace(before, decision=Decision.ACCEPTED, reason=None)
            changes.append(Change(key, before, again, Action.ACCEPT))
    number = session.reading.next_own_number
    for disease in sorted(label.diseases - {disease_in(f) for f in listed}):
        said = (Evaluation(Scale.IMAGE_DISEASE, disease), *_status(label.status or CONFIRMED))
        finding = _own(FindingKind.IMAGE_DISEASE, number, place, "", said)
        changes.append(_added(finding))
        number += 1
    return Step.of(Action.RELABEL, changes)


def said_on(finding: Finding, scale: Scale) -> str:
    """Return what was said of a finding on one scale first; empty for nothing."""
    return next((said.value for said in finding.evaluations if said.scale is scale), "")


def disease_in(finding: Finding) -> str:
    """Return the key of a finding's disease, or the service's own text for one without a key."""
    name = said_on(finding, Scale.TOOTH_DISEASE) or said_on(finding, Scale.IMAGE_DISEASE)
    return disease_key(name) or name


def _first(session: ReviewSession, finding: Finding) -> Finding:
    """Return a finding as it was before any correction."""
    said = session.result.findings if session.result is not None else ()
    there = session.reading.standing_of(session.key_of(finding.uid)).added
    return there or next((f for f in said if f.uid == finding.uid), finding)


def _of_whole(session: ReviewSession) -> Sequence[Finding]:
    return [f for f in session.findings if f.kind is FindingKind.IMAGE_DISEASE]


def _tooth_change(session: ReviewSession, tooth: Finding, label: ToothLabel) -> Change:
    key = session.key_of(tooth.uid)
    before = session.reading.standing_of(key)
    others = tuple(e for e in tooth.evaluations if e.scale is not Scale.DENTAL_STATUS)
    after = replace(
        before,
        tooth=_other_than(label.tooth, tooth.site.tooth, before.tooth),
        comment=encodable(label.note),
    )
    if label.status != said_on(tooth, Scale.DENTAL_STATUS):
        after = replace(after, evaluations=(*others, *_status(label.status)))
    if before.decision is Decision.REJECTED:
        after = replace(after, decision=Decision.ACCEPTED, reason=None)
    is_noted = replace(after, comment=before.comment) == before
    return Change(key, before, after, Action.COMMENT if is_noted else None)


def _disease_change(
    session: ReviewSession, disease: Finding, label: ToothLabel, *, is_wanted: bool
) -> Change:
    if not is_wanted:
        return _gone(session, disease, RejectReason.NOT_A_LESION, label.note)
    key = session.key_of(disease.uid)
    before = session.reading.standing_of(key)
    after = replace(before, tooth=_other_than(label.tooth, disease.site.tooth, before.tooth))
    if before.decision is Decision.REJECTED:
        after = replace(after, decision=Decision.ACCEPTED, reason=None)
    return Change(key, before, after)


def _other_than(wanted: str, shown: str, kept: str | None) -> str | None:
    """Return the reader's own number; what is shown already stays as it is kept."""
    return kept if wanted == shown else encodable(wanted)


def _gone(session: ReviewSession, finding: Finding, reason: RejectReason, note: str = "") -> Change:
    """Return the change that takes a finding away: removed, or rejected where it is a service's.

    `note` says why, beside a rejection that has no comment yet.
    """
    key = session.key_of(finding.uid)
    before = session.reading.standing_of(key)
    if before.added is not None:
        return Change(key, before, replace(before, is_removed=True), Action.REMOVE)
    if before.decision is Decision.REJECTED:
        return Change(key, before, before)
    comment = before.comment or encodable(note)
    after = replace(before, decision=Decision.REJECTED, reason=reason, comment=comment)
    return Change(key, before, after, Action.REJECT)


def _added_disease(tooth: Finding, label: ToothLabel, key: str, number: int) -> Change:
    status = label.status if label.status not in {"", HEALTHY} else CONFIRMED
    said = (Evaluation(Scale.TOOTH_DISEASE, key), *_status(status))
    place = _boxed(tooth.placement)
    return _added(_own(FindingKind.TOOTH_DISEASE, number, place, label.tooth, said))


def _own(
    kind: FindingKind, number: int, place: Placement, tooth: str, said: tuple[Evaluation, ...]
) -> Finding:
    notes = (_AT_ITS_TOOTH,) if kind is FindingKind.TOOTH_DISEASE else ()
    return Finding(
        uid=f"own-{uuid4().hex}",
        number=number,
        kind=kind,
        placement=place,
        site=Site(tooth=encodable(tooth)),
        evaluations=said,
        notes=notes,
        is_own=True,
    )


def _added(finding: Finding) -> Change:
    return replace(added(finding).changes[0], action=Action.ADD)


def _status(status: str) -> tuple[Evaluation, ...]:
    return (Evaluation(Scale.DENTAL_STATUS, status),) if status else ()


def _boxed(place: Placement) -> Placement:
    return replace(place, region=box_around(place.region))
