"""What a stranger may send to any endpoint is read or refused, never an accident."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.endpoint_builders import FORMS, a_nifti, a_picture
from viewer.server.catalogue import CALCIUM, CONSULTATION, ENDPOINTS, SKIN, ImageRules, SeriesRules
from viewer.server.consultation import LONGEST_TEXT, Turn
from viewer.server.envelope import RefusedError
from viewer.server.images import read_image
from viewer.server.nifti import inspect_volume, read_volume
from viewer.server.results import ResultLinks
from viewer.server.stack import UnfitSeriesError
from viewer.server.submission import Form, Submission

VOLUME = a_nifti(is_compressed=False)
PICTURES = (a_picture(), a_picture(kind="JPEG"))
NAMES = sorted({name for form in FORMS.values() for name in form} | {"SessionId", "AnswerText"})

changes = st.lists(
    st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6
)
fields = st.dictionaries(
    st.sampled_from(NAMES),
    st.lists(st.one_of(st.text(max_size=20), st.sampled_from(["DICOM", "images", "皮肤科"]))),
)


def mutated(content: bytes, edits: list[tuple[float, bytes]], upto: int) -> bytes:
    result = bytearray(content)
    for share, piece in edits:
        at = int(share * (min(upto, len(result)) - 1))
        result[at : at + len(piece)] = piece
    return bytes(result)


@given(st.sampled_from(ENDPOINTS), fields)
def test_any_form_is_read_or_refused(endpoint, given_fields):
    form = Form({"OrgId": ["1"], "OrgName": ["x"], **given_fields})
    try:
        if endpoint is CONSULTATION:
            assert len(Turn.read(form).text) <= LONGEST_TEXT
        else:
            read = Submission.read(form, endpoint)
            assert set(read.inputs) <= set(endpoint.url_fields)
            assert read.data_format in (*endpoint.formats, "")
    except RefusedError:
        return


@given(changes)
def test_a_bent_volume_is_read_or_refused(edits):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "input").mkdir()
        (folder / "input" / "0000").write_bytes(mutated(VOLUME, edits, 352))
        try:
            inspect_volume(folder, CALCIUM.series or SeriesRules())
            scan = read_volume(folder)
        except (RefusedError, UnfitSeriesError):
            return
    assert scan.voxels.ndim == 3


@given(changes, st.sampled_from(PICTURES))
def test_a_bent_picture_is_read_or_refused(edits, content):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bent"
        path.write_bytes(mutated(content, edits, len(content)))
        try:
            pixels = read_image(path, "", SKIN.image or ImageRules())
        except RefusedError:
            return
    assert pixels.ndim in (2, 3)


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=70))
def test_no_link_opens_by_guessing(path, expires, signature):
    refusal = ResultLinks(b"k" * 32).refusal(f"/results/{path}", expires, signature)

    assert refusal is not None
    assert refusal.status == 403
