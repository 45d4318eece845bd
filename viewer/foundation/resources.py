"""Shipped files, found in a checkout, an installed wheel and a frozen app alike."""

import sys
from pathlib import Path

from viewer.foundation.errors import BugError

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """Return the path of a file or folder under `resources/`, e.g. `icons/open.svg`."""
    frozen = getattr(sys, "_MEIPASS", None)
    roots = [_PACKAGE / "_resources", _PACKAGE.parent / "resources"]
    if frozen:
        roots.insert(0, Path(frozen) / "resources")
    for root in roots:
        candidate = root / name
        if candidate.exists():
            return candidate
    raise BugError(f"missing resource {name}")
