"""How fast similar pictures are found in a full database of the local service, and are added.

50,000 pictures are what a database of the gateway may hold. They are made up: smooth random
pictures of 64 x 64, as traits of real ones are, since 50,000 real ones are not at hand; what a
search does hardly depends on what they show. Searched for are crops of kept ones, so that it is
also seen whether each is found.
"""

import sys
from collections.abc import Mapping
from typing import Final

from viewer.bench.contestants import Figures, in_turn, measured
from viewer.bench.result import BenchResult

REPEATS: Final = 2
KEPT: Final = 50_000
"""Pictures in the database."""

QUERIES: Final = 40
PICTURES: Final = 60
"""Pictures that are added."""

MODULE: Final = "viewer.bench.similar_contestants"
_SEARCH: Final = ("viewer", "numpy")
_ADD: Final = ("viewer", "scikit-image HOG", "OpenCV ORB", "OpenCV SIFT")


def run(kept: int = KEPT, repeats: int = REPEATS) -> list[BenchResult]:
    """Let each contestant search, then each describe the same pictures.

    numpy is the plain way over the same descriptions, `argsort` of their Euclidean distances: it
    sees one view instead of fourteen and lays nothing over anything. The peers of adding only
    describe; what they find would still have to be stored and compared.
    """
    searched = in_turn(
        _SEARCH, lambda who: measured(MODULE, ("search", who, str(kept), str(QUERIES))), repeats
    )
    added = in_turn(_ADD, lambda who: measured(MODULE, ("add", who, str(PICTURES))), repeats)
    return [*_searches(searched, kept), *_additions(added)]


def _searches(figures: Mapping[str, Figures], kept: int) -> list[BenchResult]:
    ours, plain = figures["viewer"], figures["numpy"]

    def beside(key: str, words: str, unit: str = "ms") -> BenchResult:
        peers = {"numpy norm + argsort": plain[key]} if key in plain else {}
        metric = f"{words}, of {kept}"
        return BenchResult("similar", metric, ours[key], peers, unit, is_larger_better=unit == "%")

    return [
        beside("median", "ms to search by kept traits, median"),
        beside("p99", "ms to search by kept traits, p99"),
        beside("with_traits", "ms to search with a picture of 900 × 700, median"),
        beside("first", "% of crops (90 % of each side) whose own picture comes first", "%"),
        beside("memory", "MB of memory", "MB"),
        beside("filled", "seconds to fill the index from kept traits", "s"),
    ]


def _additions(figures: Mapping[str, Figures]) -> list[BenchResult]:
    peers = {who: figures[who]["rate"] for who in _ADD[1:] if who in figures}
    missing = tuple(who for who in _ADD[1:] if who not in figures)
    metric = "pictures of 900 × 700 described and added, per second (peers: described)"
    rate = figures["viewer"]["rate"]
    return [BenchResult("similar", metric, rate, peers, "1/s", missing, is_larger_better=True)]


if __name__ == "__main__":
    for result in run():
        sys.stdout.write(f"{result.as_line()}\n")
