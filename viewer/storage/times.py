"""Times as they are kept: UTC, ISO 8601."""

from datetime import UTC, datetime


def written(moment: datetime) -> str:
    """Return a time as text, in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def read(text: object) -> datetime:
    """Return the time of such a text."""
    return datetime.fromisoformat(str(text))
