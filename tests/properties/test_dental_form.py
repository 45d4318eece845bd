"""Whatever is sent to the dental service is answered in its own form."""

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.server.dental_builders import PNG_HEAD, posted
from viewer.server.dental_answer import DentalCode

BOUNDARY = b"frontier"
PIECES = st.sampled_from(
    (
        b"--frontier\r\n",
        b"--frontier--\r\n",
        b"\r\n",
        b'Content-Disposition: form-data; name="file"; filename="x.png"\r\n',
        b'Content-Disposition: form-data; name="image_type"\r\n',
        b"Content-Disposition: form-data\r\n",
        b"content-disposition\r\n",
        b"\r\n\r\n",
        b"intraoral",
        PNG_HEAD,
    )
)
BODIES = st.lists(st.one_of(PIECES, st.binary(max_size=20)), max_size=14).map(b"".join)
KINDS = st.one_of(
    st.just("multipart/form-data; boundary=frontier"),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60),
    st.sampled_from(
        (
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\x00",
        )
    ),
)


@given(body=BODIES, kind=KINDS)
def test_any_body_is_answered_with_a_picture_or_a_code(body, kind):
    answer = posted(content=body, headers={"Content-Type": kind})

    document = answer.json()
    if document["success"]:
        assert answer.status_code == 200
    else:
        assert DentalCode(document["error_code"]).http_status == answer.status_code
