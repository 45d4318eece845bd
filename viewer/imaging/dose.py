"""Where the planes of a dose grid lie (PS3.3 C.8.8.3.2)."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.dicom import tags
from viewer.imaging.instance import InstanceHeader

_SAME_MM: Final = 1e-3


def plane_positions(header: InstanceHeader) -> tuple[bytes, ...]:
    """Return ImagePositionPatient of each frame, encoded as in a file; empty where not told.

    GridFrameOffsetVector holds millimetres along the normal from the first plane, or patient z
    where its first entry is the z of ImagePositionPatient.
    """
    offsets = np.array(header.elements.numbers(tags.FRAME_OFFSETS))
    if header.position is None or header.orientation is None or len(offsets) < header.frame_count:
        return ()
    origin = np.array(header.position, float)
    along = np.cross(*header.orientation)
    steps = offsets[: header.frame_count]
    if abs(steps[0]) > _SAME_MM:
        if abs(steps[0] - origin[2]) > _SAME_MM:
            return ()
        steps, along = steps - origin[2], np.array((0.0, 0.0, 1.0))
    positions = origin + steps[:, None] * along
    return tuple(_encoded(position) for position in positions)


def _encoded(position: NDArray[np.float64]) -> bytes:
    return "\\".join(f"{value:.10g}" for value in position).encode("ascii")
