"""Photographs of a child's skin, one for each of the seven rashes that the gateway tells apart.

The probabilities are a made-up reader's: never certain, and together at most 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from viewer.server.envelope import Json
from viewer.server.phantoms.radiograph import Field
from viewer.server.phantoms.skin_canvas import SkinCanvas, View, lay_body, paint_cloth
from viewer.server.phantoms.skin_rashes import Rash, paint_rash

Profile = Literal["standard", "small", "large"]
Place = Literal["trunk", "arm"]

_COLUMNS: Final[dict[Profile, int]] = {"standard": 960, "small": 240, "large": 1600}
_WIDTH_MM: Final[dict[Place, float]] = {"trunk": 230.0, "arm": 130.0}
_ARM_SLOPE: Final = -0.20


@dataclass(frozen=True, slots=True)
class SkinCase:
    """One photograph: its rash, where it was taken, what a reader makes of it.

    No two have the same size: `trim` is in 60ths of the width.
    """

    name: str
    seed: int
    rash: Rash
    place: Place
    trim: int
    probabilities: Mapping[Rash, float]


def _ranked(*shares: float, order: str) -> dict[Rash, float]:
    """Return probabilities for the classes named by their first letters, the rest near nothing."""
    letters = {
        "r": Rash.ROSEOLA,
        "e": Rash.ECZEMA,
        "v": Rash.VARICELLA,
        "u": Rash.URTICARIA,
        "i": Rash.IMPETIGO,
        "5": Rash.ERYTHEMA_INFECTIOSUM,
        "s": Rash.SCARLET_FEVER,
    }
    return {letters[letter]: share for letter, share in zip(order, shares, strict=True)}


CASES: Final = (
    SkinCase(
        "varicella",
        71,
        Rash.VARICELLA,
        "trunk",
        0,
        _ranked(0.912, 0.041, 0.022, 0.011, 0.006, 0.005, 0.003, order="viures5"),
    ),
    SkinCase(
        "urticaria",
        72,
        Rash.URTICARIA,
        "arm",
        1,
        _ranked(0.874, 0.063, 0.031, 0.017, 0.009, 0.004, 0.002, order="u5esriv"),
    ),
    SkinCase(
        "eczema",
        73,
        Rash.ECZEMA,
        "arm",
        2,
        _ranked(0.831, 0.092, 0.037, 0.019, 0.012, 0.005, 0.004, order="eiu5srv"),
    ),
    SkinCase(
        "impetigo",
        74,
        Rash.IMPETIGO,
        "arm",
        3,
        _ranked(0.887, 0.058, 0.031, 0.012, 0.006, 0.004, 0.002, order="ieuv5rs"),
    ),
    SkinCase(
        "erythema-infectiosum",
        75,
        Rash.ERYTHEMA_INFECTIOSUM,
        "arm",
        4,
        _ranked(0.743, 0.128, 0.061, 0.034, 0.018, 0.011, 0.005, order="5uresiv"),
    ),
    SkinCase(
        "scarlet-fever",
        76,
        Rash.SCARLET_FEVER,
        "trunk",
        5,
        _ranked(0.702, 0.161, 0.074, 0.029, 0.019, 0.009, 0.006, order="sr5ueiv"),
    ),
    SkinCase(
        "roseola",
        77,
        Rash.ROSEOLA,
        "trunk",
        6,
        _ranked(0.668, 0.172, 0.083, 0.041, 0.021, 0.010, 0.005, order="rs5uvei"),
    ),
)


def draw_skin(case: SkinCase, profile: Profile = "standard") -> NDArray[np.uint8]:
    """Return the photograph (rows, columns, RGB)."""
    canvas = SkinCanvas(view_of(case, profile), case.seed)
    paint_cloth(canvas)
    if case.place == "trunk":
        _lay_trunk(canvas)
        paint_rash(canvas, case.rash, lambda x, y: abs(x) < 78.0 and y < 66.0)
        _lay_nappy(canvas)
    else:
        _lay_arm(canvas)
        paint_rash(canvas, case.rash, _is_on_arm)
    return canvas.photograph()


def write_skin(path: Path, case: SkinCase, profile: Profile = "standard") -> None:
    """Write the photograph as PNG."""
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(draw_skin(case, profile)).save(path, "PNG")


def skin_data(case: SkinCase) -> dict[str, Json]:
    """Return the truth in the gateway's words."""
    results: dict[str, Json] = {rash.value: share for rash, share in case.probabilities.items()}
    return {"Results": results}


def view_of(case: SkinCase, profile: Profile) -> View:
    """Return the field of the camera."""
    columns = _COLUMNS[profile] - _COLUMNS[profile] * case.trim // 60
    rows = _COLUMNS[profile] * 3 // 4
    width = _WIDTH_MM[case.place] * columns / _COLUMNS[profile]
    return View(columns, rows, width)


