"""A tracing in the viewport: what is painted, and that only what changed is painted again."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QRegion

from tests.ceph_builders import film_points
from tests.viewport_builders import a_description, a_volume
from tests.viewport_driving import place_of
from viewer.domain.cephalometry.face import Face, face_of
from viewer.domain.cephalometry.layers import TracingLayer
from viewer.overlay.tracing import TracingLook, compose_tracing
from viewer.paint.image import to_array
from viewer.ui.viewport.widget import Viewport

SIZE = 400


def small_face() -> Face:
    """Return the face on an image of 400 px."""
    points = {c: type(p)(p.column / 4, p.row / 4) for c, p in film_points().items()}
    return face_of(points)


@pytest.fixture
def view(qtbot):
    description = a_description(1, SIZE, SIZE, has_geometry=False)
    viewport = Viewport()
    qtbot.addWidget(viewport)
    viewport.resize(SIZE, SIZE)
    viewport.show()
    volume = a_volume(description)
    viewport.show_volume(volume, volume.stack.description)
    viewport.set_text_visible(False)
    return viewport


def painted(view: Viewport) -> np.ndarray:
    image = QImage(view.size(), QImage.Format.Format_RGB32)
    view.render(image)
    return to_array(image)[..., :3].astype(int)


def test_a_tracing_is_painted_and_goes_with_the_overlay(view: Viewport) -> None:
    bare = painted(view)
    view.set_curves(compose_tracing(small_face()))
    traced = painted(view)
    state = view.state
    assert state is not None
    view.set_overlay(replace(state.overlay, is_visible=False))

    assert (traced != bare).any()
    assert (painted(view) == bare).all()


def test_a_layer_that_is_off_is_not_painted(view: Viewport) -> None:
    view.set_curves(compose_tracing(small_face(), TracingLook(frozenset())))
    bare = painted(view)
    view.set_curves(compose_tracing(small_face(), TracingLook(frozenset({TracingLayer.TEETH}))))

    rows, columns = np.nonzero((painted(view) != bare).any(axis=2))
    assert rows.size
    u1 = small_face().points["U1"]
    assert columns.max() < u1.column + 12  # nothing of the skin


def test_what_lies_still_looks_the_same_from_its_picture(view: Viewport) -> None:
    """The second and third painting take the lines from a picture."""
    view.set_curves(compose_tracing(small_face()))
    first = painted(view)

    assert abs(painted(view) - first).max() <= 2
    assert abs(painted(view) - first).max() <= 2


def test_a_moved_point_leaves_nothing_behind(view: Viewport) -> None:
    whole = small_face()
    prn = whole.points["Prn"]
    moved = whole.moved("Prn", type(prn)(prn.column - 20, prn.row + 3))
    view.set_curves(compose_tracing(moved))
    fresh = painted(view)
    view.set_curves(compose_tracing(whole))
    for _ in range(3):
        painted(view)
    view.set_curves(compose_tracing(moved))

    column, row = round(prn.column), round(prn.row)
    around = np.s_[row - 5 : row + 5, column - 5 : column + 5]
    assert (painted(view)[around] == fresh[around]).all()
    assert np.mean((abs(painted(view) - fresh) > 90).any(axis=2)) < 0.005  # rims, while it moves
    view.set_curves(())
    bare = painted(view)
    view.set_curves(compose_tracing(whole))
    view.set_curves(())
    assert (painted(view) == bare).all()


def test_only_the_lines_that_changed_are_painted_again(view: Viewport) -> None:
    whole = small_face()
    view.set_curves(compose_tracing(whole))
    view.grab()
    scene, state = view.scene, view.state
    assert scene is not None
    assert state is not None
    before = scene.frame(state, None, 1.0)
    c = whole.points["C"]
    assert scene.show_curves(compose_tracing(whole.moved("C", type(c)(c.column - 5, c.row))))
    changed = scene.frame(state, None, 1.0).changed_since(before)

    assert changed is not None
    assert changed.contains(place_of(view, *c).toPoint())
    assert not changed.contains(place_of(view, *whole.points["S"]).toPoint())
    assert QRegion(changed).boundingRect().height() < SIZE / 2


def test_the_same_tracing_is_not_painted_again(view: Viewport) -> None:
    view.set_curves(compose_tracing(small_face()))
    scene = view.scene
    assert scene is not None

    assert not scene.show_curves(compose_tracing(small_face()))


def test_beside_a_slanted_line_that_moved_nothing_is_painted_again(view: Viewport) -> None:
    whole = small_face()
    view.set_curves(compose_tracing(whole, TracingLook(frozenset({TracingLayer.PLANES}))))
    bare = painted(view)
    view.grab()
    scene, state = view.scene, view.state
    assert scene is not None
    assert state is not None
    before = scene.frame(state, None, 1.0)
    gn = whole.points["Gn"]
    moved = whole.moved("Gn", type(gn)(gn.column - 4, gn.row + 2))
    curves = compose_tracing(moved, TracingLook(frozenset({TracingLayer.PLANES})))
    assert scene.show_curves(curves)
    changed = scene.frame(state, None, 1.0).changed_since(before)

    assert changed is not None
    around = changed.boundingRect()
    assert sum(r.width() * r.height() for r in changed) < 0.6 * around.width() * around.height()
    after = painted(view)
    rows, columns = np.nonzero((abs(after - bare) > 8).any(axis=2))
    assert rows.size
    assert all(changed.contains(QPoint(int(c), int(r))) for r, c in zip(rows, columns, strict=True))
