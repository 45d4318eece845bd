"""`viewer similar add` is killed: what it began is gone on with, and nothing stands there twice."""

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import numpy as np
import pytest

from tests.crash import children
from tests.crash.victims import KILLED, Home, Victim
from tests.fake_similar import FakeSimilar
from tests.image_builders import write_series
from viewer.foundation.folders import Folders
from viewer.foundation.killpoints import KillPoint
from viewer.jobs.library import open_library
from viewer.jobs.similar.cases import SimilarCases
from viewer.storage.similar_rows import ItemStep
from viewer.storage.verify import verify

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL"),
]
SLICES = 6
DATABASE = "cases"
MOMENTS = {
    KillPoint.BLOB_WRITTEN: 4,
    KillPoint.MID_UPLOAD: 2,
    KillPoint.AFTER_UPLOAD: 4,
    KillPoint.BEFORE_SUBMIT: 3,
    KillPoint.AFTER_SUBMIT: 3,
    KillPoint.ANSWER_IN_MEMORY: 4,
}


@pytest.fixture
def search(tmp_path: Path) -> Iterator[FakeSimilar]:
    fake = FakeSimilar(kept={DATABASE: []})
    server = _Server(fake)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    fake.address = f"http://127.0.0.1:{server.server_address[1]}"
    line = (
        f'{{"showapi": "{fake.address}", "store": "{fake.address}", "store_bucket": "uploads",'
        ' "app_key": "a-key", "ds_id": "a-grant"}'
    )
    (tmp_path / "service.json").write_text(line)
    yield fake
    server.shutdown()
    server.server_close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    write_series(tmp_path / "series", slices=SLICES, rows=40, columns=50, values=_unlike)
    return Home(tmp_path, tmp_path / "service.json")


@pytest.mark.parametrize("point", MOMENTS)
def test_r041_each_picture_stands_once_after_a_kill(
    home: Home, search: FakeSimilar, point: KillPoint
) -> None:
    assert _add(home, f"{point}:{MOMENTS[point]}") == KILLED

    ended = asyncio.run(_gone_on_with(home, search))

    entities = [kept.entity_id for kept in search.kept[DATABASE]]
    assert ended == [ItemStep.ADDED] * SLICES
    assert len(entities) == len(set(entities)) == SLICES


def test_r041_the_same_command_again_adds_what_is_left(home: Home, search: FakeSimilar) -> None:
    assert _add(home, f"{KillPoint.AFTER_SUBMIT}:3") == KILLED

    assert _add(home) == 0
    entities = [kept.entity_id for kept in search.kept[DATABASE]]
    assert len(entities) == len(set(entities)) == SLICES


def _unlike(index: int) -> np.ndarray:
    across, down = np.arange(50) * (3 + index), np.arange(40) * 5
    return (np.add.outer(down, across) - 100).astype(np.int16)


def _add(home: Home, kill_at: str = "") -> int:
    """Run the command in a process; returns its exit status."""
    arguments = ["similar", "add", DATABASE, str(home.root / "series")]
    arguments += ["--service", str(home.service)]
    return Victim.start(children.command, home.environment(kill_at), arguments).end()


async def _gone_on_with(home: Home, search: FakeSimilar) -> list[ItemStep]:
    """Go on with what the dead process left; returns how its pictures ended."""
    folders = Folders.from_environment({"VIEWER_HOME": str(home.library)})
    with closing(open_library(folders)) as library:
        cases = SimilarCases(library, search, make_transport=search.transport)
        (batch,) = cases.adding.open_batches()
        await cases.adding.run(batch.batch)
        await cases.aclose()
        assert verify(library).is_sound
        return [item.step for item in cases.adding.items(batch.batch)]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, fake: FakeSimilar) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.fake = fake
        self.turn = threading.Lock()

    def handle_error(self, request: object, client_address: object) -> None:
        """A process that was killed in mid-sentence is what this is for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _do(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        server = self.server
        assert isinstance(server, _Server)
        asked = httpx.Request(self.command, f"{server.fake.address}{self.path}", content=body)
        with server.turn:
            answer = asyncio.run(_answered(server.fake, asked))
        self.send_response(answer.status_code)
        if answer.status_code != 204:
            self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    do_GET = do_POST = do_PUT = do_DELETE = _do  # noqa: N815 - http.server's names

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


async def _answered(fake: FakeSimilar, asked: httpx.Request) -> httpx.Response:
    answer = await fake._handle(asked)
    await answer.aread()
    return answer
