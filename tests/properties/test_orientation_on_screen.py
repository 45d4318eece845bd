"""However an image is turned and mirrored, letters and places on the screen are the patient's.

What is expected is computed apart from the program: an array of patient coordinates, made from a
4×4 matrix, is turned and flipped by numpy just as the picture is.
"""

import math

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt

from tests.image_builders import AXIAL, CORONAL, SAGITTAL
from tests.viewport_builders import a_description, a_volume
from tests.viewport_driving import mouse
from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.plane import ImagePlane
from viewer.geometry.points import PatientPoint
from viewer.overlay.furniture import orientation_letters
from viewer.ui.viewport.widget import Viewport

ROWS, COLUMNS, SLICES = 7, 11, 3
ORIGIN = np.array([-31.25, 17.5, -260.75])
STEP = 2.5
SPACINGS = {"square": (0.8, 0.8), "tall": (1.3, 0.7), "wide": (0.5, 0.9)}
LETTERS = ("LR", "PA", "HF")  # towards the positive and the negative end of x, y, z (LPS)


def oblique():
    """Turn about all three axes, far from any of them."""
    a, b, c = 0.5, 0.35, -0.6
    about_z = [[math.cos(a), -math.sin(a), 0], [math.sin(a), math.cos(a), 0], [0, 0, 1]]
    about_y = [[math.cos(b), 0, math.sin(b)], [0, 1, 0], [-math.sin(b), 0, math.cos(b)]]
    about_x = [[1, 0, 0], [0, math.cos(c), -math.sin(c)], [0, math.sin(c), math.cos(c)]]
    turn = np.array(about_z) @ np.array(about_y) @ np.array(about_x)
    return (*turn[:, 0], *turn[:, 1])


