"""Where the millimetres come from, and which are not believed (PS3.3 10.7)."""

import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from tests.image_builders import write_series
from viewer.domain.series import SpacingSource, StackProblemKind
from viewer.imaging.scan import scan


def described(tmp_path, *, modality="DX", **attributes):
    """Write one image without position and return its description."""

    def edit(data, _):
        del data.ImagePositionPatient, data.ImageOrientationPatient, data.PixelSpacing
        for name, value in attributes.items():
            setattr(data, name, value)

    write_series(tmp_path, slices=1, modality=modality, edit=edit)
    (stack,) = scan([tmp_path]).stacks
    return stack.description


def region(kind=1, units=(3, 3), steps=(0.02, 0.03)) -> Dataset:
    item = Dataset()
    item.RegionSpatialFormat = kind
    item.PhysicalUnitsXDirection, item.PhysicalUnitsYDirection = units
    item.PhysicalDeltaX, item.PhysicalDeltaY = steps
    return item


@pytest.mark.parametrize(
    ("attributes", "spacing", "source", "detail"),
    [
        ({"PixelSpacing": [0.3, 0.2]}, (0.3, 0.2), SpacingSource.PROJECTION, ""),
        (
            {"PixelSpacing": [0.2, 0.2], "PixelSpacingCalibrationType": "GEOMETRY"},
            (0.2, 0.2),
            SpacingSource.CALIBRATED,
            "GEOMETRY",
        ),
        (
            {
                "PixelSpacing": [0.2, 0.2],
                "ImagerPixelSpacing": [0.2, 0.2],
                "PixelSpacingCalibrationType": "FIDUCIAL",
                "PixelSpacingCalibrationDescription": "25 mm 钢球",
            },
            (0.2, 0.2),
            SpacingSource.CALIBRATED,
            "FIDUCIAL: 25 mm 钢球",
        ),
        (
            {"PixelSpacing": [0.18, 0.18], "ImagerPixelSpacing": [0.2, 0.2]},
            (0.18, 0.18),
            SpacingSource.CALIBRATED,
            "",
        ),
        ({"ImagerPixelSpacing": [0.2, 0.1]}, (0.2, 0.1), SpacingSource.IMAGER, ""),
        (
            {"PixelSpacing": [0.2, 0.2], "ImagerPixelSpacing": [0.2, 0.2]},
            (0.2, 0.2),
            SpacingSource.IMAGER,
            "",
        ),
        (
            {"ImagerPixelSpacing": [0.3, 0.3], "EstimatedRadiographicMagnificationFactor": "1.5"},
            (0.2, 0.2),
            SpacingSource.MAGNIFIED,
            "1.5",
        ),
        (
            {
                "ImagerPixelSpacing": [0.3, 0.3],
                "DistanceSourceToDetector": "1500",
                "DistanceSourceToPatient": "1200",
            },
            (0.24, 0.24),
            SpacingSource.DISTANCES,
            "1.25",
        ),
        ({"NominalScannedPixelSpacing": [0.1, 0.1]}, (0.1, 0.1), SpacingSource.NOMINAL, ""),
        ({}, None, SpacingSource.NONE, ""),
    ],
)
def test_each_source_is_named(tmp_path, attributes, spacing, source, detail) -> None:
    series = described(tmp_path, **attributes)

    assert series.pixel_spacing == (None if spacing is None else pytest.approx(spacing))
    assert (series.spacing_source, series.spacing_detail) == (source, detail)
    assert series.problems == ()


def test_what_is_no_projection_has_its_spacing_in_the_patient(tmp_path) -> None:
    series = described(tmp_path, modality="OT", PixelSpacing=[0.3, 0.2])

    assert series.spacing_source is SpacingSource.PIXEL_SPACING


@pytest.mark.parametrize(
    "text",
    ["0\\0", "-0.5\\-0.5", "nan\\nan", "1,5\\1,5", "0.5", "1e-9\\1e-9", "1e9\\1e9", "1\\2\\3"],
)
def test_r009_a_spacing_that_cannot_be_is_not_believed_and_said(tmp_path, text) -> None:
    (path,) = write_series(tmp_path, slices=1, spacing=(0.75, 0.75))
    content, old = path.read_bytes(), b"\x28\x00\x30\x00DS\x0a\x000.75\\0.75 "
    assert old in content
    padded = text.encode() + b" " * (len(text) % 2)
    head = b"\x28\x00\x30\x00DS" + len(padded).to_bytes(2, "little")
    path.write_bytes(content.replace(old, head + padded))

    (stack,) = scan([tmp_path]).stacks

    assert stack.description.pixel_spacing is None
    (said,) = (
        problem.values
        for problem in stack.description.problems
        if problem.kind is StackProblemKind.ILLEGAL_SPACING
    )
    assert said == ("PixelSpacing", text)


