"""How the window is asked to start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.app.demo_plan import DemoStep


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowOptions:
    """How the window starts."""

    paths: tuple[str, ...] = ()
    analyse: str = ""
    """Endpoint to run on what is opened; empty for none."""
    demo: tuple[DemoStep, ...] = ()
    """Analyses to run on what is opened, one after the other."""
