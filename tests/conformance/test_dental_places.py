"""What a dental service answers is drawn where it said, in every way a camera stores a picture.

Each picture has a red block at a place that is known upright. What is drawn is compared with the
answer, and the pixels below it with the block: a picture and its findings that were both turned
wrongly would agree with each other.
"""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tests.dental_corpus import a_document, a_picture
from viewer.cli.main import run
from viewer.vendors.dental.answer import read_dental
from viewer.vendors.dental.endpoints import PANORAMIC
from viewer.vendors.gateway.endpoint import About

COLUMNS, ROWS = 120, 80
BLOCK = (70, 20, 100, 50)
"""Left, top, right, bottom in px of the picture upright."""
OUTLINE = ((70.25, 20.5), (100.0, 22.75), (96.5, 50.0), (72.0, 48.25))
POINT = (84.375, 31.125)
TOLERANCE_PX = 0.01
ORIENTATIONS = range(1, 9)
TURNED = (5, 6, 7, 8)
STORED = {
    1: lambda x, y: (x, y),
    2: lambda x, y: (COLUMNS - x, y),
    3: lambda x, y: (COLUMNS - x, ROWS - y),
    4: lambda x, y: (x, ROWS - y),
    5: lambda x, y: (y, x),
    6: lambda x, y: (y, COLUMNS - x),
    7: lambda x, y: (ROWS - y, COLUMNS - x),
    8: lambda x, y: (ROWS - y, x),
}
"""From a place upright to where a camera stores it (EXIF 2.32 4.6.4 A: row 0 and column 0)."""


def upright() -> NDArray[np.uint8]:
    pixels = np.full((ROWS, COLUMNS, 3), 60, np.uint8)
    left, top, right, bottom = BLOCK
    pixels[top:bottom, left:right] = (250, 20, 20)
    return pixels


def a_photo(path: Path, orientation: int) -> Path:
    """Write the picture as a camera that was held so stores it."""
    shown = upright()
    size = (ROWS, COLUMNS) if orientation in TURNED else (COLUMNS, ROWS)
    stored = np.zeros((size[1], size[0], 3), np.uint8)
    for row in range(ROWS):
        for column in range(COLUMNS):
            x, y = STORED[orientation](column + 0.5, row + 0.5)
            stored[int(y), int(x)] = shown[row, column]
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(stored).save(path, exif=exif)
    return path


def an_answer(name: str, place=lambda x, y: (x, y), size=(COLUMNS, ROWS)) -> dict[str, object]:
    """Return an answer with everything that has a place, its places moved by `place`."""
    xs, ys = zip(place(*BLOCK[:2]), place(*BLOCK[2:]), strict=True)
    box = [min(xs), min(ys), max(xs), max(ys)]
    outline = [list(place(x, y)) for x, y in OUTLINE]
    disease = {"name": "龋齿", "status": "确证", "bbox": box}
    tooth = {
        "fdi": "11",
        "tooth_bbox": box,
        "segmentation": {"mode": "polygon", "bbox": box, "polygons": [outline]},
        "status": "确证",
        "diseases": [disease],
    }
    x, y = place(*POINT)
    points = [{"index": 0, "name": "S", "definition_zh": None, "x": x, "y": y, "valid": True}]
    is_ceph = name == "cephalometric"
    return a_document(
        name,
        image={"width": size[0], "height": size[1]},
        teeth=[] if is_ceph else [tooth],
        **({"landmarks": points} if is_ceph else {}),
    )


def drawn(
    folder: Path, photo: Path, name: str, answer: dict[str, object], *options: str
) -> dict[str, list]:
    """Draw the answer as the program does; return the points of each kind of item."""
    raw = folder / "raw.json"
    raw.write_text(json.dumps(answer), encoding="utf-8")
    layout, picture = folder / "layout.json", folder / "drawn.png"
    command = ["render", str(photo), "--answer", str(raw), "--endpoint", name]
    assert run([*command, *options, "--out", str(picture), "--layout", str(layout)]) == 0
    document = json.loads(layout.read_text(encoding="utf-8"))
    assert document["image"] == {"width": COLUMNS, "height": ROWS}
    assert document["not_drawn"] == []
    return {item["kind"]: item["image_points"] for item in document["items"]}


def assert_at(points: list[list[float]], wanted: list[tuple[float, float]]) -> None:
    """Compare points in whatever order a turn leaves them."""
    ours, theirs = (np.array(sorted(map(tuple, some))) for some in (points, wanted))
    assert ours.shape == theirs.shape
    assert np.abs(ours - theirs).max() <= TOLERANCE_PX


def assert_drawn(items: dict[str, list], name: str) -> None:
    if name == "cephalometric":
        assert_at(items["landmark"], [POINT])
        return
    left, top, right, bottom = BLOCK
    assert_at(items["polygon"], list(OUTLINE))
    assert_at(items["box"], [(left, top), (right, top), (right, bottom), (left, bottom)])


