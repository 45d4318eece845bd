"""Drawing instructions and furniture to a QPainter: one painter for screen, picture and paper."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QPaintEngine, QPainter

from viewer.geometry.points import ImagePoint
from viewer.overlay.camera import Camera
from viewer.overlay.items import Area, Item, ItemKind, LabelSide, Marker, Outline
from viewer.overlay.labels import (
    DIRECTIONS,
    DOWNWARDS,
    UPWARDS,
    Anchor,
    PlacedLabel,
    Rect,
    place_labels,
)
from viewer.paint import fonts
from viewer.paint.areas import draw_area, draw_area_stamp
from viewer.paint.outlines import draw_outlines, draw_outlines_stamp, outline_extent
from viewer.paint.strokes import (
    cross_extent,
    draw_cross,
    draw_leader,
    draw_length,
    draw_ring,
    draw_ring_stamp,
)
from viewer.paint.text import Ground, TextStyle, block_size, draw_text

_GAP: Final = 2.5
_VIEW_MARGIN: Final = 3.0


@dataclass(frozen=True, slots=True)
class Layout:
    """Items with their boxes and labels in a view, device px: `paint_items` without the drawing."""

    shapes: tuple[tuple[Item, Rect], ...]
    labels: tuple[tuple[Item, TextStyle, PlacedLabel], ...]

    def boxes(self) -> Iterator[Rect]:
        """Yield the boxes in which anything is drawn, strokes' widths aside."""
        for _, box in self.shapes:
            yield box
        for _, _, label in self.labels:
            yield label.rect
            if label.leader is not None:
                x1, y1, x2, y2 = label.leader
                yield Rect(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    def boxes_of(self, uid: str | None) -> Iterator[Rect]:
        """Yield the boxes in which one finding and its label are drawn."""
        yield from Layout(
            tuple(entry for entry in self.shapes if entry[0].finding_uid == uid),
            tuple(entry for entry in self.labels if entry[0].finding_uid == uid),
        ).boxes()

    def without(self, uid: str) -> "Layout":
        """Return all but one finding, the others' labels where they are."""
        return Layout(
            tuple(entry for entry in self.shapes if entry[0].finding_uid != uid),
            tuple(entry for entry in self.labels if entry[0].finding_uid != uid),
        )

    def meeting(self, area: Rect) -> "Layout":
        """Return what is drawn in an area, and maybe more; strokes are narrower than its edge."""
        return Layout(
            tuple(entry for entry in self.shapes if entry[1].meets(area)),
            tuple(
                entry
                for entry in self.labels
                if entry[2].leader is not None or entry[2].rect.meets(area)
            ),
        )


def paint_items(  # noqa: PLR0913 - options by name
    painter: QPainter,
    items: Sequence[Item],
    camera: Camera,
    *,
    scale: float = 1.0,
    keep_out: Iterable[Rect] = (),
    is_exact: bool = False,
) -> None:
    """Draw items where `camera` puts them; the painter's unit is a device px.

    `scale`: the device pixel ratio, or how much larger strokes and type are on a picture or on
    paper. `keep_out`: where no label may lie (corner text). On a raster device rings and text
    come from ready-made stamps, at most 1/8 px off, unless `is_exact`; elsewhere they are vectors.
    """
    layout = lay_out(items, camera, scale=scale, keep_out=keep_out)
    paint_layout(painter, layout, camera, scale=scale, is_exact=is_exact)


def lay_out(
    items: Sequence[Item],
    camera: Camera,
    *,
    scale: float = 1.0,
    keep_out: Iterable[Rect] = (),
) -> Layout:
    """Return where items and their labels lie in the view; those out of view are left out."""
    view = Rect(0.0, 0.0, camera.view_width, camera.view_height)
    shown = [(item, _extent(item, camera, scale)) for item in items]
    visible = [(item, extent) for item, extent in shown if extent.meets(view)]
    labelled = [(item, extent, _style(item, scale)) for item, extent in visible if item.label]
    labelled.sort(key=lambda entry: not entry[0].is_selected)  # it gets the best place
    margin = _VIEW_MARGIN * scale
    room = Rect(margin, margin, view.right - margin, view.bottom - margin)
    anchors = tuple(_anchor(item, extent, style, camera) for item, extent, style in labelled)
    placed = _placed(anchors, room, _GAP * scale, tuple(keep_out))
    labels = tuple(
        (item, style, label)
        for (item, _, style), label in zip(labelled, placed, strict=True)
        if label is not None
    )
    return Layout(tuple(visible), labels)


def paint_layout(
    painter: QPainter,
    layout: Layout,
    camera: Camera,
    *,
    scale: float = 1.0,
    is_exact: bool = False,
) -> None:
    """Draw what `lay_out` returned for the same camera and scale."""
    if not layout.shapes:
        return
    is_exact = is_exact or painter.paintEngine().type() != QPaintEngine.Type.Raster
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item, extent in layout.shapes:
        _draw_shape(painter, item, extent, camera, scale=scale, is_exact=is_exact)
    for _, style, label in layout.labels:  # all of them under all names: none is struck through
        if label.leader is not None:
            draw_leader(painter, label.leader, style.color, scale)
    for item, style, label in layout.labels:
        place = label.rect.left, label.rect.top
        draw_text(painter, place, item.label, style, is_exact=is_exact)


@lru_cache(maxsize=32)
def _placed(
    anchors: tuple[Anchor, ...], room: Rect, gap: float, keep_out: tuple[Rect, ...]
) -> tuple[PlacedLabel | None, ...]:
    """Place the labels; kept, because most frames show the same ones as the frame before."""
    return place_labels(anchors, room, gap, keep_out)


def _extent(item: Item, camera: Camera, scale: float) -> Rect:
    """Return the box around an item in device px."""
    if isinstance(item, Marker):
        x, y = camera.to_device(item.centre)
        across, down = _device_radii(item, camera)
        if not across:
            across = down = cross_extent(scale, is_landmark=item.is_landmark)
        return Rect(x - across, y - down, x + across, y + down)
    if isinstance(item, Outline):
        return outline_extent(item, camera)
    corners = [camera.to_device(point) for point in _corners(item)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Rect(min(xs), min(ys), max(xs), max(ys))


def _corners(item: Area) -> Iterable[ImagePoint]:
    left, top, right, bottom = item.bounds
    places = ((left, top), (right, top), (right, bottom), (left, bottom))
    return (ImagePoint(*place) for place in places)


def _device_radii(marker: Marker, camera: Camera) -> tuple[float, float]:
    across = marker.radius_column * camera.zoom
    down = marker.radius_row * camera.row_zoom
    return (down, across) if camera.quarter_turns % 2 else (across, down)


def _draw_shape(  # noqa: PLR0913 - one call site; each is an independent fact
    painter: QPainter,
    item: Item,
    extent: Rect,
    camera: Camera,
    *,
    scale: float,
    is_exact: bool,
) -> None:
    if isinstance(item, Area):
        area = draw_area if is_exact else draw_area_stamp
        area(painter, item, camera, scale)
        return
    if not isinstance(item, Marker):
        _draw_outline(painter, item, camera, scale=scale, is_exact=is_exact)
        return
    centre = (extent.left + extent.right) / 2, (extent.top + extent.bottom) / 2
    if not item.radius_column:
        draw_cross(painter, centre, item.stroke, scale, is_landmark=item.is_landmark)
        return
    radii = (extent.right - extent.left) / 2, (extent.bottom - extent.top) / 2
    ring = draw_ring if is_exact else draw_ring_stamp
    ring(painter, centre, radii, item.stroke, scale)


def _draw_outline(
    painter: QPainter, item: Outline, camera: Camera, *, scale: float, is_exact: bool
) -> None:
    if item.kind is ItemKind.LINE:
        ends = [camera.to_device(point) for point in item.points]
        draw_length(painter, ends, item.stroke, scale)
        return
    draw = draw_outlines if is_exact else draw_outlines_stamp
    draw(painter, item, camera, scale)


def _style(item: Item, scale: float) -> TextStyle:
    ground = Ground.FULL if item.is_selected else Ground.SHADE
    return TextStyle(item.stroke.color, fonts.LABEL_PX * scale, is_bold=True, ground=ground)


def _anchor(item: Item, extent: Rect, style: TextStyle, camera: Camera) -> Anchor:
    width, height = block_size(item.label, style)
    left, top, right, bottom = extent
    if isinstance(item, Outline) and item.kind is ItemKind.LINE:  # beside its right end
        right, y = max(camera.to_device(point) for point in item.points)
        return Anchor(right, y, style.pixels / 2, style.pixels / 2, width, height)
    return Anchor(
        (left + right) / 2,
        (top + bottom) / 2,
        (right - left) / 2,
        (bottom - top) / 2,
        width,
        height,
        is_round=item.kind not in {ItemKind.BOX, ItemKind.MASK},
        is_obstacle=item.kind is not ItemKind.MASK,
        directions=_directions(item, camera),
    )


def _directions(item: Item, camera: Camera) -> tuple[tuple[int, int], ...]:
    """Return where the label of an item goes; a preferred side turns with the image."""
    side = item.label_side if isinstance(item, Outline) else LabelSide.ANY
    if side is LabelSide.ANY or camera.quarter_turns % 2:
        return DIRECTIONS
    is_up = (side is LabelSide.ABOVE) == (camera.matrix.d > 0)
    return UPWARDS if is_up else DOWNWARDS
