"""The segments of a SEG object: which a frame shows, and what they are called (PS3.3 C.8.20.2)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from viewer.imaging.dicom import tags
from viewer.imaging.dicom.fallback import raw_value
from viewer.imaging.dicom.names import read_text

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

_NUMBER: Final = 0x00620004
_LABEL: Final = 0x00620005
_ALGORITHM: Final = 0x00620008
_MOST: Final = 65_535
"""SegmentNumber is a US; more segments than that cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its number in the object, its label, and MANUAL, SEMIAUTOMATIC or AUTOMATIC."""

    number: int
    label: str = ""
    algorithm: str = ""

    @property
    def words(self) -> str:
        """What to call it in a list."""
        name = self.label or f"#{self.number}"
        return f"{name} ({self.algorithm})" if self.algorithm else name


def segments_of(dataset: "Dataset", *, is_little: bool) -> dict[int, Segment]:
    """Return the described segments by number; one without a number is left out."""
    charset = raw_value(dataset, tags.CHARACTER_SET) or b""
    items = dataset[tags.SEGMENTS].value if tags.SEGMENTS in dataset else None
    segments = (_segment(item, charset, is_little) for item in list(items or ())[:_MOST])
    return {segment.number: segment for segment in segments if segment is not None}


def _segment(item: "Dataset", charset: bytes, is_little: bool) -> Segment | None:
    number = raw_value(item, _NUMBER) or b""
    if len(number) < 2:
        return None
    return Segment(
        number=int.from_bytes(number[:2], "little" if is_little else "big"),
        label=read_text(raw_value(item, _LABEL) or b"", charset).text,
        algorithm=(raw_value(item, _ALGORITHM) or b"").decode("ascii", "replace").strip("\0 "),
    )
