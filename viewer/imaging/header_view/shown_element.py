"""One row of a header as it is shown, whatever it was read from."""

from dataclasses import dataclass, replace
from typing import Final

from viewer.imaging.header_view.values import ValueText

ITEM: Final = 0xFFFEE000
"""The tag of an item of a sequence (PS3.5 7.5)."""
EXIF: Final = "EXIF"
"""Stands in the place of the VR for what a camera wrote into a photograph."""
NIFTI: Final = "NIfTI"
"""The same for a field of a NIfTI header; the tag is its number."""


@dataclass(frozen=True, slots=True)
class HeaderElement:
    """One element; an item of a sequence has the tag ITEM, no name, and its elements as children.

    `size` is the length of the value in bytes, None where nobody knows. `text` is empty for
    binary values, `is_clipped` where there is more than is shown; `meaning` is what a UID stands
    for; `creator` the maker that reserved a private tag.
    """

    tag: int
    vr: str
    name: str = ""
    keyword: str = ""
    creator: str = ""
    text: str = ""
    meaning: str = ""
    size: int | None = 0
    is_clipped: bool = False
    is_guessed: bool = False
    is_binary: bool = False
    children: tuple["HeaderElement", ...] = ()

    def with_value(self, value: ValueText, size: int) -> "HeaderElement":
        """Return the element with its value."""
        return replace(
            self,
            text=value.text,
            meaning=value.meaning,
            is_clipped=value.is_clipped,
            is_guessed=value.is_guessed,
            is_binary=value.is_binary,
            size=size,
        )
