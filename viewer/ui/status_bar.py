"""The foot of the window: what goes on, how far it is, where the pointer is."""

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QProgressBar, QStatusBar, QToolButton, QWidget

from viewer.ui import theme
from viewer.ui.icons import icon
from viewer.ui.labels import plain_label


class StatusBar(QStatusBar):
    """One message, one progress with its cancel button, and the probe at the right."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._message = plain_label()
        self._progress = QProgressBar()
        self._progress.setFixedWidth(160)
        self._progress.setAccessibleName(QCoreApplication.translate("StatusBar", "Progress"))
        self._cancel = QToolButton()
        stop = QCoreApplication.translate("StatusBar", "Stop reading")
        self._cancel.setToolTip(stop)
        self._cancel.setAccessibleName(stop)
        self._cancel.setIcon(icon("stop", theme.current().muted))
        self._cancel.setIconSize(QSize(16, 16))
        self._cancel.clicked.connect(self.cancel_wanted)
        self._probe = plain_label()
        self._service = plain_label()
        self.addWidget(self._message)
        self.addWidget(self._progress)
        self.addWidget(self._cancel)
        self.addPermanentWidget(self._probe)
        self.addPermanentWidget(self._service)
        self.end_progress(QCoreApplication.translate("StatusBar", "Ready"))

    def show_progress(self, text: str, fraction: float | None) -> None:
        """Say what goes on; `fraction` None where the end is not known."""
        self._message.setText(text)
        if fraction is None:
            self._progress.setRange(0, 0)
        else:
            self._progress.setRange(0, 1000)
            self._progress.setValue(round(fraction * 1000))
        self._progress.show()
        self._cancel.show()

    def end_progress(self, text: str) -> None:
        """Nothing goes on any more."""
        self._message.setText(text)
        self._progress.hide()
        self._cancel.hide()

    @property
    def message(self) -> str:
        """What is said now."""
        return self._message.text()

    def show_probe(self, text: str) -> None:
        """Say what is under the pointer."""
        self._probe.setText(text)

    def show_service(self, text: str) -> None:
        """Say where analyses go."""
        self._service.setText(text)
