"""The `--layout` document: each item as drawn, and what was not drawn and why (docs/formats.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.domain.finding import Finding
from viewer.domain.references import InstanceReference
from viewer.domain.result import Unplaced
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import WholeImageRegion
from viewer.overlay.camera import Camera
from viewer.overlay.compose import OverlayState
from viewer.overlay.items import Area, Curve, Item, Marker, Outline

VERSION: Final = 1

Json = dict[str, object]


class NotDrawnReason(StrEnum):
    """Why a finding that could be drawn is not in this picture."""

    OTHER_FRAME = "other frame"
    OVERLAY_OFF = "overlay off"
    NOT_REVEALED = "not revealed yet"
    HIDDEN = "hidden"
    OTHER_KIND = "kind switched off"
    NO_PLACE = "said of the whole image"
    LOW_CONFIDENCE = "confidence below the filter"


@dataclass(frozen=True, slots=True)
class NotDrawn:
    """A finding of the answer that is not in the picture."""

    finding_uid: str
    reason: str


@dataclass(frozen=True, slots=True)
class DrawnFrame:
    """Which image was drawn, and how: `index` counts from 0 in stack order."""

    index: int
    instance: InstanceReference | None
    camera: Camera


def layout_document(
    frame: DrawnFrame,
    items: Iterable[Item],
    not_drawn: Iterable[NotDrawn] = (),
    curves: Iterable[Curve] = (),
) -> Json:
    """Return the document, ready for JSON.

    `image_points` are px of the image as shown, (0, 0) its upper left corner; `output_points`
    are px of the picture that was written.
    """
    camera, instance = frame.camera, frame.instance
    return {
        "version": VERSION,
        "image": {"width": camera.image_width, "height": camera.image_height},
        "output": {"width": round(camera.view_width), "height": round(camera.view_height)},
        "frame": {
            "index": frame.index,
            "sop_instance_uid": instance.sop_instance_uid if instance else None,
        },
        "items": [_item(item, camera) for item in items],
        "tracing": [_curve(curve, camera) for curve in curves],
        "not_drawn": [{"finding": n.finding_uid, "reason": n.reason} for n in not_drawn],
    }


def left_out(
    findings: Sequence[Finding],
    unplaced: Iterable[Unplaced],
    items: Iterable[Item],
    state: OverlayState,
) -> tuple[NotDrawn, ...]:
    """Return every finding of the answer that `items` do not show, with the reason."""
    drawn = {item.finding_uid for item in items}
    missing = [NotDrawn(f.uid, _reason(f, state)) for f in findings if f.uid not in drawn]
    nowhere = [NotDrawn(u.uid, reason_text(u.reason)) for u in unplaced]
    return (*missing, *nowhere)


def reason_text(reason: StrEnum) -> str:
    """Return a reason as the words of the formats: `outside-image` is "outside image"."""
    return reason.value.replace("-", " ")


def _reason(finding: Finding, state: OverlayState) -> str:
    if isinstance(finding.placement.region, WholeImageRegion):
        return NotDrawnReason.NO_PLACE.value
    return _switched_off(finding, state).value


def _switched_off(finding: Finding, state: OverlayState) -> NotDrawnReason:
    """Return the first thing that keeps a finding with a place from being drawn."""
    reasons = (
        (not state.is_visible, NotDrawnReason.OVERLAY_OFF),
        (state.hides_service and not finding.is_own, NotDrawnReason.NOT_REVEALED),
        (finding.uid in state.hidden_uids | state.closed_uids, NotDrawnReason.HIDDEN),
        (state.kinds is not None and finding.kind not in state.kinds, NotDrawnReason.OTHER_KIND),
        (not state.dental.shows(finding), NotDrawnReason.OTHER_KIND),
        (not state.is_sure_enough(finding), NotDrawnReason.LOW_CONFIDENCE),
    )
    return next((reason for holds, reason in reasons if holds), NotDrawnReason.OTHER_FRAME)


def _item(item: Item, camera: Camera) -> Json:
    points = (item.centre,) if isinstance(item, Marker) else item.points
    described: Json = {
        "finding": item.finding_uid,
        "kind": item.kind.value,
        "label": item.label,
        "color": item.stroke.color,
        "image_points": _image_points(points),
        "output_points": [list(camera.to_device(point)) for point in points],
    }
    if isinstance(item, Marker):
        described["radius"] = item.radius_column
        if item.radius_row != item.radius_column:
            described["radius_rows"] = item.radius_row
    if isinstance(item, Area):
        described["rings"] = [_image_points(ring) for ring in item.rings]
    elif isinstance(item, Outline) and item.others:
        described["rings"] = [_image_points(ring) for ring in (item.points, *item.others)]
    return described


def _curve(curve: Curve, camera: Camera) -> Json:
    return {
        "name": curve.name,
        "layer": curve.layer.value,
        "label": curve.label,
        "color": curve.stroke.color,
        "is_closed": curve.is_closed,
        "image_points": _image_points(curve.points),
        "output_points": [list(camera.to_device(point)) for point in curve.points],
    }


def _image_points(points: Sequence[ImagePoint]) -> list[list[float]]:
    return [[point.column, point.row] for point in points]
