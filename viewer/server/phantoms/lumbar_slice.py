"""Painting one sagittal slice of a lumbar spine: trunk, canal, vertebrae, discs, their ills."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from viewer.server.phantoms import tissue
from viewer.server.phantoms.lumbar_spine import (
    CANAL_MM,
    SACRAL,
    Disc,
    DiscState,
    Spine,
    Vertebra,
    VertebraState,
)
from viewer.server.phantoms.radiograph import Points, circle, points, smooth, tube
from viewer.server.phantoms.tissue import Canvas

_SAC_HALF_WIDTH: Final = 9.0
_BACK: Final = points(
    (96.0, -300.0),
    (88.0, -170.0),
    (77.0, -60.0),
    (76.0, 10.0),
    (84.0, 70.0),
    (102.0, 115.0),
    (120.0, 155.0),
    (126.0, 300.0),
)
_BELLY: Final = points(
    (-100.0, 260.0), (-124.0, 120.0), (-134.0, 20.0), (-126.0, -70.0), (-126.0, -260.0)
)
_DARK: Final = frozenset(DiscState) - {DiscState.NORMAL, DiscState.SCHMORL}


@dataclass(frozen=True, slots=True)
class Patient:
    """A spine and its states; what is not named is normal."""

    spine: Spine
    discs: Mapping[str, frozenset[DiscState]]
    vertebrae: Mapping[str, VertebraState]

    def disc_states(self, disc: Disc) -> frozenset[DiscState]:
        return self.discs.get(disc.name, frozenset({DiscState.NORMAL}))

    def vertebra_state(self, vertebra: Vertebra) -> VertebraState:
        return self.vertebrae.get(vertebra.name, VertebraState.NORMAL)


def paint_slice(canvas: Canvas, patient: Patient, x: float) -> None:
    """Paint the plane `x` mm to the patient's left of the middle."""
    spine = patient.spine
    _paint_trunk(canvas, spine, x)
    _paint_canal(canvas, spine, x)
    for vertebra in spine.vertebrae:
        _paint_arch(canvas, vertebra, x)
    for disc in spine.discs:
        _paint_disc(canvas, disc, patient.disc_states(disc), x)
    for vertebra in spine.vertebrae:
        _paint_body(canvas, vertebra, patient.vertebra_state(vertebra), x)
    _paint_ligaments(canvas, spine, x)
    for disc in spine.discs:
        _paint_lesion(canvas, disc, patient.disc_states(disc), x)


def _paint_trunk(canvas: Canvas, spine: Spine, x: float) -> None:
    canvas.lay(smooth(np.concatenate((_BACK, _BELLY))), tissue.FAT)
    inside = np.concatenate((spine.wall(4.0, last="S4"), _BELLY + points((14.0, 0.0))))
    canvas.lay(inside, tissue.BOWEL, blur_mm=2.0)
    for p, q, size in _loops(x):
        canvas.lay(circle((p, q), (size * 1.5, size)), tissue.MUSCLE, blur_mm=1.2, opacity=0.8)
        canvas.lay(circle((p, q), (size * 0.9, size * 0.6)), tissue.BOWEL, blur_mm=2.5)
    # A saturation band takes the signal of what moves in front of the spine.
    band = points((-190.0, -300.0), (-66.0, -300.0), (-66.0, 300.0), (-190.0, 300.0))
    canvas.lay(band, tissue.AIR, blur_mm=7.0, opacity=0.8)
    front = tube(spine.corners(-46.0, last="S3")[::2], (15.0, 15.0, 15.0))
    canvas.lay(front, tissue.FAT, blur_mm=3.0, opacity=0.75)
    _paint_muscles(canvas, spine, x)
    if -6.0 < x < 16.0:
        canvas.lay(_vessel(spine, -44.0 + abs(x - 5.0) * 0.3, 8.0), tissue.FLOW, blur_mm=0.8)
    elif -24.0 < x <= -6.0:
        canvas.lay(_vessel(spine, -43.0, 9.0), tissue.FLOW, blur_mm=0.8)


def _vessel(spine: Spine, distance: float, radius: float) -> Points:
    path = spine.corners(distance, last="L4")[:-1]
    return tube(path, (*[radius] * 6, radius * 0.85, radius * 0.6, 0.5))


