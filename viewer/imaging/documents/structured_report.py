"""What a structured report says: its tree of content items (PS3.3 C.17.3), whatever is broken.

A report that breaks off, that is nested without end or refers to nothing is read as far as it
goes: the tree behind it has limits of its own (`header_tree`).
"""

from dataclasses import dataclass, replace
from typing import Final

from viewer.imaging.documents.document import person_name
from viewer.imaging.header_view.tree import HeaderEnd, Reach, read_tree
from viewer.imaging.header_view.tree_access import Code, DataSet
from viewer.imaging.source import FileSource

_VALUE_TYPE: Final = 0x0040A040
_RELATIONSHIP: Final = 0x0040A010
_CONCEPT: Final = 0x0040A043
_CONTENT: Final = 0x0040A730
_CONTINUITY: Final = 0x0040A050
_TEXT_VALUES: Final = {
    "TEXT": 0x0040A160,
    "DATETIME": 0x0040A120,
    "DATE": 0x0040A121,
    "TIME": 0x0040A122,
    "PNAME": 0x0040A123,
    "UIDREF": 0x0040A124,
}
_CODE_VALUE: Final = 0x0040A168
_MEASURED: Final = 0x0040A300
_NUMERIC: Final = 0x0040A30A
_UNITS: Final = 0x004008EA
_QUALIFIER: Final = 0x0040A301
_REFERENCED: Final = 0x00081199
_REFERENCED_CLASS: Final = 0x00081150
_REFERENCED_INSTANCE: Final = 0x00081155
_REFERENCED_FRAMES: Final = 0x00081160
_CHANNELS: Final = 0x0040A0B0
_GRAPHIC_DATA: Final = 0x00700022
_GRAPHIC_TYPE: Final = 0x00700023
_TIME_RANGE: Final = 0x0040A130
_TIME_POINTS: Final = (0x0040A132, 0x0040A138, 0x0040A13A)
"""ReferencedSamplePositions, ReferencedTimeOffsets, ReferencedDateTime."""
_ITEM_PLACE: Final = 0x0040DB73
_COMPLETION: Final = 0x0040A491
_COMPLETION_REASON: Final = 0x0040A492
_VERIFICATION: Final = 0x0040A493
_OBSERVERS: Final = 0x0040A073
_OBSERVER: Final = 0x0040A075
_ORGANIZATION: Final = 0x0040A027
_VERIFIED_AT: Final = 0x0040A030
_NO_CODE: Final = Code("", "")
_AXES: Final = {"SCOORD": 2, "SCOORD3D": 3}
_MOST_POINTS_TOLD: Final = 2
_FLOAT_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class Referenced:
    """An object that an item points at; `frames` as in the file, counted from 1."""

    sop_class: str
    sop_instance_uid: str
    frames: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A shape of an SCOORD: its kind, how many points; of few points, where they lie.

    Coordinates are the file's: pixels from the corner of the first one, or mm (SCOORD3D).
    """

    shape: str
    points: int
    coordinates: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentItem:
    """One item: how it relates to the one it lies in, what it is about, what it says.

    `text` is the value as text; a coded value's is its meaning. `see` is where the item lies
    that stands here by reference, as indices from the root (PS3.3 C.17.3.2.5).
    """

    value_type: str
    relationship: str = ""
    concept: Code = _NO_CODE
    text: str = ""
    is_clipped: bool = False
    unit: str = ""
    qualifier: str = ""
    referenced: tuple[Referenced, ...] = ()
    drawing: Drawing | None = None
    see: tuple[int, ...] = ()
    is_running: bool = False
    """What the container holds is one text, not a list (ContinuityOfContent)."""
    children: tuple["ContentItem", ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """Who stands for a report, for which organization, since when (as in the file)."""

    name: str
    organization: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StructuredReport:
    """A whole report; `end` tells whether the file was read to its end."""

    root: ContentItem
    completion: str = ""
    completion_reason: str = ""
    verification: str = ""
    observers: tuple[Verification, ...] = ()
    end: HeaderEnd = HeaderEnd.COMPLETE

    def item_at(self, place: tuple[int, ...]) -> ContentItem | None:
        """Return the item at indices from the root, each from 1; None without one."""
        item = self.root
        for index in place[1:]:
            if not 0 < index <= len(item.children):
                return None
            item = item.children[index - 1]
        return item if place else None


def read_report(source: FileSource) -> StructuredReport:
    """Return what a report says. Raises NotReadable."""
    tree = read_tree(source, Reach(is_prose=True))
    whole = DataSet(tree.elements)
    root = replace(_item(whole), value_type=whole.text(_VALUE_TYPE).upper() or "CONTAINER")
    return StructuredReport(
        root=root,
        completion=whole.text(_COMPLETION).upper(),
        completion_reason=whole.text(_COMPLETION_REASON),
        verification=whole.text(_VERIFICATION).upper(),
        observers=tuple(
            Verification(
                person_name(item.text(_OBSERVER)),
                item.text(_ORGANIZATION),
                item.text(_VERIFIED_AT),
            )
            for item in whole.items(_OBSERVERS)
        ),
        end=tree.end,
    )


def _item(data: DataSet) -> ContentItem:
    """Return one item with all that lies in it; the depth is limited by the tree it came from."""
    value_type = data.text(_VALUE_TYPE).strip().upper()
    item = ContentItem(
        value_type=value_type,
        relationship=data.text(_RELATIONSHIP).strip().upper(),
        concept=data.code(_CONCEPT),
        see=_place(data.text(_ITEM_PLACE)),
        is_running=data.text(_CONTINUITY).strip().upper() == "CONTINUOUS",
        referenced=tuple(map(_referenced, data.items(_REFERENCED))),
        children=tuple(map(_item, data.items(_CONTENT))),
    )
    if value_type in _TEXT_VALUES:
        return _with_text(item, data)
    if value_type == "CODE":
        return replace(item, text=data.code(_CODE_VALUE).meaning)
    if value_type == "NUM":
        return _with_number(item, data)
    if value_type in _AXES:
        return replace(item, drawing=_drawing(data, _AXES[value_type]))
    if value_type == "TCOORD":
        points = next(filter(None, map(data.text, _TIME_POINTS)), "")
        return replace(item, qualifier=data.text(_TIME_RANGE), text=points.replace("\\", ", "))
    return item


def _with_text(item: ContentItem, data: DataSet) -> ContentItem:
    element = data.element(_TEXT_VALUES[item.value_type])
    if element is None:
        return item
    is_name = item.value_type == "PNAME"
    text = person_name(element.text) if is_name else element.text
    return replace(item, text=text, is_clipped=element.is_clipped)


def _with_number(item: ContentItem, data: DataSet) -> ContentItem:
    measured = data.first(_MEASURED)
    unit = measured.code(_UNITS)
    return replace(
        item,
        text=measured.text(_NUMERIC).replace("\\", ", "),
        unit="" if unit.value == "1" else unit.value if _is_short(unit.value) else unit.meaning,
        qualifier=data.code(_QUALIFIER).meaning,
    )


def _is_short(unit: str) -> bool:
    """Tell whether a UCUM code reads like a unit; `{nodules}` and `[hnsf'U]` have a meaning."""
    return bool(unit) and not set(unit) & set("{}[]") and not unit.isdigit()


def _referenced(item: DataSet) -> Referenced:
    return Referenced(
        item.text(_REFERENCED_CLASS),
        item.text(_REFERENCED_INSTANCE),
        item.text(_REFERENCED_FRAMES) or item.text(_CHANNELS),
    )


def _drawing(data: DataSet, axes: int) -> Drawing:
    count = data.size(_GRAPHIC_DATA) // _FLOAT_BYTES // axes
    coordinates: tuple[float, ...] = ()
    if 0 < count <= _MOST_POINTS_TOLD:
        try:
            coordinates = tuple(map(float, data.text(_GRAPHIC_DATA).split("\\")))
        except ValueError:  # another VR than the standard's
            coordinates = ()
    return Drawing(data.text(_GRAPHIC_TYPE).upper(), count, coordinates)


def _place(text: str) -> tuple[int, ...]:
    parts = text.split("\\") if text else []
    return tuple(int(part) for part in parts if part.isascii() and part.isdigit())
