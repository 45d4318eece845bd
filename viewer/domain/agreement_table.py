"""How often a reader and the services agreed, counted: what the personal table shows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class RevealedRun:
    """One run that was shown to a reader only after their own reading was closed.

    `later_…`: how the service's findings that the reader had not marked stand now.
    """

    user: str
    at: datetime
    endpoint: str
    both: int
    ai_only: int
    me_only: int
    later_accepted: int = 0
    later_rejected: int = 0


class RowKey(NamedTuple):
    """What is counted together: a reader, an analysis, a month (`2026-03`; empty: all time)."""

    user: str
    endpoint: str
    month: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRow:
    """A row of the table."""

    key: RowKey
    readings: int
    both: int
    ai_only: int
    me_only: int
    later_accepted: int
    later_rejected: int

    @property
    def later_open(self) -> int:
        """How many of the service's findings that the reader had not marked nobody judged."""
        return self.ai_only - self.later_accepted - self.later_rejected


def agreement_rows(runs: Iterable[RevealedRun]) -> tuple[AgreementRow, ...]:
    """Return for each reader and analysis the sum, and below it the months, the latest first."""
    groups: dict[RowKey, list[RevealedRun]] = defaultdict(list)
    for run in runs:
        month = run.at.strftime("%Y-%m")
        groups[RowKey(run.user, run.endpoint, "")].append(run)
        groups[RowKey(run.user, run.endpoint, month)].append(run)
    months_backwards = sorted(groups, key=lambda key: key.month, reverse=True)
    ordered = sorted(months_backwards, key=lambda key: (key.user, key.endpoint, bool(key.month)))
    return tuple(_row(key, groups[key]) for key in ordered)


def _row(key: RowKey, runs: list[RevealedRun]) -> AgreementRow:
    return AgreementRow(
        key=key,
        readings=len(runs),
        both=sum(run.both for run in runs),
        ai_only=sum(run.ai_only for run in runs),
        me_only=sum(run.me_only for run in runs),
        later_accepted=sum(run.later_accepted for run in runs),
        later_rejected=sum(run.later_rejected for run in runs),
    )
