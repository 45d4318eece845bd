"""Each sheet is opened and its buttons are pressed."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.names import nameless
from viewer.ui import theme
from viewer.ui.actions import action_table
from viewer.ui.dialogs.export import ExportPart, ExportSheet
from viewer.ui.dialogs.lists import AboutSheet, CrashSheet, KeysSheet, ProblemsSheet
from viewer.ui.dialogs.preflight import ParameterField, Preflight, PreflightSheet
from viewer.ui.dialogs.question import QuestionSheet
from viewer.ui.dialogs.settings import SettingsSheet
from viewer.ui.dialogs.settings_values import SettingValues

PREFLIGHT = Preflight(
    title="Lung nodules",
    series=(("Series", "Chest"), ("Images", "CT, 74 images")),
    destination="api.example.org",
    is_local=False,
    removed=("Name and identifier", "Dates"),
    parameters=(ParameterField("Threshold", "Least confidence", 0.7, 0.01, 1.0),),
)
VALUES = SettingValues(
    language="zh",
    theme="light",
    user_name="Dr. Chen",
    account_name="chen",
    hides_identity=True,
    service="vendor",
    asks_before_sending=False,
    vendor_url="https://api.example.org",
    organisation_id="1",
    organisation_name="clinic",
    store_endpoint="https://oss.example.org",
    store_bucket="b",
    store_region="cn-shanghai",
    strategy="manifest",
    deletes_uploads=False,
    app_key="key",
    ds_id="grant",
    store_access_key="ak",
    store_secret_key="sk",
)


def test_the_preflight_sends_with_the_parameters_that_were_set(
    qtbot: QtBot, themed: QApplication
) -> None:
    sheet = PreflightSheet(PREFLIGHT)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet._inputs.boxes["Threshold"].setValue(0.35)

    with qtbot.waitSignal(sheet.accepted):
        sheet.send_button.click()

    assert sheet.parameters() == {"Threshold": "0.35"}


def test_a_broken_limit_keeps_everything_here(qtbot: QtBot, themed: QApplication) -> None:
    sheet = PreflightSheet(PREFLIGHT)
    qtbot.addWidget(sheet)
    sheet.show_problems((("12 slices are too few.", "Choose all."),), is_ready=True)

    assert not sheet.send_button.isEnabled()
    sheet.show_problems((), is_ready=True)
    assert sheet.send_button.isEnabled()


def test_nothing_can_be_sent_while_the_files_are_still_looked_at(
    qtbot: QtBot, themed: QApplication
) -> None:
    sheet = PreflightSheet(replace(PREFLIGHT, is_ready=False))
    qtbot.addWidget(sheet)

    assert not sheet.send_button.isEnabled()


def test_escape_leaves_the_preflight_without_sending(qtbot: QtBot, themed: QApplication) -> None:
    sheet = PreflightSheet(PREFLIGHT)
    qtbot.addWidget(sheet)
    sheet.show()

    with qtbot.waitSignal(sheet.rejected):
        qtbot.keyClick(sheet, Qt.Key.Key_Escape)


def test_a_sheet_is_as_high_as_its_content_and_fits_a_small_screen(
    qtbot: QtBot, themed: QApplication
) -> None:
    problems = tuple((f"Problem {n} " * 8, "advice " * 12) for n in range(3))
    sheet = PreflightSheet(replace(PREFLIGHT, problems=problems))
    qtbot.addWidget(sheet)
    sheet.show()

    assert 250 < sheet.height() < 720


def test_settings_come_back_as_they_were_shown(qtbot: QtBot, themed: QApplication) -> None:
    sheet = SettingsSheet(VALUES)
    qtbot.addWidget(sheet)

    assert sheet.values() == VALUES


def test_secrets_are_shown_as_dots(qtbot: QtBot, themed: QApplication) -> None:
    sheet = SettingsSheet(VALUES)
    qtbot.addWidget(sheet)
    secrets = {VALUES.app_key, VALUES.ds_id, VALUES.store_access_key, VALUES.store_secret_key}
    lines = [line for line in sheet.findChildren(QLineEdit) if line.text() in secrets]

    assert len(lines) == 4
    assert {line.echoMode() for line in lines} == {QLineEdit.EchoMode.Password}


def test_the_vendors_fields_are_there_only_for_a_vendor(qtbot: QtBot, themed: QApplication) -> None:
    sheet = SettingsSheet(replace(VALUES, service="local"))
    qtbot.addWidget(sheet)
    sheet.tabs.setCurrentIndex(1)
    sheet.show()
    assert not sheet._service._vendor.isVisible()

    sheet.choose_service("vendor")

    assert sheet._service._vendor.isVisible()


def test_export_offers_findings_only_with_a_result(qtbot: QtBot, themed: QApplication) -> None:
    sheet = ExportSheet("/somewhere", has_result=False)
    qtbot.addWidget(sheet)

    assert sheet.choice().parts == {ExportPart.PICTURE}
    assert not sheet._boxes[ExportPart.PDF].isEnabled()


def test_nothing_is_written_without_a_folder(qtbot: QtBot, themed: QApplication) -> None:
    sheet = ExportSheet("/somewhere", has_result=True)
    qtbot.addWidget(sheet)
    sheet._folder.setText("  ")

    assert not sheet._write.isEnabled()


def test_the_patient_is_named_only_when_asked_for(qtbot: QtBot, themed: QApplication) -> None:
    sheet = ExportSheet("/somewhere", has_result=True)
    qtbot.addWidget(sheet)

    assert not sheet.choice().has_identity


def test_the_safe_answer_has_the_focus(qtbot: QtBot, themed: QApplication) -> None:
    sheet = QuestionSheet("Send again?", "It may be billed twice.", "Send again")
    qtbot.addWidget(sheet)
    sheet.show()

    with qtbot.waitSignal(sheet.rejected):
        qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Space)


def test_skipped_files_are_listed_with_their_reason(qtbot: QtBot, themed: QApplication) -> None:
    sheet = ProblemsSheet([("/a/b.dcm", "The file is empty"), ("/a/c.txt", "Not an image file")])
    qtbot.addWidget(sheet)
    model = sheet.findChild(QTableView).model()

    assert [model.index(i, 0).data() for i in range(2)] == [
        "The file is empty",
        "Not an image file",
    ]
    assert model.index(1, 1).data() == "/a/c.txt"


def test_r015_a_list_of_100000_skipped_files_is_worded_only_where_it_is_seen(
    qtbot: QtBot, themed: QApplication
) -> None:
    class Rows(Sequence):
        asked = 0

        def __len__(self):
            return 100_000

        def __getitem__(self, index):
            self.asked += 1
            return f"/a/{index}.txt", "Not an image file"

    rows = Rows()
    sheet = ProblemsSheet(rows)
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()

    assert sheet.findChild(QTableView).model().rowCount() == 100_000
    assert rows.asked < 2_000


def test_every_key_of_the_table_is_on_the_sheet_of_keys(qtbot: QtBot, themed: QApplication) -> None:
    from PySide6.QtWidgets import QLabel

    table = action_table()
    sheet = KeysSheet(table, (("Wheel", "next image"),))
    qtbot.addWidget(sheet)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    wanted = {s.text.rstrip("…") for group in table.values() for s in group if s.keys}

    assert wanted | {"Wheel", "next image"} <= shown


def test_a_crash_report_is_shown_before_it_is_copied(qtbot: QtBot, themed: QApplication) -> None:
    sheet = CrashSheet("viewer.app.main:12 in run")
    qtbot.addWidget(sheet)
    QGuiApplication.clipboard().clear()

    sheet._copy()

    assert QGuiApplication.clipboard().text() == "viewer.app.main:12 in run"


@pytest.mark.parametrize("width", [460, 900])
def test_about_says_that_it_is_not_for_diagnosis(
    width: int, qtbot: QtBot, themed: QApplication
) -> None:
    from PySide6.QtWidgets import QLabel

    sheet = AboutSheet("0.1.0")
    qtbot.addWidget(sheet)
    sheet.resize(width, 300)

    assert any("not for diagnosis" in label.text() for label in sheet.findChildren(QLabel))


def test_a_sheet_has_an_edge_of_its_own(qtbot: QtBot, themed: QApplication) -> None:
    sheet = QuestionSheet("Send again?", "It may cost twice.", "Send", None)
    qtbot.addWidget(sheet)
    sheet.show()

    edge = sheet.grab().toImage().pixelColor(0, sheet.height() // 2)

    assert edge.name() == theme.current().border_strong


@pytest.mark.parametrize(
    "make",
    [
        lambda: SettingsSheet(VALUES),
        lambda: PreflightSheet(PREFLIGHT),
        lambda: KeysSheet(action_table(), ()),
        lambda: ProblemsSheet([("a", "b")]),
        lambda: QuestionSheet("a", "b", "c"),
        lambda: CrashSheet("report"),
        lambda: AboutSheet("1.0"),
    ],
    ids=["settings", "preflight", "keys", "problems", "question", "crash", "about"],
)
def test_all_of_a_sheet_that_takes_the_focus_has_a_name(
    qtbot: QtBot, themed: QApplication, make: Callable[[], QWidget]
) -> None:
    sheet = make()
    qtbot.addWidget(sheet)
    sheet.show()

    assert nameless(sheet) == []


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, themed: QApplication) -> None:
    sheet = QuestionSheet("Forget?", "It disappears.", "Forget")
    qtbot.addWidget(sheet)
    pressed: list[str] = []
    yes = sheet.add_button("Other")
    yes.clicked.connect(lambda: pressed.append("other"))
    primary = sheet.add_button("Send", is_primary=True)
    primary.clicked.connect(lambda: pressed.append("send"))
    sheet.show()
    yes.setFocus()

    qtbot.keyClick(yes, Qt.Key.Key_Return)

    assert pressed == ["other"], "not the default one"
