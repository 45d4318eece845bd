"""The wigglegram of the Analysis tab."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.domain.cephalometry.analyses import Band
from viewer.paint.wigglegram import WiggleLook, WiggleRow, paint_wigglegram
from viewer.ui import theme
from viewer.ui.tokens import Tokens

_ROW: Final = 22
_MARGIN: Final = 10


class Wigglegram(QWidget):
    """Shows how far each value is from the norm, as one line."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("wigglegram")
        self.setAccessibleName(QCoreApplication.translate("Cephalometry", "Wigglegram"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rows: tuple[WiggleRow, ...] = ()

    def show_rows(self, rows: Sequence[WiggleRow]) -> None:
        """Show these rows; those without a deviation are left out by who makes them."""
        if tuple(rows) == self.rows:
            return
        is_other = len(rows) != len(self.rows)
        self.rows = tuple(rows)
        spoken = ", ".join(f"{row.label} {row.text}" for row in rows)
        self.setAccessibleDescription(spoken)
        if is_other:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, (len(self.rows) + 1) * _ROW + 2 * _MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        font = self.font()
        font.setPointSizeF(max(7.5, font.pointSizeF() - 1))
        paint_wigglegram(painter, area, self.rows, look_of(theme.current(), font))
        painter.end()


def look_of(tokens: Tokens, font: QFont) -> WiggleLook:
    """Return the wigglegram's colours in a theme."""
    return WiggleLook(
        font=font,
        ink=tokens.text,
        faint=tokens.muted,
        rule=tokens.border_strong,
        within=tokens.selection,
        line=tokens.accent,
        bands=band_colors(tokens),
    )


def band_colors(tokens: Tokens) -> dict[Band, str]:
    """Return the colour of each band; an arrow says the same."""
    return {
        Band.WITHIN: tokens.good,
        Band.ONE_TO_TWO: tokens.warning,
        Band.BEYOND: tokens.bad,
        Band.UNKNOWN: tokens.muted,
    }
