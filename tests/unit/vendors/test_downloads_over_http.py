"""Fetching over real sockets: what breaks off goes on, what drips or lies is ended."""

import asyncio
from contextlib import suppress

import pytest

from tests.vendor_builders import a_connection
from viewer.vendors import downloads
from viewer.vendors.downloads import Downloader, Partial, Told
from viewer.vendors.errors import Interrupted, TimedOut
from viewer.vendors.transport import Transport

CONTENT = bytes(range(256)) * 16


class Server:
    """Answers each request with the next raw bytes, then closes; keeps what was asked."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []
        self.handling = []

    async def handle(self, reader, writer):
        self.handling.append(asyncio.current_task())
        self.asked.append((await reader.readuntil(b"\r\n\r\n")).decode("ascii").lower())
        with suppress(ConnectionError):
            for piece in self.answers.pop(0):
                if callable(piece):
                    await piece()
                else:
                    writer.write(piece)
                    await writer.drain()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


def fetched(tmp_path, server, *, tries):
    """Fetch with so many tries; returns the file and the last error."""
    error = None

    async def main():
        nonlocal error
        listening = await asyncio.start_server(server.handle, "127.0.0.1", 0)
        base = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        transport = Transport(uses_proxies=False)
        partial = Partial(tmp_path / "file")
        for _ in range(tries):
            try:
                await Downloader(a_connection(base), transport).fetch(base + "/a", partial, Told())
                error = None
            except (Interrupted, TimedOut) as caught:
                error = caught
        await transport.aclose()
        await asyncio.gather(*server.handling)
        listening.close()
        await listening.wait_closed()

    asyncio.run(main())
    file = tmp_path / "file"
    return file.read_bytes() if file.exists() else b"", error


def head(status, length, *more):
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {length}", 'ETag: "v1"', *more, "", ""]
    return "\r\n".join(lines).encode("ascii")


def test_r033_f082_a_broken_connection_goes_on_where_it_was(tmp_path):
    rest = f"Content-Range: bytes 1500-{len(CONTENT) - 1}/{len(CONTENT)}"
    server = Server(
        [head(200, len(CONTENT)), CONTENT[:1500]],
        [head(206, len(CONTENT) - 1500, rest), CONTENT[1500:]],
    )

    assert fetched(tmp_path, server, tries=2) == (CONTENT, None)
    assert "range: bytes=1500-\r\n" in server.asked[1]
    assert 'if-range: "v1"\r\n' in server.asked[1]
    assert "range" not in server.asked[0]


def test_f081_a_server_that_ignores_ranges_is_fetched_from_the_beginning(tmp_path):
    server = Server([head(200, len(CONTENT)), CONTENT[:1500]], [head(200, len(CONTENT)), CONTENT])

    assert fetched(tmp_path, server, tries=2) == (CONTENT, None)


def test_f081_a_shorter_other_content_leaves_no_tail_of_the_first(tmp_path):
    server = Server([head(200, len(CONTENT)), CONTENT[:1500]], [head(200, 3), b"new"])

    assert fetched(tmp_path, server, tries=2) == (b"new", None)


def test_f081_less_than_was_said_is_not_whole(tmp_path):
    content, error = fetched(tmp_path, Server([head(200, 10), b"four"]), tries=1)

    assert (content, type(error)) == (b"four", Interrupted)


def test_f066_what_only_drips_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(downloads, "_SLOW_S", 0.05)

    async def moment():
        await asyncio.sleep(0.03)

    drops = [b"x", moment] * 10
    _, error = fetched(tmp_path, Server([head(200, 5000), *drops]), tries=1)

    assert type(error) is TimedOut


@pytest.mark.parametrize("length", ["-5", "abc", "5, 6"])
def test_f067_a_length_that_is_none_is_not_believed(tmp_path, length):
    content, error = fetched(tmp_path, Server([head(200, length), b"four"]), tries=1)

    assert (content, type(error)) == (b"", Interrupted)
