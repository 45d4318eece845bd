"""What is wrong with a text for the visual search while it is being typed."""

from __future__ import annotations

from viewer.vendors.similar.rules import database_name_problem, entity_prefix_problem
from viewer.words.similar import text_problem_words


def name_problem(text: str) -> str:
    """Return what is wrong with a database's name so far, in words; empty for nothing."""
    problem = database_name_problem(text)
    return text_problem_words(problem) if problem is not None else ""


def prefix_problem(text: str) -> str:
    """Return what is wrong with the beginning of an entity's id, in words; empty for nothing."""
    problem = entity_prefix_problem(text)
    return text_problem_words(problem) if problem is not None else ""