def _paint_muscles(canvas: Canvas, spine: Spine, x: float) -> None:
    """The long muscles of the back, thin in the middle; the psoas beside the bodies."""
    width = float(np.clip((abs(x) - 3.0) / 8.0, 0.0, 1.0))
    if width > 0.05:
        middle, half = 30.0 + 9.0 * width, 1.5 + 13.0 * width
        widths = (*[half] * 6, half * 0.8, half * 0.4, 0.5)
        lower = {body.name: body for body in spine.vertebrae}
        end = [lower["L5"].back(0.0, middle - 3), lower["S1"].back(0.3, middle * 0.66)]
        path = np.array([*spine.corners(middle, last="L4"), *end, lower["S3"].back(0.0, 9.0)])
        canvas.lay(tube(path, widths), tissue.MUSCLE, blur_mm=1.2)
        for share in (-0.35, 0.3):
            streak = spine.wall(middle + share * half, last="L4")
            canvas.stroke(streak, 1.0, tissue.FAT, 0.35)
    if abs(x) > 20.0:
        reach = float(np.clip((abs(x) - 20.0) / 10.0, 0.0, 1.0))
        path = spine.corners(-12.0 - 10.0 * reach, last="L5")[7:]
        half = 3.0 + 14.0 * reach
        canvas.lay(
            tube(path, (1.0, half * 0.7, half, half, half * 0.8, 1.0)), tissue.MUSCLE, blur_mm=1.5
        )


def _paint_canal(canvas: Canvas, spine: Spine, x: float) -> None:
    if abs(x) > 12.5:
        return
    half = CANAL_MM / 2
    canvas.lay(tube(spine.corners(half, last="S3"), (*[half] * 7, half * 0.7, 2.0)), tissue.FAT)
    share = abs(x) / _SAC_HALF_WIDTH
    if share >= 1.0:
        return
    path = spine.corners(8.2, last="S2")
    depth = 6.8 * float(np.sqrt(1.0 - share**2))
    for reach, kind in ((depth, tissue.BONE), (depth - 0.7, tissue.FLUID)):
        canvas.lay(tube(path, (*[reach] * 7, reach * 0.75, 0.3)), kind)
    _paint_nerves(canvas, spine, x)


def _paint_nerves(canvas: Canvas, spine: Spine, x: float) -> None:
    """The cord down to L1, the cone, then the roots, which lie at the back of the sac."""
    cord = spine.wall(8.6, last="L1")
    if abs(x) < 4.5:
        half = float(np.sqrt(1.0 - (abs(x) / 4.6) ** 2))
        widths = [3.9, 3.9, 3.9, 3.9, 4.2, 4.3, 3.6, 2.2, 0.6]
        canvas.lay(tube(cord[::9], [width * half for width in widths]), tissue.CORD)
    for lag, depth, width in (
        (0.0, 11.6, 1.4),
        (1.0, 10.2, 0.9),
        (2.0, 12.9, 1.0),
        (3.0, 7.2, 0.5),
    ):
        path = np.concatenate((cord[-40:-30], spine.wall(depth, last="S1")[len(cord) :]))
        waves = 0.5 * np.sin(np.linspace(0.0, 9.0 + lag, len(path)) + x + lag)
        canvas.stroke(path + np.stack((waves, 0.0 * waves), axis=1), width, tissue.ROOT, 0.75)


