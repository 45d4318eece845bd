"""Series become stacks: parted where they must be, ordered by place, oddities named."""

import random

import numpy as np
import pytest

from tests.image_builders import CORONAL, SAGITTAL, set_pixels, write_series
from viewer.domain.series import SpacingSource, StackProblemKind
from viewer.imaging.problems import SkipReason
from viewer.imaging.scan import scan


def kinds(stack):
    return [problem.kind for problem in stack.description.problems]


def values(stack, kind):
    return next(p.values for p in stack.description.problems if p.kind is kind)


def heights(stack):
    return [round(h.position.z, 3) for h in stack.instances]


def only(path):
    (stack,) = scan([path]).stacks
    return stack


def test_r013_images_are_ordered_by_place_whatever_their_names_and_numbers(tmp_path):
    names = [f"{n:03d}" for n in random.Random(7).sample(range(500), 6)]
    write_series(tmp_path, slices=6, reverse=True, names=names)

    stack = only(tmp_path)

    assert heights(stack) == [100.0, 101.5, 103.0, 104.5, 106.0, 107.5]
    assert stack.description.instances == tuple(h.reference for h in stack.instances)
    assert kinds(stack) == []


@pytest.mark.parametrize("orientation", [CORONAL, SAGITTAL])
def test_the_order_ascends_along_the_normal_of_any_orientation(tmp_path, orientation):
    write_series(tmp_path, slices=5, orientation=orientation, reverse=True)

    geometry = only(tmp_path).description.geometry

    assert np.all(np.diff(geometry.heights_mm) > 0)
    assert geometry.slice_spacing_mm == pytest.approx(1.5)


def test_the_description_carries_what_the_header_says(tmp_path):
    write_series(tmp_path, slices=4, rows=6, columns=8, spacing=(0.8, 0.6))

    description = only(tmp_path).description

    assert (description.rows, description.columns) == (6, 8)
    assert description.pixel_spacing == (0.8, 0.6)
    assert description.spacing_source is SpacingSource.PIXEL_SPACING
    assert description.modality == "CT"
    assert description.body_part == "CHEST"
    assert description.slice_thickness == 1.5
    assert description.identity.patient_name == "Test Chest"
    assert description.text.series_description == "Chest"
    assert description.geometry.planes[0].row_spacing == 0.8


def test_r013_gantry_tilt_is_measured(tmp_path):
    write_series(tmp_path, slices=6, tilt_deg=17.0)

    stack = only(tmp_path)

    assert values(stack, StackProblemKind.GANTRY_TILT) == ("17.0",)
    assert stack.description.geometry.tilt_deg == pytest.approx(17.0, abs=0.01)


def test_r013_missing_slices_are_counted(tmp_path):
    paths = write_series(tmp_path, slices=9)
    for gone in (paths[3], paths[6]):
        gone.unlink()

    stack = only(tmp_path)

    assert kinds(stack) == [StackProblemKind.GAPS]
    assert values(stack, StackProblemKind.GAPS) == ("2", "3.00")


def test_r013_uneven_spacing_is_said_and_small_noise_is_not(tmp_path):
    offsets = {"noisy": [0, 1e-4, -1e-4, 0, 1e-4], "uneven": [0, 0.3, 0, -0.2, 0]}
    for name, shifts in offsets.items():
        write_series(
            tmp_path / name, slices=5, edit=lambda d, i, s=shifts: move(d, s[i]), patient_id=name
        )

    assert kinds(only(tmp_path / "noisy")) == []
    assert kinds(only(tmp_path / "uneven")) == [StackProblemKind.UNEVEN_SPACING]


def move(data, dz):
    x, y, z = data.ImagePositionPatient
    data.ImagePositionPatient = [x, y, round(float(z) + dz, 6)]


def test_r013_the_same_place_twice_is_flagged_and_both_are_kept(tmp_path):
    write_series(tmp_path, slices=5, edit=lambda d, i: move(d, -1.5 if i == 3 else 0))

    stack = only(tmp_path)

    assert len(stack.instances) == 5
    assert StackProblemKind.DUPLICATE_POSITIONS in kinds(stack)


def test_pictures_at_one_place_do_not_become_a_volume(tmp_path):
    write_series(tmp_path, slices=3, slice_spacing=0.0)

    stack = only(tmp_path)

    assert stack.description.geometry is None
    assert kinds(stack) == [StackProblemKind.DUPLICATE_POSITIONS]


