"""The demonstration makes the whole journey, also where nobody can see a window."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.journeys import dental_places
from viewer.app.demo import has_display
from viewer.vendors.catalogue import ENDPOINTS

_PROGRAM = """
import sys
from pathlib import Path
from viewer.app.demo import run_headless
from viewer.app.demo_study import demo_studies
from viewer.foundation.folders import Folders
studies = demo_studies(Folders.from_environment(), "small")
for path in run_headless(studies, Path(sys.argv[1])):
    print(path)
"""
_EXACT_PX = 0.01
_PLACING = ("lung-nodule", "chest-ct", "calcium-score", "hip-fracture", "knee-kl", "lumbar-mri")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the whole demonstration once, without a display; return where it wrote."""
    folder = tmp_path_factory.mktemp("demo")
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(folder / "out")],
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
        env={**os.environ, "VIEWER_HOME": str(folder / "home")},
    )
    assert done.returncode == 0, done.stderr
    written = [Path(line) for line in done.stdout.splitlines()]
    assert all(path.is_file() and path.stat().st_size > 100 for path in written)
    return folder / "out"


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.timeout(420)
def test_the_demonstration_shows_every_endpoint(demo: Path) -> None:
    for endpoint in ENDPOINTS:
        if not endpoint.is_offered:  # its own folder is that of similar cases
            continue
        folder = demo / endpoint.name
        names = {path.name for path in folder.iterdir()}
        assert {"window.png", "raw.json", "findings.json", "report.pdf"} <= names, endpoint.name
        assert any(name.endswith(".png") and name != "window.png" for name in names)
        document = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
        assert document["run"]["endpoint"] == endpoint.name
        assert document["run"]["state"] == "done", endpoint.name
        assert document["not_placed"] == []


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.timeout(420)
def test_every_place_of_the_demonstration_is_drawn_where_the_service_meant_it(demo: Path) -> None:
    counts = {}
    for endpoint in (
        "lung-nodule",
        "chest-ct",
        "calcium-score",
        "hip-fracture",
        "knee-kl",
        "lumbar-mri",
    ):
        answered = list(answered_places(data_of(demo / endpoint / "raw.json")))
        drawn = drawn_places(demo / endpoint)
        missing = [place for place in answered if not any(is_same(place, d) for d in drawn)]
        assert missing == [], endpoint
        assert len([d for d in drawn if d.kind != "mask"]) == len(answered)
        counts[endpoint] = len(answered)
    assert min(counts.values()) >= 1
    assert counts["chest-ct"] > counts["lung-nodule"]


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.timeout(420)
def test_a_part_of_a_slice_is_found_among_the_pictures_of_all_studies(demo: Path) -> None:
    folder = demo / "similar"
    assert {path.name for path in folder.iterdir()} == {"window.png", "search.json", "matches.png"}
    matches = json.loads((folder / "search.json").read_text(encoding="utf-8"))["matches"]

    said = [(match["score"], json.loads(match["extra_data"])["l"]) for match in matches]
    assert len(said) == 20
    assert said == sorted(said, key=lambda one: -one[0])
    assert said[0][0] > 9.5
    assert said[0][1] == "Chest CT"
    assert {label for _, label in said[:5]} <= {"Chest CT", "Chest CT, earlier"}


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.timeout(420)
@pytest.mark.parametrize(
    ("endpoint", "file"),
    [
        ("covid-ct", "lesion-mask.nii.gz"),
        ("chest-ct", "lesion-mask.nii.gz"),
        ("chest-ct", "calcium-mask.nii.gz"),
        ("calcium-score", "calcium-mask.nii.gz"),
    ],
)
def test_a_mask_is_drawn_along_the_pixels_that_its_file_marks(
    demo: Path, endpoint: str, file: str
) -> None:
    import nibabel

    volume = nibabel.load(demo / endpoint / "files" / file)
    marked = np.asarray(volume.dataobj) > 0  # (columns, rows, slices), in the order of the images
    areas = []
    for layout in sorted((demo / endpoint).glob("layout-*.json")):
        document = json.loads(layout.read_text(encoding="utf-8"))
        on_slice = marked[:, :, document["frame"]["index"]]
        for item in document["items"]:
            if item["kind"] == "mask":
                areas.append((covered(item["rings"]), on_slice))
    assert any((filled == on_slice).all() for filled, on_slice in areas if on_slice.any())


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.timeout(420)
@pytest.mark.parametrize(
    ("endpoint", "least"), [("intraoral", 20), ("panoramic", 32), ("cephalometric", 46)]
)
def test_teeth_and_landmarks_are_drawn_where_the_service_meant_them(
    demo: Path, endpoint: str, least: int
) -> None:
    answered = list(dental_places.answered_rings(demo / endpoint / "raw.json"))
    drawn = list(dental_places.drawn_rings(demo / endpoint))
    missing = [
        a for a in answered if not any(dental_places.is_same(a, d, _EXACT_PX) for d in drawn)
    ]
    assert missing == []
    assert len(drawn) == len(answered) >= least


