"""Reading JPEG and PNG pictures as decoded pixels, in a worker process only.

Pixels are given as the file stores them: a picture's orientation mark is left alone.
"""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.server.catalogue import ImageRules
from viewer.server.envelope import RefusedError, RetCode

Pixels = NDArray[Any]


def read_picture(path: Path, kind: str, rules: ImageRules) -> Pixels:
    """Return a picture's pixels: (rows, columns) or (rows, columns, 3). Raises RefusedError."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=[kind]) as picture:
                _check_sides(picture.size, rules)
                plain = picture if picture.mode in ("L", "I;16", "RGB") else picture.convert("RGB")
                return np.asarray(plain)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise RefusedError(RetCode.IMAGE_TOO_LARGE, "影像分辨率过大") from error
        # Pillow lets what its decoders stumble over through as any of these.
        except (OSError, ValueError, SyntaxError) as error:
            raise RefusedError(RetCode.WRONG_FILE_KIND, "图片无法读取，文件可能已损坏") from error


def _check_sides(size: tuple[int, int], rules: ImageRules) -> None:
    if min(size) <= rules.side_above:
        limit = f"{rules.side_above}×{rules.side_above}"
        raise RefusedError(
            RetCode.IMAGE_TOO_SMALL, f"图片分辨率应大于{limit}像素，收到{size[0]}×{size[1]}"
        )
    if max(size) >= rules.side_below:
        limit = f"{rules.side_below}×{rules.side_below}"
        raise RefusedError(
            RetCode.IMAGE_TOO_LARGE, f"图片分辨率应小于{limit}像素，收到{size[0]}×{size[1]}"
        )
