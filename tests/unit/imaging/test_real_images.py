"""Real public images: what is known about each, read by this program."""

import numpy as np
import pytest

from viewer.domain.series import StackProblemKind
from viewer.geometry.points import ImagePoint, PatientPoint, PixelIndex
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.pixels import read_into
from viewer.imaging.scan import scan
from viewer.imaging.volume import Volume


def problems(stack):
    return {p.kind: p.values for p in stack.description.problems}


def test_the_lidc_slices_lie_in_order_though_their_names_do_not(shared_data):
    (stack,) = scan([shared_data / "ct" / "chest_lidc-idri-0314_nodule"]).stacks
    geometry = stack.description.geometry

    assert len(stack.instances) == 169
    assert geometry.slice_spacing_mm == pytest.approx(1.0)
    assert geometry.is_even()
    assert problems(stack) == {}


def test_the_known_nodule_is_where_its_coordinates_say(shared_data):
    (stack,) = scan([shared_data / "ct" / "chest_lidc-idri-0314_nodule"]).stacks
    nearest = stack.description.geometry.nearest_slice(PatientPoint(-57.439, 131.233, -520.359))
    volume = Volume(stack)
    volume.mark_loaded(
        nearest.index, read_into(volume.stored[nearest.index], stack.instances[nearest.index])
    )

    assert nearest.point.distance_to(ImagePoint(184.26, 244.0)) < 0.1
    inside = volume.value_at(nearest.index, PixelIndex(184, 243))
    outside = volume.value_at(nearest.index, PixelIndex(184, 215))
    assert inside > -200
    assert outside < -600


def test_r013_the_tilted_head_is_measured(shared_data):
    (stack,) = scan([shared_data / "ct" / "head_ge_gantry-tilt_uneven-spacing"]).stacks

    found = problems(stack)

    assert found[StackProblemKind.GANTRY_TILT] == ("18.5",)
    assert StackProblemKind.UNEVEN_SPACING in found
    assert not stack.description.geometry.is_even()


def test_r012_localizer_and_exam_summary_are_not_in_the_volume(shared_data):
    stacks = scan([shared_data / "ct" / "head_phantom_localizer-mixed"]).stacks

    by_size = {len(s.instances): s.description for s in stacks}

    assert by_size[28].geometry.slice_spacing_mm == pytest.approx(5.0)
    assert "LOCALIZER" in by_size[1].image_type
    assert by_size[2].geometry is None


def test_r013_duplicate_positions_and_gaps_are_said(shared_data):
    (stack,) = scan([shared_data / "ct" / "series_duplicate-positions_gaps"]).stacks

    found = problems(stack)

    assert found[StackProblemKind.DUPLICATE_POSITIONS] == ("1",)
    assert found[StackProblemKind.GAPS] == ("3", "115.00")


def test_classic_and_enhanced_exports_have_the_same_geometry(shared_data):
    classic, enhanced = (
        scan([shared_data / "mr" / name]).stacks[0].description.geometry
        for name in ("sagittal_epi_classic_63", "sagittal_epi_enhanced")
    )

    for one, other in zip(classic.planes, enhanced.planes, strict=True):
        assert np.allclose(one.position, other.position, atol=1e-3)
        assert np.allclose(one.normal, other.normal, atol=1e-4)


LOSSLESS = {
    "1.2.840.10008.1.2.1",
    "1.2.840.10008.1.2.1.99",
    "1.2.840.10008.1.2.2",
    "1.2.840.10008.1.2.4.57",
    "1.2.840.10008.1.2.4.70",
    "1.2.840.10008.1.2.4.80",
    "1.2.840.10008.1.2.4.90",
    "1.2.840.10008.1.2.5",
}


def loaded(path):
    (stack,) = scan([path]).stacks
    loader = VolumeLoader(stack)
    loader.run()
    assert loader.volume.slice_problems == {}
    return stack.instances[0].syntax, loader.volume.stored[0]


def test_one_slice_has_the_same_pixels_in_every_lossless_syntax(shared_data):
    folder = shared_data / "conformance" / "transfer_syntaxes" / "same-CT-in-every-syntax"
    _, reference = loaded(folder / "CTImage.dcm")

    by_syntax = dict(loaded(path) for path in sorted(folder.glob("CTImage.dcm_*.dcm")))

    assert set(by_syntax) >= LOSSLESS
    assert all(np.array_equal(by_syntax[syntax], reference) for syntax in LOSSLESS)
    lossy = set(by_syntax) - LOSSLESS - {"1.2.840.10008.1.2"}
    assert len(lossy) >= 4
    for syntax in lossy:
        if by_syntax[syntax].dtype == reference.dtype:
            error = np.abs(by_syntax[syntax].astype(int) - reference.astype(int))
            assert np.median(error) < 30, syntax


def test_r005_the_published_memory_bombs_are_refused(shared_data):
    folder = shared_data / "conformance" / "corrupt_or_odd"

    result = scan(sorted(folder.glob("*oob-monochrome*")))

    assert result.studies == ()
    assert {str(s.reason) for s in result.skipped} == {"too-large"}


def test_every_odd_file_opens_or_says_why(shared_data):
    result = scan([shared_data / "conformance"])

    for stack in result.stacks:
        volume = Volume(stack)
        assert volume.stored.shape[0] == len(stack.instances)
    assert all(s.reason for s in result.skipped)
    assert len(result.stacks) > 60
