"""A library that takes no changes for a while: it is said, nothing is lost, it goes on after."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.fake_service import FakeService
from tests.vendor_builders import a_nodule, success
from tests.window_bench import Bench, play
from viewer.foundation.errors import CannotWrite, FileTrouble, LibraryTrouble, LibraryUnavailable
from viewer.imaging.grey.voi import Window
from viewer.ui.dialogs.question import QuestionSheet
from viewer.ui.dialogs.settings import SettingsSheet

FULL = LibraryUnavailable("library.sqlite", LibraryTrouble.FULL)


def refuse(*_given: object, **_more: object) -> None:
    raise FULL


def test_own_text_is_said_not_to_be_kept_and_kept_at_the_next_try(
    themed: QApplication, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        texts, report = bench.wired.library.own_texts, bench.window.report
        uid = bench.wired.reviewing.open_run.run.uid
        with monkeypatch.context() as full:
            full.setattr(texts, "set", refuse)
            report.own.setPlainText("mine")
            report.save()
            assert "The disk is full" in bench.window.toast.text
            assert report.has_unkept_text

        bench.window.toast._button.click()
        assert texts.get(uid) == "mine"
        assert not report.has_unkept_text

    play(themed, scene, FakeService(final=success(a_nodule(ImageX="3", ImageY="2"))))


def test_closing_asks_before_text_is_lost(
    themed: QApplication, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        wanted: list[bool] = []
        bench.window.close_wanted.connect(lambda: wanted.append(True))
        with monkeypatch.context() as full:
            full.setattr(bench.wired.library.own_texts, "set", refuse)
            bench.window.report.own.setPlainText("mine")
            bench.window.close()
            (sheet,) = bench.window.findChildren(QuestionSheet)
            assert wanted == []
            sheet.accept()
            assert wanted == [True]

        bench.window.close()
        assert wanted == [True, True]
        assert bench.window.isVisible()

    play(themed, scene, FakeService(final=success(a_nodule(ImageX="3", ImageY="2"))))


def test_images_open_although_they_cannot_be_remembered(
    themed: QApplication, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(bench: Bench) -> None:
        monkeypatch.setattr(bench.wired.library.recent, "add", refuse)
        await bench.open(series)

        assert bench.wired.opening.shown is not None

    play(themed, scene)


def test_an_analysis_that_cannot_be_kept_is_not_begun_and_works_later(
    themed: QApplication, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        with monkeypatch.context() as full:
            full.setattr(bench.wired.library.jobs, "add", refuse)
            bench.wired.analysing.start_named("lung-nodule")
            assert "The disk is full" in bench.window.toast.text
            assert bench.window.jobs.cards == ()

        await bench.analyse()

    play(themed, scene, FakeService(final=success(a_nodule(ImageX="3", ImageY="2"))))


def test_a_grey_choice_that_could_not_be_kept_is_kept_with_the_next(
    themed: QApplication, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        memory = bench.wired.grey_memory
        with monkeypatch.context() as full:
            full.setattr("viewer.app.grey_memory._write", refuse)
            bench.wired.image.viewport.set_window(Window(12.5, 345.0))
            memory.save()
            await bench.until(lambda: "The disk is full" in bench.window.toast.text)

        memory.save()
        reference = bench.wired.opening.shown.stack.description.reference
        await bench.until(lambda: bench.wired.library.grey_choices.of_series(reference))

    play(themed, scene)


def test_a_setting_that_cannot_be_kept_holds_for_now(
    themed: QApplication, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(*_given: object) -> None:
        raise CannotWrite("settings.json", FileTrouble.FULL)

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        monkeypatch.setattr(bench.wired.library.settings, "set", cannot)
        bench.action("hide-identity")

        assert "could not be written" in bench.window.toast.text
        assert bench.wired.image.viewport.state.hides_identity

    play(themed, scene)


def test_who_reads_stands_at_the_foot_and_leads_to_its_field(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        reader = bench.window.status.reader
        assert reader is not None
        assert reader.text().startswith("Reader: ")
        reader.click()
        await bench.until(lambda: bench.window.findChildren(SettingsSheet))
        (sheet,) = bench.window.findChildren(SettingsSheet)
        values = sheet.values()
        sheet.reject()
        assert values.account_name

    play(themed, scene)


def test_images_are_shown_although_what_was_judged_on_them_cannot_be_read(
    themed: QApplication, series: Path
) -> None:
    async def judge(bench: Bench) -> None:
        await bench.open(series)
        bench.action("nothing-further")
        database = bench.wired.library.database
        database.write("DROP TRIGGER ledger_is_not_changed")
        database.write("UPDATE ledger SET content='{'")

    async def look(bench: Bench) -> None:
        await bench.open(series)

        assert bench.wired.opening.shown.volume.is_complete
        assert "is damaged" in bench.window.toast.text
        assert not bench.window.actions_by_name["accept"].isEnabled()

    play(themed, judge)
    play(themed, look)
