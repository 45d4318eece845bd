"""The documented limits of the nodule method (seed of 2477-1), in one place."""

from typing import Final

FEWEST_SLICES: Final = 20
MOST_SLICES: Final = 600
# The document says "1M"; read generously as 1 MiB, so that whatever a careful client sends passes.
SLICE_BYTES: Final = 1024 * 1024
LARGEST_SIDE: Final = 512
URL_LENGTH: Final = 600
DEFAULT_THRESHOLD: Final = 0.70
# What the service itself needs to stay whole: an archive's entries, and all it may unpack to.
ARCHIVE_ENTRIES: Final = 2000
FORM_BYTES: Final = 1024 * 1024
MANIFEST_BYTES: Final = 512 * 1024
