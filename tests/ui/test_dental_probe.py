"""The settings' question whether the dental service is there, by real HTTP on this machine."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.test_dialogs import VALUES
from viewer.app.background import Background
from viewer.app.dental_probe import DentalProbe
from viewer.app.service_directory import WindowServices
from viewer.storage.settings import Settings
from viewer.ui.dialogs.settings import SettingsSheet


@pytest.fixture
def sheet(qtbot: QtBot, themed: QApplication) -> SettingsSheet:
    made = SettingsSheet(VALUES)
    qtbot.addWidget(made)
    made.choose_dental("vendor")
    made.show()
    return made


def test_a_service_that_is_there_is_said_with_its_time(
    qtbot: QtBot, sheet: SettingsSheet, tmp_path: Path
) -> None:
    with served(200, b'{"status": "ok"}') as (address, paths):
        said = asked(qtbot, sheet, tmp_path, f"{address}/detectapi/")

    assert said.text().startswith("The service is there: ")
    assert said.property("role") == "good"
    assert paths == ["/detectapi/health"]


def test_a_service_that_is_not_there_is_said_in_words(
    qtbot: QtBot, sheet: SettingsSheet, tmp_path: Path
) -> None:
    with served(200, b"") as (address, _paths):
        pass  # nobody listens there any more
    said = asked(qtbot, sheet, tmp_path, address)

    assert said.property("role") == "bad"
    assert "127.0.0.1" in said.text()


def test_an_address_that_is_no_service_is_not_taken_for_one(
    qtbot: QtBot, sheet: SettingsSheet, tmp_path: Path
) -> None:
    with served(404, b"<html>nothing here</html>") as (address, _paths):
        said = asked(qtbot, sheet, tmp_path, address)

    assert said.property("role") == "bad"
    assert "<html>" not in said.text()


def test_pictures_do_not_travel_unencrypted_to_another_machine(
    qtbot: QtBot, sheet: SettingsSheet, tmp_path: Path
) -> None:
    said = asked(qtbot, sheet, tmp_path, "http://teeth.example.org")

    assert said.property("role") == "bad"
    assert "https" in said.text()


def test_what_was_said_of_one_address_is_not_said_of_the_next(
    qtbot: QtBot, sheet: SettingsSheet, tmp_path: Path
) -> None:
    said = asked(qtbot, sheet, tmp_path, "http://teeth.example.org")
    sheet.dental._url.setText("https://other.example.org")

    assert said.text() == ""
    assert sheet.values().dental_url == "https://other.example.org"


def asked(qtbot: QtBot, sheet: SettingsSheet, folder: Path, address: str) -> QLabel:
    """Type an address, press the button, and return the label once the answer is there."""
    page = sheet.dental
    page._url.setText(address)
    services = WindowServices(cast("Any", None), Settings(folder / "settings.json"))

    async def pressed() -> None:
        async with asyncio.TaskGroup() as group:
            background = Background(group, tell=raised, crashed=raised)
            DentalProbe(services, background).attach(sheet)
            (button,) = page.findChildren(QPushButton)
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    asyncio.run(pressed())
    return page._said


def raised(error: Exception) -> None:
    raise error


@contextmanager
def served(status: int, body: bytes) -> Iterator[tuple[str, list[str]]]:
    """Answer every GET on loopback alike; gives the address and the paths asked for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", paths
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
