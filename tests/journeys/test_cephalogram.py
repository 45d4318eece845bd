"""From a film to a signed tracing, with the mouse, against the local service."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import qasync
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget

from tests.pdf_text import pdf_text
from tests.viewport_driving import LEFT, drag, mouse, place_of
from tests.window_bench import Bench, _session
from viewer.app.ceph_choices import CephChoices
from viewer.app.ceph_tab import CephTab
from viewer.app.exporting import _figure_request
from viewer.app.options import WindowOptions
from viewer.app.report_request import write_pdf
from viewer.app.result_files import write_result_files
from viewer.domain.account import NOBODY
from viewer.domain.cephalometry.analyses import ANALYSES
from viewer.domain.cephalometry.layers import TracingLayer
from viewer.domain.cephalometry.measures import measured
from viewer.domain.cephalometry.origins import LandmarkOrigin
from viewer.jobs.library import open_library
from viewer.server.phantoms.cephalogram import CASES, write_cephalogram
from viewer.ui.dialogs.ceph_length import LengthSheet
from viewer.ui.dialogs.export import ExportChoice, ExportPart
from viewer.ui.panels.cephalometry import LANDMARKS, SUPERIMPOSE
from viewer.ui.theme import apply_theme
from viewer.ui.tokens import ThemeName

pytestmark = pytest.mark.process
NOTHING = Qt.MouseButton.NoButton
MM = re.compile(r"\bmm\b")


def play(application: QApplication, scene: Callable[[Bench], Awaitable[None]]) -> None:
    """Run a session of the window with the local service that it starts itself."""
    apply_theme(application, ThemeName.DARK)
    loop = qasync.QEventLoop(application, already_running=False)
    with loop:
        loop.run_until_complete(_session(scene, None, WindowOptions(), open_library))  # type: ignore[arg-type]


def film(folder: Path, name: str) -> Path:
    """Write a film that the local service knows."""
    path = folder / f"{name}.dcm"
    case = next(case for case in CASES if case.name == name)
    write_cephalogram(path, case, "small")
    return path


async def analysed(bench: Bench, path: Path) -> CephTab:
    """Open a film, have it analysed, and bring the Analysis tab to the front."""
    await bench.open(path)
    bench.wired.analysing.start_named("cephalometric")
    await bench.until(lambda: bench.wired.reviewing.open_run)
    tab = bench.wired.dental.cephalometry.tab
    assert tab is not None
    bench.window.tabs.setCurrentWidget(tab.panel)
    QApplication.processEvents()
    return tab


def at(bench: Bench, tab: CephTab, code: str) -> QPointF:
    assert tab.view.film is not None
    return place_of(bench.wired.image.viewport, *tab.view.film.face.points[code])


def value(tab: CephTab, code: str) -> str:
    rows = tab.panel.table.model.rows
    return next(row.value for row in rows if row.code == code)


def words_in(widget: QWidget) -> list[str]:
    """Return all that a part of the window says."""
    said = [label.text() for label in widget.findChildren(QLabel)]
    said += [button.text() for button in widget.findChildren(QAbstractButton)]
    for chooser in widget.findChildren(QComboBox):
        said += [chooser.itemText(place) for place in range(chooser.count())]
    return said


def click(bench: Bench, place: QPointF) -> None:
    viewport = bench.wired.image.viewport
    mouse(viewport, QEvent.Type.MouseMove, place, NOTHING)
    mouse(viewport, QEvent.Type.MouseButtonPress, place, LEFT)
    mouse(viewport, QEvent.Type.MouseButtonRelease, place, LEFT, held=NOTHING)


def layers_of(bench: Bench) -> list[TracingLayer]:
    """Return the layer of each line that is drawn."""
    scene = bench.wired.image.viewport.scene
    return [] if scene is None else [curve.layer for curve in scene.curves]


def exported(bench: Bench, folder: Path) -> dict[str, Path]:
    """Write everything that can be exported, without the patient's name."""
    folder.mkdir()
    choice = ExportChoice(frozenset(ExportPart), str(folder), has_identity=False)
    subject = bench.wired.exporting._subject(hides_identity=True)
    assert subject is not None
    return {path.name: path for path in bench.wired.exporting._write(subject, choice)}


def sna_of(tab: CephTab) -> float:
    assert tab.view.film is not None
    found = measured(tab.view.film.face, "SNA")
    assert found is not None
    return found.value


