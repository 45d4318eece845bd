"""Those who look for similar pictures: this program's index, plain numpy; HOG, ORB and SIFT."""

import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.bench.contestants import Figures, enter

if TYPE_CHECKING:
    from viewer.server.similarity.traits import Traits

Pixels = NDArray[np.uint8]

_ROWS: Final = 700
_COLUMNS: Final = 900
_PART: Final = 0.9
_LIMIT: Final = 20
_AT_ONCE: Final = 500


def main(arguments: Sequence[str]) -> int:
    """Be one contestant: search NAME KEPT QUERIES, or add NAME PICTURES."""
    import cv2

    cv2.setNumThreads(1)
    what, *rest = arguments
    searching = {"viewer": _viewer_searches, "numpy": _numpy_searches}
    adding = {
        "viewer": _viewer_adds,
        "scikit-image HOG": _hog_describes,
        "OpenCV ORB": _orb_describes,
        "OpenCV SIFT": _sift_describes,
    }
    return enter(searching if what == "search" else adding, rest)


def _viewer_searches(kept: str, queries: str) -> Figures:
    from viewer.server.similarity.search import SimilarityIndex
    from viewer.server.similarity.traits import traits_of

    traits_of(_picture(0))  # what is imported and made once is not the database's
    index = SimilarityIndex()
    before = _memory_mb()
    seconds = 0.0
    for start in range(0, int(kept), _AT_ONCE):
        items = list(_made_traits(start, min(start + _AT_ONCE, int(kept))))
        began = time.perf_counter()
        index.add_all(items)
        seconds += time.perf_counter() - began
    memory = _memory_mb() - before
    times, whole, first = [], [], []
    for key, picture in _sought(int(kept), int(queries)):
        began = time.perf_counter()
        traits = traits_of(picture)
        described = time.perf_counter()
        found = index.search(traits, _LIMIT)
        done = time.perf_counter()
        times.append(done - described)
        whole.append(done - began)
        first.append(found[0].key == key)
    return {
        **_speeds(times),
        "with_traits": statistics.median(whole) * 1000,
        "first": 100.0 * sum(first) / len(first),
        "memory": memory,
        "filled": seconds,
    }


def _numpy_searches(kept: str, queries: str) -> Figures:
    """Compare the same descriptions by their distance, one view of the sought picture."""
    from viewer.server.similarity.edges import LENGTH, descriptions_of
    from viewer.server.similarity.traits import traits_of

    before = _memory_mb()
    matrix = np.zeros((int(kept), LENGTH), np.float32)
    for start in range(0, int(kept), _AT_ONCE):
        end = min(start + _AT_ONCE, int(kept))
        matrix[start:end] = descriptions_of([each for _, each in _made_traits(start, end)])
    memory = _memory_mb() - before
    times, whole, first = [], [], []
    for key, picture in _sought(int(kept), int(queries)):
        began = time.perf_counter()
        query = descriptions_of([traits_of(picture)])[0]
        described = time.perf_counter()
        best = np.argsort(np.linalg.norm(matrix - query, axis=1))[:_LIMIT]
        done = time.perf_counter()
        times.append(done - described)
        whole.append(done - began)
        first.append(best[0] == key)
    return {
        **_speeds(times),
        "with_traits": statistics.median(whole) * 1000,
        "first": 100.0 * sum(first) / len(first),
        "memory": memory,
    }


def _speeds(times: Sequence[float]) -> dict[str, float]:
    return {
        "median": statistics.median(times) * 1000,
        "p99": float(np.percentile(times, 99)) * 1000,
    }


def _viewer_adds(pictures: str) -> Figures:
    from viewer.server.similarity.search import SimilarityIndex
    from viewer.server.similarity.traits import Traits, traits_of

    index = SimilarityIndex()

    def add(picture: Pixels) -> None:
        kept = traits_of(picture).to_bytes()
        index.add(len(index), Traits.from_bytes(kept))

    return _rate(add, int(pictures))


def _hog_describes(pictures: str) -> Figures:
    """Cells of the same share of the picture as ours have."""
    from skimage.feature import hog

    cell = (_ROWS // 8, _COLUMNS // 8)
    return _rate(lambda picture: hog(picture, 9, cell, (1, 1), feature_vector=True), int(pictures))


def _orb_describes(pictures: str) -> Figures:
    import cv2

    orb = cv2.ORB_create(500)  # type: ignore[attr-defined]
    return _rate(lambda picture: orb.detectAndCompute(picture, None), int(pictures))


def _sift_describes(pictures: str) -> Figures:
    import cv2

    sift = cv2.SIFT_create(500)  # type: ignore[attr-defined]
    return _rate(lambda picture: sift.detectAndCompute(picture, None), int(pictures))


def _rate(describe: Callable[[Pixels], object], count: int) -> Figures:
    """Return how many pictures a second are described; they are made beforehand."""
    pictures = [_picture(number) for number in range(count)]
    describe(pictures[0])
    began = time.perf_counter()
    for picture in pictures:
        describe(picture)
    return {"rate": count / (time.perf_counter() - began)}


def _made_traits(start: int, end: int) -> "Iterator[tuple[int, Traits]]":
    """Yield the traits of made-up pictures by their numbers."""
    from viewer.server.similarity.traits import COLOUR_SIDE, Traits

    for number in range(start, end):
        colour = np.zeros((2, COLOUR_SIDE, COLOUR_SIDE), np.int8)
        yield number, Traits(_tiny(number), colour, _COLUMNS / _ROWS)


def _tiny(number: int) -> Pixels:
    """Return a smooth random picture of 64 x 64: coarse forms, and finer ones upon them."""
    import cv2

    from viewer.server.similarity.traits import SIDE

    rng = np.random.default_rng(number)
    forms = sum(
        cv2.resize(
            rng.normal(0.0, strength, (cells, cells)).astype(np.float32),
            (SIDE, SIDE),
            interpolation=cv2.INTER_CUBIC,
        )
        for cells, strength in ((5, 45.0), (13, 20.0), (32, 8.0))
    )
    return np.clip(np.asarray(forms) + 110.0, 0, 255).astype(np.uint8)


def _picture(number: int) -> Pixels:
    """Return a made-up picture as large as those that are sent."""
    import cv2

    large = cv2.resize(_tiny(number), (_COLUMNS, _ROWS), interpolation=cv2.INTER_CUBIC)
    return np.asarray(large, np.uint8)


def _sought(kept: int, queries: int) -> Iterator[tuple[int, Pixels]]:
    """Yield crops of kept pictures, at random places, with the numbers of these."""
    rng = np.random.default_rng(2475)
    rows, columns = round(_ROWS * _PART), round(_COLUMNS * _PART)
    for key in rng.integers(0, kept, queries):
        top, left = rng.integers(0, _ROWS - rows), rng.integers(0, _COLUMNS - columns)
        cut = _picture(int(key))[top : top + rows, left : left + columns]
        yield int(key), np.ascontiguousarray(cut)


def _memory_mb() -> float:
    import psutil

    resident: int = psutil.Process().memory_info().rss
    return resident / 1e6


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
