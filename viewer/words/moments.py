"""Moments as people read them."""

from datetime import datetime


def moment_words(moment: datetime) -> str:
    """Return a time in the person's own time zone, to the minute."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
