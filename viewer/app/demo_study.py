"""The artificial chest CT for looking around: drawn once, kept in the cache."""

from pathlib import Path
from typing import Final

from viewer.foundation.folders import Folders

_DONE: Final = "complete"


def demo_study(folders: Folders) -> Path:
    """Return the folder of the demo study; draws it first where it is not there. Blocking."""
    from viewer.server.phantoms.chest_ct import write_chest_ct

    folder = folders.cache / "demo-study"
    marker = folder.with_suffix(".done")
    if not marker.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_chest_ct(folder)
        marker.write_text(_DONE, encoding="ascii")
    return folder
