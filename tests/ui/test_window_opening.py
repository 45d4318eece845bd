"""The real window: opening, what cannot be opened, settings."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.image_builders import write_series
from tests.window_bench import Bench, play
from viewer.ui.rows import HeaderState


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
        entry = bench.window.menus.analyse.actions()[0]

        assert not entry.isEnabled()
        assert "5 slices are too few" in entry.text()
        assert bench.header == "No analysis fits this series"

    play(themed, scene)


def test_files_that_are_skipped_are_mentioned_and_listed(
    themed: QApplication, series: Path
) -> None:
    (series / "notes.dcm").write_text("not an image", encoding="ascii")
    (series / "empty.dcm").touch()

    async def scene(bench: Bench) -> None:
        await bench.open(series)

        assert bench.window.toast.text == "2 files were skipped"
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
