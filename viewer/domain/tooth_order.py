"""Findings of a dental picture in the order in which they are read: tooth by tooth."""

from collections.abc import Sequence
from typing import Final

from viewer.domain.finding import Finding, FindingKind

_AT_TEETH: Final = frozenset({FindingKind.TOOTH, FindingKind.TOOTH_DISEASE})


def by_tooth(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return findings with each disease below its tooth; all else stays where it was.

    Also what a reader found at a tooth, which else would come at the end.
    """
    teeth = [finding for finding in findings if finding.kind in _AT_TEETH]
    if not teeth:
        return findings
    order = {tooth: place for place, tooth in enumerate(dict.fromkeys(t.site.tooth for t in teeth))}
    at = iter(sorted(teeth, key=lambda t: (order[t.site.tooth], t.kind is not FindingKind.TOOTH)))
    return [next(at) if finding.kind in _AT_TEETH else finding for finding in findings]
