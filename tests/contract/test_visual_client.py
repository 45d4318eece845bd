"""Our client against the local service's visual search: two programs that share no code."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.contract.conftest import StartService
from tests.server_builders import LocalService
from tests.visual_builders import a_picture
from viewer.server.envelope import RetCode
from viewer.vendors.connection import connection_from_line
from viewer.vendors.errors import Busy, Refused, UnknownOutcome
from viewer.vendors.similar.client import Order, PageWish, SimilarClient
from viewer.vendors.transport import Transport

pytestmark = pytest.mark.process


def ask(service: LocalService, call: Callable[[SimilarClient], Awaitable[Any]]) -> Any:
    async def main() -> Any:
        transport = Transport(uses_proxies=False)
        connection = connection_from_line(json.dumps(service.announced), service="local/0")
        try:
            return await call(SimilarClient(connection, transport))
        finally:
            await transport.aclose()

    return asyncio.run(main())


def test_a_database_lives_its_whole_life(service):
    pictures = [service.upload(a_picture(seed)) for seed in range(3)]

    async def live(client: SimilarClient) -> None:
        await client.create("client_life")
        assert "client_life" in (await client.databases()).value
        added = [
            await client.add("client_life", f"case_{seed}", f"第{seed}例", url)
            for seed, url in enumerate(pictures)
        ]
        assert [said.fee for said in added] == [1, 1, 1]

        found = await client.search("client_life", pictures[1], 2)
        best = found.value[0]
        assert (best.data_id, best.entity_id, best.extra_data) == (
            added[1].value,
            "case_1",
            "第1例",
        )
        assert (best.score, found.fee, len(found.value)) == (10.0, 1, 2)
        assert service.client.get(best.image_url).content == a_picture(1)

        first = (await client.page("client_life", PageWish(limit=2, order=Order.DESCENDING))).value
        assert [image.entity_id for image in first.images] == ["case_2", "case_1"]
        assert first.total == 3
        wish = PageWish(limit=2, order=Order.DESCENDING, token=first.token)
        last = (await client.page("client_life", wish)).value
        assert [image.entity_id for image in last.images] == ["case_0"]
        assert last.token == ""
        now = datetime.fromtimestamp(time.time(), UTC)
        assert abs((now - last.images[0].created).total_seconds()) < 600

        await client.delete("client_life", "case_1")
        left = (await client.page("client_life", PageWish(prefix="case_1"))).value
        assert (left.images, left.total) == ((), 0)
        await client.drop("client_life")
        assert "client_life" not in (await client.databases()).value

    ask(service, live)


def test_a_refusal_comes_with_its_code_and_the_services_words(service):
    with pytest.raises(Refused) as refused:
        ask(service, lambda client: client.page("nowhere", PageWish()))
    assert str(int(RetCode.UNKNOWN_DATABASE)) in str(refused.value)
    with pytest.raises(Refused):
        ask(service, lambda client: client.page("nowhere", PageWish(offset=1999, limit=2)))


def test_bent_answers_are_read_as_straight_ones(start_service: StartService):
    service = start_service("similar-number-texts", "lowercase-keys", "body-as-string")
    url = service.upload(a_picture(1))

    async def call(client: SimilarClient) -> Any:
        await client.create("bent")
        await client.add("bent", "one", "", url)
        page = (await client.page("bent", PageWish())).value
        return page, (await client.search("bent", url, 1)).value

    page, [match] = ask(service, call)

    assert (page.total, page.images[0].entity_id) == (1, "one")
    assert page.images[0].created is not None
    assert (match.entity_id, match.score) == ("one", 10.0)


def test_of_a_dropped_add_nobody_knows_until_the_list_is_looked_at(start_service: StartService):
    service = start_service("similar-drop-add", "similar-add-503=1")
    url = service.upload(a_picture(1))
    ask(service, lambda client: client.create("dropped"))

    with pytest.raises(Busy):
        ask(service, lambda client: client.add("dropped", "one", "", url))
    with pytest.raises(UnknownOutcome):
        ask(service, lambda client: client.add("dropped", "one", "", url))

    wish = PageWish(prefix="one")
    assert ask(service, lambda client: client.page("dropped", wish)).value.total == 1
