"""Medical questions and answers (2477-8): one turn of a conversation.

The document has `Answer` and `SimilarQuestion[]`; upstream SessionId, QuestionType, Question,
AnswerType, Options[] and Reports{}. Both are read, also together.
"""

from dataclasses import replace
from typing import Final

from viewer.domain.consultation import ConsultationTurn
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway.answers.collecting import MOST_ELEMENTS, Collected, first_of, has_any
from viewer.vendors.gateway.endpoint import About, ParsedAnswer
from viewer.vendors.loose import Node

_WORDS: Final = ("Text", "Option", "Content", "Value", "Question", "Name", "Title")
_KNOWN: Final = (
    "Answer",
    "SimilarQuestion",
    "SessionId",
    "QuestionType",
    "Question",
    "AnswerType",
    "Options",
    "Reports",
)


def parse(data: Node, about: About) -> ParsedAnswer:
    """Return what was said. Raises Garbled where nothing that is known was said."""
    if not isinstance(data.value, dict) or not has_any(data, *_KNOWN, "SimilarQuestions"):
        raise Garbled(data.path, "neither an answer nor a question")
    collected = Collected(data, about)
    turn = ConsultationTurn(
        session_id=_text(data.child("SessionId"), collected),
        question_type=_text(data.child("QuestionType"), collected),
        question=_text(data.child("Question"), collected),
        answer_type=_text(data.child("AnswerType"), collected),
        options=_texts(data.child("Options"), collected),
        answer=_text(data.child("Answer"), collected),
        similar=_texts(first_of(data, "SimilarQuestion", "SimilarQuestions"), collected),
        reports=_reports(data.child("Reports"), collected),
    )
    answer = collected.answer(is_found=turn != ConsultationTurn())
    return replace(answer, result=replace(answer.result, turn=turn))


def _text(node: Node, collected: Collected) -> str:
    if node.text():
        collected.consumed.append(node.path)
    return node.text()


def _texts(node: Node, collected: Collected) -> tuple[str, ...]:
    """Return a list of texts, or of objects that hold one; a lone text counts as a list of one."""
    if isinstance(node.value, list | dict):
        if len(node.value) > MOST_ELEMENTS:
            raise Garbled(node.path, f"more than {MOST_ELEMENTS} elements")
        found = [_text(_spoken(item), collected) for item in node.items()]
        return tuple(text for text in found if text)
    text = _text(node, collected)
    return (text,) if text else ()


def _spoken(item: Node) -> Node:
    """Return what a person reads of an option: what else it has stays among the leftovers."""
    return first_of(item, *_WORDS) if isinstance(item.value, dict) else item


def _reports(node: Node, collected: Collected) -> tuple[tuple[str, str], ...]:
    if node.is_missing or node.value in (None, "", {}, []):
        return ()
    collected.consumed.append(node.path)
    start = len(node.path)
    named = ((path[start:].lstrip("."), text) for path, text in node.leaves())
    return tuple((name, text) for name, text in named if text.strip())