def _lay_trunk(canvas: SkinCanvas) -> None:
    """Chest and belly of a small child from the front."""
    x, y = canvas.x, canvas.y
    half = 88.0 - 5.0 * np.exp(-(((y - 12.0) / 34.0) ** 2)) + 4.0 * np.clip(-y / 86.0, 0.0, 1.0)
    share = np.clip(np.abs(x) / half, 0.0, 0.999)
    depth = 46.0 * (1.0 - share**2.6) ** 0.5
    belly = 10.0 * np.exp(-((x / 52.0) ** 2) - ((y - 44.0) / 46.0) ** 2)
    groove = -2.2 * np.exp(-((x / 7.0) ** 2)) * np.exp(-(((y + 40.0) / 46.0) ** 2))
    ribs = 0.7 * np.exp(-(((y - 4.0 + 0.011 * x**2) / 6.0) ** 2)) * np.clip(np.abs(x) / 40.0, 0, 1)
    lay_body(canvas, (depth + belly + groove - ribs).astype(np.float32), half - np.abs(x))
    for side in (-1.0, 1.0):
        _lay_nipple(canvas, 41.0 * side, -46.0)
    navel = canvas.patch(0.0, 47.0, 16.0)
    if navel is not None:
        away = np.hypot(navel.x, navel.y / 0.8)
        pit = -4.5 * np.exp(-((away / 4.2) ** 2)) + 1.1 * np.exp(-(((away - 6.5) / 2.4) ** 2))
        canvas.relief[navel.window] += pit.astype(np.float32)
        canvas.redden((0.5 * np.exp(-((away / 4.0) ** 2))).astype(np.float32), navel.window)
        deep = 0.55 * np.exp(-(((away - 0.6) / 2.2) ** 2))
        canvas.tint(deep.astype(np.float32), (0.42, 0.24, 0.18), navel.window)


def _lay_nipple(canvas: SkinCanvas, x: float, y: float) -> None:
    patch = canvas.patch(x, y, 12.0)
    if patch is None:
        return
    ring = np.clip((6.4 - patch.radius) / 1.6 + 0.5, 0.0, 1.0).astype(np.float32)
    canvas.tint(0.62 * ring, (0.72, 0.42, 0.36), patch.window)
    tip = np.exp(-((patch.radius / 1.9) ** 2)).astype(np.float32)
    canvas.tint(0.35 * tip, (0.62, 0.33, 0.29), patch.window)
    canvas.relief[patch.window] += (0.9 * tip + 0.3 * ring).astype(np.float32)


def _lay_nappy(canvas: SkinCanvas) -> None:
    """The upper edge of a nappy, at the lower edge of the photograph."""
    top = 73.0 + 0.0011 * canvas.x**2 + 0.4 * np.sin(canvas.x / 2.1)
    share = np.clip((canvas.y - top) * canvas.view.per_mm + 0.5, 0.0, 1.0) * canvas.body
    canvas.tint(share.astype(np.float32), (0.90, 0.91, 0.90))
    gathers = 0.5 * np.sin(canvas.x * 1.9 + 0.6 * canvas.noise(3.0))
    canvas.relief += (share * (2.0 + gathers)).astype(np.float32)
    canvas.wet *= (1.0 - 0.8 * share).astype(np.float32)
    edge = np.exp(-(((canvas.y - top + 1.6) / 2.0) ** 2)) * canvas.body * (1.0 - share)
    canvas.albedo *= (1.0 - 0.22 * edge)[..., None]


def _arm(x: Field, y: Field) -> tuple[Field, Field]:
    """Return the distance across the arm, signed, and its half width there (mm)."""
    along = x * 0.98 + y * _ARM_SLOPE
    across = y * 0.98 - x * _ARM_SLOPE
    half = 27.0 + 5.5 * np.tanh(along / 34.0) + 1.6 * np.exp(-(((along - 2.0) / 22.0) ** 2))
    return across.astype(np.float32), half.astype(np.float32)


def _is_on_arm(x: float, y: float) -> bool:
    across, half = _arm(np.array([x], np.float32), np.array([y], np.float32))
    return bool(abs(across[0]) < 0.78 * half[0])


def _lay_arm(canvas: SkinCanvas) -> None:
    """The inner side of a forearm, from the wrist at the left to the bend at the right."""
    across, half = _arm(canvas.x, canvas.y)
    share = np.clip(np.abs(across) / half, 0.0, 0.999)
    depth = 0.86 * half * (1.0 - share**2.3) ** 0.5
    tendon = 0.8 * np.exp(-(((across - 1.0) / 2.6) ** 2)) * np.clip(-canvas.x / 50.0, 0.0, 1.0)
    crease = np.zeros_like(depth)
    along = canvas.x * 0.98 + canvas.y * _ARM_SLOPE + 0.004 * across**2
    for place, strength in ((50.0, 1.1), (53.5, 0.7), (-58.0, 0.5), (-61.0, 0.4)):
        crease -= strength * np.exp(-(((along - place) / 0.7) ** 2))
    lay_body(canvas, depth + tendon + crease, half - np.abs(across))
    vein = np.exp(-(((across + 6.0 + 3.0 * np.sin(canvas.x / 15.0)) / 1.5) ** 2))
    canvas.tint((0.10 * vein * canvas.body).astype(np.float32), (0.50, 0.62, 0.62))
