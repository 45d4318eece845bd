"""Landmarks named and defined in English and in Chinese, whichever language is spoken."""

from functools import lru_cache
from types import FunctionType
from typing import Final

from PySide6.QtCore import QTranslator

from viewer.domain.cephalometry.landmarks import KINDS
from viewer.foundation.resources import resource
from viewer.words.ceph_landmarks import BONE
from viewer.words.ceph_profile import TEETH_AND_SKIN

_CONTEXT: Final = "Landmarks"
_TEXTS: Final = BONE | TEETH_AND_SKIN


class _AsWritten:
    """Stands in for Qt where the texts are wanted as they are in the source: English."""

    @staticmethod
    def translate(_context: str, text: str) -> str:
        """Return the text itself."""
        return text


@lru_cache(maxsize=128)
def landmark_in_both(code: str) -> tuple[str, ...]:
    """Return lines: code and both names, the definition in English, the one in Chinese.

    A landmark that is not known is its code alone.
    """
    english = _english(code)
    if english is None:
        return (code,)
    name, definition = english
    chinese_name = _chinese(name) or _chinese_alias(code)
    names = " · ".join(filter(None, (code, name, chinese_name)))
    return tuple(filter(None, (names, definition, _chinese(definition))))


def _english(code: str) -> tuple[str, str] | None:
    """Return name and definition as they stand in the source, whatever is installed."""
    made = _TEXTS.get(code)
    if not isinstance(made, FunctionType):
        return None
    name, definition = FunctionType(made.__code__, {"QCoreApplication": _AsWritten})()
    return str(name), str(definition)


def _chinese(text: str) -> str:
    """Return a text of the landmarks in Chinese; empty where it has not been translated."""
    return _catalogue().translate(_CONTEXT, text) or ""


def _chinese_alias(code: str) -> str:
    kind = KINDS.get(code)
    names = () if kind is None else kind.aliases
    return next((name for name in names if not name.isascii()), "")


@lru_cache(maxsize=1)
def _catalogue() -> QTranslator:
    """Return the Chinese catalogue, read and not installed."""
    catalogue = QTranslator()
    catalogue.load(str(resource("translations/viewer_zh_CN.qm")))
    return catalogue
