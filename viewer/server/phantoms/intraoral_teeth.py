"""Teeth in a photograph, painted into their outlines; and what ails them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from viewer.server.phantoms.intraoral_arch import Placed, arch_depth
from viewer.server.phantoms.intraoral_canvas import MouthCanvas, Spot, ramp
from viewer.server.phantoms.intraoral_cases import Disease, IntraoralCase, Sign
from viewer.server.phantoms.radiograph import Field, Points
from viewer.server.phantoms.skin_canvas import Colour

_WHITE: Final = np.array([0.98, 0.94, 0.85], np.float32)
_YELLOW: Final = np.array([0.96, 0.84, 0.62], np.float32)
_NECK: Final = np.array([0.84, 0.68, 0.42], np.float32)
_EDGE: Final = np.array([0.74, 0.77, 0.78], np.float32)
_ROOT: Final[Colour] = (0.80, 0.62, 0.36)
_DECAY: Final[Colour] = (0.17, 0.085, 0.045)
_SOFTENED: Final[Colour] = (0.60, 0.42, 0.22)
_CHALK: Final[Colour] = (0.97, 0.96, 0.93)
_DENTINE: Final[Colour] = (0.78, 0.58, 0.32)
_TARTAR: Final[Colour] = (0.80, 0.72, 0.46)
_GREY: Final[Colour] = (0.60, 0.57, 0.52)


@dataclass(frozen=True, slots=True)
class Surface:
    """A tooth's surface in the picture, and where each of its pixels lies on the tooth.

    `across` runs from −1 (left) to 1 (right), `along` from 0 (edge) to 1 (where the enamel ends).
    """

    placed: Placed
    spot: Spot
    across: Field
    along: Field

    @property
    def crown_mm(self) -> float:
        """The height of what is seen of the crown."""
        return abs(self.placed.root - self.placed.edge[1])

    def blot(self, sign: Sign, flat: float = 1.0) -> Field:
        """Return 1 in the middle of a sign, less towards its border (at about 0.37)."""
        x = (self.across - sign.across) * self.placed.half_width
        y = (self.along - sign.along) * self.crown_mm
        radius = 0.5 * sign.size
        spread: Field = np.exp(-((x / radius) ** 2) - ((y * flat / radius) ** 2)).astype(np.float32)
        return spread


def surface_of(canvas: MouthCanvas, placed: Placed, outline: Points) -> Surface | None:
    """Return the surface of a tooth whose outline in pixels is given."""
    spot = canvas.spot(outline)
    if spot is None:
        return None
    length = placed.root - placed.edge[1]
    along = (spot.y - placed.edge[1]) / length
    middle = placed.edge[0] + np.clip(along, 0.0, 1.0) * (placed.neck[0] - placed.edge[0])
    across = (spot.x - middle) / placed.half_width
    return Surface(placed, spot, across.astype(np.float32), along.astype(np.float32))


def paint_tooth(canvas: MouthCanvas, surface: Surface, case: IntraoralCase) -> None:
    """Enamel with its translucent edge, rounded, glossy; the root where it is bare."""
    spot, window = surface.spot, surface.spot.window
    canvas.lay(spot.share, _colour(canvas, surface, case), window)
    canvas.raise_to(spot.share, _form(canvas, surface), window)
    canvas.wetten(spot.share * ramp(spot.inside, 0.10, 0.55), 0.80, window)
    between = np.exp(-spot.inside / 0.34) * spot.share
    canvas.shade((0.46 * between).astype(np.float32), window)


def _colour(canvas: MouthCanvas, surface: Surface, case: IntraoralCase) -> Field:
    along = surface.along
    is_deciduous = surface.placed.fdi[0] in "5678"
    shade = case.shade + (0.22 if surface.placed.fdi[1:] == "3" and not is_deciduous else 0.0)
    body = _WHITE + (0.35 if is_deciduous else 1.0) * shade * (_YELLOW - _WHITE)
    colour = np.empty((*along.shape, 3), np.float32)
    colour[:] = body
    neck = (0.25 + 0.40 * shade) * ramp(along, 0.55, 1.05)
    colour += neck[..., None] * (_NECK - colour)
    thin = 0.42 * (1.0 - ramp(along, 0.0, 0.20)) * (0.5 if is_deciduous else 1.0)
    colour += thin[..., None] * (_EDGE - colour)
    bare = ramp(along, 1.0, 1.04)
    colour += bare[..., None] * (np.array(_ROOT, np.float32) - colour)
    grain = (
        canvas.texture(0.9)[surface.spot.window] + 0.6 * canvas.texture(0.3)[surface.spot.window]
    )
    colour *= 1.0 + 0.011 * grain[..., None]
    return colour


def _form(canvas: MouthCanvas, surface: Surface) -> Field:
    """The relief (mm): a rounded shield on the arch, with the shallow grooves of its lobes."""
    spot, placed = surface.spot, surface.placed
    reach = np.clip(spot.inside / (0.80 * placed.half_width), 0.0, 1.0)
    # Without this the ridges of the distance to the border would show as creases.
    soft = 0.16 * placed.half_width * canvas.view.per_mm
    depth = -arch_depth(placed.jaw, spot.x)
    bulge = cv2.GaussianBlur(1.55 * np.sqrt(1.0 - (1.0 - reach) ** 2), (0, 0), soft)
    long = -2.0 * (surface.along - 0.62) ** 2
    groove = sum(np.exp(-(((surface.across - at) / 0.16) ** 2)) for at in (-0.36, 0.36))
    lobes = -0.10 * groove * np.clip(1.0 - surface.along, 0.0, 1.0)
    rough = 0.030 * canvas.texture(0.8)[spot.window] + 0.006 * canvas.texture(0.22)[spot.window]
    form: Field = (depth + bulge + long + lobes + rough).astype(np.float32)
    return form


def paint_sign(canvas: MouthCanvas, surface: Surface, sign: Sign) -> None:
    """Paint a disease on its tooth; the gum's withdrawal is in the outline already."""
    painter = _PAINTERS.get(sign.disease)
    if painter is not None:
        painter(canvas, surface, sign)


