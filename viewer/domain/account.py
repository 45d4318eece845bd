"""Who said last what about each finding, and who signed: what an export says beside a review."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from viewer.domain.ledger import Action, LedgerEvent
from viewer.domain.reading import Reading, Signature
from viewer.domain.references import SeriesReference
from viewer.domain.standing import WHOLE, Decision, FindingKey, Standing


@dataclass(frozen=True)
class Account:
    """The events behind how a stack stands.

    `words` are by finding: the event by which it came to stand as it does. An undo is none: after
    it the word before holds again, with its own time. `addenda` are the events that opened a
    signed reading again.
    """

    words: Mapping[FindingKey, LedgerEvent] = field(default_factory=lambda: MappingProxyType({}))
    signature: Signature | None = None
    addenda: tuple[LedgerEvent, ...] = ()
    blind: LedgerEvent | None = None

    @staticmethod
    def of(stack: SeriesReference, events: Iterable[LedgerEvent]) -> "Account":
        """Return the account of all of a stack's events, in their order."""
        events = tuple(events)
        reading = Reading.folded(stack, (event for event in events if event.after is None))
        return Account(
            words=MappingProxyType(last_words(events)),
            signature=reading.signature,
            addenda=tuple(event for event in events if event.action is Action.ADDENDUM),
            blind=reading.blind,
        )

    def word_on(self, run_uid: str, finding_uid: str) -> LedgerEvent | None:
        """Return the last word on a finding; None where nobody said anything."""
        return self.words.get(FindingKey(run_uid, finding_uid))

    @property
    def nothing_further(self) -> LedgerEvent | None:
        """The event that says "nothing further", while that holds."""
        word = self.words.get(WHOLE)
        is_said = word is not None and word.after is not None and _is_accepted(word.after)
        return word if is_said else None


def _is_accepted(standing: Standing) -> bool:
    return standing.decision is Decision.ACCEPTED


NOBODY: Final = Account()
"""Where nobody said anything."""


def last_words(events: Iterable[LedgerEvent]) -> dict[FindingKey, LedgerEvent]:
    """Return for each finding the last event that was not taken back since."""
    standing: dict[FindingKey, list[LedgerEvent]] = {}
    taken_back: dict[tuple[FindingKey, str], LedgerEvent] = {}
    for event in events:
        if event.after is None:
            continue
        said = standing.setdefault(event.key, [])
        if event.action is Action.UNDO and said and said[-1].step == event.step != "":
            taken_back[event.key, event.step] = said.pop()
        elif event.action is Action.REDO and (event.key, event.step) in taken_back:
            said.append(taken_back.pop((event.key, event.step)))
        else:
            said.append(event)
    return {key: said[-1] for key, said in standing.items() if said}
