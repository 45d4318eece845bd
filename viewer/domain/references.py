"""Names of images and series that outlive this program."""

from dataclasses import dataclass
from typing import Final

DOCUMENTS_PART: Final = -1
"""Stands for the part in the reference of a series' documents, which are no stack."""


@dataclass(frozen=True, slots=True)
class InstanceReference:
    """One SOP Instance, and which of its frames (from 0)."""

    sop_instance_uid: str
    frame: int = 0


@dataclass(frozen=True, slots=True)
class SeriesReference:
    """One series of one study; `part` tells apart the stacks a series was split into."""

    study_instance_uid: str
    series_instance_uid: str
    part: int = 0
