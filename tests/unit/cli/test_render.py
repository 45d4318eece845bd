"""`viewer render`: which image, which size, what is said when it cannot be."""

import json

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from tests.dressed_builders import add_plane
from tests.image_builders import write_series
from viewer.cli.main import run
from viewer.imaging.grey.voi import GreyState, render
from viewer.imaging.grey.window import Window
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan
from viewer.paint.image import to_array

pytestmark = pytest.mark.usefixtures("qapp")

ROWS, COLUMNS = 60, 80


@pytest.fixture
def series(tmp_path):
    """Five slices 1.5 mm apart, 0.8 × 0.6 mm pixels; returns the folder and the stack."""
    folder = tmp_path / "in"
    write_series(folder, rows=ROWS, columns=COLUMNS, patient_name="Secret^Name")
    (stack,) = scan([folder]).stacks
    return folder, stack


def element(stack, index, column=20, row=30, **more):
    uid = stack.description.instances[index].sop_instance_uid
    place = {"ImageX": column, "ImageY": row, "ImageZ": index, "SOPInstanceUID": uid}
    return {**place, "Diameter": 2.4, "Confidence": 0.9, "Category": "2-solid", **more}


def answer(tmp_path, *elements, **envelope):
    path = tmp_path / "raw.json"
    body = {"ret_code": 0, "Data": {"Series": [{"Elements": list(elements)}]}, **envelope}
    path.write_text(json.dumps({"showapi_res_code": 0, "showapi_res_body": body}))
    return ["--answer", str(path), "--endpoint", "lung-nodule"]


def rendered(tmp_path, folder, *options):
    """Run the command and return the picture and the layout."""
    out, layout = tmp_path / "out.png", tmp_path / "layout.json"

    status = run(["render", str(folder), *options, "--out", str(out), "--layout", str(layout)])

    assert status == 0
    return QImage(str(out)), json.loads(layout.read_text(encoding="utf-8"))


def test_the_first_findings_image_is_drawn_with_its_marker(tmp_path, series) -> None:
    folder, stack = series
    options = answer(tmp_path, element(stack, 4), element(stack, 0))

    image, layout = rendered(tmp_path, folder, *options)

    assert (image.width(), image.height()) == (COLUMNS, ROWS)
    assert layout["frame"] == {
        "index": 4,
        "sop_instance_uid": stack.description.instances[4].sop_instance_uid,
    }
    (item,) = layout["items"]
    assert item["image_points"] == item["output_points"] == [[20.5, 30.5]]
    assert item["radius"] == pytest.approx(1.2 / 0.6)
    assert [left["reason"] for left in layout["not_drawn"]] == ["other frame"]


def test_a_size_scales_the_layout(tmp_path, series) -> None:
    folder, stack = series

    image, layout = rendered(
        tmp_path, folder, *answer(tmp_path, element(stack, 4)), "--size", "800x1000"
    )

    assert (image.width(), image.height()) == (800, 1000)
    assert layout["output"] == {"width": 800, "height": 1000}
    across = 800 / COLUMNS
    top = (1000 - ROWS * across * 0.8 / 0.6) / 2
    expected = [20.5 * across, top + 30.5 * across * 0.8 / 0.6]
    assert layout["items"][0]["output_points"][0] == pytest.approx(expected)


def test_without_an_answer_the_centre_image_is_drawn(tmp_path, series) -> None:
    _, layout = rendered(tmp_path, series[0])

    assert (layout["frame"]["index"], layout["items"]) == (2, [])


def test_a_frame_counts_from_0_in_stack_order(tmp_path, series) -> None:
    folder, stack = series

    _, layout = rendered(tmp_path, folder, "--frame", "1")

    assert layout["frame"]["sop_instance_uid"] == stack.description.instances[1].sop_instance_uid


