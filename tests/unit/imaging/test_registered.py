"""Another volume lies on the reference's slices where the patient's points are the same."""

from pathlib import Path

import numpy as np
import pytest

from tests import registered_builders as made
from tests.image_builders import write_series
from viewer.geometry.points import PixelIndex
from viewer.imaging.compare import NOWHERE, CompareMode, CompareState, composed
from viewer.imaging.grey.voi import GreyState
from viewer.imaging.grey.window import Window
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.problems import Misfit, NotComparable
from viewer.imaging.registered import AlignedVolume, Aligner, fit_of, stack_in


@pytest.fixture
def pair(tmp_path: Path) -> made.Pair:
    return made.write_pair(tmp_path)


def aligned(source: Path, reference: Path) -> AlignedVolume:
    aligner = Aligner(stack_in([source]), stack_in([reference]))
    aligner.run()
    return aligner.volume


@pytest.mark.parametrize("which", ["archive", "nifti"])
def test_both_files_of_a_registration_are_read_as_they_lie(pair: made.Pair, which: str) -> None:
    source = stack_in([getattr(pair, which)])
    reference = stack_in([pair.reference])
    assert fit_of(source, reference).is_same_grid
    assert fit_of(source, reference).covered == 1.0
    volume = aligned(getattr(pair, which), pair.reference)
    for index in (0, 5, made.SLICES - 1):
        assert (volume.stored[index] == made.before(index)).all()


def test_the_series_before_registration_lies_where_the_patient_was(tmp_path: Path) -> None:
    common = {"slices": 12, "rows": 40, "columns": 48, "spacing": (0.8, 0.8), "slice_spacing": 2.0}
    write_series(tmp_path / "ours", values=made.now, origin=made.ORIGIN, **common)
    aside = (made.ORIGIN[0] + 2 * 0.8, made.ORIGIN[1] - 0.8, made.ORIGIN[2] + 3 * 2.0)
    write_series(tmp_path / "theirs", values=made.before, origin=aside, **common)
    volume = aligned(tmp_path / "theirs", tmp_path / "ours")
    assert (volume.stored[4][:39, 2:] == made.before(1)[1:, :46]).all()
    assert (volume.stored[4][:, :2] == NOWHERE).all()
    assert (volume.stored[2] == NOWHERE).all()


def test_half_a_voxel_aside_is_the_mean_of_two(tmp_path: Path) -> None:
    common = {"slices": 4, "rows": 6, "columns": 8, "spacing": (1.0, 1.0), "slice_spacing": 2.0}
    write_series(tmp_path / "ours", origin=(0.5, 0.0, 1.0), **common)
    write_series(tmp_path / "theirs", origin=(0.0, 0.0, 0.0), **common)
    volume = aligned(tmp_path / "theirs", tmp_path / "ours")
    # 100 a slice, 10 a row, 1 a column: half a slice up and half a column on; .5 goes to even
    assert volume.stored[1, 2, 3] == round(100 * 1.5 + 20 + 3.5)


def test_slices_from_the_other_end_and_a_turned_grid_are_brought_back(tmp_path: Path) -> None:
    common = {"slices": 5, "spacing": (1.0, 1.0), "slice_spacing": 1.0}
    write_series(tmp_path / "ours", rows=6, columns=8, origin=(0.0, 0.0, 0.0), **common)

    def turned(index: int) -> np.ndarray:
        z, y, x = np.mgrid[0:5, 0:6, 0:8]
        block = (100 * z + 10 * y + x).astype(np.int16)
        return block[:, index, :][::-1]  # coronal: rows go down from the head

    write_series(
        tmp_path / "theirs",
        slices=6,
        rows=5,
        columns=8,
        spacing=(1.0, 1.0),
        slice_spacing=1.0,
        orientation=(1.0, 0.0, 0.0, 0.0, 0.0, -1.0),
        origin=(0.0, 0.0, 4.0),
        values=turned,
    )
    volume = aligned(tmp_path / "theirs", tmp_path / "ours")
    assert not fit_of(stack_in([tmp_path / "theirs"]), stack_in([tmp_path / "ours"])).is_same_grid
    z, y, x = np.mgrid[0:5, 0:6, 0:8]
    assert (volume.stored == 100 * z + 10 * y + x).all()


def test_a_volume_with_nothing_in_common_is_refused(tmp_path: Path) -> None:
    write_series(tmp_path / "ours", origin=(0.0, 0.0, 0.0))
    write_series(tmp_path / "theirs", origin=(5000.0, 0.0, 0.0))
    with pytest.raises(NotComparable) as refused:
        Aligner(stack_in([tmp_path / "theirs"]), stack_in([tmp_path / "ours"]))
    assert refused.value.reason is Misfit.ELSEWHERE


def test_what_holds_no_image_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html>expired</html>")
    with pytest.raises(NotComparable) as refused:
        stack_in([path])
    assert refused.value.reason is Misfit.UNREADABLE


def test_what_is_looked_at_is_filled_first(pair: made.Pair) -> None:
    aligner = Aligner(stack_in([pair.archive]), stack_in([pair.reference]))
    aligner.focus(9)
    order: list[int] = []
    aligner.run(order.append)
    assert order[:3] in ([9, 8, 10], [9, 10, 8])
    assert sorted(order) == list(range(made.SLICES))


