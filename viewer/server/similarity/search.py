"""The pictures of a database by their traits, searched whole: no index that could miss one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from viewer.server.similarity.edges import (
    COLOURS,
    LENGTH,
    Vectors,
    colours_alike,
    colours_same,
    descriptions_of,
    descriptions_sought,
    lengths_of,
)
from viewer.server.similarity.overlay import fits
from viewer.server.similarity.traits import SIDE, Traits
from viewer.server.similarity.views import VIEWS, inverse, maps_into

_Item = TypeVar("_Item", bound=np.generic)

BEST_SCORE: Final = 10.0
_BELOW_BEST: Final = 9.99
"""The most that a picture is given that is not the same one."""

_UNLAID: Final = 5.0
"""The most for edges and colours that are alike, cell by cell, without a look at the pixels."""

_COLOURLESS: Final = 0.25
"""How much of a fit is lost when a picture of the same forms has quite other colours."""

_OVERLAID: Final = 32
"""How many of the most alike are laid over the sought picture, however few are asked for."""

_COPY: Final = 0.98
"""How alike the cells of copies are at the least; there may be more than are laid over."""

_CHUNK: Final = 256
"""Descriptions in a product: as few as the library multiplies without copying them first."""

_PART: Final = 4096
"""Descriptions whose correlations stay in the cache."""

_SAME_MEAN: Final = 1.0
_SAME_MOST: Final = 6
_SAME_SHAPE: Final = 0.02

_DECIMALS: Final = 4
"""Of a score: beyond it depends on how many pictures were compared at once."""

_FIRST_ROOM: Final = 64
_BATCH: Final = 16


@dataclass(frozen=True, slots=True)
class Scored:
    """A kept picture and how much it resembles the sought one: 0 nothing to 10 the same."""

    key: int
    score: float


class SimilarityIndex:
    """Kept pictures' traits by key, in memory: some 5 kB each. Not for two threads at once."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._keys = np.zeros(0, np.int64)
        self._descriptions = np.zeros((0, LENGTH), np.float32)
        self._lengths = np.zeros((0, len(VIEWS)), np.float32)
        self._greys = np.zeros((0, SIDE, SIDE), np.uint8)
        self._aspects = np.zeros(0, np.float32)

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, key: int, traits: Traits) -> None:
        """Keep a picture's traits; under a key that is there they replace what was."""
        self.add_all([(key, traits)])

    def add_all(self, items: Iterable[tuple[int, Traits]]) -> None:
        """Keep many pictures' traits, in a third of the time that one by one takes."""
        for several in _batches(items):
            descriptions = descriptions_of([traits for _, traits in several])
            lengths = lengths_of(descriptions)
            for number, (key, traits) in enumerate(several):
                row = self._rows.setdefault(key, len(self._rows))
                if row == len(self._keys):
                    self._make_room()
                self._keys[row] = key
                self._descriptions[row] = descriptions[number]
                self._lengths[row] = lengths[number]
                self._greys[row] = traits.grey
                self._aspects[row] = traits.aspect

    def remove(self, key: int) -> None:
        """Forget a picture; raises KeyError when it is not there."""
        row = self._rows.pop(key)
        last = len(self._rows)
        if row != last:
            for table in self._tables():
                table[row] = table[last]
            self._rows[int(self._keys[row])] = row

    def search(self, traits: Traits, limit: int) -> list[Scored]:
        """Return up to `limit` pictures, the most alike first; of equals the lower key."""
        count = len(self._rows)
        if not count or limit < 1:
            return []
        sought = descriptions_sought(traits)
        scores = np.clip(self._alike(sought, count), 0.0, 1.0) * _UNLAID
        order = _best(scores, self._keys[:count], max(limit, _OVERLAID))
        overlaid, others = np.split(order, [_OVERLAID])
        views = (self._descriptions[overlaid] @ sought.T * self._lengths[overlaid]).argmax(axis=1)
        scores[overlaid] = self._overlaid(traits, overlaid, views, scores[overlaid])
        copies = others[scores[others] >= _COPY * _UNLAID]
        scores[copies[self._are_same(traits, copies)]] = BEST_SCORE
        rounded = np.round(scores[order].astype(np.float64), _DECIMALS)
        best = np.lexsort((self._keys[order], -rounded))[:limit]
        return [
            Scored(key, score)
            for key, score in zip(
                self._keys[order[best]].tolist(), rounded[best].tolist(), strict=True
            )
        ]

    def _alike(self, sought: Vectors, count: int) -> NDArray[np.float32]:
        """Return each kept picture's correlation in the view in which it is the highest."""
        columns = np.ascontiguousarray(sought.T)
        alike = np.empty(count, np.float32)
        each = np.empty((min(_PART, count), len(VIEWS)), np.float32)
        for start in range(0, count, _PART):
            size = min(_PART, count - start)
            for first in range(0, size, _CHUNK):
                last = min(first + _CHUNK, size)
                rows = self._descriptions[start + first : start + last]
                np.matmul(rows, columns, out=each[first:last])
            each[:size] *= self._lengths[start : start + size]
            best = alike[start : start + size]
            best[:] = each[:size, 0]
            for view in range(1, len(VIEWS)):
                np.maximum(best, each[:size, view], out=best)
        return alike

    def _overlaid(
        self,
        traits: Traits,
        rows: NDArray[np.intp],
        views: NDArray[np.intp],
        scores: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """Return the scores of pictures after they were laid over the sought one.

        None is less than before, so all stay above those that were not overlaid; the better the fit
        the less the rough likeness counts.
        """
        sought = traits.grey.astype(np.float32)
        kept = self._greys[rows].astype(np.float32)
        fit = fits(sought, kept, inverse(maps_into(traits.aspect))[views])
        colours = self._descriptions[rows, COLOURS]
        fit *= 1.0 - _COLOURLESS * (1.0 - colours_alike(traits, colours))
        alike = fit * _BELOW_BEST + (1.0 - fit) * scores
        same = self._are_same(traits, rows)
        result: NDArray[np.float32] = np.where(same, np.float32(BEST_SCORE), alike)
        return result

    def _are_same(self, traits: Traits, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
        apart = np.abs(self._greys[rows].astype(np.int16) - traits.grey)
        shape = np.abs(self._aspects[rows] / traits.aspect - 1.0)
        same: NDArray[np.bool_] = (
            (apart.mean(axis=(1, 2)) <= _SAME_MEAN)
            & (apart.max(axis=(1, 2)) <= _SAME_MOST)
            & (shape <= _SAME_SHAPE)
            & colours_same(traits, self._descriptions[rows, COLOURS])
        )
        return same

    def _make_room(self) -> None:
        """Make the tables half as long again."""
        room = max(_FIRST_ROOM, len(self._keys) * 3 // 2)
        self._keys = _grown(self._keys, room)
        self._descriptions = _grown(self._descriptions, room)
        self._lengths = _grown(self._lengths, room)
        self._greys = _grown(self._greys, room)
        self._aspects = _grown(self._aspects, room)

    def _tables(self) -> tuple[NDArray[np.generic], ...]:
        return self._keys, self._descriptions, self._lengths, self._greys, self._aspects


def _batches(items: Iterable[tuple[int, Traits]]) -> Iterator[list[tuple[int, Traits]]]:
    remaining = iter(items)
    while several := list(islice(remaining, _BATCH)):
        yield several


def _grown(table: NDArray[_Item], room: int) -> NDArray[_Item]:
    grown = np.zeros((room, *table.shape[1:]), table.dtype)
    grown[: len(table)] = table
    return grown


def _best(scores: NDArray[np.float32], keys: NDArray[np.int64], most: int) -> NDArray[np.intp]:
    """Return the rows of the highest scores, best first, of equals the lower key."""
    if most < len(scores):
        least = np.partition(scores, len(scores) - most)[len(scores) - most]
        rows = np.flatnonzero(scores >= least)
    else:
        rows = np.arange(len(scores))
    return rows[np.lexsort((keys[rows], -scores[rows]))][:most]
