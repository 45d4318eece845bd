"""The pictures of matches: had from the service as they come into view, a few at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt

from viewer.app.background import in_thread
from viewer.foundation.errors import KnownError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QImage

    from viewer.app.background import Background
    from viewer.app.similar_desk import SimilarDesk
    from viewer.domain.similar import Match

AT_ONCE: Final = 4
_KEPT: Final = 24
"""So many are kept in full for looking at them closely; of the rest there is the small one."""


class MatchPictures:
    """Fetches what is asked for, the latest wish first; a new search forgets the old one's.

    `show` is called with the number of a match and its small picture, None where it cannot be had.
    """

    def __init__(
        self,
        desk: SimilarDesk,
        background: Background,
        size: QSize,
        show: Callable[[int, QImage | None], None],
    ) -> None:
        self._desk = desk
        self._background = background
        self._size = size
        self._show = show
        self._service = ""
        self._matches: Sequence[Match] = ()
        self._wanted: list[int] = []
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._known: set[int] = set()
        self._full: dict[int, QImage] = {}
        self.ratio = 1.0
        """Device px to a logical one."""

    @property
    def under_way(self) -> int:
        """How many are being fetched."""
        return len(self._under_way)

    def begin(self, service: str, matches: Sequence[Match]) -> None:
        """Turn to the matches of another search."""
        self.stop()
        self._service, self._matches = service, matches
        self._known, self._full = set(), {}

    def stop(self) -> None:
        """Fetch nothing any more."""
        for task in self._under_way.values():
            task.cancel()
        self._under_way = {}
        self._wanted = []

    def want(self, numbers: Sequence[int]) -> None:
        """Have these, in this order; what was wanted before and is not seen any more is not."""
        self._wanted = [
            number
            for number in numbers
            if number not in self._known and number not in self._under_way
        ]
        self._go_on()

    async def full(self, number: int) -> QImage | None:
        """Return the picture of a match in full; None where it cannot be had."""
        if number not in self._full:
            matches = self._matches
            image = await self._had(matches[number])
            if image is None or matches is not self._matches:
                return image
            self._keep(number, image)
        return self._full[number]

    def _go_on(self) -> None:
        while self._wanted and len(self._under_way) < AT_ONCE:
            number = self._wanted.pop(0)
            work = self._fetch(number, self._matches)
            self._under_way[number] = self._background.start(work, "picture of a match")

    async def _fetch(self, number: int, matches: Sequence[Match]) -> None:
        image = await self._had(matches[number])
        small = None if image is None else await in_thread(_fitted, image, self._box())
        if matches is not self._matches:
            return
        self._under_way.pop(number, None)
        self._known.add(number)
        if image is not None:
            self._keep(number, image)
        self._show(number, small)
        self._go_on()

    async def _had(self, match: Match) -> QImage | None:
        try:
            pixels = await self._desk.cases.picture(self._service, match)
        except KnownError:  # a picture less: the match itself is shown all the same
            return None
        return None if pixels is None else await in_thread(_image, pixels)

    def _keep(self, number: int, image: QImage) -> None:
        self._full[number] = image
        while len(self._full) > _KEPT:
            del self._full[next(iter(self._full))]

    def _box(self) -> QSize:
        return QSize(
            round(self._size.width() * self.ratio), round(self._size.height() * self.ratio)
        )


def _image(pixels: NDArray[np.uint8]) -> QImage:
    """Return pixels as a picture, no larger than one that a service takes: it is kept."""
    from viewer.jobs.pictures import fitted
    from viewer.paint.image import to_qimage
    from viewer.vendors.similar.rules import SIDE_BELOW

    return to_qimage(fitted(pixels, SIDE_BELOW))


def _fitted(image: QImage, box: QSize) -> QImage:
    """Return a picture that fits a box; a small one is made larger, so that it can be seen."""
    return image.scaled(
        box, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
