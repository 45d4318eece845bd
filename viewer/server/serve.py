"""Running the service: loopback only, announced by one JSON line, ended by signal or owner."""

import json
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn

from viewer.server.asgi import DEFAULTS, Options, build
from viewer.server.credentials import ServiceCredentials
from viewer.server.dental import BASE_PATH
from viewer.server.faults import Faults

_ADDRESS: Final = "127.0.0.1"
_BACKLOG: Final = 128
_MOST_CONNECTIONS: Final = 100
_STOP_PATIENCE_S: Final = 2


def run_service(
    data: Path,
    port: int = 0,
    faults: Sequence[str] = (),
    *,
    exit_with_stdin: bool = False,
    options: Options = DEFAULTS,
) -> int:
    """Serve until told to stop; returns the exit status.

    The first line on stdout is the announcement; then stderr has one line a request. With
    `exit_with_stdin` the end of stdin ends the service: it never outlives the program that owns it.
    Raises WrongUsage for an unknown fault, OSError when the port is taken.
    """
    chosen = Faults.parse(faults)
    _log_as_json()
    credentials = ServiceCredentials.of_folder(data)
    with socket.create_server((_ADDRESS, port), backlog=_BACKLOG) as listener:
        # Connections inherit it. The event loop does so by itself only for sockets that name their
        # protocol; without it each answer on a kept connection waits 40 ms for an acknowledgement.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        bound = int(listener.getsockname()[1])
        service = build(data, credentials, chosen, bound, options=options)
        config = uvicorn.Config(
            service.app,
            log_config=None,
            access_log=False,
            lifespan="on",
            loop="asyncio",
            http="h11",
            ws="none",
            server_header=False,
            date_header=False,
            proxy_headers=False,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_graceful_shutdown=_STOP_PATIENCE_S,
        )
        server = _Server(config, announcement(credentials, bound))
        if exit_with_stdin:
            threading.Thread(target=server.stop_at_end_of_stdin, daemon=True).start()
        server.run(sockets=[listener])
    return 0


def announcement(credentials: ServiceCredentials, port: int) -> str:
    """Return the line that tells a client all it needs."""
    base = f"http://{_ADDRESS}:{port}"
    return json.dumps(
        {
            "showapi": base,
            "dental": base + BASE_PATH,
            "store": base,
            "app_key": credentials.app_key,
            "ds_id": credentials.ds_id,
            "token": credentials.token,
            "store_bucket": credentials.store_bucket,
            "store_region": credentials.store_region,
            "store_access_key": credentials.store_access_key,
            "store_secret_key": credentials.store_secret_key,
        }
    )


class _JsonLines(logging.Formatter):
    """What the server itself has to say, as one JSON line, so that stderr stays readable."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"log": record.name, "level": record.levelname, "message": record.getMessage()}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)


def _log_as_json() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLines())
    logger = logging.getLogger("uvicorn")
    logger.handlers = [handler]
    logger.propagate = False
    logger.setLevel(logging.WARNING)


class _Server(uvicorn.Server):
    """Announces itself when it is up, and ends with status 0 on SIGTERM and SIGINT."""

    def __init__(self, config: uvicorn.Config, line: str) -> None:
        super().__init__(config)
        self._line = line

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            sys.stdout.write(self._line + "\n")
            sys.stdout.flush()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        def stop(_: int, __: FrameType | None) -> None:
            self.should_exit = True

        chosen = (signal.SIGTERM, signal.SIGINT)
        before = {number: signal.signal(number, stop) for number in chosen}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop_at_end_of_stdin(self) -> None:
        """Wait for the owner to close our stdin, or to die."""
        while os.read(0, 4096):
            pass
        self.should_exit = True