@dataclass(frozen=True)
class Place:
    """Points on one image, px; the image counts from 0, None where the answer names none."""

    kind: str
    index: int | None
    points: tuple[tuple[float, float], ...]


def data_of(path: Path) -> dict[str, Any]:
    """Return the endpoint's `Data` out of an answer, by means of this test alone."""
    body = json.loads(path.read_text(encoding="utf-8"))["showapi_res_body"]
    data = body["Data"]
    if "Result" in data:
        data = json.loads(data["Result"])
    return data if isinstance(data, dict) else {"CACS": data[0]}


def answered_places(data: dict[str, Any]) -> Iterator[Place]:
    """Return what the service said is where, by ADR 17: points at +½, boxes as they are."""
    series = data.get("LungNodule", data).get("Series", [])
    for nodule in (element for entry in series for element in entry["Elements"]):
        x, y, z = (float(nodule[f"Image{axis}"]) for axis in "XYZ")
        yield point(x, y, round(z))
    for lesion in data.get("CACS", {}).get("Detections", []):
        x, y, z = lesion["CalciumCenter"]
        yield point(x, y, round(z))
    for fracture in data.get("DetectRibFracture", {}).get("Detections", []):
        x1, y1, _, x2, y2, _ = fracture["CoordinateImage"]
        yield box(x1, y1, x2, y2)
    for fracture in data.get("Fractures", []):
        yield box(*fracture["Boxes"])
    for knee in data.get("KLDetections", []):
        yield box(*knee["Detections"][:4])
    for level in (*data.get("Discs", []), *data.get("Vertebras", [])):
        place = level["Location"]
        if len(place) == 4:
            yield box(*place)
        else:
            yield point(place[0], place[1], round(place[2]) if len(place) == 3 else None)


def point(x: float, y: float, index: int | None) -> Place:
    return Place("marker", index, ((x + 0.5, y + 0.5),))


def box(x1: float, y1: float, x2: float, y2: float) -> Place:
    return Place("box", None, ((x1, y1), (x2, y1), (x2, y2), (x1, y2)))


def drawn_places(folder: Path) -> list[Place]:
    """Return what was drawn on the finding's own image, each finding once."""
    found = {}
    for path in sorted(folder.glob("layout-*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        index = document["frame"]["index"]
        for item in document["items"]:
            place = Place(item["kind"], index, tuple((x, y) for x, y in item["image_points"]))
            known = found.get(item["finding"])
            if (
                known is None or len(item["label"]) > known[0]
            ):  # the whole label is on its own image
                found[item["finding"]] = (len(item["label"]), place)
    return [place for _, place in found.values()]


def is_same(answered: Place, drawn: Place) -> bool:
    if answered.kind != drawn.kind or answered.index not in (None, drawn.index):
        return False
    pairs = zip(answered.points, drawn.points, strict=True)
    return all(
        abs(a - d) <= _EXACT_PX for one, other in pairs for a, d in zip(one, other, strict=True)
    )


def covered(rings: list[list[list[float]]]) -> np.ndarray:
    """Return which pixels lie inside rings, by the odd-even rule at their centres."""
    size = 256
    inside = np.zeros((size, size), dtype=bool)
    rows = np.arange(size) + 0.5
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if x1 == x2:
                crossed = (rows > min(y1, y2)) & (rows < max(y1, y2))
                inside[round(x1) :, :] ^= crossed[None, :]
    return inside


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
        ({"DISPLAY": ""}, "linux", False),
    ],
)
def test_a_display_is_recognised(environment, platform: str, expected: bool) -> None:
    assert has_display(environment, platform) is expected
