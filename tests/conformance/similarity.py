"""How often a picture is found after it was changed. `python -m tests.conformance.similarity`.

Each sought picture is an original of the collection, cut, turned, brightened or compressed; it is
found when the search names its original first, of more than a thousand that include its
neighbouring slices.
"""

import io
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from tests.conformance.similar_pictures import Picture, Pixels, collection
from viewer.server.similarity.search import SimilarityIndex
from viewer.server.similarity.traits import traits_of

_PART: Final = 0.9
_DEGREES: Final = 5.0
_QUALITY: Final = 50

Change = Callable[[Pixels, np.random.Generator], Pixels]


def cut(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    """Return 90 % of each side, at a random place."""
    rows, columns = (round(side * _PART) for side in pixels.shape[:2])
    top = int(rng.integers(0, pixels.shape[0] - rows + 1))
    left = int(rng.integers(0, pixels.shape[1] - columns + 1))
    return np.ascontiguousarray(pixels[top : top + rows, left : left + columns])


def turned(pixels: Pixels, degrees: float, *, edge_goes_on: bool = False) -> Pixels:
    """Return the picture turned within its frame; the corners are black, or its edge goes on."""
    import cv2

    rows, columns = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D(((columns - 1) / 2, (rows - 1) / 2), degrees, 1.0)
    mode = cv2.BORDER_REPLICATE if edge_goes_on else cv2.BORDER_CONSTANT
    return np.asarray(cv2.warpAffine(pixels, turn, (columns, rows), borderMode=mode))


def brightened(pixels: Pixels, factor: float) -> Pixels:
    """Return the picture times a factor, clipped."""
    return np.clip(np.rint(pixels.astype(np.float32) * factor), 0, 255).astype(np.uint8)


def compressed(pixels: Pixels) -> Pixels:
    """Return what JPEG of quality 50 leaves."""
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG", quality=_QUALITY)
    with Image.open(stream) as picture:
        return np.asarray(picture)


def _everything(pixels: Pixels, rng: np.random.Generator) -> Pixels:
    degrees = _DEGREES if rng.integers(2) else -_DEGREES
    return compressed(brightened(cut(turned(pixels, degrees), rng), 0.8))


CHANGES: Final[Mapping[str, Change]] = {
    "nothing": lambda pixels, _: pixels,
    "cut to 90 %": cut,
    "turned by 5°": lambda pixels, _: turned(pixels, _DEGREES),
    "turned by -5°": lambda pixels, _: turned(pixels, -_DEGREES),
    "turned by 5°, edge goes on": lambda pixels, _: turned(pixels, _DEGREES, edge_goes_on=True),
    "turned by -5°, edge goes on": lambda pixels, _: turned(pixels, -_DEGREES, edge_goes_on=True),
    "brightness × 0.8": lambda pixels, _: brightened(pixels, 0.8),
    "brightness × 1.2": lambda pixels, _: brightened(pixels, 1.2),
    "JPEG 50": lambda pixels, _: compressed(pixels),
}
TOGETHER: Final[Mapping[str, Change]] = {"turned, cut, × 0.8, JPEG 50": _everything}


@dataclass(frozen=True)
class Tally:
    """How many of the sought were found first, by (change, kind): found, sought."""

    counts: Mapping[tuple[str, str], tuple[int, int]]
    missed: tuple[str, ...]
    pictures: int

    def share(self, change: str, kind: str | None = None) -> float:
        """Return the part found after a change, of one kind or of all."""
        chosen = [
            counted
            for (by, of), counted in self.counts.items()
            if by == change and kind in (None, of)
        ]
        return sum(found for found, _ in chosen) / sum(sought for _, sought in chosen)

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(kind for _, kind in self.counts))

    @property
    def changes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(change for change, _ in self.counts))

    def lines(self) -> Iterator[str]:
        """Yield the table: a row a kind, a column a change, percentages."""
        yield f"{self.pictures} pictures"
        yield "|kind|sought|" + "|".join(self.changes) + "|"
        yield "|---" * (len(self.changes) + 2) + "|"
        for kind in (*self.kinds, None):
            each = (f"{self.share(change, kind):.1%}" for change in self.changes)
            sought = sum(
                count
                for (by, of), (_, count) in self.counts.items()
                if by == self.changes[0] and kind in (None, of)
            )
            yield f"|{kind or 'all'}|{sought}|" + "|".join(each) + "|"
        yield from self.missed


def tallied(pictures: list[Picture], most: int, changes: Mapping[str, Change]) -> Tally:
    """Seek up to `most` pictures of each kind, spread evenly, after each change."""
    index = SimilarityIndex()
    index.add_all((key, traits_of(picture.pixels)) for key, picture in enumerate(pictures))
    rng = np.random.default_rng(2475)
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    missed: list[str] = []
    for kind, keys in _sampled(pictures, most).items():
        for name, change in changes.items():
            found = 0
            for key in keys:
                best = index.search(traits_of(change(pictures[key].pixels, rng)), 1)[0]
                found += best.key == key
                if best.key != key:
                    other = pictures[best.key].name
                    missed.append(f"{name}: {pictures[key].name}: {other} {best.score:.3f}")
            counts[name, kind] = found, len(keys)
    return Tally(counts, tuple(missed), len(pictures))


def _sampled(pictures: list[Picture], most: int) -> Mapping[str, list[int]]:
    kinds: dict[str, list[int]] = defaultdict(list)
    for key, picture in enumerate(pictures):
        kinds[picture.kind].append(key)
    return {
        kind: [keys[at] for at in np.linspace(0, len(keys) - 1, min(most, len(keys))).astype(int)]
        for kind, keys in kinds.items()
    }


def main() -> None:
    """Seek up to the given number of each kind (default 60) and print the table."""
    shared = os.environ.get("VIEWER_SHARED", Path(__file__).parents[3] / "shared")
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    tally = tallied(collection(Path(shared) / "data"), most, {**CHANGES, **TOGETHER})
    sys.stdout.write("\n".join(tally.lines()) + "\n")


if __name__ == "__main__":
    main()
