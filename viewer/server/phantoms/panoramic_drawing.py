"""Drawing a tooth on the panoramic film: enamel, dentine, pulp, what holds it, what was done to it.

The body of each tooth is drawn from the rings that are its truth; nothing else decides its edge.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from viewer.server.phantoms import panoramic_forms as forms
from viewer.server.phantoms.panoramic_teeth import (
    Ailment,
    Build,
    Tooth,
    follicle,
    screw,
)
from viewer.server.phantoms.radiograph import Exposure, Points, circle, points, tube

_DENTINE: Final = 4.4
_ENAMEL_MM: Final = 23.0
_PULP_MM: Final = -11.0


def draw_tooth(exposure: Exposure, tooth: Tooth) -> None:
    """Draw one tooth with what is the matter with it."""
    if tooth.build is Build.IMPLANT:
        exposure.metal(tooth.frame(screw(tooth.form)), 0.62)
        exposure.metal(tooth.rings[0], 0.5)
    elif tooth.build is Build.PONTIC:
        exposure.metal(tooth.rings[0], 0.55)
    else:
        _draw_natural(exposure, tooth)
    for ailment in tooth.ailments:
        _TREATMENTS.get(ailment.name, _nothing)(exposure, tooth, ailment)


def region_of(tooth: Tooth, ailment: Ailment) -> Points:
    """Return points (mm of the film) whose box is where the disease or the treatment lies."""
    local = _REGIONS.get(ailment.name)
    if local is None:
        return np.concatenate(tooth.rings)
    return tooth.frame(local(tooth, ailment))


def _draw_natural(exposure: Exposure, tooth: Tooth) -> None:
    form, place = tooth.form, tooth.frame
    if not tooth.is_erupted:
        exposure.haze(place(follicle(form)), -7.0, 0.5)
    for ring in tooth.rings:
        _draw_socket(exposure, tooth, ring)
    for ring in tooth.rings:
        exposure.soft(ring, 2.6, _DENTINE)
        exposure.haze(ring, 9.0, 0.12)
    if tooth.build is Build.ROOTS:
        return
    if tooth.build is Build.NATURAL:
        exposure.haze(place(forms.crown(form)), _ENAMEL_MM, 0.22)
        exposure.haze(place(forms.dentine(form)), -0.66 * _ENAMEL_MM, 0.35)
        exposure.haze(place(forms.chamber(form)), _PULP_MM, 0.4)
    width = 0.075 * form.neck
    for line in forms.canals(form, tooth.grown):
        ends = (
            (width, 0.8 * width, 0.55 * width, 0.3 * width)
            if tooth.grown >= 1.0
            else (0.3 * form.neck,) * 3
        )
        exposure.haze(place(tube(line, ends)), _PULP_MM, 0.25)


def _draw_socket(exposure: Exposure, tooth: Tooth, ring: Points) -> None:
    """Draw the gap round the root and the thin bright wall of its socket."""
    neck = tooth.frame(points((0.0, tooth.form.crown * 1.18), (0.0, tooth.form.crown * 1.18 + 1.0)))
    axis = neck[1] - neck[0]
    below = (ring - neck[0]) @ axis > 0.0
    if np.count_nonzero(below) < 4:
        return
    outward = _outward(ring)
    start = int(np.argmax(below & ~np.roll(below, 1)))
    order = (start + np.arange(len(ring))) % len(ring)
    root = order[below[order]]
    exposure.stroke(ring[root] + 0.25 * outward[root], 0.42, -0.13)
    exposure.stroke(ring[root] + 0.62 * outward[root], 0.34, 0.09)


def _outward(ring: Points) -> Points:
    """Return the unit normals of a closed outline that point out of it."""
    along = np.roll(ring, -1, axis=0) - np.roll(ring, 1, axis=0)
    length = np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    normal: Points = np.stack((along[:, 1], -along[:, 0]), axis=1) / length
    following = np.roll(ring, -1, axis=0)
    area = float(np.sum(ring[:, 0] * following[:, 1] - ring[:, 1] * following[:, 0]))
    return normal if area > 0 else -normal


def _nothing(exposure: Exposure, tooth: Tooth, ailment: Ailment) -> None:
    """What shows in the tooth's place or its shape alone."""


