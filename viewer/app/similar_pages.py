"""Reads the list of a database to its end: nobody has to know how far an offset reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from viewer.vendors.similar.client import Order, PageWish
from viewer.vendors.similar.rules import REACH

if TYPE_CHECKING:
    from viewer.domain.similar import KeptImage
    from viewer.jobs.similar.cases import SimilarCases

PAGE: Final = 100


class PageReader:
    """One walk through the images of a database, page by page.

    The first 2,000 are asked for by their place; what follows by the token of the answer before
    (2475-4). `total` is what the service says of all that begin with `prefix`, None where it says
    nothing.
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
        self._prefix = prefix
        self._order = Order.DESCENDING if is_newest_first else Order.ASCENDING
        self._size = size
        self._token = ""
        self.read = 0
        self.total: int | None = None
        self.has_more = True

    async def next(self) -> tuple[KeptImage, ...]:
        """Return the images that follow; none at the end. Raises KnownError, to be asked again."""
        if not self.has_more:
            return ()
        wish = self._wish()
        page = await self._cases.page(self._service, self._database, wish)
        if page.total is not None:
            self.total = page.total
        self.read += len(page.images)
        is_stuck = wish.token != "" and page.token == wish.token and not page.images
        self._token = "" if is_stuck else page.token
        self.has_more = self._is_going_on(len(page.images))
        return page.images

    def take_out(self, count: int) -> None:
        """Go on where that is after so many of those that were read are deleted."""
        self.read = max(0, self.read - count)
        if self.total is not None:
            self.total = max(0, self.total - count)

    @property
    def is_cut(self) -> bool:
        """Tell whether the service has more than it gives: it said no token where one is needed."""
        return not self.has_more and self.total is not None and self.read < self.total

    def _wish(self) -> PageWish:
        if self._is_in_reach:
            limit = min(self._size, REACH - self.read)
            return PageWish(offset=self.read, limit=limit, order=self._order, prefix=self._prefix)
        return PageWish(token=self._token, limit=self._size, order=self._order, prefix=self._prefix)

    @property
    def _is_in_reach(self) -> bool:
        return self.read < REACH

    def _is_going_on(self, got: int) -> bool:
        """Tell whether something follows, from the total, else from how full the page was."""
        if self.total is not None and self.read >= self.total:
            return False
        if not self._is_in_reach:
            return bool(self._token)
        if self.total is not None:
            return got > 0
        return got >= self._size or (got > 0 and bool(self._token))