def _paint_arch(canvas: Canvas, vertebra: Vertebra, x: float) -> None:
    """What stands behind a body: pedicle, joints, lamina and spinous process, by the plane."""
    if vertebra.name in SACRAL:
        return
    away, half, side = vertebra.depth / 2, vertebra.height / 2, abs(x)

    def lay(shape: Points, rim: float = 1.1) -> None:
        centre = shape.mean(axis=0)
        reach = np.linalg.norm(shape - centre, axis=1).mean()
        canvas.lay(vertebra.place(shape), tissue.BONE)
        canvas.lay(vertebra.place((shape - centre) * (1 - rim / reach) + centre), tissue.MARROW)

    behind = away + CANAL_MM
    if side < 4.0 and vertebra.name != "S1":
        thin = 1.0 - 0.12 * side
        lay(
            smooth(
                points(
                    (behind, 1.0),
                    (behind + 13.0, 5.0 - 2.0 * thin),
                    (behind + 27.0, 8.0),
                    (behind + 29.0, 14.0),
                    (behind + 15.0, 13.0 + 2.0 * thin),
                    (behind + 3.0, 9.0),
                )
            )
        )
        ties = points(
            (behind + 5.0, 15.0), (behind + 26.0, 18.0), (behind + 26.0, 27.0), (behind + 6, 23)
        )
        canvas.lay(vertebra.place(ties), tissue.MUSCLE, blur_mm=2.2, opacity=0.55)
    elif side < 11.0:
        lay(smooth(points((behind - 1, 0), (behind + 6, 3), (behind + 8, 15), (behind + 1, 12))))
    elif side < 20.0:
        lay(
            smooth(
                points(
                    (away - 4, -half + 1), (behind - 6, -half + 2), (behind - 6, -1), (away - 4, 1)
                )
            )
        )
        lay(
            smooth(
                points(
                    (away + 9, -half - 6),
                    (away + 17, -half - 4),
                    (away + 22, half),
                    (away + 12, half + 8),
                    (away + 10, 0),
                )
            )
        )
        root = vertebra.place(circle((away + 6.0, half + 1.0), (2.6, 2.2)))
        canvas.lay(root, tissue.MUSCLE, blur_mm=0.4)
        canvas.stroke(
            vertebra.place(points((away + 18, half - 4), (away + 12, half + 9))),
            1.2,
            tissue.FLUID,
            0.6,
        )


def _paint_disc(canvas: Canvas, disc: Disc, states: frozenset[DiscState], x: float) -> None:
    if abs(x) >= disc.above.half_width() * 0.98:
        return
    canvas.lay(disc.outline(x, _bulge(states, x)), tissue.ANNULUS)
    core = disc.outline(x, 0.0)
    centre = core.mean(axis=0)
    share = abs(x) / disc.above.half_width()
    if share > 0.85:
        return
    is_dark = bool(states & _DARK) or disc.below.name in SACRAL
    inner = (core - centre) * (0.76 * (1.0 - 0.4 * share)) + centre
    canvas.lay(inner, tissue.DRY_NUCLEUS if is_dark else tissue.NUCLEUS, blur_mm=0.9)
    if not is_dark and abs(x) < 18.0:
        out = disc.outwards() * disc.above.depth * 0.24
        canvas.stroke(np.array([centre - out, centre + out]), 1.0, tissue.ANNULUS, 0.5)
    if DiscState.OTHER in states and abs(x) < 15.0:
        out = disc.outwards() * disc.above.depth * 0.28
        canvas.stroke(np.array([centre - out, centre + out]), 3.2, tissue.AIR)


def _bulge(states: frozenset[DiscState], x: float) -> float:
    """Return how far (mm) the back edge stands out at `x`."""
    if DiscState.ASYMMETRIC_BULGE in states:
        return 0.8 + 3.6 * float(np.exp(-(((x - 9.0) / 6.5) ** 2)))
    if DiscState.BULGE in states:
        return 3.2
    if states & {DiscState.PROTRUDED, DiscState.EXTRUDED}:
        return 1.4
    return 0.6 if DiscState.DEGENERATED in states else 0.0


def _paint_body(canvas: Canvas, vertebra: Vertebra, state: VertebraState, x: float) -> None:
    outer = vertebra.outline(x)
    if len(outer) == 0:
        return
    canvas.lay(outer, tissue.BONE)
    canvas.lay(vertebra.outline(x, 1.1), tissue.MARROW)
    half, depth = vertebra.height / 2, vertebra.depth
    if abs(x) < 7.0 and vertebra.name not in SACRAL:
        vein = points((depth / 2 - 9.0, 0.0), (depth / 2 - 1.2, -2.2), (depth / 2 - 1.2, 2.2))
        canvas.lay(vertebra.place(vein), tissue.FLUID, blur_mm=0.8, opacity=0.45)
    if state is VertebraState.DEGENERATED:
        edge = -1.0 if vertebra.name == "S1" else 1.0
        band = circle((-2.0, edge * (half - 4.0)), (depth * 0.36, 3.6))
        canvas.lay(vertebra.place(band), tissue.FATTY_MARROW, blur_mm=1.6, opacity=0.95)
    elif state is VertebraState.OTHER:
        band = circle((-3.0, -half * 0.3), (depth * 0.34, 4.5))
        canvas.lay(vertebra.place(band), tissue.BROKEN_MARROW, blur_mm=2.2, opacity=0.9)
        line = points(
            (-depth * 0.42, -half * 0.32), (0.0, -half * 0.42), (depth * 0.2, -half * 0.35)
        )
        canvas.stroke(vertebra.place(line), 1.2, tissue.BONE, 0.8)


