"""What a dental service says of a panoramic phantom: its teeth, in the words of its document."""

from typing import Final

import numpy as np

from viewer.server.envelope import Json
from viewer.server.phantoms.panoramic_drawing import region_of
from viewer.server.phantoms.panoramic_teeth import Ailment, Tooth
from viewer.server.phantoms.radiograph import Film, Points

_CHINESE: Final = {
    "impacted_tooth": "阻生牙",
    "full_crown": "全冠修复体",
    "periapical_radiolucency": "根尖周病变",
    "tooth_filling": "充填体",
    "retained_primary_tooth": "乳牙滞留",
    "embedded_tooth": "埋伏牙",
    "alveolar_bone_resorption": "牙槽骨吸收",
    "residual_root": "残根",
    "elongation": "牙齿伸长",
    "implant": "种植体",
    "tooth_bridge": "固定桥",
    "residual_crown": "残冠",
    "general_caries": "龋齿",
    "root_canal_filling": "根管充填",
    "wedge_shaped_abrasion": "楔状缺损",
    "microdontia": "过小牙",
    "high_density_bone_anomaly": "高密度骨异常",
    "supernumerary_tooth": "多生牙",
    "limited_eruption_space": "萌出间隙不足",
    "low_density_bone_anomaly": "低密度骨异常",
}
_QUADRANTS: Final = ("右上", "左上", "左下", "右下")
_PERMANENT: Final = (
    "中切牙", "侧切牙", "尖牙", "第一前磨牙", "第二前磨牙", "第一磨牙", "第二磨牙", "第三磨牙"
)  # fmt: skip
_DECIDUOUS: Final = ("乳中切牙", "乳侧切牙", "乳尖牙", "第一乳磨牙", "第二乳磨牙")
_DISPLAY_TOLERANCE_PX: Final = 0.7


def position_of(fdi: str) -> str:
    """Return a tooth's place in Chinese; one outside the 52 is a supernumerary tooth."""
    if len(fdi) == 2 and fdi.isascii() and fdi.isdigit():
        quadrant, place = int(fdi[0]), int(fdi[1])
        names = _PERMANENT if quadrant < 5 else _DECIDUOUS
        if 1 <= quadrant <= 8 and 1 <= place <= len(names):
            return _QUADRANTS[(quadrant - 1) % 4] + names[place - 1]
    return "多生牙"


class Reader:
    """A service reading a film: turns the phantom's mm into the pixels of the picture."""

    def __init__(self, film: Film, *, mirrored: bool) -> None:
        self._film = film
        self._is_mirrored = mirrored

    def tooth(self, tooth: Tooth, confidence: float, outline: str = "polygon") -> dict[str, Json]:
        """Return one element of `teeth`.

        `outline` says what the service gives of the outline: "polygon" both forms, "raw" only the
        one before display, "none" neither, "point" a display form of a single point.
        """
        rings = [self._pixels(ring) for ring in tooth.rings]
        box = _box(np.concatenate(rings))
        polygons: Json = None
        if outline == "polygon":
            polygons = [_listed(_simplified(ring)) for ring in rings]
        elif outline == "point":
            polygons = [_listed(rings[0][:1])]
        return {
            "fdi": tooth.fdi,
            "tooth_bbox": box,
            "segmentation": {
                "mode": "polygon" if polygons else "bbox",
                "bbox": box,
                "polygons": polygons,
                "polygons_raw": None if outline == "none" else [_listed(ring) for ring in rings],
            },
            "tooth_conf": confidence,
            "position_zh": position_of(tooth.fdi),
            "status": _status(tooth),
            "diseases": [self._disease(tooth, ailment) for ailment in tooth.ailments],
        }

    def _disease(self, tooth: Tooth, ailment: Ailment) -> dict[str, Json]:
        box = _box(self._pixels(region_of(tooth, ailment)))
        return {
            "name": _CHINESE[ailment.name],
            "name_en": ailment.name,
            "status": ailment.status,
            "confidence": ailment.confidence,
            "bbox": box,
            "iou": ailment.iou,
            "geometry": {"type": "bbox", "bbox": box, "polygons": None},
        }

    def _pixels(self, shape: Points) -> Points:
        """Return image coordinates: (0, 0) is the top left corner of the first pixel."""
        pixels = self._film.to_pixels(shape)
        if self._is_mirrored:
            pixels = pixels * (-1.0, 1.0) + (self._film.columns, 0.0)
        return pixels


def _status(tooth: Tooth) -> str:
    """Return the worst that is said of any of a tooth's diseases."""
    given = {ailment.status for ailment in tooth.ailments}
    return next((status for status in ("确证", "疑似") if status in given), "健康")


def _box(shape: Points) -> list[Json]:
    corners: list[Json] = np.round((*shape.min(axis=0), *shape.max(axis=0)), 1).tolist()
    return corners


def _listed(ring: Points) -> list[Json]:
    listed: list[Json] = np.round(ring, 1).tolist()
    return listed


def _simplified(ring: Points) -> Points:
    """Return the ring with few of its points: none that it leaves out lies far from it."""
    far = int(np.argmax(np.linalg.norm(ring - ring[0], axis=1)))
    kept = [0, *_kept(ring, 0, far), far, *_kept(np.concatenate((ring, ring[:1])), far, len(ring))]
    simple: Points = ring[kept]
    return simple


def _kept(line: Points, first: int, last: int) -> list[int]:
    """Return which points between two are kept (Douglas and Peucker, Cartographica 10, 1973)."""
    if last - first < 2:
        return []
    chord = line[last] - line[first]
    away = line[first + 1 : last] - line[first]
    length = max(float(np.hypot(*chord)), 1e-9)
    distance = np.abs(chord[0] * away[:, 1] - chord[1] * away[:, 0]) / length
    worst = int(np.argmax(distance))
    if distance[worst] <= _DISPLAY_TOLERANCE_PX:
        return []
    middle = first + 1 + worst
    return [*_kept(line, first, middle), middle, *_kept(line, middle, last)]
