"""Secrets never print."""

import logging
import pickle

import pytest

from viewer.foundation.redact import DOTS, RedactingFilter, Secret, redacted, without_secrets


def test_a_secret_prints_as_dots_however_it_is_printed() -> None:
    secret = Secret("planted-4711")

    assert "planted" not in f"{secret} {secret!r} {secret!s} {[secret]}"
    assert b"planted" not in pickle.dumps(secret)
    assert secret.reveal() == "planted-4711"


def test_r053_a_living_secret_is_taken_out_of_any_text() -> None:
    secret = Secret("planted-4712")

    assert redacted("sent planted-4712 to host") == f"sent {DOTS} to host"
    assert secret


def test_r053_signed_and_keyed_addresses_are_taken_out_even_when_unknown() -> None:
    text = redacted(
        "GET http://h/2477-1?appKey=abc123&x=1 and http://s/o?X-Amz-Signature=deadbeef "
        "Authorization: Bearer tok123"
    )

    assert "abc123" not in text
    assert "deadbeef" not in text
    assert "tok123" not in text
    assert "x=1" in text


def test_r053_the_log_filter_redacts_arguments_too() -> None:
    secret = Secret("planted-4713")
    record = logging.LogRecord("x", logging.INFO, "f", 1, "key %s", (secret.reveal(),), None)

    RedactingFilter().filter(record)

    assert record.getMessage() == f"key {DOTS}"


def test_equal_secrets_are_equal_and_unequal_are_not() -> None:
    assert Secret("a1b2") == Secret("a1b2")
    assert Secret("a1b2") != Secret("a1b3")
    assert not Secret("")
    assert hash(Secret("a1b2")) == hash(Secret("a1b2"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-16"])
def test_r053_a_key_within_bytes_is_dots_and_the_rest_is_as_it_was(encoding: str) -> None:
    key = Secret("planted-key-0123456789")
    raw = f"密钥 {key.reveal()} 无效, twice {key.reveal()}".encode(encoding)

    clean = without_secrets(raw, [key])

    assert clean.decode(encoding) == "密钥 .... 无效, twice ...."


def test_r053_bytes_without_a_key_are_the_very_same_and_words_are_no_keys() -> None:
    raw = bytes(range(256)) + b" viewer"

    assert without_secrets(raw, [Secret("planted-key-0123456789"), Secret("viewer")]) == raw
