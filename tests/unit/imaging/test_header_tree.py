"""The header as it is shown: everything that stands in the file, within limits."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pydicom
import pytest
from PIL import Image
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence as DicomSequence

from tests.image_builders import BIG_ENDIAN, EXPLICIT, IMPLICIT, write_series
from viewer.domain.series import Container
from viewer.imaging import limits
from viewer.imaging.header_view.shown_element import ITEM, HeaderElement
from viewer.imaging.header_view.tree import HeaderEnd, HeaderTree, read_header_tree
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.scan import scan

NAME = 0x00100010
CODES = 0x00082112


def tree_of(path: Path) -> HeaderTree:
    stacks = scan([path]).stacks
    return read_header_tree(stacks[0].instances[0])


def by_tag(elements: Sequence[HeaderElement]) -> dict[int, HeaderElement]:
    return {element.tag: element for element in elements}


def with_sources(data: Dataset, _index: int) -> None:
    """Add a sequence of two items, the second with a sequence of its own."""
    inner, first, second = Dataset(), Dataset(), Dataset()
    inner.CodeValue, inner.CodeMeaning = "121322", "Source"
    first.ReferencedSOPInstanceUID = "1.2.3.4"
    second.ReferencedSOPInstanceUID = "1.2.3.5"
    second.PurposeOfReferenceCodeSequence = DicomSequence([inner])
    data.SourceImageSequence = DicomSequence([first, second])


def with_private(data: Dataset, _index: int) -> None:
    known = data.private_block(0x0019, "GEMS_ACQU_01", create=True)
    known.add_new(0x02, "SL", 912)
    other = data.private_block(0x0029, "NOBODY KNOWS", create=True)
    other.add_new(0x01, "UN", b"\x01\x02\x03\xff" * 30)


def test_the_file_meta_stands_first_and_the_pixels_are_only_measured(tmp_path: Path) -> None:
    (path,) = write_series(tmp_path, slices=1, rows=6, columns=8)

    tree = tree_of(path)

    tags = [element.tag for element in tree.elements]
    syntax = by_tag(tree.elements)[0x00020010]
    pixels = tree.elements[-1]
    assert tree.end is HeaderEnd.COMPLETE
    assert tags == sorted(tags)
    assert (syntax.text, syntax.meaning) == (EXPLICIT, "Explicit VR Little Endian")
    assert (pixels.keyword, pixels.size, pixels.text) == ("PixelData", 96, "")
    assert pixels.is_binary


@pytest.mark.parametrize("syntax", [EXPLICIT, IMPLICIT, BIG_ENDIAN])
@pytest.mark.parametrize("is_open", [True, False])
def test_sequences_are_followed_in_every_encoding(
    tmp_path: Path, syntax: str, is_open: bool
) -> None:
    def edit(data: Dataset, index: int) -> None:
        with_sources(data, index)
        data["SourceImageSequence"].is_undefined_length = is_open
        for item in data.SourceImageSequence:
            item.is_undefined_length_sequence_item = is_open

    (path,) = write_series(tmp_path, slices=1, syntax=syntax, edit=edit)

    row = by_tag(tree_of(path).elements)[CODES]

    assert row.vr == "SQ"
    assert [item.tag for item in row.children] == [ITEM, ITEM]
    second = row.children[1].children
    assert second[0].text == "1.2.3.5"
    assert [e.text for e in second[1].children[0].children] == ["121322", "Source"]


def test_private_elements_have_the_name_that_is_known_of_their_maker(tmp_path: Path) -> None:
    (path,) = write_series(tmp_path, slices=1, edit=with_private)

    rows = by_tag(tree_of(path).elements)

    assert rows[0x00190010].text == "GEMS_ACQU_01"
    assert (rows[0x00191002].name, rows[0x00191002].text) == (
        "Detector Channel",
        "912",
    )
    assert rows[0x00291001].creator == "NOBODY KNOWS"
    assert (rows[0x00291001].name, rows[0x00291001].size) == ("", 120)
    assert rows[0x00291001].is_binary


def test_text_is_read_in_its_character_set_also_where_that_is_a_lie(tmp_path: Path) -> None:
    (path,) = write_series(tmp_path, slices=1, patient_name="Aaaa", charset="ISO_IR 100")
    path.write_bytes(path.read_bytes().replace(b"Aaaa", "张伟".encode("gbk")))

    row = by_tag(tree_of(path).elements)[NAME]

    assert row.text == "张伟"
    assert row.is_guessed


def test_long_values_are_clipped_between_characters(tmp_path: Path) -> None:
    def edit(data: Dataset, _index: int) -> None:
        data.ImageComments = "肺" * 3000

    (path,) = write_series(tmp_path, slices=1, edit=edit)

    row = by_tag(tree_of(path).elements)[0x00204000]

    assert row.is_clipped
    assert row.size == 9000
    assert set(row.text) == {"肺"}
    assert len(row.text) == 341


def test_what_is_there_of_a_file_that_is_cut_short_is_shown(tmp_path: Path) -> None:
    (path,) = write_series(tmp_path, slices=1, rows=6, columns=8)
    header = scan([path]).stacks[0].instances[0]
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"19700203") + 4])

    tree = read_header_tree(header)

    assert tree.end is HeaderEnd.CUT_SHORT
    assert tree.elements[-1].keyword == "PatientBirthDate"
    assert tree.elements[-1].text == "1970"


def test_zeros_that_pad_a_file_are_no_elements_but_what_follows_the_pixels_is(
    tmp_path: Path,
) -> None:
    def edit(data: Dataset, _index: int) -> None:
        data.add_new(0xFFFCFFFC, "OB", b"\1" * 32)

    (path,) = write_series(tmp_path, slices=1, compressed="rle", edit=edit)
    path.write_bytes(path.read_bytes() + bytes(4096))

    tree = tree_of(path)

    assert [e.keyword for e in tree.elements[-2:]] == ["PixelData", "DataSetTrailingPadding"]
    assert tree.end is HeaderEnd.COMPLETE


def test_a_header_of_absurdly_many_elements_is_listed_up_to_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = write_series(tmp_path, slices=1)
    monkeypatch.setattr(limits, "HEADER_ELEMENTS", 12)
    header = scan([path]).stacks[0].instances[0]

    tree = read_header_tree(header)

    assert tree.end is HeaderEnd.TOO_MANY
    assert len(tree.elements) == 12


def test_sequences_in_sequences_end_at_the_limit(tmp_path: Path) -> None:
    (path,) = write_series(tmp_path, slices=1)
    header = scan([path]).stacks[0].instances[0]
    start = b"\x08\x00\x12\x21SQ\0\0\xff\xff\xff\xff" + b"\xfe\xff\x00\xe0\xff\xff\xff\xff"
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"\x08\x00\x05\x00CS")] + start * 5000)

    tree = read_header_tree(header)

    assert tree.end is HeaderEnd.NESTED_TOO_DEEPLY


@pytest.mark.parametrize("codec", ["deflated", "jpegls"])
def test_compressed_files_have_the_same_rows(tmp_path: Path, codec: str) -> None:
    (path,) = write_series(tmp_path, slices=1, compressed=codec, edit=with_sources)

    rows = by_tag(tree_of(path).elements)

    assert rows[NAME].text == "Test^Chest"
    assert len(rows[CODES].children) == 2
    assert rows[0x7FE00010].is_binary


def test_a_member_of_an_archive_has_a_header_too(tmp_path: Path) -> None:
    (path,) = write_series(tmp_path / "in", slices=1)
    with zipfile.ZipFile(tmp_path / "scan.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "a/IM1")

    assert by_tag(tree_of(tmp_path / "scan.zip").elements)[NAME].text == "Test^Chest"


def test_of_a_photograph_the_entries_of_the_camera_are_shown(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0110] = "Camera 7"
    Image.new("RGB", (9, 5), (200, 30, 10)).save(tmp_path / "skin.jpg", exif=exif)
    Image.new("RGB", (9, 5), (200, 30, 10)).save(tmp_path / "plain.png")

    tree = tree_of(tmp_path / "skin.jpg")

    assert tree.container is Container.PHOTO
    assert [(e.name, e.text) for e in tree.elements] == [("Model", "Camera 7")]
    assert tree_of(tmp_path / "plain.png") == HeaderTree((), container=Container.PHOTO)


def test_a_file_that_is_gone_is_not_readable(tmp_path: Path) -> None:
    (path,) = write_series(tmp_path, slices=1)
    header = scan([path]).stacks[0].instances[0]
    path.unlink()

    with pytest.raises(NotReadable) as caught:
        read_header_tree(header)

    assert caught.value.reason is SkipReason.UNREADABLE


@pytest.mark.parametrize("folder", ["charsets", "multiframe", "transfer_syntaxes"])
@pytest.mark.filterwarnings("ignore")
def test_real_files_have_the_elements_that_pydicom_finds(shared_data: Path, folder: str) -> None:
    def mine(elements: Sequence[HeaderElement]) -> list[object]:
        return [(e.tag, [mine(item.children) for item in e.children]) for e in elements]

    def theirs(data: Dataset) -> list[object]:
        return [(int(e.tag), [theirs(i) for i in e.value] if e.VR == "SQ" else []) for e in data]

    stacks = scan([shared_data / "conformance" / folder]).stacks
    headers = {stack.instances[0].source: stack.instances[0] for stack in stacks}
    wrong = []
    for source, header in headers.items():
        data = pydicom.dcmread(source.path, force=True, stop_before_pixels=True)
        expected = theirs(data.file_meta) + theirs(data)
        found = mine([e for e in read_header_tree(header).elements if e.tag < 0x7FE00010])
        if found != expected:
            wrong.append(source.label)

    assert len(headers) > 4
    assert wrong == []
