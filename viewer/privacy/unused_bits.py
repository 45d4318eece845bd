"""Bits of the pixels that no value uses: overlay planes lay there once, and may spell a name.

PS3.5 8.1.1 (of 2004 and before): OverlayBitPosition names such a bit. Values are the same without.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_WORDS: Final = (8, 16, 32)

_Words = NDArray[np.uint]


@dataclass(frozen=True, slots=True)
class BitField:
    """Where a value lies in its word of `allocated` bits: `stored` bits from `lowest` on.

    `padding` is the word of PixelPaddingValue, which may lie outside of the values.
    """

    allocated: int
    stored: int
    lowest: int
    is_signed: bool
    padding: int | None = None

    @classmethod
    def of(cls, data: "Dataset") -> Self:
        """Return what the header says; a field that does not fit into its word is the word."""
        allocated = int(data.BitsAllocated)
        stored = int(data.get("BitsStored") or allocated)
        high = data.get("HighBit")
        lowest = (stored - 1 if high is None else int(high)) + 1 - stored
        if not 0 < stored <= allocated or not 0 <= lowest <= allocated - stored:
            stored, lowest = allocated, 0
        padding = data.get("PixelPaddingValue")
        word = None if padding is None else int(padding) & ((1 << allocated) - 1)
        return cls(allocated, stored, lowest, data.get("PixelRepresentation") == 1, word)

    @property
    def has_unused(self) -> bool:
        """Tell whether a word has bits besides the value's; only whole words are looked at."""
        return self.allocated in _WORDS and self.stored < self.allocated


def with_values_only(pixels: bytes, field: BitField, *, is_little: bool) -> bytes:
    """Return uncompressed pixels with all unused bits zero, or the sign where values have one.

    Signed values all of whose unused bits are zero stay as they are. `pixels` are whole words.
    """
    order = "<" if is_little or field.allocated == _WORDS[0] else ">"
    words: _Words = np.frombuffer(pixels, f"{order}u{field.allocated // 8}")
    cleaned = _cleaned(words, field)
    return pixels if cleaned is words else cleaned.astype(words.dtype).tobytes()


def has_values_only(words: _Words, field: BitField) -> bool:
    """Tell whether no unused bit of any word is in use."""
    return _cleaned(words, field) is words


def _cleaned(words: _Words, field: BitField) -> _Words:
    mask = ((1 << field.stored) - 1) << field.lowest
    bare: _Words = words & words.dtype.type(mask)
    kept = _unless_padding(bare, words, field)
    if np.array_equal(kept, words):
        return words
    if not field.is_signed:
        return kept
    signed = _unless_padding(_extended(bare, field), words, field)
    return words if np.array_equal(signed, words) else signed


def _extended(bare: _Words, field: BitField) -> _Words:
    """Return the words with the sign above the value."""
    above = ((1 << field.allocated) - 1) & ~((1 << (field.lowest + field.stored)) - 1)
    sign = bare.dtype.type(1 << (field.lowest + field.stored - 1))
    extended: _Words = np.where(bare & sign, bare | bare.dtype.type(above), bare)
    return extended


def _unless_padding(cleaned: _Words, words: _Words, field: BitField) -> _Words:
    if field.padding is None:
        return cleaned
    kept: _Words = np.where(words == words.dtype.type(field.padding), words, cleaned)
    return kept