def test_phases_of_one_place_become_a_stack_each(tmp_path):
    for phase in (1, 2):
        write_series(
            tmp_path / str(phase),
            slices=4,
            series_uid="1.2.3",
            study_uid="1.2",
            edit=lambda d, i, p=phase: setattr(d, "TemporalPositionIdentifier", p),
        )
        for path in (tmp_path / str(phase)).iterdir():
            path.rename(tmp_path / f"{phase}-{path.name}")

    stacks = scan([tmp_path]).stacks

    assert [len(s.instances) for s in stacks] == [4, 4]
    assert all("phase" in values(s, StackProblemKind.SPLIT) for s in stacks)
    assert {s.key for s in stacks} == {"1.2.3#0", "1.2.3#1"}


def drop(*keywords):
    def edit(data, _):
        for keyword in keywords:
            delattr(data, keyword)

    return edit


def test_r009_without_positions_the_instance_number_orders_and_it_is_flagged(tmp_path):
    write_series(tmp_path, slices=4, reverse=True, edit=drop("ImagePositionPatient"))

    stack = only(tmp_path)

    assert [h.instance_number for h in stack.instances] == [1, 2, 3, 4]
    assert kinds(stack) == [StackProblemKind.MISSING_POSITION]
    assert stack.description.geometry is None


def test_r009_without_spacing_there_are_no_millimetres(tmp_path):
    write_series(tmp_path, slices=4, reverse=True, edit=drop("PixelSpacing"))

    description = only(tmp_path).description

    assert description.pixel_spacing is None
    assert description.spacing_source is SpacingSource.NONE
    assert description.geometry is None


@pytest.mark.parametrize("spacing", [["0", "0"], ["-1", "1"], ["1e9", "1"], ["0.5"]])
def test_r009_a_spacing_that_cannot_be_is_none(tmp_path, spacing):
    write_series(tmp_path, slices=1, edit=lambda d, i: setattr(d, "PixelSpacing", spacing))

    assert only(tmp_path).description.pixel_spacing is None


def projection(data, imager, pixel):
    del data.ImageOrientationPatient, data.ImagePositionPatient
    data.ImagerPixelSpacing = imager
    if pixel is None:
        del data.PixelSpacing
    else:
        data.PixelSpacing = pixel


@pytest.mark.parametrize(
    ("imager", "pixel", "source"),
    [
        ([0.2, 0.2], None, SpacingSource.IMAGER),
        ([0.2, 0.2], [0.2, 0.2], SpacingSource.IMAGER),
        ([0.2, 0.2], [0.18, 0.18], SpacingSource.CALIBRATED),
    ],
)
def test_r009_where_the_millimetres_of_a_radiograph_come_from(tmp_path, imager, pixel, source):
    write_series(tmp_path, slices=1, modality="DX", edit=lambda d, i: projection(d, imager, pixel))

    description = only(tmp_path).description

    assert description.spacing_source is source
    assert description.pixel_spacing == tuple(pixel or imager)


def test_r009_missing_uids_get_the_same_stand_ins_every_time(tmp_path):
    edit = drop("SOPInstanceUID", "SeriesInstanceUID", "StudyInstanceUID")
    write_series(tmp_path, slices=3, edit=edit)

    first, second = only(tmp_path), only(tmp_path)

    assert first.description.reference == second.description.reference
    assert first.description.instances == second.description.instances
    assert len(set(first.description.instances)) == 3
    assert first.description.reference.series_instance_uid.startswith("2.25.")


def turned(data, index):
    if index == 0:
        data.ImageOrientationPatient = list(CORONAL)
        data.ImageType = ["ORIGINAL", "PRIMARY", "LOCALIZER"]


def test_r003_files_that_end_within_their_pixels_are_counted(tmp_path):
    paths = write_series(tmp_path, slices=5)
    for path in paths[1:3]:
        path.write_bytes(path.read_bytes()[:-9])

    (stack,) = scan([tmp_path]).stacks

    assert values(stack, StackProblemKind.INCOMPLETE_PIXELS) == ("2",)


