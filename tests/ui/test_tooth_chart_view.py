"""The tooth chart in the window: it follows the picture, and the picture follows it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton

from tests.viewport_driving import LEFT, mouse, place_of
from tests.window_bench import Bench, play
from viewer.domain.dental_chart import ToothState
from viewer.domain.result import RunState
from viewer.domain.standing import Decision, RejectReason
from viewer.storage.runs import Run
from viewer.ui.panels.tooth_chart import ToothChart
from viewer.ui.panels.tooth_chart_panel import ToothChartPanel
from viewer.vendors.dental.answer import read_dental
from viewer.vendors.dental.endpoints import PANORAMIC
from viewer.vendors.gateway.endpoint import About

NOW = datetime(2026, 3, 4, 8, 15, tzinfo=UTC)
FILM = "cate1-00002"

pytestmark = pytest.mark.usefixtures("themed")


def an_answer(folder: Path, others: dict[str, str] | None = None) -> bytes:
    """Return an answer made of the published outlines of a real film; 36 has caries."""
    path = folder / f"{FILM}_fdi_polygons.json"
    teeth = []
    for shape in json.loads(path.read_text(encoding="utf-8"))["shapes"]:
        xs, ys = zip(*shape["points"], strict=True)
        box = [min(xs), min(ys), max(xs) + 1, max(ys) + 1]
        number = shape["label"]
        caries = {
            "name": "龋齿",
            "status": "疑似",
            "confidence": 0.42,
            "bbox": [box[0], box[1], box[0] + 6, box[1] + 12],
        }
        teeth.append(
            {
                "fdi": (others or {}).get(number, number),
                "tooth_bbox": box,
                "segmentation": {"mode": "polygon", "bbox": box, "polygons": [shape["points"]]},
                "status": "疑似" if number == "36" else "健康",
                "diseases": [caries] if number == "36" else [],
            }
        )
    document = {
        "success": True,
        "image_type": "panoramic",
        "inference_status": "ok",
        "image": {"width": 512, "height": 512},
        "teeth": teeth,
        "image_level_diseases": [{"name": "牙列拥挤", "status": "疑似", "confidence": 0.7}],
        "summary": {"total_teeth_detected": 28, "diseased_teeth_count": 1},
    }
    return json.dumps(document).encode()


async def shown(
    bench: Bench, folder: Path, others: dict[str, str] | None = None
) -> ToothChartPanel:
    """Open the film with that answer; the chart is in front."""
    await bench.open(folder / f"{FILM}.jpg")
    reviewing = bench.wired.reviewing
    assert reviewing.series is not None
    result = read_dental(an_answer(folder, others), PANORAMIC, About(series=reviewing.series))
    run = Run(
        uid="run-1",
        endpoint="panoramic",
        series=reviewing.series.reference,
        state=RunState.DONE,
        service="",
        started=NOW,
        finished=NOW,
    )
    reviewing._show_run(run, result)
    panel = bench.wired.dental.tooth_chart.panel
    assert panel is not None
    bench.window.tabs.setCurrentWidget(panel)
    await bench.until(panel.chart.isVisible)
    return panel


def click(chart: ToothChart, code: str, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    cell = chart.places.cell_of(code)
    assert cell is not None
    place = cell.whole.center()
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        mouse(chart, kind, place, LEFT, modifiers=modifiers)


def selected_tooth(bench: Bench) -> str:
    finding = bench.wired.reviewing.finding_of(bench.wired.reviewing.selected_uid)
    return finding.site.tooth if finding is not None else ""


@pytest.fixture
def films(shared_data: Path) -> Path:
    return shared_data / "dental" / "panoramic_ufba425"


def test_chart_and_picture_follow_each_other(qapp: QApplication, films: Path) -> None:
    async def scene(bench: Bench) -> None:
        panel = await shown(bench, films)
        chart, viewport = panel.chart, bench.wired.image.viewport
        tabs = bench.window.tabs

        click(chart, "36")
        assert selected_tooth(bench) == "36"
        finding = bench.wired.reviewing.finding_of(bench.wired.reviewing.selected_uid)
        assert finding is not None
        centre = viewport.state.camera.to_image(
            viewport.state.camera.view_width / 2, viewport.state.camera.view_height / 2
        )
        xs = [point.column for point in finding.placement.region.points]
        assert abs(centre.column - (min(xs) + max(xs)) / 2) < 40

        place = place_of(viewport, 250, 215)  # the root of 11
        mouse(viewport, QEvent.Type.MouseMove, place, Qt.MouseButton.NoButton)
        assert chart.hovered == "11"
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            mouse(viewport, kind, place, LEFT)
        assert chart.selected == {"11"}
        assert tabs.currentWidget() is panel

        cell = chart.places.cell_of("24")
        chart.mouseMoveEvent(_hovering(cell.whole.center()))
        hovered = bench.wired.reviewing.finding_of(viewport.state.overlay.hovered_uid)
        assert hovered is not None
        assert hovered.site.tooth == "24"
        QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
        assert viewport.state.overlay.hovered_uid is None

    play(qapp, scene)


def _hovering(place: QPointF) -> QMouseEvent:
    none = Qt.MouseButton.NoButton
    return QMouseEvent(
        QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier
    )


def test_the_chart_says_what_was_found_and_follows_the_reader(
    qapp: QApplication, films: Path
) -> None:
    async def scene(bench: Bench) -> None:
        panel = await shown(bench, films)
        content = bench.wired.dental.tooth_chart._shown.content
        rows = {row.tooth.code: row for row in content.teeth}

        assert ToothState.CARIES in rows["36"].states
        assert rows["36"].badge == 1
        assert len(content.banner) == 1
        assert content.differences == ("The service's summary counts 28 teeth; its list has 32.",)
        assert content.hints == ()

        session = bench.wired.reviewing.session
        caries = next(f.uid for f in session.findings if f.kind.value == "tooth-disease")
        session.decide(caries, Decision.REJECTED, RejectReason.NOT_A_LESION)
        rows = {r.tooth.code: r for r in bench.wired.dental.tooth_chart._shown.content.teeth}
        assert ToothState.CARIES not in rows["36"].states
        assert panel.chart.isVisible()

    play(qapp, scene)


def test_several_teeth_are_selected_in_the_list_as_well(qapp: QApplication, films: Path) -> None:
    async def scene(bench: Bench) -> None:
        panel = await shown(bench, films)

        click(panel.chart, "11")
        click(panel.chart, "21", Qt.KeyboardModifier.ControlModifier)

        chosen = bench.window.findings.selected_uids
        teeth = {bench.wired.reviewing.finding_of(uid).site.tooth for uid in chosen}
        assert teeth == {"11", "21"}
        assert panel.chart.selected == {"11", "21"}

        click(panel.chart, "21")
        click(panel.chart, "21")
        assert panel.chart.selected == frozenset()
        assert selected_tooth(bench) == ""

    play(qapp, scene)


def test_a_hint_jumps_to_one_tooth_after_the_other(qapp: QApplication, films: Path) -> None:
    async def scene(bench: Bench) -> None:
        panel = await shown(bench, films, {"12": "11"})
        show = next(b for b in panel.findChildren(QPushButton) if b.text() == "Show")

        show.click()
        first = bench.wired.reviewing.selected_uid
        show.click()

        assert selected_tooth(bench) == "11"
        assert bench.wired.reviewing.selected_uid != first
        assert panel.chart.selected == {"11"}

    play(qapp, scene)


def test_numbers_are_written_otherwise_here_and_in_the_picture(
    qapp: QApplication, films: Path
) -> None:
    async def scene(bench: Bench) -> None:
        panel = await shown(bench, films)

        panel.notation.setCurrentIndex(1)
        panel.notation.activated.emit(1)

        assert bench.wired.image.viewport.state.overlay.notation.value == "universal"
        assert panel.notation.currentText() == "Universal"

    play(qapp, scene)


def test_a_note_is_asked_for_by_a_double_click(qapp: QApplication, films: Path) -> None:
    async def scene(bench: Bench) -> None:
        panel = await shown(bench, films)

        panel.chart.note_wanted.emit("36")

        assert selected_tooth(bench) == "36"
        assert bench.window.findings.question.isVisible()

    play(qapp, scene)


def test_without_teeth_there_is_no_chart(qapp: QApplication, series: Path, films: Path) -> None:
    async def scene(bench: Bench) -> None:
        assert bench.wired.dental.tooth_chart.panel is None

        panel = await shown(bench, films)
        tabs = bench.window.tabs
        assert tabs.isTabVisible(tabs.indexOf(panel))
        await bench.open(series)
        await bench.until(lambda: not tabs.isTabVisible(tabs.indexOf(panel)))

    play(qapp, scene)
