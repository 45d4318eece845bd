"""From stored values to grey: every formula of the standard, at its corners (PS3.3 C.11.2)."""

import time

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from tests.image_builders import write_series
from viewer.imaging.grey.presets import NAMED
from viewer.imaging.grey.voi import (
    GreyState,
    default_state,
    default_window,
    render,
    window_label,
    windowed,
)
from viewer.imaging.grey.window import Window, WindowFunction
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan


def open_first(path):
    (stack,) = scan([path]).stacks
    loader = VolumeLoader(stack)
    loader.run()
    return stack, loader.volume


def a_row(*stored):
    return lambda i: np.array([stored], np.int16)


def write_row(folder, stored, **options):
    write_series(folder, slices=1, rows=1, columns=len(stored), values=a_row(*stored), **options)
    return open_first(folder)


def grey(window, *values):
    return np.rint(windowed(np.array(values, float), window)).tolist()


def test_the_linear_window_follows_the_standards_half_units():
    window = Window(2048, 4096)

    assert grey(window, -1, 0, 2047.5, 4095, 4096) == [0, 0, 128, 255, 255]


def test_the_exact_linear_window_has_no_half_units():
    window = Window(10, 20, function=WindowFunction.LINEAR_EXACT)

    assert grey(window, 0, 5, 10, 20, 21) == [0, 64, 128, 255, 255]


def test_the_sigmoid_never_leaves_the_range():
    window = Window(50, 10, function=WindowFunction.SIGMOID)

    assert grey(window, -1e6, 50, 1e6) == [0, 128, 255]


def test_a_window_of_width_one_is_a_threshold():
    assert grey(Window(40, 1), 39, 39.4, 40, 41) == [0, 0, 255, 255]


@pytest.mark.parametrize(
    ("center", "width"), [(0, 0), (0, -5), (float("nan"), 10), (0, float("inf"))]
)
def test_a_window_that_cannot_be_is_refused(center, width):
    with pytest.raises(ValueError, match="window"):
        Window(center, width)


def test_a_dragged_window_stays_legal():
    assert Window(40, 400).moved(50, -20) == Window(50, 1)


def test_rescale_comes_before_the_window(tmp_path):
    _, volume = write_row(tmp_path, [24, 1064, 1264], slope=1, intercept=-1024)

    shown = render(volume, 0, GreyState(Window(40, 400)))

    assert shown.tolist() == [[0, 128, 255]]


@pytest.mark.parametrize(
    ("photometric", "is_inverted", "shown"),
    [
        ("MONOCHROME2", False, [0, 255]),
        ("MONOCHROME1", False, [255, 0]),
        ("MONOCHROME2", True, [255, 0]),
        ("MONOCHROME1", True, [0, 255]),
    ],
)
def test_monochrome1_and_inversion_come_last(tmp_path, photometric, is_inverted, shown):
    _, volume = write_row(tmp_path, [-500, 500], photometric=photometric)

    assert render(volume, 0, GreyState(Window(0, 100), is_inverted)).tolist() == [shown]


@pytest.mark.parametrize(
    ("photometric", "shape", "shown"),
    [
        ("MONOCHROME2", "INVERSE", [255, 0]),
        ("MONOCHROME1", "IDENTITY", [0, 255]),
        ("MONOCHROME1", "INVERSE", [255, 0]),
        ("MONOCHROME1", "OF OLD", [255, 0]),
    ],
)
def test_the_presentation_shape_stands_above_the_photometric(tmp_path, photometric, shape, shown):
    def with_shape(data, _):
        data.PresentationLUTShape = shape

    _, volume = write_row(tmp_path, [-500, 500], photometric=photometric, edit=with_shape)

    assert render(volume, 0, GreyState(Window(0, 100))).tolist() == [shown]


def test_each_slice_is_shown_with_its_own_rescale(tmp_path):
    write_series(
        tmp_path,
        slices=2,
        rows=1,
        columns=1,
        values=lambda i: np.array([[50]], np.int16),
        edit=lambda d, i: setattr(d, "RescaleIntercept", ["0", "1000"][i]),
    )
    _, volume = open_first(tmp_path)

    assert [int(render(volume, i, GreyState(Window(50, 1000)))[0, 0]) for i in (0, 1)] == [128, 255]


