"""Bytes of files and archive members, counted while they come."""

import zlib
from pathlib import Path

import pytest

from tests.image_builders import write_zip
from viewer.imaging.archive import members
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.source import FileSource, MemberSpan, inflated, read_at

CONTENT = bytes(range(256)) * 5000


@pytest.fixture
def member(tmp_path: Path) -> FileSource:
    (tmp_path / "a").write_bytes(CONTENT)
    (source,), _ = members(write_zip(tmp_path / "x.zip", [tmp_path / "a"]))
    return source


def test_a_member_is_read_from_any_place_without_being_extracted(member, tmp_path):
    with member.opened() as stream:
        assert read_at(stream, 700_001, 3) == CONTENT[700_001:700_004]
        assert read_at(stream, 5, 3) == CONTENT[5:8]

    assert member.open_bytes() == CONTENT
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["a", "x.zip"]


def test_a_stored_member_is_read_too(tmp_path):
    (tmp_path / "a").write_bytes(CONTENT)
    (source,), _ = members(write_zip(tmp_path / "x.zip", [tmp_path / "a"], stored=True))

    assert source.open_bytes() == CONTENT


def test_r020_a_member_larger_than_it_says_is_refused(member):
    lying = FileSource(
        member.path,
        "a",
        MemberSpan(member.span.header_offset, 8, member.span.packed_size, 1000, member.span.crc),
    )

    with pytest.raises(NotReadable) as caught:
        lying.open_bytes()

    assert caught.value.reason is SkipReason.ARCHIVE_REFUSED


def test_r020_a_member_with_a_wrong_checksum_is_damaged(member):
    span = member.span
    wrong = MemberSpan(span.header_offset, 8, span.packed_size, span.size, span.crc ^ 1)

    with pytest.raises(NotReadable) as caught:
        FileSource(member.path, "a", wrong).open_bytes()

    assert caught.value.reason is SkipReason.DAMAGED


def test_a_file_beyond_the_limit_is_refused(member):
    with pytest.raises(NotReadable) as caught:
        member.open_bytes(limit=1000)

    assert caught.value.reason is SkipReason.TOO_LARGE


def test_r006_a_deflated_set_that_grows_beyond_the_limit_is_stopped():
    machine = zlib.compressobj(wbits=-15)
    packed = machine.compress(bytes(20_000_000)) + machine.flush()

    with pytest.raises(NotReadable) as caught:
        inflated(packed, limit=1_000_000)

    assert caught.value.reason is SkipReason.TOO_LARGE


def test_a_deflated_set_that_ends_early_gives_what_is_there():
    machine = zlib.compressobj(wbits=-15)
    packed = machine.compress(CONTENT) + machine.flush()

    part = inflated(packed[: len(packed) // 2], limit=10_000_000)

    assert CONTENT.startswith(part)