ORIENTATIONS = {
    "axial": AXIAL,
    "coronal": CORONAL,
    "sagittal": SAGITTAL,
    "axial feet first": (-1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
    "axial prone": (-1.0, 0.0, 0.0, 0.0, -1.0, 0.0),
    "oblique": oblique(),
}


def matrix_of(orientation, spacing):
    """Return the 4×4 matrix from (column, row, slice) indices to mm LPS."""
    along_row, along_column = np.array(orientation[:3]), np.array(orientation[3:])
    matrix = np.eye(4)
    matrix[:3, 0] = along_row * spacing[1]
    matrix[:3, 1] = along_column * spacing[0]
    matrix[:3, 2] = np.cross(along_row, along_column) * STEP
    matrix[:3, 3] = ORIGIN
    return matrix


def places(matrix, index):
    """Return the patient coordinates of all pixel centres of a slice, shape (rows, columns, 3)."""
    row, column = np.mgrid[0:ROWS, 0:COLUMNS]
    ones = np.ones_like(row)
    return np.stack([column, row, ones * index, ones], axis=-1) @ matrix[:3].T


def described(orientation, spacing):
    vectors = [tuple(map(float, orientation[k : k + 3])) for k in (0, 3)]
    normal = np.cross(*vectors)
    planes = tuple(
        ImagePlane(PatientPoint(*map(float, ORIGIN + normal * STEP * k)), *vectors, *spacing)
        for k in range(SLICES)
    )
    return a_description(
        SLICES,
        ROWS,
        COLUMNS,
        geometry=VolumeGeometry(planes, ROWS, COLUMNS),
        pixel_spacing=spacing,
    )


class ScaledViewport(Viewport):
    """A viewport on a screen of another resolution."""

    ratio = 1.0

    def devicePixelRatioF(self):
        return self.ratio


@pytest.fixture
def shown(qtbot):
    def show(orientation, spacing, ratio=1.0):
        widget = ScaledViewport()
        qtbot.addWidget(widget)
        widget.ratio = ratio
        widget.resize(487, 361)
        description = described(orientation, spacing)
        widget.show_volume(a_volume(description), description)
        widget.go_to_slice(2)
        return widget

    return show


def looks():
    """Yield all eight ways: what is done to the viewport, and to an array beside it."""
    for turns in range(4):
        for is_mirrored in (False, True):
            yield turns, is_mirrored


def arrange(viewport, seen, turns, is_mirrored):
    """Turn the picture and the array in the same way: clockwise, then left and right swapped."""
    viewport.rotate(turns)
    seen = np.rot90(seen, -turns)
    if is_mirrored:
        viewport.flip_horizontally()
        seen = seen[:, ::-1]
    return seen


def letters_of(vector):
    """Name the axes of a direction, the strongest first, weak ones left out."""
    order = sorted(range(3), key=lambda axis: -abs(vector[axis]))
    unit = vector / np.linalg.norm(vector)
    return "".join(LETTERS[a][0 if unit[a] > 0 else 1] for a in order if abs(unit[a]) > 0.25)


@pytest.mark.parametrize("spacing", SPACINGS.values(), ids=SPACINGS)
@pytest.mark.parametrize("orientation", ORIENTATIONS.values(), ids=ORIENTATIONS)
def test_the_letters_name_the_side_that_is_there(shown, orientation, spacing):
    viewport = shown(orientation, spacing)
    array = places(matrix_of(orientation, spacing), 2)

    for turns, is_mirrored in looks():
        viewport.reset()
        seen = arrange(viewport, array, turns, is_mirrored)
        letters = orientation_letters(viewport.description, 2, viewport.state.camera)

        right, down = seen[0, -1] - seen[0, 0], seen[-1, 0] - seen[0, 0]
        expected = [letters_of(way) for way in (-right, right, -down, down)]
        found = [letters.left, letters.right, letters.top, letters.bottom]
        assert [said[0] for said in found] == [said[0] for said in expected]
        assert all(set(said) >= set(wanted) for said, wanted in zip(found, expected, strict=True))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("spacing", SPACINGS.values(), ids=SPACINGS)
@pytest.mark.parametrize("orientation", ORIENTATIONS.values(), ids=ORIENTATIONS)
def test_the_place_under_the_pointer_is_where_the_matrix_puts_it(
    shown, orientation, spacing, ratio
):
    viewport = shown(orientation, spacing, ratio)
    array = places(matrix_of(orientation, spacing), 2)

    for turns, is_mirrored in looks():
        viewport.reset()
        seen = arrange(viewport, array, turns, is_mirrored)
        for row, column in ((0, 0), (-1, 2), (seen.shape[0] // 2, -1)):
            mouse(
                viewport,
                QEvent.Type.MouseMove,
                on_screen(viewport, seen, row, column, ratio),
                Qt.MouseButton.NoButton,
            )
            found = viewport._probe.patient
            assert found == pytest.approx(tuple(seen[row, column]), abs=1e-6)


def on_screen(viewport, seen, row, column, ratio):
    """Return where the centre of a displayed pixel is, logical px: the picture is centred, fitted.

    Millimetres are the same length across and down, so the sizes follow from the coordinates.
    """
    height, width = seen.shape[:2]
    across = float(np.linalg.norm(seen[0, 1] - seen[0, 0]))
    down = float(np.linalg.norm(seen[1, 0] - seen[0, 0]))
    view = round(viewport.width() * ratio), round(viewport.height() * ratio)
    scale = min(view[0] / (width * across), view[1] / (height * down))
    x = view[0] / 2 + (column % width + 0.5 - width / 2) * across * scale
    y = view[1] / 2 + (row % height + 0.5 - height / 2) * down * scale
    return QPointF(x / ratio, y / ratio)


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("axial", ("R", "L", "A", "P")),
        ("coronal", ("R", "L", "H", "F")),
        ("sagittal", ("A", "P", "H", "F")),
        ("axial feet first", ("L", "R", "A", "P")),
        ("axial prone", ("L", "R", "P", "A")),
    ],
)
def test_untouched_pictures_have_the_sides_of_the_textbook(shown, name, sides):
    viewport = shown(ORIENTATIONS[name], (0.8, 0.8))

    letters = orientation_letters(viewport.description, 2, viewport.state.camera)

    assert (letters.left, letters.right, letters.top, letters.bottom) == sides


@pytest.mark.parametrize("spacing", SPACINGS.values(), ids=SPACINGS)
def test_turning_four_times_and_mirroring_twice_changes_nothing(shown, spacing):
    viewport = shown(AXIAL, spacing)
    before = viewport.state.camera

    for _ in range(4):
        viewport.rotate(1)
    viewport.flip_horizontally()
    viewport.flip_horizontally()
    viewport.flip_vertically()
    viewport.flip_vertically()

    assert viewport.state.camera.matrix == pytest.approx(before.matrix, abs=1e-9)


def test_top_and_bottom_are_swapped_as_seen_whatever_was_done_before(shown):
    viewport = shown(SAGITTAL, (1.3, 0.7))
    array = places(matrix_of(SAGITTAL, (1.3, 0.7)), 2)

    for turns, is_mirrored in looks():
        viewport.reset()
        seen = arrange(viewport, array, turns, is_mirrored)[::-1]
        viewport.flip_vertically()

        letters = orientation_letters(viewport.description, 2, viewport.state.camera)
        assert letters.right == letters_of(seen[0, -1] - seen[0, 0])
        assert letters.bottom == letters_of(seen[-1, 0] - seen[0, 0])
