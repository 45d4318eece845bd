"""The card under the head of the findings while a series is read before the service's answer."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QPushButton, QVBoxLayout, QWidget

from viewer.ui.labels import plain_label, plain_tooltip


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindState:
    """What the card says; what is empty is not shown.

    `action` are the words of the button that closes the reading or shows the answer, `way_out`
    those of the one that shows it without a reading. `is_on` is how the switch of this series
    stands, None where there is nothing to switch any more. `locked`: why nothing can be done.
    """

    title: str = ""
    lines: tuple[str, ...] = ()
    action: str = ""
    way_out: str = ""
    is_on: bool | None = None
    locked: str = ""


class BlindCard(QFrame):
    """Asks for the end of the reader's own reading; hidden while there is nothing to say."""

    reveal_wanted = Signal()
    way_out_wanted = Signal()
    switched = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._title = plain_label("", "title", wraps=True)
        self._lines = plain_label("", "muted", wraps=True)
        self.reveal = QPushButton()
        self.reveal.setProperty("role", "primary")
        self.reveal.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.reveal.clicked.connect(self.reveal_wanted)
        self.way_out = QPushButton()
        self.way_out.setProperty("role", "link")
        self.way_out.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.way_out.clicked.connect(self.way_out_wanted)
        self.switch = QCheckBox(
            QCoreApplication.translate("Blind", "My findings first, then the AI's")
        )
        self.switch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.switch.clicked.connect(self._switch_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        for widget in (self._title, self._lines, self.reveal, self.way_out, self.switch):
            layout.addWidget(widget)
        self._shown: BlindState | None = None
        self.show_state(BlindState())

    def show_state(self, state: BlindState) -> None:
        """Say what there is to say; the same again changes nothing."""
        if state == self._shown:
            return
        self._shown = state
        self._title.setText(state.title)
        self._lines.setText("\n".join(state.lines))
        self.reveal.setText(state.action)
        self.way_out.setText(state.way_out)
        self.switch.setChecked(bool(state.is_on))
        for widget, is_there in (
            (self._title, bool(state.title)),
            (self._lines, bool(state.lines)),
            (self.reveal, bool(state.action)),
            (self.way_out, bool(state.way_out)),
            (self.switch, state.is_on is not None),
        ):
            widget.setVisible(is_there)
        for widget in (self.reveal, self.way_out, self.switch):
            widget.setEnabled(not state.locked)
            widget.setToolTip(plain_tooltip(state.locked))
        self.setAccessibleName(" ".join((state.title, *state.lines)).strip())
        self.setVisible(bool(state.title or state.lines or state.is_on is not None))

    def _switch_clicked(self, is_on: bool) -> None:
        self._shown = None  # whatever comes of it is shown, also that it did not work
        self.switched.emit(is_on)
