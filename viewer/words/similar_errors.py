"""What does not go into a database of similar cases: what to do about it.

Each function returns what happened and what to do; `viewer.words.errors` speaks for them.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.foundation.errors import KnownError
from viewer.vendors.similar.errors import DatabaseFull, NamesPatient, TextKind, UnfitText
from viewer.vendors.similar.rules import MOST_IMAGES

_Words = tuple[str, str]


def _unfit(error: UnfitText) -> _Words:
    from viewer.words.similar import text_problem_words

    return _unfit_titles()[error.kind], text_problem_words(error.problem)


def _unfit_titles() -> dict[TextKind, str]:
    return {
        TextKind.DATABASE: QCoreApplication.translate(
            "SimilarErrors", "A database cannot have this name."
        ),
        TextKind.ENTITY: QCoreApplication.translate(
            "SimilarErrors", "A picture cannot have this entity id."
        ),
        TextKind.EXTRA: QCoreApplication.translate(
            "SimilarErrors", "The service does not take this text beside a picture."
        ),
    }


def _names_patient(_error: NamesPatient) -> _Words:
    return (
        QCoreApplication.translate(
            "SimilarErrors", "A text beside a picture says who the patient is."
        ),
        QCoreApplication.translate(
            "SimilarErrors",
            "Describe what is seen, without a name, a number or a date. Nothing was sent.",
        ),
    )


def _full(error: DatabaseFull) -> _Words:
    said = QCoreApplication.translate(
        "SimilarErrors", "The database {0} is full: it takes {1} pictures."
    )
    return said.format(error.database, f"{MOST_IMAGES:,}"), QCoreApplication.translate(
        "SimilarErrors", "Delete pictures from it, or add to another database; then go on."
    )


SIMILAR_WORDS: Final[dict[type[KnownError], Callable[..., _Words]]] = {
    UnfitText: _unfit,
    NamesPatient: _names_patient,
    DatabaseFull: _full,
}
