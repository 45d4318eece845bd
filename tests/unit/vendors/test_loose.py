"""Reading values that may come in any form."""

import pytest

from viewer.vendors.loose import Node, number, numbers, unfolded


@pytest.mark.parametrize(
    ("value", "expected"),
    [(3, 3.0), (-2.5, -2.5), ("7", 7.0), (" 12.5 ", 12.5), ("-1e2", -100.0), (".5", 0.5)],
)
def test_a_number_may_come_as_text(value, expected):
    assert number(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        True,
        None,
        "",
        "nan",
        "inf",
        "1e999",
        "12,5",
        "12px",
        "true",
        "1_000",
        "１２",
        [],
        {},
        "0x10",
    ],
)
def test_what_is_no_number_is_none(value):
    assert number(value) is None


@pytest.mark.parametrize(
    "value",
    [
        "[0.7,0.8,5.0]",
        "0.7,0.8,5.0",
        "0.7\\0.8\\5.0",
        "0.7\\\\0.8\\\\5.0",
        "0.7 0.8 5.0",
        [0.7, "0.8", 5],
    ],
)
def test_three_numbers_are_read_in_every_spelling(value):
    assert numbers(value) == (0.7, 0.8, 5.0)


@pytest.mark.parametrize("value", ["", "[]", "a,b,c", [1, None], None, 3, {"x": 1}])
def test_a_list_with_anything_else_in_it_is_none(value):
    assert numbers(value) is None


def test_the_first_letter_of_a_name_may_be_of_either_case():
    node = Node({"series": [], "Spacing": 1}, "Data")

    assert node.child("Series").path == "Data.series"
    assert node.child("spacing").value == 1
    assert node.child("Origin").is_missing


def test_every_single_value_is_a_leaf_with_its_path():
    node = Node({"a": [1, {"b": None}], "c": {}, "d": "x"})

    leaves = dict(node.leaves())

    assert leaves == {"a[0]": "1", "a[1].b": "null", "c": "{}", "d": "x"}


def test_json_in_text_is_opened_in_the_members_where_it_may_stand():
    document = unfolded({"Data": '{"Result": "{\\"x\\": 1}"}', "Report": '{"x": 1}'}, _NAMES)

    assert document == {"Data": {"Result": {"x": 1}}, "Report": '{"x": 1}'}


def test_text_within_text_is_opened_only_a_few_times():
    import json

    document: object = {"x": 1}
    for _ in range(8):
        document = json.dumps({"data": document})

    opened = unfolded(document, _NAMES, "data")

    assert "\\" in json.dumps(opened)


def test_half_a_surrogate_pair_is_shown_as_its_escape():
    ((_, text),) = Node("a\ud83d").leaves()

    assert text == "a\\ud83d"


_NAMES = frozenset({"data", "result"})
