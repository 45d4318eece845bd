"""What is said of the picture as a whole, in rows at its upper edge."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from viewer.overlay.furniture import BannerEntry
from viewer.overlay.labels import Rect
from viewer.paint import fonts
from viewer.paint.blocks import TextBlock
from viewer.paint.text import Ground, TextStyle, block_size

_MARGIN: Final = 9.0
_APART: Final = 5.0
_SMALLEST_PX: Final = 7.0

_Sized = tuple[BannerEntry, TextStyle, float, float]


def banner_blocks(
    banner: Sequence[BannerEntry],
    size: tuple[float, float],
    scale: float,
    taken: Sequence[TextBlock],
) -> Iterator[TextBlock]:
    """Lay entries into centred rows below what is `taken`; a warning has a row of its own."""
    top = _MARGIN * scale
    for row in _rows(banner, size[0] - 2 * _MARGIN * scale, scale):
        width = sum(wide for _, _, wide, _ in row) + _APART * scale * (len(row) - 1)
        height = max(high for _, _, _, high in row)
        left = (size[0] - width) / 2
        top = _free_top(Rect(left, top, left + width, top + height), taken)
        for entry, style, wide, high in row:
            yield TextBlock(Rect(left, top, left + wide, top + high), entry.text, style)
            left += wide + _APART * scale
        top += height + _APART * scale / 2


def _rows(banner: Sequence[BannerEntry], width: float, scale: float) -> Iterator[list[_Sized]]:
    for is_warning, group in groupby(banner, lambda entry: entry.is_warning):
        row: list[_Sized] = []
        used = 0.0
        for sized in (_fitted(entry, width, scale) for entry in group):
            if row and (is_warning or used + sized[2] > width):
                yield row
                row, used = [], 0.0
            row.append(sized)
            used += sized[2] + _APART * scale
        yield row


def _fitted(entry: BannerEntry, width: float, scale: float) -> _Sized:
    """Return an entry in its type; it shrinks rather than being cut."""
    pixels = fonts.LABEL_PX * scale
    style = TextStyle(entry.color, pixels, is_bold=True, ground=Ground.SHADE)
    wide, high = block_size(entry.text, style)
    if wide > width:
        pixels = max(_SMALLEST_PX, pixels * width / wide)
        style = TextStyle(entry.color, pixels, is_bold=True, ground=Ground.SHADE)
        wide, high = block_size(entry.text, style)
    return entry, style, wide, high


def _free_top(row: Rect, taken: Sequence[TextBlock]) -> float:
    """Return the highest place for a row, from its own downwards, where nothing else stands."""
    while in_the_way := [block.rect.bottom for block in taken if block.rect.meets(row)]:
        down = max(in_the_way) + 1.0 - row.top
        row = Rect(row.left, row.top + down, row.right, row.bottom + down)
    return row.top
