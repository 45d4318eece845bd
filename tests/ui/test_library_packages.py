"""From the window: a study leaves with everything and comes into another library as it was."""

import zipfile
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from tests.document_builders import a_pdf, write
from tests.fake_service import FakeService
from tests.image_builders import write_series
from tests.vendor_builders import a_nodule, success
from tests.window_bench import Bench, play
from viewer.domain.account import Account
from viewer.domain.standing import Decision
from viewer.export.findings_json import RunFacts, findings_document

TWO = (a_nodule(ImageX="3", ImageY="2"), a_nodule(ImageX="5", ImageY="4", ImageZ="9"))


def document_of(bench: Bench) -> object:
    """Return what the export of findings of the open run writes."""
    run = bench.wired.reviewing.open_run.run
    library = bench.wired.library
    return findings_document(
        RunFacts.of(run),
        library.runs.result(run.uid),
        library.ledger.reading(run.series).review_of(run.uid),
        bench.wired.opening.shown.stack.description,
        Account.of(run.series, library.ledger.of_stack(run.series)),
    )


async def agreed(_sheet: object) -> bool:
    return True


def answers(bench: Bench, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let the dialogs of packages be answered with a path."""

    async def chosen() -> Path:
        return path

    monkeypatch.setattr("viewer.app.library_packages.ask", agreed)
    monkeypatch.setattr(bench.wired.studies.packages, "_asked_target", chosen)
    monkeypatch.setattr(bench.wired.studies.packages, "_asked_package", chosen)


def test_after_the_import_the_study_opens_with_the_same_findings_and_decisions(
    themed: QApplication, series: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "study.zip"
    before: list[object] = []

    async def here(bench: Bench) -> None:
        told: list[bool] = []
        bench.wired.studies.memory.on_recorded.append(lambda: told.append(True))
        await bench.open(series)
        await bench.analyse()
        await bench.until(lambda: told)
        bench.action("finding-next")
        bench.action("accept")
        before.append(document_of(bench))
        answers(bench, monkeypatch, package)

        bench.action("export-study")
        await bench.until(lambda: "Exported" in bench.window.toast.text)

        assert bench.window.toast.text == "Exported: 20 image files, 1 analyses, 1 decisions"

    async def there(bench: Bench) -> None:
        answers(bench, monkeypatch, package)

        bench.action("import-study")
        await bench.until(lambda: bench.wired.reviewing.open_run)

        assert document_of(bench) == before[0]
        review = bench.wired.reviewing.session.review
        assert list(review.decisions.values()) == [Decision.ACCEPTED]
        assert bench.wired.opening.shown.stack.description.identity.patient_name

    play(themed, here, FakeService(final=success(*TWO)))
    monkeypatch.setenv("VIEWER_HOME", str(tmp_path / "elsewhere"))
    play(themed, there)


def test_a_package_that_is_opened_as_images_offers_the_import(
    themed: QApplication, series: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "study.zip"

    async def here(bench: Bench) -> None:
        await bench.open(series)
        await bench.analyse()
        answers(bench, monkeypatch, package)
        bench.action("export-study")
        await bench.until(lambda: "Exported" in bench.window.toast.text)

    async def there(bench: Bench) -> None:
        await bench.open(package)
        await bench.until(lambda: "exported study" in bench.window.toast.text)
        bench.window.toast._act()

        await bench.until(lambda: bench.wired.reviewing.open_run)
        (study,) = bench.wired.library.studies.uids()
        assert str(package) not in bench.wired.library.studies.get(study).paths

    play(themed, here, FakeService(final=success(*TWO)))
    monkeypatch.setenv("VIEWER_HOME", str(tmp_path / "elsewhere"))
    play(themed, there)


def test_analyses_that_an_import_brought_are_no_news_but_listed(
    themed: QApplication, series: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "study.zip"

    async def here(bench: Bench) -> None:
        told: list[bool] = []
        bench.wired.studies.memory.on_recorded.append(lambda: told.append(True))
        await bench.open(series)
        await bench.analyse()
        await bench.until(lambda: told)
        answers(bench, monkeypatch, package)
        bench.action("export-study")
        await bench.until(lambda: "Exported" in bench.window.toast.text)

    async def there(bench: Bench) -> None:
        answers(bench, monkeypatch, package)
        bench.action("import-study")
        await bench.until(lambda: "Imported" in bench.window.toast.text)

        bench.wired.elsewhere.look()

        assert "Imported" in bench.window.toast.text, "no other notice took its place"
        assert len(bench.window.jobs._cards) == 1
        await bench.until(lambda: bench.wired.reviewing.open_run)

    play(themed, here)
    monkeypatch.setenv("VIEWER_HOME", str(tmp_path / "elsewhere"))
    play(themed, there)


def test_an_import_under_an_open_reading_goes_on_from_what_it_brought(
    themed: QApplication, series: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_series(tmp_path / "other", slices=2, series_uid="1.2.3.99")
    package = tmp_path / "study.zip"

    async def sign(bench: Bench) -> None:
        told: list[bool] = []
        bench.wired.studies.memory.on_recorded.append(lambda: told.append(True))
        await bench.open(series)
        await bench.until(lambda: told)
        bench.wired.reviewing.session.sign()
        answers(bench, monkeypatch, package)
        bench.action("export-study")
        await bench.until(lambda: "Exported" in bench.window.toast.text)

    async def take_in(bench: Bench) -> None:
        reviewing = bench.wired.reviewing
        await bench.open(tmp_path / "other")
        other = reviewing.session
        bench.action("nothing-further")
        await bench.open(series)
        await bench.until(lambda: reviewing.session not in {None, other})
        bench.action("nothing-further")
        answers(bench, monkeypatch, package)
        monkeypatch.setattr(bench.wired.studies.finder, "open_study", lambda _uid: None)

        bench.action("import-study")
        await bench.until(lambda: "Imported" in bench.window.toast.text)

        assert reviewing.session.reading.is_signed
        assert reviewing.session.reading.is_nothing_further
        assert not bench.window.actions_by_name["undo"].isEnabled()
        assert reviewing.sessions.of(other.reading.stack) is other, "it can still be undone"

    play(themed, sign)
    monkeypatch.setenv("VIEWER_HOME", str(tmp_path / "elsewhere"))
    play(themed, take_in)


def test_a_package_that_is_refused_is_said_with_its_reason(
    themed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "holiday.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("beach.txt", "sand")

    async def scene(bench: Bench) -> None:
        answers(bench, monkeypatch, path)
        bench.action("import-study")
        await bench.until(lambda: bench.window.toast.text)

        assert "holiday.zip was not imported" in bench.window.toast.text
        assert bench.window.status.message == "Ready"

    play(themed, scene)


def test_in_a_library_opened_for_looking_nothing_is_imported(themed: QApplication) -> None:
    async def scene(bench: Bench) -> None:
        bench.window.actions_by_name.refuse_changes("another window has it")

        assert not bench.window.actions_by_name["import-study"].isEnabled()

    play(themed, scene)


def test_the_question_before_the_export_says_that_the_patient_is_named(
    themed: QApplication, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    async def refused(sheet) -> bool:
        said.append(sheet.body.itemAt(0).widget().text())
        return False

    monkeypatch.setattr("viewer.app.library_packages.ask", refused)

    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.action("export-study")
        await bench.until(lambda: said)

        assert "names the patient" in said[0]

    play(themed, scene)


def test_documents_of_the_study_come_along(
    themed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, package = tmp_path / "study", tmp_path / "study.zip"
    write_series(folder, slices=3, rows=24, columns=32, study_uid="1.2.9")
    write(folder, "pdf.dcm", a_pdf(study="1.2.9", uid="1.2.3.2"))

    async def here(bench: Bench) -> None:
        await bench.open(folder)
        answers(bench, monkeypatch, package)
        bench.action("export-study")
        await bench.until(lambda: "Exported" in bench.window.toast.text)

    async def there(bench: Bench) -> None:
        answers(bench, monkeypatch, package)
        bench.action("import-study")
        await bench.until(lambda: bench.wired.opening.documents)

        assert len(bench.wired.opening.stacks) == 1
        assert bench.window.menus.recent.actions() == []

    play(themed, here)
    monkeypatch.setenv("VIEWER_HOME", str(tmp_path / "elsewhere"))
    play(themed, there)


def test_photographs_of_an_imported_study_are_of_one_study(
    themed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos, package = tmp_path / "photos", tmp_path / "study.zip"
    photos.mkdir()
    for number, name in enumerate(("left.png", "middle.png", "右.png")):
        Image.new("RGB", (40, 30), (200, 60 * number, 10)).save(photos / name)

    async def here(bench: Bench) -> None:
        told: list[bool] = []
        bench.wired.studies.memory.on_recorded.append(lambda: told.append(True))
        await bench.open(photos)
        await bench.until(lambda: told)
        answers(bench, monkeypatch, package)
        bench.action("export-study")
        await bench.until(lambda: "Exported" in bench.window.toast.text)

    async def there(bench: Bench) -> None:
        answers(bench, monkeypatch, package)
        bench.action("import-study")
        await bench.until(lambda: len(bench.wired.opening.stacks) == 3)

        (study,) = bench.wired.opening._studies.values()
        names = [stack.description.text.series_description for stack in study.stacks]
        assert sorted(names) == ["left.png", "middle.png", "右.png"]
        assert bench.wired.library.studies.count() == 1

    play(themed, here)
    monkeypatch.setenv("VIEWER_HOME", str(tmp_path / "elsewhere"))
    play(themed, there)
