"""All elements of one file's header, with sequences and private ones, within limits.

The bytes are followed here and not by pydicom: what comes before a damage is shown all the same,
and nothing is read that is not shown. PS3.5 chapter 7, PS3.10 chapter 7.
"""

import zlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import BinaryIO, Final

from viewer.domain.series import Container
from viewer.imaging import limits
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.names import read_text
from viewer.imaging.dicom.walk import DEFLATED, EXPLICIT_BIG
from viewer.imaging.header_view.shown_element import ITEM, HeaderElement
from viewer.imaging.header_view.values import (
    Scope,
    is_private,
    is_private_creator,
    meaning_of,
    settled_vr,
    value_text,
)
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.photos.exif import exif_elements
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.source import FileSource, read_at

_ITEM_END: Final = 0xFFFEE00D
_SEQUENCE_END: Final = 0xFFFEE0DD
_UNDEFINED: Final = 0xFFFFFFFF
_META_GROUP: Final = 0x0002
_FIRST_TAG: Final = 0x00020000
"""Lower ones are zeros that pad a file."""
_LONG: Final = frozenset(b"OB OD OF OL OV OW SQ SV UC UN UR UT UV".split())
_SHORT: Final = frozenset(b"AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US".split())
_PIXELS: Final = frozenset({tags.PIXELS, tags.FLOAT_PIXELS, tags.DOUBLE_PIXELS})
_TAIL_IN_ARCHIVE: Final = 64 * limits.MiB
_FRAGMENTS: Final = 4 * limits.FRAMES + 64


class HeaderEnd(StrEnum):
    """Why the tree ends where it ends."""

    COMPLETE = "complete"
    CUT_SHORT = "cut-short"
    DAMAGED = "damaged"
    TOO_MANY = "too-many"
    NESTED_TOO_DEEPLY = "nested-too-deeply"
    BEHIND_PIXELS = "behind-pixels"
    """What stands behind the pixels is not looked at: it would have to be unpacked first."""


