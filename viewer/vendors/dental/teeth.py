"""Intraoral photographs and panoramic films: `teeth[]`, their diseases, those of the whole picture.

Each tooth is a finding of its own, and so is each disease below it. What is drawn of a tooth:
`polygons`, else `polygons_raw`, else `bbox`, else `tooth_bbox`; of a disease its own outline or
box, else the box of its tooth. Of `image_level_diseases` there is no place to draw.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from viewer.domain import codes
from viewer.domain.evaluation import Scale
from viewer.domain.finding import Finding, FindingKind, FindingNote, NoteKind, Placement, Site
from viewer.domain.part import Figure, FigureKind, PartKind, PartState, ResultPart
from viewer.domain.result import UnplacedReason
from viewer.geometry.regions import BoxRegion, PolygonRegion, Region, WholeImageRegion, corners_of
from viewer.vendors.dental import shapes
from viewer.vendors.dental.counting import compare_teeth
from viewer.vendors.dental.fields import (
    disease_of,
    elements_of,
    fields_of,
    number_of,
    status_of,
    unplaced,
)
from viewer.vendors.dental.picture_map import PictureMap, picture_map
from viewer.vendors.dental.shapes import Found, Shape, first_drawable
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway.answers.collecting import (
    MOST_ELEMENTS,
    Collected,
    extras_of,
    fraction,
    uid_of,
)
from viewer.vendors.gateway.endpoint import About, ParsedAnswer
from viewer.vendors.loose import Node

_TEETH: Final = "teeth"
_DISEASES: Final = "diseases"
_WHOLE: Final = "image_level_diseases"
_KNOWN_OF_TOOTH: Final = frozenset({"fdi", "tooth_bbox", "segmentation", "status", "tooth_conf"})
_KNOWN_OF_DISEASE: Final = frozenset(
    {"name", "name_en", "status", "confidence", "bbox", "geometry"}
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A tooth that was read: its number, and where it is; None where that cannot be drawn."""

    number: str
    region: PolygonRegion | BoxRegion | None


def parse_photo(data: Node, about: About) -> ParsedAnswer:
    """Return the teeth, their diseases and those of the whole picture; `data`: the document.

    Raises Garbled where it is not clear what the service found, OtherPicture.
    """
    return _parsed(data, about, is_whole_promised=True)


def parse_film(data: Node, about: About) -> ParsedAnswer:
    """Return the same of a panoramic film, for which nothing of the whole picture is promised."""
    return _parsed(data, about, is_whole_promised=False)


def _parsed(data: Node, about: About, *, is_whole_promised: bool) -> ParsedAnswer:
    reading = _Reading(Collected(data, about), picture_map(data.child("image"), about))
    collected = reading.collected
    if data.child(_TEETH).is_missing and data.child(_WHOLE).is_missing:
        raise Garbled(_TEETH, "missing: whether anything was found is not known")
    reading.read_teeth(_listed(data.child(_TEETH)))
    reading.read_whole(_listed(data.child(_WHOLE)), is_promised=is_whole_promised)
    notice = reading.to_shown.notice
    if notice is not None and collected.findings:
        collected.notices.insert(0, notice)
    return collected.answer(is_found=bool(collected.findings or collected.unplaced))


