"""Signed addresses: short enough for the gateway, and with the bucket where the store wants it."""

from urllib.parse import parse_qs, urlsplit

import pytest

from viewer.foundation.redact import Secret
from viewer.vendors.connection import StoreConnection
from viewer.vendors.gateway.medical import LUNG_NODULE
from viewer.vendors.gateway.one_url import object_key, slice_name
from viewer.vendors.limits import check_address
from viewer.vendors.objectstore import READ_TIME, ObjectStore
from viewer.vendors.transport import Transport

KEY = object_key("0123456789abcdef0123456789abcdef", slice_name(599))


def address(endpoint, bucket="hospital-uploads"):
    connection = StoreConnection(
        endpoint, bucket, "oss-cn-shanghai", Secret("LTAI5tExampleExample"), Secret("s" * 30)
    )
    return ObjectStore(connection, Transport(uses_proxies=False)).address(KEY)


@pytest.mark.parametrize(
    ("endpoint", "path"),
    [
        ("http://127.0.0.1:9000", f"/hospital-uploads/{KEY}"),
        ("https://s3.example.com", f"/hospital-uploads/{KEY}"),
        ("https://hospital-uploads.oss-cn-shanghai.aliyuncs.com", f"/{KEY}"),
    ],
)
def test_the_bucket_stands_in_the_path_or_in_the_host(endpoint, path):
    parts = urlsplit(address(endpoint))

    assert f"{parts.scheme}://{parts.netloc}" == endpoint
    assert parts.path == path


def test_an_address_is_short_enough_for_the_gateway():
    url = address("https://hospital-uploads.oss-cn-shanghai.aliyuncs.com")

    assert check_address(LUNG_NODULE, url) == ()
    assert len(url) < 450


def test_an_address_lives_longer_than_a_job_may_last():
    (life,) = parse_qs(urlsplit(address("http://127.0.0.1:9000")).query)["X-Amz-Expires"]

    assert int(life) == READ_TIME.total_seconds() >= 2 * 3600


def test_r053_an_address_holds_no_secret_key():
    assert "s" * 30 not in address("http://127.0.0.1:9000")
