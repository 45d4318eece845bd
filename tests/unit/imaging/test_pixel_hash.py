"""Which pixels were judged."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest

from tests.image_builders import write_series
from tests.overlay_builders import a_finding
from viewer.export.slices import volume_with
from viewer.imaging.pixel_hash import PixelHashes, pixel_hash
from viewer.imaging.scan import scan


def test_it_is_the_hash_of_the_values_row_by_row_in_little_endian() -> None:
    frame = np.array([[1, -2], [300, 4]], "<i2")
    expected = hashlib.sha256(bytes.fromhex("0100feff2c010400")).hexdigest()

    assert pixel_hash(frame) == expected
    assert pixel_hash(frame.astype(">i2")) == expected


def test_colour_is_hashed_by_samples_and_views_by_what_they_show() -> None:
    colour = np.arange(24, dtype="u1").reshape(2, 4, 3)

    assert pixel_hash(colour) == hashlib.sha256(bytes(range(24))).hexdigest()
    assert pixel_hash(colour[:, ::2]) == pixel_hash(colour[:, ::2].copy())


@pytest.fixture
def volume(tmp_path):
    write_series(tmp_path / "in", rows=60, columns=80)
    (stack,) = scan([tmp_path / "in"]).stacks
    return volume_with(stack, [2])


def test_evidence_names_the_image_and_its_pixels(volume) -> None:
    finding = a_finding()
    finding = replace(finding, placement=replace(finding.placement, slice_index=2))

    (image,) = PixelHashes(volume).evidence(finding)

    assert image.sop_instance_uid == finding.placement.instance.sop_instance_uid
    assert image.pixel_hash == pixel_hash(volume.stored[2])


def test_pixels_that_were_not_read_have_no_hash_yet(volume) -> None:
    hashes = PixelHashes(volume)
    last = len(volume.stack.instances) - 1
    if volume.is_loaded(last):
        pytest.skip("everything was read at once")

    assert hashes.of_slice(last) == ""
    volume.mark_loaded(last)
    assert hashes.of_slice(last)
    assert hashes.of_slice(last + 1) == ""
