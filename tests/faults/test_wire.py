"""What a real socket can do to a call; and that no secret is told on the way."""

import asyncio
import logging
import socket
import traceback
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from tests.vendor_builders import PLANTED_SECRETS, a_connection, accepted
from viewer.foundation.redact import Secret
from viewer.vendors import transport as transport_module
from viewer.vendors.errors import (
    Interrupted,
    Refused,
    TimedOut,
    UnknownOutcome,
    Unreachable,
    VendorError,
)
from viewer.vendors.gateway.client import GatewayClient, Submission
from viewer.vendors.gateway.medical import LUNG_NODULE
from viewer.vendors.objectstore import ObjectStore
from viewer.vendors.transport import Call, Transport

Peer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"


@pytest.fixture(autouse=True)
def short_limits(monkeypatch):
    """Limits that tests can wait for."""
    monkeypatch.setattr(transport_module, "_TOTAL_S", dict.fromkeys(Call, 0.4))
    monkeypatch.setattr(transport_module, "_SILENCE_S", 0.2)


@pytest.fixture(autouse=True)
def no_secret_is_told(caplog):
    """R053: after each fault no secret is in any log record."""
    caplog.set_level(logging.DEBUG)
    yield
    assert not any(secret in caplog.text for secret in PLANTED_SECRETS)


@asynccontextmanager
async def listening(peer: Peer):
    """Give the address of a scripted peer."""
    done = []

    async def scripted(reader, writer):
        try:
            await peer(reader, writer)
        finally:
            writer.close()
            done.append(1)

    server = await asyncio.start_server(scripted, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        await asyncio.sleep(0)


async def request_of(reader) -> bytes:
    """Read one whole request."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    return head + await reader.readexactly(length)


def saying(answer: bytes) -> Peer:
    async def peer(reader, writer):
        await request_of(reader)
        writer.write(answer)
        await writer.drain()

    return peer


def submit(peer: Peer):
    """Submit to the peer and return the outcome; an error is checked for secrets."""
    return _run(
        peer,
        lambda client: client.submit(LUNG_NODULE, Submission(addresses=(("URL", "http://x/y"),))),
    )


def poll(peer: Peer):
    return _run(peer, lambda client: client.ask_result("REQ-00000001"))


def _run(peer: Peer, call):
    async def main():
        async with listening(peer) as address:
            transport = Transport(uses_proxies=False)
            try:
                return await call(GatewayClient(a_connection(address), transport))
            finally:
                await transport.aclose()

    try:
        return asyncio.run(main())
    except VendorError as error:
        told = "".join(traceback.format_exception(error))
        assert not any(secret in told for secret in PLANTED_SECRETS)
        raise


async def silent(reader, writer):
    await reader.read()


async def cut_in_the_head(reader, writer):
    await request_of(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Le")


async def dripping(reader, writer):
    await request_of(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(100):
        writer.write(b" ")
        await asyncio.sleep(0.02)


FAULTS = {
    "silence": silent,
    "cut in the head": cut_in_the_head,
    "cut in the body": saying(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"),
    "drip": dripping,
    "nonsense": saying(b"\x16\x03\x01 nonsense\r\n\r\n"),
    "compressed unasked": saying(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b"
    ),
    "nothing": saying(OK % (0, b"")),
    "closed at once": lambda reader, writer: asyncio.sleep(0),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_r024_a_submission_that_is_not_answered_is_of_unknown_outcome(fault):
    with pytest.raises(UnknownOutcome):
        submit(FAULTS[fault])


@pytest.mark.parametrize("fault", ["silence", "drip"])
def test_r024_a_poll_has_a_total_time(fault):
    with pytest.raises(TimedOut):
        poll(FAULTS[fault])


@pytest.mark.parametrize("fault", ["cut in the head", "cut in the body", "closed at once"])
def test_r024_a_poll_that_breaks_off_is_said(fault):
    with pytest.raises(Interrupted):
        poll(FAULTS[fault])


def test_r027_an_endless_answer_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(transport_module, "MOST_BYTES", 1000)

    with pytest.raises(UnknownOutcome):
        submit(saying(OK % (100_000, b" " * 100_000)))


def test_a_request_id_in_half_an_answer_is_taken():
    answer = accepted("REQ-12345678")[:-1]

    submitted = submit(saying(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + answer))

    assert submitted.request_id == "REQ-12345678"


def test_r021_a_port_where_nobody_listens_is_unreachable():
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))  # bound and not listening: nobody else can be there
        host = f"127.0.0.1:{deaf.getsockname()[1]}"

        async def main():
            transport = Transport(uses_proxies=False)
            client = GatewayClient(a_connection(f"http://{host}"), transport)
            try:
                await client.submit(LUNG_NODULE, Submission(addresses=(("URL", "http://x/y"),)))
            finally:
                await transport.aclose()

        with pytest.raises(Unreachable) as caught:
            asyncio.run(main())

    assert caught.value.host == host


def test_r035_a_host_that_speaks_no_tls_gets_nothing():
    heard = []

    async def plain(reader, writer):
        heard.append(await reader.read(4096))
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async def main():
        async with listening(plain) as address:
            transport = Transport(uses_proxies=False)
            try:
                fields = [("ds_id", Secret(PLANTED_SECRETS[1]))]
                secure = address.replace("http://", "https://")
                await transport.post_form(secure + "/2477-1", [], fields, Call.SUBMIT)
            finally:
                await transport.aclose()

    with pytest.raises(Unreachable):
        asyncio.run(main())

    assert not any(PLANTED_SECRETS[1].encode() in bytes_ for bytes_ in heard)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_r036_a_redirect_is_not_followed_and_no_secret_goes_there(status):
    visited = []

    async def elsewhere(reader, writer):
        visited.append(await reader.read(4096))

    async def main():
        async with listening(elsewhere) as other:
            answer = f"HTTP/1.1 {status} Moved\r\nLocation: {other}/x\r\nContent-Length: 0\r\n\r\n"
            async with listening(saying(answer.encode())) as address:
                transport = Transport(uses_proxies=False)
                try:
                    client = GatewayClient(a_connection(address), transport)
                    await client.submit(LUNG_NODULE, Submission(addresses=(("URL", "http://x/y"),)))
                finally:
                    await transport.aclose()

    with pytest.raises(Refused):
        asyncio.run(main())

    assert visited == []


def test_r037_an_upload_that_is_cut_off_is_said(tmp_path):
    file = tmp_path / "series.zip"
    file.write_bytes(bytes(3_000_000))

    async def resetting(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(100_000)
        writer.transport.abort()

    async def main():
        async with listening(resetting) as address:
            transport = Transport(uses_proxies=False)
            try:
                store = ObjectStore(a_connection(address).store, transport)
                await store.put("a/series.zip", file, lambda _size: None)
            finally:
                await transport.aclose()

    with pytest.raises((Interrupted, TimedOut)):
        asyncio.run(main())


def test_our_own_log_lines_of_a_call_hold_no_address(caplog):
    submit(saying(OK % (len(accepted()), accepted())))

    assert "appKey" not in caplog.text
