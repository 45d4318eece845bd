"""What can be chosen for the grey values, what is chosen first, and what a choice means."""

import numpy as np
import pytest
from pydicom.sequence import Sequence

from tests.image_builders import write_series
from tests.unit.imaging.test_luts import item, words
from viewer.imaging.grey.choices import (
    AUTOMATIC,
    BY_HAND,
    EACH,
    FULL_RANGE,
    GreyChoice,
    GreySource,
    first_choice,
    follows_slice,
    offers,
)
from viewer.imaging.grey.presets import NAMED
from viewer.imaging.grey.voi import (
    GreyState,
    chosen_state,
    default_state,
    render,
    renewed,
    without_table,
)
from viewer.imaging.grey.window import Window, WindowFunction
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan
from viewer.imaging.volume import Volume

FIRST_OF_FILE = GreyChoice(GreySource.FILE_WINDOW)
TABLE = GreyChoice(GreySource.FILE_TABLE)
LUNG = GreyChoice(GreySource.PRESET, preset="lung")


def opened(folder, **options):
    write_series(folder, **{"slices": 3, "rows": 4, "columns": 25, **options})
    (stack,) = scan([folder]).stacks
    loader = VolumeLoader(stack)
    loader.run()
    return stack, loader.volume


def ramp(index, scale=1):
    return (np.arange(100).reshape(4, 25) * scale + 1000 * index).astype(np.int32)


def with_table(data, _):
    data.VOILUTSequence = Sequence([item((4, 0, 8), words(0, 85, 170, 255), "NORMAL")])


def with_own_windows(data, index):
    data.WindowCenter, data.WindowWidth = str(100 * (index + 1)), "400"


def without_place(data, _):
    del data.ImagePositionPatient, data.ImageOrientationPatient


def beside_each_other(data, index):
    with_own_windows(data, index)
    without_place(data, index)


def test_the_menu_offers_the_file_then_what_is_measured_then_presets(tmp_path):
    stack, _ = opened(tmp_path, windows=((40, 400), (400, 2000)), edit=with_table)

    sources = [offer.choice.source for offer in offers(stack)]

    file = [GreySource.FILE_WINDOW] * 2 + [GreySource.FILE_TABLE]
    assert sources == [
        *file,
        GreySource.AUTOMATIC,
        GreySource.FULL_RANGE,
        *[GreySource.PRESET] * len(NAMED),
    ]
    assert offers(stack)[2].explanation == "NORMAL"


def test_presets_are_for_ct_alone(tmp_path):
    stack, _ = opened(tmp_path, modality="MR")

    assert GreySource.PRESET not in {offer.choice.source for offer in offers(stack)}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"edit": with_table}, FIRST_OF_FILE),
        ({"edit": with_table, "windows": ()}, TABLE),
        ({"windows": ()}, GreyChoice(GreySource.PRESET, preset="mediastinum")),
        ({"windows": (), "modality": "MR"}, AUTOMATIC),
        ({"windows": (), "modality": "RTDOSE"}, FULL_RANGE),
        ({"windows": (), "modality": "US", "signed": False, "bits_stored": 8}, FULL_RANGE),
        ({"windows": (), "modality": "MR", "signed": False, "bits_stored": 8}, AUTOMATIC),
        ({"windows": (), "modality": "CT", "signed": False, "bits_stored": 8}, FULL_RANGE),
        ({"windows": (), "modality": "CR", "signed": False, "bits_stored": 12}, AUTOMATIC),
        ({"edit": with_own_windows}, FIRST_OF_FILE),
        ({"edit": beside_each_other}, EACH),
    ],
)
def test_the_first_choice_is_the_files_else_what_suits_the_modality(tmp_path, options, expected):
    stack, volume = opened(tmp_path, **options)

    assert first_choice(stack) == expected
    assert default_state(stack, volume).choice == expected


def test_a_volume_keeps_the_window_of_its_centre_slice(tmp_path):
    stack, volume = opened(tmp_path, edit=with_own_windows)

    assert not follows_slice(first_choice(stack), stack)
    states = [chosen_state(FIRST_OF_FILE, volume, index) for index in range(3)]
    assert {state.window.center for state in states} == {200.0}


def test_a_window_that_the_file_says_twice_is_offered_once(tmp_path):
    def twice(data, _):
        data.WindowCenter, data.WindowWidth = "-450\\-450\\40", "2000\\2000\\400"

    stack, _ = opened(tmp_path, edit=twice)

    of_file = [o.choice for o in offers(stack) if o.choice.source is GreySource.FILE_WINDOW]
    assert [choice.number for choice in of_file] == [0, 2]


def test_the_window_of_each_image_is_offered_where_they_differ(tmp_path):
    differing, volume = opened(tmp_path / "a", edit=with_own_windows)
    same, _ = opened(tmp_path / "b")

    assert EACH in {offer.choice for offer in offers(differing)}
    assert EACH not in {offer.choice for offer in offers(same)}
    assert follows_slice(EACH, differing)
    states = [chosen_state(EACH, volume, index) for index in range(3)]
    assert [state.window.center for state in states] == [100.0, 200.0, 300.0]


