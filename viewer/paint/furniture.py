"""Side letters, scale bar, corner text and stamp, laid out around the image."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPen

from viewer.overlay.furniture import CornerText, EdgeLetters, Furniture, ScaleBar
from viewer.overlay.labels import Rect
from viewer.paint import fonts
from viewer.paint.banner import banner_blocks
from viewer.paint.blocks import TextBlock
from viewer.paint.text import Ground, TextStyle, block_size, draw_text

_MARGIN: Final = 9.0
_LINE_SHARE: Final = 1.0
_TICK: Final = 3.5
_BAR_OFFSET: Final = 20.0  # below the letter at the right edge
_NARROW: Final = 300.0  # px at 100 %: smaller views keep warnings, letters and stamp only
_SMALLEST_STAMP_PX: Final = 6.0
_BAR_PX: Final = 1.5
_BAR_HALO_PX: Final = 3.5
_BAR_HALO: Final = QColor(0, 0, 0, 150)


@dataclass(frozen=True, slots=True)
class FurniturePalette:
    """Colours on the dark ground of an image, `#rrggbb`."""

    text: str = "#d5dae1"
    letters: str = "#f2f4f7"
    warning: str = "#ff8a7a"
    bar: str = "#e8ebef"
    stamp: str = "#ffd08a"


DARK: Final = FurniturePalette()

Size = tuple[float, float]


def paint_furniture(
    painter: QPainter,
    furniture: Furniture,
    size: Size,
    *,
    scale: float = 1.0,
    palette: FurniturePalette = DARK,
) -> None:
    """Draw the furniture into a view of `size` (width, height) device px."""
    is_exact = painter.paintEngine().type() != QPaintEngine.Type.Raster
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if furniture.scale_bar is not None:
        x, top, bottom = _bar_line(furniture.scale_bar, size, scale)
        if is_exact:
            _draw_bar(painter, QLineF(x, top, x, bottom), scale, palette.bar)
        else:
            bar, margin = _bar_stamp(round(bottom - top), scale, palette.bar)
            painter.drawImage(int(x) - margin, round(top) - margin, bar)
    for block in text_blocks(furniture, size, scale=scale, palette=palette):
        place = (block.rect.left, block.rect.top)
        draw_text(painter, place, block.text, block.style, is_exact=is_exact)


@lru_cache(maxsize=16)
def text_blocks(
    furniture: Furniture,
    size: Size,
    *,
    scale: float = 1.0,
    palette: FurniturePalette = DARK,
) -> tuple[TextBlock, ...]:
    """Return each line of text with its place: to draw it, and to keep labels away from it.

    Kept, because each frame asks for both.
    """
    blocks = list(_corner_blocks(furniture.corners, size, scale, palette))
    bottom = size[1] - _MARGIN * scale
    if furniture.stamp:
        stamp = _lifted(_stamp_block(furniture.stamp, size, scale, palette), blocks)
        blocks.append(stamp)
        bottom = stamp.rect.top
    if furniture.letters is not None:
        letters = _letter_blocks(furniture.letters, size, bottom, scale, palette)
        blocks += [_lifted(letter, tuple(blocks)) for letter in letters]
    if furniture.scale_bar is not None:
        blocks += _bar_blocks(furniture.scale_bar, size, scale, palette)
    blocks += banner_blocks(furniture.banner, size, scale, tuple(blocks))
    return tuple(blocks)


def _corner_blocks(
    corners: CornerText, size: Size, scale: float, palette: FurniturePalette
) -> Iterator[TextBlock]:
    plain = TextStyle(palette.text, fonts.CORNER_PX * scale)
    loud = TextStyle(palette.warning, fonts.CORNER_PX * scale, is_bold=True)
    caption = TextStyle(palette.stamp, fonts.CORNER_PX * scale, is_bold=True)
    warnings = [(line, caption) for line in corners.captions]
    warnings += [(line, loud) for line in corners.warnings]
    is_narrow = min(size) < _NARROW * scale
    lower_left = [] if is_narrow else [(line, plain) for line in corners.bottom_left]
    yield from _stack([*lower_left, *warnings], size, scale, is_right=False, is_lower=True)
    if is_narrow:
        return
    for lines, is_right, is_lower in (
        (corners.top_left, False, False),
        (corners.top_right, True, False),
        (corners.bottom_right, True, True),
    ):
        styled = [(line, plain) for line in lines]
        yield from _stack(styled, size, scale, is_right=is_right, is_lower=is_lower)


def _stack(
    lines: Sequence[tuple[str, TextStyle]],
    size: Size,
    scale: float,
    *,
    is_right: bool,
    is_lower: bool,
) -> Iterator[TextBlock]:
    """Lay lines below each other into a corner."""
    margin = _MARGIN * scale
    sizes = [block_size(text, style) for text, style in lines]
    top = size[1] - margin - sum(height for _, height in sizes) if is_lower else margin
    for (text, style), (width, height) in zip(lines, sizes, strict=True):
        left = size[0] - margin - width if is_right else margin
        yield TextBlock(Rect(left, top, left + width, top + height), text, style)
        top += height * _LINE_SHARE


def _lifted(stamp: TextBlock, others: Sequence[TextBlock]) -> TextBlock:
    """Return a text above whatever reaches into its place: a long warning must be read too."""
    rect = stamp.rect
    while in_the_way := [other.rect.top for other in others if other.rect.meets(rect)]:
        lift = rect.bottom - min(in_the_way) + 1.0
        if rect.top < lift:  # nowhere to go
            return stamp
        rect = Rect(rect.left, rect.top - lift, rect.right, rect.bottom - lift)
    return replace(stamp, rect=rect)


def _letter_blocks(
    edges: EdgeLetters, size: Size, bottom: float, scale: float, palette: FurniturePalette
) -> Iterator[TextBlock]:
    # PS3.3 leaves the size open; burned-in letters are asked to be 2 % of the height at least.
    pixels = max(fonts.LETTER_PX * scale, size[1] * 0.02)
    style = TextStyle(palette.letters, pixels, is_bold=True)
    margin, (width, height) = _MARGIN * scale, size
    for text, across, down in (
        (edges.left, 0.0, 0.5),
        (edges.right, 1.0, 0.5),
        (edges.top, 0.5, 0.0),
        (edges.bottom, 0.5, 1.0),
    ):
        if text:
            wide, high = block_size(text, style)
            left = margin + across * (width - 2 * margin - wide)
            top = margin + down * (bottom - margin - high)
            if down == 0.5:
                top = (height - high) / 2
            yield TextBlock(Rect(left, top, left + wide, top + high), text, style)


def _stamp_block(text: str, size: Size, scale: float, palette: FurniturePalette) -> TextBlock:
    """Return the stamp at the lower edge; it shrinks rather than being cut."""
    margin = _MARGIN * scale
    pixels = fonts.STAMP_PX * scale
    style = TextStyle(palette.stamp, pixels, is_bold=True, ground=Ground.SHADE)
    wide, high = block_size(text, style)
    if wide > size[0]:
        pixels = max(_SMALLEST_STAMP_PX, pixels * size[0] / wide)
        style = TextStyle(palette.stamp, pixels, is_bold=True, ground=Ground.SHADE)
        wide, high = block_size(text, style)
    left = (size[0] - wide) / 2
    top = size[1] - min(margin, size[1] * 0.02) - high
    return TextBlock(Rect(left, top, left + wide, top + high), text, style)


def _bar_line(bar: ScaleBar, size: Size, scale: float) -> tuple[float, float, float]:
    """Return x, upper end and lower end of the bar at the right edge."""
    top = size[1] / 2 + _BAR_OFFSET * scale
    return size[0] - (_MARGIN + _TICK) * scale, top, top + bar.length_px


def _bar_blocks(
    bar: ScaleBar, size: Size, scale: float, palette: FurniturePalette
) -> Iterator[TextBlock]:
    x, top, bottom = _bar_line(bar, size, scale)
    style = TextStyle(palette.bar, fonts.CORNER_PX * scale)
    lines = [line for line in (bar.label, bar.note) if line]
    sizes = [block_size(line, style) for line in lines]
    y = (top + bottom - sum(height for _, height in sizes)) / 2
    for line, (width, height) in zip(lines, sizes, strict=True):
        left = x - (_TICK + 3.0) * scale - width
        yield TextBlock(Rect(left, y, left + width, y + height), line, style)
        y += height


def _draw_bar(painter: QPainter, line: QLineF, scale: float, color: str) -> None:
    """Draw an upright line with ticks at its ends, haloed."""
    tick = _TICK * scale
    lines = [line]
    for end in (line.p1(), line.p2()):
        lines.append(QLineF(end.x() - tick, end.y(), end.x() + tick, end.y()))
    for brush, width in ((_BAR_HALO, _BAR_HALO_PX), (QColor(color), _BAR_PX)):
        pen = QPen(brush, width * scale)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        painter.setPen(pen)
        painter.drawLines(lines)


@lru_cache(maxsize=32)
def _bar_stamp(length: int, scale: float, color: str) -> tuple[QImage, int]:
    """Return a picture of the bar, and where in it the upper end of its line is (both ways)."""
    margin = round((_TICK + _BAR_HALO_PX) * scale) + 1
    image = QImage(2 * margin + 1, length + 2 * margin, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = margin + 0.5  # on a pixel's centre a thin line is sharp
    _draw_bar(painter, QLineF(middle, margin, middle, margin + length), scale, color)
    painter.end()
    return image, margin
