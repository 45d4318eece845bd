"""All inputs of an endpoint against its slots, and against each other."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from viewer.domain.consultation import QuestionType
from viewer.domain.series import Identity
from viewer.vendors.gateway.endpoint import Endpoint, SlotName
from viewer.vendors.limits import InputFacts, LimitKind, LimitProblem, check

_FIRST: Final = frozenset({QuestionType.CHIEF_COMPLAINT.value, QuestionType.IMAGES.value})
_PICTURES: Final = frozenset({QuestionType.IMAGES.value, QuestionType.REPORTS.value})
SlotFacts = Sequence[tuple[SlotName, InputFacts]]


def check_inputs(endpoint: Endpoint, given: SlotFacts) -> tuple[LimitProblem, ...]:
    """Return everything that keeps these inputs from being sent, each only once."""
    problems = (*_about_slots(endpoint, given), *_about_each(endpoint, given), *_between(given))
    return tuple(dict.fromkeys(problems))


def check_words(
    endpoint: Endpoint, parameters: Mapping[str, str], pictures: int
) -> tuple[LimitProblem, ...]:
    """Return what is wrong with the words of a turn of a conversation; nothing for the others.

    A conversation begins with a complaint or with pictures; all that follows names its session.
    """
    if endpoint.slots[0].is_required:
        return ()
    problems = []
    kind = parameters.get("QuestionType")
    may_be_silent = pictures > 0 and kind in _PICTURES
    if kind == QuestionType.IMAGES and not pictures:
        problems.append(LimitProblem(LimitKind.INPUT_MISSING, (SlotName.QUESTION.value,)))
    elif not parameters.get("AnswerText") and not may_be_silent:
        problems.append(LimitProblem(LimitKind.TEXT_MISSING))
    if kind not in _FIRST and not parameters.get("SessionId"):
        problems.append(LimitProblem(LimitKind.SESSION_MISSING))
    return tuple(problems)


def _about_each(endpoint: Endpoint, given: SlotFacts) -> Iterator[LimitProblem]:
    for name, facts in given:
        yield from check(endpoint.slot(name), facts)


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
    if any(_is_other(people[0], person) for person in people[1:]):
        yield LimitProblem(LimitKind.OTHER_PATIENT)


def _is_other(one: Identity, two: Identity) -> bool:
    """Tell whether two headers name different people: by ID, and where one has none by name."""
    if one.patient_id and two.patient_id:
        return one.patient_id.strip() != two.patient_id.strip()
    return bool(one.patient_name and two.patient_name) and one.patient_name != two.patient_name
