"""What a stranger may send never breaks the service's own readers."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import obstore
from hypothesis import given
from hypothesis import strategies as st
from obstore.store import S3Store

from tests.server_builders import a_multiframe, a_series, a_slice, zipped
from viewer.server import archive
from viewer.server.envelope import RefusedError
from viewer.server.functional_groups import frame_places
from viewer.server.limits import SLICE_BYTES
from viewer.server.sigv4 import SignedRequest, SigningKey, verify
from viewer.server.submission import Form, Submission

MULTIFRAME = a_multiframe([a_slice(number) for number in range(1, 4)])
ARCHIVE = zipped(a_series(3))
FIELDS = {"DataFormat": ["DICOM"], "OrgId": ["1"], "OrgName": ["x"], "URL": ["http://h/x"]}

changes = st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8)), max_size=6)
keys = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="/\\"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip(".") == text and text.strip() == text)


def mutated(content: bytes, edits: list[tuple[float, bytes]]) -> bytes:
    result = bytearray(content)
    for share, piece in edits:
        at = int(share * (len(result) - 1))
        result[at : at + len(piece)] = piece
    return bytes(result)


@given(changes)
def test_a_bent_multiframe_header_gives_places_or_nothing(edits):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bent.dcm"
        path.write_bytes(mutated(MULTIFRAME, edits))

        places = frame_places(path)

    assert places is None or all(len(place.position) == 3 for place in places)


@given(changes)
def test_a_bent_archive_is_unpacked_within_limits_or_refused(edits):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bent.zip"
        path.write_bytes(mutated(ARCHIVE, edits))
        try:
            written = archive.unpack(path, Path(folder) / "out")
        except RefusedError:
            written = []

        assert all(file.stat().st_size <= SLICE_BYTES for file in written)


@given(st.text(max_size=12))
def test_a_threshold_is_in_range_or_refused(text):
    try:
        threshold = Submission.read(Form({**FIELDS, "Threshold": [text]})).threshold
    except RefusedError:
        return
    assert 0.0 < threshold <= 1.0


@given(keys, st.sampled_from(["GET", "PUT", "DELETE", "HEAD"]))
def test_whatever_key_obstore_signs_is_accepted(key, method):
    store = S3Store(
        "bucket",
        endpoint="http://127.0.0.1:9",
        region="r-1",
        access_key_id="AK",
        secret_access_key="SK",
        virtual_hosted_style_request=False,
        client_options={"allow_http": True},
    )

    parts = urlsplit(obstore.sign(store, method, f"t/{key}", timedelta(minutes=1)))

    request = SignedRequest(method, parts.path, parts.query, {"host": parts.netloc})
    verify(request, SigningKey("AK", "SK", "r-1"), datetime.now(UTC))
