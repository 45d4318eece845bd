"""Overlay planes are read where the standard puts them, and drawn so that they are seen."""

import numpy as np
import pytest
from pydicom.dataelem import DataElement

from tests.dressed_builders import add_embedded_plane, add_plane
from tests.image_builders import BIG_ENDIAN, EXPLICIT, IMPLICIT, write_series
from viewer.domain.series import StackProblemKind
from viewer.export.slices import volume_with
from viewer.imaging.dressed import Marks, Shown, dressed, dressing_of
from viewer.imaging.grey.voi import GreyState, render
from viewer.imaging.grey.window import Window
from viewer.imaging.overlay_planes import read_planes
from viewer.imaging.problems import PlaneProblem
from viewer.imaging.scan import scan

ROWS, COLUMNS = 10, 13  # rows of bits that do not end with a byte
SHAPE = (ROWS, COLUMNS)


def scattered(seed: int = 1, frames: int = 0) -> np.ndarray:
    size = (frames, *SHAPE) if frames else SHAPE
    return np.random.default_rng(seed).random(size) < 0.3


def headers(folder, edit, **options):
    """Write one image and return the headers of its frames."""
    write_series(
        folder, slices=1, rows=ROWS, columns=COLUMNS, edit=lambda data, _: edit(data), **options
    )
    (stack,) = scan([folder]).stacks
    return stack.instances


def places(marks: Marks) -> np.ndarray:
    """Return the numbers of the marked pixels, in reading order."""
    return np.arange(marks.size)[marks.index()]


def with_frames(data, count: int) -> None:
    data.NumberOfFrames = count
    data.PixelData = data.PixelData * count
    del data.ImagePositionPatient, data.ImageOrientationPatient


@pytest.mark.parametrize(
    ("syntax", "vr"),
    [(EXPLICIT, "OB"), (EXPLICIT, "OW"), (IMPLICIT, "OW"), (BIG_ENDIAN, "OW"), (BIG_ENDIAN, "OB")],
)
def test_own_bits_are_read_in_every_byte_order(tmp_path, syntax, vr) -> None:
    bits = scattered()

    def edit(data):
        add_plane(data, bits, vr=vr)
        if syntax == BIG_ENDIAN:
            data.PixelData = np.frombuffer(data.PixelData, "<u2").astype(">u2").tobytes()
            if vr == "OW":
                packed = data[0x60003000].value
                data[0x60003000].value = np.frombuffer(packed, "<u2").astype(">u2").tobytes()

    (header,) = headers(tmp_path, edit, syntax=syntax)

    (plane,) = read_planes(header).planes
    assert np.array_equal(plane.within(*SHAPE), bits)
    assert (plane.group, plane.is_region, plane.description) == (0x6000, False, "Drawn by hand")


def test_a_deflated_file_has_planes_too(tmp_path) -> None:
    bits = scattered()

    (header,) = headers(tmp_path, lambda data: add_plane(data, bits), compressed="deflated")

    assert np.array_equal(read_planes(header).planes[0].within(*SHAPE), bits)


@pytest.mark.parametrize("origin", [(3, 4), (-2, -1), (9, 12), (200, 1)])
def test_a_plane_lies_at_its_origin_even_outside_of_the_image(tmp_path, origin) -> None:
    bits = np.ones((4, 5), bool)
    expected = np.zeros(SHAPE, bool)
    for row in range(4):
        for column in range(5):
            place = origin[0] - 1 + row, origin[1] - 1 + column
            if 0 <= place[0] < ROWS and 0 <= place[1] < COLUMNS:
                expected[place] = True

    (header,) = headers(tmp_path, lambda data: add_plane(data, bits, origin=origin))

    (plane,) = read_planes(header).planes
    assert np.array_equal(plane.within(*SHAPE), expected)


def test_several_groups_are_all_drawn(tmp_path) -> None:
    first, second = scattered(1), scattered(2)

    def edit(data):
        add_plane(data, first)
        add_plane(data, second, group=0x601E)

    (header,) = headers(tmp_path, edit)

    dressing = dressing_of(header)
    assert dressing is not None
    assert np.array_equal(places(dressing.lines), np.flatnonzero(first | second))


def test_frames_of_a_plane_follow_each_other_without_a_gap(tmp_path) -> None:
    bits = scattered(3, frames=2)

    def edit(data):
        with_frames(data, 4)
        add_plane(data, bits, frames=2, first_frame=2)

    found = [read_planes(header).planes for header in headers(tmp_path, edit)]

    assert [len(planes) for planes in found] == [0, 1, 1, 0]
    assert np.array_equal(found[1][0].bits, bits[0])
    assert np.array_equal(found[2][0].bits, bits[1])


def test_a_plane_that_names_no_frame_lies_on_all(tmp_path) -> None:
    def edit(data):
        with_frames(data, 3)
        add_plane(data, scattered())

    assert [len(read_planes(h).planes) for h in headers(tmp_path, edit)] == [1, 1, 1]


