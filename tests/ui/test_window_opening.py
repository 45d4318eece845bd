"""The real window: opening, what cannot be opened, settings."""

import asyncio
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.image_builders import write_series
from tests.window_bench import Bench, play
from viewer.ui.rows import HeaderState, StudyRow


def test_opening_a_folder_shows_its_series_and_says_that_nothing_was_run(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)

        assert bench.window.shows_image
        assert bench.wired.image.viewport.state.slice_index == 10
        assert bench.window.findings.header.state is HeaderState.NOT_RUN
        assert bench.window.studies.current_key == bench.wired.opening.shown.stack.key
        assert "20" in bench.window.status.message

    play(themed, scene)


def test_what_does_not_fit_is_listed_with_its_reason(themed: QApplication, tmp_path: Path) -> None:
    write_series(tmp_path / "few", slices=5)

    async def scene(bench: Bench) -> None:
        await bench.open(tmp_path / "few")
        entries = bench.window.menus.analyse.actions()
        entry = next(entry for entry in entries if entry.data() == "lung-nodule")

        assert [e.data() for e in entries if e.isEnabled() and e.data()] == ["medical-qa"]
        assert not entry.isEnabled()
        assert "Too few slices: 5" in entry.text()
        assert bench.header == "No analysis fits this series"

    play(themed, scene)


def test_files_that_are_skipped_are_mentioned_and_listed(
    themed: QApplication, series: Path
) -> None:
    (series / "notes.dcm").write_text("not an image", encoding="ascii")
    (series / "empty.dcm").touch()

    async def scene(bench: Bench) -> None:
        await bench.open(series)

        assert bench.window.toast.text == "Files skipped: 2"
        rows = bench.wired.window_actions.problem_rows()
        assert {Path(where).name for where, _why in rows} == {"notes.dcm", "empty.dcm"}

    play(themed, scene)


def test_what_cannot_be_opened_is_said_and_the_invitation_stays(
    themed: QApplication, tmp_path: Path
) -> None:
    (tmp_path / "x.txt").write_text("hello", encoding="ascii")

    async def scene(bench: Bench) -> None:
        bench.wired.opening.open([str(tmp_path / "x.txt")])
        await bench.until(lambda: bench.window.toast.text)

        assert "No image could be read" in bench.window.toast.text
        assert not bench.window.shows_image

    play(themed, scene)


