"""The object store accepts what obstore signs, and nothing else."""

from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.process


def test_an_object_is_put_fetched_and_deleted_by_signed_urls(service):
    content = bytes(range(256)) * 40

    put = service.client.put(service.signed("PUT", "a/b c+ü.zip"), content=content)
    got = service.client.get(service.signed("GET", "a/b c+ü.zip"))
    head = service.client.head(service.signed("HEAD", "a/b c+ü.zip"))
    deleted = service.client.delete(service.signed("DELETE", "a/b c+ü.zip"))
    gone = service.client.get(service.signed("GET", "a/b c+ü.zip"))

    assert (put.status_code, got.content) == (200, content)
    assert (head.status_code, head.headers["content-length"]) == (200, str(len(content)))
    assert (deleted.status_code, gone.status_code) == (204, 404)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"secret_access_key": "guess"}, "SignatureDoesNotMatch"),
        ({"access_key_id": "guess"}, "InvalidAccessKeyId"),
        ({"region": "elsewhere"}, "AuthorizationQueryParametersError"),
    ],
)
def test_a_wrong_signing_key_is_refused(service, wrong, code):
    service.client.put(service.signed("PUT", "key"), content=b"secret")

    answer = service.client.get(service.signed("GET", "key", **wrong))

    assert answer.status_code == 403
    assert code in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("key-1", "key-2"),
        ("X-Amz-Expires=600", "X-Amz-Expires=6000"),
        ("viewer-uploads/", "viewer-uploads/%2e%2e%2f"),
        ("X-Amz-Signature=", "X-Amz-Signature=0"),
        ("X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Algorithm=none"),
        ("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders="),
    ],
)
def test_a_tampered_url_is_refused(service, old, new):
    service.client.put(service.signed("PUT", "key-1"), content=b"x")
    service.client.put(service.signed("PUT", "key-2"), content=b"x")
    url = service.signed("GET", "key-1")
    assert old in url

    assert service.client.get(url.replace(old, new)).status_code == 403


def test_a_url_opens_with_its_own_method_only(service):
    service.client.put(service.signed("PUT", "key-3"), content=b"x")

    assert service.client.delete(service.signed("GET", "key-3")).status_code == 403
    assert service.client.put(service.signed("GET", "key-3"), content=b"y").status_code == 403


def test_a_url_signed_for_another_host_is_refused(service):
    url = service.signed("GET", "key-1")
    port = urlsplit(url).port

    answer = service.client.get(url, headers={"Host": f"localhost:{port}"})

    assert answer.status_code == 403


def test_an_unsigned_request_is_refused_and_nothing_is_listed(service):
    base = f"{service.announced['store']}/{service.announced['store_bucket']}"

    assert service.client.get(f"{base}/key-1").status_code == 403
    assert service.client.get(f"{base}/?list-type=2").status_code == 403
    assert service.client.get(service.signed("GET", "")).status_code == 403
    assert service.client.get(base).status_code in {307, 403, 404}


def test_the_expired_links_fault_refuses_reading_but_not_uploading(start_service):
    service = start_service("expired-links")

    put = service.client.put(service.signed("PUT", "key"), content=b"x")
    got = service.client.get(service.signed("GET", "key"))

    assert (put.status_code, got.status_code) == (200, 403)
