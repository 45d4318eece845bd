"""From a photo to a corrected tooth, with the mouse, against the local service."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import qasync
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.dental_window import CASE, click, middle, tooth
from tests.viewport_driving import LEFT, drag, mouse, place_of
from tests.window_bench import Bench, _session
from viewer.app.exporting import _figure_request
from viewer.app.exporting_view import view_figure
from viewer.app.options import WindowOptions
from viewer.jobs.library import open_library
from viewer.overlay.layout import layout_document
from viewer.server.phantoms.intraoral_files import write_intraoral
from viewer.ui.dialogs.export import ExportChoice, ExportPart
from viewer.ui.theme import apply_theme
from viewer.ui.tokens import ThemeName

pytestmark = pytest.mark.process


def play(application: QApplication, scene: Callable[[Bench], Awaitable[None]]) -> None:
    """Run a session of the window with the local service that it starts itself."""
    apply_theme(application, ThemeName.DARK)
    loop = qasync.QEventLoop(application, already_running=False)
    with loop:
        loop.run_until_complete(_session(scene, None, WindowOptions(), open_library))  # type: ignore[arg-type]


def pressed(bench: Bench, start: QPointF, way: QPointF) -> None:
    """Drag with the left button, the pointer having come there first."""
    viewport = bench.wired.image.viewport
    mouse(viewport, QEvent.Type.MouseMove, start, Qt.MouseButton.NoButton)
    drag(viewport, LEFT, start, way)


def drawn(bench: Bench, uid: str) -> list[tuple[float, float]]:
    """Return the outline of a finding as the exported picture's layout has it."""
    subject = bench.wired.exporting._subject(hides_identity=True)
    assert subject is not None
    figure = view_figure(subject, _figure_request(subject))
    document = layout_document(figure.frame, figure.items)
    (item,) = [item for item in document["items"] if item["finding"] == uid]  # type: ignore[attr-defined]
    return [tuple(point) for point in item["image_points"]]


def exported(bench: Bench, folder: Path) -> dict[str, Path]:
    folder.mkdir()
    parts = frozenset({ExportPart.PICTURE, ExportPart.JSON})
    subject = bench.wired.exporting._subject(hides_identity=True)
    assert subject is not None
    choice = ExportChoice(parts, str(folder), has_identity=False)
    return {path.suffix: path for path in bench.wired.exporting._write(subject, choice)}


async def detected(bench: Bench, photo: Path) -> None:
    await bench.open(photo)
    bench.wired.analysing.start_named("intraoral")
    await bench.until(lambda: bench.wired.reviewing.open_run)
    bench.window.activateWindow()


def bend_outline(bench: Bench) -> None:
    """Drag a handle of the selected tooth."""
    viewport = bench.wired.image.viewport
    bench.action("edit")
    viewport.fit()
    handle = viewport.active.handles[1]
    pressed(bench, place_of(viewport, *handle), QPointF(-14, -10))
    bench.action("edit")


def answer_card(bench: Bench, number: str, disease: str, note: str) -> None:
    """Give the selected tooth a number, a finding and a note."""
    bench.action("tooth")
    card = bench.wired.dental.annotating.card
    QTest.keyClicks(card.number, number)
    QTest.mouseClick(card.diseases.button(disease), LEFT)
    QTest.keyClicks(card.note, note)
    QTest.mouseClick(card._yes, LEFT)


def test_a_tooth_is_detected_corrected_noted_and_exported(
    qapp: QApplication, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    write_intraoral(photo, CASE, "small")

    async def scene(bench: Bench) -> None:
        await detected(bench, photo)
        reviewing, uid = bench.wired.reviewing, tooth(bench, "12").uid
        click(bench, middle(tooth(bench, "12")))
        assert reviewing.selected_uid == uid
        said = drawn(bench, uid)

        bend_outline(bench)
        moved = drawn(bench, uid)
        assert moved != said
        assert len(moved) == len(said)

        answer_card(bench, "22", "tooth-wear", "moved by hand")
        now = reviewing.finding_of(uid)
        assert (now.site.tooth, now.is_edited) == ("22", True)
        assert reviewing.session.review.standing_of(uid).comment == "moved by hand"

        files = exported(bench, tmp_path / "out")
        assert not QImage(str(files[".png"])).isNull()
        corrected = [(p.column, p.row) for p in now.placement.region.points]
        assert moved == [pytest.approx(point, abs=0.01) for point in corrected]
        assert drawn(bench, uid) == moved, "the picture has the corrected outline"
        assert "moved by hand" in files[".json"].read_text("utf-8")

        for _ in range(2):
            bench.action("undo")
        assert drawn(bench, uid) == said

    play(qapp, scene)
