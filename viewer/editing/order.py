"""In which order findings are visited."""

from collections.abc import Callable, Iterable, Sequence

from viewer.domain.finding import Finding

Wanted = Callable[[Finding], bool]


def visiting_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by their number, as the list shows them: the reader's own last."""
    return tuple(sorted(findings, key=lambda f: (f.is_own, f.number, f.uid)))


def neighbour(
    findings: Sequence[Finding], uid: str | None, step: int, wanted: Wanted
) -> Finding | None:
    """Return the next wanted finding in direction `step` (1 or -1), going round at the ends.

    Without a start (`uid` None or unknown) it is the first or the last one. The finding itself
    comes last, so that a single wanted one is found again.
    """
    ordered = visiting_order(findings)
    if not ordered:
        return None
    uids = [finding.uid for finding in ordered]
    outside = -1 if step > 0 else len(ordered)
    start = uids.index(uid) if uid in uids else outside
    turns = range(1, len(ordered) + 1)
    candidates = (ordered[(start + step * turn) % len(ordered)] for turn in turns)
    return next((finding for finding in candidates if wanted(finding)), None)
