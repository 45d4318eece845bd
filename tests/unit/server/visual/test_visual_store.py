"""What the visual search keeps: whole or not at all, within its limits, and gone when deleted."""

import os
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from tests.visual_builders import many
from viewer.foundation.errors import CannotWrite, FileTrouble
from viewer.foundation.locks import ProcessLock
from viewer.server import visual_database, visual_store
from viewer.server.envelope import RefusedError, RetCode
from viewer.server.visual_database import NoStorageError
from viewer.server.visual_store import MOST_IMAGES, NewPicture, VisualStore
from viewer.server.visual_tokens import Listing


@pytest.fixture
def store(tmp_path):
    made = VisualStore(tmp_path / "similar", clock=lambda: 1_234_567_890.9)
    yield made
    made.close()


def a_new(entity_id: str = "e", extra: str = "") -> NewPicture:
    return NewPicture(entity_id, extra, b"\x89PNG", "PNG", b"traits")


def files(store: VisualStore) -> list[Path]:
    return [path for path in store._folder.glob("pictures/*/*") if path.is_file()]


def a_database(store: VisualStore, name: str = "cases") -> int:
    store.create(name)
    return store.number_of(name)


def test_a_kept_picture_has_its_file_its_row_and_its_time(store):
    database = a_database(store)

    data_id = store.add(database, a_new("case_1", "词"))

    [kept] = store.page(Listing(database), 10).images
    assert (kept.data_id, kept.entity_id, kept.extra_data) == (data_id, "case_1", "词")
    assert kept.created == kept.updated == 1_234_567_890
    assert store.picture_file(data_id).read_bytes() == b"\x89PNG"
    assert store.traits_after(database, 0, 10) == [(kept.number, b"traits")]


def test_the_50_000th_picture_is_taken_and_the_next_one_is_not(store):
    database = a_database(store)
    many(store, database, ["e"] * (MOST_IMAGES - 1))
    store.check_room(database)
    store.add(database, a_new())

    with pytest.raises(RefusedError) as refused:
        store.check_room(database)
    assert refused.value.code == RetCode.DATABASE_FULL
    with pytest.raises(RefusedError):
        store.add(database, a_new())

    assert store.count(database) == 50_000
    assert len(files(store)) == 1


@pytest.mark.parametrize("error", [sqlite3.OperationalError("database or disk is full"), OSError()])
def test_a_row_that_cannot_be_written_leaves_no_file(store, monkeypatch, error):
    database = a_database(store)

    def full(*_: object) -> None:
        raise error

    monkeypatch.setattr(visual_store, "_insert", full)
    with pytest.raises(NoStorageError):
        store.add(database, a_new())

    assert files(store) == []
    assert store.count(database) == 0


def test_a_file_that_cannot_be_written_leaves_no_row(store, monkeypatch):
    database = a_database(store)

    def full(path: Path, *_: object, **__: object) -> None:
        raise CannotWrite(str(path), FileTrouble.FULL)

    monkeypatch.setattr(visual_store, "atomic_write", full)
    with pytest.raises(NoStorageError):
        store.add(database, a_new())

    assert store.count(database) == 0


def test_a_picture_for_a_database_that_was_deleted_meanwhile_is_refused_whole(store):
    database = a_database(store)
    store.delete("cases")

    with pytest.raises(RefusedError) as refused:
        store.add(database, a_new())

    assert refused.value.code == RetCode.UNKNOWN_DATABASE
    assert files(store) == []


def test_what_a_kill_left_is_swept_away_and_young_files_are_not(store, tmp_path):
    database = a_database(store)
    kept = store.add(database, a_new())
    lost = store._folder / "pictures" / "9" / ("0" * 32 + ".png")
    lost.parent.mkdir()
    lost.write_bytes(b"old")
    young = lost.with_name("1" * 32 + ".png")
    young.write_bytes(b"another service is about to name it")
    os.utime(lost, (time.time() - 3600,) * 2)
    many(store, 77, ["of a database that was being deleted"])
    store.close()

    again = VisualStore(tmp_path / "similar")
    assert again.names() == ["cases"]

    assert not lost.exists()
    assert young.exists()
    assert again.count(77) == 0
    assert again.picture_file(kept).exists()
    again.close()


def test_a_deleted_database_gives_its_room_back(store):
    database = a_database(store)
    many(store, database, [f"e{number}" for number in range(500)], b"t" * 4000)
    path = store._folder / "similar.sqlite"
    store._database.forget()
    assert path.stat().st_size > 2_000_000

    store.delete("cases")
    store.give_back()

    assert path.stat().st_size < 100_000
    assert path.with_name("similar.sqlite-wal").stat().st_size == 0


def test_only_the_owner_may_read_the_files(store):
    store.add(a_database(store), a_new())

    if os.name != "nt":
        assert store._folder.stat().st_mode & 0o077 == 0
        for path in (*files(store), *store._folder.glob("similar.sqlite*")):
            assert path.stat().st_mode & 0o077 == 0, path


def test_two_stores_of_one_folder_write_at_the_same_time(store, tmp_path):
    database = a_database(store)
    other = VisualStore(tmp_path / "similar")
    failed = []

    def write(mine: VisualStore, entity_id: str) -> None:
        try:
            for _ in range(15):
                mine.add(database, a_new(entity_id))
        except NoStorageError as error:
            failed.append(error)

    threads = [
        threading.Thread(target=write, args=(mine, name))
        for mine, name in ((store, "a"), (store, "b"), (other, "c"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failed
    assert store.count(database) == 45
    assert len(files(store)) == 45
    other.close()


def test_services_that_start_together_make_one_file(tmp_path):
    stores = [VisualStore(tmp_path / "similar") for _ in range(4)]
    threads = [
        threading.Thread(target=store.create, args=(f"cases_{number}",))
        for number, store in enumerate(stores)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(stores[0].names()) == [f"cases_{number}" for number in range(4)]
    assert len({store.secret() for store in stores}) == 1
    for store in stores:
        store.close()


def test_a_service_that_keeps_writing_makes_the_others_busy(store, monkeypatch):
    a_database(store)
    monkeypatch.setattr(visual_database, "_PATIENCE_S", 0.02)

    with ProcessLock(store._folder / "similar.sqlite.lock") as lock:
        lock.acquire()
        with pytest.raises(NoStorageError):
            store.create("other")
        assert store.names() == ["cases"]

    store.create("other")


def test_a_file_of_a_newer_version_is_left_alone(tmp_path):
    with sqlite3.connect(tmp_path / "similar.sqlite") as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    store = VisualStore(tmp_path)

    with pytest.raises(NoStorageError):
        store.create("cases")
    store.close()


def test_a_damaged_file_is_said_and_not_overwritten(tmp_path):
    (tmp_path / "similar.sqlite").write_bytes(b"no database" * 1000)
    store = VisualStore(tmp_path)

    with pytest.raises(NoStorageError):
        store.names()

    store.close()
    assert (tmp_path / "similar.sqlite").read_bytes() == b"no database" * 1000


def test_a_prefix_is_taken_literally(store):
    database = a_database(store)
    many(store, database, ["a_1", "ab1", "a_", "a", "b_1", "a_zz"])

    page = store.page(Listing(database, prefix="a_"), 10)

    assert [image.entity_id for image in page.images] == ["a_1", "a_", "a_zz"]
    assert page.total == 3
