"""The service's report as it was written, and the reader's own text; plain text both."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from viewer.ui.labels import plain_label

_SAVE_AFTER_MS: Final = 800


class ReportPanel(QWidget):
    """Shows one run's texts; asks for the own text to be kept a moment after the last key."""

    own_text_changed = Signal(str, str)
    """Run uid, text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._run_uid = ""
        self._kept = ""
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
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(plain_label(service_title, "section"))
        layout.addWidget(self.service, 3)
        layout.addWidget(self._notice)
        layout.addWidget(plain_label(own_title, "section"))
        layout.addWidget(self.own, 2)
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
        self.own.setEnabled(True)
        self._notice.setText(notices)
        self._notice.setVisible(bool(notices))

    def save(self) -> None:
        """Ask for the own text to be kept now, if it was changed."""
        text = self.own.toPlainText()
        if self._run_uid and text != self._kept:
            self._kept = text
            self.own_text_changed.emit(self._run_uid, text)

    def _show_own(self, text: str) -> None:
        self._kept = text
        self.own.blockSignals(True)
        self.own.setPlainText(text)
        self.own.blockSignals(False)

    def _changed(self) -> None:
        self._timer.start()
