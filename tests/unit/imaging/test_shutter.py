"""Display shutters cover what the file wants covered, where that can be (PS3.3 C.7.6.11)."""

import numpy as np
import pytest

from tests.image_builders import write_series
from viewer.domain.series import StackProblemKind
from viewer.geometry.points import PixelIndex
from viewer.imaging.dressed import Shown, dressed, dressing_of
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan

ROWS, COLUMNS = 20, 30
SHAPE = (ROWS, COLUMNS)
RECTANGLE = {
    "ShutterLeftVerticalEdge": 5,
    "ShutterRightVerticalEdge": 20,
    "ShutterUpperHorizontalEdge": 3,
    "ShutterLowerHorizontalEdge": 15,
}
CIRCLE = {"CenterOfCircularShutter": [10, 15], "RadiusOfCircularShutter": 6}
TRIANGLE = {"VerticesOfThePolygonalShutter": [1, 1, 1, 30, 20, 1]}


def shuttered(folder, shape, spacing=(0.5, 0.5), **attributes):
    """Write an image with a shutter and return its stack."""

    def edit(data, _):
        data.ShutterShape = shape
        for name, value in attributes.items():
            setattr(data, name, value)

    write_series(folder, slices=1, rows=ROWS, columns=COLUMNS, spacing=spacing, edit=edit)
    (stack,) = scan([folder]).stacks
    return stack


def seen(stack) -> np.ndarray:
    """Return which pixels of a mid-grey picture are left as they are."""
    picture = np.full(SHAPE, 100, np.uint8)
    result = dressed(picture, dressing_of(stack.instances[0]), Shown())
    assert set(np.unique(result)) <= {0, 100}
    return result == 100


def test_a_rectangle_shows_its_edges_and_what_is_between(tmp_path) -> None:
    expected = np.zeros(SHAPE, bool)
    expected[2:15, 4:20] = True

    assert np.array_equal(seen(shuttered(tmp_path, "RECTANGULAR", **RECTANGLE)), expected)


@pytest.mark.parametrize("aspect", [1.0, 2.0])
def test_a_circle_is_round_on_the_screen(tmp_path, aspect) -> None:
    row, column = np.mgrid[1 : ROWS + 1, 1 : COLUMNS + 1]
    expected = ((row - 10) * aspect) ** 2 + (column - 15) ** 2 <= 36
    stack = shuttered(tmp_path, "CIRCULAR", spacing=(0.5 * aspect, 0.5), **CIRCLE)

    assert np.array_equal(seen(stack), expected)


def test_a_polygon_shows_its_inside(tmp_path) -> None:
    visible = seen(shuttered(tmp_path, "POLYGONAL", **TRIANGLE))

    assert visible[0].all()
    assert visible[:, 0].all()
    assert not visible[-1, 2:].any()
    assert visible.mean() == pytest.approx(0.5, abs=0.05)


def test_of_several_shapes_the_common_part_is_seen(tmp_path) -> None:
    alone = [
        seen(shuttered(tmp_path / "r", "RECTANGULAR", **RECTANGLE)),
        seen(shuttered(tmp_path / "c", "CIRCULAR", **CIRCLE)),
        seen(shuttered(tmp_path / "p", "POLYGONAL", **TRIANGLE)),
    ]
    names = ["RECTANGULAR", "CIRCULAR", "POLYGONAL"]
    together = shuttered(tmp_path / "all", names, **RECTANGLE, **CIRCLE, **TRIANGLE)

    assert np.array_equal(seen(together), alone[0] & alone[1] & alone[2])


@pytest.mark.parametrize(("value", "grey"), [(0, 0), (65_535, 255), (32_768, 128), (257, 1)])
def test_the_covered_part_has_the_grey_that_the_file_wants(tmp_path, value, grey) -> None:
    stack = shuttered(tmp_path, "RECTANGULAR", ShutterPresentationValue=value, **RECTANGLE)

    result = dressed(np.full((*SHAPE, 3), 77, np.uint8), dressing_of(stack.instances[0]), Shown())

    assert np.all(result[0] == grey)
    assert np.all(result[5, 10] == 77)


@pytest.mark.parametrize(
    ("shape", "attributes"),
    [
        ("RECTANGULAR", {**RECTANGLE, "ShutterLeftVerticalEdge": 25}),
        ("RECTANGULAR", {**RECTANGLE, "ShutterUpperHorizontalEdge": 21}),
        ("RECTANGULAR", {"ShutterLeftVerticalEdge": 5}),
        ("CIRCULAR", {**CIRCLE, "RadiusOfCircularShutter": 0}),
        ("CIRCULAR", {**CIRCLE, "CenterOfCircularShutter": [900, 900]}),
        ("POLYGONAL", {"VerticesOfThePolygonalShutter": [1, 1, 5, 5]}),
        ("POLYGONAL", {"VerticesOfThePolygonalShutter": [1, 1, 1, 9, 1, 20]}),
        ("TRIANGULAR", {}),
        ("BITMAP", {}),
    ],
)
def test_a_shutter_that_cannot_be_is_left_open_and_said(tmp_path, shape, attributes) -> None:
    stack = shuttered(tmp_path, shape, **attributes)

    assert seen(stack).all()
    (problem,) = stack.description.problems
    assert (problem.kind, problem.values) == (StackProblemKind.ILLEGAL_SHUTTER, (shape,))


def test_a_shutter_that_would_hide_everything_is_left_open_and_said(tmp_path) -> None:
    corner = {"CenterOfCircularShutter": [1, 1], "RadiusOfCircularShutter": 1}
    stack = shuttered(tmp_path, ["RECTANGULAR", "CIRCULAR"], **RECTANGLE, **corner)

    dressing = dressing_of(stack.instances[0])

    assert seen(stack).all()
    assert dressing is not None
    assert dressing.problems[0].values == ("RECTANGULAR+CIRCULAR",)


def test_the_shutter_can_be_opened(tmp_path) -> None:
    stack = shuttered(tmp_path, "RECTANGULAR", **RECTANGLE)
    picture = np.full(SHAPE, 100, np.uint8)

    assert dressed(picture, dressing_of(stack.instances[0]), Shown(shutter=False)) is picture


def test_the_value_under_the_pointer_is_told_behind_the_shutter(tmp_path) -> None:
    loader = VolumeLoader(shuttered(tmp_path, "RECTANGULAR", **RECTANGLE))
    loader.run()

    assert loader.volume.value_at(0, PixelIndex(column=7, row=1)) == 17.0
