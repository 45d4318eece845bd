"""Settings: one typed table of what can be set, and a sparse file of what was."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar

T = TypeVar("T", bound=str | bool | float)


@dataclass(frozen=True)  # no slots: a generic frozen one cannot be subscripted on 3.11
class Setting(Generic[T]):
    """Something that can be set: its key in the file, its default, what is allowed."""

    key: str
    default: T
    is_allowed: Callable[[T], bool] = lambda _value: True


def _one_of(*values: str) -> Callable[[str], bool]:
    return lambda value: value in values


LANGUAGE: Final = Setting("language", "system", _one_of("system", "zh", "en"))
THEME: Final = Setting("theme", "dark", _one_of("dark", "light", "system"))
USER_NAME: Final = Setting[str]("user-name", "", lambda text: len(text) <= 64)
HIDE_IDENTITY: Final = Setting("hide-identity", False)
MINIMUM_CONFIDENCE: Final = Setting[float]("minimum-confidence", 0.0, lambda x: 0 <= x <= 1)
DELETE_UPLOADS: Final = Setting("delete-uploads", True)
SERIES_STRATEGY: Final = Setting(
    "series-strategy", "archive", _one_of("archive", "multiframe", "repeat", "manifest")
)
ORGANISATION_ID: Final = Setting[str]("organisation-id", "viewer", lambda text: 0 < len(text) <= 64)
ORGANISATION_NAME: Final = Setting[str](
    "organisation-name", "viewer", lambda text: 0 < len(text) <= 64
)
SERVICE: Final = Setting("service", "local", _one_of("local", "vendor"))
VENDOR_URL: Final = Setting[str]("vendor-url", "", lambda text: len(text) <= 300)
STORE_ENDPOINT: Final = Setting[str]("store-endpoint", "", lambda text: len(text) <= 300)
STORE_BUCKET: Final = Setting[str]("store-bucket", "", lambda text: len(text) <= 100)
STORE_REGION: Final = Setting[str]("store-region", "", lambda text: len(text) <= 60)
ASK_BEFORE_SENDING: Final = Setting("ask-before-sending", False)
"""Show the pre-flight for the local service too; for a vendor it is always shown."""
AUTO_ADVANCE: Final = Setting("auto-advance", True)
"""After a judgement the next undecided finding is shown."""
COMMENT_ON_REJECT: Final = Setting("comment-on-reject", False)
"""A finding cannot be rejected without a comment."""
BLIND_FIRST: Final = Setting("blind-first", False)
"""The reader looks alone before findings of a service are shown."""


class Settings:
    """The settings of one user; a damaged file or value counts as not set, unknown keys stay."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _read(path)

    def get(self, setting: Setting[T]) -> T:
        """Return the value, or the default where none or no allowed one was set."""
        value = self._values.get(setting.key)
        if type(setting.default) is float and type(value) is int:
            value = float(value)
        if type(value) is not type(setting.default):
            return setting.default
        return value if setting.is_allowed(value) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Change a value and write the file. Raises ValueError (not allowed), CannotWrite."""
        from viewer.foundation.files import atomic_write

        if not setting.is_allowed(value):
            raise ValueError(f"{setting.key} cannot be {value!r}")
        self._values[setting.key] = value
        if value == setting.default:
            del self._values[setting.key]
        text = json.dumps(self._values, ensure_ascii=False, indent=2, sort_keys=True)
        atomic_write(self._path, text.encode() + b"\n", is_private=True)


def _read(path: Path) -> dict[str, object]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
