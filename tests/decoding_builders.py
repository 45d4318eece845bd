"""A small good frame for the decoding workers, and requests for it."""

from tests.image_builders import encoded, pattern
from viewer.imaging.decoding.frame import FrameRequest
from viewer.imaging.syntaxes import Codec

PIXELS = pattern(1, 32, 40)
WHOLE = encoded(PIXELS, "jpegls")


def request(content: bytes = WHOLE, **changes: object) -> FrameRequest:
    """Return the request to decode `content` as the header of `PIXELS` says, or with changes."""
    facts = {
        "codec": Codec.JPEG_LS,
        "rows": 32,
        "columns": 40,
        "samples": 1,
        "bits_allocated": 16,
        "bits_stored": 16,
        "is_signed": True,
        "photometric": "MONOCHROME2",
    }
    return FrameRequest(content=content, **{**facts, **changes})
