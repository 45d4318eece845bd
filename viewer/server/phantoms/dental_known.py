"""What the local service knows of a dental picture: the truth of its own phantoms, by their pixels.

As for the other phantoms (see `known`): a picture is known by the SHA-256 of its decoded pixels,
never by a name or a header, and the phantoms of the same size are drawn again to compare.
"""

from typing import Any

from numpy.typing import NDArray

from viewer.server.envelope import Json


def dental_truth_of(image_type: str, pixels: NDArray[Any]) -> dict[str, Json] | None:
    """Return `teeth`, `landmarks`, `image_level_diseases` of exactly this picture, or nothing."""
    del image_type, pixels
    return None
