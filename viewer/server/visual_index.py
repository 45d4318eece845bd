"""What is like a picture: an index of each database in use, kept up to date with the file.

Other services may add to the same databases and delete from them, so an index is compared with
the file before each search: what is new has a higher number than all before, and where the count
differs then, something is gone.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from viewer.server.visual_store import VisualStore

if TYPE_CHECKING:  # numpy is loaded when something is searched for, not when the service starts
    from viewer.server.similarity.search import Scored, SimilarityIndex
    from viewer.server.similarity.traits import Traits

_MOST_HELD: Final = 2
_AT_ONCE: Final = 500
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


class IndexNotReadyError(Exception):
    """An index is still being built; `done` of `total` pictures are in it."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(f"{done} of {total}")
        self.done = done
        self.total = total


class VisualIndexes:
    """The indexes of the databases that were searched last, all of them used by one thread."""

    def __init__(self, store: VisualStore, describe: Describe, patience_s: float = 4.0) -> None:
        """`patience_s`: how long a search may take; an answer may take 5 s in all."""
        self._store = store
        self._describe = describe
        self._patience_s = patience_s
        self._held: OrderedDict[int, _Held] = OrderedDict()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="similar")
        self._is_stopping = threading.Event()

    def close(self) -> None:
        """End the thread, soon."""
        self._is_stopping.set()
        self._thread.shutdown(cancel_futures=True)

    def search(self, database: int, traits: "Traits", limit: int) -> Found:
        """Return the most alike of a database.

        Raises NoStorageError; IndexNotReadyError while a large index is being built, which goes on.
        """
        found = self._thread.submit(self._search, database, traits, limit)
        try:
            return found.result(self._patience_s)
        except TimeoutError:
            found.cancel()
            held = self._held.get(database)
            done = held.count if held is not None else 0
            raise IndexNotReadyError(done, self._store.count(database)) from None

    def forget(self, database: int) -> None:
        """Let go of a database that was deleted."""
        self._thread.submit(self._held.pop, database, None)

    def _search(self, database: int, traits: "Traits", limit: int) -> Found:
        held = self._held_for(database)
        while len(self._held) > _MOST_HELD:
            self._held.popitem(last=False)
        self._follow(database, held)
        return Found(tuple(held.index.search(traits, limit)), len(held.unread))

    def _held_for(self, database: int) -> _Held:
        from viewer.server.similarity.search import SimilarityIndex

        if database not in self._held:
            self._held[database] = _Held(SimilarityIndex())
        self._held.move_to_end(database)
        return self._held[database]

    def _follow(self, database: int, held: _Held) -> None:
        """Take in what was added to the file, and drop what was deleted from it."""
        while rows := self._store.traits_after(database, held.last, _AT_ONCE):
            _take(held, rows)
            held.last = rows[-1][0]
            if self._is_stopping.is_set():
                return
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
            if time.monotonic() >= until or self._is_stopping.is_set():
                return
            traits = self._describe(number)
            held.unread.remove(number)
            if traits is None:
                held.lost.add(number)
            else:
                held.index.add(number, traits)
                held.numbers.add(number)


def _take(held: _Held, rows: list[tuple[int, bytes]]) -> None:
    from viewer.server.similarity.traits import Traits

    read = []
    for number, raw in rows:
        try:
            read.append((number, Traits.from_bytes(raw)))
        except ValueError:
            held.unread.add(number)
    held.index.add_all(read)
    held.numbers.update(number for number, _ in read)