def test_automatic_reaches_from_the_1st_to_the_99th_percentile_of_the_slice(tmp_path):
    _, volume = opened(tmp_path, values=ramp, slope=2, intercept=-50, modality="MR")

    window = chosen_state(AUTOMATIC, volume, 1).window

    low, high = np.percentile(ramp(1) * 2 - 50, (1, 99))
    assert (window.center, window.width) == pytest.approx(((low + high) / 2, high - low))
    assert window.function is WindowFunction.LINEAR_EXACT


def test_automatic_leaves_padding_out(tmp_path):
    def padded(data, _):
        data.add_new(0x00280120, "SS", -2000)

    def values(_):
        pixels = ramp(0)
        pixels[:2] = -2000
        return pixels

    _, volume = opened(tmp_path, values=values, edit=padded)

    window = chosen_state(AUTOMATIC, volume, 0).window
    assert window.center - window.width / 2 > 49


def test_automatic_comes_after_a_modality_table(tmp_path):
    def doubled(data, _):
        del data.RescaleSlope, data.RescaleIntercept
        table = item((100, 0, 16), words(*(500 + 2 * i for i in range(100))))
        table.ModalityLUTType = "US"
        data.ModalityLUTSequence = Sequence([table])

    _, volume = opened(tmp_path, values=lambda _: ramp(0), edit=doubled)

    window = chosen_state(FULL_RANGE, volume, 0).window
    assert (window.center, window.width) == (599.0, 198.0)


def test_full_range_cuts_nothing_off(tmp_path):
    _, volume = opened(tmp_path, values=ramp, slope=0.5)

    state = chosen_state(FULL_RANGE, volume, 2)

    grey = render(volume, 2, state)
    assert (grey.min(), grey.max(), len(np.unique(grey))) == (0, 255, 100)


def test_full_range_of_eight_bits_shows_each_grey_level_as_itself(tmp_path):
    options = {"signed": False, "bits_stored": 8, "windows": (), "modality": "US"}
    stack, volume = opened(tmp_path, values=lambda _: ramp(0), **options)

    assert render(volume, 1, default_state(stack, volume)).tolist() == ramp(0).tolist()


def test_a_dose_is_shown_from_zero_to_the_largest_of_all_slices(tmp_path):
    stack, volume = opened(tmp_path, values=lambda i: ramp(i) + 7, modality="RTDOSE", windows=())

    window = default_state(stack, volume).window
    assert (window.center, window.width) == (2106 / 2, 2106.0)


@pytest.mark.parametrize("choice", [AUTOMATIC, FULL_RANGE])
def test_a_flat_slice_has_a_window_all_the_same(tmp_path, choice):
    _, volume = opened(tmp_path, values=lambda _: np.full((4, 25), 7), modality="MR")

    assert chosen_state(choice, volume, 0).window.width > 0


def test_what_is_measured_waits_for_pixels(tmp_path):
    stack, _ = opened(tmp_path)

    assert chosen_state(AUTOMATIC, Volume(stack), 0) is None
    assert chosen_state(LUNG, Volume(stack), 0) is not None


@pytest.mark.parametrize(
    "choice",
    [
        GreyChoice(GreySource.FILE_WINDOW, 5),
        GreyChoice(GreySource.FILE_TABLE, 1),
        GreyChoice(GreySource.PRESET, preset="moon"),
        BY_HAND,
    ],
)
def test_what_a_stack_does_not_have_is_nothing(tmp_path, choice):
    _, volume = opened(tmp_path)

    assert chosen_state(choice, volume, 0) is None


def test_a_choice_is_measured_anew_on_another_slice_and_stays_inverted(tmp_path):
    _, volume = opened(tmp_path, values=ramp)
    state = chosen_state(AUTOMATIC, volume, 0, is_inverted=True)

    other = renewed(state, volume, 2)

    assert other.window.center == pytest.approx(state.window.center + 2000)
    assert other.is_inverted
    by_hand = GreyState(Window(1, 2))
    assert renewed(by_hand, volume, 2) is by_hand


@pytest.mark.parametrize("is_falling", [False, True])
def test_leaving_a_table_for_a_window_looks_much_the_same(tmp_path, is_falling):
    entries = range(255, -1, -1) if is_falling else range(256)

    def edit(data, _):
        data.VOILUTSequence = Sequence([item((256, 0, 8), words(*entries))])

    _, volume = opened(tmp_path, values=lambda _: ramp(0, 2), edit=edit)
    with_its_table = chosen_state(TABLE, volume, 0)

    moved = without_table(with_its_table, volume, 0)

    assert moved.table is None
    assert moved.choice == BY_HAND
    before, after = (render(volume, 0, s).astype(int) for s in (with_its_table, moved))
    assert np.abs(before - after).max() <= 2


def test_a_linear_window_narrower_than_one_is_exact(tmp_path):
    stack, _ = opened(tmp_path, windows=((0.25, 0.5), (3, 0), (1, -4)))

    (window,) = stack.file_windows
    assert (window.center, window.width) == (0.25, 0.5)
    assert window.function is WindowFunction.LINEAR_EXACT


@pytest.mark.parametrize(("units", "unit"), [("BQML", "Bq/ml"), ("CNTS", "counts"), ("ODD", "")])
def test_pet_names_its_unit(tmp_path, units, unit):
    def edit(data, _):
        data.Units = units

    _, volume = opened(tmp_path, modality="PT", edit=edit)

    assert volume.rescale(0).unit == unit
