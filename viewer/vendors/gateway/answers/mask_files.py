"""The file of a mask: from its bytes to the marked voxels in the order of the file.

NIfTI, alone or packed (gzip, or the only one in a ZIP or tar): anything else is not guessed at.
"""

import io
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, Literal

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from viewer.imaging.nifti.header import NiftiHeader

MOST_VOXELS: Final = 640_000_000
"""A few more than 2048 slices of 512 × 512, the longest series that is sent."""
MOST_BYTES: Final = 2 * 1024**3
"""Of the voxels as stored."""
_MOST_PACKED: Final = 256 * 1024**2
"""Of a packed volume within an archive; a mask packs to a hundredth of its voxels."""
_MARKED: Final = 0.5
"""Labels count from 1; of a mask that was interpolated, what is nearer to 1 than to 0."""
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
_TAR_MAGIC: Final = (257, b"ustar")
_NAMES: Final = (".nii", ".nii.gz")
_MOST_MEMBERS: Final = 1000
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ARCHIVE_ERRORS: Final = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
"""What Python's readers of archives raise on damaged ones, as fuzzing shows."""
Bits = NDArray[np.bool_]


class UnreadMaskError(Exception):
    """A file that is no mask this program can read; `detail` says why. Never leaves the readers."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True, slots=True, eq=False)
class FileMask:
    """Marked voxels, bool (i, j, k) as the file counts them.

    `affine`: 4×4 from voxel indices (i, j, k) to mm LPS; None where the file has none.
    """

    bits: Bits
    affine: NDArray[np.float64] | None


def opened_mask(content: bytes) -> FileMask:
    """Return the mask in a file. Raises UnreadMaskError; memory is within the limits."""
    from viewer.imaging.problems import NotReadable

    try:
        return _nifti(_unwrapped(content))
    except NotReadable as error:
        raise UnreadMaskError(str(error)) from error
    except _ARCHIVE_ERRORS as error:
        raise UnreadMaskError(type(error).__name__) from error


def _unwrapped(content: bytes) -> bytes:
    """Return the NIfTI file itself, gzip included."""
    if content[:4] == _ZIP:
        return _from_zip(content)
    at, magic = _TAR_MAGIC
    is_packed = content[:2] == _GZIP
    start = _inflated(content, 0, 512) if is_packed else content[:512]
    if start[at : at + len(magic)] == magic:
        return _from_tar(content, is_packed=is_packed)
    return content


def _from_zip(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()[:_MOST_MEMBERS]
        found = [member for member in members if member.filename.lower().endswith(_NAMES)]
        if len(found) != 1:
            raise UnreadMaskError(f"{len(found)} volumes in the archive")
        if found[0].flag_bits & 1 or found[0].compress_type not in _METHODS:
            raise UnreadMaskError("encrypted archive, or packed in an unusual way")
        with archive.open(found[0]) as stream:
            return _read_member(stream)


def _from_tar(content: bytes, *, is_packed: bool) -> bytes:
    """Return the one volume of a tar; what lies behind too many bytes is not unpacked."""
    mode: Literal["r:gz", "r:"] = "r:gz" if is_packed else "r:"
    with tarfile.open(fileobj=io.BytesIO(content), mode=mode) as archive:
        found = []
        for count, member in enumerate(archive):
            if count >= _MOST_MEMBERS or member.offset_data + member.size > MOST_BYTES:
                raise UnreadMaskError("too much in the archive")
            if member.isreg() and member.name.lower().endswith(_NAMES):
                found.append(member)
        if len(found) != 1:
            raise UnreadMaskError(f"{len(found)} volumes in the archive")
        stream = archive.extractfile(found[0])
        return _read_member(stream) if stream is not None else b""


def _read_member(stream: IO[bytes]) -> bytes:
    """Return a volume out of an archive: as much as its own header says, for zeros pack well."""
    from viewer.imaging.nifti.header import HEADER_BYTES, parsed

    first = stream.read(HEADER_BYTES)
    if first[:2] == _GZIP:
        return first + stream.read(_MOST_PACKED)
    header = parsed(first)
    return first + stream.read(max(0, header.offset + _size_of(header) - len(first)))


def _nifti(content: bytes) -> FileMask:
    from viewer.imaging.nifti.header import HEADER_BYTES, parsed

    is_packed = content[:2] == _GZIP
    first = _inflated(content, 0, HEADER_BYTES) if is_packed else content[:HEADER_BYTES]
    header = parsed(first)
    size = _size_of(header)
    if is_packed:
        stored = _inflated(content, header.offset, size)
    else:
        stored = content[header.offset : header.offset + size]
    if len(stored) < size:
        raise UnreadMaskError("cut short")
    return FileMask(_marked(stored, header), header.affine)


def _size_of(header: "NiftiHeader") -> int:
    """Return the bytes of the voxels. Raises UnreadMaskError for what is no mask, or too much."""
    columns, rows, slices, times = header.shape
    voxels = columns * rows * slices
    size = header.slice_bytes * slices
    if times != 1 or header.samples != 1 or header.is_pair:
        raise UnreadMaskError("not one volume of plain numbers")
    if voxels > MOST_VOXELS or size > MOST_BYTES or header.offset > MOST_BYTES:
        raise UnreadMaskError(f"{voxels} voxels")
    return size


def _marked(stored: bytes, header: "NiftiHeader") -> Bits:
    """Return which voxels are marked, slice by slice: the scaled numbers are never all there."""
    columns, rows, slices, _ = header.shape
    kind = np.dtype(header.dtype).newbyteorder(">" if header.is_big else "<")
    planes = np.frombuffer(stored, kind).reshape(slices, rows, columns)
    bits = np.empty((slices, rows, columns), np.bool_)
    is_scaled = (header.slope, header.intercept) != (1.0, 0.0)
    for index, plane in enumerate(planes):
        values = plane * header.slope + header.intercept if is_scaled else plane
        bits[index] = values >= _MARKED  # what is not a number is not marked
    return bits.transpose(2, 1, 0)


def _inflated(content: bytes, offset: int, size: int) -> bytes:
    from viewer.imaging.bare_pixels import gunzipped

    return bytes(gunzipped(io.BytesIO(content), offset, size))
