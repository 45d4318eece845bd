"""The teeth of one answer as a chart and its checks look at them."""

from dataclasses import dataclass

from viewer.domain.teeth import Tooth, tooth_of
from viewer.geometry.regions import BoxRegion


@dataclass(frozen=True, slots=True)
class DiseaseSeen:
    """A disease or a work at a tooth, or of the whole picture.

    `key` is one of `DENTAL_DISEASES` or the service's own text, `status` one of "healthy",
    "suspected", "confirmed" or empty, `uid` that of its finding.
    """

    key: str
    status: str = ""
    confidence: float | None = None
    uid: str = ""
    box: BoxRegion | None = None


@dataclass(frozen=True, slots=True)
class ToothSeen:
    """One tooth as it was found, or as a reader corrected it. `box` in image points."""

    text: str
    uid: str
    box: BoxRegion | None = None
    status: str = ""
    diseases: tuple[DiseaseSeen, ...] = ()

    @property
    def tooth(self) -> Tooth | None:
        """The tooth that its number names; None for a supernumerary one."""
        return tooth_of(self.text)
