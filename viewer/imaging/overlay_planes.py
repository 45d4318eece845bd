"""Overlay planes: graphics that a file carries beside its pixels (PS3.3 C.9.2, PS3.5 8.1.2)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging import limits
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.fallback import (
    PiecewiseBytes,
    dataset_of,
    inflated_data_set,
    pydicom_faults,
    raw_value,
)
from viewer.imaging.dicom.names import read_text
from viewer.imaging.dicom.walk import DEFLATED
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.problems import NotReadable, PlaneProblem
from viewer.imaging.source import read_at
from viewer.imaging.syntaxes import Codec, codec_of

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

Mask = NDArray[np.bool_]

_WORDS: Final = frozenset({8, 16, 32})


class _At:
    """Element numbers within a group 60xx."""

    ROWS: Final = 0x0010
    COLUMNS: Final = 0x0011
    FRAMES: Final = 0x0015
    DESCRIPTION: Final = 0x0022
    TYPE: Final = 0x0040
    ORIGIN: Final = 0x0050
    FRAME_ORIGIN: Final = 0x0051
    BITS_ALLOCATED: Final = 0x0100
    BIT_POSITION: Final = 0x0102
    LABEL: Final = 0x1500
    DATA: Final = 0x3000


@dataclass(frozen=True, slots=True, eq=False)
class OverlayPlane:
    """One plane of one image frame: `bits` (rows, columns), its upper left pixel at `origin`.

    `origin` is (row, column) of the image, counted from 0; it may lie outside. `is_region`: type R,
    an area; else graphics.
    """

    group: int
    is_region: bool
    origin: tuple[int, int]
    bits: Mask
    label: str = ""
    description: str = ""

    def within(self, rows: int, columns: int) -> Mask:
        """Return the plane's pixels in an image of that size."""
        placed = np.zeros((rows, columns), np.bool_)
        top, left = self.origin
        height, width = self.bits.shape
        first_row, last_row = max(0, top), min(rows, top + height)
        first, last = max(0, left), min(columns, left + width)
        if first_row < last_row and first < last:
            placed[first_row:last_row, first:last] = self.bits[
                first_row - top : last_row - top, first - left : last - left
            ]
        return placed


@dataclass(frozen=True, slots=True, eq=False)
class PlanesFound:
    """The planes of a frame, and (group, why) of those that cannot be drawn."""

    planes: tuple[OverlayPlane, ...] = ()
    problems: tuple[tuple[int, PlaneProblem], ...] = ()


def has_planes(header: InstanceHeader) -> bool:
    """Tell from what is known already whether a file has overlay planes."""
    return any(map(header.elements.values.get, tags.OVERLAY_ROWS))


def read_planes(header: InstanceHeader) -> PlanesFound:
    """Read the planes that belong to a frame. Blocking; never raises for what the file says."""
    groups = [tag >> 16 for tag in tags.OVERLAY_ROWS if header.elements.has(tag)]
    if not groups:
        return PlanesFound()
    try:
        dataset = _dataset(header)
    except (NotReadable, OSError):
        return PlanesFound(problems=tuple((group, PlaneProblem.UNREADABLE) for group in groups))
    planes, problems = [], []
    for group in groups:
        found = _read_plane(_Group(dataset, group, header))
        if isinstance(found, PlaneProblem):
            problems.append((group, found))
        elif found is not None:
            planes.append(found)
    return PlanesFound(tuple(planes), tuple(problems))


def _dataset(header: InstanceHeader) -> "Dataset":
    with header.source.opened() as stream:
        if header.syntax == DEFLATED:
            content = inflated_data_set(stream, header.file_size)
        else:
            end = header.pixels.offset if header.pixels is not None else header.file_size
            content = read_at(stream, 0, min(end, limits.HEADER_BYTES))
    return dataset_of(PiecewiseBytes(content))


