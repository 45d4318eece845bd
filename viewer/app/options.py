"""How the window is asked to start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.app.demo_study import DemoStudies


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowOptions:
    """How the window starts."""

    paths: tuple[str, ...] = ()
    analyse: str = ""
    """Endpoint to run on what is opened; empty for none."""
    demo: DemoStudies | None = None
    """What is opened, where it is the demonstration: all of it is analysed."""
