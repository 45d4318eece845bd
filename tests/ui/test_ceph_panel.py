"""The Analysis tab's rows and choices: what is said, and that only what changed is shown again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ceph_builders import CALIBRATED, SERIES, film_points, landmarks
from tests.ui.names import nameless
from viewer.app.ceph_choices import CephChoices
from viewer.app.ceph_table import (
    Asked,
    TableWords,
    errors_of,
    landmark_rows,
    measure_rows,
    table_rows,
    warnings_of,
    wiggle_rows,
)
from viewer.domain.cephalometry.analyses import ANALYSES, NORM_SETS, Band
from viewer.domain.cephalometry.film import film_of
from viewer.domain.cephalometry.layers import TracingLayer
from viewer.domain.cephalometry.norms import Person, Sex
from viewer.domain.cephalometry.origins import origins_of
from viewer.domain.cephalometry.uncertainty import Errors, check_first
from viewer.geometry.points import ImagePoint
from viewer.storage.ceph_settings import OwnSet
from viewer.storage.settings import Settings
from viewer.ui.ceph_rows import Choice, HeadState, MeasureRow
from viewer.ui.dialogs.ceph_length import LengthSheet
from viewer.ui.dialogs.ceph_set import MeasureSetSheet
from viewer.ui.panels.cephalometry import CephPanel

pytestmark = pytest.mark.usefixtures("themed")
WOMAN = Person(24.0, Sex.FEMALE)
STEINER = Asked(
    ANALYSES["steiner"], NORM_SETS["steiner-chinese"], NORM_SETS["steiner-original"], WOMAN
)


def rows_of(series=CALIBRATED, findings=None, asked: Asked = STEINER) -> tuple[MeasureRow, ...]:
    film = film_of(findings or landmarks(), series)
    rows = table_rows(film.face, asked)
    return measure_rows(rows, film.face, asked, TableWords(), errors_of(rows, Errors(film.face)))


def row(rows: tuple[MeasureRow, ...], code: str) -> MeasureRow:
    return next(row for row in rows if row.code == code)


def test_a_row_has_value_error_both_norms_and_a_sentence() -> None:
    sna = row(rows_of(), "SNA")
    ours, theirs = sna.cells

    assert sna.value == "83.0°"
    assert sna.error.startswith("± ")
    assert (ours.norm, theirs.norm) == ("82.8 ± 4.0", "82.0 ± 2.0")
    assert (ours.deviation_text, ours.arrow, ours.band) == ("+0.1", "·", Band.WITHIN)
    assert ours.sentence
    assert NORM_SETS["steiner-original"].source.citation in theirs.tip
    assert NORM_SETS["steiner-chinese"].source.citation in sna.tip


def test_rows_stand_in_groups_and_each_group_has_one_heading() -> None:
    headings = [each.heading for each in rows_of() if each.heading]

    assert headings == ["Sagittal", "Vertical", "Teeth"]


def test_what_is_far_has_two_arrows_and_another_band() -> None:
    far = tuple(
        f if f.site.landmark != "A" else _moved(f, ImagePoint(1075.0, 851.0)) for f in landmarks()
    )
    cell = row(rows_of(findings=far), "SNA").cells[0]

    assert cell.band is Band.BEYOND
    assert cell.arrow == "↑↑"


def _moved(finding, point):
    from dataclasses import replace

    region = replace(finding.placement.region, point=point)
    return replace(finding, placement=replace(finding.placement, region=region))


def test_missing_points_are_named_in_the_row() -> None:
    findings = tuple(f for f in landmarks() if f.site.landmark != "A")
    sna = row(rows_of(findings=findings), "SNA")

    assert (sna.value, sna.error) == ("", "")
    assert "A" in sna.note
    assert "missing" in sna.note


def test_without_a_scale_lengths_are_empty_and_nothing_says_mm() -> None:
    rows = rows_of(SERIES)
    length = row(rows, "Pog-NB")

    assert length.value == ""
    assert length.note
    assert all(" mm" not in each.spoken for each in rows)


def test_norms_that_do_not_fit_are_warned_of_once() -> None:
    asked = Asked(
        ANALYSES["mcnamara"], NORM_SETS["mcnamara-adult-male"], None, Person(12.0, Sex.FEMALE)
    )

    assert len(warnings_of(asked)) == 2
    assert warnings_of(Asked(ANALYSES["steiner"], NORM_SETS["steiner-chinese"], None, WOMAN)) == ()


def test_the_wigglegram_has_what_has_a_deviation() -> None:
    film = film_of(landmarks(), CALIBRATED)
    rows = table_rows(film.face, STEINER)
    wiggles = wiggle_rows(rows, TableWords())

    assert len(wiggles) == sum(each.deviation_sd is not None for each in rows)
    assert len({wiggle.label for wiggle in wiggles}) == len(wiggles)


def test_landmarks_to_check_first_can_stand_first() -> None:
    film = film_of(landmarks(), CALIBRATED)
    rows = table_rows(film.face, STEINER)
    checks = check_first(rows, Errors(film.face))
    origins = origins_of(film, landmarks())
    usual = landmark_rows(film, origins, checks, first=False)
    sorted_ = landmark_rows(film, origins, checks, first=True)

    assert [each.code for each in usual] == list(film_points())
    assert sorted_[0].code == checks[0].landmark
    assert sorted_[0].effect
    assert "蝶鞍" in next(each.tip for each in usual if each.code == "S")


def test_only_rows_that_changed_are_painted_again(qtbot) -> None:
    panel = CephPanel()
    qtbot.addWidget(panel)
    rows = rows_of()
    panel.table.show_rows(rows)
    changed: list[int] = []
    panel.table.model.dataChanged.connect(lambda first, _last: changed.append(first.row()))
    far = tuple(
        f if f.site.landmark != "D" else _moved(f, ImagePoint(890.0, 1240.0)) for f in landmarks()
    )
    panel.table.show_rows(rows_of(findings=far))

    assert [rows[place].code for place in changed] == ["SND"]


def test_a_row_tells_when_it_is_chosen_and_pointed_at(qtbot) -> None:
    panel = CephPanel()
    qtbot.addWidget(panel)
    panel.table.show_rows(rows_of())
    chosen: list[str] = []
    panel.table.row_chosen.connect(chosen.append)
    panel.table.choose("ANB")

    assert chosen == ["ANB"]
    assert panel.table.chosen == "ANB"
    spoken = panel.table.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("ANB, 3.0°")


def test_a_second_click_on_a_row_chooses_none(qtbot) -> None:
    panel = CephPanel()
    qtbot.addWidget(panel)
    panel.resize(400, 900)
    panel.show()
    panel.table.show_rows(rows_of())
    view = panel.table.view
    place = view.visualRect(panel.table.model.index(1)).center()
    found = []
    for _click in range(2):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        found.append(panel.table.chosen)

    assert found == ["SNB", ""]


def test_the_whole_panel_is_painted_at_any_size(qtbot) -> None:
    panel = CephPanel()
    qtbot.addWidget(panel)
    panel.table.show_rows(rows_of())
    panel.head.show_state(HeadState(warnings=("a",), summary="b", calibration="c"))
    for width, height in ((300, 400), (480, 900)):
        panel.resize(width, height)
        for page in range(panel.pages.count()):
            panel.show_page(page)
            assert not panel.grab().isNull()


def test_choices_of_the_head_are_told(qtbot) -> None:
    panel = CephPanel()
    qtbot.addWidget(panel)
    head, told = panel.head, []
    head.person_changed.connect(lambda age, sex: told.append((age, sex)))
    head.layer_toggled.connect(lambda layer, is_on: told.append((layer, is_on)))
    head.show_state(HeadState(analyses=(Choice("steiner", "Steiner"),), analysis="steiner"))
    assert told == []
    head.age.setValue(12.0)
    head.layer_actions[TracingLayer.TEETH].setChecked(True)

    assert told == [(12.0, ""), (TracingLayer.TEETH, True)]


def test_choices_come_back_from_the_settings(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    choices = CephChoices(settings)
    choices.choose_analysis("downs")
    choices.choose_norms("downs-original")
    choices.choose_beside("downs-chinese")
    choices.show_layer(TracingLayer.PLANES, is_on=False)
    choices.keep_set(OwnSet("own-1", "Mine", ("SNA", "Wits", "gone")))
    again = CephChoices(Settings(tmp_path / "settings.json"))

    assert again.analysis.key == "own-1"
    assert again.analysis.items == ("SNA", "Wits")
    assert TracingLayer.PLANES not in again.layers
    again.forget_set("own-1")
    assert again.analysis.key in ANALYSES
    again.choose_analysis("downs")
    asked = again.asked(SERIES)
    assert asked.norm_set is NORM_SETS["downs-original"]
    assert asked.beside is NORM_SETS["downs-chinese"]


def test_a_person_is_changed_for_the_norms_of_one_film_alone(tmp_path: Path) -> None:
    choices = CephChoices(Settings(tmp_path / "settings.json"))
    assert choices.person(SERIES) == Person(None, None)
    choices.choose_person(SERIES, 30.0, "F")

    assert choices.person(SERIES) == Person(30.0, Sex.FEMALE)
    assert SERIES.identity.sex == ""


def test_a_length_that_cannot_be_is_refused_in_words(qapp: QApplication) -> None:
    sheet = LengthSheet(lambda length: "" if length > 1 else "too short")
    sheet.length.setCurrentText("0,5")
    assert sheet.length_mm == 0.5
    assert not sheet.use.isEnabled()
    assert sheet.problem.text() == "too short"
    sheet.length.setCurrentText("45")
    assert sheet.use.isEnabled()
    sheet.length.setCurrentText("forty")
    assert sheet.length_mm == 0.0
    sheet.deleteLater()


def test_an_own_set_needs_a_name_and_a_measure(qapp: QApplication) -> None:
    sheet = MeasureSetSheet(("SNA", "SNB"), "", is_own=False)
    assert sheet.codes == ("SNA", "SNB")
    assert not sheet._keep.isEnabled()
    sheet._name.setText("Mine")
    assert sheet._keep.isEnabled()
    sheet._list.item(0).setCheckState(Qt.CheckState.Unchecked)
    sheet._search.setText("Wits")
    shown = [n for n in range(sheet._list.count()) if not sheet._list.item(n).isHidden()]

    assert sheet.codes == ("SNB",)
    assert len(shown) == 1
    sheet.deleteLater()


def test_every_page_of_the_tab_has_names_for_a_screen_reader(qapp: QApplication) -> None:
    panel = CephPanel()
    panel.show()

    for page in range(4):
        panel.show_page(page)
        assert nameless(panel) == []
    panel.close()
