"""What a reader does to landmarks and to the scale: steps of the session, undone like others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QCoreApplication

from viewer.domain.cephalometry.calibration import known_length
from viewer.domain.finding import Finding, FindingKind, Site
from viewer.domain.ledger import Action
from viewer.editing.shaping import placed
from viewer.editing.steps import Change, Step
from viewer.geometry.regions import LineRegion, PointRegion

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.app.reviewing_changes import ReviewChanges
    from viewer.domain.series import SeriesDescription
    from viewer.editing.session import ReviewSession
    from viewer.geometry.points import ImagePoint


class CephSteps:
    """Turns what is done on the film into steps, and says what was done."""

    def __init__(self, changes: ReviewChanges) -> None:
        self._changes = changes

    def move(self, uid: str, point: ImagePoint, series: SeriesDescription) -> bool:
        """Put a landmark elsewhere; tell whether that was kept."""
        session = self._changes.session
        finding = None if session is None else session.finding_of(uid)
        if session is None or finding is None or not self._changes.may_change():
            return False
        place = placed(PointRegion(point), finding.placement.slice_index, series)
        if not self._changes.make(lambda: session.reshape(uid, place)):
            return False
        words = QCoreApplication.translate("Cephalometry", "{0} moved")
        self._changes.say_done(words.format(finding.site.landmark))
        return True

    def place(self, code: str, point: ImagePoint, index: int, series: SeriesDescription) -> str:
        """Place a landmark that is missing; return its uid, empty where it was not kept."""
        session = self._changes.session
        if session is None or not self._changes.may_change():
            return ""
        finding = Finding(
            uid=f"own-{uuid4().hex}",
            number=session.reading.next_own_number,
            kind=FindingKind.LANDMARK,
            placement=placed(PointRegion(point), index, series),
            site=Site(landmark=code),
            is_own=True,
        )
        if not self._changes.make(lambda: session.add(finding)):
            return ""
        words = QCoreApplication.translate("Cephalometry", "{0} placed by hand")
        self._changes.say_done(words.format(code))
        return finding.uid

    def restore(self, uids: Iterable[str]) -> bool:
        """Put landmarks back where the service found them, and take away those it did not find.

        One step for all that were moved, so that one undo takes it back.
        """
        session = self._changes.session
        if session is None or not self._changes.may_change():
            return False
        step = _restored(session, uids)
        if step.is_empty or not self._changes.make(lambda: session.perform(step)):
            return False
        words = QCoreApplication.translate("Cephalometry", "Landmarks as detected: {0}")
        self._changes.say_done(words.format(len(step.changes)))
        return True

    def remove(self, uids: list[str]) -> bool:
        """Take away what the reader placed or drew."""
        session = self._changes.session
        if session is None or not uids or not self._changes.may_change():
            return False
        return self._changes.make(lambda: session.remove(uids))

    def calibrate(
        self, line: LineRegion, length_mm: float, index: int, series: SeriesDescription
    ) -> bool:
        """Keep a line of known length; who asks has seen that it can calibrate."""
        session = self._changes.session
        if session is None or not self._changes.may_change():
            return False
        finding = Finding(
            uid=f"own-{uuid4().hex}",
            number=session.reading.next_own_number,
            kind=FindingKind.CALIBRATION,
            placement=placed(line, index, series),
            measurements=(known_length(length_mm),),
            is_own=True,
        )
        if not self._changes.make(lambda: session.add(finding)):
            return False
        words = QCoreApplication.translate("Cephalometry", "Calibrated by a line of {0} mm")
        self._changes.say_done(words.format(f"{length_mm:g}"))
        return True


def _restored(session: ReviewSession, uids: Iterable[str]) -> Step:
    reading, made = session.reading, []
    for uid in uids:
        key = session.key_of(uid)
        before = reading.standing_of(key)
        if before.placement is not None:
            made.append(Change(key, before, replace(before, placement=None, measurements=())))
    return Step.of(Action.EDIT, made)
