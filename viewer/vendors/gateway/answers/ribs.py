"""Rib fractures of the chest CT: `DetectRibFracture`, upstream only.

{Detections[] {FractureId, FractureCategory, FractureConfidence, FractureLocation,
FractureSegment, CoordinateImage, Coordinates, FracSOPInstanceUID}, FractureMaskURL,
RibSegmentMaskURL, Spacing, Origin}. CoordinateImage is a point (x, y, slice: voxel index) or a box
(x1, y1, slice1, x2, y2, slice2: edges), Coordinates the same in mm LPS.
"""

import re
from typing import Final

from viewer.domain import codes
from viewer.domain.evaluation import Evaluation, Scale
from viewer.domain.finding import Finding, FindingKind, Side, Site
from viewer.domain.part import (
    Figure,
    FigureKind,
    FileRole,
    PartKind,
    PartState,
    ResultPart,
)
from viewer.domain.result import Unplaced, UnplacedReason
from viewer.geometry.points import PatientPoint
from viewer.vendors.gateway.answers.collecting import (
    Collected,
    extras_of,
    fields_of,
    first_of,
    fraction,
    listed,
    uid_of,
    unplaced,
)
from viewer.vendors.gateway.answers.places import box_in_stack, coordinates
from viewer.vendors.gateway.slices import AnsweredPlace, Placed, Placer
from viewer.vendors.loose import Node, numbers

_KNOWN: Final = frozenset(
    {
        "fractureid",
        "fracturecategory",
        "fractureconfidence",
        "fracturelocation",
        "fracturesegment",
        "coordinateimage",
        "coordinates",
        "fracsopinstanceuid",
    }
)
_FILES: Final = (
    ("FractureMaskURL", FileRole.FRACTURE_MASK),
    ("RibSegmentMaskURL", FileRole.RIB_MASK),
)
_RIBS: Final = range(1, 13)
_NUMBER: Final = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_RIB_WORD: Final = re.compile(r"(?:rib|肋|第)", re.IGNORECASE)
_SHORT: Final = re.compile(r"\s*([LR])\s*[-_ ]?\s*(\d{1,2}|\?)\s*", re.IGNORECASE)
_SIDE_WORDS: Final = (
    (re.compile(r"左|\bleft\b", re.IGNORECASE), Side.LEFT),
    (re.compile(r"右|\bright\b", re.IGNORECASE), Side.RIGHT),
)
_POINT: Final = 3
_BOX: Final = 6
_FLAT_POINT: Final = 2
_FLAT_BOX: Final = 4


def read_part(entry: Node, collected: Collected) -> ResultPart:
    """Read the fractures. Raises Garbled before anything is taken where there is no list."""
    why = "whether anything was found is not known"
    detections = listed(entry.child("Detections"), why)
    collected.take_report(entry.child("Report"))
    about = collected.about
    placer = Placer(about.series, about.uid_map, numbers(entry.child("Origin").value))
    before = len(collected.findings)
    for node in detections:
        collected.take(_fracture(node, placer, collected.next_number))
        collected.consumed.append(node.path)
    count = Figure(FigureKind.COUNT, float(len(collected.findings) - before), codes.NO_UNIT)
    links = [(entry.child(name), role) for name, role in _FILES]
    return ResultPart(
        kind=PartKind.RIB_FRACTURES,
        state=PartState.FOUND if detections else PartState.NONE,
        figures=(count,),
        files=tuple(collected.linked(link, role) for link, role in links if link.text()),
    )


