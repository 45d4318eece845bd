"""Seven rashes of children, each painted as its textbook describes it."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Final

import cv2
import numpy as np

from viewer.server.phantoms.radiograph import Field
from viewer.server.phantoms.skin_canvas import Colour, Patch, SkinCanvas

_CRUST: Final[Colour] = (0.36, 0.17, 0.12)
_HONEY: Final[Colour] = (0.80, 0.60, 0.29)
_SCALE: Final[Colour] = (0.96, 0.90, 0.84)
_CLEAR: Final[Colour] = (0.93, 0.78, 0.70)
Where = Callable[[float, float], bool]


class Rash(StrEnum):
    """Diseases that the gateway tells apart, in its own words."""

    ROSEOLA = "急疹"
    ECZEMA = "湿疹"
    VARICELLA = "水痘"
    URTICARIA = "荨麻疹"
    IMPETIGO = "脓疱疮"
    ERYTHEMA_INFECTIOSUM = "传染性红斑"
    SCARLET_FEVER = "猩红热"


def paint_rash(canvas: SkinCanvas, rash: Rash, where: Where) -> None:
    """Paint the rash on the places (mm) that `where` allows."""
    _PAINTERS[rash](canvas, where)


def _varicella(canvas: SkinCanvas, where: Where) -> None:
    """Crops of all stages side by side: papules, clear vesicles on a red base, crusts."""
    for x, y in _places(canvas, where, 46, apart_mm=9.0):
        stage, size = canvas.rng.random(), canvas.rng.uniform(0.75, 1.35)
        patch = canvas.patch(x, y, 9.0)
        if patch is None:
            continue
        around = _ragged(canvas, patch, 0.10)
        halo = 0.75 * _soft(around, 3.0 * size, 1.6) + 0.3 * _soft(around, 4.2 * size, 3.4)
        canvas.redden(halo, patch.window)
        _raise(canvas, patch, 0.30 * np.exp(-((around / (2.2 * size)) ** 2)))
        if stage < 0.3:
            _raise(canvas, patch, 0.5 * np.exp(-((around / (1.0 * size)) ** 2)))
            continue
        blister = np.sqrt(np.clip(1.0 - (around / (1.9 * size)) ** 2, 0.0, 1.0))
        _raise(canvas, patch, 0.95 * size * blister)
        canvas.tint(0.60 * _soft(around, 1.7 * size, 0.7), _CLEAR, patch.window)
        canvas.wet[patch.window] += 0.40 * (blister > 0)
        if stage > 0.68:
            _raise(canvas, patch, -0.7 * size * blister)
            canvas.wet[patch.window] -= 0.36 * (blister > 0)
            canvas.tint(0.8 * _soft(around, 1.15 * size, 0.9), _CRUST, patch.window)


def _urticaria(canvas: SkinCanvas, where: Where) -> None:
    """Wheals: raised, flat-topped, of any outline, pale in the middle with a red flare."""
    for x, y in _places(canvas, where, 15, apart_mm=12.0):
        size = canvas.rng.uniform(4.0, 10.5)
        patch = canvas.patch(x, y, 2.4 * size)
        if patch is None:
            continue
        around = _ragged(canvas, patch, 0.30)
        canvas.redden(0.34 * _soft(around, 1.35 * size, 0.8 * size), patch.window)
        plateau = _soft(around, size, 2.2)
        rim = plateau - _soft(around, 0.66 * size, 0.6 * size)
        canvas.redden(0.36 * rim + 0.16 * plateau, patch.window)
        canvas.tint(0.20 * _soft(around, 0.6 * size, 0.4 * size), (0.95, 0.77, 0.70), patch.window)
        _raise(canvas, patch, 0.75 * plateau)


def _eczema(canvas: SkinCanvas, where: Where) -> None:
    """A dry, ill-defined patch in the bend: redness, papules, thick lines, scales, scratches."""
    patchy = _confined(canvas, centre=(16.0, -6.0), radii=(27.0, 15.0))
    rough = 1.0 + 0.35 * canvas.noise(2.6)
    cloud: Field = np.clip(patchy * rough, 0.0, 1.0).astype(np.float32)
    canvas.redden(0.62 * cloud)
    lines = np.abs(canvas.noise(0.9)) * cloud
    canvas.relief -= (0.10 * lines).astype(np.float32)
    canvas.relief += (0.09 * cloud * canvas.noise(0.45)).astype(np.float32)
    loose = canvas.noise(0.35) + 0.5 * canvas.noise(1.8)
    flakes: Field = (np.clip(loose - 1.75, 0.0, 1.0) * cloud).astype(np.float32)
    canvas.tint(0.75 * flakes, _SCALE)
    canvas.relief += (0.20 * flakes).astype(np.float32)
    for x, y in _places(canvas, where, 90, apart_mm=1.8):
        patch = canvas.patch(x, y, 2.4)
        if patch is None or patchy[patch.window].mean() < 0.25:
            continue
        bump = np.exp(-((patch.radius / 0.7) ** 2)).astype(np.float32)
        _raise(canvas, patch, 0.32 * bump)
        canvas.redden(0.55 * bump, patch.window)
    _scratches(canvas, cloud)


def _scratches(canvas: SkinCanvas, cloud: Field) -> None:
    mask = np.zeros(cloud.shape, np.uint8)
    for _ in range(11):
        x, y = canvas.rng.uniform(-2.0, 32.0), canvas.rng.uniform(-16.0, 4.0)
        length, slope = canvas.rng.uniform(5.0, 11.0), canvas.rng.uniform(0.5, 0.8)
        ends = np.array([[x, y], [x + length * 0.8, y + length * slope]]) * canvas.view.per_mm
        ends += (canvas.view.columns / 2, canvas.view.rows / 2)
        width = max(1, round(0.45 * canvas.view.per_mm))
        cv2.polylines(
            mask, [np.rint(ends * 16).astype(np.int32)], False, 255, width, cv2.LINE_AA, 4
        )
    share = (mask.astype(np.float32) / 255) * np.clip(1.6 * cloud, 0.0, 1.0)
    share *= np.clip(0.6 + 0.6 * canvas.noise(0.8), 0.0, 1.0)
    canvas.tint(0.65 * share, (0.52, 0.13, 0.11))
    canvas.relief -= (0.12 * share).astype(np.float32)


def _impetigo(canvas: SkinCanvas, where: Where) -> None:
    """Honey-coloured crusts on raw, moist, red ground, with smaller ones around."""
    grit = canvas.noise(0.5) + 0.8 * canvas.noise(1.3)
    for number, (x, y) in enumerate(_places(canvas, where, 15, apart_mm=10.0)):
        size = canvas.rng.uniform(4.5, 8.0) if number < 5 else canvas.rng.uniform(1.2, 3.0)
        patch = canvas.patch(x, y, 2.2 * size)
        if patch is None:
            continue
        around = _ragged(canvas, patch, 0.26)
        canvas.redden(0.8 * _soft(around, 1.15 * size, 1.8), patch.window)
        canvas.wet[patch.window] += 0.12 * _soft(around, size, 0.6)
        lumps = grit[patch.window]
        covered = np.clip(0.85 + 0.35 * lumps, 0.0, 1.0)
        crust: Field = (_soft(around, 0.86 * size, 0.9) * covered).astype(np.float32)
        canvas.tint(0.92 * crust, _HONEY, patch.window)
        dark = (np.clip(lumps - 0.5, 0.0, 1.0) * crust).astype(np.float32)
        canvas.tint(0.6 * dark, (0.55, 0.30, 0.10), patch.window)
        _raise(canvas, patch, (crust * (0.5 + 0.16 * lumps)).astype(np.float32))


def _erythema_infectiosum(canvas: SkinCanvas, _: Where) -> None:
    """A net of redness, like lace, on the limb."""
    web = np.exp(-((canvas.noise(3.0) / 0.42) ** 2)) + 0.5 * np.exp(
        -((canvas.noise(2.1) / 0.3) ** 2)
    )
    allowed = _confined(canvas, centre=(0.0, 0.0), radii=(64.0, 46.0))
    strength = np.clip(0.75 + 0.35 * canvas.noise(9.0), 0.2, 1.1)
    canvas.redden(np.clip(0.62 * web * strength, 0.0, 0.85) * allowed)
    canvas.redden(0.10 * allowed)


def _scarlet_fever(canvas: SkinCanvas, _: Where) -> None:
    """A flush with countless fine points, like sandpaper; denser in the folds."""
    allowed = _confined(canvas, centre=(0.0, 6.0), radii=(110.0, 96.0))
    canvas.redden(0.34 * allowed * np.clip(1.0 + 0.25 * canvas.noise(10.0), 0.0, 1.5))
    points = np.clip(canvas.noise(0.55) - 0.9, 0.0, 1.2) * allowed
    canvas.redden(np.clip(0.5 * points, 0.0, 0.7))
    canvas.relief += (0.09 * points).astype(np.float32)
    for way in (-1.0, 1.0):
        fold = np.exp(-(((canvas.y - 58.0 + 0.55 * way * canvas.x) / 1.1) ** 2))
        reach = np.clip((way * canvas.x - 12.0) / 14.0, 0.0, 1.0)
        broken = np.clip(0.7 + 0.5 * canvas.noise(1.6), 0.0, 1.0)
        canvas.redden(0.6 * fold * reach * allowed * broken)


def _roseola(canvas: SkinCanvas, where: Where) -> None:
    """Rose-pink spots of 2 to 5 mm, hardly raised, some with a pale ring; mostly apart."""
    for x, y in _places(canvas, where, 190, apart_mm=5.2):
        size = canvas.rng.uniform(1.0, 2.5)
        patch = canvas.patch(x, y, 3.0 * size)
        if patch is None:
            continue
        around = _ragged(canvas, patch, 0.16)
        canvas.tint(0.16 * _soft(around, 1.8 * size, 0.6), (0.94, 0.77, 0.66), patch.window)
        canvas.redden(canvas.rng.uniform(0.40, 0.66) * _soft(around, size, 1.5), patch.window)
        _raise(canvas, patch, 0.12 * _soft(around, size, 0.8))


_PAINTERS: Final[dict[Rash, Callable[[SkinCanvas, Where], None]]] = {
    Rash.ROSEOLA: _roseola,
    Rash.ECZEMA: _eczema,
    Rash.VARICELLA: _varicella,
    Rash.URTICARIA: _urticaria,
    Rash.IMPETIGO: _impetigo,
    Rash.ERYTHEMA_INFECTIOSUM: _erythema_infectiosum,
    Rash.SCARLET_FEVER: _scarlet_fever,
}


def _places(
    canvas: SkinCanvas, where: Where, count: int, *, apart_mm: float
) -> Iterator[tuple[float, float]]:
    """Yield scattered places (mm) that keep a distance from one another."""
    half_width = canvas.view.width_mm / 2
    half_height = half_width * canvas.view.rows / canvas.view.columns
    taken: list[tuple[float, float]] = []
    for _ in range(count * 30):
        x = float(canvas.rng.uniform(-half_width, half_width))
        y = float(canvas.rng.uniform(-half_height, half_height))
        if not where(x, y) or any(np.hypot(x - a, y - b) < apart_mm for a, b in taken):
            continue
        taken.append((x, y))
        yield x, y
        if len(taken) == count:
            return


def _confined(
    canvas: SkinCanvas, *, centre: tuple[float, float], radii: tuple[float, float]
) -> Field:
    """Return a soft patch (0 to 1) about a place, on the body only."""
    away = np.hypot((canvas.x - centre[0]) / radii[0], (canvas.y - centre[1]) / radii[1])
    field: Field = (np.clip((1.15 - away) / 0.5, 0.0, 1.0) * canvas.body).astype(np.float32)
    return field


def _ragged(canvas: SkinCanvas, patch: Patch, amount: float) -> Field:
    """Return the distance from the middle, bent so that a circle becomes a natural outline."""
    bend = np.ones_like(patch.x)
    for wave in (2, 3, 5):
        shift, size = canvas.rng.uniform(0.0, 2 * np.pi), canvas.rng.uniform(0.4, 1.0)
        bend = bend + amount * size / np.sqrt(wave) * np.cos(wave * patch.angle + shift)
    field: Field = (patch.radius / bend).astype(np.float32)
    return field


def _soft(distance: Field, radius: float, edge: float) -> Field:
    """Return 1 inside a radius, 0 outside, with an edge of a width (mm)."""
    share = np.clip((radius - distance) / edge + 0.5, 0.0, 1.0)
    field: Field = (share * share * (3.0 - 2.0 * share)).astype(np.float32)
    return field


def _raise(canvas: SkinCanvas, patch: Patch, height: Field) -> None:
    canvas.relief[patch.window] += (height * canvas.body[patch.window]).astype(np.float32)
