"""The ledger in words: what somebody did, how a finding stood before and stands after."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC

from PySide6.QtCore import QCoreApplication

from viewer.domain.finding import Finding, Placement
from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.reading import Reading, Signature
from viewer.domain.standing import UNTOUCHED, WHOLE, Decision, Standing
from viewer.geometry.raster import Raster
from viewer.geometry.regions import LineRegion, MarkerRegion, Region, middle_of
from viewer.words.evaluations import evaluation_words
from viewer.words.findings import category_words, decision_words, reason_words
from viewer.words.joining import joined
from viewer.words.moments import moment_words

_STILL: float = 0.05
"""Movements below this, mm or px, are said to be none."""


@dataclass(frozen=True, slots=True)
class EventWords:
    """One event for a person: when, what, by whom, which; `hint` tells it exactly."""

    when: str
    what: str
    who: str
    which: str
    hint: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What events are about: the finding as it was first said, and the images' pixels."""

    raster: Raster
    finding: Finding | None = None


def event_words(event: LedgerEvent, subject: Subject) -> EventWords:
    """Return an event in words; times are the person's own, in the hint UTC."""
    exact = QCoreApplication.translate("Ledger", "{0} UTC, event {1}, version {2}").format(
        f"{event.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}", event.sequence, event.program or "–"
    )
    return EventWords(
        when=moment_words(event.at),
        what=joined((what_words(event, subject), *_details(event))),
        who=event.user,
        which=QCoreApplication.translate("Ledger", "event {0}").format(event.sequence),
        hint=exact,
    )


def what_words(event: LedgerEvent, subject: Subject) -> str:
    """Return what was done."""
    name = action_words(event.action)
    if event.after is None or event.action in _SAID_BY_NAME:
        return name
    changes = change_words(event.before or UNTOUCHED, event.after, subject)
    if event.action in {Action.UNDO, Action.REDO} or not changes:
        changes = _whole_words(event) or changes
        return _after_colon(name, changes)
    return changes


def change_words(before: Standing, after: Standing, subject: Subject) -> str:
    """Return the difference of two standings of one finding."""
    return joined(
        (
            _presence(before, after),
            _decision(before, after),
            _geometry(before, after, subject),
            _category(before, after, subject),
            _called(before, after, subject),
            _comment(before, after),
        )
    )


def action_words(action: Action) -> str:
    """Return the name of what was done."""
    return {
        Action.ACCEPT: QCoreApplication.translate("Ledger", "Accepted"),
        Action.REJECT: QCoreApplication.translate("Ledger", "Rejected"),
        Action.CLEAR: QCoreApplication.translate("Ledger", "Decision taken away"),
        Action.EDIT: QCoreApplication.translate("Ledger", "Edited"),
        Action.RELABEL: QCoreApplication.translate("Ledger", "Called otherwise"),
        Action.ADD: QCoreApplication.translate("Ledger", "Added"),
        Action.REMOVE: QCoreApplication.translate("Ledger", "Removed"),
        Action.COMMENT: QCoreApplication.translate("Ledger", "Comment"),
        Action.NOTHING_FURTHER: QCoreApplication.translate("Ledger", "Nothing further"),
        Action.FURTHER: QCoreApplication.translate("Ledger", "“Nothing further” taken back"),
        Action.UNDO: QCoreApplication.translate("Ledger", "Undone"),
        Action.REDO: QCoreApplication.translate("Ledger", "Done again"),
        Action.SIGN: QCoreApplication.translate("Ledger", "Signed"),
        Action.ADDENDUM: QCoreApplication.translate("Ledger", "Addendum opened"),
        Action.BLIND: QCoreApplication.translate("Ledger", "Own reading closed"),
        Action.REVEAL: QCoreApplication.translate("Ledger", "Findings of the service shown"),
    }[action]


def undone_words(action: Action, subject: str, *, is_again: bool = False) -> str:
    """Return what was just taken back, or made again; `subject` empty for the whole reading."""
    name = joined((subject, action_words(action)))
    if is_again:
        return QCoreApplication.translate("Ledger", "Done again: {0}").format(name)
    return QCoreApplication.translate("Ledger", "Undone: {0}").format(name)


def signed_words(signature: Signature) -> str:
    """Return who signed and when."""
    return QCoreApplication.translate("Ledger", "Signed by {0} on {1}").format(
        signature.user, moment_words(signature.at)
    )


def locked_words() -> str:
    """Return why nothing of a signed reading can be changed."""
    return QCoreApplication.translate(
        "Ledger", "This reading is signed. Open an addendum to change it."
    )


def open_words(undecided: int, count: int) -> str:
    """Return what a signature would leave open."""
    if not undecided:
        return QCoreApplication.translate("Ledger", "All findings are judged.")
    return QCoreApplication.translate("Ledger", "{0} of {1} findings are undecided.").format(
        undecided, count
    )


def standing_words(reading: Reading) -> str:
    """Return how the reading as a whole stands; empty where nothing was said of it."""
    parts = []
    if reading.is_nothing_further:
        parts.append(QCoreApplication.translate("Ledger", "Nothing further"))
    if reading.addenda and not reading.is_signed:
        parts.append(QCoreApplication.translate("Ledger", "Addendum {0}").format(reading.addenda))
    return joined(parts)


