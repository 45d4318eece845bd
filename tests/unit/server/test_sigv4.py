"""Signature Version 4 in queries: the vendor's own published example, and time."""

from datetime import UTC, datetime, timedelta

import pytest

from viewer.server.sigv4 import SignatureRefusedError, SignedRequest, SigningKey, verify

# The example of "Authenticating Requests: Using Query Parameters", Amazon S3 API Reference.
KEY = SigningKey("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
SIGNED_AT = datetime(2013, 5, 24, tzinfo=UTC)
QUERY = (
    "X-Amz-Algorithm=AWS4-HMAC-SHA256"
    "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
    "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
    "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
)
REQUEST = SignedRequest("GET", "/test.txt", QUERY, {"host": "examplebucket.s3.amazonaws.com"})


def test_the_published_example_is_accepted():
    verify(REQUEST, KEY, SIGNED_AT + timedelta(hours=1))


@pytest.mark.parametrize(
    ("hours", "code"), [(24.1, "AccessDenied"), (-1.0, "RequestTimeTooSkewed")]
)
def test_a_url_lives_from_its_date_until_it_expires(hours, code):
    with pytest.raises(SignatureRefusedError) as refused:
        verify(REQUEST, KEY, SIGNED_AT + timedelta(hours=hours))

    assert refused.value.code == code


@pytest.mark.parametrize(
    "query",
    [
        "",
        QUERY.replace("us-east-1", "us-west-1"),
        QUERY.replace("%2Fs3%2F", "%2Fiam%2F"),
        QUERY + "&X-Amz-Expires=1",
        QUERY.replace("Expires=86400", "Expires=-1"),
        QUERY.replace("SignedHeaders=host", "SignedHeaders=host;date"),
        QUERY.replace("AKIAIOSFODNN7EXAMPLE", "%C3%A9"),
        QUERY.replace("Signature=a", "Signature=%C3%A9"),
    ],
)
def test_a_bent_query_is_refused(query):
    bent = SignedRequest("GET", "/test.txt", query, dict(REQUEST.headers))

    with pytest.raises(SignatureRefusedError):
        verify(bent, KEY, SIGNED_AT)
