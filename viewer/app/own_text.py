"""The reader's own text beside a run: kept after the last key, not lost where that fails."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from viewer.foundation.errors import KnownError
from viewer.ui.dialogs.question import QuestionSheet
from viewer.ui.toast import Tone
from viewer.words.errors import error_words

if TYPE_CHECKING:
    from viewer.storage.library import Library
    from viewer.ui.main_window import MainWindow

_LOG: Final = logging.getLogger(__name__)


class OwnText:
    """Writes what the report panel asks to be kept, and says when that does not work.

    The panel holds what could not be written and asks for it again with the next key.
    """

    def __init__(self, window: MainWindow, library: Library) -> None:
        self._window = window
        self._library = library
        self._is_failing = False
        window.report.own_text_changed.connect(self._keep)
        window.read_only_changed.connect(window.report.set_read_only)
        window.is_held_back = self._holds_back

    def _keep(self, run_uid: str, text: str) -> None:
        try:
            self._library.own_texts.set(run_uid, text)
        except KnownError as error:
            self._say(error)
        else:
            self._is_failing = False
            self._window.report.was_kept(run_uid, text)

    def _say(self, error: KnownError) -> None:
        """Say it once, not with each key that is pressed while the disk is full."""
        _LOG.warning("own text not kept: %s", type(error).__name__)
        if self._is_failing:
            return
        self._is_failing = True
        self._window.toast.say(
            error_words(error).line,
            tone=Tone.BAD,
            action=QCoreApplication.translate("Report", "Try again"),
            act=self._try_again,
        )

    def _holds_back(self) -> bool:
        """Try once more when the window is to be closed; ask where text would be lost."""
        self._window.report.save()
        if not self._window.report.has_unkept_text:
            return False
        sheet = QuestionSheet(
            QCoreApplication.translate("Report", "Close and lose the text?"),
            QCoreApplication.translate(
                "Report",
                "What you wrote could not be kept. Free some space and try again, or copy the "
                "text elsewhere first.",
            ),
            QCoreApplication.translate("Report", "Close without it"),
            self._window,
        )
        sheet.accepted.connect(self._window.close_wanted)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()
        return True

    def _try_again(self) -> None:
        self._is_failing = False
        self._window.report.save()
