"""Where the window's analyses go."""

import asyncio
from pathlib import Path

import pytest

from tests.vendor_builders import a_connection
from viewer.app.service_directory import SessionKeys, WindowServices
from viewer.foundation.errors import ServiceUnavailable
from viewer.foundation.redact import Secret
from viewer.storage.settings import SERVICE, VENDOR_URL, Settings
from viewer.vendors.connection import Connection


class LocalOnly:
    """Stands for the embedded service."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def connection(self, service: str) -> Connection:
        self.asked.append(service)
        return a_connection()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


def test_without_settings_everything_stays_on_this_computer(settings: Settings) -> None:
    local = LocalOnly()
    services = WindowServices(local, settings)

    asyncio.run(services.connection(services.target()))

    assert local.asked == ["local"]


def test_a_vendor_is_reached_with_the_keys_of_this_session(settings: Settings) -> None:
    settings.set(SERVICE, "vendor")
    settings.set(VENDOR_URL, "https://api.example.org")
    services = WindowServices(LocalOnly(), settings)
    services.keys = SessionKeys(app_key=Secret("typed"), ds_id=Secret("grant"))

    connection = asyncio.run(services.connection("api.example.org"))

    assert services.target() == "api.example.org"
    assert connection.app_key.reveal() == "typed"
    assert "typed" not in repr(connection)


def test_keys_of_the_environment_come_first(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIEWER_APP_KEY", "from-environment")
    settings.set(SERVICE, "vendor")
    settings.set(VENDOR_URL, "https://api.example.org")
    services = WindowServices(LocalOnly(), settings)
    services.keys = SessionKeys(app_key=Secret("typed"))

    connection = asyncio.run(services.connection("api.example.org"))

    assert connection.app_key.reveal() == "from-environment"


@pytest.mark.parametrize("url", ["", "http://api.example.org", "https://other.example.org"])
def test_keys_never_go_to_another_host_or_in_the_clear(settings: Settings, url: str) -> None:
    settings.set(SERVICE, "vendor")
    settings.set(VENDOR_URL, url)

    with pytest.raises(ServiceUnavailable):
        asyncio.run(WindowServices(LocalOnly(), settings).connection("api.example.org"))
