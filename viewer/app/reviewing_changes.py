"""How changes of a reading are made from the window: told, refused, or failed in words."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.foundation.errors import KnownError, ReadingIsSigned
from viewer.ui.toast import Tone
from viewer.words.errors import error_words
from viewer.words.ledger import locked_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.app.reviewing import Reviewing
    from viewer.editing.session import ReviewSession
    from viewer.editing.steps import Step
    from viewer.ui.main_window import MainWindow

    Offer = tuple[ReviewSession, Step]

_LOG: Final = logging.getLogger(__name__)


class ReviewChanges:
    """The one way from a key or a button to a change of the session.

    A change is on disk when it is told of. Where it cannot be kept nothing has changed, and the
    person is told why.
    """

    def __init__(self, window: MainWindow, reviewing: Reviewing) -> None:
        self._window = window
        self._reviewing = reviewing
        self.undo: Callable[[], object] = _nothing
        self.open_addendum: Callable[[], object] = _nothing
        self._offered: Offer | None = None
        """What the button in the last notice takes back."""
        self._is_new = False
        """The last change was one: what changes nothing cannot be taken back."""
        reviewing.on_changed.append(self._withdraw_offer)

    @property
    def session(self) -> ReviewSession | None:
        """The session of the stack on the screen."""
        return self._reviewing.session

    def may_change(self) -> bool:
        """Tell whether the reading can be changed; if not, say why and what to do."""
        session = self.session
        why = self._window.actions_by_name.why_read_only
        if session is None or why:
            if why:
                self._window.toast.say(why, tone=Tone.WARNING)
            return False
        if session.reading.is_signed:
            self._say_signed()
            return False
        return True

    def is_open(self) -> bool:
        """Tell whether the reading can be changed, without a word."""
        session = self.session
        is_read_only = bool(self._window.actions_by_name.why_read_only)
        return session is not None and not is_read_only and not session.reading.is_signed

    def make(self, change: Callable[[], object]) -> bool:
        """Make a change; tell whether it was kept."""
        before = self._last_step
        try:
            change()
        except ReadingIsSigned:
            self._say_signed()
            return False
        except KnownError as error:
            _LOG.warning("not kept: %s", type(error).__name__)
            said = error_words(error)
            self._window.toast.say(said.line, tone=Tone.BAD)
            return False
        self._is_new = self._last_step != before
        return True

    def say_done(self, words: str, *, tone: Tone = Tone.PLAIN) -> None:
        """Say what was done, and offer to take it back as long as it is what was done last."""
        if not self._is_new:
            self._window.toast.say(words, tone=tone)
            return
        self._offered = self._last_step
        self._window.toast.say(
            words,
            tone=tone,
            action=QCoreApplication.translate("Reviewing", "Undo"),
            act=self._take_back,
        )

    @property
    def _last_step(self) -> Offer | None:
        session = self.session
        step = session.step_to_undo if session is not None else None
        return (session, step) if session is not None and step is not None else None

    def _take_back(self) -> None:
        if self._offered == self._last_step:
            self.undo()

    def _withdraw_offer(self) -> None:
        """Offer no longer what would now take back something else, maybe of another series."""
        if self._offered is not None and self._offered != self._last_step:
            self._offered = None
            self._window.toast.withdraw(self._take_back)

    def _say_signed(self) -> None:
        self._window.toast.say(
            locked_words(),
            tone=Tone.WARNING,
            action=QCoreApplication.translate("Reviewing", "Open an addendum…"),
            act=self.open_addendum,
        )


def _nothing() -> None:
    """Stand in until the wiring is done."""
