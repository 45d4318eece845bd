"""What a phantom holds, as a measuring program should find it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Self, TypeVar

from viewer.foundation.files import atomic_write
from viewer.server.phantoms.deformation import Deformation

Entry = Mapping[str, Any]
_Item = TypeVar("_Item")


class NoduleCategory(StrEnum):
    """Composition of a nodule, in the words of the gateway's document."""

    GGO = "ggo"
    PART_SOLID = "part-solid"
    SOLID = "solid"


class OpacityKind(StrEnum):
    """What fills the lung: veiled vessels still seen through it, or not."""

    GROUND_GLASS = "ground-glass"
    CONSOLIDATION = "consolidation"


class FractureKind(StrEnum):
    """How a rib is broken."""

    DISPLACED = "displaced"
    NON_DISPLACED = "non-displaced"
    HEALING = "healing"


class Side(StrEnum):
    """The patient's side."""

    LEFT = "left"
    RIGHT = "right"


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
class CalciumTruth:
    """One plaque: a capsule of one density on a vessel.

    `centre` in patient coordinates (mm, LPS); `vessel` is LM-LAD, LCX, RCA or aorta, of which the
    last does not belong to a coronary score. What the scoring formulas give for it depends on
    where the slices lie: see `calcium_score`.
    """

    number: int
    vessel: str
    centre: tuple[float, float, float]
    volume_mm3: float
    peak_hu: float

    @property
    def is_coronary(self) -> bool:
        """Whether a coronary score counts it."""
        return self.vessel != "aorta"


@dataclass(frozen=True, slots=True)
class OpacityTruth:
    """One patch of ground glass or consolidation.

    `centre` is its centre of mass in patient coordinates (mm, LPS); `volume_mm3` that of the
    drawn shape inside the pleura, vessels in it included; `mean_hu` before noise, without vessels.
    """

    number: int
    kind: OpacityKind
    centre: tuple[float, float, float]
    volume_mm3: float
    mean_hu: float
    lung: Side


@dataclass(frozen=True, slots=True)
class FractureTruth:
    """One broken rib: `centre` of the break in patient coordinates (mm, LPS).

    `segment` is anterior, lateral or posterior: the third of the way around the chest. `gap_mm` is
    the width of the break and `step_mm` the distance between the fragments' axes (0: none).
    """

    number: int
    rib: int
    side: Side
    segment: str
    kind: FractureKind
    centre: tuple[float, float, float]
    gap_mm: float
    step_mm: float


@dataclass(frozen=True, slots=True)
class ChestTruth:
    """What one phantom holds; the same for each of its variants.

    At a second time point all places are those of the second scan, and `deformation` tells where
    each of its points lies in the first.
    """

    profile: str
    nodules: tuple[NoduleTruth, ...]
    calcium: tuple[CalciumTruth, ...] = ()
    opacities: tuple[OpacityTruth, ...] = ()
    fractures: tuple[FractureTruth, ...] = ()
    deformation: Deformation | None = None

    def write(self, path: Path) -> None:
        """Store the truth as JSON."""
        document = {"version": 1, **asdict(self)}
        atomic_write(path, json.dumps(document, indent=1).encode())

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what `write` stored."""
        document = json.loads(path.read_text("utf-8"))
        moved = document.get("deformation")
        return cls(
            profile=document["profile"],
            nodules=_each(NoduleTruth, document["nodules"], category=NoduleCategory),
            calcium=_each(CalciumTruth, document.get("calcium", ())),
            opacities=_each(
                OpacityTruth, document.get("opacities", ()), kind=OpacityKind, lung=Side
            ),
            fractures=_each(
                FractureTruth, document.get("fractures", ()), kind=FractureKind, side=Side
            ),
            deformation=None if moved is None else Deformation(**_with_tuples(moved)),
        )


def _each(
    item_type: type[_Item], items: Sequence[Entry], /, **words: Callable[[str], StrEnum]
) -> tuple[_Item, ...]:
    """Read one list of the document; `words` are the fields that hold a word of a fixed list."""
    return tuple(
        item_type(
            **{
                name: words[name](str(value)) if name in words else value
                for name, value in _with_tuples(item).items()
            }
        )
        for item in items
    )


def _with_tuples(item: Entry) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in item.items()
    }
