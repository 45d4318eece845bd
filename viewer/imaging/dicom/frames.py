"""Multi-frame objects as a stack of frames: each with its own place and values (PS3.3 C.7.6.16)."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from viewer.domain.references import InstanceReference
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import Elements
from viewer.imaging.dicom.fallback import raw_value
from viewer.imaging.dose import plane_positions
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.segmentation import Segment, segments_of

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_FROM_GROUPS: Final = (
    (
        0x00209111,
        (tags.FRAME_MOMENT, tags.STACK_ID, tags.TEMPORAL_INDEX, tags.DIMENSION_INDEX),
    ),
    (0x00209113, (tags.POSITION,)),
    (0x00209116, (tags.ORIENTATION,)),
    (0x00189472, tags.SHUTTER),
    (0x00289110, (tags.PIXEL_SPACING, tags.SLICE_THICKNESS)),
    (
        0x00289132,
        (tags.WINDOW_CENTER, tags.WINDOW_WIDTH, tags.WINDOW_EXPLANATION, tags.VOI_FUNCTION),
    ),
    (0x0062000A, (tags.SEGMENT_NUMBER,)),
    (0x00289145, (tags.RESCALE_INTERCEPT, tags.RESCALE_SLOPE, tags.RESCALE_TYPE)),
)
"""(functional group macro, attributes of its item): PS3.3 C.7.6.16.2."""


def frames_of(header: InstanceHeader, dataset: "Dataset | None") -> tuple[InstanceHeader, ...]:
    """Return one header per frame; shared functional groups first, the frame's own over them."""
    shared = _group_values(_items(dataset, tags.SHARED_GROUPS)[:1])
    per_frame = _items(dataset, tags.FRAME_GROUPS)
    planes = plane_positions(header) if tags.FRAME_OFFSETS in header.elements.values else ()
    if header.frame_count == 1 and not shared and not per_frame and not planes:
        return (header,)
    frames = tuple(
        _frame(header, k, shared | _taken(per_frame[k : k + 1]) | _placed(planes[k : k + 1]))
        for k in range(header.frame_count)
    )
    return frames if dataset is None else _with_segments(frames, dataset)


def _taken(items: list["Dataset"]) -> dict[int, bytes]:
    """Return the values of a frame, and free its item.

    To free those of 5,000 frames at once would hold the interpreter for a tenth of a second.
    """
    values = _group_values(items)
    for item in items:
        item.clear()
    return values


def _placed(planes: tuple[bytes, ...]) -> dict[int, bytes]:
    return {tags.POSITION: planes[0]} if planes else {}


def _with_segments(
    frames: tuple[InstanceHeader, ...], dataset: "Dataset"
) -> tuple[InstanceHeader, ...]:
    """Return the frames with the segment that each shows, where the object is made of such."""
    elements = frames[0].elements
    if tags.SEGMENTS not in dataset:
        return frames
    segments = segments_of(dataset, is_little=elements.is_little)
    if elements.code(tags.SEGMENTATION_TYPE) == "LABELMAP":
        return tuple(replace(frame, last_label=max(segments, default=0)) for frame in frames)
    only = next(iter(segments)) if len(segments) == 1 else None
    numbers = [frame.elements.integer(tags.SEGMENT_NUMBER) or only for frame in frames]
    return tuple(
        frame if number is None else replace(frame, segment=segments.get(number, Segment(number)))
        for frame, number in zip(frames, numbers, strict=True)
    )


def _frame(header: InstanceHeader, number: int, values: dict[int, bytes]) -> InstanceHeader:
    return replace(
        header,
        reference=InstanceReference(header.sop_instance_uid, number),
        elements=Elements(header.elements.values | values, header.elements.is_little),
    )


def _items(dataset: "Dataset | None", tag: int) -> list["Dataset"]:
    if dataset is None or tag not in dataset:
        return []
    value = dataset[tag].value
    return [] if value is None or isinstance(value, bytes) else list(value)


def _group_values(items: list["Dataset"]) -> dict[int, bytes]:
    values: dict[int, bytes] = {}
    for item in items:
        for macro, wanted in _FROM_GROUPS:
            for group in _items(item, macro)[:1]:
                found = ((tag, raw_value(group, tag)) for tag in wanted)
                values |= {tag: value for tag, value in found if value is not None}
    return values