def _fracture(node: Node, placer: Placer, number: int) -> Finding | Unplaced:
    if not isinstance(node.value, dict):
        return unplaced(node, UnplacedReason.NOT_AN_OBJECT)
    placed = _placed(node, placer)
    if isinstance(placed, UnplacedReason):
        return unplaced(node, placed)
    fields = fields_of(node)
    category = node.child("FractureCategory").text()
    return Finding(
        uid=uid_of(node),
        number=number,
        kind=FindingKind.RIB_FRACTURE,
        placement=placed.placement,
        confidence=fraction(node.child("FractureConfidence")),
        site=site_of(node.child("FractureLocation").text(), node.child("FractureSegment").text()),
        evaluations=(Evaluation(Scale.FRACTURE_CATEGORY, category),) if category else (),
        notes=placed.notes,
        fields=fields,
        extras=extras_of(fields, _KNOWN),
    )


def _placed(node: Node, placer: Placer) -> Placed | UnplacedReason:
    """Place by the image coordinates, on the slice of the UID, the position, or the index."""
    image = coordinates(node.child("CoordinateImage"))
    patient = coordinates(node.child("Coordinates"))
    uid = first_of(node, "FracSOPInstanceUID", "SOPInstanceUID").text()
    if image is UnplacedReason.NOT_A_NUMBER or image is UnplacedReason.NOT_A_PLACE:
        return image
    middle = _middle(patient) if not isinstance(patient, UnplacedReason) else None
    said = AnsweredPlace(sop_instance_uid=uid, patient=middle)
    if isinstance(image, UnplacedReason):
        return placer.place(said, None) if middle is not None else _reason(patient)
    return _by_image(image, said, placer)


def _by_image(
    image: tuple[float, ...], said: AnsweredPlace, placer: Placer
) -> Placed | UnplacedReason:
    uid, patient = said.sop_instance_uid, said.patient
    if len(image) in (_FLAT_BOX, _BOX):
        half = len(image) // 2
        level = (image[2] + image[5]) / 2 if half == _POINT else None
        corners = (image[0], image[1], image[half], image[half + 1])
        asked = AnsweredPlace(sop_instance_uid=uid, slice=level, patient=patient)
        return box_in_stack(placer, corners, asked)
    if len(image) in (_FLAT_POINT, _POINT):
        level = image[2] if len(image) == _POINT else None
        asked = AnsweredPlace(
            sop_instance_uid=uid, column=image[0], row=image[1], slice=level, patient=patient
        )
        return placer.place(asked, None)
    return UnplacedReason.NOT_A_PLACE


def _middle(patient: tuple[float, ...]) -> PatientPoint | None:
    if len(patient) == _POINT:
        return PatientPoint(*patient)
    if len(patient) == _BOX:
        return PatientPoint(*((patient[n] + patient[n + _POINT]) / 2 for n in range(_POINT)))
    return None


def _reason(patient: tuple[float, ...] | UnplacedReason) -> UnplacedReason:
    return patient if isinstance(patient, UnplacedReason) else UnplacedReason.NOT_A_PLACE


def site_of(location: str, segment: str) -> Site:
    """Return side and rib as far as the service's words say them; what they do not say is kept.

    A bare number counts as a rib only beside a word for rib, or as "L5". A segment that is a bare
    number says nothing to a reader: it stays among the fields.
    """
    shown = "" if segment.isdecimal() else segment
    side, rib = _side_and_rib(location, shown)
    is_known = side is not Side.UNKNOWN and rib is not None
    parts = (shown,) if is_known else (location, shown)
    return Site(side=side, rib=rib, words=" · ".join(part for part in parts if part))


def _side_and_rib(location: str, segment: str) -> tuple[Side, int | None]:
    short = _SHORT.fullmatch(location)
    if short:
        return Side.LEFT if short[1].upper() == "L" else Side.RIGHT, _rib(short[2])
    words = f"{location} {segment}"
    sides = {side for pattern, side in _SIDE_WORDS if pattern.search(words)}
    found = _NUMBER.findall(words) if _RIB_WORD.search(words) else []
    side = sides.pop() if len(sides) == 1 else Side.UNKNOWN
    return side, _rib(found[0]) if len(found) == 1 else None


def _rib(text: str) -> int | None:
    return int(text) if text.isdecimal() and int(text) in _RIBS else None
