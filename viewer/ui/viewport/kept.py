"""What is made once and kept while its key is the same."""

from collections.abc import Callable
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class Kept(Generic[_Value]):
    """The last value that was made, while its key is the same."""

    def __init__(self) -> None:
        self._key: object = None
        self._value: list[_Value] = []

    def get(self, key: object, make: Callable[[], _Value]) -> _Value:
        """Return the kept value, or make and keep it."""
        if not self._value or key != self._key:
            self._value = [make()]
            self._key = key
        return self._value[0]

    def forget(self) -> None:
        """Make it again next time."""
        self._value = []
