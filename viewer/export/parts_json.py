"""Parts of a result, grades and a consultation's turn, for `findings.json` (docs/formats.md)."""

from collections.abc import Iterable

from viewer.domain.consultation import ConsultationTurn
from viewer.domain.evaluation import Evaluation
from viewer.domain.part import ResultPart
from viewer.domain.similar import Match

Json = dict[str, object]


def evaluations_json(evaluations: Iterable[Evaluation]) -> list[Json]:
    """Return grades and states, in the service's order."""
    return [{"scale": said.scale.value, "value": said.value} for said in evaluations]


def part_json(part: ResultPart) -> Json:
    """Return what became of one part."""
    matches = {"matches": [match_json(match) for match in part.matches]} if part.matches else {}
    return {
        "kind": part.kind.value,
        "state": part.state.value,
        "figures": [
            {
                "kind": figure.kind.value,
                "value": figure.value,
                "unit": figure.unit.value,
                "measured_here": figure.is_own,
            }
            for figure in part.figures
        ],
        "shares": [{"name": share.name, "value": share.value} for share in part.shares],
        "levels": [
            {
                "name": level.name,
                "kind": level.kind.value,
                "evaluations": evaluations_json(level.evaluations),
                "finding": level.finding_uid or None,
            }
            for level in part.levels
        ],
        "files": [{"role": file.role.value, "name": file.name} for file in part.files],
        **matches,
    }


def match_json(match: Match) -> Json:
    """Return a picture that is like another one; `score` is 0 to 10, null where none was said."""
    return {
        "entity_id": match.entity_id,
        "data_id": match.data_id,
        "score": match.score,
        "image_url": match.image_url,
        "extra_data": match.extra_data,
    }


def turn_json(turn: ConsultationTurn | None) -> Json | None:
    """Return what a consultation said; no session id, for it lets anybody go on with it."""
    if turn is None:
        return None
    return {
        "question_type": turn.question_type,
        "question": turn.question,
        "answer_type": turn.answer_type,
        "options": list(turn.options),
        "answer": turn.answer,
        "similar": list(turn.similar),
        "reports": [{"name": name, "text": text} for name, text in turn.reports],
    }
