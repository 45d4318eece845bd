"""Pictures of the window for the documentation, made by the program itself (`make screenshots`).

Each picture is taken in a process of its own, because the scale factor and the language are
fixed when a program starts. All of them share one temporary library, so the demo study is
analysed once.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from viewer.app.screenshot_scenes import scene_named
from viewer.foundation.folders import Folders

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from viewer.app.wiring import Wired

_SIZE: Final = (1440, 900)
_SETTLE_S: Final = 0.4


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: what is shown, in which language, theme and scale."""

    scene: str
    language: str = "en"
    theme: str = "dark"
    scale: str = "1"

    @property
    def is_rich(self) -> bool:
        """Tell whether most of it is a photograph or a film."""
        return self.scene in _RICH

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        end = f"-{round(float(self.scale) * 100)}" if self.scale != "1" else ""
        return f"{self.scene}-{self.language}-{self.theme}{end}"


_RICH: Final = frozenset(
    {
        *("endpoint-intraoral", "endpoint-panoramic", "endpoint-cephalometric"),
        *("tooth-chart", "analysis", "patient-view"),
    }
)
"""Scenes with a large photograph or film: 256 colours far apart make blots of it."""
PICTURES: Final = (
    Picture("main"),
    Picture("main", theme="light"),
    Picture("main", language="zh"),
    Picture("main", language="zh", theme="light"),
    Picture("main", scale="2"),
    Picture("empty"),
    Picture("empty", language="zh", theme="light"),
    Picture("loading"),
    Picture("error"),
    Picture("failed", language="zh"),
    Picture("not-run"),
    Picture("under-way"),
    Picture("second-window"),
    Picture("second-window", language="zh"),
    Picture("job"),
    Picture("settings"),
    Picture("settings-service", language="zh", theme="light"),
    Picture("settings-library"),
    Picture("library", language="zh"),
    Picture("preflight"),
    Picture("preflight", language="zh"),
    Picture("export", theme="light"),
    Picture("report", language="zh"),
    Picture("details"),
    Picture("keys"),
    Picture("header"),
    Picture("header", language="zh", theme="light"),
    Picture("endpoint-chest-ct", language="zh"),
    Picture("endpoint-covid-ct", theme="light"),
    Picture("endpoint-calcium-score"),
    Picture("endpoint-ct-registration"),
    Picture("endpoint-hip-fracture", language="zh", theme="light"),
    Picture("endpoint-knee-kl"),
    Picture("endpoint-lumbar-mri", language="zh"),
    Picture("endpoint-skin", theme="light"),
    Picture("endpoint-medical-qa", language="zh"),
    Picture("settings-dental"),
    Picture("endpoint-intraoral", theme="light"),
    Picture("tooth-chart"),
    Picture("tooth-chart", language="zh", theme="light"),
    Picture("analysis"),
    Picture("analysis", language="zh", theme="light"),
    Picture("patient-view", theme="light"),
    Picture("patient-view", language="zh"),
    Picture("similar"),
    Picture("similar", language="zh", theme="light"),
    Picture("similar-databases", language="zh"),
    Picture("similar-add"),
    Picture("unknown-outcome"),  # the last ones: they leave a job behind
    Picture("unknown-outcome", language="zh", theme="light"),
)


def main(arguments: list[str]) -> int:
    """Take all pictures, or one: `screenshots OUT [SCENE LANGUAGE THEME SCALE]`."""
    folder = Path(arguments[0])
    if len(arguments) == 5:
        return _take(folder, Picture(*arguments[1:]))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="viewer-screenshots-") as home:
        for picture in PICTURES:
            status = _in_own_process(folder, picture, home)
            if status:
                return status
    return 0


def _in_own_process(folder: Path, picture: Picture, home: str) -> int:
    environment = {
        **os.environ,
        "VIEWER_HOME": home,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": picture.scale,
        "TZ": "UTC",
    }
    words = (picture.scene, picture.language, picture.theme, picture.scale)
    command = [sys.executable, "-m", "viewer.app.screenshots", str(folder), *words]
    return subprocess.run(command, env=environment, check=False).returncode


def _take(folder: Path, picture: Picture) -> int:
    from viewer.app.offscreen import play
    from viewer.storage.settings import LANGUAGE, THEME, USER_NAME, Settings

    settings = Settings(Folders.from_environment().settings)
    settings.set(LANGUAGE, picture.language)
    settings.set(THEME, picture.theme)
    settings.set(USER_NAME, "Dr. Chen")

    async def scene(wired: Wired) -> None:
        await scene_named(picture.scene)(wired)
        await asyncio.sleep(_SETTLE_S)
        _save(_grab(wired), folder / f"{picture.name}.png", is_rich=picture.is_rich)

    return int(play(scene, _SIZE))


def _save(shot: QPixmap, path: Path, *, is_rich: bool) -> None:
    """Write a picture with a palette: a third of the size, and enough for documentation."""
    from PIL import Image
    from PySide6.QtGui import QImage

    image = shot.toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = (image.width(), image.height())
    pixels = Image.frombuffer(
        "RGB", size, bytes(image.constBits()), "raw", "RGB", image.bytesPerLine(), 1
    )
    if is_rich:  # the colours of most pixels, the rest mixed of them
        palette = pixels.quantize(256, method=Image.Quantize.MEDIANCUT)
        few = pixels.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)
    else:
        few = pixels.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def _grab(wired: Wired) -> QPixmap:
    """Return the window with an open dialog over it."""
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QDialog

    shot = wired.window.grab()
    dialogs = [d for d in wired.window.findChildren(QDialog) if d.isVisible()]
    if dialogs:
        picture = dialogs[-1].grab()
        painter = QPainter(shot)
        painter.fillRect(shot.rect(), QColor(0, 0, 0, 110))
        size = wired.window.size() - dialogs[-1].size()
        painter.drawPixmap(size.width() // 2, size.height() // 2, picture)
        painter.end()
    return shot


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
