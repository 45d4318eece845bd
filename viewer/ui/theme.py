"""Fusion with our own palettes and one style sheet, made from tokens (ADR: no theme library)."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from viewer.foundation.resources import resource
from viewer.paint.fonts import FAMILIES
from viewer.ui.tokens import DARK, GRID, LIGHT, RADIUS, ThemeName, Tokens

_LEAST_POINTS: Final = 9.75
_current: Tokens = DARK

_ROLES: Final = {
    QPalette.ColorRole.Window: "panel",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "raised",
    QPalette.ColorRole.AlternateBase: "panel",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "hover",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Shadow: "ground",
}
_DISABLED: Final = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)


def current() -> Tokens:
    """Return the tokens that the window shows now, for what is painted by hand."""
    return _current


def tokens_for(name: ThemeName) -> Tokens:
    """Return the tokens of a choice; where the desktop says nothing, SYSTEM means dark."""
    if name is ThemeName.SYSTEM:
        scheme = QApplication.styleHints().colorScheme()
        return LIGHT if scheme is Qt.ColorScheme.Light else DARK
    return LIGHT if name is ThemeName.LIGHT else DARK


def palette(tokens: Tokens) -> QPalette:
    """Return the palette of a theme."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(getattr(tokens, name)))
    for role in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.disabled))
    return made


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet with the theme's colours filled in."""
    text = resource("theme/viewer.qss").read_text(encoding="utf-8")
    values = {name: str(getattr(tokens, name)) for name in Tokens.__dataclass_fields__}
    values["radius"] = f"{RADIUS}px"
    values["pictures"] = f"{resource('theme').as_posix()}/{tokens.name.value}"
    for step in (1, 2, 3, 4, 6):
        values[f"s{step}"] = f"{step * GRID}px"
    # the longest names first, so that $border_strong is not read as $border
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(f"${name}", values[name])
    return text


def _interface_font(font: QFont) -> QFont:
    """Return the system's font with families behind it that have Chinese in the same weight."""
    made = QFont(font)
    made.setFamilies(list(FAMILIES))
    made.setPointSizeF(max(font.pointSizeF(), _LEAST_POINTS))
    return made


def apply_theme(application: QApplication, name: ThemeName) -> Tokens:
    """Dress the whole application; may be called again at any time."""
    global _current  # noqa: PLW0603 - one look per process, read by delegates while painting
    _current = tokens_for(name)
    application.setStyle("Fusion")
    application.setFont(_interface_font(application.font()))
    application.setPalette(palette(_current))
    application.setStyleSheet(style_sheet(_current))
    return _current
