"""Named windows for CT, in Hounsfield units."""

from typing import Final

from viewer.imaging.grey.window import Window

PRESETS: Final[tuple[tuple[str, Window], ...]] = (
    ("mediastinum", Window(40, 400)),
    ("lung", Window(-600, 1500)),
    ("abdomen", Window(40, 350)),
    ("liver", Window(90, 150)),
    ("bone", Window(400, 2000)),
    ("brain", Window(40, 80)),
    ("angiography", Window(200, 600)),
)
"""(name key, window), in the order of the menu and of the digit keys."""

NAMED: Final = dict(PRESETS)
