"""UIDs: consistent inside a library, meaningless outside."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.privacy.uid_map import UidMap

uids = st.from_regex(r"[1-9]\d{0,3}(\.[1-9]\d{0,9}){1,5}", fullmatch=True)


@given(uids, st.binary(min_size=16, max_size=32))
def test_a_sent_uid_is_valid_and_leads_back(original, key):
    uid_map = UidMap(key)

    sent = uid_map.sent(original)

    assert re.fullmatch(r"2\.25\.[1-9]\d{0,38}", sent)
    assert len(sent) <= 64
    assert uid_map.sent(original) == sent
    assert uid_map.original(sent) == original
    assert dict(uid_map.pairs) == {sent: original}


def test_r051_another_library_sends_another_uid():
    assert UidMap(b"a" * 32).sent("1.2.3") != UidMap(b"b" * 32).sent("1.2.3")


def test_what_was_never_sent_has_no_original():
    assert UidMap(b"a" * 32).original("2.25.1") is None


def test_no_uid_stays_no_uid():
    assert UidMap(b"a" * 32).sent("") == ""


def test_a_key_that_can_be_guessed_is_refused():
    with pytest.raises(ValueError, match="short"):
        UidMap(b"")
