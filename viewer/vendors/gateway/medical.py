"""The medical endpoints of the gateway (API 2477) as a table."""

from decimal import Decimal
from typing import Final

from viewer.foundation.errors import WrongUsage
from viewer.vendors.gateway.answers import nodules
from viewer.vendors.gateway.endpoint import Endpoint, InputSlot, NumberParameter, SlotName
from viewer.vendors.limits import MEGABYTE, Limits

RESULT_PATH: Final = "/2477-2"
"""Asks for the result of a job; its only field beside the credentials is `JobId`."""
JOB_FIELD: Final = "JobId"

LUNG_NODULE: Final = Endpoint(
    name="lung-nodule",
    path="/2477-1",
    slots=(
        InputSlot(
            name=SlotName.IMAGES,
            field="URL",
            limits=Limits(
                modalities=frozenset({"CT"}),
                slices=range(20, 601),
                most_columns=512,
                most_rows=512,
                most_bytes_per_slice=MEGABYTE,
                needs_even_slices=True,
            ),
        ),
    ),
    fixed_fields=(("DataFormat", "DICOM"),),
    parameters=(
        NumberParameter(
            name="Threshold", default="0.70", above=Decimal(0), most=Decimal(1), decimals=2
        ),
    ),
    parse=nodules.parse,
)

MEDICAL: Final[tuple[Endpoint, ...]] = (LUNG_NODULE,)


def endpoint_named(name: str) -> Endpoint:
    """Return the endpoint of the command line's word. Raises WrongUsage."""
    for endpoint in MEDICAL:
        if endpoint.name == name:
            return endpoint
    known = ", ".join(endpoint.name for endpoint in MEDICAL)
    raise WrongUsage(f"no endpoint is called {name}; there are: {known}")
