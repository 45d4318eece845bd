"""How one finding stands with its reader: judged, corrected, added, remarked upon."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, NamedTuple

from viewer.domain.evaluation import Evaluation
from viewer.domain.finding import Finding, FindingNote, NoduleCategory, NoteKind, Placement, Site
from viewer.domain.measurement import Measurement
from viewer.domain.measuring import diameter_of
from viewer.geometry.regions import MarkerRegion


class Decision(StrEnum):
    """A reader's judgement of one finding."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class RejectReason(StrEnum):
    """Why a finding was rejected."""

    WRONG_PLACE = "wrong-place"
    NOT_A_LESION = "not-a-lesion"
    WRONG_CLASS = "wrong-class"
    DUPLICATE = "duplicate"
    OTHER = "other"


class FindingKey(NamedTuple):
    """Names a finding within one stack; `run_uid` is empty for what the reader put there."""

    run_uid: str
    finding_uid: str


WHOLE: Final = FindingKey("", "")
"""The reading as a whole: where it stands as ACCEPTED the reader said "nothing further"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a reader made of one finding; the answer of the service itself is never changed.

    `placement` and `category` are the reader's own, None where the finding's hold; `measurements`
    were made at that placement. `tooth` and `evaluations` are what the reader says instead of the
    service, None where its own hold. `added` is the finding as the reader first drew it;
    `is_removed` only of such a one.
    """

    decision: Decision = Decision.UNDECIDED
    reason: RejectReason | None = None
    comment: str = ""
    placement: Placement | None = None
    measurements: tuple[Measurement, ...] = ()
    category: NoduleCategory | None = None
    tooth: str | None = None
    evaluations: tuple[Evaluation, ...] | None = None
    added: Finding | None = None
    is_removed: bool = False

    @property
    def is_edited(self) -> bool:
        """Tell whether the reader corrected place, size or kind."""
        return self.placement is not None or self.is_relabelled

    @property
    def is_relabelled(self) -> bool:
        """Tell whether the reader calls it something else."""
        named = (self.category, self.tooth, self.evaluations)
        return any(name is not None for name in named)

    def applied_to(self, finding: Finding) -> Finding:
        """Return the finding as the reader corrected it; the same one where nobody did.

        Once it was put elsewhere or made larger, what had been measured there (volume, density)
        holds no longer, nor do doubts about the place.
        """
        if not self.is_edited:
            return finding
        called = replace(
            finding,
            category=self.category or finding.category,
            site=_site(finding.site, self.tooth),
            evaluations=finding.evaluations if self.evaluations is None else self.evaluations,
            is_edited=not finding.is_own,
        )
        if self.placement is None:
            return called
        return replace(
            called,
            placement=self.placement,
            measurements=self.measurements or diameter_of(self.placement.region),
            notes=_still_doubtful(finding, self.placement),
            raw=None,
        )


def _site(site: Site, tooth: str | None) -> Site:
    return site if tooth is None else replace(site, tooth=tooth)


def _still_doubtful(finding: Finding, placement: Placement) -> tuple[FindingNote, ...]:
    region = placement.region
    has_size = not isinstance(region, MarkerRegion) or (region.diameter_mm or region.diameter_px)
    return tuple(
        note for note in finding.notes if note.kind is NoteKind.SIZE_MISSING and not has_size
    )


UNTOUCHED: Final = Standing()
