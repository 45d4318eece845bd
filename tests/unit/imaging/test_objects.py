"""Segmentations, doses and float maps as stacks."""

import numpy as np
import pytest
from pydicom import dcmread

from tests.object_builders import write_dose, write_enhanced, write_segmentation
from viewer.geometry.points import PixelIndex
from viewer.imaging.grey.voi import default_state, render
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan


def loaded(stack):
    loader = VolumeLoader(stack)
    loader.run()
    return loader.volume


def test_each_segment_is_a_stack_at_its_places(tmp_path):
    path = tmp_path / "seg.dcm"
    values = write_segmentation(path, [(2, 10.0), (1, 14.0), (1, 12.0), (2, 12.0), (2, 14.0)])

    first, second = scan([path]).stacks

    assert [s.description.text.series_description for s in (first, second)] == [
        "Liver (AUTOMATIC) · Organs",
        "肿瘤 (AUTOMATIC) · Organs",
    ]
    assert [header.position.z for header in first.instances] == [12.0, 14.0]
    assert [header.position.z for header in second.instances] == [10.0, 12.0, 14.0]
    np.testing.assert_array_equal(loaded(first).stored, values[[2, 1]])
    np.testing.assert_array_equal(loaded(second).stored, values[[0, 3, 4]])
    assert second.description.geometry is not None


@pytest.mark.parametrize(("kind", "largest"), [("BINARY", 1), ("FRACTIONAL", 200)])
def test_a_segmentation_is_shown_from_black_to_white(tmp_path, kind, largest):
    path = tmp_path / "seg.dcm"
    values = write_segmentation(path, [(1, 0.0)], kind=kind)
    (stack,) = scan([path]).stacks
    volume = loaded(stack)

    grey = render(volume, 0, default_state(stack, volume))

    assert stack.instances[0].value_range == (0.0, largest)
    np.testing.assert_array_equal(grey, np.where(values[0] > 0, 255, 0))


def a_label_map(path, edit=lambda _: None):
    write_segmentation(path, [(1, 0.0)], kind="FRACTIONAL", labels=("Lung", "Liver", "Bone"))
    data = dcmread(path)
    data.SOPClassUID = "1.2.840.10008.5.1.4.1.1.66.7"
    data.SegmentationType = "LABELMAP"
    del data.MaximumFractionalValue
    data.PixelData = bytes([0, 1, 2, 3] * 9)[:36]
    edit(data)
    data.save_as(path)
    (stack,) = scan([path]).stacks
    return loaded(stack)


def test_a_label_map_is_one_stack_from_black_to_its_last_label(tmp_path):
    volume = a_label_map(tmp_path / "map.dcm")

    grey = render(volume, 0, default_state(volume.stack, volume))

    assert grey.reshape(-1)[:4].tolist() == [0, 85, 170, 255]
    assert volume.stack.description.text.series_description == "Organs"


def test_a_label_map_with_a_palette_has_its_colours(tmp_path):
    def coloured(data):
        data.PhotometricInterpretation = "PALETTE COLOR"
        for channel, colour in enumerate(("Red", "Green", "Blue")):
            data.add_new(0x00281101 + channel, "US", [4, 0, 8])
            table = bytes(10 * label + channel for label in range(4))
            setattr(data, f"{colour}PaletteColorLookupTableData", table)

    volume = a_label_map(tmp_path / "map.dcm", coloured)

    assert volume.stored.reshape(-1, 3)[:3].tolist() == [[0, 1, 2], [10, 11, 12], [20, 21, 22]]


def test_a_segment_that_is_not_described_has_its_number(tmp_path):
    path = tmp_path / "seg.dcm"
    write_segmentation(path, [(3, 0.0), (1, 0.0)])

    stacks = scan([path]).stacks

    assert stacks[-1].description.text.series_description == "#3 · Organs"


@pytest.mark.parametrize("offsets", [(0, 4, 8.5), (30, 34, 38.5)])
def test_a_dose_is_in_gray_at_the_planes_of_its_grid(tmp_path, offsets):
    path = tmp_path / "dose.dcm"
    values = write_dose(path, offsets)

    (stack,) = scan([path]).stacks
    volume = loaded(stack)

    assert [header.position.z for header in stack.instances] == [30, 34, 38.5]
    assert volume.rescale(0).unit == "Gy"
    assert volume.value_at(2, PixelIndex(5, 3)) == pytest.approx(values[2, 3, 5] * 0.001)
    assert stack.description.pixel_spacing == (2.5, 3.5)


def test_a_dose_whose_offsets_are_neither_relative_nor_heights_has_no_geometry(tmp_path):
    path = tmp_path / "dose.dcm"
    write_dose(path, (7, 9, 11))

    (stack,) = scan([path]).stacks

    assert stack.description.geometry is None
    assert [header.frame for header in stack.instances] == [0, 1, 2]


def test_frames_at_the_same_places_are_parted_by_the_dimension_that_counts_them(tmp_path):
    path = tmp_path / "diffusion.dcm"
    write_enhanced(path, [(2.0, 1), (2.0, 2), (4.0, 2), (4.0, 1), (6.0, 1), (6.0, 2)])

    first, second = scan([path]).stacks

    assert [header.frame for header in first.instances] == [0, 3, 4]
    assert [header.frame for header in second.instances] == [1, 2, 5]
    assert loaded(second).stored[:, 0, 0].tolist() == [1, 2, 5]
