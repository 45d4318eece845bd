"""Values in DICOM's words for files that have no DICOM header."""

from typing import Final

from viewer.imaging.source import FileSource

_SHORTEST: Final = 1 << 16


def binary(number: int) -> bytes:
    """Return a US, of a number too large for it a UL, in little endian."""
    return number.to_bytes(2 if number < _SHORTEST else 4, "little")


def decimals(*numbers: float) -> bytes:
    """Return decimal strings with all their digits; zero has no sign."""
    return "\\".join(repr(float(number) + 0.0) for number in numbers).encode()


def file_name(source: FileSource) -> bytes:
    """Return what stands for a series description: the name of the file or archive member."""
    name = source.member or source.path.name
    return name.rsplit("/", 1)[-1].encode("utf-8", "replace")


def folder_name(source: FileSource) -> bytes:
    """Return what stands for a study: the folder or archive that the file lies in."""
    folder = source.path if source.member else source.path.parent
    return str(folder).encode("utf-8", "replace")
