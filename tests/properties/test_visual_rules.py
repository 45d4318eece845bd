"""Rules for texts: the client and the local service read one document, each by itself."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.server.envelope import RefusedError
from viewer.server.submission import Form
from viewer.server.visual_form import database_name, entity_id, extra_data
from viewer.vendors.similar import rules

NAMES = st.one_of(st.text(), st.text("az09_", max_size=70), st.from_regex(r"[a-z0-9_]{0,70}\n?"))


def is_taken(read, field: str, text: str) -> bool:
    try:
        return bool(read(Form({field: [text]})) == text)
    except RefusedError:
        return False


@given(NAMES)
def test_both_take_the_same_database_names(text):
    is_fine = rules.database_name_problem(text) is None

    assert is_taken(database_name, "DbName", text) == is_fine


@given(NAMES)
def test_both_take_the_same_entity_ids(text):
    is_fine = rules.entity_id_problem(text) is None

    assert is_taken(entity_id, "EntityId", text) == is_fine


@given(st.one_of(st.text(), st.text("汉a {\"}'，", min_size=505, max_size=520)))
def test_the_service_takes_all_extra_data_that_the_client_sends(text):
    if rules.extra_data_problem(text) is None:
        assert is_taken(extra_data, "ExtraData", text)


@given(st.text())
def test_neither_takes_control_characters(text):
    for character in ("\0", "\n", "\x7f", "\u202e"):
        assert rules.extra_data_problem(text + character) is not None
        assert not is_taken(extra_data, "ExtraData", text + character)
