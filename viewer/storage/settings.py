"""Settings: one typed table of what can be set, and a sparse file of what was."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar

from viewer.foundation.errors import CannotWrite

_PATIENCE_S: Final = 2.0
_LOOK_AGAIN_S: Final = 0.02
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
DOUBTFUL_BELOW: Final = Setting[float]("doubtful-below", 0.7, lambda x: 0 <= x <= 1)
"""Findings of a lower confidence are drawn with dotted lines."""
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
DENTAL_SERVICE: Final = Setting("dental-service", "local", _one_of("local", "vendor"))
DENTAL_URL: Final = Setting[str](
    "dental-url", "https://www.toothhelper.tech/detectapi", lambda text: len(text) <= 300
)
"""Base address of the dental service; the default is that of its document."""
STORE_ENDPOINT: Final = Setting[str]("store-endpoint", "", lambda text: len(text) <= 300)
STORE_BUCKET: Final = Setting[str]("store-bucket", "", lambda text: len(text) <= 100)
STORE_REGION: Final = Setting[str]("store-region", "", lambda text: len(text) <= 60)
ASK_BEFORE_SENDING: Final = Setting("ask-before-sending", False)
"""Show the pre-flight for the local service too; for a vendor it is always shown."""
JOBS_AT_ONCE: Final = Setting("jobs-at-once", 3, lambda number: 1 <= number <= 8)
"""How many jobs go on at one service at the same time; at the local one never more than two."""
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
        self.put_aside: Path | None = None
        """Where a damaged file was put, to be said once; None where it was sound."""
        self._values = self._read()

    def get(self, setting: Setting[T]) -> T:
        """Return the value, or the default where none or no allowed one was set."""
        value = self._values.get(setting.key)
        if type(setting.default) is float and type(value) is int:
            value = float(value)
        if type(value) is not type(setting.default):
            return setting.default
        return value if setting.is_allowed(value) else setting.default

    def set(self, setting: Setting[T], value: T) -> None:
        """Change a value and write the file. Raises ValueError (not allowed), CannotWrite.

        The file is read again before, so what another process set meanwhile stays.
        """
        from viewer.foundation.files import atomic_write

        if not setting.is_allowed(value):
            raise ValueError(f"{setting.key} cannot be {value!r}")
        with self._locked():
            self._values = self._read(is_needed=True)
            self._values[setting.key] = value
            if value == setting.default:
                del self._values[setting.key]
            text = json.dumps(self._values, ensure_ascii=False, indent=2, sort_keys=True)
            atomic_write(self._path, text.encode() + b"\n", is_private=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other processes from writing; after two seconds, or without locks, go on."""
        from viewer.foundation.locks import ProcessLock  # what only reads does without

        lock = ProcessLock(self._path.with_suffix(".lock"))
        until = time.monotonic() + _PATIENCE_S
        try:
            while not lock.acquire() and time.monotonic() < until:
                time.sleep(_LOOK_AGAIN_S)
        except CannotWrite:  # no locks there, or the file cannot be written either: that is said
            pass
        with lock:
            yield

    def _read(self, *, is_needed: bool = False) -> dict[str, object]:
        """Return what is set; `is_needed` says that it is about to be written again."""
        try:
            document = json.loads(self._path.read_text(encoding="utf-8"))
            if isinstance(document, dict):
                return document
        except FileNotFoundError:
            return {}
        except OSError as error:
            if is_needed:  # else all that cannot be read now would be gone
                raise CannotWrite.because(str(self._path), error) from error
            return {}
        except (ValueError, RecursionError):
            pass
        self._put_aside()
        return {}

    def _put_aside(self) -> None:
        """Keep a damaged file under another name: somebody may want to mend it."""
        from datetime import UTC, datetime

        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        aside = self._path.with_name(f"{self._path.name}.damaged-{stamp}")
        with suppress(OSError):
            self._path.replace(aside)
            self.put_aside = aside