def test_an_image_can_be_named_by_its_uid(tmp_path, series) -> None:
    folder, stack = series

    _, layout = rendered(tmp_path, folder, "--sop", stack.description.instances[3].sop_instance_uid)

    assert layout["frame"]["index"] == 3


def test_a_finding_can_be_named_by_number_and_by_id(tmp_path, series) -> None:
    folder, stack = series
    options = answer(tmp_path, element(stack, 4), element(stack, 1))

    _, by_number = rendered(tmp_path, folder, *options, "--finding", "2")
    _, by_id = rendered(tmp_path, folder, *options, "--finding", by_number["items"][0]["finding"])

    assert by_number["frame"]["index"] == by_id["frame"]["index"] == 1


def test_plain_is_exactly_the_grey_pipeline(tmp_path, series) -> None:
    folder, stack = series
    options = [*answer(tmp_path, element(stack, 2)), "--window", "-600,1500", "--plain"]

    image, layout = rendered(tmp_path, folder, *options)

    loader = VolumeLoader(stack)
    loader.run()
    expected = render(loader.volume, 2, GreyState(Window(-600.0, 1500.0)))
    assert np.array_equal(to_array(image)[..., 1], expected)
    assert [left["reason"] for left in layout["not_drawn"]] == ["overlay off"]


def test_what_has_no_place_is_listed(tmp_path, series) -> None:
    folder, stack = series
    options = answer(tmp_path, element(stack, 2), element(stack, 2, column=5000))

    _, layout = rendered(tmp_path, folder, *options)

    assert [left["reason"] for left in layout["not_drawn"]] == ["outside image"]


def test_the_patient_is_named_only_when_asked_for(tmp_path, series) -> None:
    folder, _ = series

    without, _ = rendered(tmp_path, folder, "--size", "800x600")
    named, _ = rendered(tmp_path, folder, "--size", "800x600", "--identity")

    assert (to_array(without)[:60, :200] != to_array(named)[:60, :200]).any()


@pytest.mark.parametrize(
    "options",
    [
        ["--frame", "5"],
        ["--frame", "-1"],
        ["--sop", "1.2.3"],
        ["--finding", "1"],
        ["--window", "40"],
        ["--window", "40,0"],
        ["--window", "nan,400"],
        ["--size", "800"],
        ["--size", "0x800"],
        ["--size", "99999x10"],
        ["--endpoint", "lung-nodule"],
        ["--frame", "1", "--sop", "1.2.3"],
    ],
)
def test_wrong_options_are_refused_with_one_line(tmp_path, series, capsys, options) -> None:
    status = run(["render", str(series[0]), *options, "--out", str(tmp_path / "out.png")])

    assert status == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "out.png").exists()


def test_a_finding_that_the_answer_has_not_is_refused(tmp_path, series) -> None:
    folder, stack = series
    options = [*answer(tmp_path, element(stack, 4)), "--finding", "9"]

    assert run(["render", str(folder), *options, "--out", str(tmp_path / "out.png")]) == 2


def test_an_answer_that_failed_is_not_drawn_as_nothing_found(tmp_path, series, capsys) -> None:
    options = answer(tmp_path, ret_code=-1, remark="out of service", Data=None)

    status = run(["render", str(series[0]), *options, "--out", str(tmp_path / "out.png")])

    assert status == 4
    assert "out of service" in capsys.readouterr().err
    assert not (tmp_path / "out.png").exists()


def test_a_folder_without_images_is_said(tmp_path, capsys) -> None:
    (tmp_path / "notes.txt").write_text("no image")

    status = run(["render", str(tmp_path / "notes.txt"), "--out", str(tmp_path / "out.png")])

    assert status == 3
    assert capsys.readouterr().err


def test_an_answer_that_is_not_there_is_said(tmp_path, series) -> None:
    options = ["--answer", str(tmp_path / "none.json"), "--endpoint", "lung-nodule"]

    assert run(["render", str(series[0]), *options, "--out", str(tmp_path / "out.png")]) == 3


