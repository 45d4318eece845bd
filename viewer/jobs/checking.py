"""All inputs of an endpoint against its slots, and against each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from viewer.domain.consultation import CONSULTATION
from viewer.vendors.gateway.endpoint import Endpoint, SlotName
from viewer.vendors.limits import InputFacts, LimitKind, LimitProblem, check, check_question

SlotFacts = Sequence[tuple[SlotName, InputFacts]]


def check_inputs(endpoint: Endpoint, given: SlotFacts) -> tuple[LimitProblem, ...]:
    """Return everything that keeps these inputs from being sent, each only once."""
    problems = (*_about_slots(endpoint, given), *_about_each(endpoint, given), *_between(given))
    return tuple(dict.fromkeys(problems))


def check_words(
    endpoint: Endpoint, parameters: Mapping[str, str], pictures: int
) -> tuple[LimitProblem, ...]:
    """Return what is wrong with the words of a turn of a consultation; nothing for the others."""
    if endpoint.name != CONSULTATION:
        return ()
    kind, session_id, text = (
        parameters.get(name, "") for name in ("QuestionType", "SessionId", "AnswerText")
    )
    return check_question(kind, session_id, text, pictures)


def _about_each(endpoint: Endpoint, given: SlotFacts) -> Iterator[LimitProblem]:
    has_others = len(endpoint.slots) > 1
    for name, facts in given:
        for problem in check(endpoint.slot(name), facts):
            yield replace(problem, slot=name.value) if has_others else problem


def _about_slots(endpoint: Endpoint, given: SlotFacts) -> Iterator[LimitProblem]:
    for slot in endpoint.slots:
        count = sum(name is slot.name for name, _facts in given)
        if slot.is_required and not count:
            yield LimitProblem(LimitKind.INPUT_MISSING, (slot.name.value,))
        if count > slot.most:
            yield LimitProblem(LimitKind.TOO_MANY_PICTURES, (str(count), str(slot.most)))


def _between(given: SlotFacts) -> Iterator[LimitProblem]:
    contents = [facts.series.instances for _name, facts in given]
    if len(set(contents)) < len(contents):
        yield LimitProblem(LimitKind.SAME_INPUT_TWICE)
    people = [facts.series.identity for name, facts in given if name is not SlotName.QUESTION]
    if any(one.is_other_than(other) for one, other in combinations(people, 2)):
        yield LimitProblem(LimitKind.OTHER_PATIENT)
