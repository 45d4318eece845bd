"""What is like a picture: an index of each database in use, kept up to date with the file.

Other services may add to the same databases and delete from them, so an index is compared with
the file before each search: what is new has a higher number than all before, and where the count
differs then, something is gone.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from viewer.server.visual_store import VisualStore

if TYPE_CHECKING:  # numpy is loaded when something is searched for, not when the service starts
    from viewer.server.similarity.search import Scored, SimilarityIndex
    from viewer.server.similarity.traits import Traits

_MOST_HELD: Final = 2
_AT_ONCE: Final = 1000
_ANEW_S: Final = 2.0
"""How long a search may describe pictures anew; an answer may take 5 s in all."""

Describe = Callable[[int], "Traits | None"]
"""Describes a kept picture anew by its number; None for one that cannot be read any more."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first; `waiting` pictures were not looked at yet."""

    scored: "tuple[Scored, ...]"
    waiting: int


@dataclass
class _Held:
    """One database's index.

    `unread` are pictures whose traits are of another version of this program and are described
    anew; `lost` are those of them that cannot be.
    """

    index: "SimilarityIndex"
    numbers: set[int] = field(default_factory=set)
    unread: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)
    last: int = 0

    @property
    def count(self) -> int:
        """How many pictures the database had when it was last followed."""
        return len(self.numbers) + len(self.unread) + len(self.lost)


class VisualIndexes:
    """The indexes of the databases that were searched last; used by any thread."""

    def __init__(self, store: VisualStore, describe: Describe) -> None:
        self._store = store
        self._describe = describe
        self._held: OrderedDict[int, _Held] = OrderedDict()
        self._lock = threading.Lock()

    def search(self, database: int, traits: "Traits", limit: int) -> Found:
        """Return the most alike of a database. Raises NoStorageError."""
        with self._lock:
            held = self._held_for(database)
            while len(self._held) > _MOST_HELD:
                self._held.popitem(last=False)
            self._follow(database, held)
            return Found(tuple(held.index.search(traits, limit)), len(held.unread))

    def forget(self, database: int) -> None:
        """Let go of a database that was deleted."""
        with self._lock:
            self._held.pop(database, None)

    def _held_for(self, database: int) -> _Held:
        from viewer.server.similarity.search import SimilarityIndex

        if database not in self._held:
            self._held[database] = _Held(SimilarityIndex())
        self._held.move_to_end(database)
        return self._held[database]

    def _follow(self, database: int, held: _Held) -> None:
        """Take in what was added to the file, and drop what was deleted from it."""
        while rows := self._store.traits_after(database, held.last, _AT_ONCE):
            for number, raw in rows:
                _take(held, number, raw)
            held.last = rows[-1][0]
        if self._store.count(database) != held.count:
            there = self._store.numbers(database)
            for number in held.numbers - there:
                held.index.remove(number)
            held.numbers &= there
            held.unread &= there
            held.lost &= there
        self._describe_anew(held)

    def _describe_anew(self, held: _Held) -> None:
        """Do so with as many as there is time for; the others follow with the next searches."""
        until = time.monotonic() + _ANEW_S
        for number in sorted(held.unread):
            if time.monotonic() >= until:
                return
            traits = self._describe(number)
            held.unread.remove(number)
            if traits is None:
                held.lost.add(number)
            else:
                held.index.add(number, traits)
                held.numbers.add(number)


def _take(held: _Held, number: int, raw: bytes) -> None:
    from viewer.server.similarity.traits import Traits

    try:
        traits = Traits.from_bytes(raw)
    except ValueError:
        held.unread.add(number)
    else:
        held.index.add(number, traits)
        held.numbers.add(number)
