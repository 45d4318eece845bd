"""The soft parts of the mouth in a photograph: cheeks, gums, lips; and the retractors."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from viewer.server.phantoms.intraoral_arch import Jaw, Placed, arch_depth
from viewer.server.phantoms.intraoral_canvas import MouthCanvas, ramp
from viewer.server.phantoms.radiograph import Field

_CHEEK: Final = (0.86, 0.45, 0.37)
_CAVITY: Final = (0.13, 0.04, 0.035)
_TONGUE: Final = (0.58, 0.26, 0.24)
_ATTACHED: Final = (0.86, 0.50, 0.44)
_MUCOSA: Final = (0.72, 0.25, 0.24)
_VEIN: Final = (0.45, 0.16, 0.28)
_LIP: Final = (0.78, 0.40, 0.37)
_SKIN: Final = (0.84, 0.62, 0.52)
_PLASTIC: Final = (0.86, 0.90, 0.93)
# The opening between the lips (mm): half width, half heights above and below its middle.
_OPENING: Final = (33.5, 17.2, 16.4)
_MIDDLE_Y: Final = -0.2
# A gap between teeth (mm) in which the gum has no papilla, and where along it the gum bends.
_WIDE_MM: Final = 2.4
_SLOPES: Final = (0.25, 0.5, 0.75)


def paint_cheeks(canvas: MouthCanvas, opening: float) -> None:
    """The inside of the cheeks at both sides, dark between the teeth, the tongue in the dark."""
    x, y = canvas.x, canvas.y
    shape = canvas.relief.shape
    away = np.broadcast_to(np.abs(x), shape)
    canvas.albedo[:] = np.array(_CAVITY, np.float32)
    floor = -arch_depth("upper", x) - 2.5
    canvas.relief[:] = floor
    side = ramp(away, 24.4, 28.5)
    texture = 1.0 + 0.05 * canvas.texture(2.4) + 0.03 * canvas.texture(0.5)
    canvas.lay(side, np.array(_CHEEK, np.float32) * texture[..., None])
    canvas.raise_to(side, (floor + 1.2 + 0.5 * np.clip(away - 25.0, 0.0, 9.0)).astype(np.float32))
    corridor = np.exp(-(((away - 25.6) / 3.2) ** 2))
    canvas.shade((0.72 * corridor).astype(np.float32))
    tongue = np.exp(-((x / 17.0) ** 4) - (((y - 3.2 - 0.5 * opening) / 3.0) ** 2))
    canvas.lay((0.42 * tongue).astype(np.float32), _TONGUE)
    canvas.wetten(np.ones(shape, np.float32), 0.25)


def paint_gum(canvas: MouthCanvas, jaw: Jaw, teeth: Sequence[Placed], inflamed: float) -> None:
    """The gum of one jaw: attached and pink by the teeth, red and veined towards the lip."""
    own = sorted((placed for placed in teeth if placed.jaw == jaw), key=lambda p: p.edge[0])
    up = -1.0 if jaw == "upper" else 1.0
    tips = _line(canvas, *_tips(own))
    necks = _line(canvas, [placed.neck[0] for placed in own], [placed.neck[1] for placed in own])
    beyond = up * (canvas.y - necks)
    last = max(abs(placed.outline[:, 0]).max() for placed in own)
    share = ramp(up * (canvas.y - tips), -0.05, 0.10)
    back = np.abs(canvas.x) - 0.30 * np.clip(beyond - 2.0, 0.0, 9.0)
    share *= 1.0 - ramp(back, last - 1.2, last + 1.0)
    wander = 0.9 * canvas.texture(2.2)
    loose = ramp(beyond + wander, 4.2, 6.6)
    canvas.lay(share, _gum_colour(canvas, loose))
    canvas.raise_to(share, _gum_relief(canvas, jaw, own, beyond, loose))
    canvas.wetten(share, 0.55)
    if inflamed:
        rim = np.exp(-np.abs(beyond) / 1.4) * share * (0.55 * inflamed)
        canvas.body = np.ones_like(canvas.relief)
        canvas.redden(rim.astype(np.float32))


def _tips(own: Sequence[Placed]) -> tuple[list[float], list[float]]:
    """Return x and y of the line that the gum reaches to: between the teeth; bare where none is."""
    x, y = [own[0].edge[0]], [own[0].contact_y]
    for left, right in pairwise(own):
        begin, end = float(left.outline[:, 0].max()), float(right.outline[:, 0].min())
        if end - begin > _WIDE_MM:
            x += [begin, *(begin + np.array(_SLOPES) * (end - begin)), end]
            bare = 0.75 * 0.5 * (left.neck[1] + right.neck[1])
            y += [left.contact_y, 0.92 * bare, bare, 0.92 * bare, right.contact_y]
        x.append(right.edge[0])
        y.append(right.contact_y)
    return x, y


def _line(canvas: MouthCanvas, x: Sequence[float], y: Sequence[float]) -> Field:
    """Return y (1, columns) of the line through points, level beyond its ends."""
    line: Field = np.interp(canvas.x[0], x, y)[None, :].astype(np.float32)
    return line


def _gum_colour(canvas: MouthCanvas, loose: Field) -> Field:
    shape = canvas.relief.shape
    colour = np.empty((*shape, 3), np.float32)
    colour[:] = np.array(_ATTACHED, np.float32)
    colour += loose[..., None] * (np.array(_MUCOSA, np.float32) - np.array(_ATTACHED, np.float32))
    mottle = 0.5 * canvas.texture(3.5) + 0.5 * canvas.texture(1.1)
    colour *= 1.0 + mottle[..., None] * np.array([0.02, 0.06, 0.055], np.float32)
    blue = np.clip(canvas.texture(2.8) + 0.3, 0.0, 1.0) * loose
    colour += (0.30 * blue)[..., None] * (np.array(_VEIN, np.float32) - colour)
    # Veins are where smooth noise passes through zero, in bundles where another noise is high.
    for sigma, thin, strength in ((1.5, 0.07, 0.26), (0.7, 0.09, 0.22)):
        lines = np.exp(-((canvas.texture(sigma) / thin) ** 2))
        bundle = np.clip(0.5 + 0.6 * canvas.texture(4.0), 0.0, 1.0) * loose
        vein = (strength * lines * bundle).astype(np.float32)
        colour += vein[..., None] * (np.array(_VEIN, np.float32) - colour)
    return colour


def _gum_relief(
    canvas: MouthCanvas, jaw: Jaw, own: Sequence[Placed], beyond: Field, loose: Field
) -> Field:
    """Roots bulge below the gum; a fold (frenum) runs to the lip in the midline."""
    x = canvas.x
    relief = np.broadcast_to(-arch_depth(jaw, x), beyond.shape).copy()
    for placed in own:
        bulge = (1.25 if placed.fdi[1:] == "3" else 0.75) * min(1.0, placed.half_width / 3.2)
        across = np.exp(-(((x - placed.neck[0]) / (0.62 * placed.half_width)) ** 2))
        relief += bulge * across * np.exp(-(((beyond - 2.5) / 5.0) ** 2))
    relief -= 0.035 * np.clip(beyond, 0.0, None) ** 1.7
    stipple = 0.020 * canvas.texture(0.22) * (1.0 - loose) + 0.05 * canvas.texture(0.9) * loose
    frenum = np.exp(-((x / (0.55 + 0.10 * np.clip(beyond, 0.0, 12.0))) ** 2))
    relief += 1.5 * frenum * ramp(beyond, 4.0, 9.0) + stipple
    return relief.astype(np.float32)


def roll_gum(canvas: MouthCanvas, covered: NDArray[np.uint8]) -> None:
    """Let the gum stand out at the teeth's necks, with a fine dark line where it meets them."""
    away = cv2.distanceTransform(1 - covered, cv2.DIST_L2, 5) / canvas.view.per_mm
    free = (1.0 - covered).astype(np.float32)
    canvas.relief += (free * 0.75 * (1.0 - np.exp(-away / 0.55))).astype(np.float32)
    canvas.shade((free * 0.42 * np.exp(-away / 0.20)).astype(np.float32))
    canvas.wet *= 1.0 - (free * np.exp(-away / 0.30)).astype(np.float32)
    canvas.lay((free * 0.16 * np.exp(-(((away - 0.7) / 0.5) ** 2))).astype(np.float32), _ATTACHED)


