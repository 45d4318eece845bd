"""The sheet with the errors of landmarks."""

from PySide6.QtCore import Qt

from viewer.app.ceph_choices import CephChoices
from viewer.domain.cephalometry.landmark_errors import ERRORS, ErrorSource, overridden
from viewer.domain.cephalometry.landmarks import LANDMARKS
from viewer.storage.settings import Settings
from viewer.ui.dialogs.ceph_errors import LandmarkErrorsSheet

CODES = [kind.code for kind in LANDMARKS]
ALONG, SOURCE = 1, 3


def put(sheet: LandmarkErrorsSheet, code: str, along: float) -> None:
    model = sheet.table.model()
    model.setData(model.index(CODES.index(code), ALONG), along, Qt.ItemDataRole.EditRole)


def source_of(sheet: LandmarkErrorsSheet, code: str) -> str:
    return sheet.table.item(CODES.index(code), SOURCE).text()


def test_the_table_shows_every_landmark_with_its_source(qtbot) -> None:
    sheet = LandmarkErrorsSheet(ERRORS)
    qtbot.addWidget(sheet)

    assert sheet.table.rowCount() == 46
    assert "Trpkova" in source_of(sheet, "S")
    assert all(source_of(sheet, code) for code in CODES)
    assert sheet.changes == {}


def test_an_own_number_counts_and_says_that_it_is_one(qtbot) -> None:
    sheet = LandmarkErrorsSheet(ERRORS)
    qtbot.addWidget(sheet)

    put(sheet, "S", 2.5)

    assert sheet.changes == {"S": (2.5, ERRORS["S"].across)}
    assert source_of(sheet, "S") == "Your own number"
    assert "Trpkova" in source_of(sheet, "A")


def test_the_table_s_numbers_come_back_at_a_click(qtbot) -> None:
    sheet = LandmarkErrorsSheet(overridden({"Go": (3.0, 4.0)}))
    qtbot.addWidget(sheet)

    assert sheet.changes == {"Go": (3.0, 4.0)}
    sheet.restore.click()

    assert sheet.changes == {}


def test_own_numbers_are_kept_for_the_next_time(tmp_path) -> None:
    path = tmp_path / "settings.json"
    CephChoices(Settings(path)).keep_errors({"Go": (3.0, 4.0), "N'": (1.5, 1.0)})

    kept = CephChoices(Settings(path)).errors

    assert kept["Go"][:2] == (3.0, 4.0)
    assert kept["N'"].source is ErrorSource.OVERRIDDEN
    assert kept["S"] == ERRORS["S"]
