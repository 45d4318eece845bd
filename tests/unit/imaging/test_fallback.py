"""Files that only pydicom can read, and what it does not tell."""

from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.filebase import DicomBytesIO
from pydicom.filewriter import write_dataset, write_file_meta_info

from tests.image_builders import BIG_ENDIAN, IMPLICIT, pattern, write_series
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan


def as_implicit(path: Path) -> None:
    """Write the elements again without VRs, and leave the transfer syntax as it is."""
    data = pydicom.dcmread(path)
    stream = DicomBytesIO(b"")
    stream.is_implicit_VR, stream.is_little_endian = True, True
    stream.write(b"\0" * 128 + b"DICM")
    write_file_meta_info(stream, data.file_meta)
    write_dataset(stream, data, "latin-1")
    path.write_bytes(stream.getvalue())


def test_elements_with_vr_under_the_implicit_syntax_are_read(tmp_path):
    (path,) = write_series(tmp_path, slices=1)
    data = pydicom.dcmread(path)
    data.file_meta.TransferSyntaxUID = IMPLICIT
    stream = DicomBytesIO(b"")
    stream.is_implicit_VR, stream.is_little_endian = False, True
    stream.write(b"\0" * 128 + b"DICM")
    write_file_meta_info(stream, data.file_meta)
    write_dataset(stream, data, "latin-1")
    path.write_bytes(stream.getvalue())

    loader = VolumeLoader(scan([path]).stacks[0])
    loader.run()

    assert not loader.volume.slice_problems
    assert np.array_equal(loader.volume.stored[0], pattern(0, 6, 8))


def test_r003_a_file_that_begins_with_its_prefix_is_read_by_pydicom_too(tmp_path):
    swapped = pattern(0, 6, 8).byteswap()
    (path,) = write_series(tmp_path, slices=1, syntax=BIG_ENDIAN, values=lambda _: swapped)
    path.write_bytes(path.read_bytes()[128:])

    loader = VolumeLoader(scan([path]).stacks[0])
    loader.run()

    assert np.array_equal(loader.volume.stored[0], pattern(0, 6, 8))


@pytest.mark.parametrize("compressed", [None, "rle"])
def test_elements_without_vr_under_an_explicit_syntax_are_read(tmp_path, compressed):
    (path,) = write_series(tmp_path, slices=1, compressed=compressed)
    as_implicit(path)

    found = scan([path])
    assert found.skipped == ()
    loader = VolumeLoader(found.stacks[0])
    loader.run()

    assert not loader.volume.slice_problems
    assert np.array_equal(loader.volume.stored[0], pattern(0, 6, 8))
