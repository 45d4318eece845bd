"""The links to kept pictures: what they open, for how long, and what faults make of them."""

import asyncio
import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from viewer.server.faults import Faults
from viewer.server.visual_pictures import LINK_LIFE_S, PICTURE_ROUTE, PictureLinks, Pictures
from viewer.server.visual_store import NewPicture, VisualStore
from viewer.server.visual_tokens import Listing

BASE = "http://test"
NOW = 2_000_000.0


@pytest.fixture
def store(tmp_path):
    made = VisualStore(tmp_path)
    made.create("cases")
    made.add(1, NewPicture("e", "", b"a PNG", "PNG", b""))
    yield made
    made.close()


def a_link(store: VisualStore) -> str:
    [kept] = store.page(Listing(1), 1).images
    return PictureLinks(store.secret, lambda: NOW).link(BASE, kept)


def opened(store: VisualStore, url: str, *faults: str, later_s: float = 0.0) -> httpx.Response:
    links = PictureLinks(store.secret, lambda: NOW + later_s)
    pictures = Pictures(store, links, Faults.parse(faults))
    app = Starlette(routes=[Route(PICTURE_ROUTE, pictures.handle)])

    async def get() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as client:
            return await client.get(url)

    return asyncio.run(get())


def test_a_link_opens_its_picture_for_an_hour(store):
    url = a_link(store)

    assert opened(store, url, later_s=LINK_LIFE_S - 1).content == b"a PNG"
    expired = opened(store, url, later_s=LINK_LIFE_S)
    assert (expired.status_code, b"AccessDenied" in expired.content) == (403, True)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        (r"expires=\d+", "expires=9999999999"),
        (r"expires=\d+", "expires="),
        (r"signature=..", "signature=zz"),
        (r"&signature=.*", ""),
        (r"[0-9a-f]{32}\.png", "0" * 32 + ".png"),
        (r"\.png", ".jpg"),
        (r"[0-9a-f]{32}\.png", "..%2F..%2Fsimilar.sqlite"),
    ],
)
def test_a_changed_link_opens_nothing(store, part, other):
    changed = re.sub(part, other, a_link(store))

    assert opened(store, changed).status_code in (403, 404)


def test_a_link_dies_with_its_picture(store):
    url = a_link(store)
    store.delete("cases")

    assert opened(store, url).status_code == 404


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("similar-no-pictures", 404),
        ("similar-expired-pictures", 403),
        ("similar-html-pictures", 200),
    ],
)
def test_a_fault_keeps_the_picture_from_being_opened(store, fault, status):
    answer = opened(store, a_link(store), fault)

    assert answer.status_code == status
    assert answer.content != b"a PNG"