def _paint_caries(canvas: MouthCanvas, surface: Surface, sign: Sign) -> None:
    spot, window = surface.spot, surface.spot.window
    blot = surface.blot(sign) * (1.0 + 0.25 * canvas.texture(0.35)[window])
    strength = 1.0 if sign.status == "确证" else 0.62
    canvas.lay((0.55 * ramp(blot, 0.06, 0.22) * spot.share).astype(np.float32), _CHALK, window)
    canvas.lay((strength * ramp(blot, 0.2, 0.42) * spot.share), _SOFTENED, window)
    canvas.lay((strength * ramp(blot, 0.42, 0.72) * spot.share), _DECAY, window)
    canvas.relief[window] -= (0.9 * strength * ramp(blot, 0.3, 0.7) * spot.share).astype(np.float32)
    canvas.wetten((ramp(blot, 0.25, 0.5) * spot.share), 0.12, window)


def _paint_wedge(canvas: MouthCanvas, surface: Surface, sign: Sign) -> None:
    """A notch across the neck: its upper wall dark, its floor yellow dentine."""
    spot, window = surface.spot, surface.spot.window
    away = (surface.along - sign.along) * surface.crown_mm
    notch = np.exp(-((away / (0.5 * sign.size)) ** 2)) * (
        1.0 - ramp(np.abs(surface.across), 0.62, 0.85)
    )
    notch = (notch * spot.share).astype(np.float32)
    canvas.lay(ramp(notch, 0.15, 0.5) * spot.share, _DENTINE, window)
    canvas.relief[window] -= 1.3 * notch
    canvas.shade((0.55 * ramp(notch, 0.7, 0.98)).astype(np.float32), window)


def _paint_wear(canvas: MouthCanvas, surface: Surface, sign: Sign) -> None:
    """Dentine shows at a flat edge."""
    spot, window = surface.spot, surface.spot.window
    depth = np.abs(spot.y - surface.placed.edge[1])
    line = np.exp(-(((depth - 0.55) / (0.45 * sign.size)) ** 2))
    line = line * (1.0 - ramp(np.abs(surface.across), 0.5, 0.8)) * spot.share
    canvas.lay((0.85 * line).astype(np.float32), _DENTINE, window)


def _paint_stump(canvas: MouthCanvas, surface: Surface, _: Sign) -> None:
    """What is left of a crown: brown, uneven, dull."""
    spot, window = surface.spot, surface.spot.window
    rough = np.clip(0.7 + 0.3 * canvas.texture(0.6)[window], 0.0, 1.0)
    canvas.lay((0.85 * spot.share * rough).astype(np.float32), _SOFTENED, window)
    deep = ramp(np.clip(spot.inside, 0.0, 3.0), 0.5, 1.4) * spot.share
    canvas.lay((0.8 * deep * rough).astype(np.float32), _DECAY, window)
    canvas.relief[window] -= (1.6 * deep).astype(np.float32)
    canvas.wetten(spot.share, 0.2, window)


_PAINTERS: Final[Mapping[Disease, Callable[[MouthCanvas, Surface, Sign], None]]] = {
    Disease.CARIES: _paint_caries,
    Disease.WEDGE: _paint_wedge,
    Disease.WEAR: _paint_wear,
    Disease.RESIDUAL_CROWN: _paint_stump,
}


def paint_conclusions(canvas: MouthCanvas, surface: Surface, case: IntraoralCase) -> None:
    """What the whole picture shows: tartar, mottled enamel, a tooth that has gone grey."""
    spot, window = surface.spot, surface.spot.window
    placed = surface.placed
    if case.tartar and placed.jaw == "lower" and abs(placed.edge[0]) < 14.0:
        from_gum = np.abs(placed.neck[1] - spot.y) + 0.5 * canvas.texture(0.7)[window]
        crust = (1.0 - ramp(from_gum, 0.7, 2.2 + case.tartar)) * spot.share
        canvas.lay((0.72 * case.tartar * crust).astype(np.float32), _TARTAR, window)
        lumps = 0.35 * crust * (1.0 + canvas.texture(0.4)[window])
        canvas.relief[window] += (case.tartar * lumps).astype(np.float32)
        canvas.wetten((0.7 * crust).astype(np.float32), 0.15, window)
    if case.has(Disease.FLUOROSIS):
        clouds = ramp(canvas.texture(0.9)[window] + 0.8 * np.sin(9.0 * surface.along), 0.5, 1.6)
        canvas.lay((0.45 * clouds * spot.share).astype(np.float32), _CHALK, window)
    if case.has(Disease.COLOUR) and placed.fdi == "21":
        canvas.lay((0.50 * spot.share).astype(np.float32), _GREY, window)
