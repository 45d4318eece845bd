"""What a reader made of a result, for `findings.json` (docs/formats.md)."""

from datetime import UTC, datetime

from viewer.domain.account import Account
from viewer.domain.finding import Finding, Placement
from viewer.domain.ledger import LedgerEvent
from viewer.domain.reading import Signature
from viewer.domain.review import Review
from viewer.domain.series import SeriesDescription
from viewer.export.parts_json import evaluations_json
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import (
    BoxRegion,
    LineRegion,
    MarkerRegion,
    MaskRegion,
    PointRegion,
    PolygonRegion,
    Region,
    WholeImageRegion,
    corners_of,
)

Json = dict[str, object]


def judgement_json(finding: Finding, review: Review, account: Account) -> Json:
    """Return the decision on a finding, why, and whose word it was."""
    standing = review.standing_of(finding.uid)
    run_uid = "" if finding.is_own else review.run_uid
    return {
        "decision": standing.decision.value,
        "reason": None if standing.reason is None else standing.reason.value,
        "comment": standing.comment,
        "judged": _word(account.word_on(run_uid, finding.uid)),
    }


def origin_json(finding: Finding, answered: Finding | None, series: SeriesDescription) -> Json:
    """Return whose a finding is; of a corrected one also what the service had said."""
    origin: Json = {
        "origin": "reader" if finding.is_own else "service",
        "is_edited": finding.is_edited,
    }
    if answered is None or not finding.is_edited:
        return origin
    if finding.placement != answered.placement:
        origin["service_frame"] = frame_json(answered.placement)
        origin["service_shape"] = shape_json(answered.placement, series)
        origin["service_measurements"] = measurements_json(answered)
    if finding.category is not answered.category:
        origin["service_category"] = answered.category.value
    if finding.site.tooth != answered.site.tooth:
        origin["service_tooth"] = answered.site.tooth
    if finding.evaluations != answered.evaluations:
        origin["service_evaluations"] = evaluations_json(answered.evaluations)
    return origin


def review_json(account: Account) -> Json:
    """Return what was said of the reading as a whole: nothing further, signed, opened again."""
    return {
        "nothing_further": _word(account.nothing_further),
        "signature": _signature(account.signature),
        "addenda": [{**_said(e), "reason": e.detail("reason")} for e in account.addenda],
        "blind": _word(account.blind),
    }


def frame_json(placement: Placement) -> Json:
    """Return on which image a finding lies."""
    return {
        "index": placement.slice_index,
        "sop_instance_uid": placement.instance.sop_instance_uid,
    }


def measurements_json(finding: Finding) -> list[Json]:
    """Return what was measured."""
    return [{"code": m.name, "value": m.value, "unit": m.unit.value} for m in finding.measurements]


def shape_json(placement: Placement, series: SeriesDescription) -> Json:
    """Return the region in image points; a marker's radius in image columns."""
    region = placement.region
    if isinstance(region, MarkerRegion):
        shape: Json = {"type": "marker", "points": _points((region.centre,))}
        if region.diameter_px is not None:
            shape["radius"] = region.diameter_px / 2
        elif region.diameter_mm is not None and series.pixel_spacing is not None:
            shape["radius"] = region.diameter_mm / 2 / series.pixel_spacing[1]
        return shape
    if isinstance(region, MaskRegion):
        return _mask_json(region, placement.slice_index)
    if isinstance(region, PolygonRegion) and region.others:
        rings = rings_json(region)
        return {"type": "polygon", "points": rings[0], "rings": rings}
    return _plain_json(region)


def rings_json(region: PolygonRegion) -> list[list[list[float]]]:
    """Return all outlines of a polygon in image points."""
    return [_points(ring) for ring in region.rings]


def _plain_json(region: Region) -> Json:
    if isinstance(region, WholeImageRegion):
        return {"type": "none", "points": []}
    if isinstance(region, BoxRegion):
        return {"type": "box", "points": _points((region.low, region.high))}
    kinds = {PointRegion: "landmark", LineRegion: "line", PolygonRegion: "polygon"}
    return {"type": kinds[type(region)], "points": _points(corners_of(region))}


def _mask_json(region: MaskRegion, slice_index: int) -> Json:
    """Return a mask: the outlines on the finding's frame, and how much it marks on each."""
    part = region.mask.on(slice_index)
    rings = () if part is None else part.rings
    return {
        "type": "mask",
        "points": _points(max(rings, key=len, default=())),
        "rings": [_points(ring) for ring in rings],
        "frames": [
            {"index": part.index, "pixels": part.pixel_count} for part in region.mask.slices
        ],
        "voxels": region.mask.voxel_count,
    }


def iso_time(moment: datetime | None) -> str | None:
    """Return a moment as UTC, ISO 8601 to the second; None stays None."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds")


def _points(points: tuple[ImagePoint, ...]) -> list[list[float]]:
    return [[point.column, point.row] for point in points]


def _word(event: LedgerEvent | None) -> Json | None:
    return None if event is None else _said(event)


def _said(event: LedgerEvent) -> Json:
    return {"user": event.user, "at": iso_time(event.at), "event": event.sequence}


def _signature(signature: Signature | None) -> Json | None:
    if signature is None:
        return None
    return {
        "user": signature.user,
        "at": iso_time(signature.at),
        "event": signature.sequence,
        "hash": signature.hash,
    }
