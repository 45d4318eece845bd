"""From one page of a database's list to the next: by offset first, by token where that ends."""

from dataclasses import replace

from viewer.domain.similar import ImagePage
from viewer.vendors.similar.client import PageWish
from viewer.vendors.similar.rules import REACH


def first_wish(wish: PageWish) -> PageWish:
    """Return a wish whose page lies within what `Offset` and `Limit` reach together."""
    return replace(wish, limit=max(1, min(wish.limit, REACH - wish.offset)))


def next_wish(wish: PageWish, page: ImagePage, seen: int) -> PageWish | None:
    """Return what to ask for after a page; None where it was the last.

    `seen` counts all images so far, those of this page included. A token leads on where the
    service gave a new one. Without, the offset does, up to the 2,000 records that it reaches: the
    page there is cut so that it ends exactly at them (2475-4).
    """
    is_all = page.total is not None and seen >= page.total
    if is_all or not page.images:
        return None
    if page.token and page.token != wish.token:
        return replace(wish, token=page.token)
    offset = wish.offset + len(page.images)
    if wish.token or offset >= REACH or (page.total is None and len(page.images) < wish.limit):
        return None
    return first_wish(replace(wish, offset=offset))
