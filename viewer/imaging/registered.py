"""Another volume brought onto the slices of a reference: read as it lies, or resampled.

What a registration service hands back lies on the reference's own grid as a rule; then its slices
are taken as they are. Otherwise, and for the series before its registration, values are
interpolated linearly by patient position.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from viewer.domain.series import StudyText
from viewer.geometry.grid import VolumeGeometry
from viewer.geometry.plane import ImagePlane
from viewer.geometry.points import ImagePoint, PixelIndex
from viewer.imaging.compare import NOWHERE, modality_values
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import Elements
from viewer.imaging.grey.luts import NO_TABLES
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.pixels import forget_inflated, read_into
from viewer.imaging.problems import Misfit, NotComparable, SliceNotReadable, SliceProblem
from viewer.imaging.scan import scan
from viewer.imaging.stack import ImageStack
from viewer.imaging.volume import Volume

_SAME_GRID: Final = 0.1  # of a pixel: what headers with few decimals differ by
_PROBES: Final = 5  # points across an image at which an overlap is looked for

OnSlice = Callable[[int], None]
IsCancelled = Callable[[], bool]


def stack_in(paths: Iterable[str | Path], is_cancelled: IsCancelled | None = None) -> ImageStack:
    """Return the stack of most images below `paths`. Raises NotComparable, Cancelled."""
    result = scan(paths, is_cancelled=is_cancelled)
    if not result.stacks:
        raise NotComparable(Misfit.UNREADABLE, result.reason)
    return max(result.stacks, key=lambda stack: len(stack.instances))


class AlignedVolume(Volume):
    """Values of the modality (int16, HU for CT) on the slices of another stack.

    `NOWHERE` stands where the source does not reach.
    """

    def value_at(self, index: int, pixel: PixelIndex) -> float | None:
        """Return the value under a pixel; None also where there is none."""
        value = super().value_at(index, pixel)
        return None if value == NOWHERE else value


@dataclass(frozen=True, slots=True)
class Fit:
    """How a source lies on the reference: the source's slice for each of the reference's.

    `slices` is None where values have to be interpolated. `covered`: share of the reference's
    block in which the source has values, 0 to 1, from a coarse look.
    """

    slices: tuple[int, ...] | None
    covered: float

    @property
    def is_same_grid(self) -> bool:
        """Tell whether voxels fall on voxels."""
        return self.slices is not None


def fit_of(source: ImageStack, reference: ImageStack) -> Fit:
    """Return how `source` lies on `reference`. Raises NotComparable."""
    if source.instances[0].is_colour or reference.instances[0].is_colour:
        raise NotComparable(Misfit.NOT_GREY)
    theirs, ours = source.description.geometry, reference.description.geometry
    if theirs is None or ours is None:
        raise NotComparable(Misfit.NO_PLACE)
    covered = _covered(theirs, ours)
    if covered == 0.0:
        raise NotComparable(Misfit.ELSEWHERE)
    return Fit(_same_slices(theirs, ours), covered)


def _same_slices(theirs: VolumeGeometry, ours: VolumeGeometry) -> tuple[int, ...] | None:
    if (theirs.rows, theirs.columns) != (ours.rows, ours.columns):
        return None
    slices = []
    for plane in ours.planes:
        nearest = theirs.nearest_slice(plane.position).index
        if not _is_same_plane(theirs.planes[nearest], plane, ours.rows, ours.columns):
            return None
        slices.append(nearest)
    return tuple(slices)


def _is_same_plane(one: ImagePlane, other: ImagePlane, rows: int, columns: int) -> bool:
    limit = _SAME_GRID * min(other.row_spacing, other.column_spacing)
    corners = (ImagePoint(0, 0), ImagePoint(columns, 0), ImagePoint(0, rows))
    return all(
        np.linalg.norm(np.subtract(one.to_patient(corner), other.to_patient(corner))) <= limit
        for corner in corners
    )


def _covered(theirs: VolumeGeometry, ours: VolumeGeometry) -> float:
    columns = np.linspace(0.5, ours.columns - 0.5, _PROBES)
    rows = np.linspace(0.5, ours.rows - 0.5, _PROBES)
    step = max(1, len(ours.planes) // (4 * _PROBES))
    inside = [
        theirs.contains(plane.to_patient(ImagePoint(float(column), float(row))))
        for plane in ours.planes[::step]
        for row in rows
        for column in columns
    ]
    return sum(inside) / len(inside)


class Aligner:
    """Fills `volume`, outwards from where somebody looks; `run` blocks, for a thread.

    Slices of a source on the same grid are read one by one; else all of it is read first.
    """

    def __init__(
        self, source: ImageStack, reference: ImageStack, text: StudyText | None = None
    ) -> None:
        """Take the memory. Raises NotComparable; NotReadable where it is too much.

        `text`: dates and descriptions to show; None: the source's own.
        """
        self.fit = fit_of(source, reference)
        self._source = source
        self._reference = reference
        self.volume = AlignedVolume(_stack_like(reference, text or source.description.text))
        self.volume.stored.fill(NOWHERE)
        self._lock = threading.Lock()
        self._focus = reference.first_shown
        self._left = set(range(len(reference.instances)))

    def focus(self, index: int) -> None:
        """Fill the slices around `index` next; from any thread."""
        with self._lock:
            self._focus = index

    def run(self, on_slice: OnSlice | None = None, is_cancelled: IsCancelled | None = None) -> None:
        """Fill all slices; `on_slice(index)` for each. Returns early when cancelled.

        Raises NotReadable where the source does not fit into memory.
        """
        fill = self._read if self.fit.slices is not None else self._resampled(is_cancelled)
        while self._left and not (is_cancelled is not None and is_cancelled()):
            with self._lock:
                index = min(self._left, key=lambda each: abs(each - self._focus))
            self._left.discard(index)
            self.volume.mark_loaded(index, fill(index))
            if on_slice is not None:
                on_slice(index)
        forget_inflated()

    def _read(self, index: int) -> SliceProblem | None:
        """Take a slice as it stands in the source."""
        header = self._source.instances[(self.fit.slices or ())[index]]
        stored = np.zeros((header.rows, header.columns), header.stored_dtype)
        try:
            problem = read_into(stored, header)
        except SliceNotReadable as error:
            return error.problem
        self.volume.stored[index] = modality_values(stored, header)
        return problem

    def _resampled(self, is_cancelled: IsCancelled | None) -> Callable[[int], SliceProblem | None]:
        """Return what interpolates a slice; reads all of the source first."""
        from viewer.imaging.resampling import Resampler

        resampler = Resampler(self._source, is_cancelled)
        geometry = self._reference.description.geometry
        planes = () if geometry is None else geometry.planes
        shape = self.volume.stored.shape[1], self.volume.stored.shape[2]

        def fill(index: int) -> SliceProblem | None:
            self.volume.stored[index] = resampler.on(planes[index], shape)
            return None

        return fill


def _stack_like(reference: ImageStack, text: StudyText) -> ImageStack:
    """Return the reference's slices as a stack of int16 values, with the texts of the source."""
    unit = reference.instances[0].rescale.unit
    instances = tuple(_header_like(header, unit) for header in reference.instances)
    description = replace(reference.description, text=text, problems=(), is_lossy=False)
    return ImageStack(description=description, instances=instances)


def _header_like(header: InstanceHeader, unit: str) -> InstanceHeader:
    """Return a header of int16 values in the modality's unit; nothing of the file's own lies over.

    White and black are on the reference's sides.
    """
    kept = (tags.PHOTOMETRIC, tags.PRESENTATION_SHAPE, tags.MODALITY)
    values = {tag: header.elements.raw(tag) for tag in kept if header.elements.has(tag)}
    numbers = {
        tags.ROWS: header.rows,
        tags.COLUMNS: header.columns,
        tags.BITS_ALLOCATED: 16,
        tags.BITS_STORED: 16,
        tags.HIGH_BIT: 15,
        tags.PIXEL_REPRESENTATION: 1,
        tags.PIXEL_PADDING: NOWHERE & 0xFFFF,
    }
    values |= {tag: number.to_bytes(2, "little") for tag, number in numbers.items()}
    values |= {tags.RESCALE_SLOPE: b"1", tags.RESCALE_INTERCEPT: b"0"}
    values[tags.RESCALE_TYPE] = unit.encode("ascii", "replace")
    return replace(
        header,
        elements=Elements(values),
        pixels=None,
        frame_count=1,
        tables=NO_TABLES,
        segment=None,
        remarks=(),
        place=None,
        regions=(),
    )
