"""All endpoints of all services, and how the answer of each is read."""

from typing import Final

from viewer.domain.result import AnalysisResult
from viewer.foundation.errors import WrongUsage
from viewer.vendors.dental.answer import read_dental, refusal_in
from viewer.vendors.dental.endpoints import DENTAL
from viewer.vendors.errors import Refused, VendorError
from viewer.vendors.gateway.endpoint import About, Endpoint, Wire
from viewer.vendors.gateway.medical import MEDICAL
from viewer.vendors.gateway.reading import failure_in, read_answer
from viewer.vendors.similar.endpoint import SIMILAR_IMAGES

ENDPOINTS: Final[tuple[Endpoint, ...]] = (*MEDICAL, *DENTAL, SIMILAR_IMAGES)


def endpoint_named(name: str) -> Endpoint:
    """Return the endpoint of the command line's word. Raises WrongUsage."""
    for endpoint in ENDPOINTS:
        if endpoint.name == name:
            return endpoint
    known = ", ".join(endpoint.name for endpoint in ENDPOINTS)
    raise WrongUsage(f"no endpoint is called {name}; there are: {known}")


def read_answer_of(raw: bytes, endpoint: Endpoint, about: About) -> AnalysisResult:
    """Return what an answer says about the images.

    Raises Garbled, and of the dental service OtherKind, OtherCoordinates, OtherPicture.
    """
    read = read_dental if endpoint.wire is Wire.DENTAL else read_answer
    return read(raw, endpoint, about)


def failure_of(raw: bytes, endpoint: Endpoint) -> VendorError:
    """Return why a run failed, from an answer whose result says that it did."""
    found = refusal_in(raw) if endpoint.wire is Wire.DENTAL else failure_in(raw)
    return found or Refused("", "")
