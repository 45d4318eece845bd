"""What the library keeps of similar cases: batches, what was added, what left."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from viewer.domain.similar import CaseLink
from viewer.foundation.errors import LibraryUnavailable
from viewer.storage.checks import CheckName, ProblemKind
from viewer.storage.cleaning import clean, found_waste
from viewer.storage.similar_rows import (
    AddedPicture,
    ItemSource,
    ItemStep,
    KeptBatch,
    KeptItem,
    Purpose,
    SentPicture,
)
from viewer.storage.sizes import SizeKind
from viewer.storage.verify import verify

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
LINK = CaseLink(
    study="1.2",
    series="1.2.3",
    image="1.2.3.4",
    frame=3,
    part="1",
    region=(1, 2, 3, 4),
    finding="f",
    label="结节 nodule",
)


def an_item(number=1, batch="b1", **changes):
    fields = {
        "title": "Chest #4",
        "source": ItemSource(
            paths=("/data/a b.dcm",), sop_instance_uid="1.2.3.4", frame=3, window="40,400"
        ),
        "entity_id": f"s0_{number}",
        "extra_data": '{"v":1}',
        "link": LINK,
        "names_image": False,
    }
    return KeptItem(batch=batch, number=number, **{**fields, **changes})


def a_batch(uid="b1", **changes):
    return KeptBatch(uid=uid, service="local", database="cases", created=NOW, **changes)


def an_added(entity="e1", **changes):
    fields = {
        "service": "local",
        "database": "cases",
        "sha256": "aa",
        "data_id": "d1",
        "extra_data": "x",
        "link": LINK,
        "thumbnail": "",
        "added": NOW,
    }
    return AddedPicture(entity_id=entity, **{**fields, **changes})


def a_sent(key="k1", **changes):
    fields = {
        "service": "api.example.org",
        "host": "api.example.org",
        "store": "bucket.example.org",
        "database": "cases",
        "purpose": Purpose.SEARCH,
        "size": 12,
        "sha256": "aa",
        "sent": NOW,
    }
    return SentPicture(object_key=key, **{**fields, **changes})


def test_a_batch_comes_back_as_it_was_kept(library):
    items = [an_item(1), an_item(2, link=CaseLink(study="1", series="2", image="3"))]
    library.similar.begin(a_batch(), items)

    assert library.similar.items("b1") == tuple(items)
    kept = library.similar.batch("b1")
    assert (kept.service, kept.database, kept.created, kept.total) == ("local", "cases", NOW, 2)
    assert library.similar.batch("other") is None


def test_a_batch_is_kept_whole_or_not_at_all(library):
    with pytest.raises(sqlite3.IntegrityError):
        library.similar.begin(a_batch(), [an_item(1), an_item(1)])

    assert library.similar.batch("b1") is None


def test_only_batches_with_something_to_do_are_open(library):
    library.similar.begin(a_batch(), [an_item(1)])
    library.similar.begin(a_batch("b2"), [an_item(1, "b2", state=ItemStep.ADDED)])

    assert [batch.uid for batch in library.similar.open_batches()] == ["b1"]
    library.similar.save(an_item(1, state=ItemStep.KNOWN))
    assert library.similar.open_batches() == ()


def test_cancelling_marks_what_may_be_on_its_way_as_unknown(library):
    states = (ItemStep.WANTED, ItemStep.PREPARED, ItemStep.SENDING, ItemStep.ADDED)
    library.similar.begin(
        a_batch(), [an_item(number, state=state) for number, state in enumerate(states)]
    )

    library.similar.cancel("b1", "unknown")

    kept = library.similar.items("b1")
    assert [item.state for item in kept] == [
        ItemStep.CANCELLED,
        ItemStep.CANCELLED,
        ItemStep.FAILED,
        ItemStep.ADDED,
    ]
    assert kept[2].failure == "unknown"


def test_the_end_of_a_picture_is_kept_with_its_record_and_its_fee(library):
    library.similar.begin(a_batch(), [an_item(1)])

    library.similar.end(an_item(1, state=ItemStep.ADDED, data_id="d7"), an_added(), 2)

    assert library.similar.items("b1")[0].data_id == "d7"
    assert library.similar.added("local", "cases", ["e1", "e2"]) == (an_added(),)
    assert library.similar.batch("b1").fee == 2


def test_what_was_added_is_found_by_its_content_in_its_database_alone(library):
    library.similar.keep_added(an_added())
    library.similar.keep_added(an_added("e2", database="others"))
    library.similar.keep_added(an_added("e3", service="api.example.org"))

    found = library.similar.added_content("local", "cases", "aa")
    assert [added.entity_id for added in found] == ["e1"]


def test_dropping_tells_which_small_pictures_nobody_needs(library):
    library.similar.keep_added(an_added("e1", thumbnail="t1"))
    library.similar.keep_added(an_added("e2", thumbnail="t1"))
    library.similar.keep_added(an_added("e3", thumbnail="t3", sha256="bb"))

    assert library.similar.drop_entity("local", "cases", "e1") == ()
    assert library.similar.drop_database("local", "cases") == ("t1", "t3")
    assert library.similar.drop_database("local", "cases") == ()


def test_a_forgotten_batch_leaves_what_was_added(library):
    library.similar.begin(a_batch(), [an_item(1, thumbnail="t1"), an_item(2, thumbnail="t2")])
    library.similar.keep_added(an_added("e1", thumbnail="t1"))

    assert library.similar.forget("b1") == ("t2",)
    assert library.similar.items("b1") == ()
    assert library.similar.added("local", "cases", ["e1"])


def test_uploads_are_left_until_they_are_deleted(library):
    library.similar.keep_sent(a_sent())
    library.similar.keep_sent(a_sent("k2", sent=NOW + timedelta(hours=1)))
    later = NOW + timedelta(hours=1, minutes=5)

    left = library.similar.uploads_left(later, older=timedelta(minutes=10))
    assert [sent.object_key for sent in left] == ["k1"]

    library.similar.upload_deleted("k1")
    assert library.similar.uploads_left(later, older=timedelta(minutes=10)) == ()
    assert [sent.object_key for sent in library.similar.sent()] == ["k2", "k1"]


def test_a_row_that_is_damaged_is_said(library):
    library.similar.begin(a_batch(), [an_item(1)])
    library.database.write("UPDATE similar_items SET link='['")

    with pytest.raises(LibraryUnavailable):
        library.similar.items("b1")


def test_clean_up_leaves_open_batches_and_databases_alone(library, folders):
    library.similar.begin(a_batch(), [an_item(1)])
    outgoing = folders.cache / "outgoing" / "similar"
    for name in ("b1", "over"):
        (outgoing / name).mkdir(parents=True)
        (outgoing / name / "1.png").write_bytes(b"x" * 10)
    databases = folders.service / "similar"
    databases.mkdir(parents=True)
    (databases / "index.sqlite").write_bytes(b"x" * 10)

    waste = found_waste(library)
    clean(library, waste)

    assert [(each.kind, each.path.name) for each in waste] == [(SizeKind.UPLOADS, "over")]
    assert (outgoing / "b1" / "1.png").exists()
    assert (databases / "index.sqlite").exists()


def test_verifying_looks_at_small_pictures(library):
    name = library.blobs.put(b"a small picture")
    library.similar.keep_added(an_added(thumbnail=name))
    sound = verify(library)
    library.blobs.remove(name)

    def contents(verification):
        return next(c for c in verification.checks if c.name is CheckName.CONTENTS)

    assert contents(sound).is_sound
    assert not contents(sound).remarks
    assert contents(verify(library)).problems[0].kind is ProblemKind.CONTENT_MISSING