def _decay(exposure: Exposure, tooth: Tooth, ailment: Ailment) -> None:
    exposure.haze(region_of(tooth, ailment), -24.0 if ailment.status == "确证" else -13.0, 0.45)


def _fill(exposure: Exposure, tooth: Tooth, ailment: Ailment) -> None:
    exposure.metal(region_of(tooth, ailment), 0.6)


def _cap(exposure: Exposure, tooth: Tooth, _: Ailment) -> None:
    if tooth.build is not Build.PONTIC:
        exposure.metal(tooth.frame(forms.crown(tooth.form)), 0.58)


def _fill_roots(exposure: Exposure, tooth: Tooth, _: Ailment) -> None:
    for line in forms.canals(tooth.form):
        filled = tube(line, (0.55, 0.5, 0.42, 0.28))
        exposure.metal(tooth.frame(filled), 0.42)


def _erode(exposure: Exposure, tooth: Tooth, ailment: Ailment) -> None:
    middle = region_of(tooth, ailment)
    exposure.haze(middle, -22.0, 0.9)
    exposure.stroke(np.concatenate((middle, middle[:1])), 0.4, 0.035)


def _notch(exposure: Exposure, tooth: Tooth, ailment: Ailment) -> None:
    exposure.haze(region_of(tooth, ailment), -17.0, 0.3)


def _decay_region(tooth: Tooth, ailment: Ailment) -> Points:
    way = 1.0 if ailment.side == "distal" else -1.0
    form = tooth.form
    return circle(
        (way * 0.30 * form.width, 0.40 * form.crown), (0.17 * form.width, 0.25 * form.crown)
    )


def _filling_region(tooth: Tooth, ailment: Ailment) -> Points:
    half, high = tooth.form.width / 2, tooth.form.crown
    way = 1.0 if ailment.side == "distal" else -1.0
    return points(
        (-0.45 * half, 0.10), (-0.1 * half, 0.15), (0.35 * half, 0.10), (0.80 * half, 0.12),
        (0.93 * half, 0.22), (0.9 * half, 0.52), (0.5 * half, 0.5), (0.3 * half, 0.36),
        (-0.4 * half, 0.36),
    ) * (way, high)  # fmt: skip


def _crown_region(tooth: Tooth, _: Ailment) -> Points:
    return forms.crown(tooth.form)


def _canal_region(tooth: Tooth, _: Ailment) -> Points:
    return np.concatenate([tube(line, (0.55,) * 4) for line in forms.canals(tooth.form)])


def _apex_region(tooth: Tooth, ailment: Ailment) -> Points:
    """A hollow round the apex of one root."""
    lines = forms.canals(tooth.form)
    end = lines[0 if ailment.side == "distal" else -1][-1]
    return circle((float(end[0]), float(end[1]) + 1.2), (2.7, 2.4))


def _margin_region(tooth: Tooth, _: Ailment) -> Points:
    """The bone that is gone, from the neck to where its margin is now."""
    half, high, root = tooth.form.width / 2, tooth.form.crown, tooth.form.root
    return points((-1.1 * half, high), (1.1 * half, high + 0.38 * root))


def _notch_region(tooth: Tooth, ailment: Ailment) -> Points:
    way = 0.5 if ailment.side == "distal" else -0.5
    neck, high = tooth.form.neck, tooth.form.crown
    return points(
        (way * neck, high - 1.3), (way * neck, high + 1.3), (0.1 * way * neck, high + 0.15)
    )  # fmt: skip


_TREATMENTS: Final[dict[str, Callable[[Exposure, Tooth, Ailment], None]]] = {
    "general_caries": _decay,
    "tooth_filling": _fill,
    "full_crown": _cap,
    "tooth_bridge": _cap,
    "root_canal_filling": _fill_roots,
    "periapical_radiolucency": _erode,
    "wedge_shaped_abrasion": _notch,
}
_REGIONS: Final[dict[str, Callable[[Tooth, Ailment], Points]]] = {
    "general_caries": _decay_region,
    "tooth_filling": _filling_region,
    "full_crown": _crown_region,
    "root_canal_filling": _canal_region,
    "periapical_radiolucency": _apex_region,
    "alveolar_bone_resorption": _margin_region,
    "wedge_shaped_abrasion": _notch_region,
}
