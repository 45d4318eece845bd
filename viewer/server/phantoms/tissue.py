"""A canvas for magnetic resonance: tissues laid over one another, in three contrasts at once."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from viewer.server.phantoms.radiograph import Field, Film, Points

_SUBPIXEL_BITS: Final = 4
CONTRASTS: Final = ("T2", "T1", "STIR")


@dataclass(frozen=True, slots=True)
class Tissue:
    """How bright a tissue is in each contrast, about 0 to 1000."""

    t2: float
    t1: float
    stir: float

    def values(self) -> Field:
        """Return the three as a column, in the order of CONTRASTS."""
        return np.array([self.t2, self.t1, self.stir], np.float32)[:, None, None]


AIR: Final = Tissue(4, 4, 4)
FAT: Final = Tissue(690, 770, 95)
MUSCLE: Final = Tissue(165, 310, 215)
BONE: Final = Tissue(35, 45, 25)
LIGAMENT: Final = Tissue(60, 80, 45)
MARROW: Final = Tissue(400, 520, 165)
FATTY_MARROW: Final = Tissue(610, 800, 120)
BROKEN_MARROW: Final = Tissue(560, 260, 720)
FLUID: Final = Tissue(960, 165, 940)
CORD: Final = Tissue(390, 410, 390)
ROOT: Final = Tissue(430, 330, 420)
NUCLEUS: Final = Tissue(690, 300, 600)
DRY_NUCLEUS: Final = Tissue(175, 250, 130)
ANNULUS: Final = Tissue(95, 170, 70)
BOWEL: Final = Tissue(330, 330, 330)
FLOW: Final = Tissue(30, 60, 35)


class Canvas:
    """One slice in three contrasts: (contrast, row, column)."""

    def __init__(self, film: Film) -> None:
        self.film = film
        self.image: Field = np.zeros((len(CONTRASTS), film.rows, film.columns), np.float32)
        self.image += AIR.values()

    def lay(
        self, outline: Points, tissue: Tissue, *, blur_mm: float = 0.0, opacity: float = 1.0
    ) -> None:
        """Paint a shape over what is there; its edge is antialiased, or blurred."""
        margin = 2 + round(3 * blur_mm / self.film.pixel_mm)
        pixels = self.film.to_pixels(outline) - 0.5
        low = np.maximum(np.floor(pixels.min(axis=0)).astype(int) - margin, 0)
        high = np.ceil(pixels.max(axis=0)).astype(int) + margin
        window = self.image[:, low[1] : max(high[1], 0), low[0] : max(high[0], 0)]
        if 0 in window.shape:
            return
        mask = np.zeros(window.shape[1:], np.uint8)
        fixed = np.rint((pixels - low) * 2**_SUBPIXEL_BITS).astype(np.int32)
        cv2.fillPoly(mask, [fixed], 255, cv2.LINE_AA, _SUBPIXEL_BITS)
        share = mask.astype(np.float32) * np.float32(opacity / 255)
        if blur_mm > 0.0:
            share = cv2.GaussianBlur(share, (0, 0), blur_mm / self.film.pixel_mm)
        window += share * (tissue.values() - window)

    def stroke(self, path: Points, width_mm: float, tissue: Tissue, opacity: float = 1.0) -> None:
        """Paint a line of a width; thinner than a pixel it is fainter."""
        mask = np.zeros(self.image.shape[1:], np.uint8)
        fixed = np.rint((self.film.to_pixels(path) - 0.5) * 2**_SUBPIXEL_BITS).astype(np.int32)
        wanted = width_mm / self.film.pixel_mm
        cv2.polylines(mask, [fixed], False, 255, max(1, round(wanted)), cv2.LINE_AA, _SUBPIXEL_BITS)
        share = mask.astype(np.float32) * np.float32(opacity * min(1.0, wanted) / 255)
        self.image += share * (tissue.values() - self.image)

    def measured(self, rng: np.random.Generator, noise: float) -> NDArray[np.uint16]:
        """Return what a scanner with a coil at the back would measure (Rician noise)."""
        blurred = np.stack([cv2.GaussianBlur(part, (0, 0), 0.55) for part in self.image])
        columns = (np.arange(self.film.columns) + 0.5) / self.film.columns
        coil = (0.66 + 0.46 / (1.0 + np.exp(-(columns - 0.42) * 7.0))).astype(np.float32)
        white = rng.standard_normal((2, *self.image.shape), dtype=np.float32)
        coarse = cv2.GaussianBlur(rng.standard_normal(self.image.shape[1:]), (0, 0), 2.2)
        grain = 1.0 + 0.22 * coarse.astype(np.float32)
        signal = blurred * coil * grain
        magnitude = np.hypot(signal + noise * white[0], noise * white[1])
        values: NDArray[np.uint16] = np.clip(np.rint(magnitude), 0, 2000).astype(np.uint16)
        return values
