"""From pixels of the picture that an answer is about to pixels of the image as it is shown."""

import re
from dataclasses import dataclass
from typing import Final

from viewer.domain.result import Notice, NoticeKind
from viewer.geometry.points import ImagePoint
from viewer.vendors.errors import OtherPicture
from viewer.vendors.gateway.endpoint import About, SentPicture
from viewer.vendors.loose import Node

_FIRST_TURNED: Final = 5
_FROM_RIGHT: Final = frozenset({2, 3, 6, 7})
_FROM_BELOW: Final = frozenset({3, 4, 7, 8})
_SIZE: Final = re.compile(r"\s*(\d{1,6})\s*[x×X*,;]\s*(\d{1,6})\s*")
_MOST_SCALE: Final = 16.0
"""A picture that is so much smaller or larger is another one."""
_ROUNDING_PX: Final = 1.0
"""A scaled picture has whole pixels: each side may be off by less than one."""
_TRIMMED_PX: Final = 2
"""A picture so little larger or smaller was cut or padded, nobody says where; it was not scaled."""
_OVER_PX: Final = 2.0
_OVER_SHARE: Final = 0.02
"""So far beyond the edge a box may lie; what lies farther is in pixels of another size."""


@dataclass(frozen=True, slots=True)
class PictureMap:
    """How places of an answer lie on the image; sizes in px, (0, 0) is the first pixel's corner.

    `columns` and `rows` are those of the picture that the answer is about. `orientation` turns it
    upright (EXIF 2.32 4.6.4 A); 1 where it is so already. `notice`: what a reader must be told.
    """

    columns: int
    rows: int
    shown_columns: int
    shown_rows: int
    orientation: int = 1
    notice: Notice | None = None

    def point(self, x: float, y: float) -> ImagePoint:
        """Return where a place of the answer is on the image as it is shown.

        Raises OtherPicture where another size was said and the place is none of a picture of that
        size: a scale or a turn would only move it elsewhere.
        """
        if self.notice is not None and not (_is_in(x, self.columns) and _is_in(y, self.rows)):
            shown = (self.shown_columns, self.shown_rows)
            raise OtherPicture(_written((self.columns, self.rows)), _written(shown))
        columns, rows = self.columns, self.rows
        if self.orientation >= _FIRST_TURNED:
            x, y, columns, rows = y, x, rows, columns
        if self.orientation in _FROM_RIGHT:
            x = columns - x
        if self.orientation in _FROM_BELOW:
            y = rows - y
        return ImagePoint(x * (self.shown_columns / columns), y * (self.shown_rows / rows))


def picture_map(image: Node, about: About) -> PictureMap:
    """Return how an answer whose `image` says this size lies on what is shown.

    As sent where it says none. Another size is brought onto ours where that is the whole picture,
    only larger or smaller, or the picture as it is stored, not turned upright yet; both are said.
    Raises OtherPicture for every other size, one off by a pixel too: nothing is drawn shifted.
    """
    sent = about.picture or _as_shown(about)
    whole = (sent.columns, sent.rows)
    answered = size_of(image, whole)
    if answered == whole:
        return _map(sent, whole)
    shown = (sent.shown_columns, sent.shown_rows)
    stored = (sent.shown_rows, sent.shown_columns)
    if answered == shown:
        return _map(sent, shown)
    is_turned = sent.orientation >= _FIRST_TURNED
    if is_turned and answered == stored:
        return _said(sent, answered, sent.orientation)
    if any(_is_trimmed(answered, size) for size in (whole, shown, stored)):
        raise OtherPicture(_written(answered), _written(whole))
    if _is_scaled(answered, shown):
        return _said(sent, answered, 1)
    if is_turned and _is_scaled(answered, stored):
        return _said(sent, answered, sent.orientation)
    raise OtherPicture(_written(answered), _written(whole))


def size_of(image: Node, whole: tuple[int, int]) -> tuple[int, int]:
    """Return width and height, also of a text as "640x480"; what is not said is as in `whole`.

    Sizes that cannot be (0, -3, 12.5) are of another picture: (0, 0).
    """
    if isinstance(image.value, str):
        match = _SIZE.fullmatch(image.value)
        return (int(match[1]), int(match[2])) if match else whole
    said = (image.child("width").number(), image.child("height").number())
    width, height = (of if side is None else side for side, of in zip(said, whole, strict=True))
    is_possible = width > 0 and height > 0 and width % 1 == 0 and height % 1 == 0
    return (int(width), int(height)) if is_possible else (0, 0)


def _as_shown(about: About) -> SentPicture:
    columns, rows = about.series.columns, about.series.rows
    return SentPicture(columns, rows, columns, rows)


def _map(sent: SentPicture, size: tuple[int, int]) -> PictureMap:
    return PictureMap(*size, sent.shown_columns, sent.shown_rows)


def _said(sent: SentPicture, size: tuple[int, int], orientation: int) -> PictureMap:
    values = (*map(str, size), str(sent.shown_columns), str(sent.shown_rows))
    notice = Notice(NoticeKind.SIZE_MAPPED, values)
    return PictureMap(*size, sent.shown_columns, sent.shown_rows, orientation, notice)


def _is_scaled(size: tuple[int, int], whole: tuple[int, int]) -> bool:
    """Tell whether a picture may be the whole one in another size, the same in both directions."""
    least = max((side - _ROUNDING_PX) / of for side, of in zip(size, whole, strict=True))
    most = min((side + _ROUNDING_PX) / of for side, of in zip(size, whole, strict=True))
    return least < most and most > 1 / _MOST_SCALE and least < _MOST_SCALE and min(size) > 1


def _is_trimmed(size: tuple[int, int], whole: tuple[int, int]) -> bool:
    return all(abs(side - of) <= _TRIMMED_PX for side, of in zip(size, whole, strict=True))


def _is_in(at: float, side: int) -> bool:
    over = max(_OVER_PX, _OVER_SHARE * side)
    return -over <= at <= side + over


def _written(size: tuple[int, int]) -> str:
    return f"{size[0]}×{size[1]}"
