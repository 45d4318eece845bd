"""Findings of a dental picture in the order in which they are read: tooth by tooth."""

from collections.abc import Sequence
from typing import Final

from viewer.domain.finding import Finding, FindingKind

_AT_TEETH: Final = frozenset({FindingKind.TOOTH, FindingKind.TOOTH_DISEASE})


def by_tooth(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return findings with each disease below its tooth, and all else in its order.

    Also what a reader found at a tooth, which else would come at the end: what is at teeth stands
    together, where the first of it was.
    """
    teeth = [finding for finding in findings if finding.kind in _AT_TEETH]
    if not teeth:
        return findings
    order = {tooth: place for place, tooth in enumerate(dict.fromkeys(t.site.tooth for t in teeth))}
    teeth.sort(key=lambda t: (order[t.site.tooth], t.kind is not FindingKind.TOOTH))
    first = next(place for place, f in enumerate(findings) if f.kind in _AT_TEETH)
    rest = [finding for finding in findings[first:] if finding.kind not in _AT_TEETH]
    return [*findings[:first], *teeth, *rest]
