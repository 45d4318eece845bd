"""A list of any length is read whole: by offset up to 2,000 records, by token beyond."""

import pytest

from viewer.domain.similar import ImagePage, KeptImage
from viewer.vendors.similar.client import PageWish
from viewer.vendors.similar.paging import first_wish, next_wish
from viewer.vendors.similar.rules import REACH


def service(count, *, says_total=True, gives_tokens=True):
    """Return how a service with so many records answers; it refuses what it does not reach."""

    def answer(wish):
        start = int(wish.token) if wish.token else wish.offset
        if not wish.token:
            assert wish.offset + wish.limit <= REACH
        end = min(start + wish.limit, count)
        images = tuple(
            KeptImage(entity_id=f"e{number}", data_id=str(number)) for number in range(start, end)
        )
        token = str(end) if gives_tokens and end < count else ""
        return ImagePage(images=images, total=count if says_total else None, token=token)

    return answer


def read_all(answer, limit):
    wish, found, pages = first_wish(PageWish(limit=limit)), [], 0
    while wish is not None:
        page = answer(wish)
        found += [image.data_id for image in page.images]
        wish, pages = next_wish(wish, page, len(found)), pages + 1
    return found, pages


@pytest.mark.parametrize("says_total", [True, False])
@pytest.mark.parametrize("count", [0, 1, 99, 100, 101, 1999, 2000, 2001, 4100])
@pytest.mark.parametrize("limit", [100, 300, 5000])
def test_every_record_is_read_once_in_its_order(count, limit, says_total):
    found, _ = read_all(service(count, says_total=says_total), limit)

    assert found == [str(number) for number in range(count)]


def test_without_tokens_the_first_two_thousand_are_read_and_no_more_is_asked():
    found, pages = read_all(service(2500, gives_tokens=False), 300)

    assert len(found) == REACH
    assert pages == 7


def test_a_service_that_repeats_its_token_does_not_keep_us_for_ever():
    wish = PageWish(limit=2, token="same")
    image = KeptImage(entity_id="a", data_id="1")

    assert next_wish(wish, ImagePage(images=(image, image), token="same"), 9) is None


def test_an_empty_page_is_the_last_whatever_the_service_counts():
    assert next_wish(PageWish(), ImagePage(images=(), total=5, token="t"), 0) is None


def test_order_and_prefix_stay_the_same_from_page_to_page():
    wish = PageWish(limit=1, prefix="s7")
    page = ImagePage(images=(KeptImage(entity_id="s7", data_id="1"),), total=3, token="t")

    assert next_wish(wish, page, 1) == PageWish(limit=1, prefix="s7", token="t")


@pytest.mark.parametrize(("seen", "goes_on"), [(49_999, True), (50_000, False)])
def test_a_service_that_never_runs_out_of_tokens_is_not_followed_for_ever(seen, goes_on):
    page = ImagePage(images=(KeptImage(entity_id="a", data_id="1"),), token="another")

    assert (next_wish(PageWish(token="one"), page, seen) is not None) == goes_on
