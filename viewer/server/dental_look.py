"""What the worker process does for the dental service: decode the picture, look it up.

There is no honest classical method for teeth and landmarks here: only the service's own phantoms
have an answer, and they are known by their pixels.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from viewer.server.catalogue import ImageRules
from viewer.server.dental_answer import DentalCode
from viewer.server.envelope import Json, RefusedError

PICTURE: Final = "picture"
# Far above any photo or film; Pillow's own limit of pixels is the lower one for most pictures.
_RULES: Final = ImageRules(side_below=16_384)

Task = Mapping[str, Json]


def prepare_dental(_: Path, __: Task) -> dict[str, Json]:
    """Load what a look needs, so that its time limit is spent on the file alone."""
    from viewer.server.phantoms.dental_known import dental_truth_of

    del dental_truth_of
    return {}


def look_dental(folder: Path, task: Task) -> dict[str, Json]:
    """Return `width`, `height` (px) and `truth`; or `error_code` when the picture is no use.

    `truth` is null for a picture that is none of the phantoms.
    """
    from viewer.server.phantoms.dental_known import dental_truth_of
    from viewer.server.pictures import read_picture

    try:
        pixels = read_picture(folder / PICTURE, str(task["picture"]), _RULES)
    except RefusedError:
        return {"error_code": str(DentalCode.INVALID_IMAGE)}
    truth = dental_truth_of(str(task["image_type"]), pixels)
    return {"width": pixels.shape[1], "height": pixels.shape[0], "truth": truth}
