"""Masks of a service on the grid of the images they belong to.

The mask's own affine says where it lies (NIfTI: RAS, here LPS). Where the two grids are the same
but for the order and direction of axes, each voxel is carried over exactly; where they are not,
each voxel of the images takes the mask's nearest one, and the finding says so.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.domain import codes
from viewer.domain.finding import Finding, FindingKind, FindingNote, NoteKind, Placement
from viewer.domain.measurement import Measurement
from viewer.domain.part import Figure, FigureKind
from viewer.domain.result import Unplaced, UnplacedReason
from viewer.domain.series import Container, SeriesDescription
from viewer.geometry.mask import MaskSlice, MaskVolume
from viewer.geometry.points import ImagePoint, PatientPoint
from viewer.geometry.regions import MaskRegion
from viewer.vendors.gateway.answers.collecting import Collected, uid_of
from viewer.vendors.gateway.answers.mask_files import Bits, FileMask, UnreadMaskError, opened_mask
from viewer.vendors.gateway.answers.mask_grid import ImageToMask
from viewer.vendors.loose import Node

_MM3_PER_ML: Final = 1000.0
Affine = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ReadMask:
    """A mask on the images' grid; `volume_mm3` is that of its own voxels, None without sizes."""

    mask: MaskVolume
    volume_mm3: float | None
    notes: tuple[FindingNote, ...]
    affine: Affine | None
    """4×4 from the file's voxel indices to mm LPS."""

    @property
    def figure(self) -> Figure | None:
        """The volume as a number about the whole part."""
        if self.volume_mm3 is None:
            return None
        value = self.volume_mm3 / _MM3_PER_ML
        return Figure(FigureKind.MASK_VOLUME, value, codes.MILLILITRE, is_own=True)


def read_mask(link: Node, collected: Collected) -> ReadMask | None:
    """Return the mask that a link leads to; None where there is no link or no mask to draw.

    A file that is not there, cannot be read, or lies elsewhere is listed as not drawn.
    """
    if not isinstance(link.value, str) or not link.text():
        return None
    content = collected.about.file(collected.file_name(link))
    if content is None:
        _refuse(link, UnplacedReason.FILE_MISSING, collected)
        return None
    try:
        read = on_grid(opened_mask(content), collected.about.series)
    except UnreadMaskError as error:
        _refuse(link, UnplacedReason.FILE_MISSING, collected, error.detail)
        return None
    if read is None:
        _refuse(link, UnplacedReason.OTHER_GRID, collected)
    return read


def mask_finding(
    link: Node, read: ReadMask, kind: FindingKind, collected: Collected
) -> Finding | None:
    """Return the finding that is the whole mask; None where nothing is marked.

    It is placed on the slice with most of it.
    """
    largest = read.mask.largest
    if largest is None:
        return None
    series = collected.about.series
    figure = read.figure
    sizes = (Measurement("volume", codes.VOLUME, figure.value, figure.unit),) if figure else ()
    return Finding(
        uid=uid_of(Node("", link.path), "mask"),
        number=collected.next_number,
        kind=kind,
        placement=Placement(
            instance=series.instances[largest.index],
            slice_index=largest.index,
            region=MaskRegion(read.mask),
            patient=_centre(largest, series),
        ),
        measurements=sizes,
        notes=read.notes,
    )


def on_grid(mask: FileMask, series: SeriesDescription) -> ReadMask | None:
    """Return the mask on the images' grid; None where it lies elsewhere."""
    affine = None if _says_nothing(mask, series) else mask.affine
    if affine is None or series.geometry is None:
        return _by_index(mask, series)
    to_index = np.linalg.inv(affine).astype(np.float64)
    size = (series.columns, series.rows)
    maps = [ImageToMask.of(plane, to_index, size) for plane in series.geometry.planes]
    if not any(one.meets(np.zeros(3), np.subtract(mask.bits.shape, 1.0)) for one in maps):
        return None
    volume = _carried_over(mask.bits, maps)
    marked = int(np.count_nonzero(mask.bits))
    if marked and not volume.slices:
        return None
    is_same = all(one.is_exact for one in maps) and volume.voxel_count == marked
    notes = () if is_same else (FindingNote(NoteKind.MASK_RESAMPLED),)
    voxel_mm3 = abs(float(np.linalg.det(affine[:3, :3])))
    return ReadMask(volume, marked * voxel_mm3, notes, affine)


def _carried_over(bits: Bits, maps: list[ImageToMask]) -> MaskVolume:
    """Return the mask on all images; those that meet none of its marked voxels are left out."""
    ways = [np.flatnonzero(bits.any(axis=others)) for others in ((1, 2), (0, 2), (0, 1))]
    if not ways[0].size:
        return MaskVolume(())
    low = np.array([float(way[0]) for way in ways])
    high = np.array([float(way[-1]) for way in ways])
    return MaskVolume.of(
        (index, one.image_of(bits)) for index, one in enumerate(maps) if one.meets(low, high)
    )


def _refuse(link: Node, reason: UnplacedReason, collected: Collected, detail: str = "") -> None:
    """List a mask as not drawn, without its address: that has run out, and may be a secret."""
    fields = (("detail", detail),) if detail else ()
    collected.take(Unplaced(uid_of(Node("", link.path), "mask"), link.path, reason, fields))


def _says_nothing(mask: FileMask, series: SeriesDescription) -> bool:
    """Tell whether the affine is only what a program writes that knows of no place.

    Voxels of 1 mm from the origin on, as many as the images have: their real place is never that.
    """
    if mask.affine is None or series.geometry is None:
        return mask.affine is None
    is_bare = np.array_equal(np.abs(mask.affine), np.eye(4))
    shape = (series.columns, series.rows, len(series.instances))
    return bool(is_bare and mask.bits.shape == shape and not _is_bare(series))


def _is_bare(series: SeriesDescription) -> bool:
    geometry = series.geometry
    return geometry is not None and geometry.planes[0].position == PatientPoint(0.0, 0.0, 0.0)


def _by_index(mask: FileMask, series: SeriesDescription) -> ReadMask | None:
    """Return a mask that does not say where it lies: voxel by voxel, where it has as many.

    Images of a NIfTI file without orientation are shown with the first row below.
    """
    if mask.bits.shape != (series.columns, series.rows, len(series.instances)):
        return None
    is_turned = series.container is Container.NIFTI and series.geometry is None
    images = (
        (index, mask.bits[:, ::-1, index].T if is_turned else mask.bits[:, :, index].T)
        for index in range(mask.bits.shape[2])
    )
    volume = MaskVolume.of(images)
    voxel_mm3 = _voxel_mm3(series)
    size = volume.voxel_count * voxel_mm3 if voxel_mm3 is not None else None
    return ReadMask(volume, size, (FindingNote(NoteKind.MASK_BY_INDEX),), None)


def _voxel_mm3(series: SeriesDescription) -> float | None:
    spacing, geometry = series.pixel_spacing, series.geometry
    step = geometry.slice_spacing_mm if geometry is not None else series.slice_thickness
    return spacing[0] * spacing[1] * step if spacing is not None and step is not None else None


def _centre(part: MaskSlice, series: SeriesDescription) -> PatientPoint | None:
    """Return the middle of the marked pixels of a slice, mm LPS."""
    if series.geometry is None:
        return None
    rows, columns = np.nonzero(part.bits)
    middle = ImagePoint.at_centre_of(
        float(columns.mean()) + part.column, float(rows.mean()) + part.row
    )
    return series.geometry.planes[part.index].to_patient(middle)