def test_what_was_opened_is_offered_again_without_the_patients_name(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        titles = [action.text() for action in bench.window.menus.recent.actions()]

        assert len(titles) == 1
        assert "Quxplant" not in titles[0]

    play(themed, scene)


def test_hiding_the_identity_hides_it_in_the_browser_too(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        model = bench.window.studies.tree.model()
        assert "Quxplant" in model.index(0, 0).data()

        bench.action("hide-identity")

        assert "Quxplant" not in model.index(0, 0).data()
        assert bench.wired.image.viewport.state.hides_identity

    play(themed, scene)


def test_closing_everything_returns_to_the_invitation(themed: QApplication, series: Path) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(series)
        bench.action("close-study")

        assert not bench.window.shows_image
        assert bench.window.findings.header.state is HeaderState.NO_IMAGE
        assert not bench.window.actions_by_name["fit"].isEnabled()
        assert bench.window.status.message == "Ready"

    play(themed, scene)


def test_settings_are_kept_and_secrets_are_not(themed: QApplication, isolated_home: Path) -> None:
    from dataclasses import replace

    async def scene(bench: Bench) -> None:
        actions = bench.wired.window_actions
        changed = replace(
            actions.setting_values(), user_name="Dr. Chen", theme="light", app_key="planted-secret"
        )
        actions.use(changed)

        assert actions.setting_values() == changed
        assert bench.wired.window_actions.services.keys.app_key.reveal() == "planted-secret"
        actions.use(replace(changed, theme="dark"))

    play(themed, scene)
    kept = b"".join(path.read_bytes() for path in isolated_home.rglob("*") if path.is_file())
    assert b"Dr. Chen" in kept
    assert b"planted-secret" not in kept


def two_series(folder: Path) -> Path:
    for number in (1, 2):
        write_series(folder / str(number), slices=20 - number, series_uid=f"1.2.3.{number}")
    return folder


def test_one_series_without_a_thumbnail_does_not_keep_the_others_from_theirs(
    themed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from viewer.imaging import thumbnails
    from viewer.imaging.problems import SliceNotReadable, SliceProblem

    real, asked, shown = thumbnails.thumbnail, [], []

    def failing_at_first(stack: object) -> object:
        asked.append(stack)
        if len(asked) == 1:
            raise SliceNotReadable(SliceProblem.DAMAGED)
        return real(stack)  # type: ignore[arg-type]

    monkeypatch.setattr(thumbnails, "thumbnail", failing_at_first)

    async def scene(bench: Bench) -> None:
        monkeypatch.setattr(
            bench.window.studies, "show_thumbnail", lambda key, _picture: shown.append(key)
        )
        await bench.open(two_series(tmp_path))
        await bench.until(lambda: shown)

        assert len(asked) == 2

    play(themed, scene)


def test_going_back_to_the_series_on_the_screen_overtakes_the_one_that_is_coming(
    themed: QApplication, tmp_path: Path
) -> None:
    async def scene(bench: Bench) -> None:
        await bench.open(two_series(tmp_path))
        opening = bench.wired.opening
        before, first = opening.shown, opening.shown.stack.key
        (other,) = (key for key in opening._stacks if key != first)

        opening.show(other)
        opening.show(first)
        await bench.until(lambda: opening.shown is not before and opening.shown.volume.is_complete)

        assert opening.shown.stack.key == first
        assert bench.window.studies.current_key == first

    play(themed, scene)


def test_a_series_too_large_to_show_leaves_the_invitation_not_an_endless_wait(
    themed: QApplication, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from viewer.imaging import loader
    from viewer.imaging.problems import NotReadable, SkipReason

    def too_large(_stack: object) -> None:
        raise NotReadable(SkipReason.TOO_LARGE)

    monkeypatch.setattr(loader, "VolumeLoader", too_large)

    async def scene(bench: Bench) -> None:
        bench.wired.opening.open([str(series)])
        await bench.until(lambda: bench.window.toast.text)

        assert not bench.window.shows_image

    play(themed, scene)


def test_a_series_whose_reading_was_stopped_can_be_asked_for_again(
    themed: QApplication, series: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from viewer.imaging import loader

    go_on, real = threading.Event(), loader.read_into

    def slow(*args: object) -> object:
        go_on.wait(5)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(loader, "read_into", slow)

    async def scene(bench: Bench) -> None:
        opening = bench.wired.opening
        opening.open([str(series)])
        await bench.until(lambda: opening.shown)
        stopped = opening.shown
        opening.cancel()
        go_on.set()
        await bench.until(lambda: not opening._coming)

        opening.show(stopped.stack.key)
        await bench.until(lambda: opening.shown is not stopped and opening.shown.volume.is_complete)

    play(themed, scene)


def test_what_is_closed_as_soon_as_it_is_listed_does_not_come_back(
    themed: QApplication, series: Path
) -> None:
    async def scene(bench: Bench) -> None:
        opening, panel = bench.wired.opening, bench.window.studies
        show, closed = panel.show_studies, asyncio.Event()

        def show_then_close(studies: tuple[StudyRow, ...]) -> None:
            show(studies)
            if studies:
                asyncio.get_running_loop().call_soon(opening.close_all)
                asyncio.get_running_loop().call_soon(closed.set)

        panel.show_studies = show_then_close
        opening.open([str(series)])
        await closed.wait()
        await asyncio.sleep(0.05)

        assert opening.shown is None
        assert opening.stacks == ()
        assert not bench.window.shows_image

    play(themed, scene)


def test_a_study_in_two_folders_is_one_study_with_all_its_series(
    themed: QApplication, tmp_path: Path
) -> None:
    for number in (1, 2):
        write_series(
            tmp_path / str(number),
            slices=3,
            study_uid="1.2.5",
            series_uid=f"1.2.5.{number}",
            series_number=number,
        )

    async def scene(bench: Bench) -> None:
        for folder in ("2", "1", "2"):
            await bench.open(tmp_path / folder)
            key = f"1.2.5.{folder}#0"
            await bench.until(lambda key=key: bench.wired.opening.shown.stack.key == key)

        (study,) = bench.wired.opening._studies.values()
        assert [stack.key for stack in study.stacks] == ["1.2.5.1#0", "1.2.5.2#0"]

    play(themed, scene)
