"""Painting the inside of a mouth: mucosa, gums and teeth, lit by a twin flash at the lens."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from viewer.server.phantoms.radiograph import Field, Points, Window
from viewer.server.phantoms.skin_canvas import Colour, SkinCanvas, View

_SUBPIXELS: Final = 4
_SUBPIXEL_BITS: Final = 4
_FLASHES: Final = ((-0.34, -0.16), (0.36, -0.14))
_REACH_MM: Final = 44.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A shape in the picture: its window, how much of each pixel it covers, its places (mm).

    `inside` is the distance (mm) of each pixel from the shape's border, 0 outside.
    """

    window: Window
    share: Field
    inside: Field
    x: Field
    y: Field


class MouthCanvas(SkinCanvas):
    """A photograph in the making; relief is mm towards the camera, from the front teeth."""

    def __init__(self, view: View, seed: int) -> None:
        super().__init__(view, seed)
        self._textures: dict[float, Field] = {}

    def texture(self, sigma_mm: float) -> Field:
        """Return smooth noise as `noise` does, the same one each time for a picture."""
        if sigma_mm not in self._textures:
            self._textures[sigma_mm] = self.noise(sigma_mm)
        return self._textures[sigma_mm]

    def spot(self, outline: Points) -> Spot | None:
        """Return the shape of an outline in pixels, (0, 0) being the corner of the picture."""
        low = np.maximum(np.floor(outline.min(axis=0)).astype(int) - 2, 0)
        size = (self.view.columns, self.view.rows)
        high = np.minimum(np.ceil(outline.max(axis=0)).astype(int) + 2, size)
        if (high <= low).any():
            return None
        width, height = (int(value) for value in high - low)
        mask = np.zeros((height * _SUBPIXELS, width * _SUBPIXELS), np.uint8)
        # cv2's coordinates are those of pixel centres.
        fine = ((outline - low) * _SUBPIXELS - 0.5) * 2**_SUBPIXEL_BITS
        corners = np.rint(fine).astype(np.int32)
        cv2.fillPoly(mask, [corners[:, None]], 255, cv2.LINE_8, _SUBPIXEL_BITS)
        share = cv2.resize(mask, (width, height), interpolation=cv2.INTER_AREA) / np.float32(255)
        away = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
        scale = np.float32(1.0 / (_SUBPIXELS * self.view.per_mm))
        inside = cv2.resize(away, (width, height), interpolation=cv2.INTER_AREA) * scale
        window = (slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0])))
        shape = (height, width)
        return Spot(
            window,
            share.astype(np.float32),
            inside.astype(np.float32),
            np.broadcast_to(self.x[:, window[1]], shape),
            np.broadcast_to(self.y[window[0]], shape),
        )

    def lay(self, share: Field, albedo: Field | Colour, window: Window | None = None) -> None:
        """Cover what is there by a colour, as far as `share` (0 to 1) says."""
        part = self.albedo if window is None else self.albedo[window]
        part += share[..., None] * (np.asarray(albedo, np.float32) - part)

    def raise_to(self, share: Field, relief: Field, window: Window | None = None) -> None:
        """Give what `share` covers another height (mm)."""
        part = self.relief if window is None else self.relief[window]
        part += share * (relief - part)

    def wetten(self, share: Field, gloss: float, window: Window | None = None) -> None:
        """Make what `share` covers more or less glossy."""
        part = self.wet if window is None else self.wet[window]
        part += share * (np.float32(gloss) - part)

    def shade(self, share: Field, window: Window | None = None) -> None:
        """Darken, the blue and green more than the red, as shadow in a mouth does."""
        part = self.albedo if window is None else self.albedo[window]
        dark = np.array([0.82, 0.93, 0.97], np.float32)
        part *= 1.0 - np.clip(share, 0.0, 1.0)[..., None] * dark

    def photograph(self) -> NDArray[np.uint8]:
        """Return the lit picture (rows, columns, RGB)."""
        step = 1.0 / self.view.per_mm
        relief = cv2.GaussianBlur(self.relief, (0, 0), max(0.10 / step, 0.3))
        down, across = np.clip(np.gradient(relief, step), -1.3, 1.3)
        length = np.sqrt(across**2 + down**2 + 1.0)
        diffuse = np.clip((0.10 * down + 0.985) / length, 0.0, 1.0)
        near = np.clip(-cv2.GaussianBlur(self.relief, (0, 0), 1.2 / step), 0.0, None)
        reach = (1.0 / (1.0 + near / _REACH_MM)) ** 2
        lit = self.albedo * ((0.16 + 0.88 * diffuse**1.35) * reach)[..., None]
        for x, y in _FLASHES:
            half = np.array((0.5 * x, 0.5 * y, 1.0))
            half /= np.linalg.norm(half)
            shine = np.clip((-across * half[0] - down * half[1] + half[2]) / length, 0.0, 1.0)
            glint = self.wet * (0.85 * shine**420 + 0.10 * shine**40) * reach
            lit += glint[..., None].astype(np.float32)
        corner = (self.x / self.view.width_mm) ** 2 + (self.y / self.view.width_mm) ** 2
        lit *= (1.04 - 0.55 * corner)[..., None]
        sharp = cv2.GaussianBlur(lit.astype(np.float32), (0, 0), 0.6)
        # A little light spills over from what is bright, as in any lens.
        sharp += 0.05 * cv2.GaussianBlur(np.clip(sharp - 0.85, 0.0, None), (0, 0), 0.5 / step)
        grain = self.rng.standard_normal(sharp.shape, dtype=np.float32)
        values = np.clip(sharp, 0.0, 1.0) ** 0.86 * 255.0 + 1.3 * grain
        picture: NDArray[np.uint8] = np.clip(np.rint(values), 0, 255).astype(np.uint8)
        return picture


def ramp(values: Field, begin: float, end: float) -> Field:
    """Return a soft step from 0 at `begin` to 1 at `end`."""
    share = np.clip((values - begin) / (end - begin), 0.0, 1.0)
    step: Field = (share * share * (3.0 - 2.0 * share)).astype(np.float32)
    return step