_SAID_BY_NAME = frozenset(
    {Action.ADD, Action.REMOVE, Action.CLEAR, Action.NOTHING_FURTHER, Action.FURTHER}
)


def _details(event: LedgerEvent) -> Sequence[str]:
    reason = event.detail("reason")
    return (reason,) if reason else ()


def _whole_words(event: LedgerEvent) -> str:
    """Return what is taken back of the reading as a whole."""
    return action_words(Action.NOTHING_FURTHER) if event.key == WHOLE else ""


def _after_colon(name: str, words: str) -> str:
    if not words:
        return name
    return QCoreApplication.translate("Ledger", "{0}: {1}").format(name, words)


def _arrow(before: str, after: str) -> str:
    return f"{before} → {after}"


def _presence(before: Standing, after: Standing) -> str:
    was = before.added is not None and not before.is_removed
    is_there = after.added is not None and not after.is_removed
    if was == is_there:
        return ""
    return action_words(Action.ADD if is_there else Action.REMOVE)


def _decision(before: Standing, after: Standing) -> str:
    if after.added is not None and before.added is None:
        return ""  # what is added counts as accepted
    if (before.decision, before.reason) == (after.decision, after.reason):
        return ""
    words = decision_words(after.decision)
    if after.decision is Decision.UNDECIDED:
        words = _arrow(decision_words(before.decision), words)
    return _after_colon(words, reason_words(after.reason) if after.reason else "")


def _category(before: Standing, after: Standing, subject: Subject) -> str:
    if before.category == after.category:
        return ""
    first = subject.finding.category if subject.finding is not None else None
    was, now = before.category or first, after.category or first
    if was is None or now is None:
        return action_words(Action.RELABEL)
    return _arrow(category_words(was), category_words(now))


def _called(before: Standing, after: Standing, subject: Subject) -> str:
    """Return another tooth, another disease or status: `16 → 17`, `Caries → Filling`."""
    if (before.tooth, before.evaluations) == (after.tooth, after.evaluations):
        return ""
    if subject.finding is None:
        return action_words(Action.RELABEL)
    was, now = (
        replace(standing, placement=None).applied_to(subject.finding)
        for standing in (before, after)
    )
    tooth = _arrow(was.site.tooth, now.site.tooth) if was.site.tooth != now.site.tooth else ""
    said = [joined(map(evaluation_words, found.evaluations)) or "–" for found in (was, now)]
    return joined((tooth, _arrow(*said) if said[0] != said[1] else ""))


def _comment(before: Standing, after: Standing) -> str:
    if before.comment == after.comment:
        return ""
    if not after.comment:
        return QCoreApplication.translate("Ledger", "comment removed")
    return QCoreApplication.translate("Ledger", "“{0}”").format(after.comment)


def _geometry(before: Standing, after: Standing, subject: Subject) -> str:
    if before.placement == after.placement:
        return ""
    first = subject.finding.placement if subject.finding is not None else None
    was, now = before.placement or first, after.placement or first
    if was is None or now is None:
        return action_words(Action.EDIT)
    return geometry_words(was, now, subject.raster) or action_words(Action.EDIT)


def geometry_words(was: Placement, now: Placement, raster: Raster) -> str:
    """Return how a place changed: moved 2.3 mm, diameter 6.0 → 7.2 mm; px without spacing."""
    parts = []
    if was.slice_index != now.slice_index:
        images = _arrow(str(was.slice_index + 1), str(now.slice_index + 1))
        parts.append(QCoreApplication.translate("Ledger", "image {0}").format(images))
    way = raster.distance(middle_of(was.region), middle_of(now.region))
    unit = "px" if raster.spacing is None else "mm"
    if way >= _STILL:
        parts.append(
            QCoreApplication.translate("Ledger", "moved {0} {1}").format(f"{way:.1f}", unit)
        )
    parts.append(_size_words(was.region, now.region, raster, unit))
    return joined(parts)


def _size_words(was: Region, now: Region, raster: Raster, unit: str) -> str:
    if isinstance(was, MarkerRegion) and isinstance(now, MarkerRegion):
        sizes, pattern = (
            (raster.diameter_of(was), raster.diameter_of(now)),
            QCoreApplication.translate("Ledger", "diameter {0} {1}"),
        )
    elif isinstance(was, LineRegion) and isinstance(now, LineRegion):
        sizes, pattern = (
            (raster.length_of(was), raster.length_of(now)),
            QCoreApplication.translate("Ledger", "length {0} {1}"),
        )
    else:
        is_same = _shape_of(was) == _shape_of(now)
        return "" if is_same else QCoreApplication.translate("Ledger", "outline changed")
    before, after = ("–" if size is None else f"{size:.1f}" for size in sizes)
    return "" if before == after else pattern.format(_arrow(before, after), unit)


def _shape_of(region: Region) -> object:
    """Return a region as seen from its middle, to a hundredth of a pixel."""
    from viewer.geometry.regions import corners_of

    middle = middle_of(region)
    return type(region), tuple(
        (round(point.column - middle.column, 2), round(point.row - middle.row, 2))
        for point in corners_of(region)
    )
