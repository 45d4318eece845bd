"""Where services come from."""

from typing import Protocol

from viewer.vendors.connection import Connection


class ServiceDirectory(Protocol):
    """Finds or starts the service that a job names."""

    async def connection(self, service: str) -> Connection:
        """Return the connection to `local`, `local/<slot>` or a configured host.

        Raises ServiceUnavailable.
        """
        ...


class OneService:
    """A directory that knows one service only: the one whose line was handed in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def connection(self, service: str) -> Connection:
        """Return the one; a job of another service goes to the one that was named explicitly."""
        return self._connection
