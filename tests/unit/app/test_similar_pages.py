"""Reading the list of a database to its end, whatever the service says of it."""

import asyncio
from dataclasses import dataclass, field

from viewer.app.similar_pages import PageReader
from viewer.domain.similar import ImagePage, KeptImage
from viewer.vendors.similar.client import Order, PageWish


@dataclass
class Cases:
    """Answers pages as scripted, and keeps what was asked for."""

    pages: list[ImagePage]
    asked: list[PageWish] = field(default_factory=list)

    async def page(self, _service: str, _database: str, wish: PageWish) -> ImagePage:
        self.asked.append(wish)
        return self.pages.pop(0)


def a_page(count: int, total: int | None = None, token: str = "") -> ImagePage:
    images = tuple(KeptImage(entity_id=f"e{n}", data_id=f"d{n}") for n in range(count))
    return ImagePage(images=images, total=total, token=token)


def read(cases: Cases, **facts: object) -> PageReader:
    """Read everything there is."""
    reader = PageReader(cases, "local", "knees", **facts)  # type: ignore[arg-type]

    async def all_of_it() -> None:
        while reader.has_more:
            await reader.next()

    asyncio.run(all_of_it())
    return reader


def test_without_a_total_a_page_that_is_not_full_is_the_last() -> None:
    reader = read(Cases([a_page(100), a_page(100), a_page(7)]))
    assert reader.read == 207
    assert not reader.is_cut


def test_an_empty_database_is_asked_once() -> None:
    cases = Cases([a_page(0, total=0)])
    assert read(cases).read == 0
    assert len(cases.asked) == 1


def test_offsets_never_reach_beyond_the_border() -> None:
    cases = Cases(
        [*(a_page(300, 2100) for _ in range(6)), a_page(200, 2100, "t"), a_page(100, 2100)]
    )
    assert read(cases, size=300).read == 2100
    ends = [wish.offset + wish.limit for wish in cases.asked if not wish.token]
    assert ends[-1] == 2000
    assert [wish.token for wish in cases.asked if wish.token] == ["t"]


def test_a_list_without_the_token_it_needs_is_said_to_be_cut() -> None:
    reader = read(Cases([a_page(1000, 2500), a_page(1000, 2500)]), size=1000)
    assert reader.read == 2000
    assert reader.is_cut


def test_a_token_that_leads_nowhere_ends_the_list() -> None:
    pages = [a_page(1000, None, "t"), a_page(1000, None, "t"), a_page(0, None, "t")]
    reader = read(Cases(pages), size=1000)
    assert reader.read == 2000
    assert not reader.has_more


def test_a_total_that_is_too_large_does_not_ask_for_ever() -> None:
    reader = read(Cases([a_page(3, total=10), a_page(0, total=10)]))
    assert reader.read == 3
    assert reader.is_cut


def test_what_is_deleted_meanwhile_leaves_no_gap() -> None:
    cases = Cases([a_page(10, 25), a_page(10, 21), a_page(5, 21)])

    async def scene() -> PageReader:
        reader = PageReader(cases, "local", "knees", size=10)  # type: ignore[arg-type]
        await reader.next()
        reader.take_out(4)
        await reader.next()
        await reader.next()
        return reader

    reader = asyncio.run(scene())
    assert [wish.offset for wish in cases.asked] == [0, 6, 16]
    assert not reader.has_more


def test_order_and_beginning_are_asked_for_with_every_page() -> None:
    cases = Cases([a_page(2, 3), a_page(1, 3)])
    read(cases, size=2, prefix="s1_", is_newest_first=True)
    assert {(wish.order, wish.prefix) for wish in cases.asked} == {(Order.DESCENDING, "s1_")}
