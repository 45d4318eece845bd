"""A turn's fields, and how long a consultation lives."""

import pytest

from viewer.server.consultation import QUESTION_TYPES, SESSION_LIFE_S, Sessions, Turn
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.submission import Form

URL = "http://127.0.0.1:1/a"


def a_turn(**changes) -> Turn:
    fields = {
        "OrgId": "1",
        "OrgName": "医院",
        "Department": "皮肤科",
        "QuestionType": "age",
        "SessionId": "S",
        "AnswerText": "三岁",
        **changes,
    }
    given = {name: value for name, value in fields.items() if value is not None}
    lists = {n: value if isinstance(value, list) else [value] for n, value in given.items()}
    return Turn.read(Form(lists))


def refusal_of(**changes) -> RetCode:
    with pytest.raises(RefusedError) as refused:
        a_turn(**changes)
    return refused.value.code


@pytest.mark.parametrize("department", ["皮肤科", "dermatology"])
def test_the_department_is_dermatology(department):
    assert a_turn(Department=department).text == "三岁"
    assert refusal_of(Department="内科") == RetCode.BAD_DEPARTMENT


def test_every_question_type_of_the_document_is_taken_and_no_other():
    turns = [a_turn(QuestionType=name, AnswerImageURL=URL) for name in QUESTION_TYPES]

    assert len(turns) == 11
    assert refusal_of(QuestionType="allergies") == RetCode.BAD_QUESTION_TYPE


def test_a_text_has_up_to_500_characters():
    assert len(a_turn(AnswerText="疹" * 500).text) == 500
    assert refusal_of(AnswerText="疹" * 501) == RetCode.TEXT_TOO_LONG


@pytest.mark.parametrize("text", [None, "", "   "])
def test_a_text_is_not_empty_where_the_turn_is_text(text):
    assert refusal_of(AnswerText=text) == RetCode.TEXT_MISSING
    assert a_turn(QuestionType="images", AnswerText=text, AnswerImageURL=URL).text == ""
    assert a_turn(QuestionType="reports", AnswerText=text, AnswerImageURL=URL).text == ""


def test_a_turn_of_photos_has_photos():
    assert refusal_of(QuestionType="images") == RetCode.FIELD_MISSING


@pytest.mark.parametrize("joined", ["repeated", ",", "\n", ", \r\n"])
def test_up_to_50_photos_come_repeated_or_in_one_field(joined):
    def field(count: int) -> list[str]:
        urls = [URL + str(number) for number in range(count)]
        return urls if joined == "repeated" else [joined.join(urls)]

    turn = a_turn(QuestionType="images", AnswerImageURL=field(50))

    assert turn.urls[0] == URL + "0"
    assert len(turn.urls) == 50
    assert refusal_of(QuestionType="images", AnswerImageURL=field(51)) == RetCode.TOO_MANY_IMAGES


@pytest.mark.parametrize("question_type", QUESTION_TYPES)
def test_only_a_first_turn_may_do_without_a_session(question_type):
    changes = {"QuestionType": question_type, "SessionId": None, "AnswerImageURL": URL}

    if question_type in ("chiefComplaint", "images"):
        assert a_turn(**changes).session_id == ""
    else:
        assert refusal_of(**changes) == RetCode.FIELD_MISSING


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_a_consultation_lives_for_24_hours_from_its_first_turn(tmp_path):
    clock = Clock()
    sessions = Sessions(tmp_path, clock)
    session = sessions.open({"step": 1})

    clock.now += SESSION_LIFE_S - 1
    sessions.keep(session, {"step": 2})
    assert Sessions(tmp_path, clock).state_of(session) == {"step": 2}

    clock.now += 1
    with pytest.raises(RefusedError) as refused:
        sessions.state_of(session)
    assert refused.value.code == RetCode.SESSION_EXPIRED


@pytest.mark.parametrize(
    "session", ["", "../x", "0F8FAD5B-D9CB-469F-A165-70867728950E", "0" * 36, "会话"]
)
def test_an_unknown_consultation_is_refused(tmp_path, session):
    (tmp_path.parent / "x.json").write_text("{}")

    with pytest.raises(RefusedError) as refused:
        Sessions(tmp_path).state_of(session)

    assert refused.value.code == RetCode.UNKNOWN_SESSION
