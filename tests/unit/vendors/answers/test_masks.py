"""A mask lies on the voxels that the service marked, whatever the order of its axes."""

import gzip
import io
import tarfile
import zipfile
from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.mask_builders import Files, a_mask_file, nifti
from tests.vendor_builders import a_series
from viewer.domain.finding import FindingKind, NoteKind
from viewer.domain.result import UnplacedReason
from viewer.domain.series import Container
from viewer.geometry.points import ImagePoint
from viewer.vendors.gateway.answers.collecting import Collected
from viewer.vendors.gateway.answers.masks import mask_finding, read_mask
from viewer.vendors.gateway.endpoint import About
from viewer.vendors.loose import Node

ORDERS = list(product(permutations(range(3)), product((False, True), repeat=3)))
SIZE = (9, 7, 5)


def series_of(size=SIZE, **changes):
    columns, rows, slices = size
    return a_series(slices=slices, rows=rows, columns=columns, **changes)


def labels_of(*voxels, size=SIZE, kind=np.uint8):
    labels = np.zeros(size, kind)
    for number, voxel in enumerate(voxels, 1):
        labels[voxel] = number
    return labels


def read(content, series):
    collected = Collected(
        Node({}, "Data"), About(series=series, files=Files(Mask=content) if content else None)
    )
    return read_mask(Node("https://store.invalid/m", "Data.Mask"), collected), collected


def voxels_of(mask):
    return {
        (part.column + column, part.row + row, part.index)
        for part in mask.slices
        for row, column in np.argwhere(part.bits).tolist()
    }


def note_kinds(read_):
    return [note.kind for note in read_.notes]


@pytest.mark.parametrize(("order", "flips"), ORDERS)
def test_each_order_of_axes_keeps_each_voxel(order, flips):
    marked = {(1, 2, 3), (8, 6, 4), (0, 0, 0), (4, 2, 3)}
    series = series_of()

    found, _ = read(a_mask_file(labels_of(*marked), series, order=order, flips=flips), series)

    assert voxels_of(found.mask) == marked
    assert found.notes == ()


@settings(max_examples=30, deadline=None)
@given(
    way=st.sampled_from(ORDERS),
    marked=st.sets(st.tuples(*(st.integers(0, n - 1) for n in SIZE)), min_size=1, max_size=20),
    tilt=st.sampled_from((0.0, 12.0)),
)
def test_any_voxels_in_any_order_stay_where_they_are(way, marked, tilt):
    series = series_of(tilt_deg=tilt)

    found, _ = read(a_mask_file(labels_of(*marked), series, order=way[0], flips=way[1]), series)

    assert voxels_of(found.mask) == marked
    assert found.volume_mm3 == pytest.approx(
        len(marked) * abs(np.linalg.det(series.geometry.affine[:3, :3])), rel=1e-5
    )


def test_a_mask_on_a_coarser_grid_takes_the_nearest_voxel_and_says_so():
    series = series_of((8, 8, 4))
    affine = np.diag([-1.0, -1.0, 1.0, 1.0]) @ series.geometry.affine
    coarse = affine.copy()
    coarse[:3, :2] *= 2
    coarse[:3, 3] += (affine[:3, 0] + affine[:3, 1]) / 2
    labels = np.zeros((4, 4, 4), np.uint8)
    labels[1, 2, 3] = 1

    found, _ = read(nifti(labels, coarse), series)

    assert voxels_of(found.mask) == {(c, r, 3) for c in (2, 3) for r in (4, 5)}
    assert note_kinds(found) == [NoteKind.MASK_RESAMPLED]


