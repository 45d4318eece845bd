"""What a database holds, as far as somebody who adds to it has to know."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from typing import Final

from viewer.domain.similar import ImagePage, KeptImage
from viewer.jobs.similar.lines import Line
from viewer.vendors.similar.client import PageWish
from viewer.vendors.similar.errors import DatabaseFull
from viewer.vendors.similar.paging import next_wish
from viewer.vendors.similar.rules import MOST_IMAGES

_PAGE: Final = 500
_OURS: Final = re.compile(r"(s[0-9a-f]{12}_)[0-9a-f]{24}")
"""An id made by `link.entity_id_of`: its study, its image."""


class Contents:
    """One database, asked as seldom as may be: a study's pictures are listed once.

    `bill` is told what each call cost. Raises what the calls raise.
    """

    def __init__(self, line: Line, database: str, bill: Callable[[int], None]) -> None:
        self._line = line
        self._database = database
        self._bill = bill
        self._room: int | None = None
        self._listed: dict[str, dict[str, list[KeptImage]]] = {}
        self._one_asks = asyncio.Lock()

    async def look(self) -> None:
        """Find out how much room there is; a service that does not say has room."""
        total = (await self._page(PageWish(limit=1))).total
        self._room = None if total is None else MOST_IMAGES - total

    def take_room(self) -> None:
        """Take the room of one picture. Raises DatabaseFull."""
        if self._room is None:
            return
        if self._room <= 0:
            raise DatabaseFull(self._database)
        self._room -= 1

    def give_room_back(self) -> None:
        """Say that a picture did not take its room."""
        if self._room is not None:
            self._room += 1

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another picture."""
        return self._room is not None and self._room <= 0

    async def of(self, entity_id: str) -> list[KeptImage]:
        """Return an entity's pictures, as they were when its study was first asked about.

        What is added to the list counts from then on.
        """
        prefix = _prefix_of(entity_id)
        async with self._one_asks:
            if prefix not in self._listed:
                found: dict[str, list[KeptImage]] = {}
                async for image in self._all(prefix):
                    found.setdefault(image.entity_id, []).append(image)
                self._listed[prefix] = found
        return self._listed[prefix].setdefault(entity_id, [])

    async def now_of(self, entity_id: str) -> list[KeptImage]:
        """Return an entity's pictures as they are at this moment."""
        now = [image async for image in self._all(entity_id) if image.entity_id == entity_id]
        if (listed := self._listed.get(_prefix_of(entity_id))) is not None:
            listed[entity_id] = now
        return now

    async def _all(self, prefix: str) -> AsyncIterator[KeptImage]:
        """Yield all that is listed under a beginning."""
        wish: PageWish | None = PageWish(limit=_PAGE, prefix=prefix)
        seen = 0
        while wish is not None:
            page = await self._page(wish)
            for image in page.images:
                yield image
            seen += len(page.images)
            wish = next_wish(wish, page, seen)

    async def _page(self, wish: PageWish) -> ImagePage:
        said = await self._line.asked(lambda: self._line.client.page(self._database, wish))
        self._bill(said.fee)
        return said.value


def _prefix_of(entity_id: str) -> str:
    """Return under which beginning an entity is listed: its study, where the id is ours."""
    ours = _OURS.fullmatch(entity_id)
    return ours[1] if ours else entity_id
