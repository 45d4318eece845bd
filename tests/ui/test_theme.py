"""The look: contrast, icons, the style sheet."""

import re

import pytest
from PySide6.QtWidgets import QApplication

from viewer.foundation.resources import resource
from viewer.ui.actions import action_table
from viewer.ui.icons import icon, pixmap
from viewer.ui.theme import apply_theme, current, style_sheet
from viewer.ui.tokens import DARK, LIGHT, ThemeName, Tokens

AA_TEXT = 4.5


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("ground", ["ground", "panel", "raised", "selection"])
@pytest.mark.parametrize("text", ["text", "muted", "accent", "good", "warning", "bad"])
def test_text_of_each_theme_reaches_wcag_aa(tokens: Tokens, ground: str, text: str) -> None:
    if ground == "selection" and text in {"muted", "warning", "bad", "good", "accent"}:
        needed = 3.0  # large marks and second lines of the one selected row
    else:
        needed = AA_TEXT
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= needed


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_a_primary_button_can_be_read(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent_fill) >= AA_TEXT


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_the_style_sheet_has_every_colour_filled_in(tokens: Tokens) -> None:
    text = style_sheet(tokens)

    assert "$" not in text
    for path in re.findall(r"url\(([^)]+)\)", text):
        assert resource(f"theme/{path.rsplit('/', maxsplit=1)[-1]}").exists()


def test_every_action_with_an_icon_has_its_picture(themed: QApplication) -> None:
    specs = [spec for group in action_table().values() for spec in group if spec.icon]

    assert all(not icon(spec.icon).isNull() for spec in specs)


def test_an_icon_is_drawn_in_the_colour_asked_for(themed: QApplication) -> None:
    picture = pixmap("check", "#ff0000", 24).toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(24)
        for y in range(24)
        if picture.pixelColor(x, y).alpha() == 255
    }

    assert colours == {"#ff0000"}


def test_the_theme_can_be_changed_while_the_program_runs(qapp: QApplication) -> None:
    apply_theme(qapp, ThemeName.LIGHT)
    assert current() is LIGHT
    apply_theme(qapp, ThemeName.DARK)
    assert current() is DARK
