"""`viewer render --tracing`: a cephalogram's lines in the picture and in the layout."""

import json

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from tests.ceph_builders import film_points
from tests.dental_corpus import a_document
from viewer.cli.main import run
from viewer.paint.image import to_array

pytestmark = pytest.mark.usefixtures("qapp")

SIDE = 200


@pytest.fixture
def film(tmp_path):
    """A grey picture and the answer with all landmarks of the face; returns the options."""
    picture, answer = tmp_path / "film.png", tmp_path / "raw.json"
    Image.fromarray(np.full((SIDE, SIDE), 90, np.uint8)).save(picture)
    points = [
        {
            "index": index,
            "name": code,
            "definition_zh": None,
            "x": point.column / 8,
            "y": point.row / 8,
            "valid": True,
        }
        for index, (code, point) in enumerate(film_points().items())
    ]
    size = {"width": SIDE, "height": SIDE}
    document = a_document("cephalometric", image=size, landmarks=points)
    answer.write_text(json.dumps(document), encoding="utf-8")
    return [str(picture), "--answer", str(answer), "--endpoint", "cephalometric"]


def rendered(tmp_path, *options):
    """Run the command and return the picture's pixels and the layout."""
    out, layout = tmp_path / "out.png", tmp_path / "layout.json"
    assert run(["render", *options, "--out", str(out), "--layout", str(layout)]) == 0
    pixels = to_array(QImage(str(out)).convertToFormat(QImage.Format.Format_RGB32))
    return pixels, json.loads(layout.read_text(encoding="utf-8"))


def test_the_tracing_is_drawn_only_where_it_is_asked_for(tmp_path, film) -> None:
    bare, without = rendered(tmp_path, *film)
    traced, layout = rendered(tmp_path, *film, "--tracing")

    assert without["tracing"] == []
    assert layout["items"] == without["items"]
    names = {line["name"] for line in layout["tracing"]}
    assert {"soft-profile", "mandible", "U1", "FH"} <= names
    assert (traced != bare).any()


def test_its_lines_pass_through_the_landmarks_of_the_answer(tmp_path, film) -> None:
    _, layout = rendered(tmp_path, *film, "--tracing")

    profile = next(line for line in layout["tracing"] if line["name"] == "soft-profile")
    g, points = film_points()["G"], profile["output_points"]
    assert points[0] == pytest.approx([g.column / 8, g.row / 8])


def test_a_plain_picture_has_no_tracing(tmp_path, film) -> None:
    pixels, layout = rendered(tmp_path, *film, "--tracing", "--plain")

    assert layout["tracing"] == []
    assert (pixels[..., :3] == 90).all()
