"""Where a service is and how we are known to it."""

import ipaddress
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from viewer.foundation.errors import WrongUsage
from viewer.foundation.redact import Secret
from viewer.vendors.gateway.one_url import SeriesStrategy

# A line that names a store and no key of its own means a store that checks none.
_PLAIN_STORE_BUCKET: Final = "viewer-uploads"
_PLAIN_STORE_REGION: Final = "local-1"
_PLAIN_STORE_USER: Final = "viewer"


@dataclass(frozen=True, slots=True)
class StoreConnection:
    """A bucket that the service can read from."""

    endpoint: str
    bucket: str
    region: str
    access_key: Secret
    secret_key: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One service: of the gateway kind with its object store, of the dental kind, or both.

    `service` is how jobs remember it: `local/0`, or the host. No secret is part of it. `showapi`
    is empty where there is only a dental service.
    """

    service: str
    showapi: str
    store: StoreConnection
    app_key: Secret
    ds_id: Secret
    dental: str = ""
    """Base URL of the dental service, without a slash at its end; empty where there is none."""
    token: Secret | None = None
    """Of the dental service; None where it asks for none."""
    org_id: str = "viewer"
    org_name: str = "viewer"
    strategy: SeriesStrategy = SeriesStrategy.ARCHIVE

    @property
    def host(self) -> str:
        """Host and port, as shown to people."""
        return urlsplit(self.showapi or self.dental).netloc

    def dental_alone(self) -> "Connection":
        """Return the dental service of this connection, without the gateway."""
        return replace(self, showapi="")

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What nobody may read in anything that is kept."""
        every = (self.app_key, self.ds_id, self.store.secret_key, self.store.access_key, self.token)
        return tuple(secret for secret in every if secret is not None)

    @property
    def is_local(self) -> bool:
        """Tell whether the service runs on this machine: no proxy, no waiting for its sake."""
        return is_loopback(self.showapi or self.dental)


def connection_from_line(
    line: str, *, service: str = "", environment: Mapping[str, str] | None = None
) -> Connection:
    """Return the connection that `viewer serve` printed as its first line.

    One that names a dental service alone will do. `VIEWER_APP_KEY`, `VIEWER_DS_ID` and
    `VIEWER_DENTAL_TOKEN` of the environment take the place of its credentials. Raises WrongUsage,
    without repeating what the line said.
    """
    try:
        said = json.loads(line)
        texts = {str(key): str(value) for key, value in said.items()}
        token = Secret(texts.get("token", "")) or None
        if "showapi" not in texts and texts.get("dental"):
            connection = dental_connection(texts["dental"], token, service=service)
        else:
            connection = _connection(texts, service)
    except (ValueError, AttributeError, KeyError) as error:
        raise WrongUsage("this is not the line that a service prints at its start") from error
    if connection.showapi:
        _check_address(connection.showapi)
        _check_address(connection.store.endpoint)
    if connection.dental:
        _check_address(connection.dental)
    return _with_keys(connection, environment or {})


def _with_keys(connection: Connection, given: Mapping[str, str]) -> Connection:
    """Return the connection with the credentials of the environment, where it has any."""
    if given.get("VIEWER_APP_KEY"):
        connection = replace(connection, app_key=Secret(given["VIEWER_APP_KEY"]))
    if given.get("VIEWER_DS_ID"):
        connection = replace(connection, ds_id=Secret(given["VIEWER_DS_ID"]))
    if given.get("VIEWER_DENTAL_TOKEN"):
        connection = replace(connection, token=Secret(given["VIEWER_DENTAL_TOKEN"]))
    return connection


def dental_connection(address: str, token: Secret | None, *, service: str = "") -> Connection:
    """Return the connection to a dental service alone; a slash at the end of its base is cut.

    Raises WrongUsage for an address that credentials and pictures may not travel to.
    """
    base = address.strip().rstrip("/")
    _check_address(base)
    nothing = Secret("")
    return Connection(
        service=service or urlsplit(base).netloc,
        showapi="",
        store=StoreConnection("", "", "", nothing, nothing),
        app_key=nothing,
        ds_id=nothing,
        dental=base,
        token=token or None,
    )


def is_loopback(address: str) -> bool:
    """Tell whether a URL names this machine."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _connection(said: dict[str, str], service: str) -> Connection:
    showapi = said["showapi"].rstrip("/")
    return Connection(
        service=service or urlsplit(showapi).netloc,
        showapi=showapi,
        app_key=Secret(said["app_key"]),
        ds_id=Secret(said["ds_id"]),
        dental=said.get("dental", "").strip().rstrip("/"),
        token=Secret(said.get("token", "")) or None,
        store=StoreConnection(
            endpoint=said["store"].rstrip("/"),
            bucket=said.get("store_bucket", _PLAIN_STORE_BUCKET),
            region=said.get("store_region", _PLAIN_STORE_REGION),
            access_key=Secret(said.get("store_access_key", _PLAIN_STORE_USER)),
            # signing never sends the key itself, so the grant can stand in for one
            secret_key=Secret(said.get("store_secret_key", said["ds_id"])),
        ),
    )


def _check_address(address: str) -> None:
    """Let credentials travel encrypted, or not leave this machine."""
    parts = urlsplit(address)
    if not parts.hostname or parts.username or parts.query or parts.fragment:
        raise WrongUsage("the address of a service is not a plain http or https address")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(address)):
        raise WrongUsage("a service on another machine must be spoken to by https")
