"""A grade or a state that a service gave: a qualitative evaluation (PS3.16 TID 1500)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Scale(StrEnum):
    """What is graded, and by which scale."""

    GARDEN = "garden"
    """Femoral neck fractures: 1 to 4 (Garden 1961)."""
    KELLGREN_LAWRENCE = "kellgren-lawrence"
    """Arthrosis of the knee: 0 to 4 (Kellgren and Lawrence 1957)."""
    KNEE_FILM = "knee-film"
    """What keeps a knee from being graded: `operated`, `lateral`."""
    DISC = "disc"
    """See `DISC_STATES`."""
    VERTEBRA = "vertebra"
    """See `VERTEBRA_STATES`."""
    DENTAL_STATUS = "dental-status"
    """See `DENTAL_STATES`."""
    TOOTH_DISEASE = "tooth-disease"
    """A key of `viewer.domain.dental_diseases`, or the service's own text."""
    IMAGE_DISEASE = "image-disease"
    """The same, of a picture as a whole."""
    FRACTURE_CATEGORY = "fracture-category"
    """The kind of a rib fracture, in the service's own words."""


DISC_STATES: Final = (
    "normal",
    "degeneration",
    "circumferential-bulge",
    "asymmetric-bulge",
    "protrusion",
    "extrusion",
    "schmorl",
    "other",
)
"""In the order of the service's codes v1 to v8."""
VERTEBRA_STATES: Final = ("normal", "degeneration", "other")
"""In the order of the service's codes v1 to v3."""


DENTAL_STATES: Final = ("healthy", "suspected", "confirmed")
"""健康, 疑似, 确证."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One grade. A `value` that the scale does not have is the service's own text."""

    scale: Scale
    value: str
