"""A rendered slice with what its file wants over it: the shutter, and graphics that stay visible.

Graphics are white; next to them, what is brighter than half grey is darkened, so that they are
seen on bright ground too, whatever the window and the inversion.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.domain.series import StackProblem, StackProblemKind
from viewer.imaging.dicom import tags
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.overlay_planes import OverlayPlane, PlanesFound, has_planes, read_planes
from viewer.imaging.shutter import NO_SHUTTER, Shutter, ShutterFound, covered, find_shutter

_WHITE: Final = 255
_EDGE: Final = 40
_BRIGHT: Final = 127
_SPARSE: Final = 32  # fewer than one pixel in so many: then places take less than bits

Picture = NDArray[np.uint8]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a file's own dress is switched on."""

    shutter: bool = True
    graphics: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Some pixels of an image, kept small: their places in reading order, or a bit for each."""

    count: int
    size: int
    kept: NDArray[np.int32] | NDArray[np.uint8]

    @staticmethod
    def of(mask: Mask) -> "Marks":
        """Keep the pixels that are set in `mask`."""
        count = int(np.count_nonzero(mask))
        if count * _SPARSE < mask.size:
            return Marks(count, mask.size, np.flatnonzero(mask).astype(np.int32))
        return Marks(count, mask.size, np.packbits(mask.reshape(-1)))

    def index(self) -> NDArray[np.int32] | Mask:
        """Return what picks the pixels of a flat image."""
        if self.kept.dtype == np.int32:
            return self.kept.astype(np.int32, copy=False)
        return np.unpackbits(self.kept.view(np.uint8), count=self.size).view(np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class Dressing:
    """What lies over one frame: `lines` are the pixels of graphics, `edge` those around them."""

    shutter: Shutter | None
    pixel_aspect: float
    lines: Marks
    edge: Marks
    labels: tuple[str, ...] = ()
    problems: tuple[StackProblem, ...] = ()


def is_dressed(header: InstanceHeader) -> bool:
    """Tell whether a file has a shutter or graphics, at no cost."""
    return header.elements.has(tags.SHUTTER_SHAPE) or has_planes(header)


def shutter_of(header: InstanceHeader) -> ShutterFound:
    """Return the shutter of a frame."""
    if not header.elements.has(tags.SHUTTER_SHAPE):
        return NO_SHUTTER
    return find_shutter(header.elements, header.rows, header.columns)


def dressing_of(header: InstanceHeader) -> Dressing | None:
    """Return what lies over a frame, None for most. Reads the file once; blocking."""
    return _dressing(header) if is_dressed(header) else None


@lru_cache(maxsize=16)
def _dressing(header: InstanceHeader) -> Dressing:
    """Only places of graphics are kept, and those of a few frames."""
    aspect = _pixel_aspect(header)
    found = shutter_of(header)
    shutter, illegal = found.shutter, list(found.illegal)
    if shutter is not None and covered(shutter, header.rows, header.columns, aspect).all():
        illegal.append("+".join(map(_name, shutter.shapes)))
        shutter = None
    planes = read_planes(header)
    lines = _lines(planes.planes, header.rows, header.columns)
    return Dressing(
        shutter,
        aspect,
        Marks.of(lines),
        Marks.of(_around(lines)),
        tuple(filter(None, (plane.label or plane.description for plane in planes.planes))),
        (*shutter_problems(illegal), *_plane_problems(planes)),
    )


def dressed(picture: Picture, dressing: Dressing | None, shown: Shown) -> Picture:
    """Return a rendered slice (rows, columns[, 3]) with its dress; itself where there is none."""
    if dressing is None:
        return picture
    has_lines = shown.graphics and dressing.lines.count > 0
    if not has_lines and not (shown.shutter and dressing.shutter is not None):
        return picture
    result = picture.copy()
    rows, columns = picture.shape[:2]
    if shown.shutter and dressing.shutter is not None:
        mask = covered(dressing.shutter, rows, columns, dressing.pixel_aspect)
        result[mask] = dressing.shutter.grey
    if has_lines:
        pixels = result.reshape(rows * columns, -1)
        edge = dressing.edge.index()
        ground = pixels[edge]
        pixels[edge] = np.where(
            ground.max(axis=1, keepdims=True) > _BRIGHT, np.uint8(_EDGE), ground
        )
        pixels[dressing.lines.index()] = _WHITE
    return result


def shutter_problems(illegal: list[str] | tuple[str, ...]) -> tuple[StackProblem, ...]:
    """Return what is said of shutter shapes that are not drawn."""
    if not illegal:
        return ()
    return (StackProblem(StackProblemKind.ILLEGAL_SHUTTER, ("+".join(illegal)[:64],)),)


def _plane_problems(found: PlanesFound) -> tuple[StackProblem, ...]:
    return tuple(
        StackProblem(StackProblemKind.ILLEGAL_GRAPHICS, (f"{group:04X}", problem.value))
        for group, problem in found.problems
    )


def _lines(planes: tuple[OverlayPlane, ...], rows: int, columns: int) -> NDArray[np.bool_]:
    """Return all pixels that are drawn; of an area (type R) its outline: it hides nothing."""
    lines = np.zeros((rows, columns), np.bool_)
    for plane in planes:
        bits = plane.within(rows, columns)
        lines |= bits & ~_inside(bits) if plane.is_region else bits
    return lines


def _inside(bits: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the pixels of an area whose four neighbours belong to it."""
    wide = np.pad(bits, 1)
    inside: NDArray[np.bool_] = wide[:-2, 1:-1] & wide[2:, 1:-1] & wide[1:-1, :-2] & wide[1:-1, 2:]
    return inside


def _around(lines: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the neighbours of the lines, also across corners."""
    wide = np.pad(lines, 1)
    across = wide[:, :-2] | wide[:, 1:-1] | wide[:, 2:]
    near: NDArray[np.bool_] = across[:-2] | across[1:-1] | across[2:]
    return near & ~lines


def _pixel_aspect(header: InstanceHeader) -> float:
    spacing = header.spacing
    if spacing is None:
        return header.spacing_found.aspect_ratio
    return spacing.row_mm / spacing.column_mm


def _name(shape: object) -> str:
    return {"Rectangle": "RECTANGULAR", "Circle": "CIRCULAR"}.get(type(shape).__name__, "POLYGONAL")
