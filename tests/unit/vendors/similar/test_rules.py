"""Each rule of the visual search at both sides of its border."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.vendors.similar.rules import (
    MOST_EXTRA,
    TextFault,
    database_name_problem,
    entity_id_problem,
    entity_prefix_problem,
    extra_data_problem,
)

TAKEN = string.ascii_lowercase + string.digits + "_"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", TextFault.TOO_SHORT),
        ("a", TextFault.TOO_SHORT),
        ("ab", None),
        ("chest_ct_2", None),
        ("a" * 64, None),
        ("a" * 65, TextFault.TOO_LONG),
        ("Chest", TextFault.CHARACTERS),
        ("chest-ct", TextFault.CHARACTERS),
        ("chest ct", TextFault.CHARACTERS),
        ("胸部", TextFault.CHARACTERS),
        ("ct\n", TextFault.CHARACTERS),
        ("ｃｔ", TextFault.CHARACTERS),
        ("é", TextFault.CHARACTERS),
    ],
)
def test_a_database_name_has_two_to_sixty_four_plain_characters(name, fault):
    problem = database_name_problem(name)
    assert (problem.fault if problem else None) is fault


def test_what_is_not_taken_in_a_name_is_named_once():
    assert database_name_problem("Ab-C-Ab").detail == "A-C"


def test_the_lengths_that_are_allowed_are_named():
    assert database_name_problem("a").detail == "2"
    assert database_name_problem("a" * 65).detail == "64"


@pytest.mark.parametrize(
    ("entity", "fault"),
    [
        ("", TextFault.TOO_SHORT),
        ("a", None),
        ("_", None),
        ("a" * 64, None),
        ("a" * 65, TextFault.TOO_LONG),
        ("A", TextFault.CHARACTERS),
    ],
)
def test_an_entity_id_has_one_to_sixty_four_plain_characters(entity, fault):
    problem = entity_id_problem(entity)
    assert (problem.fault if problem else None) is fault


def test_a_prefix_may_be_empty_and_as_long_as_an_id():
    assert entity_prefix_problem("") is None
    assert entity_prefix_problem("a" * 64) is None
    assert entity_prefix_problem("a" * 65).fault is TextFault.TOO_LONG
    assert entity_prefix_problem("%").fault is TextFault.CHARACTERS


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", None),
        ("x" * MOST_EXTRA, None),
        ("结" * MOST_EXTRA, None),
        ("x" * (MOST_EXTRA + 1), TextFault.TOO_LONG),
        ('{"v":1,"l":"结节 6 mm"}', None),
        ("左肺\u3000结节", None),
        ("two\nlines", TextFault.CHARACTERS),
        ("zero\x00", TextFault.CHARACTERS),
        ("half\ud800", TextFault.CHARACTERS),
    ],
)
def test_extra_data_has_at_most_five_hundred_and_twelve_printable_characters(text, fault):
    problem = extra_data_problem(text)
    assert (problem.fault if problem else None) is fault


@given(st.text(alphabet=TAKEN, min_size=2, max_size=64))
def test_every_name_of_the_taken_characters_is_taken(name):
    assert database_name_problem(name) is None


@given(st.text(min_size=1))
def test_a_name_is_taken_only_if_all_of_its_characters_are(name):
    if database_name_problem(name) is None:
        assert set(name) <= set(TAKEN)
        assert 2 <= len(name) <= 64
