"""The B-spline mesh: its products, its derivatives, and the same transform in SimpleITK."""

import numpy as np
import pytest

from viewer.server.methods.free_form import Fit, Mesh, Row, _Task
from viewer.server.methods.scan import Grid

GRID = Grid(np.array([-20.0, 5.0, 40.0]), 2.0, (12, 16, 14))


@pytest.fixture(scope="module")
def mesh() -> Mesh:
    return Mesh.over(GRID, 9.0)


def some_coefficients(mesh: Mesh, size: float = 2.0) -> np.ndarray:
    return np.random.default_rng(3).normal(0.0, size, (3, *mesh.shape))


def test_splines_add_up_to_one_everywhere():
    row = Row.along(30, 2.0, 5)

    assert row.values.sum(axis=1) == pytest.approx(1.0)
    assert row.slopes.sum(axis=1) == pytest.approx(0.0, abs=1e-12)
    assert row.curves.sum(axis=1) == pytest.approx(0.0, abs=1e-12)


def test_slopes_and_curves_are_the_derivatives_of_the_values():
    row = Row.along(3001, 0.02, 5)
    values = row.values @ np.sin(np.arange(8.0))

    slope = np.gradient(values, 0.02)[5:-5]
    curve = np.gradient(np.gradient(values, 0.02), 0.02)[5:-5]

    assert (row.slopes @ np.sin(np.arange(8.0)))[5:-5] == pytest.approx(slope, abs=1e-4)
    assert (row.curves @ np.sin(np.arange(8.0)))[5:-5] == pytest.approx(curve, abs=1e-3)


def test_the_transform_of_simpleitk_is_the_same_deformation(mesh):
    coefficients = some_coefficients(mesh)
    shifts = mesh.spread(coefficients)
    transform = mesh.transform(coefficients)

    for place in ((2, 3, 4), (6, 10, 9), (10, 13, 12)):
        point = GRID.point(np.array(place, float))
        moved = np.array(transform.TransformPoint([float(v) for v in point]))
        assert moved - point == pytest.approx(shifts[(slice(None), *place)], abs=1e-6)


def test_gather_is_the_transpose_of_spread(mesh):
    coefficients = some_coefficients(mesh)
    forces = np.random.default_rng(4).normal(size=(3, *GRID.shape))

    one = np.sum(mesh.spread(coefficients) * forces)

    assert one == pytest.approx(np.sum(coefficients * mesh.gather(forces)))


def test_fit_gives_back_what_was_spread(mesh):
    coefficients = some_coefficients(mesh)
    shifts = mesh.spread(coefficients)

    assert mesh.spread(mesh.fit(shifts)) == pytest.approx(shifts, abs=1e-8)


def test_a_rigid_motion_does_not_bend(mesh):
    axes = [GRID.step * np.arange(n) for n in GRID.shape]
    z, y, x = np.meshgrid(*axes, indexing="ij")
    shifts = np.stack([0.1 * y + 3.0, -0.1 * x, 0.05 * z])

    assert mesh.bending(mesh.fit(shifts))[0] == pytest.approx(0.0, abs=1e-9)


def test_the_gradient_of_the_error_is_its_slope(mesh):
    rng = np.random.default_rng(5)
    z, y, x = np.meshgrid(*(np.arange(n + 8.0) for n in GRID.shape), indexing="ij")
    moving = (300.0 * np.sin(x / 4) * np.cos(y / 5 + z / 6)).astype(np.float32)
    slopes = np.stack(np.gradient(moving)[::-1]).astype(np.float32) / 2.0
    where = np.ones(GRID.shape, bool)
    fit = Fit(moving[4:-4, 4:-4, 4:-4] + 20.0, moving, where, 4, mesh)
    points = np.argwhere(where).T.astype(np.float32) + 4
    task = _Task(fit, slopes, points, fit.still[where])
    flat = some_coefficients(mesh, 0.5).ravel()
    way = rng.normal(size=flat.shape)

    _, gradient = task.error(flat)
    slope = (task.error(flat + 1e-3 * way)[0] - task.error(flat - 1e-3 * way)[0]) / 2e-3

    assert gradient @ way == pytest.approx(slope, rel=0.03)


def test_a_known_shift_is_found():
    z, y, x = np.meshgrid(*(np.arange(n + 8.0) for n in (20, 24, 24)), indexing="ij")
    moving = (300.0 * np.sin(x / 3.5) * np.cos(y / 4) * np.cos(z / 3)).astype(np.float32)
    still = (300.0 * np.sin((x + 0.7) / 3.5) * np.cos(y / 4) * np.cos(z / 3)).astype(np.float32)
    grid = Grid(np.zeros(3), 2.0, (20, 24, 24))
    mesh = Mesh.over(grid, 12.0)
    inner = (slice(4, -4),) * 3
    fit = Fit(still[inner], moving, np.ones(grid.shape, bool), 4, mesh)

    shifts = mesh.spread(fit.solve(np.zeros((3, *mesh.shape)), 40))

    assert shifts[0].mean() == pytest.approx(1.4, abs=0.1)
    assert np.abs(shifts[1:]).mean() < 0.15
