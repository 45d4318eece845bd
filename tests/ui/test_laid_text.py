"""A line of text that is kept looks as one that is drawn afresh."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from viewer.paint.image import to_array
from viewer.ui.panels.laid_text import LaidText

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def drawn(laid: LaidText, text: str, align: Qt.AlignmentFlag, *, bold: bool = False):
    image = QImage(160, 24, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setPen(Qt.GlobalColor.white)
    font = painter.font()
    font.setPixelSize(13)
    font.setBold(bold)
    painter.setFont(font)
    laid.draw(painter, QRect(5, 2, 150, 19), text, align)
    painter.end()
    return to_array(image)


@pytest.mark.parametrize("align", [LEFT, RIGHT])
@pytest.mark.parametrize(
    "text", ["82.8 ± 4.0", "上颌前突", "a sentence that is far too long for it"]
)
def test_the_third_time_looks_as_the_first(qapp, text: str, align: Qt.AlignmentFlag) -> None:
    laid = LaidText()
    first, *again = (drawn(laid, text, align) for _ in range(3))

    assert first.max() > 200
    assert all((other == first).all() for other in again)


def test_bold_text_is_kept_apart(qapp) -> None:
    laid = LaidText()
    plain = [drawn(laid, "83.0", LEFT) for _ in range(3)][-1]
    bold = [drawn(laid, "83.0", LEFT, bold=True) for _ in range(3)][-1]

    assert (plain != bold).any()
    assert (drawn(laid, "83.0", LEFT) == plain).all()
