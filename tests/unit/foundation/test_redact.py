"""Secrets never print."""

import logging
import pickle

from viewer.foundation.redact import DOTS, RedactingFilter, Secret, redacted


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
