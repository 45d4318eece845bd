"""Ways to damage an image file, each repeatable from a number."""

import gzip
import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

Mutation = Callable[["Draw", bytearray, bytes], bytearray]
"""(draw, content, another file's content) to the damaged content."""

_EXPLICIT = re.compile(
    rb"[\x00-\xff]{4}(?:AE|AS|AT|CS|DA|DS|DT|FD|FL|IS|LO|LT|OB|OD|OF|OW|PN|SH|SL|SQ|SS|ST|TM|UC|UI"
    rb"|UL|UN|UR|US|UT)"
)
_LONG = frozenset({b"OB", b"OD", b"OF", b"OW", b"SQ", b"UC", b"UN", b"UR", b"UT"})
_ITEM = b"\xfe\xff\x00\xe0"
_LENGTHS = (0, 1, 2, 3, 7, 8, 255, 256, 0x7FFF, 0xFFFE, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFF)
_NUMBERS = (0, 1, 2, 3, 7, 8, 12, 15, 16, 17, 31, 32, 33, 64, 255, 4096, 32767, 32768, 65535)
_TEXTS = (b"0", b"-1", b"1e308", b"nan", b"inf", b"1\\2\\3", b"1,5", b"65536", b"\xff\xfe", b"")
_TAGS = (
    *((0x0028, number) for number in (0x2, 0x4, 0x6, 0x8, 0x10, 0x11, 0x30, 0x34)),
    *((0x0028, number) for number in (0x100, 0x101, 0x102, 0x103, 0x120, 0x1050, 0x1052, 0x1101)),
    *((0x0028, number) for number in (0x1201, 0x1221, 0x3000, 0x3002, 0x3006, 0x3010)),
    *((0x0008, number) for number in (0x5, 0x8, 0x16, 0x18, 0x1140)),
    *((0x0020, number) for number in (0xD, 0xE, 0x13, 0x32, 0x37)),
    *((0x6000, number) for number in (0x10, 0x11, 0x40, 0x50, 0x100, 0x102, 0x3000)),
    *((0x5200, number) for number in (0x9229, 0x9230)),
    *((0x7FE0, number) for number in (0x1, 0x2, 0x8, 0x9, 0x10)),
    *((0x0018, number) for number in (0x1063, 0x1065, 0x1600, 0x1602, 0x1612, 0x1620, 0x6011)),
    *((0xFFFE, number) for number in (0xE000, 0xE00D, 0xE0DD)),
)
_MOST_STEPS = 3
_INSIDE = 0.7
"""Share of packed files that are damaged before they are packed again."""
_GZIP, _ZIP = b"\x1f\x8b", b"PK"
_HEADER = 4096


class Draw(random.Random):
    """Numbers of one seed, with what the mutations ask for again and again."""

    def place(self, content: bytearray) -> int:
        """Return an offset; the first few thousand bytes, where headers are, come more often."""
        end = len(content) if self.random() < 0.5 else min(_HEADER, len(content))
        return self.randrange(max(1, end))

    def run(self) -> int:
        """Return a length; short ones come more often."""
        return int(2 ** self.uniform(0, 11))


@dataclass(frozen=True)
class Mutant:
    """A damaged file and in which ways it was damaged."""

    kinds: tuple[str, ...]
    content: bytes


def mutated(content: bytes, other: bytes, seed: int) -> Mutant:
    """Damage `content` in one to three ways; the same arguments give the same file."""
    draw = Draw(seed)
    names = draw.choices(tuple(MUTATIONS), k=draw.choice((1, 1, 1, 2, _MOST_STEPS)))
    if draw.random() < _INSIDE and content[:2] == _GZIP:
        damaged = _damaged(draw, names, gzip.decompress(content), other)
        return Mutant(tuple(names), gzip.compress(damaged, 1, mtime=0))
    if draw.random() < _INSIDE and content[:2] == _ZIP:
        return Mutant(tuple(names), _damaged_member(draw, names, content, other))
    return Mutant(tuple(names), _damaged(draw, names, content, other))


def _damaged(draw: Draw, names: list[str], content: bytes, other: bytes) -> bytes:
    damaged = bytearray(content)
    for name in names:
        damaged = MUTATIONS[name](draw, damaged, other)
    return bytes(damaged)