def table_item(first, entries, bits=8):
    item = Dataset()
    item.LUTDescriptor = [len(entries), first, bits]
    item["LUTDescriptor"].VR = "US"
    item.LUTData = list(entries)
    item["LUTData"].VR = "US"
    return item


def with_voi_table(data, _):
    data.VOILUTSequence = Sequence([table_item(10, [0, 51, 255])])


def test_the_files_voi_table_replaces_the_window(tmp_path):
    stack, volume = write_row(tmp_path, [0, 10, 11, 12, 99], windows=(), edit=with_voi_table)

    state = default_state(stack, volume)

    assert state.table == 0
    assert render(volume, 0, state).tolist() == [[0, 0, 51, 255, 255]]


def test_a_voi_table_begins_below_zero_where_rescale_leads_there(tmp_path):
    def below_zero(data, _):
        data.VOILUTSequence = Sequence([table_item(64_536, [0, 51, 255])])  # -1000 as unsigned

    stack, volume = write_row(
        tmp_path, [23, 24, 25, 26], signed=False, intercept=-1024, windows=(), edit=below_zero
    )

    assert render(volume, 0, default_state(stack, volume)).tolist() == [[0, 0, 51, 255]]


def test_r023_entries_beyond_a_tables_bits_are_white_and_do_not_wrap(tmp_path):
    def lying(data, _):
        data.VOILUTSequence = Sequence([table_item(10, [0, 255, 300, 4095])])

    stack, volume = write_row(tmp_path, [10, 11, 12, 13], windows=(), edit=lying)

    assert render(volume, 0, default_state(stack, volume)).tolist() == [[0, 255, 255, 255]]


def with_modality_table(data, _):
    del data.RescaleSlope, data.RescaleIntercept
    item = table_item(0, [100, 200, 400], bits=16)
    item.ModalityLUTType = "US"
    data.ModalityLUTSequence = Sequence([item])


def test_a_modality_table_replaces_rescale(tmp_path):
    _, volume = write_row(tmp_path, [0, 1, 2], edit=with_modality_table)

    shown = render(volume, 0, GreyState(Window(200.5, 201)))

    assert shown.tolist() == [[0, 128, 255]]


def test_r023_a_table_whose_descriptor_lies_is_left_out(tmp_path):
    def lying(data, _):
        data.VOILUTSequence = Sequence([table_item(0, [1, 2, 3])])
        data.VOILUTSequence[0].LUTDescriptor = [500, 0, 8]

    stack, volume = write_row(tmp_path, [0, 50, 100], edit=lying)

    assert stack.instances[0].tables.voi == ()
    assert render(volume, 0, default_state(stack, volume)).shape == (1, 3)


def test_without_a_window_ct_gets_soft_tissue_and_others_their_percentiles(tmp_path):
    ct, _ = write_row(tmp_path / "ct", [0, 1000], windows=())
    mr, volume = write_row(tmp_path / "mr", list(range(1000)), windows=(), modality="MR")

    assert default_window(ct) == NAMED["mediastinum"]
    window = default_window(mr, volume)
    assert window.center == pytest.approx(499.5, abs=3)
    assert window.width == pytest.approx(980, abs=5)


def test_the_same_table_serves_both_signs(tmp_path):
    for signed in (True, False):
        folder = tmp_path / str(signed)
        write_series(
            folder,
            slices=1,
            rows=1,
            columns=2,
            signed=signed,
            values=lambda i: np.array([[7, 30_000]], np.int16),
        )
        _, volume = open_first(folder)
        assert render(volume, 0, GreyState(Window(15_000, 20_000))).tolist() == [[0, 255]]


def test_a_slice_is_rendered_in_well_under_a_frame(tmp_path):
    write_series(tmp_path, slices=1, rows=512, columns=512)
    stack, volume = open_first(tmp_path)
    state = default_state(stack, volume)
    render(volume, 0, state)

    times = []
    for _ in range(9):
        start = time.perf_counter()
        render(volume, 0, state)
        times.append(time.perf_counter() - start)

    assert min(times) < 0.002


def test_labels_are_short():
    assert window_label(Window(40, 400)) == "C 40 W 400"
    assert (
        window_label(Window(0.5, 1.25, function=WindowFunction.LINEAR_EXACT)) == "C 0.500 W 1.250"
    )
