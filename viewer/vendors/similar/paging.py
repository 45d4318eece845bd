"""From one page of a database's list to the next: by offset first, by token where that ends."""

from dataclasses import replace

from viewer.domain.similar import ImagePage
from viewer.vendors.similar.client import PageWish
from viewer.vendors.similar.rules import MOST_IMAGES, REACH


def first_wish(wish: PageWish) -> PageWish:
    """Return a wish whose page lies within what `Offset` and `Limit` reach together."""
    return replace(wish, limit=max(1, min(wish.limit, REACH - wish.offset)))


def next_wish(
    wish: PageWish, page: ImagePage, seen: int, *, by_place: bool = False
) -> PageWish | None:
    """Return what to ask for after a page; None where it was the last.

    `seen` counts all images so far, those of this page included. A token leads on where the
    service gave a new one. Without, or `by_place` as far as that goes, the offset does, up to the
    2,000 records that it reaches: the page there is cut so that it ends exactly at them (2475-4).
    Who deletes images on the way can set an offset right, a token not. No database has more than
    50,000: a service that never runs out of tokens is not followed beyond.
    """
    if not page.images or seen >= (MOST_IMAGES if page.total is None else page.total):
        return None
    offset = wish.offset + len(page.images)
    may_end_here = page.total is None and len(page.images) < wish.limit
    has_offset = not wish.token and offset < REACH and not may_end_here
    has_token = bool(page.token) and page.token != wish.token
    if has_token and not (by_place and has_offset):
        return replace(wish, token=page.token)
    return first_wish(replace(wish, offset=offset)) if has_offset else None