def paint_frame(canvas: MouthCanvas) -> None:
    """Lips that are held away, and the clear retractors that hold them at both corners."""
    outside = _outside(canvas)
    per_mm = canvas.view.per_mm
    lip = np.clip(outside * per_mm + 0.5, 0.0, 1.0).astype(np.float32)
    near = (1.0 - lip) * np.exp(np.clip(outside, None, 0.0) / 2.4)
    canvas.shade((0.55 * near).astype(np.float32))
    colour = np.empty_like(canvas.albedo)
    colour[:] = np.array(_LIP, np.float32)
    skin = ramp(outside + 0.5 * canvas.texture(3.0), 7.0, 11.5)
    colour += skin[..., None] * (np.array(_SKIN, np.float32) - np.array(_LIP, np.float32))
    folds = canvas.texture(1.3) * 0.5 + canvas.texture(0.4) * 0.4
    colour *= 1.0 + folds[..., None] * np.array([0.018, 0.045, 0.045], np.float32)
    canvas.lay(lip, colour)
    round_lip = 4.0 * np.sqrt(1.0 - ((np.clip(outside, 0.0, 6.0) - 6.0) / 6.2) ** 2)
    canvas.raise_to(lip, (round_lip + 0.05 * folds * (1.0 - skin)).astype(np.float32))
    canvas.wetten(lip, 0.30)
    canvas.wetten((lip * skin).astype(np.float32), 0.06)
    _paint_retractors(canvas, outside)