def _damaged_member(draw: Draw, names: list[str], content: bytes, other: bytes) -> bytes:
    """Damage one file within an archive that stays whole."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    chosen = draw.randrange(len(members))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, member) in enumerate(members):
            whole = _damaged(draw, names, member, other) if number == chosen else member
            archive.writestr(zipfile.ZipInfo(name), whole)
    return stream.getvalue()


def _bits(draw: Draw, content: bytearray, _other: bytes) -> bytearray:
    for _ in range(draw.choice((1, 2, 4, 16, 64))):
        if content:
            content[draw.place(content)] ^= 1 << draw.randrange(8)
    return content


def _bytes(draw: Draw, content: bytearray, _other: bytes) -> bytearray:
    start, size = draw.place(content), draw.run()
    fill = draw.choice((b"\0", b"\xff", b"9", b" ", b"\\", draw.randbytes(1), b""))
    content[start : start + size] = fill * size if fill else draw.randbytes(size)
    return content


def _truncation(draw: Draw, content: bytearray, _other: bytes) -> bytearray:
    return content[: draw.place(content)]


def _removal(draw: Draw, content: bytearray, _other: bytes) -> bytearray:
    start = draw.place(content)
    del content[start : start + draw.run()]
    return content


def _repetition(draw: Draw, content: bytearray, _other: bytes) -> bytearray:
    start = draw.place(content)
    piece = bytes(content[start : start + draw.run()])
    content[start:start] = piece * draw.choice((1, 2, 50))
    return content


def _splice(draw: Draw, content: bytearray, other: bytes) -> bytearray:
    here, there = draw.place(content), draw.place(bytearray(other))
    return content[:here] + other[there:]


def _lengths(draw: Draw, content: bytearray, _other: bytes) -> bytearray:
    """Lie about the length of an element (PS3.5 7.1.2), or of a chunk of another format."""
    places = [match.start() for match in _EXPLICIT.finditer(content)]
    if not places:
        return _words(draw, content)
    for _ in range(draw.choice((1, 1, 3))):
        at = draw.choice(places)
        is_long = bytes(content[at + 4 : at + 6]) in _LONG
        start, size = (at + 8, 4) if is_long else (at + 6, 2)
        _write(content, start, size, draw.choice((*_LENGTHS, draw.getrandbits(16))))
    return content


def _words(draw: Draw, content: bytearray) -> bytearray:
    """Put an unlucky number anywhere, in either byte order."""
    size = draw.choice((2, 4))
    number = draw.choice(_LENGTHS) & (256**size - 1)
    at = draw.place(content)
    content[at : at + size] = number.to_bytes(size, draw.choice(("little", "big")))
    return content


def _values(draw: Draw, content: bytearray, _other: bytes) -> bytearray:
    """Give an element another value of the same length."""
    places = [match.start() for match in _EXPLICIT.finditer(content)]
    if not places:
        return _words(draw, content)
    for _ in range(draw.choice((1, 1, 4))):
        at = draw.choice(places)
        vr = bytes(content[at + 4 : at + 6])
        size = int.from_bytes(content[at + 6 : at + 8], "little")
        if vr in _LONG or not 0 < size < 256:
            continue
        if vr in {b"US", b"SS", b"UL", b"SL"}:
            _write(content, at + 8, min(size, 4), draw.choice(_NUMBERS))
        else:
            text = draw.choice(_TEXTS)[:size]
            content[at + 8 : at + 8 + size] = text.ljust(size)
    return content


def _tags(draw: Draw, content: bytearray, _other: bytes) -> bytearray:
    """Call an element by another name: one that matters for pictures, or that of another one."""
    places = [match.start() for match in _EXPLICIT.finditer(content)]
    if not places:
        return _words(draw, content)
    at, other = draw.choice(places), draw.choice(places)
    if draw.random() < 0.5:
        here = content[at : at + 4]
        content[at : at + 4] = content[other : other + 4]
        content[other : other + 4] = here
        return content
    group, number = draw.choice(_TAGS)
    content[at : at + 4] = group.to_bytes(2, "little") + number.to_bytes(2, "little")
    return content


def _kinds(draw: Draw, content: bytearray, _other: bytes) -> bytearray:
    """Say that an element is of another VR."""
    places = [match.start() for match in _EXPLICIT.finditer(content)]
    if places:
        at, other = draw.choice(places), draw.choice(places)
        content[at + 4 : at + 6] = content[other + 4 : other + 6]
    return content


def _offsets(draw: Draw, content: bytearray, _other: bytes) -> bytearray:
    """Lie in the offset table or about the length of a fragment (PS3.5 A.4)."""
    places = [match.start() for match in re.finditer(re.escape(_ITEM), content)]
    if not places:
        return _words(draw, content)
    at = draw.choice(places[-8:])
    choices = (*_LENGTHS, draw.randrange(len(content)))
    _write(content, at + draw.choice((4, 8, 12)), 4, draw.choice(choices))
    return content


def _deep(draw: Draw, content: bytearray, _other: bytes) -> bytearray:
    """Damage the second half alone, where the pixels are: headers stay as they are."""
    half = len(content) // 2
    for _ in range(draw.choice((1, 3, 20))):
        if half:
            content[half + draw.randrange(len(content) - half)] = draw.randrange(256)
    return content


def _write(content: bytearray, at: int, size: int, number: int) -> None:
    content[at : at + size] = (number & (256**size - 1)).to_bytes(size, "little")


MUTATIONS: dict[str, Mutation] = {
    "bits": _bits,
    "bytes": _bytes,
    "truncation": _truncation,
    "removal": _removal,
    "repetition": _repetition,
    "splice": _splice,
    "lengths": _lengths,
    "values": _values,
    "tags": _tags,
    "kinds": _kinds,
    "offsets": _offsets,
    "deep": _deep,
}
