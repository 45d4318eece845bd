"""The main job on the embedded service: in a window, or offscreen with files as the result."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from viewer.app.offscreen import analysed, open_study, play

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from viewer.app.wiring import Wired

ENDPOINT: Final = "lung-nodule"
WINDOW_PICTURE: Final = "window.png"
_WINDOW_SIZE: Final = (1600, 1000)


def has_display(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> bool:
    """Tell whether a window could be seen by anybody."""
    given = os.environ if environment is None else environment
    if given.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if platform.startswith(("win", "darwin")):
        return True
    return bool(given.get("DISPLAY") or given.get("WAYLAND_DISPLAY"))


def run_in_window(study: Path) -> int:
    """Open the window with the demo study, analysed; return when it is closed."""
    from viewer.app.main import run_window

    return run_window((str(study),), analyse=ENDPOINT)


def run_headless(study: Path, out: Path) -> tuple[Path, ...]:
    """Make the same journey in the same window offscreen; return the files written.

    Raises KnownError where the analysis fails or a file cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []

    async def scene(wired: Wired) -> None:
        from viewer.app.result_files import write_result_files

        await open_study(wired, study)
        run = await analysed(wired, ENDPOINT)
        findings = run.session.findings
        if findings:
            wired.reviewing.go_to(findings[0].uid)
        wired.image.viewport.fit()
        picture = out / WINDOW_PICTURE
        wired.window.grab().save(str(picture))
        written.append(picture)
        shown = wired.opening.shown
        if shown is None:
            raise RuntimeError("the study was closed during the demonstration")
        written.extend(write_result_files(wired.library, run.run, shown.stack, out))

    play(scene, _WINDOW_SIZE)
    return tuple(written)