def _outside(canvas: MouthCanvas) -> Field:
    """Return the signed distance (mm, about) from the edge of the opening, inside below 0."""
    half, above, below = _OPENING
    down = canvas.y - _MIDDLE_Y
    wave = 0.5 * np.sin(canvas.x / 7.3 + 0.7) + 0.35 * np.sin(canvas.x / 3.9)
    height = np.where(down < 0.0, above + wave, below - wave)
    power = 2.5
    scaled = (np.abs(canvas.x / half) ** power + np.abs(down / height) ** power) ** (1.0 / power)
    radius = np.hypot(canvas.x, down)
    outside: Field = (radius * (1.0 - 1.0 / np.maximum(scaled, 1e-3))).astype(np.float32)
    return outside


def _paint_retractors(canvas: MouthCanvas, outside: Field) -> None:
    """A band of clear plastic with bright rims, at the sides of the opening only."""
    down = canvas.y - _MIDDLE_Y
    wide = ramp(np.abs(canvas.x) - 1.25 * np.abs(down), 4.0, 10.0)
    band = ramp(outside, -1.6, -1.2) * (1.0 - ramp(outside, 4.6, 5.0)) * wide
    canvas.lay((0.30 * band).astype(np.float32), _PLASTIC)
    rims = np.exp(-(((outside + 1.1) / 0.28) ** 2)) + np.exp(-(((outside - 4.5) / 0.30) ** 2))
    canvas.lay((0.55 * rims * wide).astype(np.float32), _PLASTIC)
    flat = np.maximum(canvas.relief, 2.6) + 0.5 * np.cos((outside - 1.7) / 3.0 * np.pi / 2)
    canvas.raise_to(band, (flat + 0.12 * rims).astype(np.float32))
    canvas.wetten(band, 0.9)
    shadow = np.exp(-(((outside + 1.9) / 0.8) ** 2)) * wide
    canvas.shade((0.35 * shadow).astype(np.float32))
