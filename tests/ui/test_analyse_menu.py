"""The Analyse menu and the pre-flight: what fits first, inputs chosen, all of it checked."""

from pathlib import Path

import pydicom
from PySide6.QtWidgets import QApplication, QLabel

from tests.fake_service import FakeService
from tests.image_builders import write_series
from tests.window_bench import Bench, play
from viewer.ui.dialogs.preflight import PreflightSheet


def names(bench: Bench, *, is_enabled: bool = True) -> list[str]:
    menu = bench.window.menus.analyse
    return [str(a.data()) for a in menu.actions() if a.isEnabled() is is_enabled]


async def preflight(bench: Bench, name: str) -> PreflightSheet:
    bench.wired.analysing.ask_named(name)
    await bench.until(lambda: bench.window.findChildren(PreflightSheet))
    return bench.window.findChildren(PreflightSheet)[-1]


def two_studies(folder: Path) -> tuple[Path, Path]:
    """Write two CT series of one patient, a year apart."""
    for name, date in (("now", "20240601"), ("before", "20230601")):
        uids = {"series_uid": f"1.2.3.{date}", "study_uid": f"1.2.4.{date}"}
        write_series(folder / name, slices=20, rows=24, columns=32, **uids)
        for path in (folder / name).iterdir():
            header = pydicom.dcmread(path)
            header.StudyDate = date
            header.save_as(path)
    return folder / "now", folder / "before"


def sheets(bench: Bench, besides: PreflightSheet | None = None) -> list[PreflightSheet]:
    found = bench.window.findChildren(PreflightSheet)
    return [sheet for sheet in found if sheet.isVisible() and sheet is not besides]


def test_the_menu_says_of_everything_whether_it_fits(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        assert names(bench)[0] == "lung-nodule"
        assert "medical-qa" in names(bench)
        unfit = {
            str(a.data()): a.text()
            for a in bench.window.menus.analyse.actions()
            if not a.isEnabled()
        }
        assert {"knee-kl", "lumbar-mri", "skin"} <= set(unfit)
        assert unfit["lumbar-mri"].endswith("the service takes MR.")  # not that it is axial, too

    play(themed, scene)


def test_a_question_is_no_analysis_and_leads_to_its_tab(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.wired.analysing.ask_named("medical-qa")
        assert bench.window.tabs.currentWidget() is bench.window.consultation

    play(themed, scene)


def test_a_registration_without_a_prior_says_what_is_missing(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        sheet = await preflight(bench, "ct-registration")
        await bench.until(lambda: "Prior" in " ".join(_texts(sheet)) and sheet._problems.count())
        assert not sheet.send_button.isEnabled()
        sheet.reject()

    play(themed, scene)


def test_a_registration_offers_the_prior_and_sends_both(
    themed: QApplication, tmp_path: Path
) -> None:
    now, before = two_studies(tmp_path)
    service = FakeService()

    async def scene(bench: Bench) -> None:
        await bench.open(now, before)
        sheet = await preflight(bench, "ct-registration")
        await bench.until(sheet.send_button.isEnabled)
        (chooser,) = sheet._inputs.choosers.values()
        assert chooser.currentText().startswith("2023-06-01")
        texts = [label.text() for label in sheet.findChildren(QLabel)]
        assert any(text.startswith("2024-06-01") for text in texts)
        sheet.send_button.click()
        await bench.until(lambda: service.submissions)
        sent = dict(service.submissions[0])
        assert sent["ReferenceURL"] != sent["FloatingURL"]
        (job,) = bench.wired.library.jobs.all()
        assert job.series.series_instance_uid == "1.2.3.20240601"
        assert [other.slot for other in job.others] == ["floating"]

    play(themed, scene, service)


def test_the_two_series_of_a_registration_can_be_swapped(
    themed: QApplication, tmp_path: Path
) -> None:
    now, before = two_studies(tmp_path)
    service = FakeService()

    async def scene(bench: Bench) -> None:
        await bench.open(now, before)
        first = await preflight(bench, "ct-registration")
        await bench.until(first.send_button.isEnabled)
        first.swap_wanted.emit()
        await bench.until(
            lambda: [
                s
                for s in bench.window.findChildren(PreflightSheet)
                if s.isVisible() and s is not first
            ]
        )
        sheet = next(
            s for s in bench.window.findChildren(PreflightSheet) if s.isVisible() and s is not first
        )
        await bench.until(sheet.send_button.isEnabled)
        sheet.send_button.click()
        await bench.until(bench.wired.library.jobs.all)
        (job,) = bench.wired.library.jobs.all()
        assert job.series.series_instance_uid == "1.2.3.20230601"

    play(themed, scene, service)


def _texts(sheet: PreflightSheet) -> list[str]:
    return [label.text() for label in sheet.findChildren(QLabel)]