def test_a_cancelled_alignment_leaves_the_rest_unread(pair: made.Pair) -> None:
    aligner = Aligner(stack_in([pair.archive]), stack_in([pair.reference]))
    done: list[int] = []
    aligner.run(done.append, lambda: len(done) >= 3)
    assert len(done) == 3
    assert aligner.volume.loaded_count == 3


def test_outside_there_is_no_value_under_the_pointer(tmp_path: Path) -> None:
    write_series(tmp_path / "ours", origin=(0.0, 0.0, 0.0))
    write_series(tmp_path / "theirs", origin=(1.2, 0.0, 0.0))
    volume = aligned(tmp_path / "theirs", tmp_path / "ours")
    assert volume.value_at(2, PixelIndex(0, 3)) is None
    assert volume.value_at(2, PixelIndex(2, 3)) == 230.0


def test_the_difference_is_that_of_the_values_whatever_the_window(pair: made.Pair) -> None:
    reference = VolumeLoader(stack_in([pair.reference]))
    reference.run()
    other = aligned(pair.archive, pair.reference)
    state = CompareState(mode=CompareMode.DIFFERENCE, reach=150.0)
    for window in (Window(40, 400), Window(-600, 1500)):
        picture = composed(reference.volume, other, 5, GreyState(window), state)
        assert picture[27, 30].tolist() == [255, 226, 168]
        assert picture[2, 2].max() < 50


def test_both_have_the_same_window_in_a_blend(pair: made.Pair) -> None:
    reference = VolumeLoader(stack_in([pair.reference]))
    reference.run()
    other = aligned(pair.archive, pair.reference)
    grey = GreyState(Window(40, 400), is_inverted=True)
    state = CompareState(mode=CompareMode.BLEND, share=0.5)
    alone = CompareState(mode=CompareMode.REFERENCE)
    one, both = (composed(reference.volume, other, 5, grey, each) for each in (alone, state))
    assert (one[:20] == both[:20]).all()
    assert both[27, 30] > one[27, 30]


def test_beside_a_slice_that_cannot_be_read_there_is_nothing(tmp_path: Path) -> None:
    common = {"slices": 6, "spacing": (1.0, 1.0), "slice_spacing": 2.0}
    write_series(tmp_path / "ours", origin=(0.5, 0.0, 1.0), **common)
    paths = write_series(tmp_path / "theirs", origin=(0.0, 0.0, 0.0), **common)
    paths[3].write_bytes(paths[3].read_bytes()[:-60])  # most of its pixels
    volume = aligned(tmp_path / "theirs", tmp_path / "ours")
    is_empty = [bool((volume.stored[index] == NOWHERE).all()) for index in range(6)]
    assert is_empty == [False, False, True, True, False, False]


def slope(points: np.ndarray) -> np.ndarray:
    """Return a field that linear interpolation cannot but hit: 7 x + 5 y + 11 z."""
    return points @ np.array([7.0, 5.0, 11.0])


def places_of(path: Path) -> np.ndarray:
    """Return the patient point of each pixel centre, (slices, rows, columns, 3)."""
    stack = stack_in([path])
    row, column = np.mgrid[0 : stack.description.rows, 0 : stack.description.columns]
    return np.stack(
        [
            np.array(plane.position)
            + column[..., None] * plane.column_spacing * np.array(plane.along_row)
            + row[..., None] * plane.row_spacing * np.array(plane.along_column)
            for plane in stack.description.geometry.planes
        ]
    )


C30, S30 = np.cos(np.pi / 6), np.sin(np.pi / 6)
LIES = {
    "plain": {},
    "other spacing": {"spacing": (1.1, 0.7), "slice_spacing": 3.0},
    "turned in its plane": {"orientation": (C30, S30, 0.0, -S30, C30, 0.0)},
    "oblique": {"orientation": (C30, 0.0, S30, 0.0, 1.0, 0.0)},
    "gantry tilt": {"tilt_deg": 12.0},
    "from head to feet": {"orientation": (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)},
}


@pytest.mark.parametrize("lie", LIES)
def test_values_come_from_the_same_patient_point_however_the_source_lies(
    tmp_path: Path, lie: str
) -> None:
    common = {"slices": 15, "rows": 30, "columns": 32, "spacing": (1.0, 1.0), "slice_spacing": 2.0}
    common |= LIES[lie]
    write_series(tmp_path / "at-0", origin=(0.0, 0.0, 0.0), **common)
    middle = places_of(tmp_path / "at-0").mean((0, 1, 2))
    write_series(tmp_path / "bare", origin=-middle, **common)
    field = np.rint(slope(places_of(tmp_path / "bare"))).astype(np.int16)
    write_series(tmp_path / "theirs", origin=-middle, values=lambda index: field[index], **common)
    ours = {"slices": 5, "rows": 6, "columns": 6, "spacing": (0.9, 0.9), "slice_spacing": 0.8}
    write_series(tmp_path / "ours", origin=(-2.2, -2.6, -1.3), **ours)
    volume = aligned(tmp_path / "theirs", tmp_path / "ours")
    wanted = slope(places_of(tmp_path / "ours"))
    assert np.abs(volume.stored - wanted).max() <= 1.01
