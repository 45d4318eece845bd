"""Checks before something goes into a database of similar cases, and failures as kept."""

import json
from collections.abc import Callable
from typing import Final

from viewer.foundation.errors import KnownError
from viewer.imaging.problems import NotReadable, SkipReason, SliceNotReadable, SliceProblem
from viewer.privacy.deidentify import NotSendable
from viewer.vendors.errors import error_of, failure_text
from viewer.vendors.similar.errors import DatabaseFull, NamesPatient, TextKind, UnfitText
from viewer.vendors.similar.rules import (
    TextFault,
    TextProblem,
    database_name_problem,
    entity_id_problem,
    extra_data_problem,
)


def check_database(name: str) -> None:
    """Raise UnfitText where a database cannot be called so."""
    _check(TextKind.DATABASE, database_name_problem(name))


def check_entity(entity_id: str) -> None:
    """Raise UnfitText where an entity cannot be called so."""
    _check(TextKind.ENTITY, entity_id_problem(entity_id))


def check_extra(extra_data: str) -> None:
    """Raise UnfitText where a text is not taken beside a picture."""
    _check(TextKind.EXTRA, extra_data_problem(extra_data))


def failure_kept(error: KnownError) -> str:
    """Return an error as the text that is kept with a picture."""
    for kind, facts in _FACTS.items():
        if type(error) is kind:
            return json.dumps([kind.__name__, *facts(error)], ensure_ascii=False)
    return failure_text(error)


def failure_in(text: str) -> KnownError | None:
    """Return the error that was kept; None for an empty text."""
    if not text:
        return None
    try:
        name, *facts = json.loads(text)
        if name in _MADE:
            return _MADE[name](*facts)
        return error_of(text)
    except (ValueError, TypeError, LookupError):  # kept by another version
        return KnownError("kept by another version")


def _check(kind: TextKind, problem: TextProblem | None) -> None:
    if problem is not None:
        raise UnfitText(kind, problem)


_FACTS: Final[dict[type[KnownError], Callable[..., tuple[str, ...]]]] = {
    UnfitText: lambda error: (error.kind, error.problem.fault, error.problem.detail),
    NamesPatient: lambda _error: (),
    DatabaseFull: lambda error: (error.database,),
    NotSendable: lambda error: ("", error.reason),
    SliceNotReadable: lambda error: (error.problem.value, error.detail),
    NotReadable: lambda error: (error.reason.value, error.detail),
}
_MADE: Final[dict[str, Callable[..., KnownError]]] = {
    "UnfitText": lambda kind, fault, detail: UnfitText(
        TextKind(kind), TextProblem(TextFault(fault), detail)
    ),
    "NamesPatient": NamesPatient,
    "DatabaseFull": DatabaseFull,
    "NotSendable": NotSendable,
    "SliceNotReadable": lambda problem, detail: SliceNotReadable(SliceProblem(problem), detail),
    "NotReadable": lambda reason, detail: NotReadable(SkipReason(reason), detail),
}
