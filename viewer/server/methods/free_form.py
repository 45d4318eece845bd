"""Free-form deformation on a B-spline mesh, fitted to two CT scans by mean squares.

After Rueckert et al. (1999), "Nonrigid registration using free-form deformations", IEEE TMI 18(8),
with its penalty on bending; the quasi-Newton method is that of Byrd, Lu, Nocedal and Zhu (1995),
SIAM J. Sci. Comput. 16(5). The mesh is a product of three rows of cubic splines, so that a
deformation, and how the error depends on it, are three small matrix products each. The result is
an ordinary B-spline transform of SimpleITK, whose own optimiser takes some ten times as long on a
mesh this fine and has no penalty on bending.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final, Self

import numpy as np
import SimpleITK
from numpy.typing import NDArray
from scipy import ndimage, optimize

from viewer.server.methods.scan import Grid, Mask, Volume

Array = NDArray[np.float64]

_HU_SCALE: Final = 100.0
# Of the penalty, in mm²: below some 500 a mesh this fine follows the noise, above some 20,000 it
# is too stiff to follow the breath.
_STIFFNESS: Final = 5000.0
_CONVERGED: Final = 1e-5
_WORKERS: Final = 2


@dataclass(frozen=True)
class Row:
    """Cubic B-splines along one axis of a grid: values and derivatives at its points, (n, m)."""

    values: Array
    slopes: Array
    curves: Array

    @classmethod
    def along(cls, count: int, step: float, mesh: int) -> Self:
        """Return `mesh + 3` splines over `count` points that are `step` mm apart."""
        width = max(count - 1, 1) * step / mesh
        at = np.arange(count)[:, None] * step / width + 1.0 - np.arange(mesh + 3)[None, :]
        away = np.abs(at)
        near, far = away < 1.0, (away >= 1.0) & (away < 2.0)
        values = near * (2 / 3 - away**2 + away**3 / 2) + far * (2.0 - away) ** 3 / 6
        slopes = near * (1.5 * away**2 - 2 * away) - far * (2.0 - away) ** 2 / 2
        curves = near * (3 * away - 2.0) + far * (2.0 - away)
        return cls(values, np.sign(at) * slopes / width, curves / width**2)


@dataclass(frozen=True)
class Mesh:
    """The splines of a grid's three axes, z first."""

    rows: tuple[Row, Row, Row]
    grid: Grid

    @classmethod
    def over(cls, grid: Grid, width_mm: float) -> Self:
        """Return the mesh whose cells are about `width_mm` wide."""
        z, y, x = (Row.along(n, grid.step, _cells(n, grid.step, width_mm)) for n in grid.shape)
        return cls((z, y, x), grid)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Coefficients along each axis."""
        z, y, x = (row.values.shape[1] for row in self.rows)
        return z, y, x

    def spread(self, coefficients: Array) -> Array:
        """Return the shifts (3, z, y, x) in mm of coefficients (3, *shape)."""
        return _applied(coefficients, [row.values for row in self.rows])

    def gather(self, forces: Array) -> Array:
        """Return how a sum over points depends on the coefficients: the transpose of `spread`."""
        return _applied(forces, [row.values.T for row in self.rows])

    def fit(self, shifts: Array) -> Array:
        """Return the coefficients nearest to the given shifts at the grid's points."""
        return _applied(shifts, [_inverse(row.values) for row in self.rows])

    @cached_property
    def _products(self) -> list[tuple[float, list[Array]]]:
        """Weights and matrices of the thin-plate energy, a mean over the points."""
        grams = [
            [_gram(part) for part in (row.values, row.slopes, row.curves)] for row in self.rows
        ]
        terms = [((2, 0, 0), 1.0), ((0, 2, 0), 1.0), ((0, 0, 2), 1.0)]
        terms += [((1, 1, 0), 2.0), ((1, 0, 1), 2.0), ((0, 1, 1), 2.0)]
        return [
            (weight, [grams[axis][order] for axis, order in enumerate(orders)])
            for orders, weight in terms
        ]

    def bending(self, coefficients: Array) -> tuple[float, Array]:
        """Return the mean squared second derivatives (1/mm²) and their gradient."""
        pulled = np.zeros_like(coefficients)
        for weight, matrices in self._products:
            pulled += weight * _applied(coefficients, matrices)
        return float(np.sum(coefficients * pulled)), 2.0 * pulled

    def transform(self, coefficients: Array) -> SimpleITK.BSplineTransform:
        """Return the deformation as SimpleITK has it."""
        spline = SimpleITK.BSplineTransform(3, 3)
        spline.SetTransformDomainOrigin([float(value) for value in self.grid.origin])
        spline.SetTransformDomainMeshSize([n - 3 for n in self.shape[::-1]])
        extent = [max(n - 1, 1) * self.grid.step for n in self.grid.shape[::-1]]
        spline.SetTransformDomainPhysicalDimensions(extent)
        spline.SetParameters([float(value) for value in coefficients.ravel()])
        return spline


