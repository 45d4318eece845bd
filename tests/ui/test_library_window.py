"""The library's window: what was opened is known, searched, opened again wherever it is now."""

import shutil
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.document_builders import a_pdf, write
from tests.fake_service import FakeService
from tests.image_builders import write_series
from tests.ui.names import nameless
from tests.vendor_builders import a_nodule, success
from tests.window_bench import Bench, play
from viewer.ui.models.library import LibraryColumn


@pytest.fixture
def two_studies(tmp_path: Path) -> Path:
    for number, name in enumerate(("Quxplant^Jo", "Zweistein^Al"), start=1):
        folder = tmp_path / "disk" / "archive" / f"study-{number}"
        write_series(
            folder,
            slices=3,
            patient_name=name,
            patient_id=f"T-{number}",
            description=f"Chest {number}",
            study_uid=f"1.2.{number}",
            series_uid=f"1.2.{number}.1",
        )
    return tmp_path / "disk"


async def known(bench: Bench, *paths: object) -> None:
    """Open paths and wait until the library has them."""
    told: list[bool] = []
    bench.wired.studies.memory.on_recorded.append(lambda: told.append(True))
    await bench.open(*paths)
    await bench.until(lambda: told)


async def shown(bench: Bench):
    """Open the library's window and wait for its list."""
    bench.action("library")
    sheet = bench.wired.studies.view.sheet
    await bench.until(lambda: not sheet.said)
    return sheet


def renamed(folder: Path, name: str) -> None:
    """Move a folder beside itself."""
    folder.rename(folder.with_name(name))


