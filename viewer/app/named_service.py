"""Which service a job goes to: the embedded one, or the one that was named."""

from viewer.app.local_service import LocalServices
from viewer.foundation.errors import ServiceTrouble, ServiceUnavailable
from viewer.jobs.request import LOCAL
from viewer.vendors.connection import Connection


class NamedService:
    """A directory of the embedded local service and, where given, one named service.

    A job is never asked for at a service that does not know it: only there its RequestId counts.
    """

    def __init__(self, local: LocalServices, named: Connection | None = None) -> None:
        self._local = local
        self._named = named

    async def connection(self, service: str) -> Connection:
        """Return the connection of that name. Raises ServiceUnavailable."""
        if service.split("/", maxsplit=1)[0] == LOCAL:
            return await self._local.connection(service)
        if self._named is None or not _is_same(service, self._named):
            raise ServiceUnavailable(ServiceTrouble.NOT_SET_UP, service)
        return self._named

    async def close(self) -> None:
        """End what was started here."""
        await self._local.close()


def _is_same(service: str, named: Connection) -> bool:
    """Tell whether the named one is meant; a service on this machine may have moved its port."""
    host = service.rpartition(":")[0]
    is_here = host in {"127.0.0.1", "localhost", "[::1]"}
    return service == named.service or (is_here and named.is_local)
