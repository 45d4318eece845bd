"""A series as the one URL that the gateway takes: the document does not say how, so four ways."""

from enum import StrEnum
from typing import Final

ARCHIVE_NAME: Final = "series.zip"
MULTIFRAME_NAME: Final = "series.dcm"
MANIFEST_NAME: Final = "series.txt"
IMAGE_NAME: Final = "image.dcm"
PICTURE_NAME: Final = "image"
"""Without its extension: a picture may have become a JPEG to be small enough."""
VOLUME_NAME: Final = "volume.nii"
PACKED_VOLUME_NAME: Final = "volume.nii.gz"


class SeriesStrategy(StrEnum):
    """How the slices of a series are given to a service."""

    ARCHIVE = "archive"
    """One ZIP of the slices."""
    MULTIFRAME = "multiframe"
    """One enhanced multi-frame DICOM file."""
    REPEAT = "repeat"
    """The URL field once per slice."""
    MANIFEST = "manifest"
    """The URL of a text file with the URL of one slice a line."""


def slice_name(index: int) -> str:
    """Return the name under which slice `index` (from 0, in stack order) is sent."""
    return f"{index + 1:04d}.dcm"


def object_key(job_uid: str, name: str) -> str:
    """Return an object's key: short, for it is part of an address of limited length."""
    return f"{job_uid}/{name}"


def manifest(addresses: tuple[str, ...]) -> bytes:
    """Return the manifest's content."""
    return "".join(f"{address}\n" for address in addresses).encode("ascii")
