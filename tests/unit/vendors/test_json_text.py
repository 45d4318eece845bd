"""JSON from outside: bounded, and nothing of it lost."""

import pytest

from viewer.vendors.errors import Garbled
from viewer.vendors.json_text import MOST_BYTES, MOST_DEPTH, parse


@pytest.mark.parametrize(
    "raw", [b"", b"  \n", b"{", b"{}{}", b'{"a":1', b"<html>", b"\x00", b'"\\ud8', b"[1,]"]
)
def test_r027_what_is_not_json_is_garbled(raw):
    with pytest.raises(Garbled):
        parse(raw)


def test_r027_an_answer_beyond_the_limit_is_garbled():
    with pytest.raises(Garbled):
        parse(b" " * (MOST_BYTES + 1))


@pytest.mark.parametrize("depth", [MOST_DEPTH + 1, 100_000])
def test_r027_an_answer_nested_too_deep_is_garbled(depth):
    with pytest.raises(Garbled):
        parse(b"[" * depth + b"]" * depth)


def test_r027_brackets_inside_text_do_not_count_as_depth():
    assert parse(b'["' + b"[" * 1000 + b'\\"[[["]') == ["[" * 1000 + '"[[[']


def test_r027_numbers_that_are_none_stay_as_the_text_they_were():
    digits = "9" * 5000

    assert parse(f"[NaN, -Infinity, {digits}]".encode()) == ["NaN", "-Infinity", digits]


def test_r027_of_duplicate_keys_none_is_lost():
    assert parse(b'{"a": 1, "a": 2, "a": 3}') == {"a": 1, "a (2)": 2, "a (3)": 3}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_r027_chinese_is_read_in_whatever_encoding_it_comes(encoding):
    assert parse('{"Report": "肺结节"}'.encode(encoding)) == {"Report": "肺结节"}