def test_a_damaged_image_is_refused_and_not_drawn_as_black(tmp_path, capsys) -> None:
    folder = tmp_path / "in"
    write_series(folder, rows=ROWS, columns=COLUMNS, compressed="rle")
    (stack,) = scan([folder]).stacks
    path = stack.instances[2].source.path
    content = path.read_bytes()
    start = content.rindex(b"\xfe\xff\x00\xe0", 0, -8)
    path.write_bytes(content[: start + 8] + b"\xff" * (len(content) - start - 16) + content[-8:])

    status = run(["render", str(folder), "--frame", "2", "--out", str(tmp_path / "out.png")])

    assert status == 3
    assert capsys.readouterr().err
    assert not (tmp_path / "out.png").exists()


def test_an_image_that_ends_too_early_says_so_on_the_picture(tmp_path, series) -> None:
    folder, stack = series
    whole, _ = rendered(tmp_path, folder, "--size", "800x600", "--window", "0,4000")
    path = stack.instances[2].source.path
    path.write_bytes(path.read_bytes()[:-20])

    cut, _ = rendered(tmp_path, folder, "--size", "800x600", "--window", "0,4000")

    warning = to_array(cut)[540:, :400].astype(int)
    assert (to_array(whole)[540:, :400] != warning).any()
    assert ((warning[..., 0] > 200) & (warning[..., 2] < 160)).any()  # the warnings' colour


def dressed_folder(tmp_path):
    """Write one mid-grey image, 20 × 40 px of 1 × 2 mm, with a shutter and a line of graphics."""
    line = np.zeros((20, 40), bool)
    line[9, 10:30] = True

    def edit(data, _):
        data.ShutterShape = "RECTANGULAR"
        data.ShutterLeftVerticalEdge, data.ShutterRightVerticalEdge = 5, 36
        data.ShutterUpperHorizontalEdge, data.ShutterLowerHorizontalEdge = 3, 18
        data.ShutterPresentationValue = 0x4000
        add_plane(data, line)

    folder = tmp_path / "dressed"
    write_series(
        folder,
        slices=1,
        rows=20,
        columns=40,
        spacing=(1.0, 2.0),
        values=lambda _: np.full((20, 40), 40, np.int16),
        windows=((40.5, 81.0),),
        edit=edit,
    )
    return folder


def test_graphics_and_shutter_lie_where_the_layout_puts_the_pixels(tmp_path) -> None:
    folder = dressed_folder(tmp_path)
    (stack,) = scan([folder]).stacks

    image, layout = rendered(
        tmp_path,
        folder,
        *answer(tmp_path, element(stack, 0, 20, 9)),
        *("--size", "800x200", "--identity"),
    )

    (item,) = layout["items"]
    assert item["image_points"] == [[20.5, 9.5]]
    ((x, y),) = item["output_points"]
    assert (x, y) == (410.0, 95.0)  # 20 px across and 10 down: pixels are twice as wide as tall
    assert (item["radius"], item["radius_rows"]) == (0.6, 1.2)
    grey = to_array(image)[..., 0]
    assert grey[int(y), int(x) + 100] > 230  # the line of graphics, interpolated
    assert grey[int(y) + 30, int(x) + 100] == 128  # the pixels
    assert grey[10, 300] == 64  # covered
    assert to_array(rendered(tmp_path, folder, "--plain")[0])[..., 0].tolist() == [[128] * 40] * 20


def test_a_window_on_floating_point_has_no_half_steps(tmp_path) -> None:
    path = tmp_path / "map.tif"
    Image.fromarray(np.linspace(-1, 1, 256, dtype=np.float32).reshape(16, 16)).save(path)

    image, _ = rendered(tmp_path, path, "--plain", "--window", "0,2")

    assert np.abs(to_array(image)[..., 0].ravel() - np.arange(256.0)).max() <= 1
