"""How the window is asked to start."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowOptions:
    """How the window starts."""

    paths: tuple[str, ...] = ()
    analyse: str = ""
    """Endpoint to run on what is opened; empty for none."""
