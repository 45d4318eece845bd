"""What a decoding worker can do, by name: one frame, or a whole photograph."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.decoding.frame import FrameRequest, decode_frame
from viewer.imaging.decoding.messages import Garbled, Message, text, whole
from viewer.imaging.syntaxes import Codec

Pixels = NDArray[np.generic]
FRAME: Final = "frame"
PHOTO: Final = "photo"


@dataclass(frozen=True, slots=True)
class Answer:
    """Pixels, C-contiguous or not; `note` is a SliceProblem's value or empty."""

    pixels: Pixels
    note: str = ""


class Task(Protocol):
    """Turns a codestream, and what the header says of it, into pixels."""

    def __call__(self, content: bytes, order: Message, /) -> Answer: ...


def prepare() -> None:
    """Load what the first frame needs before it comes."""
    import imagecodecs

    for name in ("jpeg2k_decode", "jpegls_decode", "jpeg8_decode", "packbits_decode"):
        getattr(imagecodecs, name)


def facts_of(request: FrameRequest) -> Message:
    """Return all of a request but its bytes, for a message."""
    return {
        "codec": str(request.codec),
        "rows": request.rows,
        "columns": request.columns,
        "samples": request.samples,
        "bits_allocated": request.bits_allocated,
        "bits_stored": request.bits_stored,
        "is_signed": request.is_signed,
        "photometric": request.photometric,
        "is_planar": request.is_planar,
    }


def request_of(content: bytes, order: Message) -> FrameRequest:
    """Return the request that a message stands for. Raises Garbled."""
    try:
        codec = Codec(text(order, "codec"))
    except ValueError as error:
        raise Garbled("codec") from error
    return FrameRequest(
        content=content,
        codec=codec,
        rows=whole(order.get("rows")),
        columns=whole(order.get("columns")),
        samples=whole(order.get("samples")),
        bits_allocated=whole(order.get("bits_allocated")),
        bits_stored=whole(order.get("bits_stored")),
        is_signed=bool(order.get("is_signed")),
        photometric=text(order, "photometric"),
        is_planar=bool(order.get("is_planar")),
    )


def _frame(content: bytes, order: Message) -> Answer:
    decoded = decode_frame(request_of(content, order))
    return Answer(decoded.pixels, decoded.problem or "")


def _photo(content: bytes, order: Message) -> Answer:
    from viewer.imaging.photos.photo import decode_photo

    photo = decode_photo(content, whole(order.get("page")))
    return Answer(photo.pixels, photo.problem or "")


TABLE: Final[Mapping[str, Task]] = {FRAME: _frame, PHOTO: _photo}
