"""A kit for drawing radiographs: bones and soft tissue as thickness along the beam, in mm.

A film has its own frame: mm, x to the right and y down as the film is looked at, origin where the
drawer wants it. What is drawn adds up to an attenuation (a line integral, without unit); the
development turns it into stored values in the manner of a detector's processing: logarithm,
compressed range, sharpened edges, quantum noise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, cos, hypot, radians, sin
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Field = NDArray[np.float32]
Window = tuple[slice, slice]

_SOFT: Final = 0.0115
_CORTEX: Final = 0.066
_TRABECULAR: Final = 0.024
_METAL: Final = 2.6
_STEPS: Final = 10
_SUBPIXEL_BITS: Final = 4
_PAD: Final = 4


@dataclass(frozen=True, slots=True)
class Film:
    """A detector's field: its pixels (mm) and where its top left corner lies in the drawing."""

    columns: int
    rows: int
    pixel_mm: float
    left_mm: float
    top_mm: float

    def to_pixels(self, points: Points) -> Points:
        """Return image coordinates: (0, 0) is the top left corner of the first pixel."""
        pixels: Points = (points - (self.left_mm, self.top_mm)) / self.pixel_mm
        return pixels


@dataclass(frozen=True, slots=True)
class Bone:
    """What a bone is made of (mm): the curvature of its side, its cortex, how dense its inside is.

    `grain_degrees` is the direction of its trabeculae, from the x axis towards y. A long bone has a
    thin cortex at its joint and a thick one at its shaft: `shaft` = (y where it begins to
    grow, y where it has grown, its cortex there). `is_exact`: drawn as it is given, without
    nature's small unevenness, for outlines that are measured. `grain` is how much the trabeculae
    show.
    """

    radius: float
    cortex: float
    density: float = 1.0
    grain_degrees: float = 90.0
    shaft: tuple[float, float, float] | None = None
    is_exact: bool = False
    grain: float = 1.0


@dataclass(frozen=True, slots=True)
class Motion:
    """A fragment's move in the film: a turn (degrees, x towards y) about a place, a shift."""

    pivot: tuple[float, float] = (0.0, 0.0)
    turn_degrees: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)

    def __call__(self, points: Points) -> Points:
        """Return the points where the fragment carries them."""
        turn = radians(self.turn_degrees)
        matrix = np.array([[cos(turn), -sin(turn)], [sin(turn), cos(turn)]])
        moved: Points = (points - self.pivot) @ matrix.T + self.pivot + self.shift
        return moved


REST: Final = Motion()


def points(*pairs: tuple[float, float]) -> Points:
    """Return corner points as an array (n, 2)."""
    return np.array(pairs, np.float64)


def mirrored(shape: Points, side: int) -> Points:
    """Return a shape drawn for x > 0 on the side that the sign says."""
    turned: Points = shape * (side, 1)
    return turned


def smooth(corners: Points, *, closed: bool = True) -> Points:
    """Return the Catmull-Rom curve through the corners, closed or open."""
    if closed:
        ring = np.concatenate((corners[-1:], corners, corners[:2]))
    else:
        ring = np.concatenate((corners[:1], corners, corners[-1:]))
    before, start, end, after = ring[:-3], ring[1:-2], ring[2:-1], ring[3:]
    share = np.linspace(0.0, 1.0, _STEPS, endpoint=False)[:, None, None]
    curve = 0.5 * (
        2 * start
        + (end - before) * share
        + (2 * before - 5 * start + 4 * end - after) * share**2
        + (3 * start - before - 3 * end + after) * share**3
    )
    path: Points = curve.transpose(1, 0, 2).reshape(-1, 2)
    return path if closed else np.concatenate((path, corners[-1:]))


def circle(centre: tuple[float, float], radii: tuple[float, float]) -> Points:
    """Return an ellipse as a polygon."""
    angle = np.linspace(0.0, 2 * np.pi, 72, endpoint=False)
    ring: Points = np.stack((np.cos(angle), np.sin(angle)), axis=1) * radii + centre
    return ring


