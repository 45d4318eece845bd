"""A patient who lies turned on the table, seen as if lying straight.

What is found by the chest's own sides (its wall, its ribs, the midline) needs a chest that is not
turned about the body's long axis. Only where the voxels lie is turned; the voxels stay as they are.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.server.methods.lungs import Lung, segment_lungs
from viewer.server.methods.scan import Scan

_LEAST_DEGREES: Final = 4.0
_MOST_DEGREES: Final = 40.0


@dataclass(frozen=True)
class Upright:
    """A scan, and the same voxels with the chest turned straight; often one and the same."""

    scan: Scan
    straight: Scan
    lungs: tuple[Lung, ...]
    """Those of the straight scan."""

    @classmethod
    def of(cls, scan: Scan, lungs: tuple[Lung, ...] | None = None) -> "Upright":
        """Turn a scan by the line through the middles of both lungs. Raises NoLungFoundError."""
        lungs = lungs or segment_lungs(scan)
        degrees = turned_degrees(lungs)
        if not _LEAST_DEGREES <= abs(degrees) <= _MOST_DEGREES:
            return cls(scan, scan, lungs)
        angle = np.radians(degrees)
        back = np.array(
            [
                [np.cos(angle), np.sin(angle), 0.0],
                [-np.sin(angle), np.cos(angle), 0.0],
                [0.0, 0.0, 1.0],
            ]
        )
        straight = replace(scan, origin=back @ scan.origin, axes=back @ scan.axes)
        return cls(scan, straight, segment_lungs(straight))

    def in_patient(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where points (..., 3) of the straight scan lie in the patient (mm, LPS)."""
        if self.straight is self.scan:
            return points
        index = (points - self.straight.origin) @ self.straight.to_index.T
        places: NDArray[np.float64] = self.scan.origin + index @ self.scan.axes.T
        return places


def turned_degrees(lungs: tuple[Lung, ...]) -> float:
    """Return by how much the chest is turned about the body's long axis; 0 with one lung alone."""
    middles = {lung.side: lung.grid.point(np.argwhere(lung.inside).mean(axis=0)) for lung in lungs}
    if set(middles) != {"left", "right"}:
        return 0.0
    across = middles["left"] - middles["right"]
    return float(np.degrees(np.arctan2(across[1], across[0])))
