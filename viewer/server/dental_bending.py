"""How a chosen fault bends the dental service's answer (see `dental_faults` for the table)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from viewer.server.dental_answer import IMAGE_TYPES
from viewer.server.dental_faults import DentalFaults
from viewer.server.envelope import Json

Document = dict[str, Json]

_ODD_NUMBERS: Final = ("19", "86", "0", "18a", "11")
_HOSTILE: Final = '<img src="file:///etc/passwd"><b>x</b> =1+1 \u202e' + "龋" * 5000
_BOXES: Final = ("bbox", "tooth_bbox")
_RINGS: Final = ("polygons", "polygons_raw")


def bent(document: Document, faults: DentalFaults) -> Document:
    """Return a success as the chosen faults bend it."""
    for is_wanted, bend in (
        (faults.dental_partial, _partial),
        (faults.dental_size_scaled, _scaled(0.5)),
        (faults.dental_size_doubled, _scaled(2.0)),
        (faults.dental_size_off_by_one, _off_by_one),
        (faults.dental_size_swapped, _swapped),
        (faults.dental_other_coordinates, _upside_down),
        (faults.dental_normalized, _normalized),
        (faults.dental_other_type, _other_type),
        (faults.dental_null_polygons, _without_polygons),
        (faults.dental_odd_teeth, _odd_teeth),
        (faults.dental_wrong_counts, _wrong_counts),
        (faults.dental_hostile_names, _hostile),
        (faults.dental_landmarks_45, _one_landmark_less),
        (faults.dental_landmarks_47, _one_landmark_more),
        (faults.dental_landmark_twice, _one_index_twice),
        (faults.dental_invalid_with_place, _invalid_with_place),
        (faults.dental_wrong_types, _wrong_types),
    ):
        document = bend(document) if is_wanted else document
    return document


@dataclass(frozen=True, slots=True)
class _Move:
    """A change of coordinates: each is multiplied and shifted."""

    across: float = 1.0
    down: float = 1.0
    shift_down: float = 0.0

    def point(self, x: float, y: float) -> list[Json]:
        return [x * self.across, y * self.down + self.shift_down]


def _moved(value: Json, move: _Move) -> Json:
    """Move every box, ring and landmark; a box stays [smaller, smaller, larger, larger]."""
    if isinstance(value, list):
        return [_moved(item, move) for item in value]
    if not isinstance(value, dict):
        return value
    moved: Document = {}
    for key, item in value.items():
        if key in _BOXES and isinstance(item, list):
            moved[key] = _moved_box(_numbers(item), move)
        elif key in _RINGS and isinstance(item, list):
            moved[key] = [[move.point(*_numbers(point)) for point in ring] for ring in _lists(item)]
        else:
            moved[key] = _moved(item, move)
    if isinstance(value.get("x"), int | float) and isinstance(value.get("y"), int | float):
        moved["x"], moved["y"] = move.point(*_numbers([value["x"], value["y"]]))
    return moved


def _moved_box(box: list[float], move: _Move) -> list[Json]:
    first, second = move.point(*box[:2]), move.point(*box[2:])
    xs, ys = (sorted(_numbers([a, b])) for a, b in zip(first, second, strict=True))
    return [xs[0], ys[0], xs[1], ys[1]]


def _numbers(values: Json) -> list[float]:
    items = values if isinstance(values, list) else []
    return [float(item) for item in items if isinstance(item, int | float)]


def _lists(values: list[Json]) -> list[list[Json]]:
    return [item for item in values if isinstance(item, list)]


def _size(document: Document) -> tuple[int, int]:
    image = document["image"]
    width, height = _numbers([image["width"], image["height"]] if isinstance(image, dict) else [])
    return int(width), int(height)


def _everywhere(value: Json, bend: Callable[[str, Json], Json]) -> Json:
    """Apply `bend` to each member of each object, the inner ones first."""
    if isinstance(value, list):
        return [_everywhere(item, bend) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: bend(key, _everywhere(item, bend)) for key, item in value.items()}


def _with(document: Document, **members: Json) -> Document:
    return {**document, **members}


def _findings(document: Document, bend: Callable[[Json], Json]) -> Document:
    """Return the document with teeth, landmarks and conclusions of the whole picture bent."""
    names = ("teeth", "landmarks", "image_level_diseases")
    return _with(document, **{name: bend(document[name]) for name in names if name in document})


def _moved_all(document: Document, move: _Move) -> Document:
    return _findings(document, lambda value: _moved(value, move))


def _partial(document: Document) -> Document:
    return _with(document, inference_status="partial")


def _scaled(factor: float) -> Callable[[Document], Document]:
    def scale(document: Document) -> Document:
        width, height = _size(document)
        wide, high = round(width * factor), round(height * factor)
        # places follow the pixels of the picture made smaller, which are whole ones
        moved = _moved_all(document, _Move(wide / width, high / height))
        return _with(moved, image={"width": wide, "height": high})

    return scale


def _off_by_one(document: Document) -> Document:
    width, height = _size(document)
    return _with(document, image={"width": width + 1, "height": height + 1})


def _swapped(document: Document) -> Document:
    width, height = _size(document)
    return _with(document, image={"width": height, "height": width})


def _upside_down(document: Document) -> Document:
    _, height = _size(document)
    return _in_system(
        _moved_all(document, _Move(down=-1.0, shift_down=height)), origin="bottom_left", y_axis="up"
    )


def _normalized(document: Document) -> Document:
    width, height = _size(document)
    return _in_system(
        _moved_all(document, _Move(1.0 / width, 1.0 / height)),
        unit="normalized",
        bbox_format="xyxy_relative",
    )


def _in_system(document: Document, **changes: Json) -> Document:
    system = document["coordinate_system"]
    return _with(
        document, coordinate_system={**(system if isinstance(system, dict) else {}), **changes}
    )


def _other_type(document: Document) -> Document:
    place = IMAGE_TYPES.index(str(document["image_type"]))
    return _with(document, image_type=IMAGE_TYPES[(place + 1) % len(IMAGE_TYPES)])


def _without_polygons(document: Document) -> Document:
    return _findings(
        document,
        lambda value: _everywhere(value, lambda key, item: None if key in _RINGS else item),
    )


def _odd_teeth(document: Document) -> Document:
    teeth = list(_dicts(document["teeth"]))
    odd = [{**tooth, "fdi": name} for tooth, name in zip(teeth, _ODD_NUMBERS, strict=False)]
    return _with(document, teeth=[*odd, *teeth[len(odd) :]])


def _wrong_counts(document: Document) -> Document:
    return _with(
        document,
        summary=_everywhere(
            document["summary"], lambda _, item: item + 1 if isinstance(item, int) else item
        ),
    )


def _hostile(document: Document) -> Document:
    return _findings(
        document,
        lambda value: _everywhere(
            value, lambda key, item: _HOSTILE if key in ("name", "name_en") else item
        ),
    )


def _dicts(value: Json) -> Iterator[Document]:
    return (item for item in (value if isinstance(value, list) else []) if isinstance(item, dict))


def _landmarks(document: Document, bend: Callable[[list[Document]], list[Document]]) -> Document:
    points = list(_dicts(document.get("landmarks")))
    return _with(document, landmarks=list(bend(points))) if len(points) > 1 else document


def _one_landmark_less(document: Document) -> Document:
    return _landmarks(document, lambda points: points[:-1])


def _one_landmark_more(document: Document) -> Document:
    return _landmarks(document, lambda points: [*points, {**points[-1], "index": len(points)}])


def _one_index_twice(document: Document) -> Document:
    def repeat(points: list[Document]) -> list[Document]:
        return [points[0], {**points[1], "index": points[0]["index"]}, *points[2:]]

    return _landmarks(document, repeat)


def _invalid_with_place(document: Document) -> Document:
    def contradict(points: list[Document]) -> list[Document]:
        placed = {**points[0], "x": 12.5, "y": 7.5, "valid": False}
        return [placed, {**points[1], "x": None, "y": None, "valid": True}, *points[2:]]

    return _landmarks(document, contradict)


def _wrong_types(document: Document) -> Document:
    width, height = _size(document)
    bent_document = _with(document, image=f"{width}x{height}", elapsed_ms="soon")
    for name in ("teeth", "landmarks"):
        if name in document:
            bent_document[name] = {
                str(place): item for place, item in enumerate(_dicts(document[name]))
            }
    return bent_document
