"""Masks: bits per slice, kept small, and outlines that run along the pixels' edges."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from viewer.geometry.mask import MaskSlice, MaskVolume, Ring
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import MaskRegion, corners_of


def bits(*rows: str) -> np.ndarray:
    """Return an image from rows of `#` and `.`."""
    return np.array([[sign == "#" for sign in row] for row in rows])


def places(ring: Ring) -> list[tuple[float, float]]:
    return [(point.column, point.row) for point in ring]


def area(ring: Ring) -> float:
    """Return the signed area: above zero for a ring that runs clockwise as the image lies."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(p.column * q.row - q.column * p.row for p, q in pairs) / 2


def test_an_empty_image_has_no_slice() -> None:
    assert MaskSlice.of(3, np.zeros((4, 4), bool)) is None


def test_one_pixel_is_outlined_by_its_four_corners() -> None:
    part = MaskSlice.of(0, bits("....", "..#.", "...."))
    assert part is not None
    assert [places(ring) for ring in part.rings] == [[(2, 1), (3, 1), (3, 2), (2, 2)]]


def test_a_hole_is_a_ring_that_runs_the_other_way() -> None:
    part = MaskSlice.of(0, bits("###", "#.#", "###"))
    assert part is not None
    assert sorted(area(ring) for ring in part.rings) == [-1.0, 9.0]


def test_pixels_that_touch_at_a_corner_are_parted() -> None:
    part = MaskSlice.of(0, bits("#.", ".#"))
    assert part is not None
    assert [area(ring) for ring in part.rings] == [1.0, 1.0]


@given(arrays(np.bool_, st.tuples(st.integers(1, 9), st.integers(1, 9))))
def test_the_rings_enclose_as_much_as_is_marked_and_the_bits_come_back(image: np.ndarray) -> None:
    part = MaskSlice.of(0, image)
    if part is None:
        assert not image.any()
        return
    assert sum(area(ring) for ring in part.rings) == np.count_nonzero(image)
    whole = np.zeros_like(image)
    whole[part.row : part.row + part.height, part.column : part.column + part.width] = part.bits
    assert (whole == image).all()


@given(arrays(np.bool_, (7, 7)))
def test_no_ring_has_a_point_that_it_does_not_need(image: np.ndarray) -> None:
    part = MaskSlice.of(0, image)
    for ring in part.rings if part else ():
        trios = zip(ring, ring[1:] + ring[:1], ring[2:] + ring[:2], strict=True)
        assert not any(
            a.column == b.column == c.column or a.row == b.row == c.row for a, b, c in trios
        )


def test_a_volume_knows_its_slices_its_size_and_what_lies_where() -> None:
    volume = MaskVolume.of(
        [(5, bits("##.", "...")), (2, bits("...", "..#")), (3, bits("...", "..."))]
    )
    assert [part.index for part in volume.slices] == [2, 5]
    assert volume.reach == range(2, 6)
    assert volume.voxel_count == 3
    assert volume.bounds == (0, 0, 3, 2)
    assert volume.largest is volume.on(5)
    assert volume.on(3) is None
    part = volume.on(2)
    assert part is not None
    assert part.holds(ImagePoint(2.5, 1.5))
    assert not part.holds(ImagePoint(1.5, 1.5))


def test_a_masks_corners_are_those_of_the_box_around_it() -> None:
    region = MaskRegion(MaskVolume.of([(0, bits("....", ".##.", "...."))]))
    assert places(corners_of(region)) == [(1, 1), (3, 1), (3, 2), (1, 2)]
