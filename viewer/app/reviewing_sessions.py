"""One review session per stack, kept for a while after the stack left the screen."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from viewer.domain.finding import FindingKind
from viewer.domain.standing import Decision
from viewer.foundation.errors import KnownError
from viewer.ui.action_spec import When

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.opening import Opening, Shown
    from viewer.domain.finding import Finding
    from viewer.domain.ledger import ImageEvidence
    from viewer.domain.references import SeriesReference
    from viewer.editing.session import Author, ReviewSession
    from viewer.foundation.clock import Clock
    from viewer.imaging.pixel_hash import PixelHashes
    from viewer.storage.library import Library

_KEPT: Final = 8


class ReviewSessions:
    """Whoever comes back to a stack can still undo what they did there.

    In a library that another window writes nothing is kept: each look is a fresh one.
    """

    def __init__(
        self,
        library: Library,
        opening: Opening,
        clock: Clock,
        changed: Callable[..., None],
    ) -> None:
        self._library = library
        self._opening = opening
        self._clock = clock
        self._changed = changed
        self._sessions: OrderedDict[SeriesReference, ReviewSession] = OrderedDict()
        self._hashes: tuple[Shown, PixelHashes] | None = None

    def of(self, stack: SeriesReference) -> ReviewSession:
        """Return the session of a stack. Raises LibraryUnavailable."""
        session = self._sessions.pop(stack, None)
        if session is None or self._library.is_read_only:
            session = self._made(stack)
        self._sessions[stack] = session
        while len(self._sessions) > _KEPT:
            self._sessions.popitem(last=False)
        return session

    def forget(self) -> None:
        """Read everything anew: somebody else wrote meanwhile."""
        self._sessions.clear()

    def forget_outdated(self) -> tuple[ReviewSession, ...]:
        """Let go, and return, the sessions of stacks about which somebody else added events.

        What they left alone can still be undone.
        """
        outdated = [held for held in self._sessions.values() if not self._is_current(held)]
        for session in outdated:
            del self._sessions[session.reading.stack]
        return tuple(outdated)

    def _is_current(self, session: ReviewSession) -> bool:
        try:
            return self._library.ledger.reading(session.reading.stack) == session.reading
        except KnownError:  # said when the stack is looked at again
            return False

    def _made(self, stack: SeriesReference) -> ReviewSession:
        from viewer.editing.session import ReviewSession

        ledger = self._library.ledger
        session = ReviewSession(ledger.reading(stack), ledger.append, self._author())
        session.changed.connect(self._changed)
        return session

    def _author(self) -> Author:
        from importlib.metadata import version

        from viewer.app.user import user_name
        from viewer.editing.session import Author

        return Author(
            user=lambda: user_name(self._library.settings),
            clock=self._clock,
            program=version("viewer"),
            evidence=self._evidence,
        )

    def _evidence(self, finding: Finding) -> tuple[ImageEvidence, ...]:
        """Return on which pixels of the open stack it is done."""
        from viewer.imaging.pixel_hash import PixelHashes

        shown = self._opening.shown
        if shown is None:
            return ()
        if self._hashes is None or self._hashes[0] is not shown:
            self._hashes = (shown, PixelHashes(shown.volume))
        return self._hashes[1].evidence(finding)


def situation_of(session: ReviewSession | None, selected_uid: str) -> When:
    """Return what a session lets one do, for the actions; nothing without one."""
    if session is None:
        return When.ALWAYS
    there = When.READING | (When.SIGNED if session.reading.is_signed else When.UNSIGNED)
    if session.findings:
        there |= When.FINDINGS
    if session.can_undo:
        there |= When.CHANGES
    if session.can_redo:
        there |= When.UNDONE
    finding = session.finding_of(selected_uid)
    return there if finding is None else there | _of_finding(session, finding)


def _of_finding(session: ReviewSession, finding: Finding) -> When:
    """Return what the selected finding lets one do."""
    standing = session.review.standing_of(finding.uid)
    holds = {
        When.OWN: finding.is_own,
        When.TOOTH: finding.kind in {FindingKind.TOOTH, FindingKind.TOOTH_DISEASE},
        When.REJECTED: standing.decision is Decision.REJECTED,
        When.EDITED: standing.is_edited,
    }
    there = When.FINDING
    for situation, is_there in holds.items():
        if is_there:
            there |= situation
    return there
