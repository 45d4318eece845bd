"""A gzipped tar gives its regular members, within limits, and touches nothing outside."""

import gzip
import io
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.image_builders import write_series
from viewer.imaging import limits, tar_files
from viewer.imaging.problems import NotReadable, SkipReason
from viewer.imaging.scan import scan
from viewer.imaging.sniff import FileKind, sniff

Member = tuple[str, bytes | tarfile.TarInfo]


def packed(*members: Member, layout: int = tarfile.PAX_FORMAT) -> bytes:
    """Return a .tar.gz; a member is a name with its content, or a header as it stands."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz", format=layout) as archive:
        for name, content in members:
            if isinstance(content, tarfile.TarInfo):
                archive.addfile(content)
                continue
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def written(folder: Path, content: bytes) -> Path:
    path = folder / "archive"  # a fresh folder for each: what was read of a file is remembered
    path.write_bytes(content)
    return path


def texts(path: Path) -> list[bytes]:
    return [source.open_bytes() for source in tar_files.contents(path).sources]


def special(kind: bytes, name: str, target: str = "") -> Member:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return name, info


def test_members_are_read_in_their_order_and_any_of_them_again(tmp_path: Path) -> None:
    path = written(tmp_path, packed(("a", b"one"), ("d/b", b"two" * 999), ("c", b"")))
    sources = tar_files.contents(path).sources
    assert [source.member for source in sources] == ["a", "b", "c"]
    assert [source.open_bytes() for source in reversed(sources)] == [b"", b"two" * 999, b"one"]


def test_a_late_member_is_had_from_a_state_that_was_kept_before_it(tmp_path: Path) -> None:
    noise = [bytes([n]) * 700_000 for n in range(6)]
    path = written(tmp_path, packed(*((f"{n}", text) for n, text in enumerate(noise))))
    assert texts(path) == noise
    assert len(tar_files._index(*tar_files._identity(path)).states) > 2


@pytest.mark.parametrize("layout", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_usual_layout_is_read(tmp_path: Path, layout: int) -> None:
    long = "n" * 90 if layout == tarfile.USTAR_FORMAT else "n" * 200
    content = packed((long, b"one"), layout=layout)
    assert sniff(content[:1024]) is FileKind.TAR_GZ
    assert texts(written(tmp_path, content)) == [b"one"]


@pytest.mark.parametrize("name", ["../../canary", "/tmp/canary", "..\\canary", "a/../../canary"])
def test_r054_names_lead_nowhere(tmp_path: Path, name: str) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    path = written(inner, packed((name, b"one")))
    assert tar_files.contents(path).sources[0].member == "canary"
    assert texts(path) == [b"one"]
    assert list(tmp_path.rglob("*canary*")) == []


def test_r054_links_devices_and_pipes_are_left_out(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        packed(
            special(tarfile.SYMTYPE, "soft", "/etc/passwd"),
            special(tarfile.LNKTYPE, "hard", "/etc/passwd"),
            special(tarfile.CHRTYPE, "device"),
            special(tarfile.FIFOTYPE, "pipe"),
            special(tarfile.DIRTYPE, "folder"),
            ("file", b"one"),
        ),
    )
    found = tar_files.contents(path)
    assert [source.member for source in found.sources] == ["file"]
    assert {skipped.reason for skipped in found.skipped} == {SkipReason.ARCHIVE_REFUSED}
    assert len(found.skipped) == 4


def test_r054_equal_names_are_two_members(tmp_path: Path) -> None:
    path = written(tmp_path, packed(("a", b"one"), ("A", b"two"), ("a", b"three")))
    assert texts(path) == [b"one", b"two", b"three"]


def test_r054_a_description_that_changes_the_size_is_not_believed(tmp_path: Path) -> None:
    info = tarfile.TarInfo("big")
    info.pax_headers = {"size": "99999999"}
    path = written(tmp_path, packed(("big", info), ("file", b"one")))
    found = tar_files.contents(path)
    assert [source.member for source in found.sources] == ["file"]


def test_r054_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ARCHIVE_MEMBERS", 3)
    path = written(tmp_path, packed(*((str(n), b"") for n in range(4))))
    with pytest.raises(NotReadable) as refused:
        tar_files.contents(path)
    assert refused.value.reason is SkipReason.ARCHIVE_REFUSED


def test_r054_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    info = tarfile.TarInfo("bomb")
    info.size = limits.GiB
    header = info.tobuf(tarfile.GNU_FORMAT)
    path = written(tmp_path, gzip.compress(header + bytes(4 << 20)))
    with pytest.raises(NotReadable) as refused:
        tar_files.contents(path)
    assert refused.value.reason is SkipReason.ARCHIVE_REFUSED


def test_r054_more_than_the_allowance_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ARCHIVE_BYTES", 4000)
    path = written(tmp_path, packed(("a", bytes(2000)), ("b", bytes(2000))))
    with pytest.raises(NotReadable) as refused:
        tar_files.contents(path)
    assert refused.value.reason is SkipReason.ARCHIVE_REFUSED


@pytest.mark.parametrize("size", [b"-0000000001\0", b"\xff" * 12, b"77777zz7777\0"])
def test_r054_an_impossible_size_is_damage(tmp_path: Path, size: bytes) -> None:
    header = bytearray(tarfile.TarInfo("a").tobuf(tarfile.USTAR_FORMAT))
    header[124:136] = size
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    path = written(tmp_path, gzip.compress(bytes(header)))
    with pytest.raises(NotReadable) as refused:
        tar_files.contents(path)
    assert refused.value.reason is SkipReason.DAMAGED


def test_r054_what_stands_before_a_cut_is_read_and_the_cut_is_said(tmp_path: Path) -> None:
    noise = [bytes((n * k) % 251 for k in range(60_000)) for n in (7, 11, 13)]
    whole = packed(*((str(n), text) for n, text in enumerate(noise)))
    path = written(tmp_path, whole[: len(whole) * 5 // 6])
    found = tar_files.contents(path)
    assert found.problem is SkipReason.CUT_SHORT
    assert [source.open_bytes() for source in found.sources] == noise[: len(found.sources)]


def test_a_file_that_changed_meanwhile_is_not_read_for_the_old_one(tmp_path: Path) -> None:
    path = written(tmp_path, packed(("a", b"one")))
    source = tar_files.contents(path).sources[0]
    path.write_bytes(packed(("a", b"two!")))
    with pytest.raises(NotReadable):
        source.open_bytes()


def test_several_gzip_members_are_one_archive(tmp_path: Path) -> None:
    plain = gzip.decompress(packed(("a", b"one"), ("b", b"two")))
    path = written(tmp_path, gzip.compress(plain[:700]) + gzip.compress(plain[700:]))
    assert texts(path) == [b"one", b"two"]


def test_an_archive_of_images_opens_as_a_study(tmp_path: Path) -> None:
    write_series(tmp_path / "series", slices=5)
    files = sorted((tmp_path / "series").iterdir())
    path = written(tmp_path, packed(*((file.name, file.read_bytes()) for file in files)))
    result = scan([path])
    assert [len(stack.instances) for stack in result.stacks] == [5]
    assert result.skipped == ()


def test_a_cut_archive_of_images_opens_and_says_so(tmp_path: Path) -> None:
    write_series(tmp_path / "series", slices=5)
    files = sorted((tmp_path / "series").iterdir())
    whole = packed(*((file.name, file.read_bytes()) for file in files))
    result = scan([written(tmp_path, whole[:-60])])
    assert result.stacks
    assert [skipped.reason for skipped in result.skipped] == [SkipReason.CUT_SHORT]


@given(data=st.data())
def test_r054_no_mutation_does_more_than_fail(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plain = bytearray(gzip.decompress(packed(("a", b"one"), ("b", b"two" * 300))))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, 2600))
        plain[at % len(plain)] = data.draw(st.integers(0, 255))
    content = gzip.compress(bytes(plain), mtime=0)
    cut = data.draw(st.integers(1, len(content)))
    path = written(tmp_path_factory.mktemp("mutant"), content[:cut])
    try:
        found = tar_files.contents(path)
    except NotReadable:
        return
    assert all(len(source.open_bytes()) == source.size() for source in found.sources)