@settings(max_examples=20, deadline=None)
@given(
    turn_deg=st.sampled_from((0.0, 7.0, 30.0, 90.0)),
    scale=st.sampled_from((0.6, 1.0, 1.7)),
    shift=st.tuples(*[st.floats(-1.5, 1.5)] * 3),
)
@example(turn_deg=90.0, scale=0.6, shift=(-1.0, 0.0, 0.0))
def test_on_any_other_grid_each_pixel_has_the_nearest_voxel(turn_deg, scale, shift):
    series = series_of()
    angle = np.radians(turn_deg)
    turn = np.eye(4)
    turn[:2, :2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    affine = series.geometry.affine @ turn @ np.diag([scale, scale, scale, 1.0])
    affine[:3, 3] += np.array(shift) * 0.8
    labels = np.random.default_rng(7).random((11, 10, 8)) > 0.5

    found, _ = read(nifti(labels.astype(np.uint8), np.diag([-1, -1, 1, 1]) @ affine), series)

    to_mask = np.linalg.inv(affine) @ series.geometry.affine
    for voxel in np.ndindex(*SIZE):
        place = (to_mask @ [*voxel, 1.0])[:3] + 0.5
        if np.abs(place - np.rint(place)).min() < 1e-3:
            continue  # between two voxels either is as near
        index = tuple(np.floor(place).astype(int))
        is_inside = all(0 <= i < n for i, n in zip(index, labels.shape, strict=True))
        part = found.mask.on(voxel[2]) if found else None  # they may not meet at all
        is_marked = part is not None and part.holds(ImagePoint.at_centre_of(*voxel[:2]))
        assert is_marked == (is_inside and bool(labels[index]))


def test_a_part_of_the_grid_lies_where_it_was_cut_out():
    series = series_of()
    affine = np.diag([-1.0, -1.0, 1.0, 1.0]) @ series.geometry.affine
    affine[:3, 3] += affine[:3, :3] @ (2, 1, 3)

    found, _ = read(nifti(labels_of((1, 1, 1), size=(3, 3, 2)), affine), series)

    assert voxels_of(found.mask) == {(3, 2, 4)}
    assert found.notes == ()


@pytest.mark.parametrize("affine", [None, np.eye(4)], ids=["without", "of-no-place"])
def test_a_mask_that_says_not_where_it_lies_is_taken_voxel_by_voxel(affine):
    series = series_of()

    found, _ = read(nifti(labels_of((1, 2, 3)), affine), series)

    assert voxels_of(found.mask) == {(1, 2, 3)}
    assert note_kinds(found) == [NoteKind.MASK_BY_INDEX]
    assert found.volume_mm3 == pytest.approx(0.7 * 0.8 * 2.5)


def test_images_of_a_file_without_orientation_have_their_first_row_below():
    series = replace(series_of(), geometry=None, container=Container.NIFTI)

    found, _ = read(nifti(labels_of((1, 2, 3)), None), series)

    assert voxels_of(found.mask) == {(1, 4, 3)}


@pytest.mark.parametrize(
    "mask",
    [
        nifti(labels_of((1, 1, 1), size=(4, 4, 4)), None),
        nifti(labels_of((1, 1, 1)), np.diag([1.0, 1.0, 1.0, 1.0]) + np.eye(4, k=3) * 5000),
    ],
    ids=["other-size", "elsewhere"],
)
def test_a_mask_that_lies_elsewhere_is_listed(mask):
    found, collected = read(mask, series_of())

    assert found is None
    assert [one.reason for one in collected.unplaced] == [UnplacedReason.OTHER_GRID]
    assert [one.path for one in collected.unplaced] == ["Data.Mask"]


def test_the_mask_of_a_series_without_positions_is_not_placed_by_guessing():
    series = replace(series_of(), geometry=None)

    found, _ = read(a_mask_file(labels_of((1, 2, 3)), series_of()), series)

    assert note_kinds(found) == [NoteKind.MASK_BY_INDEX]


def in_zip(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, a_mask_file(labels_of((1, 2, 3)), series_of()))
    return target.getvalue()


def in_tar(*names, mode="w:gz"):
    target = io.BytesIO()
    content = a_mask_file(labels_of((1, 2, 3)), series_of(), packed=False)
    with tarfile.open(fileobj=target, mode=mode) as archive:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        a_mask_file(labels_of((1, 2, 3)), series_of()),
        a_mask_file(labels_of((1, 2, 3)), series_of(), packed=False),
        a_mask_file(labels_of((1, 2, 3), kind=np.float32), series_of()),
        a_mask_file(labels_of((1, 2, 3), kind=np.int16), series_of()),
        in_zip("readme.txt", "mask.nii.gz"),
        in_tar("a/mask.nii"),
        in_tar("mask.nii", mode="w"),
    ],
    ids=["gzip", "bare", "float", "int16", "zip", "tar.gz", "tar"],
)
def test_a_mask_is_read_in_its_usual_wrappings(content):
    found, _ = read(content, series_of())

    assert voxels_of(found.mask) == {(1, 2, 3)}


