"""The search of the visual search (2475-5) as an endpoint: one picture, what is like it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from viewer.domain.series import Container
from viewer.foundation.errors import WrongUsage
from viewer.vendors.gateway.answers import similar
from viewer.vendors.gateway.endpoint import (
    Endpoint,
    InputSlot,
    NumberParameter,
    SentForm,
    SlotName,
)
from viewer.vendors.limits import Limits
from viewer.vendors.similar.rules import (
    MATCHES,
    NAME_CHARACTERS,
    SEARCH_MOST_BYTES,
    SIDE_ABOVE,
    SIDE_BELOW,
    database_name_problem,
)

SEARCH_PATH: Final = "/2475-5"
USUAL_MATCHES: Final = 20
"""How many are asked for where nobody says; the document leaves `Limit` to the caller."""
_ANY_NUMBER: Final = range(1, 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseParameter:
    """The name of a database: there is no search without one."""

    name: str
    default: str = ""
    is_required: bool = True

    def checked(self, text: str) -> str:
        """Return the name as it is sent. Raises WrongUsage with what is allowed."""
        stripped = text.strip()
        if database_name_problem(stripped) is not None:
            least, most = NAME_CHARACTERS[0], NAME_CHARACTERS[-1]
            said = f"{self.name} is a database's name: {least} to {most} of a-z, 0-9 and _"
            raise WrongUsage(said)
        return stripped


SIMILAR_IMAGES: Final = Endpoint(
    name="similar-images",
    path=SEARCH_PATH,
    slots=(
        InputSlot(
            name=SlotName.IMAGES,
            field="ImageUrl",
            limits=Limits(
                containers=frozenset({Container.DICOM, Container.PHOTO}),
                slices=_ANY_NUMBER,
                most_bytes_per_slice=SEARCH_MOST_BYTES,
                resampled_below=SIDE_BELOW,
                padded_above=SIDE_ABOVE,
            ),
            forms=(SentForm.PICTURE,),
        ),
    ),
    parameters=(
        DatabaseParameter(name="DbName"),
        NumberParameter(
            name="Limit",
            default=str(USUAL_MATCHES),
            above=Decimal(MATCHES[0] - 1),
            most=Decimal(MATCHES[-1]),
            decimals=0,
        ),
    ),
    has_organisation=False,
    is_offered=False,
    parse=similar.parse,
)