def patients(sheet) -> list[str]:
    model = sheet.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_what_was_opened_is_in_the_library_with_its_patient(
    themed: QApplication, two_studies: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await known(bench, two_studies)

        sheet = await shown(bench)

        assert sorted(patients(sheet)) == ["Quxplant Jo", "Zweistein Al"]
        assert nameless(sheet) == []
        sheet.close()

    play(themed, scene)


def test_an_empty_library_says_how_studies_come_into_it(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        bench.action("library")
        sheet = bench.wired.studies.view.sheet
        await bench.until(lambda: "No study is known yet" in sheet.said)

        assert not sheet.open_button.isEnabled()
        sheet.close()

    play(themed, scene)


def test_typing_narrows_the_list_and_enter_opens_the_study(
    themed: QApplication, two_studies: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await known(bench, two_studies)
        bench.action("close-study")
        sheet = await shown(bench)

        QTest.keyClicks(sheet.search, "t-2 zwei")
        QTest.keyClick(sheet.search, Qt.Key.Key_Return)

        await bench.until(lambda: bench.wired.opening.shown)
        stack = bench.wired.opening.shown.stack
        assert stack.description.identity.patient_id == "T-2"
        assert len(bench.wired.opening.stacks) == 1
        assert bench.wired.studies.view.sheet is None

    play(themed, scene)


def test_what_matches_nothing_says_so_and_can_be_undone(
    themed: QApplication, two_studies: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await known(bench, two_studies)
        sheet = await shown(bench)

        QTest.keyClicks(sheet.search, "nobody")
        await bench.until(lambda: "No study matches" in sheet.said)
        assert not sheet.open_button.isEnabled()

        QTest.keyClick(sheet.search, Qt.Key.Key_Escape)
        await bench.until(lambda: not sheet.said)
        assert len(patients(sheet)) == 2
        sheet.close()

    play(themed, scene)


def test_with_the_identity_hidden_nobody_is_named_or_found_by_name(
    themed: QApplication, two_studies: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await known(bench, two_studies)
        bench.action("hide-identity")
        sheet = await shown(bench)

        assert set(patients(sheet)) == {"Identity hidden"}
        QTest.keyClicks(sheet.search, "Quxplant")
        await bench.until(lambda: sheet.said)
        sheet.close()

    play(themed, scene)


def test_a_study_whose_folder_was_renamed_opens_all_the_same(
    themed: QApplication, two_studies: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await known(bench, two_studies / "archive" / "study-1")
        bench.action("close-study")
        (two_studies / "archive").rename(two_studies / "old archive")

        bench.wired.studies.finder.open_study("1.2.1")
        await bench.until(lambda: bench.wired.opening.shown)

        (stack,) = bench.wired.opening.stacks
        assert {Path(path).parent.parent.name for path in stack.source_paths} == {"old archive"}

    play(themed, scene)


def test_what_is_nowhere_is_said_with_where_it_was_and_found_in_the_folder_one_names(
    themed: QApplication, two_studies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(bench: Bench) -> None:
        finder = bench.wired.studies.finder
        await known(bench, two_studies / "archive" / "study-1")
        bench.action("close-study")
        was = two_studies / "archive" / "study-1"
        (tmp_path / "far").mkdir()
        for number, path in enumerate(sorted(was.iterdir())):
            shutil.move(path, tmp_path / "far" / f"other-{number}")
        said: list[str] = []

        async def agreed(sheet) -> bool:
            said.append(sheet.body.itemAt(0).widget().text())
            return True

        async def chosen() -> Path:
            return tmp_path / "far"

        monkeypatch.setattr("viewer.app.library_finding.ask", agreed)
        monkeypatch.setattr(finder, "_asked_folder", chosen)
        finder.open_study("1.2.1")
        await bench.until(lambda: bench.wired.opening.shown)

        assert str(was) in said[0]
        assert bench.wired.library.studies.get("1.2.1").paths[0].startswith(str(tmp_path / "far"))

    play(themed, scene)


def test_a_forgotten_study_is_gone_from_the_list_and_its_images_stay(
    themed: QApplication, two_studies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def agreed(_sheet: object) -> bool:
        return True

    monkeypatch.setattr("viewer.app.library_view.ask", agreed)

    async def scene(bench: Bench) -> None:
        await known(bench, two_studies)
        sheet = await shown(bench)
        sheet.table.setCurrentIndex(sheet.model.index_of("1.2.1"))

        sheet.forget_button.click()
        await bench.until(lambda: len(patients(sheet)) == 1)

        assert patients(sheet) == ["Zweistein Al"]
        assert len(list((two_studies / "archive" / "study-1").iterdir())) == 3
        sheet.close()

    play(themed, scene)


def test_photographs_in_a_renamed_folder_stay_the_study_that_they_were(
    themed: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "photos" / "of today"
    folder.mkdir(parents=True)
    Image.new("RGB", (40, 30), (200, 10, 10)).save(folder / "left.png")
    Image.new("RGB", (40, 30), (10, 200, 10)).save(folder / "right.png")

    async def scene(bench: Bench) -> None:
        await known(bench, folder)
        uid = bench.wired.opening.shown.stack.description.reference.study_instance_uid
        bench.action("close-study")
        folder.rename(folder.with_name("of yesterday"))

        bench.wired.studies.finder.open_study(uid)
        await bench.until(lambda: len(bench.wired.opening.stacks) == 2)

        uids = {
            stack.description.reference.study_instance_uid for stack in bench.wired.opening.stacks
        }
        assert uids == {uid}
        assert bench.wired.library.studies.count() == 1

    play(themed, scene)


def test_the_same_photograph_in_two_folders_stays_of_two_studies(
    themed: QApplication, tmp_path: Path
) -> None:
    for name in ("of Jo", "of Al"):
        (tmp_path / name).mkdir()
        Image.new("RGB", (40, 30), (200, 10, 10)).save(tmp_path / name / "logo.png")

    async def scene(bench: Bench) -> None:
        await known(bench, tmp_path / "of Jo")
        bench.action("close-study")
        await known(bench, tmp_path / "of Al")

        assert bench.wired.library.studies.count() == 2

    play(themed, scene)


def test_the_result_of_a_job_is_shown_where_its_images_are_now(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await known(bench, series)
        await bench.analyse()
        (job,) = bench.wired.library.jobs.all()
        bench.action("close-study")
        renamed(series, "elsewhere")

        bench.window.jobs.result_wanted.emit(job.uid)
        await bench.until(lambda: bench.wired.reviewing.open_run)

        assert "elsewhere" in bench.wired.opening.shown.stack.source_paths[0]

    play(themed, scene)


def test_the_keyboard_goes_from_the_search_into_the_list_and_opens(
    themed: QApplication, two_studies: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await known(bench, two_studies)
        bench.action("close-study")
        sheet = await shown(bench)
        second = sheet.model.index(1, 1).data()

        QTest.keyClick(sheet.search, Qt.Key.Key_Down)
        assert sheet.table.hasFocus()
        QTest.keyClick(sheet.table, Qt.Key.Key_Return)

        await bench.until(lambda: bench.wired.opening.shown)
        assert bench.wired.opening.shown.stack.description.identity.patient_id == second

    play(themed, scene)


def test_filters_and_sorting_work_on_what_was_judged(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await known(bench, series)
        await bench.analyse()
        sheet = await shown(bench)
        assert sheet.model.index(0, LibraryColumn.FINDINGS).data() == "0 of 1 judged"
        sheet.undecided.click()
        assert sheet.model.rowCount() == 1
        sheet.close()

        bench.action("finding-next")
        bench.action("accept")
        sheet = await shown(bench)
        assert sheet.model.index(0, LibraryColumn.FINDINGS).data() == "1 of 1 judged"
        sheet.undecided.click()
        assert "No study matches" in sheet.said
        sheet.close()

    play(themed, scene, FakeService(final=success(a_nodule(ImageX="3", ImageY="2"))))


def test_a_known_study_opens_with_its_documents_wherever_they_are_now(
    themed: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "disk" / "study"
    write_series(folder, slices=3, study_uid="1.2.9", series_uid="1.2.9.1")
    write(folder, "pdf.dcm", a_pdf(study="1.2.9", uid="1.2.3.2"))

    async def scene(bench: Bench) -> None:
        await known(bench, folder)
        bench.action("close-study")
        renamed(folder, "elsewhere")

        bench.wired.studies.finder.open_study("1.2.9")
        await bench.until(lambda: bench.wired.opening.shown)

        (document,) = bench.wired.opening.documents.values()
        assert document.source.path.parent.name == "elsewhere"

    play(themed, scene)
