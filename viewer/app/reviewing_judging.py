"""Judging findings from the window: one by one, several at once, with reasons and comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.domain.standing import Decision, RejectReason
from viewer.storage.settings import AUTO_ADVANCE, COMMENT_ON_REJECT
from viewer.ui.toast import Tone
from viewer.words.findings import all_decided_words, decided_words, number_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.app.reviewing import Reviewing
    from viewer.app.reviewing_changes import ReviewChanges
    from viewer.editing.session import ReviewSession
    from viewer.storage.settings import Settings
    from viewer.ui.main_window import MainWindow

_TONES = {Decision.ACCEPTED: Tone.GOOD}


class ReviewJudging:
    """Accept, reject with a reason, all that are listed. X asks why in a bar under the list."""

    def __init__(
        self,
        window: MainWindow,
        reviewing: Reviewing,
        changes: ReviewChanges,
        settings: Settings,
    ) -> None:
        self._window = window
        self._reviewing = reviewing
        self._changes = changes
        self._settings = settings
        self._last_reason = RejectReason.NOT_A_LESION
        self._asked: tuple[str, ...] = ()
        """The findings whose rejection is being asked about."""
        self._asked_in: object = None
        """Where they are: the session, and its run."""
        panel = window.findings
        panel.judged.connect(self.judge)
        panel.reasons.taken.connect(self._reason_taken)
        panel.reasons.put_off.connect(self._put_off)
        reviewing.on_changed.append(self._selection_moved)
        window.actions_by_name.connect_all(
            {
                "accept": self.accept_selected,
                "reject": self.reject_selected,
                "reason": self.change_reason,
                "accept-all": self.accept_all,
                "reject-all": self.reject_all,
            }
        )

    def judge(self, uid: str, decision: Decision) -> None:
        """Judge a finding, or all that are selected with it; the same again takes it away."""
        session = self._changes.session
        if session is None or session.finding_of(uid) is None or not self._changes.may_change():
            return
        uids = self._meant(uid)
        is_new = any(session.review.decision_on(each) is not decision for each in uids)
        if decision is Decision.REJECTED and is_new:
            self._ask_why(session, uids)
        elif len(uids) > 1:
            self._judge_all(session, uids, decision if is_new else Decision.UNDECIDED)
        else:
            self._judge_one(session, uid, decision)

    def accept_selected(self) -> None:
        """Accept what is selected; again: undecided."""
        self.judge(self._reviewing.selected_uid, Decision.ACCEPTED)

    def reject_selected(self) -> None:
        """Ask why what is selected is rejected; where it is rejected already: undecided."""
        self.judge(self._reviewing.selected_uid, Decision.REJECTED)

    def change_reason(self) -> None:
        """Ask again why the selected finding is rejected."""
        session, uid = self._changes.session, self._reviewing.selected_uid
        if session is not None and session.finding_of(uid) and self._changes.may_change():
            self._ask_why(session, (uid,))

    def accept_all(self) -> None:
        """Accept all that the filter lets through, in one step."""
        session, uids = self._changes.session, self._window.findings.visible_uids
        if session is not None and uids and self._changes.may_change():
            self._judge_all(session, uids, Decision.ACCEPTED)

    def reject_all(self) -> None:
        """Ask why all that the filter lets through are rejected."""
        session, uids = self._changes.session, self._window.findings.visible_uids
        if session is not None and uids and self._changes.may_change():
            self._ask_why(session, uids)

    def _meant(self, uid: str) -> tuple[str, ...]:
        """Return the selected findings if `uid` is among several, else it alone."""
        chosen = self._window.findings.selected_uids
        return chosen if uid in chosen else (uid,)

    def _ask_why(self, session: ReviewSession, uids: Sequence[str]) -> None:
        self._asked, self._asked_in = tuple(uids), (session, session.run_uid)
        standing = session.review.standing_of(uids[0])
        finding = session.finding_of(uids[0])
        if len(uids) > 1 or finding is None:
            title = QCoreApplication.translate("Reviewing", "Reject {0} findings: why?")
            title = title.format(len(uids))
        else:
            title = QCoreApplication.translate("Reviewing", "Reject finding {0}: why?")
            title = title.format(number_words(finding))
        self._window.show_findings()
        self._window.findings.question.close_bar()
        self._window.findings.reasons.ask(
            title,
            standing.reason or self._last_reason,
            standing.comment if len(uids) == 1 else "",
            needs_comment=self._settings.get(COMMENT_ON_REJECT),
        )

    def _reason_taken(self, reason: RejectReason, comment: str) -> None:
        session, asked = self._changes.session, self._asked
        self._asked = ()
        if session is None or not asked:
            return
        self._last_reason = reason
        uids = [uid for uid in asked if session.finding_of(uid) is not None]
        if len(uids) == 1:
            self._judge_one(session, uids[0], Decision.REJECTED, reason, comment)
        elif uids:
            self._judge_all(session, uids, Decision.REJECTED, reason, comment)

    def _judge_one(
        self,
        session: ReviewSession,
        uid: str,
        decision: Decision,
        reason: RejectReason | None = None,
        comment: str | None = None,
    ) -> None:
        finding = session.finding_of(uid)
        if finding is None:
            return
        was_open = session.review.decision_on(uid) is Decision.UNDECIDED
        if reason is None:
            is_kept = self._changes.make(lambda: session.decide(uid, decision))
        else:  # an answer to a question: the same one again takes nothing away
            is_kept = self._changes.make(
                lambda: session.decide_all([uid], decision, reason, comment)
            )
        if not is_kept:
            return
        holds = session.review.standing_of(uid)
        words = decided_words(number_words(finding), holds.decision, holds.reason)
        self._changes.say_done(words, tone=_TONES.get(holds.decision, Tone.PLAIN))
        if was_open:
            self._advance(session, uid)

    def _judge_all(
        self,
        session: ReviewSession,
        uids: Sequence[str],
        decision: Decision,
        reason: RejectReason | None = None,
        comment: str = "",
    ) -> None:
        if not self._changes.make(
            lambda: session.decide_all(uids, decision, reason, comment or None)
        ):
            return
        words = all_decided_words(len(uids), decision)
        self._changes.say_done(words, tone=_TONES.get(decision, Tone.PLAIN))

    def _advance(self, session: ReviewSession, uid: str) -> None:
        """Go to the next finding that nobody has judged, if the person wants that."""
        if not self._settings.get(AUTO_ADVANCE):
            return
        found = session.next_undecided(uid, self._reviewing.is_listed)
        if found is not None:
            self._reviewing.go_to(found.uid)

    def _put_off(self) -> None:
        self._asked = ()

    def _selection_moved(self) -> None:
        """Ask no longer about a finding that is not the selected one, or what is not shown."""
        if not self._asked:
            return
        session = self._changes.session
        is_elsewhere = session is None or self._asked_in != (session, session.run_uid)
        is_left = len(self._asked) == 1 and self._reviewing.selected_uid != self._asked[0]
        if is_elsewhere or is_left:
            self._asked = ()
            self._window.findings.reasons.close_bar()
