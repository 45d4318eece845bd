"""Walks through the list of a database page by page, also while images of it are deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from viewer.vendors.similar.client import Order, PageWish
from viewer.vendors.similar.paging import first_wish, next_wish

if TYPE_CHECKING:
    from viewer.domain.similar import KeptImage
    from viewer.jobs.similar.cases import SimilarCases

PAGE: Final = 100


class PageReader:
    """One walk through the images of a database.

    `total` is what the service says of all that begin with `prefix`, None where it says nothing.
    """

    def __init__(  # noqa: PLR0913 - what to walk through, by name
        self,
        cases: SimilarCases,
        service: str,
        database: str,
        *,
        prefix: str = "",
        is_newest_first: bool = False,
        size: int = PAGE,
    ) -> None:
        self._cases = cases
        self._service = service
        self._database = database
        self._size = size
        order = Order.DESCENDING if is_newest_first else Order.ASCENDING
        first = first_wish(PageWish(limit=size, order=order, prefix=prefix))
        self._wish: PageWish | None = first
        self.read = 0
        self.total: int | None = None

    async def next(self) -> tuple[KeptImage, ...]:
        """Return the images that follow; none at the end. Raises KnownError, to be asked again."""
        wish = self._wish
        if wish is None:
            return ()
        page = await self._cases.page(self._service, self._database, wish)
        if page.total is not None:
            self.total = page.total
        self.read += len(page.images)
        self._wish = next_wish(wish, page, self.read, by_place=True)
        return page.images

    def take_out(self, count: int) -> None:
        """Go on where that is after so many of those that were read are deleted."""
        self.read = max(0, self.read - count)
        if self.total is not None:
            self.total = max(0, self.total - count)
        if self._wish is not None and not self._wish.token:
            offset = max(0, self._wish.offset - count)
            self._wish = first_wish(replace(self._wish, offset=offset, limit=self._size))

    @property
    def has_more(self) -> bool:
        """Tell whether something may follow."""
        return self._wish is not None

    @property
    def is_cut(self) -> bool:
        """Tell whether the service has more than it gives: it said no token where one is needed."""
        return not self.has_more and self.total is not None and self.read < self.total
