"""NIfTI volumes as stacks: slices along the third stored axis, seen by radiological convention."""

from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.domain.references import InstanceReference
from viewer.domain.series import Container, StackProblem, StackProblemKind
from viewer.imaging import limits
from viewer.imaging.bare_pixels import gunzipped
from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import Elements
from viewer.imaging.dicom.headers import OpenFile, stand_in_uid
from viewer.imaging.dicom.walk import PixelLocation
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.nifti.header import HEADER_BYTES, NiftiHeader, NiftiOddity, parsed
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.slice_place import SlicePlace
from viewer.imaging.source import FileSource, read_at
from viewer.imaging.stand_in import binary, decimals, file_name, folder_name

MODALITY: Final = "NIFTI"
"""Stands in the place of a modality, which the format does not tell."""
_GZIP: Final = b"\x1f\x8b"
_SAMPLED_BYTES: Final = 65_536
_SAMPLES: Final = 16
_SQUARE: Final = 1e-2
_ODDITIES: Final = {
    NiftiOddity.NO_ORIENTATION: StackProblemKind.NO_ORIENTATION,
    NiftiOddity.TWO_PLACES: StackProblemKind.TWO_PLACES,
    NiftiOddity.UNKNOWN_UNIT: StackProblemKind.UNKNOWN_UNIT,
}


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """How slices are turned, and what comes of it: positions are those of the first pixel seen.

    `across`, `down`: mm LPS from one column, one row to the next; None without orientation.
    """

    is_transposed: bool
    flips_columns: bool
    flips_rows: bool
    across: NDArray[np.float64] | None = None
    down: NDArray[np.float64] | None = None


