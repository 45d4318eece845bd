"""The findings of a dental run, as reviewed, the way a chart looks at them: tooth by tooth."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from viewer.domain.dental_diseases import disease_key
from viewer.domain.evaluation import Scale
from viewer.domain.finding import Finding, FindingKind
from viewer.domain.result import Notice, NoticeKind
from viewer.domain.teeth_seen import DiseaseSeen, ToothSeen
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import BoxRegion, corners_of

DENTAL_CHART_KINDS: Final = frozenset(
    {FindingKind.TOOTH, FindingKind.TOOTH_DISEASE, FindingKind.IMAGE_DISEASE}
)
_Holds = Callable[[str], bool]
"""Whether the finding with a uid is to be counted: a rejected one is not."""


def teeth_in(
    answered: Sequence[Finding], reviewed: Sequence[Finding], holds: _Holds
) -> tuple[ToothSeen, ...]:
    """Return the teeth among `reviewed`, each with its diseases, in their order.

    A disease belongs to the tooth below which the service listed it (`answered`: tooth by tooth,
    its diseases after it), whatever number that tooth has by now, unless a reader gave the
    disease another tooth; else to the first tooth with its number. One without any such tooth
    stands for it, without a place.
    """
    owners = _owners(answered)
    said = {finding.uid: finding.site.tooth for finding in answered}
    teeth = {f.uid: _tooth(f) for f in reviewed if f.kind is FindingKind.TOOTH and holds(f.uid)}
    dropped = {owner for owner in owners.values() if owner not in teeth}
    for finding in reviewed:
        if finding.kind is not FindingKind.TOOTH_DISEASE or not holds(finding.uid):
            continue
        is_moved = said.get(finding.uid, finding.site.tooth) != finding.site.tooth
        owner = "" if is_moved else owners.get(finding.uid, "")
        if owner in dropped:
            continue  # the reader rejected the tooth that it was said of
        if not owner:
            owner = _named(teeth.values(), finding.site.tooth)
        if not owner:
            owner = finding.uid
            teeth[owner] = ToothSeen(finding.site.tooth, finding.uid)
        teeth[owner] = replace(
            teeth[owner], diseases=(*teeth[owner].diseases, _disease(finding, Scale.TOOTH_DISEASE))
        )
    return tuple(teeth.values())


def diseases_of_whole(reviewed: Iterable[Finding], holds: _Holds) -> tuple[DiseaseSeen, ...]:
    """Return what is said of the picture as a whole."""
    return tuple(
        _disease(finding, Scale.IMAGE_DISEASE)
        for finding in reviewed
        if finding.kind is FindingKind.IMAGE_DISEASE and holds(finding.uid)
    )


def _owners(answered: Sequence[Finding]) -> dict[str, str]:
    """Return the uid of its tooth for each disease that follows one with its number."""
    owners: dict[str, str] = {}
    uid, text = "", ""
    for finding in answered:
        if finding.kind is FindingKind.TOOTH:
            uid, text = finding.uid, finding.site.tooth
        elif finding.kind is FindingKind.TOOTH_DISEASE and finding.site.tooth == text:
            owners[finding.uid] = uid
    return owners


def _named(teeth: Iterable[ToothSeen], text: str) -> str:
    return next((tooth.uid for tooth in teeth if tooth.text == text), "")


def _tooth(finding: Finding) -> ToothSeen:
    status = _said(finding, Scale.DENTAL_STATUS)
    return ToothSeen(finding.site.tooth, finding.uid, _box(finding), status)


def _disease(finding: Finding, scale: Scale) -> DiseaseSeen:
    name = _said(finding, scale)
    return DiseaseSeen(
        key=disease_key(name) or name,
        status=_said(finding, Scale.DENTAL_STATUS),
        confidence=finding.confidence,
        uid=finding.uid,
        box=_box(finding),
    )


def _said(finding: Finding, scale: Scale) -> str:
    return next((said.value for said in finding.evaluations if said.scale is scale), "")


def _box(finding: Finding) -> BoxRegion:
    corners = corners_of(finding.placement.region)
    columns = [corner.column for corner in corners]
    rows = [corner.row for corner in corners]
    return BoxRegion(ImagePoint(min(columns), min(rows)), ImagePoint(max(columns), max(rows)))


class CountKind(StrEnum):
    """What a summary counts."""

    TEETH = "total_teeth_detected"
    DISEASED = "diseased_teeth_count"
    DISEASE = "disease"


@dataclass(frozen=True, slots=True)
class CountDifference:
    """The service's summary says another number than its list has. `key` only of a disease."""

    kind: CountKind
    said: str
    listed: str
    key: str = ""


def differences_in(notices: Iterable[Notice]) -> tuple[CountDifference, ...]:
    """Return where the reader of the answer found summary and list to differ."""
    found = []
    for notice in notices:
        if notice.kind is NoticeKind.COUNT_DIFFERS:
            name, said, listed = notice.values
            if name in {CountKind.TEETH, CountKind.DISEASED}:
                found.append(CountDifference(CountKind(name), said, listed))
            else:
                key = disease_key(name) or name
                found.append(CountDifference(CountKind.DISEASE, said, listed, key))
    return tuple(found)
