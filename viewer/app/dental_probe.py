"""Asks the dental service whether it is there, for the page of its settings."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.foundation.errors import KnownError
from viewer.foundation.redact import Secret
from viewer.words.errors import error_words
from viewer.words.jobs import LOCAL

if TYPE_CHECKING:
    from viewer.app.background import Background
    from viewer.app.service_directory import WindowServices
    from viewer.ui.dialogs.settings import SettingsSheet
    from viewer.vendors.connection import Connection

_MS: int = 1000


class DentalProbe:
    """Answers the button of each sheet of settings that it is attached to."""

    def __init__(self, services: WindowServices, background: Background) -> None:
        self._services = services
        self._background = background

    def attach(self, sheet: SettingsSheet) -> None:
        """Ask the service when the sheet wants it, and say there what it answered."""

        def ask(service: str, address: str, token: str) -> None:
            work = self._asked(sheet, service, address, token)
            asking = self._background.start(work, "dental health")
            sheet.finished.connect(lambda _result: asking.cancel())

        sheet.dental.probe_wanted.connect(ask)

    async def _asked(self, sheet: SettingsSheet, service: str, address: str, token: str) -> None:
        try:
            sheet.dental.show_probe(await self._answer(service, address, token), "good")
        except KnownError as error:
            sheet.dental.show_probe(error_words(error).line, "bad")

    async def _answer(self, service: str, address: str, token: str) -> str:
        """Return that the service is there. Raises KnownError where it is not."""
        connection = await self._connection(service, address, token)
        begun = time.monotonic()
        await _health(connection)
        words = QCoreApplication.translate("DentalProbe", "The service is there: {0} ms, {1}")
        milliseconds = round((time.monotonic() - begun) * _MS)
        return words.format(milliseconds, connection.host)

    async def _connection(self, service: str, address: str, token: str) -> Connection:
        if service == LOCAL:
            return await self._services.connection(LOCAL)
        return self._services.dental(address, Secret(token))


async def _health(connection: Connection) -> None:
    from viewer.vendors.dental.client import DentalClient
    from viewer.vendors.transport import Transport

    transport = Transport(uses_proxies=not connection.is_local)
    try:
        await DentalClient(connection, transport).health()
    finally:
        await transport.aclose()
