"""The colours and measures of the two themes: everything else is made from these."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

GRID: Final = 4
"""All distances are multiples of this, px."""
RADIUS: Final = 6


class ThemeName(StrEnum):
    """What a person can choose; SYSTEM follows the desktop where it says anything."""

    DARK = "dark"
    LIGHT = "light"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme. Text on its ground reaches WCAG AA (4.5 : 1), which a test checks."""

    name: ThemeName
    ground: str
    panel: str
    raised: str
    hover: str
    pressed: str
    border: str
    border_strong: str
    text: str
    muted: str
    disabled: str
    accent: str
    """Text and lines in the accent colour."""
    accent_fill: str
    """Ground of a primary button."""
    on_accent: str
    selection: str
    good: str
    warning: str
    bad: str


DARK: Final = Tokens(
    name=ThemeName.DARK,
    ground="#14171b",
    panel="#1a1e23",
    raised="#22272e",
    hover="#2a3038",
    pressed="#323943",
    border="#2c323a",
    border_strong="#434c58",
    text="#e4e8ec",
    muted="#9ba6b2",
    disabled="#616b77",
    accent="#5cc0c9",
    accent_fill="#17757f",
    on_accent="#ffffff",
    selection="#1d3f47",
    good="#6cc592",
    warning="#e2b55f",
    bad="#ef8b80",
)

LIGHT: Final = Tokens(
    name=ThemeName.LIGHT,
    ground="#eef1f4",
    panel="#fafbfc",
    raised="#ffffff",
    hover="#e6ecf0",
    pressed="#d8e1e7",
    border="#d5dce3",
    border_strong="#a9b5c0",
    text="#1b2229",
    muted="#55616d",
    disabled="#97a2ad",
    accent="#0c6b76",
    accent_fill="#0c6b76",
    on_accent="#ffffff",
    selection="#cfe6e9",
    good="#1d7443",
    warning="#855600",
    bad="#b0291f",
)
