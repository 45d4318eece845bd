"""A NIfTI volume without its free texts: a fresh header of numbers, the voxels as they are.

The header is built from a list of the fields that a reader needs (nifti1.h, nifti2.h), so what
somebody typed into `descrip`, `aux_file`, `db_name`, `intent_name` and the extensions behind the
header cannot come along. Not looked at here: a face in the voxels.
"""

import gzip
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, Final, cast

import numpy as np

from viewer.imaging.bare_pixels import gunzipped
from viewer.imaging.nifti.header import HEADER_BYTES, parsed
from viewer.imaging.nifti.slices import pair_header
from viewer.imaging.problems import NotReadable
from viewer.imaging.source import FileSource, read_at
from viewer.privacy.deidentify import NotSendable

if TYPE_CHECKING:
    from collections.abc import Iterator


KEPT_FIELDS: Final = frozenset(
    [
        *("dim_info", "dim", "pixdim", "xyzt_units", "datatype", "bitpix"),
        *("slice_start", "slice_end", "slice_code"),
        *("scl_slope", "scl_inter", "cal_max", "cal_min"),
        *("qform_code", "sform_code", "quatern_b", "quatern_c", "quatern_d"),
        *("qoffset_x", "qoffset_y", "qoffset_z", "srow_x", "srow_y", "srow_z"),
    ]
)
_GZIP: Final = b"\x1f\x8b"
_NIFTI_1: Final = 348
_LONGEST_AXIS: Final = 32_767
_STEP: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class _Voxels:
    """Where the voxels lie: the file, the first byte (unpacked), how many bytes."""

    source: FileSource
    offset: int
    size: int


def is_packed(source: FileSource) -> bool:
    """Tell whether a volume's voxels are in a gzip. Raises OSError, NotReadable."""
    with source.opened() as stream:
        return read_at(stream, 0, len(_GZIP)) == _GZIP


def write_clean_volume(
    source: FileSource, target: Path, on_piece: Callable[[], None] = lambda: None
) -> None:
    """Write the volume whose voxels are in `source` as one file; packed if it was.

    `on_piece` is called between pieces, to show progress or to raise. Raises NotSendable where the
    file is damaged or ends early, OSError.
    """
    try:
        _write(source, target, on_piece)
    except (NotReadable, zlib.error, EOFError, ValueError) as error:
        raise NotSendable("", type(error).__name__) from error


def _write(source: FileSource, target: Path, on_piece: Callable[[], None]) -> None:
    first = _first_bytes(pair_header(source) or source)
    header = parsed(first)
    size = header.slice_bytes * header.shape[2] * header.shape[3]
    voxels = _Voxels(source, header.offset, size)
    with target.open("wb") as file:
        if not is_packed(source):
            _copy(_clean_header(first), voxels, file, on_piece)
            return
        # neither a name nor a time in the gzip's own header (RFC 1952, 2.3)
        with gzip.GzipFile("", "wb", compresslevel=1, fileobj=file, mtime=0) as packed:
            _copy(_clean_header(first), voxels, cast("BinaryIO", packed), on_piece)


def _first_bytes(source: FileSource) -> bytes:
    with source.opened() as stream:
        content = read_at(stream, 0, HEADER_BYTES)
        return bytes(gunzipped(stream, 0, HEADER_BYTES)) if content[:2] == _GZIP else content


def _clean_header(content: bytes) -> bytes:
    """Return a header of one file with the fields that are kept.

    It is one of NIfTI-1, which every reader knows, unless an axis is too long for that.
    """
    from nibabel.nifti1 import Nifti1Header
    from nibabel.nifti2 import Nifti2Header

    is_little = int.from_bytes(content[:4], "little") in {_NIFTI_1, HEADER_BYTES}
    endianness = "<" if is_little else ">"
    size = int.from_bytes(content[:4], "little" if is_little else "big")
    kind: type[Nifti1Header] = Nifti1Header if size == _NIFTI_1 else Nifti2Header
    old = kind(content[:size], endianness=endianness, check=False)
    axes = int(old["dim"][0])
    fits = int(old["dim"][1 : axes + 1].max()) <= _LONGEST_AXIS
    new = (Nifti1Header if fits else Nifti2Header)(endianness=endianness)
    with np.errstate(over="ignore"):  # numbers beyond 32 bits say nothing of a volume
        for name in KEPT_FIELDS:
            new[name] = old[name]
    new["dim"][axes + 1 :] = 1
    new["pixdim"][axes + 1 :] = 0
    new["magic"] = b"n+1" if fits else old["magic"].tobytes().replace(b"ni2", b"n+2")
    new["vox_offset"] = len(new.binaryblock) + 4
    return bytes(new.binaryblock) + bytes(4)  # four zeros: no extensions follow


@contextmanager
def _unpacked(source: FileSource) -> "Iterator[IO[bytes]]":
    with source.opened() as stream:
        if read_at(stream, 0, len(_GZIP)) != _GZIP:
            stream.seek(0)
            yield stream
            return
        stream.seek(0)
        with gzip.GzipFile(fileobj=stream) as inside:
            yield cast("IO[bytes]", inside)


def _copy(header: bytes, voxels: _Voxels, target: BinaryIO, on_piece: Callable[[], None]) -> None:
    target.write(header)
    with _unpacked(voxels.source) as stream:
        stream.seek(voxels.offset)
        left = voxels.size
        while left:
            on_piece()
            piece = stream.read(min(_STEP, left))
            if not piece:
                raise NotSendable("", "voxels cut short")
            target.write(piece)
            left -= len(piece)