def test_an_illegal_spacing_leaves_the_next_source(tmp_path) -> None:
    series = described(tmp_path, PixelSpacing=[0, 0], ImagerPixelSpacing=[0.2, 0.2])

    assert (series.pixel_spacing, series.spacing_source) == ((0.2, 0.2), SpacingSource.IMAGER)
    assert [p.kind for p in series.problems] == [StackProblemKind.ILLEGAL_SPACING]


def test_a_magnification_below_one_is_not_believed(tmp_path) -> None:
    series = described(
        tmp_path, ImagerPixelSpacing=[0.2, 0.2], EstimatedRadiographicMagnificationFactor="0.5"
    )

    assert series.spacing_source is SpacingSource.IMAGER
    assert series.problems[0].values == ("EstimatedRadiographicMagnificationFactor", "0.5")


@pytest.mark.parametrize(
    ("regions", "spacing"),
    [
        ([region()], (0.3, 0.2)),
        ([region(steps=(-0.02, 0.03))], (0.3, 0.2)),
        ([region(), region(kind=4, units=(4, 0), steps=(0.01, 0.0))], (0.3, 0.2)),  # ECG strip
        ([region(), region()], (0.3, 0.2)),
        ([region(), region(steps=(0.01, 0.01))], None),
        ([region(), region(kind=2, units=(4, 3))], None),  # M-mode
        ([region(units=(4, 7))], None),
        ([region(steps=(0.0, 0.0))], None),
        ([], None),
    ],
)
def test_ultrasound_has_a_scale_where_one_holds_for_all_anatomy(tmp_path, regions, spacing) -> None:
    series = described(tmp_path, modality="US", SequenceOfUltrasoundRegions=Sequence(regions))

    assert series.pixel_spacing == (None if spacing is None else pytest.approx(spacing))
    expected = SpacingSource.NONE if spacing is None else SpacingSource.ULTRASOUND
    assert series.spacing_source is expected


def test_pixels_have_a_shape_without_a_size(tmp_path) -> None:
    series = described(tmp_path, PixelAspectRatio=[4, 3])

    assert (series.pixel_spacing, series.pixel_aspect) == (None, pytest.approx(4 / 3))


def test_the_spacing_holds_where_the_aspect_ratio_disagrees_and_it_is_said(tmp_path) -> None:
    series = described(tmp_path, ImagerPixelSpacing=[0.2, 0.1], PixelAspectRatio=[1, 1])

    assert series.pixel_aspect == pytest.approx(2.0)
    (problem,) = series.problems
    assert (problem.kind, problem.values) == (StackProblemKind.ASPECT_DISAGREES, ("2", "1"))


def test_images_of_different_magnification_are_not_one_stack(tmp_path) -> None:
    def edit(data, index):
        del data.ImagePositionPatient, data.ImageOrientationPatient, data.PixelSpacing
        data.ImagerPixelSpacing = [0.2, 0.2]
        data.EstimatedRadiographicMagnificationFactor = "1.5" if index else "1.1"

    write_series(tmp_path, slices=2, modality="DX", edit=edit)

    spacings = {stack.description.pixel_spacing for stack in scan([tmp_path]).stacks}

    assert len(spacings) == 2


@pytest.mark.parametrize(
    ("name", "source", "detail"),
    [
        ("xray/MG_Explicit_Little.dcm", SpacingSource.CALIBRATED, "FIDUCIAL: Used fiducial"),
        ("xray/Monochrome1-Jpeg.dcm", SpacingSource.IMAGER, ""),
        ("conformance/colour/gdcm-US-ALOKA-16.dcm", SpacingSource.ULTRASOUND, ""),
        ("conformance/colour/color-pl.dcm", SpacingSource.NONE, ""),
    ],
)
def test_real_files_say_where_their_millimetres_come_from(
    shared_data, name, source, detail
) -> None:
    (stack,) = scan([shared_data / name]).stacks

    assert stack.description.spacing_source is source
    assert stack.description.spacing_detail == detail