def _paint_ligaments(canvas: Canvas, spine: Spine, x: float) -> None:
    if abs(x) > 12.0:
        return
    canvas.stroke(spine.wall(0.5, last="S1"), 1.1, tissue.BONE, 0.85)
    front = [body.outline(x)[0] - (0.4, 0.0) for body in spine.vertebrae[:-4]]
    canvas.stroke(smooth(np.array(front), closed=False), 1.0, tissue.BONE, 0.6)
    if abs(x) < 4.0:
        tips = [
            body.place(points((body.depth / 2 + 47.0, 14.0)))[0] for body in spine.vertebrae[:-5]
        ]
        canvas.stroke(smooth(np.array(tips), closed=False), 2.4, tissue.LIGAMENT, 0.8)


def _paint_lesion(canvas: Canvas, disc: Disc, states: frozenset[DiscState], x: float) -> None:
    out = disc.outwards()
    down = np.array([-out[1], out[0]])
    if DiscState.PROTRUDED in states and abs(x) < 9.0:
        reach = 7.2 * float(np.sqrt(1.0 - (x / 9.0) ** 2))
        _lay_material(
            canvas, tube(_path(disc.back - out * 4.0, out * (reach + 4.0)), (4.6, 4.2, 3.0, 1.2))
        )
    if DiscState.EXTRUDED in states and abs(x) < 8.5:
        reach = 10.5 * float(np.sqrt(1.0 - (x / 8.5) ** 2))
        neck = disc.back - out * 3.0
        tip = disc.back + out * reach * 0.75
        bent = np.array([neck, disc.back + out * reach * 0.5, tip + down * 5.0, tip + down * 14.0])
        _lay_material(canvas, tube(bent, (2.4, 3.0, 4.8, 4.6, 2.0)))
    if DiscState.SCHMORL in states and abs(x) < 9.0:
        size = 5.0 * float(np.sqrt(1.0 - (x / 9.0) ** 2))
        top = -disc.below.height / 2
        dome = points(
            (-2 - size, top), (-2 - size * 0.8, top + size * 0.8), (-2.0, top + size * 1.2)
        )
        dome = np.concatenate((dome, points((-2 + size * 0.8, top + size * 0.8), (-2 + size, top))))
        canvas.lay(disc.below.place(smooth(dome, closed=False)), tissue.BONE)
        inner = (dome - (-2.0, top - 1.0)) * 0.74 + (-2.0, top - 1.0)
        canvas.lay(disc.below.place(smooth(inner, closed=False)), tissue.DRY_NUCLEUS)


def _path(start: Points, way: Points) -> Points:
    return np.array([start, start + way * 0.4, start + way * 0.75, start + way])


def _lay_material(canvas: Canvas, shape: Points) -> None:
    canvas.lay(shape, tissue.BONE)
    centre = shape.mean(axis=0)
    canvas.lay((shape - centre) * 0.72 + centre, tissue.DRY_NUCLEUS, blur_mm=0.5)


def _loops(x: float) -> list[tuple[float, float, float]]:
    """Return bowel loops (mm) that change slowly from plane to plane."""
    return [
        (
            -84.0 + 13.0 * np.sin(2.1 * row + x / 17.0),
            -130.0 + 24.0 * row + 6.0 * np.sin(x / 11.0 + row),
            9.0 + 3.0 * np.sin(1.3 * row + x / 9.0),
        )
        for row in range(12)
    ]
