"""Photographs of teeth in occlusion from the front, with everything that the service says of them.

The patient's right is on the left of the picture. Every tooth is painted into the very outline
that is its truth, in pixels of the picture (0, 0 is the corner of the first pixel).
"""

from functools import cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from viewer.server.envelope import Json
from viewer.server.phantoms import intraoral_tissue as tissue
from viewer.server.phantoms.intraoral_arch import Placed, place_arches
from viewer.server.phantoms.intraoral_canvas import MouthCanvas
from viewer.server.phantoms.intraoral_cases import (
    CASES,
    Conclusion,
    Disease,
    IntraoralCase,
    Sign,
)
from viewer.server.phantoms.intraoral_teeth import (
    Surface,
    paint_conclusions,
    paint_sign,
    paint_tooth,
    surface_of,
)
from viewer.server.phantoms.radiograph import Points
from viewer.server.phantoms.skin_canvas import View

__all__ = ["CASES", "IntraoralCase", "draw_intraoral", "intraoral_data", "view_of"]

Profile = Literal["standard", "small"]

_COLUMNS: Final[dict[Profile, int]] = {"standard": 1440, "small": 360}
_WIDTH_MM: Final = 71.0
_DECIMALS: Final = 1


def view_of(case: IntraoralCase, profile: Profile) -> View:
    """Return the field of the camera."""
    columns = _COLUMNS[profile] - _COLUMNS[profile] * case.trim // 60
    rows = _COLUMNS[profile] * 2 // 3
    return View(columns, rows, _WIDTH_MM * columns / _COLUMNS[profile])


def draw_intraoral(case: IntraoralCase, profile: Profile = "standard") -> NDArray[np.uint8]:
    """Return the photograph (rows, columns, RGB)."""
    view = view_of(case, profile)
    canvas = MouthCanvas(view, case.seed)
    teeth = _teeth_of(case)
    tissue.paint_cheeks(canvas, case.opening)
    for jaw in ("lower", "upper"):
        tissue.paint_gum(canvas, jaw, teeth, case.inflamed)
    surfaces = [
        surface
        for placed in _from_back_to_front(teeth)
        if (surface := surface_of(canvas, placed, _in_pixels(placed.outline, view))) is not None
    ]
    tissue.roll_gum(canvas, _covered(canvas, surfaces))
    for surface in surfaces:
        paint_tooth(canvas, surface, case)
        paint_conclusions(canvas, surface, case)
        for sign in case.signs.get(surface.placed.fdi, ()):
            paint_sign(canvas, surface, sign)
    tissue.paint_frame(canvas)
    return canvas.photograph()


def intraoral_data(case: IntraoralCase, profile: Profile = "standard") -> dict[str, Json]:
    """Return the truth in the service's words: teeth, conclusions, how the inference went."""
    view = view_of(case, profile)
    return {
        "teeth": [_tooth(placed, case, view) for placed in _teeth_of(case)],
        "image_level_diseases": [_conclusion(item) for item in case.conclusions],
        "inference_status": case.inference_status,
    }


@cache
def _teeth_by_name(name: str) -> tuple[Placed, ...]:
    case = next(case for case in CASES if case.name == name)
    return place_arches(case.sides, case.standings, case.opening)


def _teeth_of(case: IntraoralCase) -> tuple[Placed, ...]:
    return _teeth_by_name(case.name)


def _from_back_to_front(teeth: tuple[Placed, ...]) -> list[Placed]:
    """The lower jaw first, which the upper teeth cover; in each the deepest first."""
    return sorted(teeth, key=lambda placed: (placed.jaw == "upper", -placed.depth))


def _in_pixels(outline: Points, view: View) -> Points:
    """Return an outline in pixels as the truth says it."""
    middle = (view.columns / 2, view.rows / 2)
    pixels: Points = np.round(outline * view.per_mm + middle, _DECIMALS)
    return pixels


def _covered(canvas: MouthCanvas, surfaces: list[Surface]) -> NDArray[np.uint8]:
    covered = np.zeros(canvas.relief.shape, np.uint8)
    for surface in surfaces:
        covered[surface.spot.window] |= (surface.spot.share > 0.5).astype(np.uint8)
    return covered


def _tooth(placed: Placed, case: IntraoralCase, view: View) -> Json:
    outline = _in_pixels(placed.outline, view)
    box = _box(outline)
    signs = case.signs.get(placed.fdi, ())
    is_sure = any(sign.status == "确证" for sign in signs)
    polygons: Json = [_pairs(outline)]
    if placed.fdi in case.boxed:
        polygons = None
    elif placed.fdi in case.pointed:
        polygons = [_pairs(outline[:1])]
    segmentation: dict[str, Json] = {
        "mode": "bbox" if placed.fdi in case.boxed else "polygon",
        "bbox": box,
        "polygons": polygons,
    }
    return {
        "fdi": placed.fdi,
        "tooth_bbox": box,
        "segmentation": segmentation,
        "status": ("确证" if is_sure else "疑似") if signs else "健康",
        "diseases": [_disease(placed, sign, view) for sign in signs],
    }


def _disease(placed: Placed, sign: Sign, view: View) -> Json:
    chinese, english = sign.disease.value
    low, high = placed.outline.min(axis=0), placed.outline.max(axis=0)
    box = _box(_in_pixels(np.clip(_extent(placed, sign), low, high), view))
    return {
        "name": chinese,
        "name_en": english,
        "status": sign.status,
        "confidence": sign.confidence,
        "bbox": box,
        "geometry": {"type": "bbox", "bbox": box, "polygons": None},
    }


def _extent(placed: Placed, sign: Sign) -> Points:
    """Return two corners (mm) around what is painted; they may lie outside the tooth."""
    if sign.disease is Disease.RESIDUAL_CROWN:
        return placed.outline
    length = placed.root - placed.edge[1]
    x = placed.edge[0] + min(sign.along, 1.0) * (placed.neck[0] - placed.edge[0])
    if sign.disease is Disease.RECESSION:
        half = 0.85 * placed.half_width
        return np.array([[x - half, placed.root], [x + half, placed.neck[1]]])
    is_wide = sign.disease in (Disease.WEDGE, Disease.WEAR)
    across = 0.8 * placed.half_width if is_wide else 0.62 * sign.size
    middle = np.array([x + sign.across * placed.half_width, placed.edge[1] + sign.along * length])
    corners: Points = np.stack((middle, middle)) + np.outer((-1, 1), (across, 0.62 * sign.size))
    return corners


def _conclusion(item: Conclusion) -> Json:
    chinese, english = item.disease.value
    return {
        "name": chinese,
        "name_en": english,
        "status": item.status,
        "confidence": item.confidence,
    }


def _box(outline: Points) -> list[Json]:
    (left, top), (right, bottom) = outline.min(axis=0), outline.max(axis=0)
    return [float(left), float(top), float(right), float(bottom)]


def _pairs(outline: Points) -> list[Json]:
    return [[float(x), float(y)] for x, y in outline]
