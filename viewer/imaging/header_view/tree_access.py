"""Looking things up in a header tree: a data set's attributes, sequences and codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from viewer.imaging.header_view.shown_element import HeaderElement

_CODE_VALUES: Final = (0x00080100, 0x00080119, 0x00080120)
"""CodeValue, LongCodeValue, URNCodeValue."""
_CODE_MEANING: Final = 0x00080104


class DataSet:
    """The elements of one data set or item, by tag. What is absent is empty."""

    __slots__ = ("_elements",)

    def __init__(self, elements: Sequence[HeaderElement]) -> None:
        self._elements = {element.tag: element for element in elements}

    def element(self, tag: int) -> HeaderElement | None:
        """Return one element, None when absent."""
        return self._elements.get(tag)

    def text(self, tag: int) -> str:
        """Return a value as text."""
        element = self._elements.get(tag)
        return element.text if element is not None else ""

    def size(self, tag: int) -> int:
        """Return the length of a value in bytes, 0 when absent."""
        element = self._elements.get(tag)
        return (element.size or 0) if element is not None else 0

    def items(self, tag: int) -> "list[DataSet]":
        """Return the items of a sequence."""
        element = self._elements.get(tag)
        return [DataSet(item.children) for item in element.children] if element is not None else []

    def first(self, tag: int) -> "DataSet":
        """Return the first item of a sequence, an empty data set when there is none."""
        items = self.items(tag)
        return items[0] if items else DataSet(())

    def code(self, tag: int) -> "Code":
        """Return the first code of a code sequence (PS3.3 8.8)."""
        item = self.first(tag)
        value = next(filter(None, (item.text(t) for t in _CODE_VALUES)), "")
        return Code(value, item.text(_CODE_MEANING) or value)


@dataclass(frozen=True, slots=True)
class Code:
    """A coded concept: its value, and its meaning in words (the value where there is none)."""

    value: str
    meaning: str
