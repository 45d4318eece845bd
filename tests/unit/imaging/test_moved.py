"""Stacks that moved are found again by UID, in the likely places or in a folder that is named."""

import shutil
from pathlib import Path

import pytest

from tests.image_builders import write_series
from viewer.foundation.errors import Cancelled
from viewer.imaging.moved import LostStack, are_there, likely_folders, search
from viewer.imaging.scan import scan


@pytest.fixture
def lost(tmp_path):
    folder = tmp_path / "disk" / "archive" / "patient-1" / "series"
    write_series(folder, slices=3)
    (stack,) = scan([folder]).stacks
    return LostStack(
        reference=stack.description.reference, paths=stack.source_paths, instance_count=3
    )


def folder_of(lost: LostStack) -> Path:
    return lost.folders[0]


def names(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.iterdir())


def found_likely(lost: LostStack, *known: str):
    return search([lost], likely_folders([lost], known))


def test_files_that_are_there_are_not_looked_for(lost):
    assert are_there(lost.paths)
    shutil.rmtree(folder_of(lost))
    assert not are_there(lost.paths)


def test_a_folder_above_that_was_renamed_is_found_around_the_old_place(lost):
    archive = folder_of(lost).parent.parent
    (archive / "patient-1").rename(archive / "patient-one")

    result = found_likely(lost)

    assert result.lost == ()
    assert sorted(result.found[lost.reference]) == names(archive / "patient-one" / "series")


def test_a_folder_of_another_name_is_found_by_its_files(lost):
    folder = folder_of(lost)
    folder.rename(folder.with_name("something else"))

    assert found_likely(lost).lost == ()


def test_the_same_names_below_another_known_disk_are_found(lost, tmp_path):
    other = tmp_path / "backup" / "of-2026"
    shutil.move(folder_of(lost).parents[1], other / "archive")

    assert found_likely(lost).lost == (lost,)
    result = found_likely(lost, str(other / "archive" / "patient-7" / "IM1"))
    assert sorted(result.found[lost.reference]) == names(other / "archive/patient-1/series")


def test_in_a_folder_that_is_named_files_are_found_under_any_name(lost, tmp_path):
    target = tmp_path / "elsewhere" / "deep" / "er"
    target.mkdir(parents=True)
    for number, path in enumerate(lost.paths):
        shutil.move(path, target / f"renamed-{number}.bin")

    result = search([lost], [tmp_path / "elsewhere"])

    assert result.found[lost.reference] == tuple(names(target))


def test_the_fuller_of_two_copies_is_taken(lost, tmp_path):
    shutil.copytree(folder_of(lost), tmp_path / "part")
    Path(names(tmp_path / "part")[0]).unlink()
    shutil.move(folder_of(lost), tmp_path / "whole")

    result = search([lost], [tmp_path / "part", tmp_path / "whole"])

    assert len(result.found[lost.reference]) == 3


def test_another_study_in_the_old_place_is_not_taken_for_it(lost):
    shutil.rmtree(folder_of(lost))
    write_series(folder_of(lost), slices=3)

    assert found_likely(lost).lost == (lost,)


def test_a_search_can_be_cancelled(lost):
    with pytest.raises(Cancelled):
        search([lost], [folder_of(lost)], is_cancelled=lambda: True)
    shutil.rmtree(folder_of(lost))
    with pytest.raises(Cancelled):
        list(likely_folders([lost], (), is_cancelled=lambda: True))
