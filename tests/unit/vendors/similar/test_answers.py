"""What the answers of the visual search say, in every form in which they come."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.vendors.errors import Garbled
from viewer.vendors.loose import Node
from viewer.vendors.similar import answers

WHEN = datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC)
SECONDS = int(WHEN.timestamp())
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def data(**members: object) -> Node:
    return Node(members, "Data")


def test_the_names_of_databases_are_read_once_each():
    listed = [{"Name": "chest"}, {"Name": "knee"}, {"Name": "chest"}, {"Name": ""}, {}]
    assert answers.databases(data(DbList=listed)) == ("chest", "knee")


def test_databases_listed_as_bare_names_are_read_too():
    assert answers.databases(data(DbList=["chest", "knee"])) == ("chest", "knee")


def test_no_databases_are_an_empty_list_or_null():
    assert answers.databases(data(DbList=[])) == ()
    assert answers.databases(data(DbList=None)) == ()


@pytest.mark.parametrize(
    ("read", "node"),
    [
        (answers.databases, Node(None, "Data", is_missing=True)),
        (answers.databases, data(Other=[])),
        (answers.databases, data(DbList="none")),
        (answers.matches, data(MatchList=3)),
        (answers.page, data(TotalCount=3)),
    ],
)
def test_an_answer_without_its_list_is_not_taken_for_an_empty_one(read, node):
    with pytest.raises(Garbled):
        read(node)


def test_a_page_has_ids_times_and_what_asks_for_more():
    one = {
        "EntityId": "s1_i2",
        "DataId": "77",
        "ExtraData": '{"v":1}',
        "CreatedAt": SECONDS,
        "UpdatedAt": str(SECONDS * 1000),
    }
    page = answers.page(data(ImageList=[one], TotalCount="2001", Token="t0"))
    (image,) = page.images
    assert (page.total, page.token) == (2001, "t0")
    assert (image.entity_id, image.data_id, image.extra_data) == ("s1_i2", "77", '{"v":1}')
    assert image.created == image.updated == WHEN


def test_a_page_without_total_token_or_times_says_that_they_are_not_known():
    page = answers.page(data(imageList=[{"entityId": "a", "dataId": 12}]))
    assert (page.total, page.token) == (None, "")
    assert page.images[0].data_id == "12"
    assert page.images[0].created is None


@pytest.mark.parametrize("total", [-1, 2.5, "many", True, None])
def test_a_total_that_counts_nothing_is_none(total):
    assert answers.page(data(ImageList=[], TotalCount=total)).total is None


@pytest.mark.parametrize("when", [0, -5, "soon", 1e30, None])
def test_a_time_that_is_none_is_left_out(when):
    page = answers.page(data(ImageList=[{"EntityId": "a", "CreatedAt": when}]))
    assert page.images[0].created is None


def test_matches_come_with_the_most_alike_first_and_those_without_score_last():
    listed = [
        {"EntityId": "c", "Score": None},
        {"EntityId": "b", "Score": "7.25"},
        {"EntityId": "a", "Score": 9.5},
        {"EntityId": "d", "Score": 7.25},
        {"EntityId": "e", "Score": "much"},
    ]
    found = answers.matches(data(MatchList=listed))
    assert [match.entity_id for match in found] == ["a", "b", "d", "c", "e"]
    assert [match.score for match in found] == [9.5, 7.25, 7.25, None, None]


@pytest.mark.parametrize(
    ("score", "read"), [(0, 0.0), (10, 10.0), (-0.01, None), (10.01, None), ("NaN", None)]
)
def test_a_score_lies_between_nought_and_ten(score, read):
    (match,) = answers.matches(data(MatchList=[{"Score": score}]))
    assert match.score == read


def test_extra_data_that_came_as_json_is_kept_as_its_text():
    (match,) = answers.matches(data(MatchList=[{"ExtraData": {"v": 1, "l": "结节"}}]))
    assert match.extra_data == '{"v":1,"l":"结节"}'


@given(PLAIN)
def test_any_answer_is_read_or_refused_in_our_words(value):
    for read in (answers.databases, answers.page, answers.matches):
        for node in (Node(value, "Data"), data(DbList=value, ImageList=value, MatchList=value)):
            with suppress(Garbled):
                read(node)
