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
    from viewer.ui.main_window import MainWindow

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
        return True

    def say_done(self, words: str, *, tone: Tone = Tone.PLAIN) -> None:
        """Say what was done, and offer to take it back."""
        self._window.toast.say(
            words,
            tone=tone,
            action=QCoreApplication.translate("Reviewing", "Undo"),
            act=self.undo,
        )

    def _say_signed(self) -> None:
        self._window.toast.say(
            locked_words(),
            tone=Tone.WARNING,
            action=QCoreApplication.translate("Reviewing", "Open an addendum…"),
            act=self.open_addendum,
        )


def _nothing() -> None:
    """Stand in until the wiring is done."""
