"""What is known of an input before and after it is packed."""

import zipfile

import pytest

from tests.image_builders import write_series
from viewer.foundation.errors import Cancelled
from viewer.imaging.scan import scan
from viewer.jobs.inputs import facts_for
from viewer.jobs.packing import PackingOrder, pack, packed
from viewer.privacy.uid_map import UidMap
from viewer.vendors.gateway.medical import LUNG_NODULE
from viewer.vendors.gateway.one_url import SeriesStrategy
from viewer.vendors.limits import LimitKind, check

(SLOT,) = LUNG_NODULE.slots


def a_stack(folder, **options):
    write_series(folder, **{"slices": 20, **options})
    return scan([folder]).stacks[0]


def an_order(stack, folder, **changes):
    order = {
        "stack": stack,
        "strategy": SeriesStrategy.ARCHIVE,
        "folder": folder,
        "uid_map": UidMap(bytes(range(32))),
        "is_compressed": False,
        "on_progress": lambda _fraction: None,
        "is_cancelled": lambda: False,
    }
    return PackingOrder(**{**order, **changes})


def test_the_facts_of_a_series_that_fits(tmp_path):
    facts = facts_for(a_stack(tmp_path / "a"), SLOT, None)

    assert facts.patients == 1
    assert facts.slices_without_pixels == ()
    assert not facts.is_multiframe
    assert len(facts.slice_bytes) == 20
    assert check(LUNG_NODULE, facts) == ()


def test_a_slice_that_will_be_too_big_is_said_before_it_is_packed(tmp_path):
    stack = a_stack(tmp_path / "a", rows=500, columns=512)
    big = facts_for(stack, SLOT, None, (999_999,) * 19 + (1_000_001,))

    assert [p.kind for p in check(LUNG_NODULE, big)] == [LimitKind.SLICE_TOO_BIG]
    assert max(facts_for(stack, SLOT, None).slice_bytes) == 512_000


def test_a_package_is_found_again(tmp_path):
    package = pack(an_order(a_stack(tmp_path / "a"), tmp_path / "out"))

    assert packed(tmp_path / "out") == package
    assert len(package.slice_bytes) == 20


@pytest.mark.parametrize("lost", ["series.zip", "package.json"])
def test_a_package_that_is_not_complete_is_none(tmp_path, lost):
    pack(an_order(a_stack(tmp_path / "a"), tmp_path / "out"))
    (tmp_path / "out" / lost).unlink()

    assert packed(tmp_path / "out") is None


def test_the_same_images_have_the_same_hash_however_they_are_packed(tmp_path):
    stack = a_stack(tmp_path / "a")

    packages = [
        pack(an_order(stack, tmp_path / strategy, strategy=strategy)) for strategy in SeriesStrategy
    ]

    assert len({package.content_hash for package in packages}) == 1


def test_for_a_far_service_the_archive_is_compressed(tmp_path):
    stack = a_stack(tmp_path / "a")

    pack(an_order(stack, tmp_path / "out", is_compressed=True))

    with zipfile.ZipFile(tmp_path / "out" / "series.zip") as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_DEFLATED}


def test_packing_can_be_stopped_between_two_slices(tmp_path):
    done = []
    order = an_order(
        a_stack(tmp_path / "a"),
        tmp_path / "out",
        on_progress=done.append,
        is_cancelled=lambda: len(done) == 3,
    )

    with pytest.raises(Cancelled):
        pack(order)

    assert len(done) == 3
