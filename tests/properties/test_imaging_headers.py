"""Any header: the quick walk agrees with pydicom or steps aside, and no error escapes."""

import warnings
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from tests.image_builders import EXPLICIT, IMPLICIT, dicom_bytes
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.fallback import read_fully
from viewer.imaging.dicom.headers import OpenFile, read_headers
from viewer.imaging.dicom.layouts import HeaderReader
from viewer.imaging.dicom.names import read_name
from viewer.imaging.dicom.walk import FIRST_READ, walk
from viewer.imaging.problems import NotReadable, SliceNotReadable
from viewer.imaging.sniff import sniff
from viewer.imaging.source import FileSource


def seed(more=lambda data: None, **options):
    def fixed(data, _):
        data.SOPInstanceUID, data.FrameOfReferenceUID = "1.2.3.4", "1.2.3.5"
        more(data)

    return dicom_bytes(study_uid="1.2", series_uid="1.2.3", edit=fixed, **options)


def item(**values):
    content = Dataset()
    for keyword, value in values.items():
        setattr(content, keyword, value)
    return content


def with_sequences(data):
    """Make it two frames with places of their own, and a VOI table."""
    table = item(LUTData=[1, 2, 3])
    table.add_new("LUTDescriptor", "US", [3, 0, 8])
    table["LUTData"].VR = "US"
    data.VOILUTSequence = Sequence([table])
    data.NumberOfFrames = 2
    data.PixelData = data.PixelData * 2
    places = [item(ImagePositionPatient=[0, 0, z]) for z in (1, 2)]
    data.PerFrameFunctionalGroupsSequence = Sequence(
        [item(PlanePositionSequence=Sequence([place])) for place in places]
    )


SEEDS = [seed(syntax=syntax, rows=3, columns=5) for syntax in (EXPLICIT, IMPLICIT)]
SEEDS.append(seed(compressed="j2k", rows=8, columns=8))
SEEDS += [seed(with_sequences, syntax=syntax, rows=3, columns=5) for syntax in (EXPLICIT, IMPLICIT)]

mutations = st.lists(
    st.tuples(st.integers(0, 2000), st.one_of(st.integers(0, 255), st.none())), max_size=6
)


@st.composite
def mutated_files(draw):
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for place, byte in draw(mutations):
        at = place % len(content)
        if byte is None:
            del content[at : at + 1 + place % 7]
        else:
            content[at] = byte
        content = content or bytearray(b"\0")
    return bytes(content)


def comparable(values):
    """Leave out what pydicom has decoded already: its padding is gone."""
    decoded = {tags.TRANSFER_SYNTAX, tags.CHARACTER_SET}
    return {tag: value for tag, value in values.items() if tag not in decoded}


def walked(content):
    return walk(BytesIO(content), content[:FIRST_READ], len(content))


@given(mutated_files())
def test_a_mutated_header_reads_as_pydicom_reads_it_or_is_left_to_it(content):
    quick = walked(content)
    if quick is None or quick.pixels is None:
        return
    try:
        full = read_fully(BytesIO(content), len(content)).raw
    except NotReadable:
        return

    assert comparable(quick.values) == comparable(full.values)
    assert quick.pixels == full.pixels


@given(st.lists(mutated_files(), min_size=1, max_size=6))
def test_learned_layouts_change_nothing_about_what_is_read(files):
    reader = HeaderReader()

    for content in (*files, *files, *files):
        quick = reader.read(BytesIO(content), content[:FIRST_READ], len(content))

        assert quick == walked(content)


@given(mutated_files())
def test_r003_r007_r008_only_typed_errors_leave_a_damaged_file(content):
    file = OpenFile(
        FileSource(Path(__file__)), BytesIO(content), content[:FIRST_READ], len(content)
    )
    sniff(content[:1024])
    try:
        headers = read_headers(file, HeaderReader())
    except NotReadable:
        return
    for header in headers[:3]:
        header.identity()
        header.study_text()
        assert header.plane is None or header.spacing is not None
        assert all(window.width > 0 for window in header.windows)
        assert header.rescale.slope != 0


@pytest.mark.parametrize("seed", SEEDS)
def test_r003_a_file_cut_anywhere_raises_only_typed_errors(seed):
    for end in range(0, len(seed), max(1, len(seed) // 97)):
        content = seed[:end]
        file = OpenFile(FileSource(Path(__file__)), BytesIO(content), content[:FIRST_READ], end)
        try:
            read_headers(file, HeaderReader())
        except (NotReadable, SliceNotReadable):
            continue


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_r014_any_bytes_make_a_printable_name(raw, charset):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = read_name(raw, charset).text

    assert text == text.strip()
    assert not any(ord(character) < 32 for character in text)
