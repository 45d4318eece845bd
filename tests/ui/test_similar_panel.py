"""The panel of similar cases: cells, keys, pictures of what can be seen, states."""

import time

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.names import nameless
from viewer.app.similar_states import failed_page, no_database_page, searching_page
from viewer.ui.panels.similar import SimilarPanel
from viewer.ui.panels.similar_compare import CompareSheet, Pair
from viewer.ui.panels.similar_grid import MatchGrid
from viewer.ui.panels.similar_model import BROKEN_ROLE, PICTURE_ROLE
from viewer.ui.panels.similar_pair import Look, SharedLook
from viewer.ui.panels.similar_rows import Locks, MatchRow, QueryRow
from viewer.vendors.errors import Refused, UnknownOutcome, Unreachable
from viewer.words.similar_search import match_words, score_number


def a_row(number: int, **changes: object) -> MatchRow:
    facts: dict[str, object] = {
        "number": number,
        "score": 9.0,
        "label": "nodule",
        "where": "not in this library",
    } | changes
    return MatchRow(**facts)  # type: ignore[arg-type]


def a_picture(colour: Qt.GlobalColor = Qt.GlobalColor.gray) -> QImage:
    image = QImage(200, 160, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


class Sizes(QObject):
    """Counts how often a widget takes another size."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Resize
        return False


@pytest.fixture
def panel(themed: QApplication, qtbot) -> SimilarPanel:
    made = SimilarPanel()
    qtbot.addWidget(made)
    made.resize(348, 640)
    made.show()
    return made


def test_only_pictures_that_can_be_seen_are_asked_for(panel, qtbot) -> None:
    asked: list[list[int]] = []
    panel.grid.pictures_wanted.connect(asked.append)
    panel.show_results([a_row(n + 1) for n in range(1000)], "1000")
    qtbot.waitUntil(lambda: bool(asked), timeout=2000)
    assert asked[-1][0] == 0
    assert len(asked[-1]) < 12

    panel.grid.show_picture(0, QPixmap.fromImage(a_picture()))
    panel.grid.verticalScrollBar().setValue(panel.grid.verticalScrollBar().maximum())
    count = len(asked)
    qtbot.waitUntil(lambda: len(asked) > count, timeout=2000)
    assert asked[-1][-1] == 999
    assert asked[-1][0] > 980


@pytest.mark.parametrize("width", [271, 300, 330, 348, 420])
def test_the_grid_comes_to_rest_whether_it_scrolls_or_not(themed, qtbot, width: int) -> None:
    grid = MatchGrid()
    qtbot.addWidget(grid)
    grid.show()
    for height in (220, 344, 430):
        for count in (2, 3, 4):
            grid.resize(width, height)
            grid.show_rows([a_row(n + 1) for n in range(count)])
            for _ in range(8):
                QApplication.processEvents()
            watched = Sizes()
            grid.viewport().installEventFilter(watched)
            for _ in range(4):
                QApplication.processEvents()
            grid.viewport().removeEventFilter(watched)
            assert watched.count == 0, (height, count)


def test_a_thousand_matches_are_shown_at_once(panel) -> None:
    rows = [a_row(n + 1) for n in range(1000)]
    start = time.perf_counter()
    panel.show_results(rows, "1000")
    QApplication.processEvents()
    assert time.perf_counter() - start < 0.5
    start = time.perf_counter()
    panel.change_results(rows)
    panel.grid.grab()
    assert time.perf_counter() - start < 0.25


def test_keys_go_through_the_matches_open_and_compare(panel) -> None:
    told: list[tuple[str, int]] = []
    panel.open_wanted.connect(lambda row: told.append(("open", row)))
    panel.compare_wanted.connect(lambda row: told.append(("compare", row)))
    panel.show_results([a_row(n + 1) for n in range(6)], "6")
    QApplication.processEvents()
    QTest.keyClick(panel.grid, Qt.Key.Key_Right)
    QTest.keyClick(panel.grid, Qt.Key.Key_Return)
    QTest.keyClick(panel.grid, Qt.Key.Key_Down)
    QTest.keyClick(panel.grid, Qt.Key.Key_C)
    assert told == [("open", 1), ("compare", 3)]


def test_a_click_opens_the_match_under_it(panel) -> None:
    told: list[int] = []
    panel.open_wanted.connect(told.append)
    panel.show_results([a_row(1), a_row(2)], "2")
    QApplication.processEvents()
    place = panel.grid.visualRect(panel.grid.matches.index(1)).center()
    QTest.mouseClick(panel.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told == [1]


def test_buttons_say_what_can_be_done_with_the_match_that_is_chosen(panel) -> None:
    panel.show_results([a_row(1, may_open=True), a_row(2)], "2")
    assert panel.open.isEnabled()
    QTest.keyClick(panel.grid, Qt.Key.Key_Right)
    assert not panel.open.isEnabled()
    assert panel.compare.isEnabled()


def test_a_picture_is_on_its_way_then_there_or_broken(panel) -> None:
    panel.show_results([a_row(1), a_row(2)], "2")
    model = panel.grid.matches
    first, second = model.index(0), model.index(1)
    assert model.data(first, PICTURE_ROLE) is None
    assert model.data(first, BROKEN_ROLE) is False
    panel.grid.show_picture(0, None)
    panel.grid.show_picture(1, QPixmap.fromImage(a_picture()))
    assert model.data(first, BROKEN_ROLE) is True
    assert isinstance(model.data(second, PICTURE_ROLE), QPixmap)
    panel.grid.grab()
    panel.grid.show_picture(7, None)  # of a search that is over
    assert model.data(QModelIndex(), PICTURE_ROLE) is None


def test_other_words_leave_choice_and_pictures(panel) -> None:
    panel.show_results([a_row(1), a_row(2)], "2")
    panel.grid.show_picture(1, QPixmap.fromImage(a_picture()))
    panel.grid.choose(1)
    panel.change_results([a_row(1), a_row(2, where="this study", may_open=True)])
    assert panel.grid.chosen == 1
    assert panel.open.isEnabled()
    assert not panel.grid.matches.lacks_picture(1)


def test_each_cell_is_spoken_and_its_ids_are_said_when_pointed_at(panel) -> None:
    panel.show_results([a_row(1, hint="Entity ID: <b>x</b>", is_same=True)], "1")
    index = panel.grid.matches.index(0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Match 1, score 9.0 of 10, this image, nodule, not in this library"
    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    ("score", "shown"), [(10.0, "10.0"), (9.99, "9.9"), (9.94, "9.9"), (0.0, "0.0"), (None, "–")]
)
def test_only_the_same_picture_has_a_full_score(score, shown) -> None:
    assert score_number(score) == shown


def test_a_match_without_a_score_says_so() -> None:
    assert match_words(2, None, ("",), is_same=False) == "Match 2, without a score"


def test_states_say_what_is_the_matter_and_lead_on(panel) -> None:
    acted: list[str] = []
    panel.page.action_wanted.connect(lambda: acted.append("action"))
    panel.page.cancel_wanted.connect(lambda: acted.append("cancel"))
    panel.show_page(no_database_page(may_create=True))
    assert panel.page.action.text() == "Create a database…"
    panel.page.action.click()
    panel.show_page(searching_page("cases"))
    assert panel.page.bar.isVisibleTo(panel)
    panel.page.cancel.click()
    panel.show_page(failed_page(Refused("3", "no such database")))
    assert "no such database" in panel.page.title.text()
    assert not panel.page.cancel.isVisibleTo(panel)
    panel.show_page(failed_page(UnknownOutcome("example.org")))
    assert "billed" in panel.page.detail.text()
    assert acted == ["action", "cancel"]


def test_a_local_service_that_stopped_is_no_matter_of_the_network() -> None:
    error = Unreachable("127.0.0.1")
    assert failed_page(error, is_local=True).title == "The local service has stopped"
    assert "network" not in failed_page(error, is_local=True).detail
    assert "network" in failed_page(error).detail


def test_what_cannot_be_done_is_said_on_the_buttons(panel) -> None:
    panel.head.lock(Locks(view="Open images first.", region="Open images first."))
    assert not panel.head.view.isEnabled()
    assert "Open images first." in panel.head.region.toolTip()
    panel.head.lock(Locks())
    assert panel.head.view.isEnabled()


@pytest.mark.parametrize(("typed", "kept"), [(0, 1), (1, 1), (1000, 1000), (1001, 1000)])
def test_from_one_to_a_thousand_results_may_be_asked_for(panel, typed, kept) -> None:
    panel.head.wanted.setValue(typed)
    assert panel.head.wanted.value() == kept


def test_two_pictures_zoom_and_move_together(themed, qtbot) -> None:
    sheet = CompareSheet(QueryRow(picture=a_picture(), title="CT", detail="Image 1 of 2"))
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.show_match(Pair(a_row(1), 2))
    assert sheet.match.image is None
    sheet.show_picture(a_picture(Qt.GlobalColor.white))
    QTest.keyClick(sheet, Qt.Key.Key_Plus)
    zoomed = sheet.asked.place().width()
    assert zoomed == pytest.approx(sheet.match.place().width())
    left = sheet.match.place().left()
    QTest.mousePress(sheet.asked, Qt.MouseButton.LeftButton, pos=sheet.asked.rect().center())
    QTest.mouseMove(sheet.asked, sheet.asked.rect().center() * 1.1)
    QTest.mouseRelease(sheet.asked, Qt.MouseButton.LeftButton)
    assert sheet.match.place().left() > left
    QTest.keyClick(sheet, Qt.Key.Key_0)
    assert sheet.look.look == Look()
    sheet.show_picture(None)
    assert sheet.match.words == "The picture cannot be had"


def test_arrows_stop_at_the_first_and_the_last_match(themed, qtbot) -> None:
    sheet = CompareSheet(QueryRow(picture=a_picture(), title="CT", detail=""))
    qtbot.addWidget(sheet)
    moved: list[int] = []
    sheet.moved.connect(moved.append)
    sheet.show_match(Pair(a_row(1), 2))
    QTest.keyClick(sheet, Qt.Key.Key_Left)
    QTest.keyClick(sheet, Qt.Key.Key_Right)
    assert not sheet.previous.isEnabled()
    sheet.show_match(Pair(a_row(2), 2))
    QTest.keyClick(sheet, Qt.Key.Key_Right)
    assert moved == [1]
    assert not sheet.next.isEnabled()


def test_a_look_never_leaves_the_picture() -> None:
    shared = SharedLook()
    shared.zoom_by(1e9, 0.0, 0.0)
    assert shared.look.zoom == 16.0
    shared.set(Look(4.0, -3.0, 3.0))
    assert shared.look == Look(4.0, 0.125, 0.875)
    shared.zoom_by(1e-9)
    assert shared.look == Look()


def test_a_place_stays_under_the_pointer_while_it_is_zoomed_to() -> None:
    shared = SharedLook()
    shared.zoom_by(2.0, 0.25, 0.75)
    look = shared.look
    # the picture's place that is at a share of the view: middle + (share - 0.5) / zoom
    assert look.x + (0.25 - 0.5) / look.zoom == pytest.approx(0.25)
    assert look.y + (0.75 - 0.5) / look.zoom == pytest.approx(0.75)


def test_a_screen_reader_has_a_name_for_everything(panel, qtbot) -> None:
    panel.show_results([a_row(1)], "1")
    assert nameless(panel) == []
    panel.show_page(no_database_page(may_create=True))
    assert nameless(panel) == []
    sheet = CompareSheet(QueryRow(picture=a_picture(), title="CT", detail="Image 1 of 2"))
    qtbot.addWidget(sheet)
    sheet.show_match(Pair(a_row(1), 2))
    sheet.show()
    assert nameless(sheet) == []
