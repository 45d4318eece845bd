"""Whatever a file holds, its header is read within limits or refused, and nothing else."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset

from tests.image_builders import BIG_ENDIAN, EXPLICIT, IMPLICIT, SYNTAXES, write_series
from viewer.app.header_rows import header_rows
from viewer.imaging.header_view.tree import HeaderTree, read_header_tree
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.problems import NotReadable
from viewer.imaging.scan import scan
from viewer.ui.models.header import HeaderRow

_NAMES = ("rle", "deflated")
syntaxes = st.sampled_from([EXPLICIT, IMPLICIT, BIG_ENDIAN, *(SYNTAXES[n] for n in _NAMES)])
changes = st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), max_size=8)


class Held:
    """Bytes in the place of a file."""

    span = None

    def __init__(self, content: bytes) -> None:
        self._content = content

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        yield io.BytesIO(self._content)

    def size(self) -> int:
        return len(self._content)


def with_much(data: Dataset, _index: int) -> None:
    """Add sequences and private elements, all with a secret in them."""
    inner, outer = Dataset(), Dataset()
    inner.PersonName, inner.TextValue = "Quxplant^Jo", "Quxplant"
    outer.ContentSequence = [inner]
    data.ContentSequence = [outer, inner]
    data.OtherPatientNames = "Quxplant"
    block = data.private_block(0x0019, "GEMS_ACQU_01", create=True)
    block.add_new(0x02, "LO", "Quxplant")
    block.add_new(0x03, "SQ", [inner])


@cache
def an_image(syntax: str) -> tuple[InstanceHeader, bytes]:
    compressed = next((name for name in _NAMES if SYNTAXES[name] == syntax), None)
    with TemporaryDirectory() as folder:
        (path,) = write_series(
            Path(folder), slices=1, syntax=syntax, compressed=compressed, edit=with_much
        )
        return scan([path]).stacks[0].instances[0], path.read_bytes()


def read(syntax: str, content: bytes) -> HeaderTree:
    header, _ = an_image(syntax)
    return read_header_tree(replace(header, source=Held(content)))


def texts(rows: Sequence[HeaderRow]) -> str:
    return " ".join(
        f"{row.name} {row.value} {row.copied} {row.note} {row.looked_for} {texts(row.children)}"
        for row in rows
    )


@given(syntaxes, changes, st.floats(0.05, 1))
def test_a_mangled_file_is_read_as_far_as_it_goes_or_refused(syntax, changes, kept):
    _, whole = an_image(syntax)
    content = bytearray(whole[: int(len(whole) * kept)])
    for where, what in changes:
        place = int(where * (len(content) - 1))
        content[place : place + len(what)] = what

    try:
        tree = read(syntax, bytes(content))
    except NotReadable:
        return

    assert isinstance(texts(header_rows(tree.elements, hides_identity=False)), str)


@given(syntaxes, st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(syntax, content):
    try:
        tree = read(syntax, bytes(128) + b"DICM" + content)
    except NotReadable:
        return

    assert len(tree.elements) <= len(content)


@given(syntaxes)
def test_with_identities_hidden_no_text_of_any_row_names_the_patient(syntax):
    _, whole = an_image(syntax)
    tree = read(syntax, whole)

    assert "quxplant" in texts(header_rows(tree.elements, hides_identity=False)).casefold()
    assert "quxplant" not in texts(header_rows(tree.elements, hides_identity=True)).casefold()