def test_r003_frames_that_the_pixels_do_not_reach_are_counted(tmp_path):
    def four_frames(data, _):
        data.NumberOfFrames = 4
        data.PixelData = data.PixelData * 2 + data.PixelData[:20]

    write_series(tmp_path, slices=1, edit=four_frames)

    (stack,) = scan([tmp_path]).stacks

    assert values(stack, StackProblemKind.INCOMPLETE_PIXELS) == ("2",)


def test_a_whole_series_has_no_incomplete_images(tmp_path):
    write_series(tmp_path, slices=5)

    (stack,) = scan([tmp_path]).stacks

    assert StackProblemKind.INCOMPLETE_PIXELS not in kinds(stack)


def test_r012_a_localizer_in_the_series_is_parted_from_it(tmp_path):
    write_series(tmp_path, slices=5, edit=turned)

    axial, localizer = scan([tmp_path]).stacks

    assert (len(axial.instances), len(localizer.instances)) == (4, 1)
    assert values(axial, StackProblemKind.SPLIT) == ("1", "2", "kind", "orientation")
    assert StackProblemKind.MIXED_ORIENTATION in kinds(axial)
    assert localizer.description.reference.part == 1


def resized(data, index):
    if index > 2:
        data.Rows = 5
        set_pixels(data, np.zeros((5, 8), "<i2"))


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (resized, "size"),
        (lambda d, i: setattr(d, "PixelSpacing", [0.8, 0.6 + 0.1 * (i > 2)]), "spacing"),
        (lambda d, i: setattr(d, "PatientID", "ABX"[i % 2]), "patient"),
        (lambda d, i: setattr(d, "PixelRepresentation", int(i > 2)), "pixels"),
        (lambda d, i: setattr(d, "Modality", ["CT", "PT"][i % 2]), "kind"),
    ],
)
def test_r012_what_differs_is_parted_and_the_reason_said(tmp_path, edit, reason):
    write_series(tmp_path, slices=5, edit=edit)

    stacks = scan([tmp_path]).stacks

    assert len(stacks) == 2
    assert len(stacks[0].instances) == 3
    assert reason in values(stacks[0], StackProblemKind.SPLIT)


def test_a_frame_of_reference_per_slice_does_not_part_a_series(tmp_path):
    write_series(
        tmp_path, slices=4, edit=lambda d, i: setattr(d, "FrameOfReferenceUID", f"1.2.{i}")
    )

    stack = only(tmp_path)

    assert len(stack.instances) == 4
    assert stack.description.frame_of_reference_uid == ""


def test_r011_the_same_image_in_two_files_counts_once(tmp_path):
    paths = write_series(tmp_path, slices=3)
    (tmp_path / "copy").write_bytes(paths[1].read_bytes())

    result = scan([tmp_path])

    (stack,) = result.stacks
    assert len(stack.instances) == 3
    assert values(stack, StackProblemKind.DUPLICATE_INSTANCE) == ("1",)
    assert [s.reason for s in result.skipped] == [SkipReason.DUPLICATE]


def test_r011_one_uid_with_different_pixels_is_kept_apart(tmp_path):
    paths = write_series(tmp_path, slices=3)
    changed = bytearray(paths[1].read_bytes())
    changed[-1] ^= 0x40
    (tmp_path / "other").write_bytes(bytes(changed))

    first, copy = scan([tmp_path]).stacks

    assert (len(first.instances), len(copy.instances)) == (3, 1)
    assert "copy" in values(copy, StackProblemKind.SPLIT)


def test_the_windows_are_those_of_the_centre_slice(tmp_path):
    def window(data, index):
        data.WindowCenter, data.WindowWidth = [10 * index, 5], [100 + index, 50]

    write_series(tmp_path, slices=5, reverse=True, edit=window)

    windows = only(tmp_path).file_windows

    assert [(w.center, w.width) for w in windows] == [(20.0, 102.0), (5.0, 50.0)]


def test_directions_written_with_few_digits_do_not_part_a_series(tmp_path):
    def rounded(data, index):
        data.ImageOrientationPatient = ["0.707", "0.707", "0", "0", "0", "-1"]
        data.PatientID = "T-1" + " " * (index % 2)  # the same patient, padded differently

    turned = (0.70710678, 0.70710678, 0.0, 0.0, 0.0, -1.0)
    write_series(tmp_path, slices=4, orientation=turned, edit=rounded)

    assert len(only(tmp_path).instances) == 4
    assert only(tmp_path).description.geometry is not None
