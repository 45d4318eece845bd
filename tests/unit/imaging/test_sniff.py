"""What a file is, by content."""

import pytest

from tests.image_builders import IMPLICIT, dicom_bytes
from viewer.imaging.sniff import FileKind, sniff


def test_a_dicom_file_is_known_by_its_prefix():
    assert sniff(dicom_bytes()[:1024]) is FileKind.DICOM


@pytest.mark.parametrize("syntax", ["1.2.840.10008.1.2.1", IMPLICIT])
def test_r002_a_data_set_without_preamble_or_meta_is_known(syntax):
    whole = dicom_bytes(syntax=syntax)
    meta_length = int.from_bytes(whole[140:144], "little")

    assert sniff(whole[132:]) is FileKind.DICOM
    assert sniff(whole[144 + meta_length :]) is FileKind.DICOM
    assert sniff(whole[128:]) is FileKind.DICOM


@pytest.mark.parametrize("preamble", [b"MZ\x90\0", b"\x7fELF", b"%PDF-1.7", b"#!/bin/sh\n"])
def test_r002_a_preamble_of_another_format_does_not_hide_the_image(preamble):
    whole = preamble.ljust(128, b"\0") + dicom_bytes()[128:]

    assert sniff(whole[:1024]) is FileKind.DICOM


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", FileKind.EMPTY),
        (b"\x89PNG\r\n\x1a\n....", FileKind.PNG),
        (b"\xff\xd8\xff\xe0....", FileKind.JPEG),
        (b"PK\x03\x04....", FileKind.ZIP),
        (b"PK\x05\x06....", FileKind.ZIP),
        (b"just some words, far from an image", FileKind.OTHER),
        (b"\x08", FileKind.OTHER),
        (bytes(range(200, 256)) * 4, FileKind.OTHER),
    ],
)
def test_other_files_are_told_by_their_first_bytes(head, kind):
    assert sniff(head) is kind


def test_a_dicomdir_is_told_from_an_image(shared_data):
    path = next(p for p in (shared_data / "conformance" / "dicomdir").rglob("DICOMDIR"))

    assert sniff(path.read_bytes()[:1024]) is FileKind.DICOMDIR
