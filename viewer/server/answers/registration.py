"""A registration in the words of the gateway: where its two files are."""

from viewer.server.envelope import Json
from viewer.server.methods.registered_files import ARCHIVE_NAME, NIFTI_NAME


def registration_data() -> list[Json]:
    """Return what the endpoint's `Data` is: one entry, its files named by placeholders."""
    return [{"DUrl": {"$file": ARCHIVE_NAME}, "NUrl": {"$file": NIFTI_NAME}}]