@dataclass(frozen=True, slots=True)
class _Group:
    """One group 60xx of a data set."""

    dataset: "Dataset"
    group: int
    header: InstanceHeader

    def raw(self, element: int) -> bytes:
        return raw_value(self.dataset, self.group << 16 | element) or b""

    def integers(self, element: int, *, is_signed: bool = False) -> list[int]:
        raw = self.raw(element)
        kind = ("<" if self.header.elements.is_little else ">") + ("i2" if is_signed else "u2")
        return [int(v) for v in np.frombuffer(raw[: len(raw) // 2 * 2], kind)]

    def integer(self, element: int, otherwise: int = 0) -> int:
        return next(iter(self.integers(element)), otherwise)

    def text(self, element: int) -> str:
        raw = self.raw(element)
        return read_text(raw, self.header.elements.raw(tags.CHARACTER_SET)).text if raw else ""

    def data(self) -> bytes:
        """Return OverlayData with the first pixel in the lowest bit of the first byte."""
        raw = self.raw(_At.DATA)
        item = self.dataset.get_item(self.group << 16 | _At.DATA)
        if self.header.elements.is_little or getattr(item, "VR", "OW") == "OB":
            return raw
        return np.frombuffer(raw[: len(raw) // 2 * 2], ">u2").astype("<u2").tobytes()


def _read_plane(group: _Group) -> OverlayPlane | PlaneProblem | None:
    try:
        with pydicom_faults():
            return _plane(group)
    except NotReadable:
        return PlaneProblem.UNREADABLE


def _plane(group: _Group) -> OverlayPlane | PlaneProblem | None:
    """Return the plane on the header's frame; None where it belongs to other frames."""
    rows, columns = group.integer(_At.ROWS), group.integer(_At.COLUMNS)
    if not 0 < rows * columns <= limits.FRAME_PIXELS:
        return PlaneProblem.SIZE
    frame = _frame_of_plane(group)
    if frame is None:
        return None
    if group.raw(_At.DATA):
        bits = _own_bits(group.data(), frame, (rows, columns))
    else:
        bits = _embedded_bits(group, (rows, columns))
    if isinstance(bits, PlaneProblem):
        return bits
    origin = group.integers(_At.ORIGIN, is_signed=True)
    row, column = (origin[0], origin[1]) if len(origin) >= 2 else (1, 1)
    return OverlayPlane(
        group.group,
        group.raw(_At.TYPE).strip(b"\0 ").upper() == b"R",
        (row - 1, column - 1),
        bits,
        group.text(_At.LABEL),
        group.text(_At.DESCRIPTION),
    )


def _frame_of_plane(group: _Group) -> int | None:
    """Return which frame of the plane lies on the image's frame; None where none does.

    A plane that does not say which frames it belongs to lies on all of them.
    """
    text = group.raw(_At.FRAMES).decode("ascii", "replace").strip("\0 ")
    count = int(text) if text.isdecimal() and len(text) <= 9 else 1
    first = group.integer(_At.FRAME_ORIGIN)
    if count <= 1 and not first:
        return 0
    frame = group.header.frame + 1 - max(1, first)
    return frame if 0 <= frame < count else None


def _own_bits(data: bytes, frame: int, size: tuple[int, int]) -> Mask | PlaneProblem:
    """Return one frame of packed bits: frames follow each other without a gap (PS3.5 8.1.2)."""
    count = size[0] * size[1]
    start = frame * count
    if len(data) * 8 < start + count:
        return PlaneProblem.SIZE
    piece = np.frombuffer(data, np.uint8)[start // 8 : -(-(start + count) // 8)]
    bits = np.unpackbits(piece, bitorder="little")[start % 8 :][:count]
    return bits.reshape(size).astype(np.bool_)


def _embedded_bits(group: _Group, size: tuple[int, int]) -> Mask | PlaneProblem:
    """Return a plane that lies in bits which the pixels leave unused (retired, still about)."""
    header = group.header
    position = group.integer(_At.BIT_POSITION)
    lowest = header.high_bit + 1 - header.bits_stored
    is_unused = not lowest <= position <= header.high_bit
    is_there = (
        header.samples == 1
        and header.bits_allocated in _WORDS
        and group.integer(_At.BITS_ALLOCATED) == header.bits_allocated
        and position < header.bits_allocated
    )
    if not (is_unused and is_there):
        return PlaneProblem.NO_BITS
    if size != (header.rows, header.columns):
        return PlaneProblem.SIZE
    if codec_of(header.syntax) is not Codec.NATIVE:
        return PlaneProblem.COMPRESSED
    words = _stored_words(header)
    if words is None:
        return PlaneProblem.UNREADABLE
    bits: Mask = (words >> position & 1).astype(np.bool_)
    return bits.reshape(size)


def _stored_words(header: InstanceHeader) -> NDArray[np.unsignedinteger[np.typing.NBitBase]] | None:
    """Return the frame's words as stored, all bits; None where the file ends before."""
    if header.pixels is None:
        return None
    start = header.pixels.offset + header.frame * header.bytes_per_frame
    try:
        with header.source.opened() as stream:
            if header.syntax == DEFLATED:
                content = inflated_data_set(stream, header.file_size)
                content = content[start : start + header.bytes_per_frame]
            else:
                content = read_at(stream, start, header.bytes_per_frame)
    except (NotReadable, OSError):
        return None
    if len(content) < header.bytes_per_frame:
        return None
    order = "<" if header.elements.is_little else ">"
    return np.frombuffer(content, f"{order}u{header.bits_allocated // 8}")