@dataclass(frozen=True, slots=True)
class HeaderTree:
    """The rows of one file, file meta first.

    Of a photograph, what the camera wrote (EXIF); of NIfTI, the fields of its header.
    """

    elements: tuple[HeaderElement, ...]
    end: HeaderEnd = HeaderEnd.COMPLETE
    container: Container = Container.DICOM


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of a file is wanted: its first bytes, up to one of some elements.

    `is_prose`: free text whole and with its lines, for reading and not for a list.
    """

    size: int = limits.HEADER_BYTES
    stops: frozenset[int] = frozenset()
    is_prose: bool = False


_WHOLE: Final = Reach()


def read_header_tree(header: InstanceHeader) -> HeaderTree:
    """Return all elements of the file behind `header`, without pixels. Raises NotReadable."""
    try:
        with header.source.opened() as stream:
            if header.is_photo:
                return HeaderTree(exif_elements(stream), container=Container.PHOTO)
            if header.container is Container.NIFTI:
                from viewer.imaging.nifti.rows import nifti_elements

                return HeaderTree(nifti_elements(header.source), container=Container.NIFTI)
            return _read(stream, header.source, _WHOLE)
    except OSError as error:
        raise NotReadable(SkipReason.UNREADABLE, type(error).__name__) from error


def read_tree(source: FileSource, reach: Reach = _WHOLE) -> HeaderTree:
    """Return the elements of a DICOM file, whatever it holds. Raises NotReadable."""
    try:
        with source.opened() as stream:
            return _read(stream, source, reach)
    except OSError as error:
        raise NotReadable(SkipReason.UNREADABLE, type(error).__name__) from error


def _read(stream: BinaryIO, source: FileSource, reach: Reach) -> HeaderTree:
    size = source.size()
    content = read_at(stream, 0, min(size, reach.size))
    start = 132 if content[128:132] == b"DICM" else 4 if content[:4] == b"DICM" else 0
    walk = _Walk(content, Scope(), is_implicit=False, left=limits.HEADER_ELEMENTS)
    meta = walk.data_set(start, len(content), only_group=_META_GROUP)
    syntax = next((e.text for e in meta if e.tag == tags.TRANSFER_SYNTAX), "")
    if syntax == DEFLATED:
        content, is_whole = _inflated(content[walk.at :])
        at, total = 0, len(content) if is_whole else _UNDEFINED
    else:
        at, total = walk.at, size
    is_implicit, is_little = _encoding(content[at : at + 6], syntax)
    scope = Scope(is_little=is_little, is_prose=reach.is_prose)
    body = _Walk(content, scope, is_implicit=is_implicit, left=walk.left)
    body.stops = reach.stops
    elements = meta + body.data_set(at, len(content))
    if body.pixels_at is not None:
        follow = _Rest(None if syntax == DEFLATED else stream, source, total)
        elements += follow.pixels_and_rest(body)
    elif body.end is HeaderEnd.COMPLETE and body.at < total:
        body.end = HeaderEnd.CUT_SHORT
    return HeaderTree(elements, body.end)


def _inflated(packed: bytes) -> tuple[bytes, bool]:
    """Return the first bytes of a deflated data set (PS3.5 A.5), and whether that is all."""
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return machine.decompress(packed, limits.HEADER_BYTES), machine.eof
    except zlib.error as error:
        raise NotReadable(SkipReason.DAMAGED, "deflate") from error


def _encoding(first: bytes, syntax: str) -> tuple[bool, bool]:
    """Return (implicit VR, little endian) as the first element looks: some files lie about it."""
    is_explicit = first[4:6] in _SHORT or first[4:6] in _LONG
    is_big = is_explicit and (syntax == EXPLICIT_BIG or (first[:1] == b"\0" and first[1:2] > b"\0"))
    return not is_explicit, not is_big


@dataclass(frozen=True, slots=True)
class _Head:
    tag: int
    vr: str
    """As written in the file; empty in implicit VR."""
    length: int
    value_at: int


class _Walk:
    """Follows elements through bytes in memory, counts them, and notes why it stopped.

    `at` is where it stands, `pixels_at` where the pixel data begin that ended a data set.
    """

    def __init__(self, content: bytes, scope: Scope, *, is_implicit: bool, left: int) -> None:
        self.content = content
        self.scope = scope
        self.is_implicit = is_implicit
        self.left = left
        self.at = 0
        self.end = HeaderEnd.COMPLETE
        self.pixels_at: int | None = None
        self.stops: frozenset[int] = frozenset()

    def data_set(
        self, at: int, end: int, *, depth: int = 0, only_group: int | None = None
    ) -> tuple[HeaderElement, ...]:
        """Return the elements up to `end`, an item delimiter, or (outside items) the pixels."""
        self.at = at
        scope, elements = self.scope, []
        creators: dict[int, str] = {}
        while self.end is HeaderEnd.COMPLETE and self.at + 8 <= end:
            head = self.head(self.at)
            if head is None or (only_group is not None and head.tag >> 16 != only_group):
                break
            if head.tag == _ITEM_END:
                self.at = head.value_at
                break
            if depth == 0 and (head.tag in _PIXELS or head.tag < _FIRST_TAG):
                self.pixels_at = self.at if head.tag in _PIXELS else None
                break
            if depth == 0 and head.tag in self.stops:
                break
            element = self._element(head, end, creators, depth)
            elements.append(element)
            self._take_note(element, head, creators)
        if depth:  # an item's character set ends with it
            self.scope = scope
        return tuple(elements)

    def head(self, at: int) -> _Head | None:
        """Return the element head at `at`; None, and an end, where there is none."""
        raw = self.content[at : at + 12]
        order = "little" if self.scope.is_little else "big"
        if len(raw) < 8:
            self.end = HeaderEnd.CUT_SHORT
            return None
        group, number = (int.from_bytes(raw[i : i + 2], order) for i in (0, 2))  # type: ignore[arg-type]
        tag, vr = group << 16 | number, raw[4:6]
        is_bare = group == 0xFFFE or (self.is_implicit and group != _META_GROUP)
        if is_bare or not (vr.isalpha() and vr.isupper()):
            return _Head(tag, "", int.from_bytes(raw[4:8], order), at + 8)  # type: ignore[arg-type]
        if vr in _LONG:
            return _Head(tag, vr.decode(), int.from_bytes(raw[8:12], order), at + 12)  # type: ignore[arg-type]
        return _Head(tag, vr.decode(), int.from_bytes(raw[6:8], order), at + 8)  # type: ignore[arg-type]

    def _take_note(self, element: HeaderElement, head: _Head, creators: dict[int, str]) -> None:
        """Remember what later values need: character set, signedness, a maker's block."""
        raw = self.content[head.value_at : self.at]
        if head.tag == tags.CHARACTER_SET:
            self.scope = replace(self.scope, charset=raw)
        elif head.tag == tags.PIXEL_REPRESENTATION:
            self.scope = replace(self.scope, is_signed=element.text == "1")
        elif is_private_creator(head.tag):
            creators[head.tag >> 16 << 16 | (head.tag & 0xFF) << 8] = read_text(raw).text

    def _element(
        self, head: _Head, end: int, creators: dict[int, str], depth: int
    ) -> HeaderElement:
        self._count()
        creator = creators.get(head.tag & 0xFFFFFF00, "") if is_private(head.tag) else ""
        meaning = meaning_of(head.tag, creator)
        is_signed = self.scope.is_signed
        known = settled_vr(meaning.vr, min(head.length, end), is_signed=is_signed)
        vr = head.vr or known or "UN"
        made = HeaderElement(
            head.tag, vr, name=meaning.name, keyword=meaning.keyword, creator=creator
        )
        if self._is_sequence(head, vr, known):
            return self._sequence(made, head, end, depth)
        if head.length == _UNDEFINED:
            self.at = self._after_fragments(head.value_at)
            return replace(made, size=self.at - head.value_at, is_binary=True)
        value_end = head.value_at + head.length
        if value_end > end:
            self.end = HeaderEnd.CUT_SHORT
        self.at = min(value_end, end)
        raw = self.content[head.value_at : self.at]
        return made.with_value(
            value_text(head.tag, known if vr == "UN" else vr, raw, self.scope), head.length
        )

    def _is_sequence(self, head: _Head, vr: str, known: str) -> bool:
        """UN of undefined length holds items in implicit VR (PS3.5 6.2.2, note 2)."""
        if vr == "SQ":
            return True
        if head.length == _UNDEFINED:
            return vr == "UN"
        starts_with_item = self.content[head.value_at : head.value_at + 4] == b"\xfe\xff\x00\xe0"
        return vr == "UN" and known == "SQ" and starts_with_item

    def _sequence(self, made: HeaderElement, head: _Head, end: int, depth: int) -> HeaderElement:
        is_open = head.length == _UNDEFINED
        self.at = head.value_at
        stop = end if is_open else min(end, head.value_at + head.length)
        is_cut = not is_open and head.value_at + head.length > end
        if depth + 1 >= limits.NESTING:
            self.end = HeaderEnd.NESTED_TOO_DEEPLY
            return made
        before = self.is_implicit, self.scope
        if made.vr == "UN":
            self.is_implicit, self.scope = True, replace(self.scope, is_little=True)
        items = self._items(stop, depth + 1, is_open=is_open)
        self.is_implicit, self.scope = before
        if is_cut:
            self._stop(HeaderEnd.CUT_SHORT)
        return replace(made, vr="SQ", children=items, size=self.at - head.value_at)

    def _items(self, stop: int, depth: int, *, is_open: bool) -> tuple[HeaderElement, ...]:
        items: list[HeaderElement] = []
        while self.end is HeaderEnd.COMPLETE and self.at + 8 <= stop:
            head = self.head(self.at)
            if head is None or head.tag == _SEQUENCE_END:
                self.at = stop if head is None else head.value_at
                return tuple(items)
            if head.tag != ITEM:
                self.end = HeaderEnd.DAMAGED
                return tuple(items)
            self._count()
            is_open_item = head.length == _UNDEFINED
            item_end = stop if is_open_item else min(stop, head.value_at + head.length)
            children = self.data_set(head.value_at, item_end, depth=depth)
            if not is_open_item:
                self.at = item_end
            items.append(HeaderElement(ITEM, "", children=children))
        if is_open:
            self._stop(HeaderEnd.CUT_SHORT)
        return tuple(items)

    def _after_fragments(self, at: int) -> int:
        """Return where encapsulated data in memory end, e.g. those of an icon."""
        for _ in range(_FRAGMENTS):
            head = self.head(at)
            if head is None:
                return len(self.content)
            if head.tag != ITEM:
                return head.value_at
            at = head.value_at + head.length
        self.end = HeaderEnd.TOO_MANY
        return at

    def _stop(self, end: HeaderEnd) -> None:
        """Stop for this reason, unless there was one before."""
        if self.end is HeaderEnd.COMPLETE:
            self.end = end

    def _count(self) -> None:
        self.left -= 1
        if self.left <= 0:
            self.end = HeaderEnd.TOO_MANY


