"""Labels and tooltips that never render markup: what a service says is text, not HTML.

QLabel and QToolTip guess the format and would load `<img src="file:…">` out of a service's words.
"""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

LIMIT: Final = 4000
"""Longer words of a service are clipped in labels; the Report and Details tabs have all of them."""


def plain_label(
    text: str = "", role: str = "", *, wraps: bool = False, parent: QWidget | None = None
) -> QLabel:
    """Return a label that shows `text` as it is. `role` is a look of the style sheet."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text[:LIMIT])
    label.setWordWrap(wraps)
    if role:
        label.setProperty("role", role)
    if wraps:  # as high as its lines, at any width
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    return label


def plain_tooltip(text: str) -> str:
    """Return `text` for setToolTip so that nothing in it is taken for markup."""
    import html  # half a window's worth of start-up time

    return f"<qt>{html.escape(text[:LIMIT]).replace(chr(10), '<br>')}</qt>" if text else ""


def line() -> QFrame:
    """Return a thin horizontal line."""
    frame = QFrame()
    frame.setObjectName("line")
    frame.setFixedHeight(1)
    return frame


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let the style sheet look again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
