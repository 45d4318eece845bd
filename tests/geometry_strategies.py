"""Random planes and stacks for property tests."""

import numpy as np
from hypothesis import strategies as st

from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.plane import ImagePlane
from viewer.geometry.points import ImagePoint, PatientPoint

coordinates = st.floats(-800, 800, allow_nan=False)
spacings = st.floats(0.05, 6.0)
image_points = st.builds(ImagePoint, st.floats(-50, 600), st.floats(-50, 600))


@st.composite
def rotations(draw: st.DrawFn) -> np.ndarray:
    """A random right-handed rotation matrix, from a quaternion."""
    parts = draw(st.tuples(*[st.floats(-1, 1)] * 4).filter(lambda q: sum(v * v for v in q) > 0.05))
    w, x, y, z = np.array(parts) / np.linalg.norm(parts)
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )


@st.composite
def planes(draw: st.DrawFn) -> ImagePlane:
    rotation = draw(rotations())
    return ImagePlane(
        position=PatientPoint(*draw(st.tuples(coordinates, coordinates, coordinates))),
        along_row=tuple(map(float, rotation[:, 0])),
        along_column=tuple(map(float, rotation[:, 1])),
        row_spacing=draw(spacings),
        column_spacing=draw(spacings),
    )


@st.composite
def volumes(draw: st.DrawFn, *, max_slices: int = 12) -> VolumeGeometry:
    """An evenly spaced stack in any orientation, possibly sheared like a tilted gantry."""
    first = draw(planes())
    count = draw(st.integers(1, max_slices))
    step = draw(st.floats(0.3, 8.0))
    shear = draw(st.floats(-3.0, 3.0))
    vector = step * np.array(first.normal) + shear * np.array(first.along_column)
    return VolumeGeometry(
        planes=tuple(
            ImagePlane(
                position=PatientPoint(*map(float, np.array(first.position) + index * vector)),
                along_row=first.along_row,
                along_column=first.along_column,
                row_spacing=first.row_spacing,
                column_spacing=first.column_spacing,
            )
            for index in range(count)
        ),
        rows=draw(st.integers(8, 600)),
        columns=draw(st.integers(8, 600)),
    )
