"""Tables of grey values, as the standard has them and as they come (PS3.3 C.11.1, C.11.2)."""

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence

from tests.image_builders import write_series
from viewer.domain.series import StackProblemKind
from viewer.imaging.grey.voi import default_state, render
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan


def item(descriptor, data, explanation=""):
    """Return an item of a sequence of tables; `data` are the bytes as they stand in the file."""
    table = Dataset()
    table.add_new(0x00283002, "US", list(descriptor))
    table.add_new(0x00283006, "OW", data)
    if explanation:
        table.LUTExplanation = explanation
    return table


def words(*entries, order="<"):
    return np.array(entries, f"{order}u2").tobytes()


def open_with(folder, *items, stored=(0, 1, 2, 3), **options):
    """Return the stack and its pixels: one row of `stored`, with VOI tables and no window."""

    def edit(data, _):
        data.VOILUTSequence = Sequence(items)

    values = np.array([stored], np.int32)
    options = {"signed": False, "windows": (), "edit": edit, **options}
    write_series(folder, slices=1, rows=1, columns=len(stored), values=lambda _: values, **options)
    (stack,) = scan([folder]).stacks
    loader = VolumeLoader(stack)
    loader.run()
    return stack, loader.volume


def shown(folder, *items, **options):
    stack, volume = open_with(folder, *items, **options)
    return render(volume, 0, default_state(stack, volume)).tolist()[0]


def only_table(folder, *items, **options):
    (table,) = open_with(folder, *items, **options)[0].instances[0].tables.voi
    return table


@pytest.mark.parametrize(
    ("bits", "entries", "greys"),
    [
        (8, (0, 51, 255, 102), [0, 51, 255, 102]),
        (10, (0, 1023, 512, 256), [0, 255, 128, 64]),
        (12, (0, 4095, 2048, 819), [0, 255, 128, 51]),
        (16, (0, 65_535, 32_768, 13_107), [0, 255, 128, 51]),
    ],
)
def test_outputs_are_scaled_by_the_bits_of_the_table(tmp_path, bits, entries, greys):
    assert shown(tmp_path, item((4, 0, bits), words(*entries))) == greys


def test_eight_bit_entries_may_share_words(tmp_path):
    assert shown(tmp_path, item((4, 0, 8), bytes([0, 51, 255, 102]))) == [0, 51, 255, 102]


def test_an_odd_number_of_eight_bit_entries_is_padded(tmp_path):
    assert shown(tmp_path, item((3, 0, 8), bytes([0, 51, 255, 0]))) == [0, 51, 255, 255]


def test_eight_bit_entries_that_are_said_to_have_sixteen_use_all_greys(tmp_path):
    assert shown(tmp_path, item((4, 0, 16), bytes([0, 51, 255, 102]))) == [0, 51, 255, 102]


@pytest.mark.parametrize("largest", [255, 1023, 4095])
def test_sixteen_bits_of_which_four_are_never_used_are_the_size_of_a_word(tmp_path, largest):
    assert shown(tmp_path, item((4, 0, 16), words(0, largest, 0, largest)))[:2] == [0, 255]


def test_sixteen_bits_that_are_nearly_used_are_believed(tmp_path):
    assert shown(tmp_path, item((4, 0, 16), words(0, 0x1FFF, 0, 0)))[1] == 32


@pytest.mark.parametrize("bits", [0, 7, 24])
def test_bits_that_cannot_be_are_counted_on_the_entries(tmp_path, bits):
    assert shown(tmp_path, item((4, 0, bits), words(0, 4095, 0, 0)))[1] == 255


def test_a_count_of_zero_means_all_values_of_sixteen_bits(tmp_path):
    table = item((0, 0, 16), words(*range(65_536)))

    assert shown(tmp_path, table, stored=(0, 257, 32_768, 65_535)) == [0, 1, 128, 255]


def test_values_beyond_the_ends_take_the_ends_entries(tmp_path):
    table = item((2, 100, 8), words(51, 204))

    assert shown(tmp_path, table, stored=(0, 100, 101, 60_000)) == [51, 51, 204, 204]


def test_a_first_value_beyond_the_half_is_negative_only_where_values_are(tmp_path):
    table = item((3, 65_534, 8), words(0, 51, 255))

    signed = {"stored": (-3, -2, -1, 0), "signed": True}
    assert shown(tmp_path / "signed", table, **signed) == [0, 0, 51, 255]
    unsigned = {"stored": (1, 65_533, 65_535, 65_534)}
    assert shown(tmp_path / "unsigned", table, **unsigned) == [0, 0, 51, 0]


def test_a_negative_slope_makes_negative_values(tmp_path):
    table = item((3, 65_534, 8), words(0, 51, 255))

    assert shown(tmp_path, table, stored=(3, 2, 1, 0), slope=-1) == [0, 0, 51, 255]


def test_a_table_with_an_entry_too_few_goes_as_far_as_it_has_some(tmp_path):
    assert shown(tmp_path, item((4, 0, 8), words(0, 51, 255)[:6])) == [0, 51, 255, 255]


def test_a_table_with_entries_too_many_goes_as_far_as_it_says(tmp_path):
    assert shown(tmp_path, item((3, 0, 8), words(0, 51, 204, 255, 255))) == [0, 51, 204, 204]


def test_big_endian_tables_are_read_in_their_order(tmp_path):
    big = {"syntax": "1.2.840.10008.1.2.2"}
    table = item((4, 0, 12), words(0, 4095, 2048, 819, order=">"))

    assert only_table(tmp_path, table, **big).entries.tolist() == [0, 4095, 2048, 819]


@pytest.mark.parametrize(
    "broken",
    [item((500, 0, 8), words(1, 2, 3)), item((4, 0), words(0, 1, 2, 3)), item((4, 0, 8), b"")],
    ids=["most entries missing", "descriptor of two", "no entries"],
)
def test_f023_a_table_beyond_use_is_left_out_and_said(tmp_path, broken):
    stack, volume = open_with(tmp_path, broken, stored=(0, 50, 100, 900))

    assert stack.instances[0].tables.voi == ()
    kinds = [problem.kind for problem in stack.description.problems]
    assert StackProblemKind.TABLES_LEFT_OUT in kinds
    assert render(volume, 0, default_state(stack, volume)).shape == (1, 4)


def test_explanations_are_read_in_the_files_character_set(tmp_path):
    table = only_table(tmp_path, item((2, 0, 8), words(0, 255), "颌骨"), charset="GB18030")

    assert table.explanation == "颌骨"


def test_a_window_much_like_a_table_is_found(tmp_path):
    rising = only_table(tmp_path / "a", item((256, 1000, 8), words(*range(256))))
    falling = only_table(tmp_path / "b", item((256, 1000, 8), words(*reversed(range(256)))))

    window, is_falling = rising.equal_window
    assert (window.center, window.width) == pytest.approx((1128, 255), abs=1)
    assert not is_falling
    assert falling.equal_window[1]
    assert falling.equal_window[0].center == pytest.approx(1128, abs=1)


def test_a_flat_table_has_a_window_too(tmp_path):
    table = only_table(tmp_path, item((3, 5, 8), words(7, 7, 7)))

    assert table.equal_window[0].width >= 1
