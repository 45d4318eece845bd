"""Whatever stands in a NIfTI header beside what is kept makes no difference to what is sent."""

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from nibabel.nifti1 import Nifti1Header, Nifti1Image
from nibabel.nifti2 import Nifti2Header, Nifti2Image

from viewer.imaging.source import FileSource
from viewer.privacy.nifti import KEPT_FIELDS, write_clean_volume

_NEEDED = frozenset({"sizeof_hdr", "magic", "vox_offset"})
_VALUES = np.arange(24, dtype=np.int16).reshape(4, 3, 2)
_AFFINE = np.diag([-1.0, -2.0, 3.0, 1.0])


def _free_places(kind: type[Nifti1Header]) -> list[int]:
    """The bytes of a header that belong to no field that is kept or needed to read it."""
    fields = kind.template_dtype.fields or {}
    taken: set[int] = set()
    for name, (dtype, offset, *_) in fields.items():
        if name in KEPT_FIELDS | _NEEDED:
            taken.update(range(offset, offset + dtype.itemsize))
    return sorted(set(range(kind.sizeof_hdr)) - taken)


def _clean(content: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "a.nii", Path(folder) / "b.nii"
        source.write_bytes(content)
        write_clean_volume(FileSource(source), target)
        return target.read_bytes()


_FILES = {
    kind: (bytes(image(_VALUES, _AFFINE).to_bytes()), _free_places(kind))
    for kind, image in ((Nifti1Header, Nifti1Image), (Nifti2Header, Nifti2Image))
}


@given(st.sampled_from(list(_FILES)), st.data())
def test_what_is_not_kept_is_not_sent(kind: type[Nifti1Header], data: st.DataObject) -> None:
    content, free = _FILES[kind]
    noise = data.draw(st.binary(min_size=len(free), max_size=len(free)))
    changed = bytearray(content)
    for place, value in zip(free, noise, strict=True):
        changed[place] = value

    assert _clean(bytes(changed)) == _clean(content)