def test_a_film_is_detected_corrected_measured_and_reported(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = film(tmp_path, "class-2")

    async def scene(bench: Bench) -> None:
        tab = await analysed(bench, path)
        viewport, session = bench.wired.image.viewport, bench.wired.reviewing.session
        assert session is not None
        before = {code: value(tab, code) for code in ("SNA", "SNB")}
        lines = viewport.scene.curves
        assert len(lines) > 15

        drag(viewport, LEFT, at(bench, tab, "A"), QPointF(14, 0))
        drag(viewport, LEFT, at(bench, tab, "B"), QPointF(10, 0))
        assert value(tab, "SNB") != before["SNB"]
        assert viewport.scene.curves != lines
        assert tab.view.origins["A"] is tab.view.origins["B"] is LandmarkOrigin.MOVED
        by_hand = sna_of(tab)
        assert value(tab, "SNA") == f"{by_hand:.1f}°" != before["SNA"]

        bench.action("undo")
        assert value(tab, "SNB") == before["SNB"]
        bench.action("redo")
        written = exported(bench, tmp_path / "out")
        assert written["report.pdf"].read_bytes().count(b"/Type /Page\n") >= 2
        document = json.loads(written["findings.json"].read_text(encoding="utf-8"))
        sna = next(row for row in document["analyses"] if row["code"] == "SNA")
        assert sna["value"] == pytest.approx(by_hand)
        assert {"tracing.png", "tracing.pdf", "cephalometry.xlsx"} <= written.keys()

        session.sign()
        drag(viewport, LEFT, at(bench, tab, "A"), QPointF(9, 0))
        assert sna_of(tab) == pytest.approx(by_hand)
        assert not tab.panel.landmarks.restore_all.isEnabled()

    play(qapp, scene)


def test_what_a_script_gets_has_the_analyses(qapp: QApplication, tmp_path: Path) -> None:
    path = film(tmp_path, "class-1")

    async def scene(bench: Bench) -> None:
        tab = await analysed(bench, path)
        run = bench.wired.reviewing.open_run
        assert run is not None
        stack = bench.wired.opening.shown.stack
        written = write_result_files(bench.wired.library, run.run, stack, tmp_path / "out")
        document = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
        assert {row["analysis"] for row in document["analyses"]} == set(ANALYSES)
        sna = next(row for row in document["analyses"] if row["code"] == "SNA")
        assert sna["value"] == pytest.approx(sna_of(tab))
        assert tmp_path / "out" / "report.pdf" in written

    play(qapp, scene)


def test_missing_landmarks_are_placed_by_hand(qapp: QApplication, tmp_path: Path) -> None:
    path = film(tmp_path, "missing")

    async def scene(bench: Bench) -> None:
        tab = await analysed(bench, path)
        viewport, listed = bench.wired.image.viewport, tab.panel.landmarks
        tab.panel.show_page(LANDMARKS)
        missing = [c for c, of in tab.view.origins.items() if of is LandmarkOrigin.MISSING]
        assert sorted(missing) == ["ANS", "Co"]

        assert tab.view.film is not None
        bench.wired.reviewing.show_added(tab.view.film.uids["S"])
        assert listed.code == "S"
        listed.view.setCurrentIndex(listed.model.index(listed.model.place_of("ANS")))
        listed.place.click()
        assert (listed.code, listed.place.isChecked()) == ("ANS", True)
        assert not tab.view.film.face.has("ANS")  # the circle is no landmark
        assert viewport.active is not None
        (circle,) = viewport.active.items
        click(bench, place_of(viewport, *circle.centre))
        assert tab.view.origins["ANS"] is LandmarkOrigin.PLACED
        assert value_of_selected(bench) == "ANS"

        listed.restore_wanted.emit("ANS")
        assert tab.view.origins["ANS"] is LandmarkOrigin.MISSING

    play(qapp, scene)


def value_of_selected(bench: Bench) -> str:
    reviewing = bench.wired.reviewing
    finding = reviewing.finding_of(reviewing.selected_uid)
    return "" if finding is None else finding.site.landmark


def test_all_landmarks_are_put_back_in_one_step(qapp: QApplication, tmp_path: Path) -> None:
    path = film(tmp_path, "class-1")

    async def scene(bench: Bench) -> None:
        tab = await analysed(bench, path)
        viewport = bench.wired.image.viewport
        drag(viewport, LEFT, at(bench, tab, "S"), QPointF(12, 12))
        drag(viewport, LEFT, at(bench, tab, "N"), QPointF(-12, 12))
        tab.panel.landmarks.restore_all.click()
        assert tab.view.origins["S"] is tab.view.origins["N"] is LandmarkOrigin.FOUND
        bench.action("undo")
        assert tab.view.origins["S"] is tab.view.origins["N"] is LandmarkOrigin.MOVED

    play(qapp, scene)


def test_layers_are_left_out_and_remembered(qapp: QApplication, tmp_path: Path) -> None:
    path = film(tmp_path, "class-1")

    async def scene(bench: Bench) -> None:
        tab = await analysed(bench, path)
        viewport, actions = bench.wired.image.viewport, tab.panel.head.layer_actions
        assert TracingLayer.TEETH in layers_of(bench)
        actions[TracingLayer.TEETH].trigger()
        assert TracingLayer.TEETH not in layers_of(bench)
        assert TracingLayer.MANDIBLE in layers_of(bench)
        actions[TracingLayer.POINTS].trigger()
        assert not viewport.scene.drawn_items(viewport.state)
        again = CephChoices(bench.wired.library.settings)
        assert TracingLayer.TEETH not in again.layers
        assert TracingLayer.MANDIBLE in again.layers

    play(qapp, scene)


async def calibrated(bench: Bench, tab: CephTab) -> None:
    """Click two marks of the ruler 200 px apart and say that they are 100 mm apart."""
    viewport, window, series = bench.wired.image.viewport, bench.window, tab.view.series
    assert series is not None
    tab.calibrate_by_ruler()
    for row in (40.0, 240.0):
        click(bench, place_of(viewport, series.columns - 12.0, row))
    await bench.until(lambda: window.findChildren(LengthSheet))
    (sheet,) = window.findChildren(LengthSheet)
    sheet.length.setCurrentText("0")
    assert not sheet.use.isEnabled()
    assert sheet.problem.text()
    sheet.length.setCurrentText("100")
    sheet.use.click()
    await bench.until(lambda: value(tab, "Wits"))


def test_without_a_scale_there_are_no_lengths_until_a_ruler_is_clicked(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = film(tmp_path, "class-3")

    async def scene(bench: Bench) -> None:
        tab = await analysed(bench, path)
        tab.choices.choose_analysis("wits")
        tab.show()
        for page in range(tab.panel.pages.count()):
            tab.panel.show_page(page)
        assert value(tab, "Wits") == ""
        shown = [*words_in(bench.window), *(r.spoken for r in tab.panel.table.model.rows)]
        assert [said for said in shown if MM.search(said)] == []

        await calibrated(bench, tab)
        assert value(tab, "Wits").endswith(" mm")
        film_now = tab.view.film
        assert film_now is not None
        assert film_now.calibration is not None
        assert film_now.calibration.mm_per_pixel[0] == pytest.approx(0.5, rel=0.01)

        tab.remove_calibration()
        assert value(tab, "Wits") == ""
        bench.action("undo")
        assert value(tab, "Wits").endswith(" mm")

    play(qapp, scene)


def test_keys_nudge_the_selected_landmark(qapp: QApplication, tmp_path: Path) -> None:
    path = film(tmp_path, "class-1")

    async def scene(bench: Bench) -> None:
        tab = await analysed(bench, path)
        assert tab.view.film is not None
        bench.wired.reviewing.show_added(tab.view.film.uids["A"])
        start = tab.view.film.face.points["A"]
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(bench.wired.image.viewport, key)
        moved = tab.view.film.face.points["A"]
        assert moved.column - start.column == pytest.approx(1.0)

    play(qapp, scene)


def test_a_second_film_is_laid_over(qapp: QApplication, tmp_path: Path) -> None:
    one, other = film(tmp_path, "class-1"), film(tmp_path, "left-facing")

    async def scene(bench: Bench) -> None:
        await analysed(bench, other)
        opening, reviewing = bench.wired.opening, bench.wired.reviewing
        opening.open([str(one)])
        await bench.until(lambda: len(opening.stacks) == 2)
        first = next(stack for stack in opening.stacks if stack is not opening.shown.stack)
        opening.show(first.key)
        await bench.until(lambda: opening.shown.stack is first and not reviewing.open_run)
        bench.wired.analysing.start_named("cephalometric")
        await bench.until(lambda: reviewing.open_run)
        tab = bench.wired.dental.cephalometry.tab
        assert tab is not None

        tab.panel.show_page(SUPERIMPOSE)
        films, alone = tab.panel.superimpose.films, len(layers_of(bench))
        assert films.count() == 2
        tab.over.choose(films.itemData(1))
        assert len(layers_of(bench)) > alone
        assert tab.over.found is not None
        # the same head, turned over: laid over, each landmark is where it was
        assert max(point.distance for point in tab.over.found.points) < 1.5
        assert tab.panel.superimpose.table.rowCount() > 46
        assert "another patient" in tab.panel.superimpose.warning.text()
        assert "another patient" in tab.traced().chosen.differences[0][0]
        says_whose_the_other_is(bench, tmp_path / "report.pdf")
        tab.over.choose("")
        assert len(layers_of(bench)) == alone
        assert not tab.over.warning()

    play(qapp, scene)


def test_other_images_have_no_analysis_tab(qapp: QApplication, tmp_path: Path) -> None:
    path = film(tmp_path, "class-1")

    async def scene(bench: Bench) -> None:
        await bench.open(path)
        assert bench.wired.dental.cephalometry.tab is None
        tab = await analysed(bench, path)
        assert bench.window.tabs.isTabVisible(bench.window.tabs.indexOf(tab.panel))
        bench.wired.opening.close_all()
        await asyncio.sleep(0)
        assert not bench.window.tabs.isTabVisible(bench.window.tabs.indexOf(tab.panel))

    play(qapp, scene)


def says_whose_the_other_is(bench: Bench, report: Path) -> None:
    """Hold pictures and report to saying that the film laid over is another patient's."""
    subject = bench.wired.exporting._subject(hides_identity=True)
    assert subject is not None
    assert any("another patient" in said for said in _figure_request(subject).remarks)
    write_pdf(subject, NOBODY, report)
    assert "another patient" in " ".join(pdf_text(report).split())
