"""Headers that the quick walk leaves alone, read by pydicom within limits."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final

from viewer.foundation.quiet import quiet_pydicom
from viewer.imaging import limits
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.walk import (
    DEFLATED,
    EXPLICIT_BIG,
    EXPLICIT_LITTLE,
    IMPLICIT_LITTLE,
    PixelLocation,
    RawHeader,
    start_of_data_set,
    walk,
)
from viewer.imaging.element_count import goes_on, has_too_many_elements
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.source import inflated, read_at

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_ITEMS: Final = 200_000
_PREAMBLE: Final = 128
_PIECE: Final = limits.MiB
_ITEM_START: Final = b"\xfe\xff\x00\xe0"
_TOO_LONG: Final = f"header; limit {limits.LONG_HEADER_BYTES:,} bytes"
_OF_A_CUT: Final = frozenset({SkipReason.CUT_SHORT, SkipReason.DAMAGED})
"""What pydicom makes of a header that goes on, by where it was cut."""
_UNDEFINED: Final = 0xFFFFFFFF
_PIXEL_VRS: Final = frozenset({b"OB", b"OW", b"OF", b"OD", b"OV", b"UN"})


@dataclass(frozen=True, slots=True)
class FullHeader:
    """A header with its sequences.

    `inflated` is the whole unpacked data set of the deflated syntax: pixel offsets count in it.
    """

    raw: RawHeader
    dataset: "Dataset | None" = None
    inflated: bytes | None = None


class PiecewiseBytes(BytesIO):
    """Bytes for pydicom that are never handed over whole, with the preamble that it wants.

    `added` is how many bytes stand before those given: some files begin with the prefix.

    pydicom asks for all the rest only to inflate it, without any limit; what is deflated is
    inflated here (`inflated`), so such a file has a file meta that only pydicom understands.
    """

    def __init__(self, content: bytes) -> None:
        self.added = _PREAMBLE if content.startswith(b"DICM") else 0
        super().__init__(bytes(self.added) + content if self.added else content)

    def read(self, size: int | None = -1, /) -> bytes:
        """Return up to `size` bytes. Raises NotReadable without a size."""
        if size is None or size < 0:
            raise NotReadable(SkipReason.DAMAGED, "deflated, with an odd file meta")
        return super().read(size)


def read_fully(stream: BinaryIO, size: int) -> FullHeader:
    """Return the header of any DICOM file that pydicom understands. Raises NotReadable, OSError."""
    head = read_at(stream, 0, min(size, limits.HEADER_BYTES))
    start, syntax = start_of_data_set(head)
    if syntax == DEFLATED:
        return _deflated(read_at(stream, start, size - start))
    return _short_or_long(stream, head, size)


def _short_or_long(stream: BinaryIO, head: bytes, size: int) -> FullHeader:
    """Return a header that ends within `head`, or else within the longer limit."""
    start, syntax = start_of_data_set(head)
    is_implicit = syntax == IMPLICIT_LITTLE
    is_long = size > len(head) and goes_on(head, start, is_implicit=is_implicit)
    found = None if is_long else _parsed_whole(head, size)
    if found is None and syntax != EXPLICIT_BIG:
        head = read_at(stream, 0, min(size, limits.LONG_HEADER_BYTES))
        if has_too_many_elements(head, start, is_implicit=is_implicit):
            detail = f"header; limit {limits.LONG_HEADER_ELEMENTS:,} elements"
            raise NotReadable(SkipReason.TOO_LARGE, detail)
        found = _parsed_whole(head, size)
    if found is None:
        raise NotReadable(SkipReason.TOO_LARGE, _TOO_LONG)
    return found


def _parsed_whole(head: bytes, size: int) -> FullHeader | None:
    """Return the header if it ends within `head`. Raises NotReadable for other faults."""
    try:
        raw, dataset = _parsed(head, size)
    except NotReadable as error:
        if error.reason in _OF_A_CUT and size > len(head):
            return None
        raise
    return None if raw.is_cut else FullHeader(raw, dataset)


def inflated_data_set(stream: BinaryIO, size: int, limit: int = limits.INFLATED_BYTES) -> bytes:
    """Return the unpacked data set of a deflated file (PS3.5 A.5). Raises NotReadable, OSError."""
    start, _ = start_of_data_set(read_at(stream, 0, min(size, limits.HEADER_BYTES)))
    return inflated(read_at(stream, start, size - start), limit)


def _deflated(packed: bytes) -> FullHeader:
    content = inflated(packed, limits.INFLATED_BYTES)
    raw, dataset = walk(BytesIO(content), content, len(content)), None
    if raw is None:
        head = content[: limits.HEADER_BYTES]
        found = _short_or_long(BytesIO(content), head, len(content))
        raw, dataset = found.raw, found.dataset
    raw.values[tags.TRANSFER_SYNTAX] = DEFLATED.encode()
    return FullHeader(replace(raw, syntax=DEFLATED), dataset, content)


def _parsed(head: bytes, size: int) -> "tuple[RawHeader, Dataset]":
    if _items_in(head) > _ITEMS:
        raise NotReadable(SkipReason.TOO_LARGE, f"more than {_ITEMS} sequence items")
    stream = PiecewiseBytes(head)
    dataset = dataset_of(stream)
    is_implicit, is_little = dataset.original_encoding
    little = is_little is not False
    syntax = str(getattr(dataset.file_meta, "TransferSyntaxUID", "") or "")
    if not syntax:
        syntax = IMPLICIT_LITTLE if is_implicit else EXPLICIT_LITTLE if little else EXPLICIT_BIG
    values = {tag: raw for tag in tags.WANTED if (raw := raw_value(dataset, tag)) is not None}
    values[tags.TRANSFER_SYNTAX] = syntax.encode("ascii", "replace")
    pixels = _pixels(head, stream.tell() - stream.added, "little" if little else "big")
    header = RawHeader(
        syntax,
        values,
        pixels,
        is_little=little,
        has_meta=head[128:132] == b"DICM",
        is_cut=pixels is None and size > len(head),
    )
    return header, dataset


def _items_in(head: bytes) -> int:
    """Count what looks like an item, piece by piece: 60 MB in one go hold other threads 0.1 s."""
    reach = len(_ITEM_START) - 1
    return sum(
        head.count(_ITEM_START, at, at + _PIECE + reach) for at in range(0, len(head), _PIECE)
    )


def dataset_of(stream: PiecewiseBytes) -> "Dataset":
    """Let pydicom read up to the pixels; its many exceptions become one, NotReadable."""
    import pydicom

    with pydicom_faults():
        return pydicom.dcmread(stream, stop_before_pixels=True, force=True)


@contextmanager
def pydicom_faults() -> Iterator[None]:
    """Turn pydicom's many exceptions into NotReadable, and keep its warnings quiet.

    Also to be put around access to sequences, which pydicom reads only then.
    """
    from pydicom.errors import BytesLengthException, InvalidDicomError

    try:
        with quiet_pydicom():
            yield
    except RecursionError as error:
        raise NotReadable(SkipReason.NESTED_TOO_DEEPLY) from error
    except EOFError as error:
        raise NotReadable(SkipReason.CUT_SHORT) from error
    except (
        InvalidDicomError,
        BytesLengthException,
        NotImplementedError,
        OSError,
        ValueError,
        struct.error,
        AttributeError,
        TypeError,
        KeyError,
        IndexError,
        OverflowError,
        MemoryError,
    ) as error:
        raise NotReadable(SkipReason.DAMAGED, type(error).__name__) from error


def raw_value(dataset: "Dataset", tag: int) -> bytes | None:
    """Return an attribute's value as it stood in the file, None when absent."""
    element = dataset.get_item(tag, keep_deferred=True)  # else an empty one would be converted
    value = getattr(element, "value", None)
    if value is None or isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("latin-1", "replace")
    parts = value if hasattr(value, "__iter__") else (value,)
    return "\\".join(map(str, parts)).encode("latin-1", "replace")


def _pixels(head: bytes, position: int, order: str) -> PixelLocation | None:
    """Return where the pixel element that stopped pydicom has its value."""
    element = head[position : position + 12]
    if len(element) < 8:
        return None
    group, number = (int.from_bytes(element[i : i + 2], order) for i in (0, 2))  # type: ignore[arg-type]
    tag = group << 16 | number
    if tag not in {tags.PIXELS, tags.FLOAT_PIXELS, tags.DOUBLE_PIXELS}:
        return None
    # pydicom names the encoding that the syntax promises, and reads what it finds; an implicit
    # length cannot look like one of these VRs, for it would be odd
    at = 8 if element[4:6] in _PIXEL_VRS else 4
    length = int.from_bytes(element[at : at + 4], order)  # type: ignore[arg-type]
    is_swapped = order == "big" and element[4:6] == b"OW"
    known_length = None if length == _UNDEFINED else length
    return PixelLocation(tag, position + at + 4, known_length, is_swapped)
