"""Reviews in memory for tests of lists, pictures and reports."""

from collections.abc import Mapping
from types import MappingProxyType

from viewer.domain.review import Review
from viewer.domain.standing import Decision, Standing


def a_review(decisions: Mapping[str, Decision] | None = None, run_uid: str = "run") -> Review:
    """Return a review with those decisions by finding uid."""
    standings = {uid: Standing(decision=decision) for uid, decision in (decisions or {}).items()}
    return Review(run_uid, MappingProxyType(standings))
