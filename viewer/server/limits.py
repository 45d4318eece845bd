"""Limits in one place: those of the nodule method (seed of 2477-1), and the service's own."""

from typing import Final

MEBIBYTE: Final = 1024 * 1024
FEWEST_SLICES: Final = 20
MOST_SLICES: Final = 600
# The document says "1M"; read generously as 1 MiB, so that whatever a careful client sends passes.
SLICE_BYTES: Final = MEBIBYTE
LARGEST_SIDE: Final = 512
URL_LENGTH: Final = 600
DEFAULT_THRESHOLD: Final = 0.70
# What the service itself needs to stay whole: what an archive may hold and unpack to, where the
# document states nothing; forms and lists of URLs; pictures before they are decoded.
ARCHIVE_ENTRIES: Final = 2000
ARCHIVE_BYTES: Final = 3 * 1024 * MEBIBYTE
UNSTATED_SLICE_BYTES: Final = 64 * MEBIBYTE
UNSTATED_SIDE: Final = 16_384
FORM_BYTES: Final = MEBIBYTE
FORM_FIELDS: Final = 1000
MANIFEST_BYTES: Final = 512 * 1024
# The dental document leaves it to the deployment; 20 MiB is what a gateway usually lets through.
DENTAL_FILE_BYTES: Final = 20 * MEBIBYTE