def tube(path: Points, half_widths: Sequence[float]) -> Points:
    """Return the outline of a band along an open path; one half width (mm) a corner."""
    middle = smooth(path, closed=False)
    width = np.interp(
        np.linspace(0.0, 1.0, len(middle)), np.linspace(0.0, 1.0, len(half_widths)), half_widths
    )
    tangent = np.gradient(middle, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    normal = np.stack((-tangent[:, 1], tangent[:, 0]), axis=1) * width[:, None]
    outline: Points = np.concatenate((middle + normal, (middle - normal)[::-1]))
    return outline


class Exposure:
    """A film being exposed: shapes are added one by one, then it is developed."""

    def __init__(self, film: Film, seed: int) -> None:
        self.film = film
        self._attenuation: Field = np.zeros((film.rows, film.columns), np.float32)
        self._rng = np.random.default_rng(seed)
        self._metal: Field = np.zeros_like(self._attenuation)

    def soft(self, outline: Points, radius: float, density: float = 1.0) -> None:
        """Add soft tissue (water is density 1, negative takes away: gas, a fat plane)."""
        window, depth = self._depth(outline)
        self._attenuation[window] += np.float32(_SOFT * density) * _chord(depth, radius)

    def bone(self, parts: Sequence[Points], kind: Bone, keep: Points | None = None) -> None:
        """Add a bone, the union of its parts, with cortex and trabeculae.

        Only what lies in `keep` is drawn, if given; the edge that it cuts has no cortex: it is a
        fracture's.
        """
        drawn = parts if kind.is_exact else [_uneven(part) for part in parts]
        window, depth = self._depth(*drawn)
        if depth.size == 0:
            return
        inner = _chord(depth - self._cortex(kind, window), kind.radius - kind.cortex)
        shell = _chord(depth, kind.radius) - inner
        grain = self._grain(depth.shape, kind.grain_degrees)
        marrow = inner * (1.0 + np.float32(kind.grain) * grain)
        added = kind.density * (_CORTEX * shell + _TRABECULAR * marrow)
        if keep is not None:
            added = added * _blurred(self._share(keep, window), 0.7 / self.film.pixel_mm)
        self._attenuation[window] += added.astype(np.float32)

    def haze(self, outline: Points, thickness_mm: float, blur_mm: float) -> None:
        """Add matter without an edge of its own (mm of soft tissue; negative takes away)."""
        sigma = blur_mm / self.film.pixel_mm
        window = self._window(outline, _PAD + round(3.5 * sigma))
        share = _blurred(self._share(outline, window), sigma)
        self._attenuation[window] += np.float32(_SOFT * thickness_mm) * share

    def metal(self, outline: Points, thickness: float = 1.0) -> None:
        """Add an implant or a lead letter: nearly nothing passes."""
        window = self._window(outline)
        share = self._share(outline, window) * np.float32(_METAL * thickness)
        self._metal[window] = np.maximum(self._metal[window], share)

    def stroke(self, path: Points, width: float, amount: float) -> None:
        """Add a line of the given width (mm): positive is dense, negative lucent."""
        thickness = max(1, round(width / self.film.pixel_mm))
        window = self._window(path, _PAD + thickness)
        drawn = self._line(path, thickness, window)
        self._attenuation[window] += drawn * np.float32(amount)

    def letter(self, letter: str, centre: tuple[float, float], height: float = 14.0) -> None:
        """Lay a lead letter (L or R) beside the patient."""
        half = height / 2
        strokes = {
            "L": [[(-0.5, -1.0), (-0.5, 1.0), (0.5, 1.0)]],
            "R": [
                [(-0.5, 1.0), (-0.5, -1.0), (0.2, -1.0), (0.5, -0.7), (0.5, -0.3), (0.2, 0.0)],
                [(0.2, 0.0), (-0.5, 0.0), (0.0, 0.0), (0.55, 1.0)],
            ],
        }[letter]
        thickness = max(1, round(height * 0.17 / self.film.pixel_mm))
        for path in strokes:
            placed = np.array(path) * half + centre
            window = self._window(placed, _PAD + thickness)
            lead = 3.0 * self._line(placed, thickness, window)
            self._metal[window] = np.maximum(self._metal[window], lead)

    def developed(self, bits: int) -> NDArray[np.uint16]:
        """Return stored values of MONOCHROME2: air near 0, metal near the highest value."""
        pixel = self.film.pixel_mm
        sharp = _blurred(self._attenuation + self._metal, 0.25 / pixel)
        scatter = _blurred(sharp, 9.0 / pixel)
        broad = _blurred(np.minimum(sharp, 3.6), 22.0 / pixel)
        detail = sharp - _blurred(sharp, 1.6 / pixel)
        level = 0.86 * sharp - 0.08 * scatter - 0.28 * broad + 0.55 * detail
        quanta = self._rng.standard_normal(level.shape, dtype=np.float32)
        mottle = _unit(_blurred(quanta, 5.0 / pixel)) + _unit(_blurred(quanta, 1.8 / pixel))
        level += np.float32(0.012) * mottle * np.minimum(sharp, 1.0)
        noise = _blurred(quanta, 0.16 / pixel + 0.35) * (0.016 + 0.010 * np.minimum(sharp, 4.0))
        # A soft shoulder keeps metal below the highest value, as a detector's range does.
        curve = 1.0 - np.exp(-np.clip(level + noise + 0.06, 0.0, None) / 1.2)
        stored = np.rint(curve * (2**bits - 1) * 0.985)
        values: NDArray[np.uint16] = np.clip(stored, 0, 2**bits - 1).astype(np.uint16)
        return values

    def _fixed(self, shape: Points) -> NDArray[np.int32]:
        # cv2 counts from the centre of the first pixel.
        pixels = (self.film.to_pixels(shape) - 0.5) * 2**_SUBPIXEL_BITS
        return np.rint(pixels).astype(np.int32)

    def _share(self, outline: Points, window: Window) -> Field:
        """Return how much of each pixel of a part of the film lies inside an outline."""
        canvas, fixed = self._part(outline, window)
        if canvas.size:
            cv2.fillPoly(canvas, [fixed], 255, cv2.LINE_AA, _SUBPIXEL_BITS)
        return canvas.astype(np.float32) / np.float32(255)

    def _line(self, path: Points, thickness: int, window: Window) -> Field:
        """Return how much of each pixel of a part of the film a line covers."""
        canvas, fixed = self._part(path, window)
        if canvas.size:
            cv2.polylines(canvas, [fixed], False, 255, thickness, cv2.LINE_AA, _SUBPIXEL_BITS)
        return canvas.astype(np.float32) / np.float32(255)

    def _part(self, shape: Points, window: Window) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
        """Return an empty canvas for a part of the film, and a shape in its coordinates."""
        rows, columns = window
        size = (rows.stop - rows.start, columns.stop - columns.start)
        offset = np.array([columns.start, rows.start]) * 2**_SUBPIXEL_BITS
        return np.zeros(size, np.uint8), (self._fixed(shape) - offset).astype(np.int32)

    def _depth(self, *outlines: Points) -> tuple[Window, Field]:
        """Return the part of the film that outlines touch, and how deep (mm) each pixel lies."""
        window = self._window(np.concatenate(outlines))
        columns, rows = window[1], window[0]
        shape = (rows.stop - rows.start, columns.stop - columns.start)
        if 0 in shape:
            return window, np.zeros((0, 0), np.float32)
        # A margin of the film's size around it, so that its edge is no edge of the body.
        canvas = np.zeros((shape[0] + 2 * _PAD, shape[1] + 2 * _PAD), np.uint8)
        offset = (np.array([columns.start, rows.start]) - _PAD) * 2**_SUBPIXEL_BITS
        for outline in outlines:
            fixed = (self._fixed(outline) - offset).astype(np.int32)
            cv2.fillPoly(canvas, [fixed], 1, cv2.LINE_8, _SUBPIXEL_BITS)
        padded = cv2.copyMakeBorder(
            canvas[_PAD:-_PAD, _PAD:-_PAD], _PAD, _PAD, _PAD, _PAD, cv2.BORDER_REPLICATE
        )
        depth = cv2.distanceTransform(padded, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
        inside = depth[_PAD:-_PAD, _PAD:-_PAD] - np.float32(0.5)
        return window, (np.maximum(inside, 0.0) * self.film.pixel_mm).astype(np.float32)

    def _cortex(self, kind: Bone, window: Window) -> Field:
        rows = np.arange(window[0].start, window[0].stop, dtype=np.float32)[:, None]
        if kind.shaft is None:
            return np.full_like(rows, kind.cortex)
        joint, end, cortex = kind.shaft
        share = (self.film.top_mm + rows * self.film.pixel_mm - joint) / (end - joint)
        grown: Field = kind.cortex + (cortex - kind.cortex) * np.clip(share, 0.0, 1.0)
        return grown.astype(np.float32)

    def _window(self, outline: Points, margin: int = _PAD) -> Window:
        pixels = self.film.to_pixels(outline)
        low, high = np.floor(pixels.min(axis=0)) - margin, np.ceil(pixels.max(axis=0)) + margin
        columns = _within(int(low[0]), int(high[0]), self.film.columns)
        rows = _within(int(low[1]), int(high[1]), self.film.rows)
        return rows, columns

    def _grain(self, shape: tuple[int, ...], degrees: float) -> Field:
        """Trabeculae: fine noise, some of it stretched along one direction; mean 0."""
        side = ceil(hypot(*shape)) + 2
        white = self._rng.standard_normal((side, side), dtype=np.float32)
        fine = max(0.30 / self.film.pixel_mm, 0.6)
        streaks = cv2.GaussianBlur(white, (0, 0), sigmaX=5 * fine, sigmaY=fine)
        streaks -= cv2.GaussianBlur(streaks, (0, 0), sigmaX=6 * fine)
        turn = cv2.getRotationMatrix2D((side / 2, side / 2), -degrees, 1.0)
        turned = cv2.warpAffine(streaks, turn, (side, side), borderMode=cv2.BORDER_REFLECT)
        mesh = cv2.GaussianBlur(white, (0, 0), sigmaX=1.6 * fine)
        patchy = _blurred(white, 14 * fine)
        grain = 0.085 * _unit(turned) + 0.065 * _unit(mesh) + 0.10 * _unit(patchy)
        top, left = (side - shape[0]) // 2, (side - shape[1]) // 2
        field: Field = grain[top : top + shape[0], left : left + shape[1]]
        return field


def _within(start: int, stop: int, length: int) -> slice:
    """Return the part of a range that lies in 0 to `length`; empty when none does."""
    first = min(max(start, 0), length)
    return slice(first, min(max(stop, first), length))


def _unit(noise: Field) -> Field:
    scaled: Field = noise / np.float32(max(float(noise.std()), 1e-6))
    return scaled


def _uneven(outline: Points) -> Points:
    """Return an outline that is not quite what a compass drew: nobody is the same on both sides."""
    x, y = outline[:, 0], outline[:, 1]
    right = 0.5 * np.sin(y / 6.1 + x / 17.0) + 0.35 * np.sin(y / 2.7 - x / 5.3 + 1.0)
    down = 0.5 * np.sin(x / 7.3 - y / 19.0 + 2.0) + 0.35 * np.sin(x / 3.1 + y / 4.7)
    moved: Points = outline + np.stack((right, down), axis=1)
    return moved


def _chord(depth: Field, radius: float) -> Field:
    """Return the length (mm) of a ray through a body with round sides, `depth` mm from its edge."""
    reach = np.clip(depth, 0.0, radius)
    length = 2.0 * np.sqrt(np.maximum(reach * (2.0 * radius - reach), 0.0))
    return length.astype(np.float32, copy=False)


def _blurred(image: Field, sigma: float) -> Field:
    """Blur; a wide one on a smaller copy, which looks the same and takes a fraction of the time."""
    if image.size == 0:
        return image
    factor = max(1, int(sigma // 6))
    if factor == 1:
        result: Field = cv2.GaussianBlur(image, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
        return result
    size = (max(image.shape[1] // factor, 1), max(image.shape[0] // factor, 1))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / factor, borderType=cv2.BORDER_REPLICATE)
    wide: Field = cv2.resize(small, image.shape[::-1], interpolation=cv2.INTER_CUBIC)
    return wide
