"""The scripted consultation asks what it was not told, then closes; it never diagnoses."""

import json

import pytest

from viewer.server.consultation import QUESTION_TYPES
from viewer.server.phantoms.qa_script import DEMONSTRATION, next_turn

SEEN = {"Results": {"湿疹": 0.05, "水痘": 0.912}}


def consulted(first_type: str = "images", first_text: str = "", seen=SEEN):
    """Answer every question; returns what was asked, the last state and the last data."""
    state, data = next_turn(None, first_type, first_text, seen)
    asked = []
    while data.get("Question"):
        asked.append(data["QuestionType"])
        answer = data["Options"][0] if data["Options"] else "发疹两天"
        state, data = next_turn(state, data["QuestionType"], answer)
    return asked, state, data


def test_after_a_photograph_everything_is_asked_once():
    asked, _, data = consulted()

    assert asked == [
        "chiefComplaint",
        "age",
        "bodyParts",
        "symptoms",
        "diseaseCourse",
        "medications",
        "allegries",
    ]
    assert set(asked) < set(QUESTION_TYPES)
    assert data["QuestionType"] == "reports"


def test_after_a_chief_complaint_it_is_not_asked_again():
    asked, _, data = consulted("chiefComplaint", "孩子身上起水疱")

    assert asked[0] == "age"
    assert data["Reports"]["主诉"] == "孩子身上起水疱"


def test_a_choice_offers_its_options_and_a_text_none():
    state, text = next_turn(None, "images", "", SEEN)
    _, choice = next_turn(state, "chiefComplaint", "起疹子")

    assert (text["AnswerType"], text["Options"]) == ("text", [])
    assert choice["AnswerType"] == "singleChoice"
    assert len(choice["Options"]) == 5


def test_the_report_holds_what_was_said_and_that_it_is_a_demonstration():
    _, _, data = consulted()

    assert data["Reports"]["部位"] == "面部"
    assert data["Reports"]["皮损图片（模体已知的类别）"] == "水痘（91 %）"
    assert data["Reports"]["说明"] == DEMONSTRATION
    assert DEMONSTRATION in data["Answer"]
    assert "水痘" not in data["Answer"]


def test_the_report_can_be_asked_for_early():
    state, _ = next_turn(None, "chiefComplaint", "起疹子", SEEN)

    _, data = next_turn(state, "reports", "请给出报告")

    assert next(iter(data["Reports"])) == "主诉"
    assert "Answer" in data


def test_a_similar_question_is_answered_at_any_time():
    _, state, data = consulted()
    question = data["SimilarQuestion"][0]

    after, answer = next_turn(state, "chiefComplaint", question)

    assert after == state
    assert answer["Answer"].endswith(f"（{DEMONSTRATION}）")
    assert question not in answer["SimilarQuestion"]


def test_the_state_is_small_json_and_nothing_is_kept_twice():
    _, state, _ = consulted()

    again, _ = next_turn(json.loads(json.dumps(state)), "age", "3至5岁")

    assert again["age"] == "3至5岁"
    assert set(again) == set(state)


@pytest.mark.parametrize("state", [None, [], "x", 3, {"age": 4, "other": "y"}])
def test_a_state_that_is_not_the_scripts_begins_anew(state):
    after, data = next_turn(state, "chiefComplaint", "起疹子")

    assert after == {"chiefComplaint": "起疹子"}
    assert data["QuestionType"] == "age"


def test_a_turn_changes_no_state_but_its_own():
    state = {"chiefComplaint": "起疹子"}

    next_turn(state, "age", "3至5岁")

    assert state == {"chiefComplaint": "起疹子"}
