"""Words for databases of similar cases: what is wrong with a text, how far pictures are."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.vendors.similar.rules import TextFault, TextProblem

_MOST_SHOWN: Final = 8
_EMPTY: Final = TextProblem(TextFault.TOO_SHORT, "1")


def text_problem_words(problem: TextProblem) -> str:
    """Return what is wrong with a name, an id or a text, and what is taken; one or two sentences.

    Fit to be shown while it is being typed.
    """
    if problem.fault is TextFault.CHARACTERS:
        return _about_characters(problem.detail)
    if problem == _EMPTY:
        return QCoreApplication.translate("Similar", "It cannot be empty.")
    said = {
        TextFault.TOO_SHORT: QCoreApplication.translate("Similar", "At least {0} characters."),
        TextFault.TOO_LONG: QCoreApplication.translate("Similar", "At most {0} characters."),
    }[problem.fault]
    return said.format(problem.detail)


def _about_characters(characters: str) -> str:
    """Return which characters are not taken; where none can be shown, only that some are not."""
    shown = [one for one in characters if one.isprintable()]
    if not shown:
        return QCoreApplication.translate("Similar", "It has characters that cannot be seen.")
    if all(one.isspace() for one in shown):
        return QCoreApplication.translate(
            "Similar", "No spaces: only the letters a–z, the digits 0–9 and _."
        )
    more = "…" if len(shown) > _MOST_SHOWN else ""
    return QCoreApplication.translate(
        "Similar", "Not allowed: {0}. Only the letters a–z, the digits 0–9 and _."
    ).format("".join(shown[:_MOST_SHOWN]) + more)


def batch_words(*, added: int, known: int, failed: int, total: int) -> str:
    """Return how far a batch is, in a line: `12 of 40 added · 3 already there · 1 failed`."""
    parts = [QCoreApplication.translate("Similar", "{0} of {1} added").format(added, total)]
    if known:
        parts.append(QCoreApplication.translate("Similar", "{0} already there").format(known))
    if failed:
        parts.append(QCoreApplication.translate("Similar", "{0} failed").format(failed))
    return " · ".join(parts)


def left_words(left: int, total: int) -> str:
    """Return what is still to be done of a batch that an earlier session left."""
    return QCoreApplication.translate(
        "Similar", "{0} of {1} pictures are still to be added."
    ).format(left, total)
