"""From where files are fetched, and what they are."""

import asyncio

import httpx
import pytest

from tests.vendor_builders import a_connection
from viewer.vendors.downloads import Downloader, Partial, Told, media_type_of
from viewer.vendors.errors import Expired, Garbled, Interrupted, LinkFault, UnsafeLink
from viewer.vendors.transport import Transport

VENDOR = "https://api.vendor.example"
OUTSIDE = "93.184.216.34"


def whole(content):
    return httpx.Response(200, stream=httpx.ByteStream(content))


def fetched(address, tmp_path, *, leads_to=(OUTSIDE,), base=VENDOR, handler=None):
    """Fetch from a vendor whose names lead to these addresses; returns (file, requests)."""
    requests = []

    def answer(request):
        requests.append(request)
        return handler(request) if handler else whole(b"\x1f\x8bfile")

    async def lookup(_host, _port):
        return leads_to

    async def main():
        transport = Transport(uses_proxies=False, handler=httpx.MockTransport(answer))
        partial = Partial(tmp_path / "file")
        try:
            await Downloader(a_connection(base), transport, lookup).fetch(address, partial, Told())
        finally:
            await transport.aclose()
        return partial

    asyncio.run(main())
    return (tmp_path / "file").read_bytes(), requests


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def test_r036_the_address_that_was_looked_at_is_the_one_connected_to(tmp_path):
    content, (request,) = fetched("https://files.vendor.example/a?Signature=x%2By", tmp_path)

    assert content == b"\x1f\x8bfile"
    assert request.url.host == OUTSIDE
    assert request.headers["host"] == "files.vendor.example"
    assert request.extensions["sni_hostname"] == "files.vendor.example"
    assert request.url.query == b"Signature=x%2By"
    assert request.headers["accept-encoding"] == "identity"


@pytest.mark.parametrize(
    "leads_to",
    [
        ("127.0.0.1",),
        ("::1",),
        ("10.1.2.3",),
        ("192.168.0.9",),
        ("172.16.5.4",),
        ("169.254.169.254",),
        ("0.0.0.0",),
        ("::ffff:127.0.0.1",),
        ("fe80::1%eth0",),
        ("100.64.0.1",),
        ("224.0.0.1",),
        (OUTSIDE, "127.0.0.1"),
    ],
    ids=str,
)
def test_r036_f071_a_name_that_leads_inside_is_not_asked(tmp_path, leads_to):
    with pytest.raises(UnsafeLink) as caught:
        fetched("https://files.vendor.example/a", tmp_path, leads_to=leads_to)

    assert caught.value.reason is LinkFault.PRIVATE
    assert not (tmp_path / "file").exists()


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://files.vendor.example/a", LinkFault.NOT_HTTPS),
        ("file:///etc/passwd", LinkFault.NOT_HTTPS),
        ("ftp://files.vendor.example/a", LinkFault.NOT_HTTPS),
        ("data:text/plain,x", LinkFault.NOT_HTTPS),
        ("", LinkFault.NOT_HTTPS),
        ("https://user@files.vendor.example/a", LinkFault.NOT_AN_ADDRESS),
        ("https:///a", LinkFault.NOT_AN_ADDRESS),
        ("https://files.vendor.example:99999/a", LinkFault.NOT_AN_ADDRESS),
        ("https://[::1/a", LinkFault.NOT_AN_ADDRESS),
        ("https://files.vendor.example/肺", LinkFault.NOT_AN_ADDRESS),
        ("https://files.vendor.example/" + "a" * 5000, LinkFault.NOT_AN_ADDRESS),
        ("https://files.vendor.example/a\r\nX: y", LinkFault.NOT_AN_ADDRESS),
    ],
)
def test_r036_f070_what_is_no_plain_https_address_is_not_asked(tmp_path, address, reason):
    with pytest.raises(UnsafeLink) as caught:
        fetched(address, tmp_path)

    assert caught.value.reason is reason
    assert "Signature" not in str(caught.value)


@pytest.mark.parametrize(
    "location", ["http://127.0.0.1/", "file:///etc/passwd", "https://files.vendor.example/b"]
)
def test_r036_no_redirect_is_followed(tmp_path, location):
    def redirect(_request):
        return httpx.Response(302, headers={"Location": location})

    with pytest.raises(UnsafeLink) as caught:
        fetched("https://files.vendor.example/a", tmp_path, handler=redirect)

    assert caught.value.reason is LinkFault.REDIRECTED


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:10/a", "http://127.0.0.2:9/a", "https://files.vendor.example/a"]
)
def test_a_service_on_this_machine_links_to_itself_only(tmp_path, address):
    with pytest.raises(UnsafeLink) as caught:
        fetched(address, tmp_path, base="http://127.0.0.1:9")

    assert caught.value.reason is LinkFault.OTHER_SERVICE


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(403), Expired),
        (httpx.Response(410), Expired),
        (httpx.Response(500), Interrupted),
        (httpx.Response(200, headers={"Content-Length": str(2**40)}), Garbled),
        (httpx.Response(200, headers={"Content-Encoding": "br"}, content=b"x"), Garbled),
    ],
    ids=["403", "410", "500", "too large", "compressed"],
)
def test_r033_each_answer_has_its_error(tmp_path, answer, error):
    def said(_request):
        headers = dict(answer.headers)
        return httpx.Response(answer.status_code, headers=headers, stream=httpx.ByteStream(b"x"))

    with pytest.raises(error):
        fetched("https://files.vendor.example/a", tmp_path, handler=said)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x1f\x8b\x08", "application/gzip"),
        (b"PK\x03\x04", "application/zip"),
        (bytes(128) + b"DICM", "application/dicom"),
        (bytes(257) + b"ustar", "application/x-tar"),
        (bytes(344) + b"n+1\0", "application/x-nifti"),
        (b"\n<!DOCTYPE HTML>", "text/html"),
        (b"<?xml?><Error/>", "application/xml"),
        (b'{"a": 1}', "application/json"),
        (b"anything", "application/octet-stream"),
        (b"", ""),
    ],
)
def test_f081_a_file_is_what_it_begins_with(tmp_path, content, kind):
    (tmp_path / "file").write_bytes(content)

    assert media_type_of(tmp_path / "file") == kind


def test_the_next_try_takes_the_next_address_of_a_name(tmp_path):
    asked = []

    def answer(request):
        asked.append(request.url.host)
        return whole(b"x")

    async def lookup(_host, _port):
        return (OUTSIDE, "93.184.216.35")

    async def main():
        transport = Transport(uses_proxies=False, handler=httpx.MockTransport(answer))
        downloader = Downloader(a_connection(VENDOR), transport, lookup)
        for number in range(3):
            await downloader.fetch(f"{VENDOR}/a", Partial(tmp_path / str(number)), Told())
        await transport.aclose()

    asyncio.run(main())

    assert asked == [OUTSIDE, "93.184.216.35", OUTSIDE]
