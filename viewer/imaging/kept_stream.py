"""A packed member as a stream: unpacked as far as somebody reads, and kept to be read again."""

import io


class KeptStream(io.RawIOBase):
    """What two kinds of archives have in common; `read` is their own.

    `size` is that of the member unpacked.
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size
        self._content = bytearray()
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        piece = self.read(len(buffer)) or b""
        buffer[: len(piece)] = piece
        return len(piece)

    def _taken(self, end: int) -> bytes:
        """Return what is unpacked from the present place to `end`, and stand behind it."""
        piece = bytes(self._content[self._position : end])
        self._position += len(piece)
        return piece
