"""What a phantom holds, as a measuring program should find it."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

from viewer.foundation.files import atomic_write


class NoduleCategory(StrEnum):
    """Composition of a nodule, in the words of the gateway's document."""

    GGO = "ggo"
    PART_SOLID = "part-solid"
    SOLID = "solid"


@dataclass(frozen=True, slots=True)
class NoduleTruth:
    """One nodule of the phantom.

    `centre` is in patient coordinates (mm, LPS); `diameter_mm` that of the sphere of equal volume;
    `mean_hu` the mean over its volume before noise; `zone` is upper, middle or lower third of
    the lung; `site` says what it touches.
    """

    number: int
    centre: tuple[float, float, float]
    diameter_mm: float
    category: NoduleCategory
    mean_hu: float
    lung: str
    zone: str
    site: str


@dataclass(frozen=True, slots=True)
class ChestTruth:
    """The nodules of one phantom; the same for each of its variants."""

    profile: str
    nodules: tuple[NoduleTruth, ...]

    def write(self, path: Path) -> None:
        """Store the truth as JSON."""
        document = {"version": 1, **asdict(self)}
        atomic_write(path, json.dumps(document, indent=1).encode())

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what `write` stored."""
        document = json.loads(path.read_text("utf-8"))
        nodules = tuple(
            NoduleTruth(
                **{
                    **item,
                    "centre": tuple(item["centre"]),
                    "category": NoduleCategory(item["category"]),
                }
            )
            for item in document["nodules"]
        )
        return cls(document["profile"], nodules)