@dataclass(slots=True)
class _Reading:
    """What is being read, and how it lies on the image."""

    collected: Collected
    to_shown: PictureMap

    def read_teeth(self, elements: list[Node]) -> None:
        diseased = 0
        for element in elements:
            seen = self._tooth(element)
            diseases = _diseases(element)
            diseased += bool(diseases)
            for disease in diseases:
                self._disease(disease, element, seen)
            self.collected.consumed.append(element.path)
        teeth = [element for element in elements if isinstance(element.value, dict)]
        figures = (
            Figure(FigureKind.COUNT, float(len(teeth)), codes.NO_UNIT),
            Figure(FigureKind.DISEASED_TEETH, float(diseased), codes.NO_UNIT),
        )
        self._part(PartKind.TEETH, self.collected.data.child(_TEETH), elements, figures)
        compare_teeth(teeth, [_diseases(tooth) for tooth in teeth], self.collected)

    def read_whole(self, elements: list[Node], *, is_promised: bool) -> None:
        for element in elements:
            self._of_whole(element)
            self.collected.consumed.append(element.path)
        node = self.collected.data.child(_WHOLE)
        if elements or is_promised:
            count = Figure(FigureKind.COUNT, float(len(elements)), codes.NO_UNIT)
            self._part(PartKind.IMAGE_DISEASES, node, elements, (count,))

    def _part(
        self, kind: PartKind, node: Node, elements: list[Node], figures: tuple[Figure, ...]
    ) -> None:
        state = PartState.FOUND if elements else PartState.NONE
        if node.is_missing:
            state, figures = PartState.MISSING, ()
        self.collected.parts.append(ResultPart(kind=kind, state=state, figures=figures))

    def _tooth(self, node: Node) -> _Seen:
        collected = self.collected
        without = _DISEASES if _diseases(node) else ""
        if not isinstance(node.value, dict):
            collected.take(unplaced(node, UnplacedReason.NOT_AN_OBJECT))
            return _Seen("", None)
        number = number_of(node.child("fdi"))
        outline, own_box = self._outlines(node), self._boxes(node)
        found = first_drawable((*outline, *own_box))
        if not isinstance(found, Shape):
            collected.take(unplaced(node, found, without))
            return _Seen(number, None)
        region, raw = found.region, outline[1]
        is_box = isinstance(region, BoxRegion)
        fields = fields_of(node, without)
        collected.take(
            Finding(
                uid=uid_of(node),
                number=collected.next_number,
                kind=FindingKind.TOOTH,
                placement=self._placed(region),
                confidence=fraction(node.child("tooth_conf")),
                site=Site(tooth=number),
                evaluations=status_of(node.child("status"), collected),
                notes=(*found.notes, *_box_notes(is_needed=is_box)),
                raw=_outline_of(raw),
                fields=fields,
                extras=extras_of(fields, _KNOWN_OF_TOOTH | _nothing_in(node)),
            )
        )
        own = next((one.region for one in own_box if isinstance(one, Shape)), None)
        return _Seen(number, own or shapes.box_around(corners_of(region)))

    def _outlines(self, tooth: Node) -> tuple[Found, Found]:
        """Return the outline for display and the one as it was detected."""
        segmentation = tooth.child("segmentation")
        names = ("polygons", "polygons_raw")
        shown, raw = (shapes.polygon(segmentation.child(name), self.to_shown) for name in names)
        return shown, raw

    def _boxes(self, tooth: Node) -> tuple[Found, ...]:
        nodes = (tooth.child("segmentation").child("bbox"), tooth.child("tooth_bbox"))
        return tuple(shapes.box(node, self.to_shown) for node in nodes)

    def _disease(self, node: Node, tooth: Node, seen: _Seen) -> None:
        collected = self.collected
        if not isinstance(node.value, dict | str):
            collected.take(unplaced(node, UnplacedReason.NOT_AN_OBJECT))
            return
        found = self._place_of_disease(node, seen)
        if not isinstance(found, Shape):
            collected.take(unplaced(node, found))
            return
        fields = fields_of(node)
        collected.take(
            Finding(
                uid=uid_of(node),
                number=collected.next_number,
                kind=FindingKind.TOOTH_DISEASE,
                placement=self._placed(found.region),
                confidence=fraction(node.child("confidence")),
                site=Site(tooth=seen.number),
                evaluations=(
                    *disease_of(node, Scale.TOOTH_DISEASE),
                    *status_of(node.child("status"), collected),
                ),
                notes=found.notes,
                fields=fields,
                extras=extras_of(fields, _KNOWN_OF_DISEASE),
            )
        )

    def _place_of_disease(self, node: Node, seen: _Seen) -> Found:
        geometry = node.child("geometry")
        outline = shapes.polygon(geometry.child("polygons"), self.to_shown)
        boxes = (
            shapes.box(box, self.to_shown) for box in (geometry.child("bbox"), node.child("bbox"))
        )
        found = first_drawable((outline, *boxes))
        if not isinstance(found, Shape):
            if seen.region is None:
                return found
            return Shape(seen.region, (FindingNote(NoteKind.AT_ITS_TOOTH),))
        is_promised = geometry.child("type").text().lower() == "polygon"
        is_box = isinstance(found.region, BoxRegion)
        return Shape(found.region, (*found.notes, *_box_notes(is_needed=is_promised and is_box)))

    def _of_whole(self, node: Node) -> None:
        collected, to_shown = self.collected, self.to_shown
        if not isinstance(node.value, dict | str):
            collected.take(unplaced(node, UnplacedReason.NOT_AN_OBJECT))
            return
        fields = fields_of(node)
        collected.take(
            Finding(
                uid=uid_of(node),
                number=collected.next_number,
                kind=FindingKind.IMAGE_DISEASE,
                placement=self._placed(
                    WholeImageRegion(to_shown.shown_columns, to_shown.shown_rows)
                ),
                confidence=fraction(node.child("confidence")),
                evaluations=(
                    *disease_of(node, Scale.IMAGE_DISEASE),
                    *status_of(node.child("status"), collected),
                ),
                fields=fields,
                extras=extras_of(fields, _KNOWN_OF_DISEASE),
            )
        )

    def _placed(self, region: Region) -> Placement:
        return Placement(self.collected.about.series.instances[0], 0, region)


def _listed(node: Node) -> list[Node]:
    """Return the elements of a list; null counts as an empty one. Raises Garbled."""
    if node.value not in (None, "") and not isinstance(node.value, list | dict):
        raise Garbled(node.path, "not a list")
    found = elements_of(node)
    if len(found) > MOST_ELEMENTS:
        raise Garbled(node.path, f"more than {MOST_ELEMENTS} elements")
    return found


def _diseases(tooth: Node) -> list[Node]:
    return elements_of(tooth.member(_DISEASES))


def _nothing_in(tooth: Node) -> frozenset[str]:
    """Return the name of the diseases where there are none: a list that says so is understood."""
    return frozenset() if tooth.member(_DISEASES).value else frozenset({_DISEASES})


def _outline_of(found: Found) -> PolygonRegion | None:
    region = found.region if isinstance(found, Shape) else None
    return region if isinstance(region, PolygonRegion) else None


def _box_notes(*, is_needed: bool) -> Iterator[FindingNote]:
    if is_needed:
        yield FindingNote(NoteKind.BOX_FOR_OUTLINE)
