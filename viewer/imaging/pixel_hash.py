"""Which pixels somebody judged: a hash of a frame's stored values.

Defined as the SHA-256 of the values as this program stores them, row by row from the upper left,
each little-endian in its own width (1, 2, 4 or 8 bytes; floating point as IEEE 754), before any
rescale, LUT or window; of a colour image the samples R, G, B of each pixel, one byte each. High
bits and overlays beside the stored bits are not among them. So for an uncompressed little-endian
grey image without such extras it is the SHA-256 of the frame's Pixel Data (PS3.5 section 8.1).
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

from viewer.domain.finding import Finding
from viewer.domain.ledger import ImageEvidence
from viewer.imaging.volume import Volume


def pixel_hash(frame: NDArray[np.generic]) -> str:
    """Return the hash of one frame, shape (rows, columns[, 3]), in hexadecimal digits."""
    little = frame.dtype.newbyteorder("<")
    return hashlib.sha256(np.ascontiguousarray(frame, little).data).hexdigest()


class PixelHashes:
    """The evidence for what is done on one open stack; each frame is hashed once."""

    def __init__(self, volume: Volume) -> None:
        self._volume = volume
        self._known: dict[int, str] = {}

    def of_slice(self, index: int) -> str:
        """Return the hash of a slice; empty while it is not read, or outside the stack."""
        if not 0 <= index < len(self._volume.stack.instances):
            return ""
        if index not in self._known:
            if not self._volume.is_loaded(index):
                return ""
            self._known[index] = pixel_hash(self._volume.stored[index])
        return self._known[index]

    def evidence(self, finding: Finding) -> tuple[ImageEvidence, ...]:
        """Return on which image a finding lies."""
        place = finding.placement
        image = place.instance
        pixels = self.of_slice(place.slice_index)
        return (ImageEvidence(image.sop_instance_uid, image.frame, pixels),)
