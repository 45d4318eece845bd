"""A photo of a mouth in the window, analysed by a service in memory that knows it."""

import json
from pathlib import Path

from PySide6.QtCore import QEvent, Qt

from tests.dental_corpus import a_document
from tests.fake_dental import FakeDental
from tests.viewport_driving import LEFT, mouse, place_of
from tests.window_bench import Bench
from viewer.domain.finding import Finding, FindingKind
from viewer.geometry.points import ImagePoint
from viewer.server.phantoms.intraoral_files import write_intraoral
from viewer.server.phantoms.intraoral_photo import CASES, draw_intraoral, intraoral_data

CASE = next(case for case in CASES if case.name == "decayed")
NOTHING = Qt.MouseButton.NoButton


def a_mouth(folder: Path, name: str = "photo.png") -> Path:
    """Write the small photo."""
    write_intraoral(folder / name, CASE, "small")
    return folder / name


def a_dental_service() -> FakeDental:
    """Return a service that says what is in the small photo."""
    rows, columns = draw_intraoral(CASE, "small").shape[:2]
    said = intraoral_data(CASE, "small")
    document = a_document(
        "intraoral",
        image={"width": columns, "height": rows},
        teeth=said["teeth"],
        image_level_diseases=said["image_level_diseases"],
    )
    return FakeDental(script=[json.dumps(document, ensure_ascii=False).encode()])


async def detected(bench: Bench, photo: Path) -> None:
    """Open a photo and have its teeth detected."""
    await bench.open(photo)
    bench.wired.analysing.start_named("intraoral")
    await bench.until(lambda: bench.wired.reviewing.open_run)
    bench.window.activateWindow()


def tooth(bench: Bench, number: str) -> Finding:
    """Return a tooth by its number, as it stands."""
    found = [
        finding
        for finding in bench.wired.reviewing.session.findings
        if finding.kind is FindingKind.TOOTH and finding.site.tooth == number
    ]
    assert found, number
    return found[0]


def click(bench: Bench, point: ImagePoint) -> None:
    """Click on an image point."""
    viewport = bench.wired.image.viewport
    at = place_of(viewport, *point)
    mouse(viewport, QEvent.Type.MouseButtonPress, at, LEFT)
    mouse(viewport, QEvent.Type.MouseButtonRelease, at, LEFT, held=NOTHING)


def middle(finding: Finding) -> ImagePoint:
    """Return the middle of a tooth's outline."""
    points = finding.placement.region.points
    return ImagePoint(
        sum(p.column for p in points) / len(points), sum(p.row for p in points) / len(points)
    )
