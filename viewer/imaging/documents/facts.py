"""What an object without a picture refers to and holds, in a few facts; no view of its own.

Presentation states PS3.3 A.33, structure sets A.19, plans A.20, files in an envelope A.45,
waveforms A.34, segmentations A.51, films of any image class.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.imaging.documents.document import DocumentHeader, DocumentKind
from viewer.imaging.header_view.tree import HeaderEnd, read_tree
from viewer.imaging.header_view.tree_access import DataSet
from viewer.imaging.syntaxes import name_of


class FactKind(StrEnum):
    """What a fact is about; its values in the order given here."""

    LABEL = "label"
    DESCRIPTION = "description"
    CREATOR = "creator"
    STATUS = "status"
    SERIES = "series"
    """Series Instance UID, how many of its images."""
    OBJECTS = "objects"
    """SOP Class as text, how many."""
    DRAWINGS = "drawings"
    """How many drawings, how many texts."""
    WRITTEN = "written"
    """A text that lies on the image."""
    STRUCTURES = "structures"
    STRUCTURE = "structure"
    """Number, name, how many contours, its interpreted type."""
    BEAMS = "beams"
    BEAM = "beam"
    """Number, name, kind of radiation, machine."""
    FRACTIONS = "fractions"
    SEGMENTS = "segments"
    SEGMENT = "segment"
    """Number, label, how it was made."""
    FILE_TYPE = "file-type"
    FILE_BYTES = "file-bytes"
    CHANNELS = "channels"
    """How many, samples, samples per second, seconds."""
    CHANNEL = "channel"
    FILM = "film"
    """Columns, rows, frames, transfer syntax as text."""
    LENGTH = "length"
    """Seconds, frames per second."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact with its values as text, and those below it."""

    kind: FactKind
    values: tuple[str, ...]
    children: tuple["Fact", ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts; `end` tells whether the file was read to its end."""

    facts: tuple[Fact, ...]
    end: HeaderEnd = HeaderEnd.COMPLETE


_MOST: Final = 2000
"""Structures, texts … that are listed; there are always more in hostile files."""


def read_facts(header: DocumentHeader) -> Facts:
    """Return what an object holds and refers to. Raises NotReadable."""
    tree = read_tree(header.source)
    data = DataSet(tree.elements)
    own = _READERS.get(header.kind, _nothing)
    facts = (*_described(data), *own(data), *_referenced_series(data), *_referenced_objects(data))
    is_told = tree.end is not HeaderEnd.BEHIND_PIXELS and header.kind is not DocumentKind.FILE
    return Facts(facts, tree.end if is_told else HeaderEnd.COMPLETE)


def _nothing(_data: DataSet) -> Iterator[Fact]:
    yield from ()


def _described(data: DataSet) -> Iterator[Fact]:
    texts = (
        (FactKind.LABEL, (0x00700080, 0x30060002, 0x300A0002)),
        (FactKind.DESCRIPTION, (0x00700081, 0x30060006, 0x300A0004)),
        (FactKind.CREATOR, (0x00700084,)),
        (FactKind.STATUS, (0x300E0002,)),
    )
    for kind, tags in texts:
        if text := next(filter(None, map(data.text, tags)), ""):
            yield Fact(kind, (text,))


def _referenced_series(data: DataSet) -> Iterator[Fact]:
    """ReferencedSeriesSequence, wherever the class has it, each series once."""
    counts: Counter[str] = Counter()
    for item in _series_items(data):
        images = len(item.items(0x00081140)) or len(item.items(0x0008114A))
        images = images or len(item.items(0x30060016)) or len(item.items(0x00081199))
        counts[item.text(0x0020000E)] += images
    for uid, images in list(counts.items())[:_MOST]:
        yield Fact(FactKind.SERIES, (uid, str(images)))


def _series_items(data: DataSet) -> Iterator[DataSet]:
    yield from data.items(0x00081115)
    for frame in data.items(0x30060010):  # ReferencedFrameOfReferenceSequence
        for study in frame.items(0x30060012):
            yield from study.items(0x30060014)


def _referenced_objects(data: DataSet) -> Iterator[Fact]:
    """Count what the sequences of references name: structure sets, plans, images, sources."""
    counts: Counter[str] = Counter()
    for tag in (0x300C0060, 0x300C0002, 0x300C0080, 0x00081140, 0x0008114A, 0x00081199, 0x00082112):
        counts.update(item.text(0x00081150) for item in data.items(tag))
    for sop_class, count in list(counts.items())[:_MOST]:
        yield Fact(FactKind.OBJECTS, (name_of(sop_class) if sop_class else "", str(count)))


def _presentation(data: DataSet) -> Iterator[Fact]:
    layers = data.items(0x00700001)
    texts = [item for layer in layers for item in layer.items(0x00700008)]
    drawings = sum(len(layer.items(0x00700009)) for layer in layers)
    if drawings or texts:
        written = tuple(Fact(FactKind.WRITTEN, (t.text(0x00700006),)) for t in texts[:_MOST])
        yield Fact(FactKind.DRAWINGS, (str(drawings), str(len(texts))), written)


def _structures(data: DataSet) -> Iterator[Fact]:
    contours = {
        item.text(0x30060084): len(item.items(0x30060040)) for item in data.items(0x30060039)
    }
    types = {item.text(0x30060084): item.text(0x300600A4) for item in data.items(0x30060080)}
    found = [
        (item.text(0x30060022), item.text(0x30060026) or item.text(0x30060028))
        for item in data.items(0x30060020)
    ]
    children = tuple(
        Fact(
            FactKind.STRUCTURE,
            (number, name, str(contours.get(number, 0)), types.get(number, "").lower()),
        )
        for number, name in found[:_MOST]
    )
    yield Fact(FactKind.STRUCTURES, (str(len(found)),), children)


def _plan(data: DataSet) -> Iterator[Fact]:
    if fractions := data.first(0x300A0070).text(0x300A0078):
        yield Fact(FactKind.FRACTIONS, (fractions,))
    beams = [
        (b.text(0x300A00C0), b.text(0x300A00C2), b.text(0x300A00C6).lower(), b.text(0x300A00B2))
        for b in (*data.items(0x300A00B0), *data.items(0x300A03A2))
    ]
    if beams:
        children = tuple(Fact(FactKind.BEAM, beam) for beam in beams[:_MOST])
        yield Fact(FactKind.BEAMS, (str(len(beams)),), children)


def _segments(data: DataSet) -> Iterator[Fact]:
    segments = [
        (s.text(0x00620004), s.text(0x00620005), s.text(0x00620008).lower())
        for s in data.items(0x00620002)
    ]
    if segments:
        children = tuple(Fact(FactKind.SEGMENT, segment) for segment in segments[:_MOST])
        yield Fact(FactKind.SEGMENTS, (str(len(segments)),), children)


def _file(data: DataSet) -> Iterator[Fact]:
    if kind := data.text(0x00420012):
        yield Fact(FactKind.FILE_TYPE, (kind,))
    told = data.text(0x00420015)
    size = int(told) if told.isascii() and told.isdigit() else data.size(0x00420011)
    yield Fact(FactKind.FILE_BYTES, (str(size),))


def _waveform(data: DataSet) -> Iterator[Fact]:
    for group in data.items(0x54000100)[:_MOST]:
        channels = group.items(0x003A0200)
        names = [c.text(0x003A0203) or c.code(0x003A0208).meaning for c in channels]
        samples, rate = group.text(0x003A0010), group.text(0x003A001A)
        yield Fact(
            FactKind.CHANNELS,
            (group.text(0x003A0005) or str(len(channels)), samples, rate, _ratio(samples, rate)),
            tuple(Fact(FactKind.CHANNEL, (name,)) for name in names[:_MOST] if name),
        )


def _film(data: DataSet) -> Iterator[Fact]:
    frames = data.text(0x00280008)
    syntax = name_of(data.text(0x00020010))
    yield Fact(FactKind.FILM, (data.text(0x00280011), data.text(0x00280010), frames, syntax))
    rate = data.text(0x00180040) or _ratio("1000", data.text(0x00181063))
    if rate and (seconds := _ratio(frames, rate)):
        yield Fact(FactKind.LENGTH, (seconds, rate))


def _ratio(above: str, below: str) -> str:
    """Return a quotient of two numbers of a file, empty where it has none."""
    try:
        value = float(above) / float(below)
    except (ValueError, ZeroDivisionError):
        return ""
    return f"{value:.4g}" if 0 < value < float("inf") else ""


_READERS: Final = {
    DocumentKind.PRESENTATION: _presentation,
    DocumentKind.STRUCTURES: _structures,
    DocumentKind.PLAN: _plan,
    DocumentKind.SEGMENTATION: _segments,
    DocumentKind.FILE: _file,
    DocumentKind.WAVEFORM: _waveform,
    DocumentKind.VIDEO: _film,
}
