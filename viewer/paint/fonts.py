"""The type of labels and corner text: one family list, one scale, Chinese always included."""

import threading
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontMetricsF

# What each system has that reads well small; Latin first, so figures keep their Latin shapes.
FAMILIES: Final = (
    "Segoe UI",
    "Helvetica Neue",
    "Noto Sans",
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "DejaVu Sans",
)

# Glyphs that a PDF cannot name: the ligature "fi", and digits of the CJK fonts' own Latin.
UNSEARCHABLE: Final = ("liga", "locl")

LABEL_PX: Final = 13.0
CORNER_PX: Final = 12.0
LETTER_PX: Final = 17.0
STAMP_PX: Final = 12.0


def font(pixels: float, *, is_bold: bool = False) -> QFont:
    """Return the drawing font at a height in device px. Callers must not change it."""
    return _font(pixels, is_bold, threading.get_ident())


def metrics(pixels: float, *, is_bold: bool = False) -> QFontMetricsF:
    """Return the metrics of that font."""
    return _metrics(pixels, is_bold, threading.get_ident())


# One font for each thread that draws: Qt drops the engine of a font that another thread uses.
@lru_cache(maxsize=128)
def _font(pixels: float, is_bold: bool, _thread: int) -> QFont:
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(max(1, round(pixels)))
    made.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Medium)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in UNSEARCHABLE:
        made.setFeature(QFont.Tag(feature), 0)
    return made


@lru_cache(maxsize=128)
def _metrics(pixels: float, is_bold: bool, thread: int) -> QFontMetricsF:
    return QFontMetricsF(_font(pixels, is_bold, thread))


@lru_cache(maxsize=1024)
def text_size(text: str, pixels: float, *, is_bold: bool = False) -> tuple[float, float]:
    """Return width and line height of a text, device px."""
    measure = metrics(pixels, is_bold=is_bold)
    return measure.horizontalAdvance(text), measure.height()
