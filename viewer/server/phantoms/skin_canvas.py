"""Painting a photograph of skin: colour and relief in mm, lit by one window and the room."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from viewer.server.phantoms.radiograph import Field

Colour = tuple[float, float, float]
SKIN: Final[Colour] = (0.885, 0.690, 0.565)
CLOTH: Final[Colour] = (0.42, 0.55, 0.62)
_LIGHT: Final = (-0.42, -0.50, 0.757)
_BLOOD: Final = np.array([0.06, 0.46, 0.42], np.float32)


@dataclass(frozen=True, slots=True)
class View:
    """The field of a photograph: its size in pixels and in mm; the origin is its middle."""

    columns: int
    rows: int
    width_mm: float

    @property
    def per_mm(self) -> float:
        return self.columns / self.width_mm


@dataclass(frozen=True, slots=True)
class Patch:
    """A small part of the photograph: where it lies, and x and y (mm) from a lesion's middle."""

    window: tuple[slice, slice]
    x: Field
    y: Field

    @property
    def radius(self) -> Field:
        distance: Field = np.hypot(self.x, self.y)
        return distance

    @property
    def angle(self) -> Field:
        turn: Field = np.arctan2(self.y, self.x)
        return turn


class SkinCanvas:
    """A photograph in the making: albedo, relief (mm towards the camera), wetness."""

    def __init__(self, view: View, seed: int) -> None:
        self.view = view
        self.rng = np.random.default_rng(seed)
        shape = (view.rows, view.columns)
        self.x: Field = ((np.arange(shape[1]) + 0.5 - shape[1] / 2) / view.per_mm)[None, :].astype(
            np.float32
        )
        self.y: Field = ((np.arange(shape[0]) + 0.5 - shape[0] / 2) / view.per_mm)[:, None].astype(
            np.float32
        )
        self.albedo: Field = np.empty((*shape, 3), np.float32)
        self.relief: Field = np.zeros(shape, np.float32)
        self.wet: Field = np.full(shape, 0.12, np.float32)
        self.body: Field = np.zeros(shape, np.float32)

    def noise(self, sigma_mm: float) -> Field:
        """Return smooth noise of mean 0 and deviation 1."""
        shape = self.relief.shape
        sigma = sigma_mm * self.view.per_mm
        factor = max(1, int(sigma // 3))
        small = (shape[0] // factor + 2, shape[1] // factor + 2)
        white = self.rng.standard_normal(small, dtype=np.float32)
        soft = cv2.GaussianBlur(white, (0, 0), max(sigma / factor, 0.3))
        if factor > 1:
            soft = cv2.resize(soft, shape[::-1], interpolation=cv2.INTER_CUBIC)
            # Without this the slopes of the relief would show the coarse grid.
            soft = cv2.GaussianBlur(soft, (0, 0), 0.7 * factor)
        cut = soft[: shape[0], : shape[1]]
        field: Field = cut / np.float32(max(float(cut.std()), 1e-6))
        return field

    def patch(self, x: float, y: float, reach_mm: float) -> Patch | None:
        """Return the part of the photograph around a place, or none outside."""
        per_mm = self.view.per_mm
        column, row = x * per_mm + self.view.columns / 2, y * per_mm + self.view.rows / 2
        reach = reach_mm * per_mm + 1
        columns = slice(max(int(column - reach), 0), max(int(column + reach) + 1, 0))
        rows = slice(max(int(row - reach), 0), max(int(row + reach) + 1, 0))
        across, down = self.x[:, columns] - x, self.y[rows] - y
        if across.size == 0 or down.size == 0:
            return None
        shape = (down.shape[0], across.shape[1])
        return Patch((rows, columns), np.broadcast_to(across, shape), np.broadcast_to(down, shape))

    def redden(self, share: Field, window: tuple[slice, slice] | None = None) -> None:
        """Fill the skin with blood, 0 to 1."""
        part, body = self._on_body(window)
        part *= 1.0 - (np.clip(share, 0.0, 1.0) * body)[..., None] * _BLOOD

    def tint(self, share: Field, colour: Colour, window: tuple[slice, slice] | None = None) -> None:
        """Lay a colour over the skin, 0 to 1."""
        part, body = self._on_body(window)
        part += (np.clip(share, 0.0, 1.0) * body)[..., None] * (np.array(colour, np.float32) - part)

    def _on_body(self, window: tuple[slice, slice] | None) -> tuple[Field, Field]:
        return (
            (self.albedo, self.body) if window is None else (self.albedo[window], self.body[window])
        )

    def photograph(self) -> NDArray[np.uint8]:
        """Return the lit picture (rows, columns, RGB)."""
        step = 1.0 / self.view.per_mm
        # The jump from the body to the cloth is no slope that light could fall on.
        down, across = np.clip(np.gradient(self.relief, step), -1.7, 1.7)
        length = np.sqrt(across**2 + down**2 + 1.0)
        light = (-across * _LIGHT[0] - down * _LIGHT[1] + _LIGHT[2]) / length
        diffuse = np.clip((light + 0.30) / 1.30, 0.0, 1.0)
        halfway = np.add(_LIGHT, (0.0, 0.0, 1.0))
        halfway /= np.linalg.norm(halfway)
        shine = (-across * halfway[0] - down * halfway[1] + halfway[2]) / length
        gloss = self.wet * np.clip(shine, 0.0, 1.0) ** 38
        bounce = 0.22 + 0.05 * self.body
        lit = self.albedo * (bounce + 0.86 * diffuse)[..., None]
        # Light that has gone through skin comes back red.
        lit[..., 0] += 0.035 * self.body * (1.0 - diffuse)
        lit += gloss[..., None]
        corner = (self.x / self.view.width_mm) ** 2 + (self.y / self.view.width_mm) ** 2
        lit *= (1.03 - 0.40 * corner)[..., None]
        sharp = cv2.GaussianBlur(lit, (0, 0), 0.55)
        grain = self.rng.standard_normal(sharp.shape, dtype=np.float32)
        values = np.clip(sharp, 0.0, 1.0) ** 0.94 * 255.0 + 1.6 * grain
        picture: NDArray[np.uint8] = np.clip(np.rint(values), 0, 255).astype(np.uint8)
        return picture


def paint_cloth(canvas: SkinCanvas) -> None:
    """A sheet with folds, all over."""
    canvas.albedo[:] = np.array(CLOTH, np.float32)
    folds = canvas.noise(9.0) + 0.5 * canvas.noise(22.0)
    canvas.relief += (1.6 * folds).astype(np.float32)
    canvas.albedo *= (1.0 + 0.025 * canvas.noise(0.25) + 0.012 * canvas.noise(0.6))[..., None]
    canvas.wet *= 0.2


def lay_body(canvas: SkinCanvas, depth: Field, edge: Field) -> None:
    """Lay a part of the body on the cloth: its relief (mm) and its signed distance (inside > 0)."""
    share = np.clip(edge * canvas.view.per_mm + 0.5, 0.0, 1.0).astype(np.float32)
    shifted = np.roll(share, (round(5 * canvas.view.per_mm), round(4 * canvas.view.per_mm)), (0, 1))
    shadow = cv2.GaussianBlur(shifted, (0, 0), 4.0 * canvas.view.per_mm)
    canvas.albedo *= (1.0 - 0.55 * shadow * (1.0 - share))[..., None]
    skin = np.empty_like(canvas.albedo)
    skin[:] = np.array(SKIN, np.float32)
    mottle = 0.6 * canvas.noise(6.0) + 0.5 * canvas.noise(1.6) + 0.35 * canvas.noise(0.4)
    skin *= 1.0 + mottle[..., None] * np.array([0.008, 0.022, 0.020], np.float32)
    canvas.albedo += share[..., None] * (skin - canvas.albedo)
    pores = 0.007 * canvas.noise(0.22) + 0.014 * canvas.noise(0.7)
    canvas.relief += share * (depth + pores - canvas.relief)
    canvas.wet += share * (0.07 + 0.012 * canvas.noise(3.0) - canvas.wet)
    canvas.body = np.maximum(canvas.body, share)