CUT = a_mask_file(labels_of((1, 2, 3)), series_of(), packed=False)[:-40]


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"<html>gone</html>",
        CUT,
        gzip.compress(CUT),
        b"\x1f\x8bgarbage",
        b"PK\x03\x04garbage",
        in_zip("one.nii", "two.nii"),
        in_zip("readme.txt"),
        nifti(np.zeros((9, 7, 5, 2), np.uint8), np.eye(4)),
    ],
    ids=[
        "missing",
        "empty",
        "page",
        "cut",
        "cut-in-gzip",
        "no-gzip",
        "no-zip",
        "two-volumes",
        "no-volume",
        "two-times",
    ],
)
def test_a_file_that_is_no_mask_is_listed_and_loses_nothing_else(content):
    found, collected = read(content, series_of())

    assert found is None
    assert [one.reason for one in collected.unplaced] == [UnplacedReason.FILE_MISSING]


FILES = {
    "gzip": a_mask_file(labels_of((1, 2, 3)), series_of()),
    "bare": a_mask_file(labels_of((1, 2, 3)), series_of(), packed=False),
    "zip": in_zip("mask.nii"),
    "tar": in_tar("mask.nii", mode="w"),
    "tar.gz": in_tar("mask.nii"),
}


@pytest.mark.filterwarnings("ignore:invalid value encountered in cast")  # a NaN in the header
@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(FILES)),
    changes=st.lists(st.tuples(st.integers(0, 10**5), st.integers(0, 255)), max_size=8),
    length=st.one_of(st.none(), st.integers(0, 3000)),
)
def test_a_damaged_file_is_a_mask_or_listed_and_never_an_error(name, changes, length):
    content = bytearray(FILES[name])
    for place, value in changes:
        content[place % len(content)] = value

    found, collected = read(bytes(content[:length]) or b"x", series_of())

    assert (found is None) == bool(collected.unplaced)


def test_absurd_sizes_are_refused_before_memory_is_taken():
    content = bytearray(nifti(np.zeros((2, 2, 2), np.uint8), np.eye(4), packed=False))
    content[42:48] = np.array([20_000, 20_000, 20_000], "<i2").tobytes()

    found, collected = read(bytes(content), series_of())

    assert found is None
    assert [one.reason for one in collected.unplaced] == [UnplacedReason.FILE_MISSING]


def test_the_finding_of_a_mask_lies_on_the_slice_with_most_of_it():
    series = series_of()
    found, collected = read(a_mask_file(labels_of((1, 2, 1), (3, 2, 4), (4, 2, 4)), series), series)

    finding = mask_finding(Node("x", "Data.Mask"), found, FindingKind.OPACITY, collected)

    assert finding.placement.slice_index == 4
    assert finding.placement.patient == pytest.approx((-160.5 + 3.5 * 0.7, -142.25 + 1.6, -300.0))
    assert finding.measured("volume") == pytest.approx(3 * 0.7 * 0.8 * 2.5 / 1000)


def test_an_empty_mask_is_no_finding():
    series = series_of()
    found, collected = read(a_mask_file(labels_of(), series), series)

    assert mask_finding(Node("x", "Data.Mask"), found, FindingKind.OPACITY, collected) is None
    assert collected.unplaced == []
