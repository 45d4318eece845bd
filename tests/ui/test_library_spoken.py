"""The library speaks both languages: its window, its page, its questions."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.window_bench import Bench, play
from viewer.app.library_care_work import size_kind_words
from viewer.domain.references import SeriesReference
from viewer.storage.sizes import SizeKind
from viewer.ui.dialogs.library import LibrarySheet
from viewer.ui.dialogs.question import QuestionSheet
from viewer.ui.dialogs.settings import SettingsSheet
from viewer.ui.dialogs.settings_values import SettingValues
from viewer.ui.models.library import LibraryColumn
from viewer.words import language

_CHINESE = re.compile("[\u4e00-\u9fff]")
_NAMES = frozenset({"中文", "English", "appKey", "ds_id", "OrgId", "OrgName"})
VALUES = SettingValues(
    language="en",
    theme="dark",
    user_name="",
    account_name="",
    hides_identity=False,
    service="vendor",
    asks_before_sending=False,
    vendor_url="",
    organisation_id="",
    organisation_name="",
    store_endpoint="",
    store_bucket="",
    store_region="",
    strategy="archive",
    deletes_uploads=True,
)


@pytest.fixture(params=["en", "zh"])
def spoken(themed: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    language.install(themed, request.param)
    yield request.param
    language.install(themed, "en")


def said(widget: QWidget) -> list[str]:
    """Return all words on a widget that are not the same in every language."""
    words = [label.text() for label in widget.findChildren(QLabel)]
    words += [button.text() for button in widget.findChildren(QAbstractButton)]
    return [text for text in words if re.search("[A-Za-z\u4e00-\u9fff]", text)]


def wrong(texts: list[str], spoken: str) -> list[str]:
    """Return what is not in that language."""
    is_chinese = spoken == "zh"
    return [t for t in texts if t not in _NAMES and bool(_CHINESE.search(t)) is not is_chinese]


def test_the_librarys_window_is_in_the_readers_language(spoken: str, qtbot) -> None:
    sheet = LibrarySheet()
    qtbot.addWidget(sheet)
    sheet.show_rows(())
    heads = [
        str(sheet.model.headerData(column, Qt.Orientation.Horizontal)) for column in LibraryColumn
    ]

    assert wrong([*said(sheet), *heads, sheet.search.placeholderText()], spoken) == []


def test_the_settings_are_in_the_readers_language(spoken: str, qtbot) -> None:
    sheet = SettingsSheet(VALUES)
    qtbot.addWidget(sheet)
    kinds = [size_kind_words(kind) for kind in SizeKind]

    assert wrong([*said(sheet), *kinds], spoken) == []


def test_what_is_asked_about_lost_images_is_in_the_readers_language(
    themed: QApplication, spoken: str, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        gone = str(tmp_path / "gone" / "1")
        bench.wired.studies.finder.show_series(SeriesReference("1.2", "1.2.3"), (gone,))
        await bench.until(lambda: bench.window.findChildren(QuestionSheet))
        (sheet,) = bench.window.findChildren(QuestionSheet)

        assert wrong(said(sheet), spoken) == []
        assert str(tmp_path / "gone") in "".join(said(sheet))
        sheet.reject()
        await bench.until(lambda: not bench.window.findChildren(QuestionSheet))

    play(themed, scene)


def test_what_is_said_before_an_export_is_in_the_readers_language(
    themed: QApplication, spoken: str
) -> None:
    async def scene(bench: Bench) -> None:
        bench.wired.studies.packages.ask_export("1.2")
        await bench.until(lambda: bench.window.findChildren(QuestionSheet))
        (sheet,) = bench.window.findChildren(QuestionSheet)

        assert wrong(said(sheet), spoken) == []
        sheet.reject()
        await bench.until(lambda: not bench.window.findChildren(QuestionSheet))

    play(themed, scene)
