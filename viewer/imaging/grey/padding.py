"""Which stored values stand for no measurement at all: pixel padding (PS3.3 C.7.5.1.1.2)."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import Elements
from viewer.imaging.instance import InstanceHeader

_FLOAT_TAGS: Final = {
    "f4": (tags.FLOAT_PADDING, tags.FLOAT_PADDING_LIMIT),
    "f8": (tags.DOUBLE_PADDING, tags.DOUBLE_PADDING_LIMIT),
}


def padding_mask(stored: NDArray[np.generic], header: InstanceHeader) -> NDArray[np.bool_] | None:
    """Return where `stored` holds padding or is not a finite number; None where it cannot.

    `stored` is a slice of a volume, whole or a part of it in any steps. Padding has no meaning:
    automatic windows and statistics leave it out; it is shown like any other value.
    """
    if stored.ndim != 2 or header.is_colour:
        return None
    limits = padding_range(header)
    values: NDArray[np.float64] = stored  # type: ignore[assignment]
    is_padding = None
    if limits is not None:
        low, high = limits if stored.dtype.kind == "f" else map(int, limits)
        is_padding = (values >= low) & (values <= high)
    if stored.dtype.kind != "f":
        return is_padding
    is_no_number = ~np.isfinite(values)
    return is_no_number if is_padding is None else is_padding | is_no_number


def padding_range(header: InstanceHeader) -> tuple[float, float] | None:
    """Return the lowest and highest stored value that is padding; None where none is declared.

    The range goes from PixelPaddingValue to PixelPaddingRangeLimit, whichever is the lower.
    """
    value, limit = _declared(header)
    if value is None:
        return None
    other = value if limit is None else limit
    return min(value, other), max(value, other)


def _declared(header: InstanceHeader) -> tuple[float | None, float | None]:
    float_tags = _FLOAT_TAGS.get(header.stored_dtype)
    if float_tags is not None:
        value, limit = (_real(header.elements, tag) for tag in float_tags)
        return value, limit
    value, limit = (
        _in_bits(header.elements.integer(tag), header)
        for tag in (tags.PIXEL_PADDING, tags.PIXEL_PADDING_LIMIT)
    )
    return value, limit


def _in_bits(value: int | None, header: InstanceHeader) -> int | None:
    """Return a padding value as the pixels have it: its VR may be US where they are signed."""
    if value is None:
        return None
    bits = min(16, header.bits_allocated)
    value &= (1 << bits) - 1
    is_negative = header.is_signed and value >= 1 << (bits - 1)
    return value - (1 << bits) if is_negative else value


def _real(elements: Elements, tag: int) -> float | None:
    raw = elements.raw(tag)
    if len(raw) not in {4, 8}:
        return None
    value = float(np.frombuffer(raw, f"{'<' if elements.is_little else '>'}f{len(raw)}")[0])
    return value if np.isfinite(value) else None
