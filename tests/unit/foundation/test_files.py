"""Files appear whole or not at all."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.foundation import files
from viewer.foundation.errors import CannotWrite
from viewer.foundation.files import (
    atomic_write,
    content_hash,
    remove_abandoned,
    safe_name,
    written_atomically,
)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "a.bin"
    atomic_write(target, b"old")

    atomic_write(target, b"new")

    assert target.read_bytes() == b"new"
    assert [p.name for p in target.parent.iterdir()] == ["a.bin"]


def test_a_failure_half_way_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    atomic_write(target, b"old")

    def write_half() -> None:
        with written_atomically(target) as temporary:
            temporary.write_bytes(b"ne")
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        write_half()

    assert target.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["a.bin"]


def test_folders_made_on_the_way_are_on_disk_as_well(tmp_path: Path, monkeypatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(files, "_sync_folder", synced.append)

    atomic_write(tmp_path / "a" / "b" / "c.txt", b"x")

    assert synced == [tmp_path, tmp_path / "a", tmp_path / "a" / "b"]


def test_what_a_killed_process_was_writing_is_removed_once_it_is_old(tmp_path: Path) -> None:
    (tmp_path / "ab").mkdir()
    left = tmp_path / "ab" / ".0123456789abcdef.json"
    others = [tmp_path / ".hidden", tmp_path / "ab" / "0123456789abcdef.json"]
    for path in (left, *others):
        path.write_bytes(b"half")
    now = left.stat().st_mtime

    assert remove_abandoned(tmp_path, now + 60.0) == 0
    assert remove_abandoned(tmp_path, now + 3600.0) == 1

    assert not left.exists()
    assert all(path.exists() for path in others)


def test_r048_a_target_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_bytes(b"")

    with pytest.raises(CannotWrite) as caught:
        atomic_write(blocker / "below.png", b"x")

    assert "below.png" in caught.value.path


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights, not modes")
def test_what_a_person_asked_for_can_be_read_by_colleagues_and_the_rest_cannot(
    tmp_path: Path,
) -> None:
    atomic_write(tmp_path / "report.pdf", b"x")
    atomic_write(tmp_path / "credentials.json", b"x", is_private=True)

    (tmp_path / "plain").touch()
    assert (tmp_path / "report.pdf").stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert (tmp_path / "credentials.json").stat().st_mode & 0o777 == 0o600


def test_the_content_hash_is_sha_256() -> None:
    assert content_hash(b"abc").startswith("ba7816bf8f01cfea414140de5dae2223")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("CON", "unnamed"),
        ("nul.txt", "unnamed"),
        ("张三 CT", "张三 CT"),
        ("a\u202egnp.exe", "a_gnp.exe"),
        ("", "unnamed"),
        ("...", "unnamed"),
    ],
)
def test_r057_names_from_outside_become_harmless(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(max_size=300))
def test_any_text_becomes_a_single_short_path_part(text: str) -> None:
    name = safe_name(text)

    assert 0 < len(name) <= 80
    assert Path(name).name == name
    assert name not in {".", ".."}