@pytest.mark.parametrize("bit", [12, 15])
@pytest.mark.parametrize("syntax", [EXPLICIT, BIG_ENDIAN])
def test_bits_that_the_pixels_leave_unused_are_a_plane(tmp_path, bit, syntax) -> None:
    bits = scattered()
    grey = np.arange(ROWS * COLUMNS, dtype=np.uint16).reshape(SHAPE)
    words = grey | bits.astype(np.uint16) << bit

    def edit(data):
        data.PixelData = words.astype(">u2" if syntax == BIG_ENDIAN else "<u2").tobytes()
        add_embedded_plane(data, SHAPE, bit)

    write_series(
        tmp_path,
        slices=1,
        rows=ROWS,
        columns=COLUMNS,
        bits_stored=12,
        signed=False,
        syntax=syntax,
        edit=lambda data, _: edit(data),
    )
    (stack,) = scan([tmp_path]).stacks

    (plane,) = read_planes(stack.instances[0]).planes
    assert np.array_equal(plane.bits, bits)
    assert np.array_equal(volume_with(stack, [0]).stored[0], grey)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda data: setattr(data[0x60000010], "value", 500), PlaneProblem.SIZE),
        (lambda data: setattr(data[0x60000011], "value", 0), PlaneProblem.SIZE),
        (lambda data: data.__delitem__(0x60003000), PlaneProblem.NO_BITS),
        (lambda data: data.add(DataElement(0x60003000, "OW", b"\1\0")), PlaneProblem.SIZE),
    ],
)
def test_a_plane_that_lies_is_left_out_and_said(tmp_path, spoil, why) -> None:
    def edit(data):
        add_plane(data, scattered())
        spoil(data)

    (header,) = headers(tmp_path, edit)

    dressing = dressing_of(header)
    assert dressing is not None
    assert dressing.lines.count == 0
    (problem,) = dressing.problems
    assert problem.kind is StackProblemKind.ILLEGAL_GRAPHICS
    assert problem.values == ("6000", why.value)


def test_bits_within_compressed_pixels_are_said_to_be_lost(tmp_path) -> None:
    (header,) = headers(
        tmp_path,
        lambda data: add_embedded_plane(data, SHAPE, 15),
        compressed="j2k",
        bits_stored=12,
        signed=False,
    )

    assert read_planes(header).problems == ((0x6000, PlaneProblem.COMPRESSED),)


def test_an_image_without_planes_costs_nothing_and_stays_the_same_array(tmp_path) -> None:
    (header,) = headers(tmp_path, lambda data: None)
    picture = np.zeros(SHAPE, np.uint8)

    assert dressing_of(header) is None
    assert dressed(picture, None, Shown()) is picture


@pytest.mark.parametrize("ground", [0, 127, 128, 255])
@pytest.mark.parametrize("is_colour", [False, True])
def test_graphics_are_seen_on_every_ground(tmp_path, ground, is_colour) -> None:
    bits = np.zeros(SHAPE, bool)
    bits[5, 3:9] = True
    (header,) = headers(tmp_path, lambda data: add_plane(data, bits))
    picture = np.full((*SHAPE, 3) if is_colour else SHAPE, ground, np.uint8)

    result = dressed(picture, dressing_of(header), Shown())

    assert np.all(result[5, 3:9] == 255)
    assert np.all(np.abs(result[4, 3:9].astype(int) - 255) >= 128)
    assert np.all(result[8] == ground)
    assert np.all(picture == ground)


def test_of_an_area_only_the_outline_is_drawn(tmp_path) -> None:
    bits = np.zeros(SHAPE, bool)
    bits[2:8, 3:10] = True
    outline = bits.copy()
    outline[3:7, 4:9] = False

    (header,) = headers(tmp_path, lambda data: add_plane(data, bits, kind="R"))

    dressing = dressing_of(header)
    assert dressing is not None
    assert np.array_equal(places(dressing.lines), np.flatnonzero(outline))


def test_graphics_can_be_switched_off(tmp_path) -> None:
    (header,) = headers(tmp_path, lambda data: add_plane(data, scattered()))
    picture = np.zeros(SHAPE, np.uint8)

    assert dressed(picture, dressing_of(header), Shown(graphics=False)) is picture


def test_inversion_leaves_graphics_white(tmp_path) -> None:
    bits = scattered()
    write_series(
        tmp_path,
        slices=1,
        rows=ROWS,
        columns=COLUMNS,
        edit=lambda data, _: add_plane(data, bits),
    )
    (stack,) = scan([tmp_path]).stacks
    volume = volume_with(stack, [0])
    dressing = dressing_of(stack.instances[0])
    for is_inverted in (False, True):
        picture = render(volume, 0, GreyState(Window(60, 120), is_inverted=is_inverted))
        assert np.all(dressed(picture, dressing, Shown())[bits] == 255)


@pytest.mark.parametrize(
    ("name", "pixels"),
    [
        ("conformance/lut_overlay/MR-SIEMENS-DICOM-WithOverlays.dcm", 323),
        ("conformance/colour/examples_overlay.dcm", 222),
        ("ct/head_phantom_localizer-mixed/exam_summary/I20", 4007),
    ],
)
def test_real_graphics_are_read(shared_data, name, pixels) -> None:
    (stack,) = scan([shared_data / name]).stacks

    dressing = dressing_of(stack.instances[0])

    assert dressing is not None
    assert dressing.lines.count == pixels
    assert dressing.problems == ()


@pytest.mark.parametrize("share", [0.0, 0.001, 0.4, 1.0])
def test_sparse_and_dense_graphics_are_kept_alike(share) -> None:
    mask = np.random.default_rng(6).random((101, 77)) < share

    marks = Marks.of(mask)

    assert np.array_equal(places(marks), np.flatnonzero(mask))
    assert marks.kept.nbytes <= mask.size // 8 + 1
