"""Where the window's analyses go: the embedded local service, or the vendor of the settings."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from viewer.foundation.errors import ServiceTrouble, ServiceUnavailable, WrongUsage
from viewer.foundation.redact import Secret
from viewer.storage.settings import (
    DENTAL_SERVICE,
    DENTAL_URL,
    SERVICE,
    STORE_BUCKET,
    STORE_ENDPOINT,
    STORE_REGION,
    VENDOR_URL,
    Settings,
)
from viewer.words.jobs import LOCAL

if TYPE_CHECKING:
    from viewer.vendors.connection import Connection


def _none() -> Secret:
    return Secret("")


@dataclass
class SessionKeys:
    """Keys that were typed in: in memory until the window closes, never on disk."""

    app_key: Secret = field(default_factory=_none)
    ds_id: Secret = field(default_factory=_none)
    store_access_key: Secret = field(default_factory=_none)
    store_secret_key: Secret = field(default_factory=_none)
    dental_token: Secret = field(default_factory=_none)


class LocalService(Protocol):
    """What starts the embedded service when it is first needed."""

    async def connection(self, service: str) -> Connection:
        """Return the connection to `local` or `local/<slot>`."""
        ...


class WindowServices:
    """The directory that the job runner of the window asks."""

    def __init__(self, local: LocalService, settings: Settings) -> None:
        self._local = local
        self._settings = settings
        self.keys = SessionKeys()

    def target(self, *, is_dental: bool = False) -> str:
        """Return where a new analysis would go: `local`, or the vendor's host."""
        service, url = (DENTAL_SERVICE, DENTAL_URL) if is_dental else (SERVICE, VENDOR_URL)
        if self._settings.get(service) == LOCAL:
            return LOCAL
        return urlsplit(self._settings.get(url)).netloc or "vendor"

    async def connection(self, service: str) -> Connection:
        """Return the connection that a job names. Raises ServiceUnavailable."""
        if service.split("/", maxsplit=1)[0] == LOCAL:
            return await self._local.connection(service)
        if service == urlsplit(self._settings.get(DENTAL_URL)).netloc != self._gateway_host():
            return self.dental(self._settings.get(DENTAL_URL), self.keys.dental_token)
        return self._vendor(service)

    def dental(self, address: str, token: Secret) -> Connection:
        """Return the connection to a dental service. Raises ServiceUnavailable.

        `VIEWER_DENTAL_TOKEN` of the environment takes the place of the token.
        """
        from viewer.vendors.connection import dental_connection

        try:
            return dental_connection(address, _from_environment("VIEWER_DENTAL_TOKEN") or token)
        except WrongUsage as error:
            trouble = ServiceTrouble.NEEDS_HTTPS if address else ServiceTrouble.NOT_SET_UP
            raise ServiceUnavailable(trouble, urlsplit(address).netloc) from error

    def _gateway_host(self) -> str:
        return urlsplit(self._settings.get(VENDOR_URL)).netloc

    def _vendor(self, service: str) -> Connection:
        from viewer.vendors.connection import Connection, StoreConnection, is_loopback

        url = self._settings.get(VENDOR_URL)
        if not url or urlsplit(url).netloc != service:
            raise ServiceUnavailable(ServiceTrouble.NOT_SET_UP, service)
        if not (url.startswith("https://") or is_loopback(url)):
            raise ServiceUnavailable(ServiceTrouble.NEEDS_HTTPS, service)
        return Connection(
            service=service,
            showapi=url.rstrip("/"),
            store=StoreConnection(
                endpoint=self._settings.get(STORE_ENDPOINT),
                bucket=self._settings.get(STORE_BUCKET),
                region=self._settings.get(STORE_REGION),
                access_key=self.keys.store_access_key,
                secret_key=self.keys.store_secret_key,
            ),
            app_key=_from_environment("VIEWER_APP_KEY") or self.keys.app_key,
            ds_id=_from_environment("VIEWER_DS_ID") or self.keys.ds_id,
        )


def _from_environment(name: str) -> Secret | None:
    value = os.environ.get(name, "")
    return Secret(value) if value else None
