"""Reading the dental service's form (multipart/form-data) as it comes in.

The file is kept in memory and nowhere else. Once it is larger than allowed its bytes are dropped,
but the form is read on for a while: the language may stand behind the file, and a client that is
still sending would otherwise see a cut connection in place of the answer.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

FILE_FIELD: Final = "file"
_CONTENT_TYPE: Final = b"multipart/form-data"
_MOST_PARTS: Final = 32
_FIELD_BYTES: Final = 4096
# How much is read and dropped of a body that is refused anyway.
_PATIENCE_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DentalForm:
    """What a form held: its text fields, and the file (nothing when it was dropped or missing)."""

    fields: Mapping[str, str]
    file: bytes
    is_too_large: bool

    def text(self, name: str) -> str:
        """Return a field without blanks around it, nothing when it was not sent."""
        return self.fields.get(name, "").strip()


async def read_form(request: Request, most_bytes: int) -> DentalForm:
    """Read a form whose file has at most `most_bytes`; of a repeated field the first one counts.

    What is no such form, or is broken, is a form without a file.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    reader = _Reader(most_bytes)
    boundary = options.get(b"boundary", b"")
    if kind != _CONTENT_TYPE or not boundary:
        return reader.form
    dropped = 0
    # What was read before a form broke, or its sender went away, still says the language.
    with suppress(FormParserError, ClientDisconnect):
        parser = MultipartParser(boundary, reader.callbacks)
        async for chunk in request.stream():
            parser.write(chunk)
            dropped += len(chunk) if reader.is_dropping else 0
            if dropped > _PATIENCE_BYTES:
                break
    return reader.form


@dataclass(slots=True)
class _Part:
    """The part that is being read: its header lines, its name, its bytes."""

    header: bytes = b""
    value: bytes = b""
    name: str = ""
    is_file: bool = False
    content: bytearray = field(default_factory=bytearray)


class _Reader:
    """Takes the parser's events."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._part = _Part()
        self._parts = 0
        self._fields: dict[str, str] = {}
        self._file: bytearray | None = None
        self._is_whole = False
        self.is_dropping = False

    @property
    def form(self) -> DentalForm:
        """What was read; the file only of a form that was read to its end."""
        is_kept = self._file is not None and self._is_whole and not self.is_dropping
        file = bytes(self._file or b"") if is_kept else b""
        return DentalForm(dict(self._fields), file, self.is_dropping)

    @property
    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._take_header,
            "on_header_value": self._take_value,
            "on_header_end": self._end_header,
            "on_part_data": self._take,
            "on_part_end": self._end,
            "on_end": self._finish,
        }

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise FormParserError("too many parts")
        self._part = _Part()

    def _take_header(self, data: bytes, start: int, end: int) -> None:
        self._part.header += data[start:end]

    def _take_value(self, data: bytes, start: int, end: int) -> None:
        self._part.value += data[start:end]

    def _end_header(self) -> None:
        part = self._part
        if part.header.lower() == b"content-disposition":
            _, options = parse_options_header(part.value)
            part.name = options.get(b"name", b"").decode("utf-8", "replace")
            # A text field of that name is no file: browsers and curl both name a file's part so.
            part.is_file = part.name == FILE_FIELD and b"filename" in options
            if part.is_file and self._file is None:
                self._file = part.content
        part.header = part.value = b""

    def _take(self, data: bytes, start: int, end: int) -> None:
        part = self._part
        if not part.is_file:
            part.content += data[start : min(end, start + _FIELD_BYTES - len(part.content))]
        elif part.content is self._file and not self.is_dropping:
            part.content += data[start:end]
            if len(part.content) > self._most_bytes:
                part.content.clear()
                self.is_dropping = True

    def _end(self) -> None:
        part = self._part
        if not part.is_file:
            self._fields.setdefault(part.name, part.content.decode("utf-8", "replace"))

    def _finish(self) -> None:
        self._is_whole = True
