"""Docks that look like one piece of furniture: a slim title, no floating."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QToolButton, QWidget

from viewer.ui import theme
from viewer.ui.icons import icon
from viewer.ui.labels import plain_label


class Dock(QDockWidget):
    """A dock with our own title; it can be closed and comes back through the View menu."""

    def __init__(self, name: str, title: str, window: QMainWindow) -> None:
        super().__init__(title, window)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        bar = QWidget()
        bar.setObjectName("dockTitle")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(12, 4, 4, 4)
        self.title_label = plain_label(title)
        self.title_label.setObjectName("dockTitleText")
        layout.addWidget(self.title_label)
        layout.addStretch()
        self._bar = layout
        self._note: QLabel | None = None
        self._close = QToolButton()
        self._close.setIconSize(QSize(14, 14))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        hide = QCoreApplication.translate("Dock", "Hide this panel")
        self._close.setToolTip(hide)
        self._close.setAccessibleName(hide)
        self._close.clicked.connect(self.close)
        layout.addWidget(self._close)
        self.setTitleBarWidget(bar)
        self.retheme()

    def show_note(self, text: str) -> None:
        """Say something short beside the title."""
        if self._note is None:
            self._note = plain_label("", "muted")
            self._bar.insertWidget(2, self._note)
        self._note.setText(text)

    def retheme(self) -> None:
        """Recolour the icon."""
        self._close.setIcon(icon("cross", theme.current().muted, 14))
