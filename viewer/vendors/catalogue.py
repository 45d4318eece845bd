"""All endpoints of all services, by the command line's words."""

from typing import Final

from viewer.foundation.errors import WrongUsage
from viewer.vendors.gateway.endpoint import Endpoint
from viewer.vendors.gateway.medical import MEDICAL

ENDPOINTS: Final[tuple[Endpoint, ...]] = MEDICAL


def endpoint_named(name: str) -> Endpoint:
    """Return the endpoint of the command line's word. Raises WrongUsage."""
    for endpoint in ENDPOINTS:
        if endpoint.name == name:
            return endpoint
    known = ", ".join(endpoint.name for endpoint in ENDPOINTS)
    raise WrongUsage(f"no endpoint is called {name}; there are: {known}")