@pytest.mark.parametrize("name", ["intraoral", "panoramic", "cephalometric"])
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_an_answer_about_the_picture_that_was_sent_is_drawn_where_it_says(
    tmp_path, name, orientation
):
    photo = a_photo(tmp_path / "photo.png", orientation)

    assert_drawn(drawn(tmp_path, photo, name, an_answer(name)), name)


@pytest.mark.parametrize("name", ["intraoral", "panoramic", "cephalometric"])
@pytest.mark.parametrize("orientation", TURNED)
def test_an_answer_about_the_pixels_as_they_are_stored_is_turned_with_them(
    tmp_path, name, orientation
):
    photo = a_photo(tmp_path / "photo.png", orientation)
    answer = an_answer(name, STORED[orientation], (ROWS, COLUMNS))

    assert_drawn(drawn(tmp_path, photo, name, answer), name)


def test_an_outline_is_drawn_as_it_was_detected_where_that_is_asked_for(tmp_path):
    photo = a_photo(tmp_path / "photo.png", 6)
    answer = an_answer("panoramic")
    raw = [[71.0, 21.5], [99.0, 23.0], [95.0, 49.0]]
    answer["teeth"][0]["segmentation"]["polygons_raw"] = [raw]

    shown = drawn(tmp_path, photo, "panoramic", answer)
    as_detected = drawn(tmp_path, photo, "panoramic", answer, "--raw-polygons")

    assert_at(shown["polygon"], list(OUTLINE))
    assert_at(as_detected["polygon"], raw)


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_what_is_drawn_lies_on_what_it_names(tmp_path, orientation):
    photo = a_photo(tmp_path / "photo.png", orientation)
    plain = tmp_path / "plain.png"

    assert run(["render", str(photo), "--plain", "--out", str(plain)]) == 0

    with Image.open(plain) as image:
        assert np.array_equal(np.asarray(image.convert("RGB")), upright())


@pytest.mark.parametrize("film", ["cate1-00002", "cate1-00005", "cate8-00001"])
@pytest.mark.parametrize("has_outlines", [True, False])
def test_real_teeth_are_drawn_on_the_teeth_that_their_numbers_name(
    shared_data, tmp_path, film, has_outlines
):
    place = shared_data / "dental" / "panoramic_ufba425"
    answer = published(place, film, has_outlines=has_outlines)
    with Image.open(place / f"{film}_fdi_labels.png") as image:
        labels = np.asarray(image)
    findings, items = drawn_teeth(tmp_path, place / f"{film}.jpg", answer)

    assert len(items) == len(answer["teeth"])
    right, teeth = 0, 0
    for item in items:
        number = int(findings[item["finding"]])
        below = labels[inside(item["image_points"], labels.shape)]
        assert np.argmax(np.bincount(below[below > 0])) == number
        right, teeth = right + np.sum(below == number), teeth + np.sum(below > 0)
    # the authors' outlines overlap where teeth do, their image has one number for each pixel
    assert right / teeth >= (0.95 if has_outlines else 0.75)


def published(place: Path, film: str, *, has_outlines: bool) -> dict[str, object]:
    """Return the answer of a service that finds exactly what the authors of the set drew."""
    boxes = json.loads((place / f"{film}_fdi_boxes.json").read_text(encoding="utf-8"))
    width, height = boxes["size"]
    outlines = json.loads((place / f"{film}_fdi_polygons.json").read_text(encoding="utf-8"))
    by_number: dict[str, list] = {}
    for shape in outlines["shapes"]:
        by_number.setdefault(shape["label"], []).append(shape["points"])
    teeth = []
    for one in boxes["boxes"]:
        x, y, w, h = (one[key] for key in ("cx", "cy", "w", "h"))
        box = [(x - w / 2) * width, (y - h / 2) * height, (x + w / 2) * width, (y + h / 2) * height]
        rings = by_number.get(one["fdi"]) if has_outlines else None
        mode = "polygon" if rings else "bbox"
        segmentation = {"mode": mode, "bbox": box, "polygons": rings}
        teeth.append({"fdi": one["fdi"], "tooth_bbox": box, "segmentation": segmentation})
    return a_document("panoramic", image={"width": width, "height": height}, teeth=teeth)


def drawn_teeth(folder: Path, film: Path, answer: dict[str, object]) -> tuple[dict, list]:
    """Draw an answer; return the number of each finding, and the items."""
    raw, layout = folder / "raw.json", folder / "layout.json"
    raw.write_text(json.dumps(answer), encoding="utf-8")
    command = ["render", str(film), "--answer", str(raw), "--endpoint", "panoramic"]
    assert run([*command, "--out", str(folder / "drawn.png"), "--layout", str(layout)]) == 0
    items = json.loads(layout.read_text(encoding="utf-8"))["items"]
    series = replace(a_picture("panoramic"), columns=512, rows=512)
    result = read_dental(raw.read_bytes(), PANORAMIC, About(series=series))
    return {one.uid: one.site.tooth for one in result.findings}, items


def inside(points: list[list[float]], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return the pixels whose centre lies in an outline."""
    mask = Image.new("1", (shape[1], shape[0]))
    ImageDraw.Draw(mask).polygon([(x - 0.5, y - 0.5) for x, y in points], fill=1)
    return np.asarray(mask)
