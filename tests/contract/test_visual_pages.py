"""Paging through a database of 2,345 pictures: by token, in both orders, with and without prefix.

The rows are put into the folder by a second process (this one) while the service has it open.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.server_builders import LocalService
from tests.visual_builders import CREATE, DELETE, DELETE_ENTITY, LIST, Visual, many
from viewer.server.envelope import RetCode
from viewer.server.visual_store import VisualStore

pytestmark = pytest.mark.process

COUNT = 2345
ENTITIES = [f"{'knee' if number % 3 else 'hip'}_{number}" for number in range(COUNT)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("databases")


@pytest.fixture(scope="module")
def visual(folder: Path) -> Iterator[Visual]:
    running = LocalService.start(folder / "data", more=["--databases", str(folder)])
    visual = Visual(running)
    visual.create("large")
    fill(folder, "large", ENTITIES)
    yield visual
    running.stop()


def fill(folder: Path, name: str, entity_ids: list[str]) -> None:
    store = VisualStore(folder)
    many(store, store.number_of(name), entity_ids)
    store.close()


def pages(visual: Visual, name: str, limit: int, **fields: Any) -> Iterator[dict[str, Any]]:
    data = visual.data(LIST, DbName=name, Limit=limit, **fields)
    yield data
    while data["Token"]:
        data = visual.data(LIST, DbName=name, Limit=limit, Token=data["Token"], **fields)
        yield data


def entities(found: Iterator[dict[str, Any]]) -> list[str]:
    return [image["EntityId"] for data in found for image in data["ImageList"]]


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize("prefix", ["", "hip", "knee_1"])
def test_all_pages_together_are_the_whole_list(visual, order, prefix):
    expected = [name for name in ENTITIES if name.startswith(prefix)]

    found = list(pages(visual, "large", 333, Order=order, EntityIdPrefix=prefix))

    assert entities(iter(found)) == (expected if order == "asc" else expected[::-1])
    assert {data["TotalCount"] for data in found} == {len(expected)}


def test_offset_and_limit_give_the_same_list_as_far_as_they_reach(visual):
    first = visual.data(LIST, DbName="large", Offset=1500, Limit=500)

    assert entities(iter([first])) == ENTITIES[1500:2000]
    beyond = visual.data(LIST, DbName="large", Token=first["Token"], Limit=2000)
    assert entities(iter([beyond])) == ENTITIES[2000:]
    assert beyond["Token"] == ""


def test_without_a_limit_there_are_ten_from_the_oldest(visual):
    data = visual.data(LIST, DbName="large")

    assert entities(iter([data])) == ENTITIES[:10]


def test_a_token_holds_for_its_own_list_only(visual):
    visual.create("small")
    token = visual.data(LIST, DbName="large", Limit=5, EntityIdPrefix="hip")["Token"]

    for fields in (
        {"DbName": "large"},
        {"DbName": "large", "EntityIdPrefix": "knee"},
        {"DbName": "large", "EntityIdPrefix": "hip", "Order": "desc"},
        {"DbName": "small", "EntityIdPrefix": "hip"},
    ):
        assert visual.code(LIST, Token=token, **fields) == RetCode.BAD_TOKEN
    own = {"DbName": "large", "EntityIdPrefix": "hip", "Order": "asc"}
    assert visual.code(LIST, Token=token, **own) == RetCode.SUCCESS


def test_a_token_dies_with_its_database(visual, folder):
    visual.create("mortal")
    fill(folder, "mortal", ["a", "b"])
    token = visual.data(LIST, DbName="mortal", Limit=1)["Token"]
    visual.body(DELETE, Name="mortal")
    visual.body(CREATE, Name="mortal")

    assert visual.code(LIST, DbName="mortal", Token=token) == RetCode.BAD_TOKEN


@pytest.mark.parametrize("order", ["asc", "desc"])
def test_what_is_deleted_between_pages_makes_no_other_come_twice_or_not_at_all(
    visual, folder, order
):
    name = visual.create(f"changing_{order}")
    names = [f"n{number}" for number in range(30)]
    fill(folder, name, names)
    seen: list[str] = []
    deleted = []

    for data in pages(visual, name, 7, Order=order):
        seen += entities(iter([data]))
        # one that was seen, the last of the page, and one that is still to come
        ahead = [each for each in names if each not in seen and each not in deleted]
        for entity_id in (seen[0], seen[-1], *ahead[:1]):
            if entity_id not in deleted:
                visual.body(DELETE_ENTITY, DbName=name, EntityId=entity_id)
                deleted.append(entity_id)

    assert len(seen) == len(set(seen))
    assert set(seen) | set(deleted) == set(names)


def test_what_is_added_between_pages_comes_at_the_end(visual, folder):
    visual.create("growing")
    fill(folder, "growing", ["a", "b", "c"])
    first = visual.data(LIST, DbName="growing", Limit=2)
    fill(folder, "growing", ["d"])

    rest = visual.data(LIST, DbName="growing", Token=first["Token"])

    assert entities(iter([rest])) == ["c", "d"]
