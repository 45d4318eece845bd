"""What is in hand: drawn fresh over everything that is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from viewer.domain.finding import Finding
from viewer.domain.series import SeriesDescription
from viewer.domain.standing import Decision
from viewer.geometry.hit import handles_of
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import Region
from viewer.overlay.compose import OverlayState, finding_sign, stroke_of
from viewer.overlay.items import Item, Stroke
from viewer.overlay.reaches import offset_on
from viewer.overlay.shapes import raster_of, shape_of, shifted, size_words
from viewer.overlay.style import OWN, ghost_stroke
from viewer.overlay.wording import ENGLISH, OverlayWording

_NEW_STROKE = Stroke(OWN, 2.0)


@dataclass(frozen=True, slots=True)
class ActiveLayer:
    """The shapes in hand with their handles, in image px.

    `hot` is the handle under the pointer. `replaces`: the finding that is left out of the layer
    below, as it is drawn here.
    """

    items: tuple[Item, ...] = ()
    handles: tuple[ImagePoint, ...] = ()
    hot: int | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class InHand:
    """A finding that may be reshaped, as it lies on one slice.

    `region` is as drawn there: `offset` px away from its place on its own slice.
    """

    finding: Finding
    region: Region
    offset: tuple[float, float]
    decision: Decision


def in_hand(
    finding: Finding, series: SeriesDescription, slice_index: int, decision: Decision
) -> InHand:
    """Return a finding as it lies on one of the slices that it reaches."""
    offset = offset_on(finding.placement, series, slice_index)
    return InHand(finding, shifted(finding.placement.region, offset), offset, decision)


def ghost_of(
    answered: Finding | None, region: Region | None, series: SeriesDescription, slice_index: int
) -> Item | None:
    """Return the service's own place on its slice, where what is drawn there is elsewhere.

    `region` is what is drawn there now, None for nothing.
    """
    if answered is None or answered.placement.slice_index != slice_index:
        return None
    place = answered.placement.region
    if place == region:
        return None
    return shape_of(answered.uid, place, raster_of(series), ghost_stroke())


def held_layer(
    held: InHand,
    ghost: Item | None,
    series: SeriesDescription,
    hot: int | None = None,
    knots: Sequence[int] | None = None,
) -> ActiveLayer:
    """Return the handles over a finding that is drawn below, and its ghost.

    `knots` are those of its points that have a handle, None for all; `hot` counts points.
    """
    shown = handles_of(held.region, raster_of(series))
    if knots is not None:
        hot = knots.index(hot) if hot in knots else None
        shown = tuple(shown[knot] for knot in knots)
    return ActiveLayer(() if ghost is None else (ghost,), shown, hot)


def dragged_layer(  # noqa: PLR0913 - options by name
    held: InHand,
    region: Region,
    ghost: Item | None,
    series: SeriesDescription,
    wording: OverlayWording = ENGLISH,
    *,
    overlay: OverlayState | None = None,
    knots: Sequence[int] | None = None,
) -> ActiveLayer:
    """Return a finding as it is being reshaped, with the size that it has now."""
    overlay = overlay or OverlayState()
    stroke = stroke_of(held.finding, held.decision, overlay, is_central=True, is_selected=True)
    sign = finding_sign(held.finding, held.decision, overlay.notation)
    label = f"{sign}  {size_words(region, series, wording)}".rstrip()
    raster = raster_of(series)
    shape = replace(
        shape_of(held.finding.uid, region, raster, stroke), label=label, is_selected=True
    )
    items = (shape,) if ghost is None else (ghost, shape)
    handles = handles_of(region, raster)
    if knots is not None:
        handles = tuple(handles[knot] for knot in knots)
    return ActiveLayer(items, handles, replaces=held.finding.uid)


def drawn_layer(
    region: Region, series: SeriesDescription, wording: OverlayWording = ENGLISH
) -> ActiveLayer:
    """Return a shape as it is being drawn anew, with its size."""
    shape = shape_of("", region, raster_of(series), _NEW_STROKE)
    label = size_words(region, series, wording)
    return ActiveLayer((replace(shape, label=label, is_selected=True),))