@dataclass(frozen=True, slots=True)
class _Rest:
    """The pixel element itself and what stands behind it, without reading the pixels.

    `stream` is None where the data set was inflated: only what is in memory can be followed.
    """

    stream: BinaryIO | None
    source: FileSource
    total: int

    def pixels_and_rest(self, walk: _Walk) -> tuple[HeaderElement, ...]:
        """Return the rows from the pixels on; `walk.end` tells whether those were all."""
        head = walk.head(walk.pixels_at or 0)
        if head is None:
            return ()
        meaning = meaning_of(head.tag)
        vr = head.vr or "OW"
        row = HeaderElement(
            head.tag, vr, name=meaning.name, keyword=meaning.keyword, is_binary=True
        )
        following = self._following(head)
        known = min(self.total, following if following is not None else self.total)
        row = replace(row, size=None if known == _UNDEFINED else known - head.value_at)
        if following is None:
            walk.end = HeaderEnd.BEHIND_PIXELS
            return (row,)
        if following > self.total:
            walk.end = HeaderEnd.CUT_SHORT
            return (row,)
        return (row, *self._behind(walk, following))

    def _following(self, head: _Head) -> int | None:
        """Return where the element after the pixels begins, None where nobody looks."""
        is_packed = self.source.span is not None and self.total > _TAIL_IN_ARCHIVE
        if self.stream is None or is_packed:
            return None
        if head.length != _UNDEFINED:
            return head.value_at + head.length
        at = head.value_at
        for _ in range(_FRAGMENTS):
            raw = read_at(self.stream, at, 8)
            if raw[:4] != b"\xfe\xff\x00\xe0":
                return at + 8
            at += 8 + int.from_bytes(raw[4:8], "little")
        return None

    def _behind(self, walk: _Walk, at: int) -> tuple[HeaderElement, ...]:
        if self.stream is None:
            return ()
        size = min(self.total - at, limits.HEADER_BYTES)
        rest = _Walk(
            read_at(self.stream, at, size),
            walk.scope,
            is_implicit=walk.is_implicit,
            left=walk.left,
        )
        elements = rest.data_set(0, size)
        walk.end = rest.end
        return elements
