"""What else is done with findings and readings: undo, comment, rename, remove, sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction

from viewer.domain.finding import FindingKind, NoduleCategory
from viewer.words.findings import category_words, number_words
from viewer.words.ledger import open_words, signed_words, undone_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.reviewing import Reviewing
    from viewer.app.reviewing_changes import ReviewChanges
    from viewer.domain.finding import Finding
    from viewer.editing.session import ReviewSession
    from viewer.editing.steps import Step
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow
    from viewer.ui.viewport.widget import Viewport


class ReviewCommands:
    """Connects the rest of the review's actions; questions are asked under the list."""

    def __init__(
        self,
        window: MainWindow,
        viewport: Viewport,
        reviewing: Reviewing,
        changes: ReviewChanges,
        library: Library,
    ) -> None:
        self._window = window
        self._viewport = viewport
        self._reviewing = reviewing
        self._changes = changes
        self._library = library
        self._answer: Callable[[str], object] | None = None
        self._asked_of: object = None
        """The session, and the finding if it is about one, that the question is about."""
        self._asks_to_sign = False
        changes.undo, changes.open_addendum = self.undo, self.ask_addendum
        panel = window.findings
        panel.give_actions(window.actions_by_name)
        panel.question.answered.connect(self._answered)
        panel.question.put_off.connect(self._forget_question)
        panel.reading.addendum_wanted.connect(self.ask_addendum)
        panel.menu_wanted.connect(self._show_menu)
        window.details.menu_wanted.connect(self._show_menu)
        window.menus.categories.aboutToShow.connect(self._fill_categories)
        window.menus.categories.triggered.connect(self._category_chosen)
        reviewing.on_changed.append(self._situation_changed)
        window.actions_by_name.connect_all(
            {
                "undo": self.undo,
                "redo": self.redo,
                "comment": self.ask_comment,
                "restore": self.restore,
                "remove": self.remove,
                "nothing-further": self.toggle_nothing_further,
                "sign": self.ask_to_sign,
                "addendum": self.ask_addendum,
                "history": reviewing.show_history,
            }
        )

    def undo(self) -> None:
        """Take the last step back, say which, and go to its finding."""
        if not self._viewport.cancel_gesture():
            self._step_through(is_again=False)

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        self._step_through(is_again=True)

    def relabel(self, uid: str, category: NoduleCategory) -> None:
        """Call a finding something else."""
        session = self._changes.session
        finding = self._reviewing.finding_of(uid)
        if session is None or finding is None or not self._changes.may_change():
            return
        if self._changes.make(lambda: session.relabel(uid, _own_category(session, uid, category))):
            words = QCoreApplication.translate("Reviewing", "Finding {0}: {1}")
            self._changes.say_done(words.format(number_words(finding), category_words(category)))

    def restore(self) -> None:
        """Put the selected finding back as it was at first: place, size and kind in one step."""
        from viewer.editing.restoring import restored

        session, finding = self._subject()
        if session is None or finding is None:
            return
        step = restored(session, finding)
        if self._changes.make(lambda: session.perform(step)):
            words = QCoreApplication.translate("Reviewing", "Finding {0} is as it was at first")
            now = session.finding_of(finding.uid) or finding
            self._changes.say_done(words.format(number_words(now)))

    def remove(self) -> None:
        """Remove the reader's own findings among those that are selected."""
        session, finding = self._subject()
        if session is None or finding is None:
            return
        chosen = {*self._window.findings.selected_uids, finding.uid}
        own = [f for f in session.findings if f.uid in chosen and f.is_own]
        uids = [each.uid for each in own]
        if not uids or not self._changes.make(lambda: session.remove(uids)):
            return
        if len(own) > 1:
            words = QCoreApplication.translate("Reviewing", "{0} own findings removed")
            self._changes.say_done(words.format(len(own)))
        else:
            words = QCoreApplication.translate("Reviewing", "Own finding {0} removed")
            self._changes.say_done(words.format(number_words(own[0])))

    def ask_comment(self) -> None:
        """Ask for a comment on the selected finding."""
        session, finding = self._subject()
        if session is None or finding is None:
            return
        uid = finding.uid
        self._ask_text(
            QCoreApplication.translate("Reviewing", "Comment on finding {0}").format(
                number_words(finding)
            ),
            QCoreApplication.translate("Reviewing", "Keep"),
            QCoreApplication.translate("Reviewing", "Comment"),
            lambda text: session.comment(uid, text),
            text=session.review.standing_of(uid).comment,
        )
        self._asked_of = (session, uid)

    def toggle_nothing_further(self) -> None:
        """Say that there is nothing beyond what is listed, or take that back."""
        session = self._changes.session
        action = self._window.actions_by_name["nothing-further"]
        if session is None:
            return
        is_said = not session.reading.is_nothing_further
        if self._changes.may_change() and self._changes.make(
            lambda: session.say_nothing_further(is_said=is_said)
        ):
            said = QCoreApplication.translate("Reviewing", "Said: nothing further")
            back = QCoreApplication.translate("Reviewing", "“Nothing further” is taken back")
            self._changes.say_done(said if is_said else back)
        action.setChecked(session.reading.is_nothing_further)

    def ask_to_sign(self) -> None:
        """Say what is open, and ask whether to sign."""
        session = self._changes.session
        if session is None or not self._changes.may_change():
            return
        from viewer.app.user import user_name

        name = user_name(self._library.settings)
        self._open_question(session)
        self._asks_to_sign = True
        self._answer = lambda _text: session.sign()
        self._window.findings.question.ask(
            QCoreApplication.translate("Reviewing", "Sign the reading?"),
            _sign_words(session),
            QCoreApplication.translate("Reviewing", "Sign as {0}").format(name),
        )

    def ask_addendum(self) -> None:
        """Ask why a signed reading is opened again."""
        session = self._changes.session
        if session is None or not session.reading.is_signed:
            return
        if self._window.actions_by_name.why_read_only:
            return
        self._ask_text(
            QCoreApplication.translate("Reviewing", "Open an addendum"),
            QCoreApplication.translate("Reviewing", "Open"),
            QCoreApplication.translate("Reviewing", "What is to be changed, and why?"),
            session.open_addendum,
            needs_text=True,
        )
        self._asked_of = session

    def _subject(self) -> tuple[ReviewSession | None, Finding | None]:
        """Return the session and the selected finding if it can be changed now."""
        finding = self._reviewing.finding_of(self._reviewing.selected_uid)
        if finding is None or not self._changes.may_change():
            return None, None
        return self._changes.session, finding

    def _step_through(self, *, is_again: bool) -> None:
        session = self._changes.session
        if session is None or not self._changes.may_change():
            return
        made: list[Step | None] = []
        go = session.redo if is_again else session.undo
        if not self._changes.make(lambda: made.append(go())) or made[0] is None:
            return
        step = made[0]
        run_uid, uid = step.changes[0].key.run_uid, step.changes[0].key.finding_uid
        if run_uid not in {"", session.run_uid}:
            self._show_run(run_uid)
        finding = self._reviewing.finding_of(uid)
        if finding is not None and finding.kind is FindingKind.LANDMARK:
            self._reviewing.show_added(uid)  # the film stays where it is: it is all there
        else:
            self._reviewing.go_to(uid)
        self._window.toast.say(
            undone_words(step.action, _subject_words(step, finding), is_again=is_again)
        )

    def _show_run(self, run_uid: str) -> None:
        """Bring the analysis on the screen of which something was undone."""
        run = self._library.runs.get(run_uid)
        if run is not None:
            self._reviewing.attach(run)

    def _ask_text(  # noqa: PLR0913 - the words of one question
        self,
        title: str,
        confirm: str,
        hint: str,
        answer: Callable[[str], object],
        *,
        text: str = "",
        needs_text: bool = False,
    ) -> None:
        self._open_question(None)
        self._answer = answer
        question = self._window.findings.question
        question.ask_text(title, confirm, hint, text, needs_text=needs_text)

    def _open_question(self, asked_of: object) -> None:
        """Make room for a question under the list."""
        self._asked_of, self._asks_to_sign = asked_of, False
        self._window.show_findings()
        self._window.findings.reasons.close_bar()

    def _answered(self, text: str) -> None:
        answer, self._answer, self._asked_of = self._answer, None, None
        session = self._changes.session
        if answer is None or session is None:
            return
        was_signed = session.reading.is_signed
        if self._changes.make(lambda: answer(text)) and not was_signed:
            signature = session.reading.signature
            if signature is not None:
                self._library.anchor()
                self._window.toast.say(signed_words(signature))

    def _forget_question(self) -> None:
        self._answer = self._asked_of = None

    def _situation_changed(self) -> None:
        """Put off a question about something that is not selected or shown any more."""
        session, uid = self._changes.session, self._reviewing.selected_uid
        if self._asked_of is not None and self._asked_of not in {session, (session, uid)}:
            self._forget_question()
            self._window.findings.question.close_bar()
        elif self._asks_to_sign and self._asked_of is session and session is not None:
            self._window.findings.question.change_words(_sign_words(session))
        finding = self._reviewing.finding_of(uid)
        is_nodule = finding is not None and finding.kind is FindingKind.NODULE
        self._window.menus.categories.setEnabled(is_nodule and self._changes.is_open())

    def _show_menu(self, place: QPoint) -> None:
        if self._reviewing.finding_of(self._reviewing.selected_uid) is not None:
            self._window.menus.finding.popup(place)

    def _fill_categories(self) -> None:
        menu = self._window.menus.categories
        finding = self._reviewing.finding_of(self._reviewing.selected_uid)
        menu.clear()
        for category in NoduleCategory:
            action = menu.addAction(category_words(category))
            action.setData(category.value)
            action.setCheckable(True)
            action.setChecked(finding is not None and finding.category is category)

    def _category_chosen(self, action: QAction) -> None:
        self.relabel(self._reviewing.selected_uid, NoduleCategory(action.data()))


def _sign_words(session: ReviewSession) -> str:
    """Return what is open, and what signing means."""
    count = len(session.findings)
    words = open_words(count - session.judged_count, count) if count else ""
    locks = QCoreApplication.translate(
        "Reviewing", "A signed reading is locked; a later change is an addendum."
    )
    return "\n".join(filter(None, (words, locks)))


def _own_category(
    session: ReviewSession, uid: str, category: NoduleCategory
) -> NoduleCategory | None:
    """Return the reader's own category; None where it is what was said at first."""
    said = session.result.findings if session.result is not None else ()
    is_first = any(f.uid == uid and f.category is category for f in said)
    return None if is_first else category


def _subject_words(step: Step, finding: Finding | None) -> str:
    """Return what a step is about; empty for the reading as a whole."""
    if len(step.changes) > 1:
        return QCoreApplication.translate("Reviewing", "{0} findings").format(len(step.changes))
    about = finding or step.changes[0].after.added or step.changes[0].before.added
    if about is None:
        return ""
    return QCoreApplication.translate("Reviewing", "finding {0}").format(number_words(about))