def nifti_headers(file: OpenFile) -> tuple[InstanceHeader, ...]:
    """Return one header per slice and time point. Raises NotReadable, OSError.

    Axial slices have the patient's right on the left and anterior up, coronal ones right on the
    left and head up, sagittal ones anterior on the left and head up.
    """
    is_packed = file.head[:2] == _GZIP
    first = bytes(gunzipped(file.stream, 0, HEADER_BYTES)) if is_packed else file.head
    header = parsed(first[:HEADER_BYTES])
    _check_size(header)
    voxels = _voxel_file(file, header, is_packed=is_packed)
    _check_start(header, voxels)
    look = _look(header)
    times = min(header.shape[3], limits.TIME_POINTS, max(1, limits.FRAMES // header.shape[2]))
    common = _Common(file, header, look, voxels, _uid(file), _remarks(header, look, times))
    return tuple(
        _slice_header(common, time, number)
        for time in range(times)
        for number in range(header.shape[2])
    )


@dataclass(frozen=True, slots=True, eq=False)
class _VoxelFile:
    source: FileSource
    size: int
    is_packed: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Common:
    """What all slices of a file share."""

    file: OpenFile
    header: NiftiHeader
    look: _Look
    voxels: _VoxelFile
    uid: str
    remarks: tuple[StackProblem, ...]


def _check_size(header: NiftiHeader) -> None:
    """Multiply the header's claims in Python's integers, before any memory is taken."""
    columns, rows, slices, _ = header.shape
    volume = header.slice_bytes * slices
    is_too_large = (
        columns * rows > limits.FRAME_PIXELS
        or header.slice_bytes > limits.FRAME_BYTES
        or slices > limits.FRAMES
        or volume > limits.STACK_BYTES
    )
    if is_too_large:
        detail = f"{columns} × {rows} × {slices} voxels, at most {limits.STACK_BYTES:,} bytes"
        raise NotReadable(SkipReason.TOO_LARGE, detail)


def _check_start(header: NiftiHeader, voxels: _VoxelFile) -> None:
    """Refuse a file that ends before its voxels begin."""
    most = limits.INFLATED_BYTES if voxels.is_packed else voxels.size - 1
    if header.offset > most:
        raise NotReadable(SkipReason.CUT_SHORT, f"no voxels, {voxels.size} bytes")


def _voxel_file(file: OpenFile, header: NiftiHeader, *, is_packed: bool) -> _VoxelFile:
    """Return the file with the voxels: this one, or of a pair the .img beside it."""
    if not header.is_pair:
        return _VoxelFile(file.source, file.size, is_packed)
    if file.source.member is not None:
        raise NotReadable(SkipReason.UNSUPPORTED_PIXELS, "NIfTI pair in an archive")
    path = voxel_path(file.source.path)
    if path is None:
        raise NotReadable(SkipReason.MISSING, "the .img of a NIfTI pair")
    with path.open("rb") as stream:
        starts_packed = stream.read(2) == _GZIP
    return _VoxelFile(FileSource(path), path.stat().st_size, starts_packed)


def voxel_path(header: Path) -> Path | None:
    """Return the .img beside the header of a pair; None where there is none."""
    return next((path for path in _partners(header) if path.is_file()), None)


def _partners(path: Path) -> tuple[Path, ...]:
    name = path.name.removesuffix(".gz")
    stem = name.removesuffix(".hdr").removesuffix(".HDR")
    return tuple(path.with_name(stem + end) for end in (".img", ".img.gz", ".IMG"))


def pair_header(source: FileSource) -> FileSource | None:
    """Return the header file beside the .img of a NIfTI or Analyze pair; None when it is none."""
    if source.member is not None:
        return None
    name = source.path.name
    for end in (".img", ".img.gz"):
        if name.lower().endswith(end):
            stem = name[: -len(end)]
            for other in (".hdr", ".hdr.gz"):
                path = source.path.with_name(stem + other)
                if path.is_file():
                    return FileSource(path)
    return None


def _look(header: NiftiHeader) -> _Look:
    """Choose what runs across and what down the screen, by the nearest patient axes.

    Without orientation the slices are shown as other NIfTI viewers do, the first row below.
    """
    if header.affine is None:
        return _Look(is_transposed=False, flips_columns=False, flips_rows=True)
    axes = header.affine[:3, :2]
    directions = axes / np.linalg.norm(axes, axis=0)
    nearest = max(
        permutations(range(3), 2),
        key=lambda pair: abs(directions[pair[0], 0]) + abs(directions[pair[1], 1]),
    )
    is_transposed = nearest[0] > nearest[1]  # of L, P, S the earlier one runs across
    across, down = (1, 0) if is_transposed else (0, 1)
    towards_down = -1.0 if nearest[down] == 2 else 1.0  # head up, but anterior up: P runs down
    flips_columns = bool(directions[nearest[across], across] < 0)
    flips_rows = bool(directions[nearest[down], down] * towards_down < 0)
    return _Look(
        is_transposed=is_transposed,
        flips_columns=flips_columns,
        flips_rows=flips_rows,
        across=axes[:, across] * (-1.0 if flips_columns else 1.0),
        down=axes[:, down] * (-1.0 if flips_rows else 1.0),
    )


def _remarks(header: NiftiHeader, look: _Look, times: int) -> tuple[StackProblem, ...]:
    remarks = [StackProblem(kind) for odd, kind in _ODDITIES.items() if odd in header.oddities]
    if look.across is not None and look.down is not None:
        lengths = np.linalg.norm(look.across) * np.linalg.norm(look.down)
        if abs(float(look.across @ look.down)) / lengths > _SQUARE:
            remarks.append(StackProblem(StackProblemKind.SHEARED))
    if times < header.shape[3]:
        values = (str(times), str(header.shape[3]))
        remarks.append(StackProblem(StackProblemKind.TIMES_LEFT_OUT, values))
    return tuple(remarks)


def _slice_header(common: _Common, time: int, number: int) -> InstanceHeader:
    header, look, voxels = common.header, common.look, common.voxels
    slices = header.shape[2]
    index = time * slices + number
    block = header.offset + time * slices * header.slice_bytes
    has_phases = header.affine is not None and slices > 1
    series = common.uid if has_phases else f"{common.uid}|{time}"
    tag = {"f4": tags.FLOAT_PIXELS, "f8": tags.DOUBLE_PIXELS}.get(header.dtype, tags.PIXELS)
    return InstanceHeader(
        source=voxels.source,
        reference=InstanceReference(common.uid, index),
        study_uid=stand_in_uid(b"nifti|" + folder_name(common.file.source)),
        series_uid=stand_in_uid(b"nifti|" + series.encode()),
        elements=Elements(_values(common, time, number)),
        syntax="",
        pixels=PixelLocation(
            tag, block + number * header.slice_bytes, header.slice_bytes, is_swapped=header.is_big
        ),
        frame_count=header.shape[2] * header.shape[3],
        file_size=voxels.size,
        container=Container.NIFTI,
        remarks=common.remarks,
        place=SlicePlace(
            block_offset=block,
            block_bytes=slices * header.slice_bytes,
            is_packed=voxels.is_packed,
            is_transposed=look.is_transposed,
            flips_rows=look.flips_rows,
            flips_columns=look.flips_columns,
        ),
    )


def _values(common: _Common, time: int, number: int) -> dict[int, bytes]:
    """Return the header of one slice in DICOM's words; numbers keep all their digits."""
    header, look = common.header, common.look
    columns, rows = header.shape[1::-1] if look.is_transposed else header.shape[:2]
    is_colour = header.samples > 1
    bits = 8 if is_colour else 8 * int(header.dtype[1])
    values = {
        tags.CHARACTER_SET: b"ISO_IR 192",
        tags.MODALITY: MODALITY.encode(),
        tags.SERIES_DESCRIPTION: file_name(common.file.source),
        tags.INSTANCE_NUMBER: str(time * header.shape[2] + number + 1).encode(),
        tags.ROWS: binary(rows),
        tags.COLUMNS: binary(columns),
        tags.SAMPLES: binary(3 if is_colour else 1),
        tags.BITS_ALLOCATED: binary(bits),
        tags.PIXEL_REPRESENTATION: binary(header.dtype[0] == "i"),
        tags.PHOTOMETRIC: b"RGB" if is_colour else b"MONOCHROME2",
    }
    if header.shape[3] > 1:
        values[tags.TEMPORAL_POSITION] = str(time + 1).encode()
        values[tags.SERIES_DESCRIPTION] += f" · {time + 1}/{header.shape[3]}".encode()
    if not is_colour:
        values |= _grey_values(header)
    return values | _place_values(header, look, number)


def _grey_values(header: NiftiHeader) -> dict[int, bytes]:
    values = {}
    if (header.slope, header.intercept) != (1.0, 0.0):
        values[tags.RESCALE_SLOPE] = decimals(header.slope)
        values[tags.RESCALE_INTERCEPT] = decimals(header.intercept)
    if header.window is not None:
        low, high = header.window
        values[tags.WINDOW_CENTER] = decimals((low + high) / 2)
        values[tags.WINDOW_WIDTH] = decimals(high - low)
        values[tags.WINDOW_EXPLANATION] = b"cal_min, cal_max"
        values[tags.VOI_FUNCTION] = b"LINEAR_EXACT"
    return values


def _place_values(header: NiftiHeader, look: _Look, number: int) -> dict[int, bytes]:
    values = {}
    if header.edges_mm is not None:
        i, j, k = header.edges_mm
        values[tags.PIXEL_SPACING] = decimals(i, j) if look.is_transposed else decimals(j, i)
        values[tags.SLICE_THICKNESS] = decimals(k)
    if header.affine is None or look.across is None or look.down is None:
        return values
    first = np.array([0.0, 0.0, number, 1.0])
    flips = (look.flips_rows, look.flips_columns)
    is_flipped = flips if look.is_transposed else flips[::-1]
    for axis in range(2):
        if is_flipped[axis]:
            first[axis] = header.shape[axis] - 1
    values[tags.POSITION] = decimals(*(header.affine @ first)[:3])
    across = look.across / np.linalg.norm(look.across)
    down = look.down / np.linalg.norm(look.down)
    values[tags.ORIENTATION] = decimals(*across, *down)
    return values


def _uid(file: OpenFile) -> str:
    """Return a UID from the file's size and samples of its content: volumes are large."""
    step = max(1, file.size // _SAMPLES)
    pieces = [read_at(file.stream, k * step, _SAMPLED_BYTES // _SAMPLES) for k in range(_SAMPLES)]
    end = read_at(file.stream, max(0, file.size - _SAMPLED_BYTES), _SAMPLED_BYTES)
    return stand_in_uid(b"|".join([str(file.size).encode(), file.head, *pieces, end]))
