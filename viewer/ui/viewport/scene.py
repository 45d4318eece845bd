"""What is in a viewport: one stack with its findings, painted quickly by keeping what repeats."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPainter, QRegion

from viewer.domain.finding import Finding
from viewer.domain.review import Review
from viewer.domain.series import SeriesDescription
from viewer.domain.standing import Decision
from viewer.geometry.points import ImagePoint, PixelIndex
from viewer.imaging.dressed import Dressing, Shown, dressed, dressing_of
from viewer.imaging.grey.choices import GreyChoice
from viewer.imaging.grey.voi import GreyState, chosen_state, render, table_for, without_table
from viewer.overlay.active import ActiveLayer
from viewer.overlay.camera import Camera
from viewer.overlay.compose import OverlayState, compose
from viewer.overlay.dental import is_of_whole_image
from viewer.overlay.furniture import Furniture
from viewer.overlay.items import Curve, Item
from viewer.overlay.labels import Rect
from viewer.overlay.shapes import extent_of
from viewer.overlay.wording import ENGLISH, OverlayWording
from viewer.paint.curves import paint_curve_labels
from viewer.paint.furniture import paint_furniture, text_blocks
from viewer.paint.painter import Layout, lay_out, paint_layout
from viewer.ui.viewport.bands import bare_bands, roomy
from viewer.ui.viewport.corners import ViewWords, banner_over, furniture_of
from viewer.ui.viewport.frame import Frame
from viewer.ui.viewport.greys import StackGreys
from viewer.ui.viewport.hand import Hand
from viewer.ui.viewport.kept import Kept
from viewer.ui.viewport.marks import colors_of, emphasised_on
from viewer.ui.viewport.picture import PictureRenderer, Placed
from viewer.ui.viewport.reduction import WHOLE, Factors, Means, Reduced, Reducer, factors_for
from viewer.ui.viewport.state import Probe, ViewState
from viewer.ui.viewport.status import has_picture, slice_warning
from viewer.ui.viewport.still_curves import StillCurves, reused
from viewer.words.greys import grey_text
from viewer.words.joining import joined
from viewer.words.series import stack_problem_words

if TYPE_CHECKING:
    from viewer.imaging.compare import CompareState
    from viewer.imaging.volume import Volume
    from viewer.ui.viewport.compared import Compared

_LABELS: Final = "SEG"
_ROOM: Final = 24.0  # logical px
_GROUND: Final = QColor(0, 0, 0)
_NO_DECISIONS: Final[Mapping[str, Decision]] = MappingProxyType({})


class Scene:
    """One stack and what is drawn over it.

    Pixels, items and furniture are kept until something that they show changes.
    """

    def __init__(self, volume: "Volume", description: SeriesDescription) -> None:
        self.volume = volume
        self.description = description
        self.findings: tuple[Finding, ...] = ()
        self.of_whole_images: tuple[Finding, ...] = ()
        self.answered: Mapping[str, Finding] = {}
        self.decisions: Mapping[str, Decision] = _NO_DECISIONS
        self.wording: OverlayWording = ENGLISH
        self.compared: Compared | None = None
        self.curves: tuple[Curve, ...] = ()
        """The tracing of a cephalogram."""
        self.remarks: tuple[str, ...] = ()
        """What must be known of the result that is shown: written above the picture."""
        self._pixels = Kept[Reduced]()
        self._placed = Kept[Placed | None]()
        self._items = Kept[tuple[Item, ...]]()
        self._frame = Kept[Frame]()
        self._marks = Kept[dict[int, str]]()
        self._layout = Kept[Layout]()
        self._hand = Kept[Hand]()
        self._still = StillCurves()
        self._means = Kept[Means]()
        self._averager = Reducer()
        self._reducer = Reducer()
        self._renderer = PictureRenderer()
        self._greys = StackGreys(volume)

    @property
    def slice_count(self) -> int:
        """How many slices the stack has."""
        return len(self.description.instances)

    @property
    def is_coloured(self) -> bool:
        """Tell whether the pixels have colours, so that there is no window."""
        return self.volume.is_colour

    def camera(self, width: float, height: float) -> Camera:
        """Return the camera that shows the whole image in a view of device px."""
        series = self.description
        return Camera.fit(series.columns, series.rows, series.pixel_aspect, width, height)

    @property
    def loaded_share(self) -> float:
        """How much of the stack has been read, 0 to 1."""
        return self.volume.loaded_count / max(1, self.slice_count)

    def show_findings(
        self,
        findings: Sequence[Finding],
        review: Review | None,
        answered: Sequence[Finding] = (),
    ) -> None:
        """Draw these findings with the decisions of `review`; `answered`: as the service said."""
        self.findings = tuple(findings)
        self.of_whole_images = tuple(f for f in self.findings if is_of_whole_image(f))
        self.answered = {finding.uid: finding for finding in answered}
        self.decisions = _NO_DECISIONS if review is None else review.decisions
        self._items.forget()
        self._frame.forget()
        self._marks.forget()

    def show_curves(self, curves: tuple[Curve, ...]) -> bool:
        """Draw these lines of a tracing; tell whether any is another than before."""
        if curves == self.curves:
            return False
        self.curves = reused(self.curves, curves)
        return True

    def extent(self, finding: Finding) -> tuple[ImagePoint, float]:
        """Return the middle of a finding on its slice, and its radius in columns; 0 unknown."""
        return extent_of(finding.placement.region, self.description)

    def first_grey(self, index: int) -> GreyState | None:
        """Return how a slice is shown before anything is chosen: as remembered, as in the file.

        None where it must be measured and no pixels have been read yet.
        """
        return self._greys.first(index)

    def grey_on(self, grey: GreyState | None, index: int) -> GreyState | None:
        """Return the grey state on another slice, or after a slice was read."""
        return self._greys.on_slice(grey, index)

    def chosen(self, choice: GreyChoice, index: int) -> GreyState | None:
        """Return what a choice means on a slice; None for what this stack does not have."""
        return chosen_state(choice, self.volume, index)

    def without_table(self, grey: GreyState | None, index: int) -> GreyState | None:
        """Return a state whose window can be moved: one much like the table, if one is used."""
        return None if grey is None else without_table(grey, self.volume, index)

    def recall(self, grey: GreyState | None) -> None:
        """Begin with what was chosen for this stack at another time; None: with the file's own."""
        self._greys.remembered = grey

    def is_readable(self, index: int) -> bool:
        """Tell whether a slice can be shown now."""
        return has_picture(self.volume, index)

    def items(self, view: ViewState) -> tuple[Item, ...]:
        """Return what is drawn over the image."""
        key = (view.slice_index, view.overlay, id(self.wording))
        return self._items.get(
            key,
            lambda: compose(
                self.findings,
                self.description,
                view.slice_index,
                view.overlay,
                self.decisions,
                self.wording,
            ),
        )

    def marks(self, overlay: OverlayState) -> tuple[dict[int, str], frozenset[int]]:
        """Return the colour of each slice with findings, and the slices of the selected one."""
        filters = replace(overlay, selected_uid=None, hovered_uid=None)
        colors = self._marks.get(filters, lambda: colors_of(self, filters))
        return colors, emphasised_on(self, overlay)

    def decision_on(self, uid: str) -> Decision:
        """Return what was decided on a finding."""
        return self.decisions.get(uid, Decision.UNDECIDED)

    def finding(self, uid: str | None) -> Finding | None:
        """Return a finding that is drawn here."""
        return next((finding for finding in self.findings if finding.uid == uid), None)

    def probe(self, view: ViewState, point: ImagePoint) -> Probe | None:
        """Return what lies at an image point; None beside the image."""
        series = self.description
        if not (0 <= point.column < series.columns and 0 <= point.row < series.rows):
            return None
        index = view.slice_index
        pixel = PixelIndex(int(point.column), int(point.row))
        value, unit = None, ""
        if self.is_readable(index) and not self.is_coloured:
            value = self.volume.value_at(index, pixel)
            unit = self.volume.rescale(index).unit
        patient = None
        if series.geometry is not None:
            patient = series.geometry.planes[index].to_patient(point)
        return Probe(index, point, pixel, value, unit, patient)

    def forget_pixels(self) -> None:
        """Render again: the slice has been read meanwhile."""
        self._pixels.forget()
        self._placed.forget()
        self._means.forget()
        self._frame.forget()

    def drawn_items(self, view: ViewState) -> tuple[Item, ...]:
        """Return what is drawn over the image that is shown; nothing while there is none."""
        return self.items(view) if self.is_readable(view.slice_index) else ()

    def frame(
        self,
        view: ViewState,
        probe: Probe | None,
        scale: float,
        active: ActiveLayer | None = None,
    ) -> Frame:
        """Return what a painting consists of; `scale` is the device pixel ratio.

        The last one is kept: the same is asked for to learn what changed, and to paint it. What
        is in hand is laid out afresh over what is kept.
        """
        items = self.drawn_items(view)
        key = (view, probe, scale, items, self.curves, id(self.wording), self._is_plain(view))
        frame = self._frame.get(key, lambda: self._made_frame(view, probe, scale, items))
        if active is None or not self.is_readable(view.slice_index):
            return frame
        hand = self._hand.get(
            (active, view.camera, scale), lambda: Hand.laid_out(active, view.camera, scale)
        )
        return replace(frame, hand=hand)

    def _made_frame(
        self, view: ViewState, probe: Probe | None, scale: float, items: tuple[Item, ...]
    ) -> Frame:
        area = (int(view.camera.view_width), int(view.camera.view_height))
        furniture = self._furniture_of(view, probe)
        blocks = () if furniture is None else text_blocks(furniture, area, scale=scale)
        keep_out = tuple(roomy(block.rect, _ROOM * scale) for block in blocks)
        layout = self._layout.get(
            (items, view.camera, scale, keep_out),
            lambda: lay_out(items, view.camera, scale=scale, keep_out=keep_out),
        )
        image, is_plain = self._box(view.camera), self._is_plain(view)
        curves = self.curves if is_plain and view.overlay.is_visible else ()
        return Frame(view, scale, furniture, blocks, layout, image, is_plain, curves=curves)

    def _is_plain(self, view: ViewState) -> bool:
        return view.grey is not None and self.is_readable(view.slice_index)

    def _box(self, camera: Camera) -> Rect:
        """Return the box around the whole picture, device px."""
        corners = [
            camera.to_device(ImagePoint(column, row))
            for column in (0.0, float(self.description.columns))
            for row in (0.0, float(self.description.rows))
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Rect(min(xs) - 1, min(ys) - 1, max(xs) + 1, max(ys) + 1)

    def paint(self, painter: QPainter, frame: Frame, exposed: QRegion) -> None:
        """Paint what of a frame lies in `exposed`, device px; the painter is clipped to it."""
        camera = frame.view.camera
        size = QSize(int(camera.view_width), int(camera.view_height))
        self._paint_ground(painter, frame.view, size)
        if frame.strays.isEmpty():  # within one rectangle Qt copies pictures three times faster
            painter.setClipRect(frame.image_px())
        self._paint_picture(painter, frame.view, exposed)
        compare = self._composing(frame.view)
        if self.compared is not None and compare is not None:
            self.compared.paint_marks(painter, compare, camera, frame.scale)
        hand = frame.hand
        below = frame.layout if hand is None else hand.below(frame.layout, exposed)
        self._still.paint(painter, frame.curves, camera, frame.scale, exposed)
        paint_layout(painter, below, camera, scale=frame.scale)
        paint_curve_labels(painter, frame.curves, camera, scale=frame.scale)
        painter.setClipping(False)
        if hand is not None:
            hand.paint(painter, camera)
        if frame.furniture is not None:
            area = (size.width(), size.height())
            paint_furniture(painter, frame.furniture, area, scale=frame.scale)

    def _furniture_of(self, view: ViewState, probe: Probe | None) -> Furniture | None:
        banner = banner_over(self, view)
        if not view.has_text:
            return Furniture(banner=banner) if banner else None
        words = self._view_words(view)
        around = furniture_of(self.description, view, probe, self.wording, words=words)
        return replace(around, banner=banner)

    def _view_words(self, view: ViewState) -> ViewWords:
        window = ""
        if view.grey is not None and not self.is_coloured:
            window = grey_text(view.grey)
        captions = () if self.compared is None else self.compared.captions(view)
        return ViewWords(window, self._warning(view), captions)

    def _warning(self, view: ViewState) -> str:
        """Return what is wrong with the slice's pixels, or with what the file wants over them."""
        index = view.slice_index
        dressing = self._dressing(index) if self.is_readable(index) else None
        words = [slice_warning(self.volume, index)]
        if dressing is not None:
            words += map(stack_problem_words, dressing.problems)
            if view.has_graphics and view.hides_identity and dressing.lines.count:
                words.append(self.wording.graphics_left_out)
        return joined(words)

    def _composing(self, view: ViewState) -> "CompareState | None":
        """Return how the slice is composed with another volume's; None: it is shown alone."""
        return None if self.compared is None else self.compared.composing(view)

    def _dressing(self, index: int) -> Dressing | None:
        return dressing_of(self.volume.stack.instances[index])

    def _paint_ground(self, painter: QPainter, view: ViewState, size: QSize) -> None:
        placed = self._placed_picture(view)
        bands = bare_bands(placed, size) if placed is not None else (QRect(QPoint(0, 0), size),)
        for band in bands:
            painter.fillRect(band, _GROUND)

    def _paint_picture(self, painter: QPainter, view: ViewState, exposed: QRegion) -> None:
        placed = self._placed_picture(view)
        if placed is not None:
            self._renderer.paint(painter, placed, exposed)

    def _placed_picture(self, view: ViewState) -> Placed | None:
        if view.grey is None or not self.is_readable(view.slice_index):
            return None
        grey, index = view.grey, view.slice_index
        may_name = view.hides_identity  # lines can spell the patient's name
        shown = Shown(shutter=view.has_shutter, graphics=view.has_graphics and not may_name)
        factors = factors_for(view.camera, is_smooth=view.is_smooth)
        compare = self._composing(view)
        source = self._pixels.get(
            (index, grey, shown, factors, compare),
            lambda: self._reduced(index, grey, shown, factors, compare),
        )
        return self._placed.get(
            (index, grey, shown, compare, view.camera, view.is_smooth),
            lambda: self._renderer.place(source, view.camera, is_smooth=view.is_smooth),
        )

    def _may_average(self, index: int, grey: GreyState) -> bool:
        """Tell whether stored values may be averaged before the window, where they are shrunk.

        They are quantities then, and the window their only table: a drag looks a quarter of
        them up. Labels, and what goes through a file's table, is averaged as greys.
        """
        is_wide = self.volume.stored.dtype.itemsize == 2
        header = self.volume.stack.instances[index]
        has_table = grey.table is not None or header.tables.modality is not None
        return is_wide and not has_table and self.description.modality != _LABELS

    def _reduced(
        self,
        index: int,
        grey: GreyState,
        shown: Shown,
        factors: Factors,
        compare: "CompareState | None",
    ) -> Reduced:
        """Return the slice's greys or colours, as coarse as the view needs them."""
        dressing = self._dressing(index)
        if self.compared is not None and compare is not None:
            picture = self.compared.picture(self.volume, index, grey, compare)
            return self._reducer.reduced(dressed(picture, dressing, shown), factors)
        table = table_for(self.volume, index, grey) if dressing is None else None
        stored = self.volume.stored[index]
        if table is not None and factors != WHOLE and self._may_average(index, grey):
            means = self._means.get((index, factors), lambda: self._averager.means(stored, factors))
            return self._reducer.looked_up(means, table)
        if table is not None:
            return self._reducer.reduced(stored, factors, table)
        pixels = dressed(render(self.volume, index, grey), dressing, shown)
        return self._reducer.reduced(pixels, factors)
