"""A gateway and its store in the test's own process: it outlives every victim and counts."""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.vendor_builders import a_nodule, accepted, job_answer, success

NODULES = 12
LINK_FIELD = "Mask"
"""The member of the first nodule that links to a file."""
_INPUTS = ("URL", "ReferenceURL", "FloatingURL")
_BUCKET = "uploads"
_FILE = bytes(range(256)) * 4096


class CountingGateway:
    """Answers at once; a job is queued at its first poll and done at the next.

    `submissions` counts by the job whose upload was submitted: its uid is in the object's key.
    """

    def __init__(self, delay_s: float = 0.0) -> None:
        self.submissions: Counter[str] = Counter()
        self.objects: set[str] = set()
        self._delay_s = delay_s
        self._polls: Counter[str] = Counter()
        self._pairs: set[str] = set()
        self._lock = threading.Lock()
        self._server = _Server(self)

    @property
    def total(self) -> int:
        """How many submissions were accepted in all."""
        return sum(self.submissions.values())

    @property
    def base(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def line(self) -> str:
        """What a service prints at its start, for `--service`."""
        said = {
            "showapi": self.base,
            "store": self.base,
            "store_bucket": _BUCKET,
            "app_key": "a-key",
        }
        said |= {"ds_id": "a-grant", "store_access_key": "who", "store_secret_key": "what"}
        return json.dumps(said)

    def answer(self, method: str, path: str, body: bytes) -> bytes:
        """Do what one request asks for."""
        if self._delay_s:
            time.sleep(self._delay_s)
        with self._lock:
            if method == "POST":
                form = parse_qs(body.decode("ascii"))
                return self._polled(form) if path.endswith("/2477-2") else self._submitted(form)
            if method == "GET":
                return _FILE
            (self.objects.add if method == "PUT" else self.objects.discard)(path)
            return b""

    def start(self) -> None:
        """Serve in threads of this process."""
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()

    def _submitted(self, form: dict[str, list[str]]) -> bytes:
        named = [form[name][0] for name in _INPUTS if name in form]
        keys = [urlsplit(address).path for address in named]
        assert all(key in self.objects for key in keys), "submitted before it was uploaded"
        self.submissions[keys[0].split("/")[2]] += 1
        request_id = f"REQ-{self.total:08d}"
        if len(keys) > 1:
            self._pairs.add(request_id)
        return accepted(request_id)

    def _polled(self, form: dict[str, list[str]]) -> bytes:
        name = form["JobId"][0]
        self._polls[name] += 1
        if self._polls[name] == 1:
            return job_answer("QUEUING", job_id=name)
        if name in self._pairs:
            return self._registered(name)
        nodules = [
            a_nodule(ImageX=str(4 + 3 * number), ImageY=str(5 + 2 * number), ImageZ=str(number))
            for number in range(NODULES)
        ]
        nodules[0][LINK_FIELD] = f"{self.base}/files/mask"
        return success(*nodules, job_id=name)

    def _registered(self, name: str) -> bytes:
        links = [{field: f"{self.base}/files/{field}" for field in ("DUrl", "NUrl")}]
        return job_answer("PROCESS_SUCCESS", job_id=name, Result=json.dumps(links))


@contextmanager
def counting_gateway(folder: Path, delay_s: float = 0.0) -> Iterator[tuple[CountingGateway, Path]]:
    """Run one; gives it and the file for `--service`."""
    gateway = CountingGateway(delay_s)
    gateway.start()
    line = folder / "service.json"
    line.write_text(gateway.line)
    try:
        yield gateway, line
    finally:
        gateway.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, gateway: CountingGateway) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.gateway = gateway

    def handle_error(self, request: object, client_address: object) -> None:
        """A victim that was killed in mid-sentence is what this is for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _do(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        server = self.server
        assert isinstance(server, _Server)
        content = server.gateway.answer(self.command, urlsplit(self.path).path, body)
        self.send_response(204 if self.command == "DELETE" else 200)
        if self.command != "DELETE":
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _do  # noqa: N815 - http.server's names

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""
