"""The service's report as it was written, and the reader's own text; plain text both."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from viewer.ui.labels import plain_label, plain_tooltip

_SAVE_AFTER_MS: Final = 800
_SAVE_AGAIN_MS: Final = 10_000


class ReportPanel(QWidget):
    """Shows one run's texts; asks for the own text to be kept a moment after the last key.

    Who keeps it answers with `was_kept`. Until then the text counts as not kept: it is asked for
    again every few seconds, with the next key, when another run is shown, and at the end.
    """

    own_text_changed = Signal(str, str)
    """Run uid, text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._run_uid = ""
        self._kept = ""
        self._not_kept: dict[str, str] = {}
        service_title = QCoreApplication.translate("Report", "Report of the service")
        own_title = QCoreApplication.translate("Report", "Own text")
        self.service = QPlainTextEdit()
        self.service.setReadOnly(True)
        self.service.setAccessibleName(service_title)
        self.own = QPlainTextEdit()
        self.own.setAccessibleName(own_title)
        self.own.setTabChangesFocus(True)
        self.own.textChanged.connect(self._changed)
        self._notice = plain_label("", "warning", wraps=True)
        self._unsaved = plain_label(
            QCoreApplication.translate("Report", "Not kept yet: it is tried again."),
            "warning",
            wraps=True,
        )
        self._unsaved.hide()
        self._timer = self._made_timer(_SAVE_AFTER_MS)
        self._again = self._made_timer(_SAVE_AGAIN_MS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(plain_label(service_title, "section"))
        layout.addWidget(self.service, 3)
        layout.addWidget(self._notice)
        layout.addWidget(plain_label(own_title, "section"))
        layout.addWidget(self.own, 2)
        layout.addWidget(self._unsaved)
        self.clear()

    def clear(self) -> None:
        """Show that there is no run."""
        self.save()
        self._run_uid = ""
        self.service.setPlaceholderText(
            QCoreApplication.translate("Report", "The service's text appears here.")
        )
        self.service.setPlainText("")
        self._show_own("")
        self.own.setEnabled(False)
        self.own.setPlaceholderText(
            QCoreApplication.translate("Report", "What you write is kept with the analysis.")
        )
        self._notice.hide()

    def show_run(self, run_uid: str, report: str, own: str, notices: str = "") -> None:
        """Show the texts of one run. Nothing in them is read as markup."""
        self.save()
        self._run_uid = run_uid
        self.service.setPlaceholderText(
            QCoreApplication.translate("Report", "The service sent no text.")
        )
        self.service.setPlainText(report)
        self._show_own(own)
        if run_uid in self._not_kept:  # what was written here before could not be kept
            self.own.setPlainText(self._not_kept[run_uid])
        self.own.setEnabled(True)
        self._notice.setText(notices)
        self._notice.setVisible(bool(notices))

    def save(self) -> None:
        """Ask for the own text to be kept now, and again for what could not be kept before."""
        text = self.own.toPlainText()
        if self._run_uid and text != self._kept:
            self._not_kept[self._run_uid] = text
        else:
            self._not_kept.pop(self._run_uid, None)
        for run_uid, waiting in tuple(self._not_kept.items()):
            self.own_text_changed.emit(run_uid, waiting)
        self._unsaved.setVisible(self._run_uid in self._not_kept)
        if self._not_kept:
            self._again.start()

    def was_kept(self, run_uid: str, text: str) -> None:
        """Take note that this text of a run is on disk."""
        if run_uid == self._run_uid:
            self._kept = text
        if self._not_kept.get(run_uid) == text:
            del self._not_kept[run_uid]
        self._unsaved.setVisible(self._run_uid in self._not_kept)

    @property
    def has_unkept_text(self) -> bool:
        """Tell whether something that was written is not on disk."""
        return bool(self._not_kept) or (
            bool(self._run_uid) and self._kept != self.own.toPlainText()
        )

    def set_read_only(self, reason: str) -> None:
        """Let nothing be written, and say why; with an empty reason let it again."""
        self.own.setReadOnly(bool(reason))
        self.own.setToolTip(plain_tooltip(reason))

    def _made_timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(self.save)
        return timer

    def _show_own(self, text: str) -> None:
        self._kept = text
        self.own.blockSignals(True)
        self.own.setPlainText(text)
        self.own.blockSignals(False)

    def _changed(self) -> None:
        self._timer.start()
