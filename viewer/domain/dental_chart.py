"""What a tooth chart shows: each tooth of a dentition with its states, as far as it was seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.domain.dental_diseases import DentalImage
from viewer.domain.dental_surfaces import Surface, surface_of
from viewer.domain.teeth import DECIDUOUS_TEETH, PERMANENT_TEETH, Tooth
from viewer.domain.teeth_seen import DiseaseSeen, ToothSeen

_STATUSES: Final = ("", "healthy", "suspected", "confirmed")
_RETAINED_AT_MOST: Final = 2
"""So many milk teeth beside permanent ones are retained; with more, the teeth are changing."""


class ToothState(StrEnum):
    """What a chart draws of a tooth; several may hold at once."""

    PRESENT = "present"
    NOT_SEEN = "not-seen"
    """Not in the list, and the picture need not show it, or it need not have erupted."""
    MISSING = "missing"
    """Not in the list although the picture shows both whole jaws and its neighbours erupted."""
    CROWN = "crown"
    ROOT_FILLING = "root-filling"
    IMPLANT = "implant"
    BRIDGE = "bridge"
    FILLING = "filling"
    IMPACTED = "impacted"
    """Impacted or embedded: the document tells 阻生牙 and 埋伏牙 apart, a chart does not."""
    CARIES = "caries"
    RESIDUAL_ROOT = "residual-root"
    RESIDUAL_CROWN = "residual-crown"
    PERIAPICAL = "periapical"
    WEDGE_DEFECT = "wedge-defect"
    WEAR = "wear"
    BONE_LOSS = "bone-loss"
    RECESSION = "recession"
    RETAINED = "retained"
    OTHER = "other"
    """Something that has no drawing of its own: it is counted and listed."""


_STATES: Final = {
    "crown": ToothState.CROWN,
    "root-filling": ToothState.ROOT_FILLING,
    "implant": ToothState.IMPLANT,
    "bridge": ToothState.BRIDGE,
    "filling": ToothState.FILLING,
    "impacted-tooth": ToothState.IMPACTED,
    "embedded-tooth": ToothState.IMPACTED,
    "caries": ToothState.CARIES,
    "residual-root": ToothState.RESIDUAL_ROOT,
    "residual-crown": ToothState.RESIDUAL_CROWN,
    "periapical-lesion": ToothState.PERIAPICAL,
    "wedge-defect": ToothState.WEDGE_DEFECT,
    "tooth-wear": ToothState.WEAR,
    "bone-resorption": ToothState.BONE_LOSS,
    "gingival-recession": ToothState.RECESSION,
    "retained-primary-tooth": ToothState.RETAINED,
}


class Dentition(StrEnum):
    """Which rows a chart has."""

    PERMANENT = "permanent"
    DECIDUOUS = "deciduous"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class ChartTooth:
    """One tooth of the chart. `seen` holds more than one where its number was given twice."""

    tooth: Tooth
    states: frozenset[ToothState]
    seen: tuple[ToothSeen, ...] = ()
    surfaces: frozenset[Surface] = frozenset()
    """Where its caries lie, as far as their boxes tell."""

    @property
    def status(self) -> str:
        """The gravest status of all that was seen under this number; empty without any."""
        said = [self.seen_status(seen) for seen in self.seen]
        return max(said, key=_STATUSES.index, default="")

    @property
    def diseases(self) -> tuple[DiseaseSeen, ...]:
        """All that was found at it."""
        return tuple(disease for seen in self.seen for disease in seen.diseases)

    @staticmethod
    def seen_status(seen: ToothSeen) -> str:
        """Return the status of one; a text of the service's own counts as none."""
        return seen.status if seen.status in _STATUSES else ""


@dataclass(frozen=True, slots=True)
class DentalChart:
    """A whole chart. `teeth` has every tooth of the shown dentition, in the order of numbers."""

    dentition: Dentition
    teeth: tuple[ChartTooth, ...]
    beside: tuple[ToothSeen, ...] = ()
    """Those with a number that no tooth has: supernumerary ones."""
    whole: tuple[DiseaseSeen, ...] = ()
    """What is said of the whole picture, at no place."""


def chart_of(
    seen: Sequence[ToothSeen], image: DentalImage, whole: Iterable[DiseaseSeen] = ()
) -> DentalChart:
    """Return the chart of the teeth that were found in a picture."""
    dentition = dentition_of(seen)
    by_tooth: dict[Tooth, list[ToothSeen]] = {}
    for one in seen:
        if one.tooth is not None:
            by_tooth.setdefault(one.tooth, []).append(one)
    shown = {
        Dentition.PERMANENT: PERMANENT_TEETH,
        Dentition.DECIDUOUS: DECIDUOUS_TEETH,
        Dentition.MIXED: PERMANENT_TEETH + DECIDUOUS_TEETH,
    }[dentition]
    missing = _missing(by_tooth) if image is DentalImage.PANORAMIC else frozenset()
    return DentalChart(
        dentition=dentition,
        teeth=tuple(
            _chart_tooth(tooth, tuple(by_tooth.get(tooth, ())), image, is_missing=tooth in missing)
            for tooth in shown
        ),
        beside=tuple(one for one in seen if one.tooth is None),
        whole=tuple(whole),
    )


def dentition_of(seen: Iterable[ToothSeen]) -> Dentition:
    """Return which rows are needed; without any tooth the permanent ones."""
    kinds = {one.tooth.is_deciduous for one in seen if one.tooth is not None}
    if kinds == {True}:
        return Dentition.DECIDUOUS
    return Dentition.MIXED if len(kinds) > 1 else Dentition.PERMANENT


def _missing(by_tooth: dict[Tooth, list[ToothSeen]]) -> frozenset[Tooth]:
    """Return the permanent teeth that a panoramic film should show and that are not listed.

    None while the teeth are changing: what is not there may still come. Where a milk tooth
    stands in the gap, its successor is not called missing: it may lie below, unnumbered.
    """
    deciduous = [tooth for tooth in by_tooth if tooth.is_deciduous]
    if not by_tooth or len(deciduous) > _RETAINED_AT_MOST:
        return frozenset()
    absent = (tooth for tooth in PERMANENT_TEETH if tooth not in by_tooth)
    return frozenset(tooth for tooth in absent if tooth.predecessor not in by_tooth)


def _chart_tooth(
    tooth: Tooth, seen: tuple[ToothSeen, ...], image: DentalImage, *, is_missing: bool
) -> ChartTooth:
    if not seen:
        state = ToothState.MISSING if is_missing else ToothState.NOT_SEEN
        return ChartTooth(tooth, frozenset({state}))
    states = {ToothState.PRESENT}
    surfaces: set[Surface] = set()
    for one in seen:
        for disease in one.diseases:
            states.add(_STATES.get(disease.key, ToothState.OTHER))
            if disease.key == "caries" and image is DentalImage.PANORAMIC:
                surfaces |= surface_of(tooth, one.box, disease.box)
    return ChartTooth(tooth, frozenset(states), seen, frozenset(surfaces))
