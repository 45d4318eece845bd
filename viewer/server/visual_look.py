"""What the worker process does for the visual search: decode a picture, describe it."""

import base64
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from viewer.server.catalogue import ImageRules
from viewer.server.envelope import Json

if TYPE_CHECKING:  # the service itself takes only names from here
    import numpy as np
    from numpy.typing import NDArray

    from viewer.server.pictures import Pixels

PICTURE: Final = "picture"
SIDE_ABOVE: Final = 128
SIDE_BELOW: Final = 1024
_RULES: Final = ImageRules(side_above=SIDE_ABOVE, side_below=SIDE_BELOW)

Task = Mapping[str, Json]


def prepare_visual(_: Path, __: Task) -> dict[str, Json]:
    """Load what a description needs, so that its time limit is spent on the picture alone."""
    _load()
    return {}


def describe(folder: Path, task: Task) -> dict[str, Json]:
    """Return a picture's `traits`, as base64 text. Raises RefusedError."""
    from viewer.server.pictures import read_picture
    from viewer.server.similarity.traits import traits_of

    pixels = read_picture(folder / PICTURE, str(task["picture"]), _RULES)
    raw = traits_of(_in_eight_bits(pixels)).to_bytes()
    return {"traits": base64.b64encode(raw).decode()}


@cache
def _load() -> None:
    import numpy as np

    from viewer.server.pictures import read_picture
    from viewer.server.similarity.traits import traits_of

    del read_picture
    traits_of(np.zeros((SIDE_ABOVE + 1, SIDE_ABOVE + 1), np.uint8))


def _in_eight_bits(pixels: "Pixels") -> "NDArray[np.uint8]":
    """Return a picture's upper eight bits; all others have no more than these."""
    import numpy as np

    if pixels.dtype == np.uint8:
        return pixels
    return (pixels.astype(np.uint16) >> 8).astype(np.uint8)
