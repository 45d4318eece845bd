"""A window that may only look: another one has the library. It says so, and can take over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.foundation.errors import KnownError
from viewer.ui.toast import Tone
from viewer.words.errors import error_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow


class ReadOnly:
    """Shows a standing notice while nothing can be kept, and lifts it once that is over.

    What writes by itself waits for `when_writable`; actions and fields are told by the window's
    `read_only_changed`.
    """

    def __init__(self, window: MainWindow, library: Library) -> None:
        self._window = window
        self._library = library
        self._had_other: bool | None = None
        self._waiting: list[Callable[[], object]] = []

    def begin(self) -> None:
        """Say it, where it is so: once everybody listens."""
        self.look()

    def when_writable(self, act: Callable[[], object]) -> None:
        """Call `act` at once, or as soon as the library takes changes."""
        if self._library.is_read_only:
            self._waiting.append(act)
        else:
            act()

    def look(self) -> None:
        """See whether the other window is still there; cheap enough for once a second."""
        if not self._library.is_read_only:
            return
        has_other = self._library.has_other_window
        if has_other is not self._had_other:
            self._had_other = has_other
            self._window.set_read_only(reason_words(has_other=has_other))
            self._show_banner(has_other=has_other)

    def take_over(self) -> None:
        """Make the library writable here, with everything that is open; say what prevents it."""
        try:
            is_ours = self._library.take_over()
        except KnownError as error:
            self._window.toast.say(error_words(error).line, tone=Tone.BAD)
            return
        if not is_ours:
            self._had_other = None
            self.look()
            return
        self._had_other = None
        self._window.banner.say("", "")
        self._window.set_read_only("")
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()
        self._window.toast.say(
            QCoreApplication.translate("ReadOnly", "Everything can be changed here again."),
            tone=Tone.GOOD,
        )

    def _show_banner(self, *, has_other: bool) -> None:
        advice = (
            QCoreApplication.translate(
                "ReadOnly",
                "You can look at everything here. Judge, write and analyse in the other window, "
                "or close it and take over.",
            )
            if has_other
            else QCoreApplication.translate(
                "ReadOnly", "Nothing is kept until you take over: then everything works here."
            )
        )
        banner = self._window.banner
        banner.say(
            reason_words(has_other=has_other),
            advice,
            action=QCoreApplication.translate("ReadOnly", "Take over"),
            act=self.take_over,
        )
        banner.button.setEnabled(not has_other)


def reason_words(*, has_other: bool) -> str:
    """Return why nothing can be changed."""
    if has_other:
        return QCoreApplication.translate(
            "ReadOnly", "Opened for looking only: another window of this program has the library."
        )
    return QCoreApplication.translate("ReadOnly", "Opened for looking only.")
