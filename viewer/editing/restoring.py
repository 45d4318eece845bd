"""What a reader corrected, as it was at first: one step, for a tooth with what is listed at it."""

from dataclasses import replace

from viewer.domain.finding import Finding, FindingKind
from viewer.domain.ledger import Action
from viewer.domain.standing import Decision, RejectReason
from viewer.editing.dental import diseases_of, reshaped_tooth
from viewer.editing.session import ReviewSession
from viewer.editing.steps import Change, Step


def restored(session: ReviewSession, finding: Finding) -> Step:
    """Return the step that takes corrections of a finding back: place, size, kind and number.

    The diseases of a tooth follow its number and outline. What the service said of it and the
    reader took off is undecided again; what the reader found there stays. Decisions on the finding
    itself stay as well.
    """
    key = session.key_of(finding.uid)
    before = session.reading.standing_of(key)
    after = replace(
        before, placement=None, measurements=(), category=None, tooth=None, evaluations=None
    )
    changes = [Change(key, before, after)]
    if finding.kind is FindingKind.TOOTH:
        changes += _of_diseases(session, finding)
    return Step.of(Action.EDIT, changes)


def _of_diseases(session: ReviewSession, tooth: Finding) -> list[Change]:
    own = session.reading.standing_of(session.key_of(tooth.uid)).added
    said = session.result.findings if session.result is not None else ()
    first = own or next((one for one in said if one.uid == tooth.uid), tooth)
    placed = {change.key: change.after for change in reshaped_tooth(session, tooth, None).changes}
    changes = []
    for disease in diseases_of(session, tooth.uid):
        key = session.key_of(disease.uid)
        before = session.reading.standing_of(key)
        after = placed.get(key, before)
        if before.added is not None:
            number = first.site.tooth
            after = replace(after, tooth=None if before.added.site.tooth == number else number)
        else:
            after = replace(after, tooth=None)
        if before.decision is Decision.REJECTED and before.reason is RejectReason.NOT_A_LESION:
            after = replace(after, decision=Decision.UNDECIDED, reason=None)
        did = None if after.decision is before.decision else Action.CLEAR
        changes.append(Change(key, before, after, did))
    return changes
