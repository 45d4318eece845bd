"""The foot of the window: what goes on, how far it is, where the pointer is."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QProgressBar, QStatusBar, QToolButton, QWidget

from viewer.ui import theme
from viewer.ui.icons import icon
from viewer.ui.labels import plain_label

_LONGEST_NAME: Final = 32


class StatusBar(QStatusBar):
    """One message, one progress with its cancel button; at the right the probe and who reads."""

    cancel_wanted = Signal()
    reader_wanted = Signal()
    """The reader's name is to be changed."""

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
        self._reader: QToolButton | None = None
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

    def show_reader(self, name: str) -> None:
        """Say whose name stands beside each decision; a click asks for another."""
        if self._reader is None:  # after the first paint of the window
            self._reader = QToolButton()
            self._reader.setObjectName("reader")
            self._reader.setAutoRaise(True)
            self._reader.setToolTip(
                QCoreApplication.translate(
                    "StatusBar", "This name stands beside each decision. Click to change it."
                )
            )
            self._reader.clicked.connect(self.reader_wanted)
            self.addPermanentWidget(self._reader)
        shown = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        words = QCoreApplication.translate("StatusBar", "Reader: {0}")
        self._reader.setText(words.format(shown).replace("&", "&&"))
        self._reader.setAccessibleName(words.format(name))

    @property
    def reader(self) -> QToolButton | None:
        """The button with the reader's name; None before it was shown."""
        return self._reader
