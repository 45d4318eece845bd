"""Tokens of the list of pictures: whoever forges, cuts or moves one is refused."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.server.envelope import RefusedError, RetCode
from viewer.server.visual_tokens import Listing, PageTokens

TOKENS = PageTokens(b"k" * 32)
LISTINGS = st.builds(
    Listing,
    st.integers(0, 2**63),
    st.booleans(),
    st.text(string.ascii_lowercase + string.digits + "_", max_size=64),
)
NUMBERS = st.integers(0, 2**63)
LETTERS = string.ascii_letters + string.digits + "-_"


def is_refused(token: str, listing: Listing) -> bool:
    try:
        TOKENS.last_of(token, listing)
    except RefusedError as error:
        return error.code == RetCode.BAD_TOKEN
    return False


@given(LISTINGS, NUMBERS)
def test_a_token_goes_on_where_its_page_ended(listing, last):
    token = TOKENS.token(listing, last)

    assert TOKENS.last_of(token, listing) == last
    assert token.isascii()
    assert set(token) <= set(LETTERS)


@given(LISTINGS, NUMBERS, LISTINGS)
def test_a_token_is_of_no_use_for_another_list(listing, last, other):
    if other != listing:
        assert is_refused(TOKENS.token(listing, last), other)


@given(LISTINGS, NUMBERS, st.data())
def test_a_token_with_one_other_letter_is_refused(listing, last, data):
    token = TOKENS.token(listing, last)
    place = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.sampled_from([each for each in LETTERS if each != token[place]]))

    assert is_refused(token[:place] + letter + token[place + 1 :], listing)


@given(LISTINGS, NUMBERS, st.data())
def test_a_cut_or_lengthened_token_is_refused(listing, last, data):
    token = TOKENS.token(listing, last)
    length = data.draw(st.integers(0, len(token) - 1))

    assert is_refused(token[:length], listing)
    assert is_refused(token + data.draw(st.text(LETTERS + "=\n ", min_size=1)), listing)


@given(LISTINGS, st.text())
def test_any_text_is_refused(listing, text):
    assert is_refused(text, listing)


@given(LISTINGS, NUMBERS)
def test_a_token_of_another_folder_is_refused(listing, last):
    with pytest.raises(RefusedError):
        PageTokens(b"o" * 32).last_of(TOKENS.token(listing, last), listing)
