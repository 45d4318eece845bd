"""Pictures at the source's resolution."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage

from tests.dressed_builders import add_plane
from tests.image_builders import write_series
from tests.overlay_builders import a_finding
from viewer.domain.finding import FindingKind
from viewer.export.figure import FigureRequest, draw_figure, pictures_of, png_bytes, write_png
from viewer.export.slices import volume_with
from viewer.foundation.errors import CannotWrite
from viewer.geometry.points import ImagePoint
from viewer.imaging.grey.voi import GreyState, render
from viewer.imaging.grey.window import Window
from viewer.imaging.scan import scan
from viewer.overlay.wording import OverlayWording
from viewer.paint.image import to_array

pytestmark = pytest.mark.usefixtures("qapp")

GREY = GreyState(Window(300.0, 900.0))


def a_request(folder, **changes):
    """Return a request for slice 2 of five, 60 rows × 80 columns, 0.8 × 0.6 mm."""
    write_series(folder, rows=60, columns=80, patient_name="Test^Anna")
    (stack,) = scan([folder]).stacks
    values = {"volume": volume_with(stack, [2]), "slice_index": 2, "grey": GREY, **changes}
    return FigureRequest(**values)


def test_a_plain_picture_is_exactly_the_grey_pipeline(tmp_path) -> None:
    request = a_request(tmp_path, is_plain=True, findings=(a_finding(slice_index=2),))

    pixels = to_array(draw_figure(request).image)

    expected = render(request.volume, 2, GREY)
    assert all(np.array_equal(pixels[..., channel], expected) for channel in range(3))


def test_without_a_size_each_pixel_is_one_pixel(tmp_path) -> None:
    figure = draw_figure(a_request(tmp_path, findings=(a_finding(slice_index=2),)))

    assert (figure.image.width(), figure.image.height()) == (80, 60)
    assert figure.frame.camera.to_device(ImagePoint(12.25, 7.5)) == (12.25, 7.5)
    assert [item.finding_uid for item in figure.items] == ["finding-1"]


def test_with_a_size_millimetres_are_equally_long_in_both_directions(tmp_path) -> None:
    camera = draw_figure(a_request(tmp_path, size=(400, 400))).frame.camera

    assert (camera.zoom, camera.row_zoom) == pytest.approx((5.0, 5.0 * 0.8 / 0.6))


@pytest.mark.parametrize("size", [(640, 640), (320, 480), (40, 30), (33, 90)])
def test_a_sized_picture_shows_each_pixel_where_the_layout_says(tmp_path, size) -> None:
    bright = np.full((60, 80), -1000, np.int16)
    bright[40:52, 12:28] = 1000  # centre (20, 46)
    write_series(tmp_path, rows=60, columns=80, values=lambda _: bright)
    (stack,) = scan([tmp_path]).stacks
    request = FigureRequest(
        volume=volume_with(stack, [2]), slice_index=2, grey=GREY, size=size, is_plain=True
    )

    figure = draw_figure(request)

    grey = to_array(figure.image)[..., 0].astype(float)
    rows, columns = np.mgrid[0 : size[1], 0 : size[0]] + 0.5
    seen = (grey * columns).sum() / grey.sum(), (grey * rows).sum() / grey.sum()
    assert seen == pytest.approx(figure.frame.camera.to_device(ImagePoint(20, 46)), abs=0.2)


def test_hiding_the_identity_changes_the_picture(tmp_path) -> None:
    shown = a_request(tmp_path, size=(900, 900))
    hidden = FigureRequest(
        volume=shown.volume, slice_index=2, grey=GREY, size=(900, 900), hides_identity=True
    )

    difference = to_array(draw_figure(shown).image) != to_array(draw_figure(hidden).image)

    assert difference[:120, :300].any()
    assert not difference[200:, :].any()


def test_the_written_picture_carries_no_text_of_the_source(tmp_path) -> None:
    figure = draw_figure(a_request(tmp_path))
    figure.image.setText("PatientName", "Test^Chest")

    content = png_bytes(figure)

    assert b"Test" not in content
    assert QImage.fromData(content).textKeys() == ["Software"]


def test_the_written_picture_is_the_drawn_one(tmp_path) -> None:
    figure = draw_figure(a_request(tmp_path / "in"))
    path = tmp_path / "out" / "figure.png"

    write_png(path, figure)

    assert np.array_equal(to_array(QImage(str(path))), to_array(figure.image))


def test_a_folder_that_cannot_be_made_is_said(tmp_path) -> None:
    figure = draw_figure(a_request(tmp_path / "in"))
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(CannotWrite):
        write_png(tmp_path / "file" / "figure.png", figure)


def an_image_with_graphics(folder, **changes):
    """Return a request for a dark image with a line of graphics in row 30."""
    line = np.zeros((60, 80), bool)
    line[30, 10:70] = True
    write_series(
        folder,
        slices=1,
        rows=60,
        columns=80,
        values=lambda _: np.full((60, 80), -1000, np.int16),
        edit=lambda data, _: add_plane(data, line),
    )
    (stack,) = scan([folder]).stacks
    values = {"volume": volume_with(stack, [0]), "slice_index": 0, "grey": GREY, **changes}
    return FigureRequest(**values)


@pytest.mark.parametrize(("hides", "grey"), [(False, 255), (True, 0)])
def test_graphics_of_the_file_leave_with_the_identity_only(tmp_path, hides, grey) -> None:
    silent = OverlayWording(graphics_left_out="")
    request = an_image_with_graphics(tmp_path, hides_identity=hides, wording=silent)

    pixels = to_array(draw_figure(request).image)

    assert (pixels[30, 20:60] == grey).all()


def test_graphics_that_are_left_out_are_said(tmp_path) -> None:
    loud = OverlayWording(graphics_left_out="left out")
    quiet = OverlayWording(graphics_left_out="")
    pictures = [
        to_array(
            draw_figure(
                an_image_with_graphics(tmp_path, hides_identity=True, size=(600, 450), wording=said)
            ).image
        )
        for said in (loud, quiet)
    ]

    assert not np.array_equal(*pictures)


def test_pictures_are_named_by_number_and_no_two_alike() -> None:
    own = replace(a_finding(4), is_own=True)
    merged = replace(own, uid="from another library")

    names = pictures_of((a_finding(1), a_finding(3), own, merged))

    assert tuple(picture.name for picture in names) == (
        "overlay-001.png",
        "overlay-003.png",
        "overlay-own-004.png",
        "overlay-own-004-2.png",
    )


def test_what_is_seen_together_has_one_picture_an_image() -> None:
    teeth = [replace(a_finding(n), kind=FindingKind.TOOTH) for n in (1, 2, 3)]
    mark = replace(a_finding(4), kind=FindingKind.MARK, is_own=True)
    index = teeth[0].placement.slice_index

    pictures = pictures_of((*teeth, mark))

    names = [(picture.name, picture.finding) for picture in pictures]
    assert names == [
        ("overlay-own-004.png", mark),
        (f"overlay-image-{index + 1:03d}.png", None),
    ]
