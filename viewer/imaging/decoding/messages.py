"""What passes through a worker's pipes: short JSON messages, each after its length.

Pixels and codestreams never pass here; they lie in the worker's scratch memory.
"""

import json
from typing import BinaryIO, Final

MOST: Final = 64 * 1024
"""Bytes of the longest message; one that claims more comes from a broken worker."""
_LENGTH: Final = 4

Message = dict[str, object]


class Garbled(Exception):
    """The other end sent what is no message."""


def send(pipe: BinaryIO, message: Message) -> None:
    """Write one message, in one piece. Raises OSError when the other end is gone."""
    content = json.dumps(message, separators=(",", ":")).encode()
    pipe.write(len(content).to_bytes(_LENGTH, "little") + content)
    pipe.flush()


def receive(pipe: BinaryIO) -> Message | None:
    """Wait for the next message; None when the other end has closed. Raises Garbled, OSError."""
    head = _exactly(pipe, _LENGTH)
    if head is None:
        return None
    length = int.from_bytes(head, "little")
    if length > MOST:
        raise Garbled(f"{length} bytes")
    content = _exactly(pipe, length)
    if content is None:
        return None
    try:
        message = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Garbled("no JSON") from error
    if not isinstance(message, dict):
        raise Garbled("no object")
    return message


def text(message: Message, name: str) -> str:
    """Return a field that must be text. Raises Garbled."""
    value = message.get(name)
    if not isinstance(value, str):
        raise Garbled(name)
    return value


def whole(value: object) -> int:
    """Return a number that must be whole and not negative. Raises Garbled."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Garbled("no whole number")
    return value


def _exactly(pipe: BinaryIO, size: int) -> bytes | None:
    pieces: list[bytes] = []
    while size > 0:
        piece = pipe.read(size)
        if not piece:
            return None
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
