"""Display shutters: the part of an image that the file wants covered (PS3.3 C.7.6.11)."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import Elements

_LARGEST: Final = 1_000_000  # px: coordinates beyond it are nonsense
_MOST_VERTICES: Final = 4096
_LEAST_VERTICES: Final = 3
_FLATTEST: Final = 20.0  # pixels as much wider than tall: so many more rows a circle spans
_P_VALUES: Final = 65_535

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rectangle:
    """First and last column and row that are seen, counted from 1."""

    left: float
    right: float
    upper: float
    lower: float

    def is_legal(self, rows: int, columns: int) -> bool:
        """Tell whether any of the image is seen."""
        across = self.left <= self.right and self.left <= columns and self.right >= 1
        return across and self.upper <= self.lower and self.upper <= rows and self.lower >= 1


@dataclass(frozen=True, slots=True)
class Circle:
    """What is seen: centre counted from 1, radius in pixels along a row."""

    row: float
    column: float
    radius: float

    def is_legal(self, rows: int, columns: int) -> bool:
        """Tell whether it has an inside that may meet the image."""
        reach, tall = self.radius, self.radius * _FLATTEST
        meets_rows = -tall < self.row < rows + 1 + tall
        return reach > 0 and meets_rows and -reach < self.column < columns + 1 + reach


@dataclass(frozen=True, slots=True)
class Polygon:
    """What is seen: (row, column) of the vertices, counted from 1."""

    vertices: tuple[tuple[float, float], ...]

    def is_legal(self, rows: int, columns: int) -> bool:
        """Tell whether it has corners enough, and its box meets the image."""
        if not _LEAST_VERTICES <= len(self.vertices) <= _MOST_VERTICES:
            return False
        down, across = zip(*self.vertices, strict=True)
        meets: bool = min(down) <= rows and max(down) >= 1 and min(across) <= columns
        return meets and max(across) >= 1 and min(across) < max(across) and min(down) < max(down)


Shape = Rectangle | Circle | Polygon


@dataclass(frozen=True, slots=True)
class Shutter:
    """Shapes of which only the common part is seen, and the grey (0…255) of the rest."""

    shapes: tuple[Shape, ...]
    grey: int = 0


@dataclass(frozen=True, slots=True)
class ShutterFound:
    """The legal shapes, None without any; the names of those that cannot be."""

    shutter: Shutter | None = None
    illegal: tuple[str, ...] = ()


NO_SHUTTER: Final = ShutterFound()


def find_shutter(elements: Elements, rows: int, columns: int) -> ShutterFound:
    """Return the shutter of a header. Shapes that are not known are left out and named."""
    names = elements.codes(tags.SHUTTER_SHAPE)
    if not names:
        return NO_SHUTTER
    shapes: list[Shape] = []
    illegal = []
    for name in dict.fromkeys(filter(None, names)):
        shape = _shape(name, elements)
        if shape is not None and shape.is_legal(rows, columns):
            shapes.append(shape)
        else:
            illegal.append(name)
    value = elements.integer(tags.SHUTTER_VALUE) or 0
    grey = round(min(value, _P_VALUES) * 255 / _P_VALUES)
    return ShutterFound(Shutter(tuple(shapes), grey) if shapes else None, tuple(illegal))


@lru_cache(maxsize=4)
def covered(shutter: Shutter, rows: int, columns: int, pixel_aspect: float) -> Mask:
    """Return which pixels are covered, (rows, columns); `pixel_aspect` is height / width."""
    seen = np.ones((rows, columns), np.bool_)
    for shape in shutter.shapes:
        if isinstance(shape, Rectangle):
            seen &= _within_rectangle(shape, rows, columns)
        elif isinstance(shape, Circle):
            seen &= _within_circle(shape, rows, columns, pixel_aspect)
        else:
            seen &= _within_polygon(shape, rows, columns)
    mask = ~seen
    mask.setflags(write=False)
    return mask


def _within_rectangle(shape: Rectangle, rows: int, columns: int) -> Mask:
    down, across = np.arange(1, rows + 1)[:, None], np.arange(1, columns + 1)[None, :]
    within: Mask = (down >= shape.upper) & (down <= shape.lower)
    return within & (across >= shape.left) & (across <= shape.right)


def _within_circle(shape: Circle, rows: int, columns: int, pixel_aspect: float) -> Mask:
    """Compare with each row's half chord: no array of numbers as large as the image."""
    down = (np.arange(1, rows + 1) - shape.row) * pixel_aspect
    across = np.abs(np.arange(1, columns + 1) - shape.column)
    rest = shape.radius * shape.radius - down * down
    chord = np.where(rest >= 0, np.sqrt(np.maximum(rest, 0)), -1.0)
    within: Mask = across[None, :] <= chord[:, None]
    return within


def _within_polygon(shape: Polygon, rows: int, columns: int) -> Mask:
    import cv2

    corners = np.array([[column - 1, row - 1] for row, column in shape.vertices])
    canvas = np.zeros((rows, columns), np.uint8)
    cv2.fillPoly(canvas, [np.rint(corners).astype(np.int32)], 1)
    return canvas.astype(np.bool_)


def _shape(name: str, elements: Elements) -> Shape | None:
    """Return a shape of that name; None for another name, and where a number is missing."""
    if name == "RECTANGULAR":
        edges = (tags.SHUTTER_LEFT, tags.SHUTTER_RIGHT, tags.SHUTTER_UPPER, tags.SHUTTER_LOWER)
        values = [number for tag in edges for number in elements.numbers(tag)[:1]]
        return Rectangle(*values) if len(values) == len(edges) and _are_sane(values) else None
    if name == "CIRCULAR":
        values = [*elements.numbers(tags.SHUTTER_CENTRE), *elements.numbers(tags.SHUTTER_RADIUS)]
        return Circle(*values) if len(values) == 3 and _are_sane(values) else None
    if name == "POLYGONAL":
        values = [*elements.numbers(tags.SHUTTER_VERTICES)]
        pairs = tuple(zip(values[::2], values[1::2], strict=False))
        return Polygon(pairs) if len(values) % 2 == 0 and _are_sane(values) else None
    return None


def _are_sane(values: list[float]) -> bool:
    return all(abs(value) <= _LARGEST for value in values)