@dataclass(frozen=True)
class Fit:
    """What a mesh is fitted to: two volumes and the points that count.

    `moving` lies on the reference's grid widened by `margin` points on each side.
    """

    still: Volume
    moving: Volume
    where: Mask
    margin: int
    mesh: Mesh

    def solve(self, start: Array, most: int) -> Array:
        """Return the coefficients of least error, after at most so many steps."""
        slopes = np.stack([np.gradient(self.moving, axis=axis) for axis in (2, 1, 0)])
        slopes = slopes / self.mesh.grid.step
        points = np.argwhere(self.where).T.astype(np.float32) + self.margin
        task = _Task(self, slopes.astype(np.float32), points, self.still[self.where])
        found = optimize.minimize(
            task.error,
            start.ravel(),
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": most, "maxcor": 8, "ftol": _CONVERGED},
        )
        best: Array = found.x.reshape(start.shape)
        return best


@dataclass(frozen=True)
class _Task:
    fit: Fit
    slopes: Volume
    points: Volume
    wanted: Volume

    def error(self, flat: Array) -> tuple[float, Array]:
        """Return the error of coefficients, and its gradient."""
        mesh, where = self.fit.mesh, self.fit.where
        coefficients = flat.reshape(3, *mesh.shape)
        shifts = mesh.spread(coefficients)[:, where]
        places = self.points + (shifts[::-1] / mesh.grid.step).astype(np.float32)
        read = partial(ndimage.map_coordinates, coordinates=places, order=1, mode="nearest")
        with ThreadPoolExecutor(_WORKERS) as workers:
            moved, *slopes = workers.map(read, (self.fit.moving, *self.slopes))
        off = (moved - self.wanted) / _HU_SCALE
        forces = np.zeros((3, *where.shape))
        for force, slope in zip(forces, slopes, strict=True):
            force[where] = off * slope / _HU_SCALE
        count = len(self.wanted)
        bent, pull = mesh.bending(coefficients)
        gradient = 2.0 / count * mesh.gather(forces) + _STIFFNESS * pull
        return float(np.mean(off**2)) + _STIFFNESS * bent, gradient.ravel()


def _inverse(values: Array) -> Array:
    inverse: Array = np.linalg.pinv(values).astype(np.float64)
    return inverse


def _gram(values: Array) -> Array:
    product: Array = values.T @ values / len(values)
    return product


def _cells(count: int, step: float, width_mm: float) -> int:
    return max(1, round((count - 1) * step / width_mm))


def _applied(values: Array, matrices: list[Array]) -> Array:
    """Multiply (3, a, b, c) by one matrix along each of the last three axes."""
    z, y, x = matrices
    applied: Array = np.einsum("nabc,za,yb,xc->nzyx", values, z, y, x, optimize=True)
    return applied
