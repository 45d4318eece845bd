"""Known studies: recorded by reference, found by UID, moved, forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from viewer.domain.references import SeriesReference
from viewer.domain.series import Identity, StudyText
from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.storage import places
from viewer.storage.studies import KnownSeries, KnownStudy, Studies

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
SERIES = SeriesReference("1.2.3", "1.2.3.4", 1)


def a_study(**changes):
    series = KnownSeries(
        reference=SERIES,
        modality="CT",
        number="3",
        description="Chest",
        body_part="CHEST",
        instance_count=2,
        first_sop_instance_uid="1.2.3.4.5",
        paths=("/data/张 三/IM1.dcm", "/data/张 三/IM2.dcm"),
    )
    study = KnownStudy(
        study_instance_uid="1.2.3",
        identity=Identity(patient_name="Quxplant^Jo", patient_id="T-1", birth_date="1970", sex="F"),
        text=StudyText(
            study_date="20260131",
            study_time="101112",
            study_description="Chest CT",
            accession_number="A-77",
        ),
        series=(series,),
    )
    return replace(study, **changes)


@pytest.fixture
def studies(library):
    return Studies(library.database)


def test_a_recorded_study_is_there_as_it_was(studies):
    studies.record([a_study()], NOW)

    assert studies.get("1.2.3") == a_study(first_opened=NOW, last_opened=NOW)
    assert studies.paths_of(SERIES) == ("/data/张 三/IM1.dcm", "/data/张 三/IM2.dcm")
    assert studies.study_of_series("1.2.3.4") == "1.2.3"


def test_opening_it_elsewhere_updates_its_paths_and_keeps_the_first_time(studies):
    studies.record([a_study()], NOW)
    moved = replace(a_study().series[0], paths=("/other/IM1.dcm",))

    studies.record([a_study(series=(moved,))], NOW + timedelta(days=1))

    study = studies.get("1.2.3")
    assert study.paths == ("/other/IM1.dcm",)
    assert (study.first_opened, study.last_opened) == (NOW, NOW + timedelta(days=1))
    assert studies.count() == 1


def test_a_series_that_was_not_opened_this_time_stays_known(studies):
    other = replace(a_study().series[0], reference=SeriesReference("1.2.3", "1.2.3.9"))
    studies.record([a_study()], NOW)

    studies.record([a_study(series=(other,))], NOW)

    assert len(studies.get("1.2.3").series) == 2


def test_moving_changes_nothing_but_the_paths(studies):
    studies.record([a_study()], NOW)

    studies.move([(SERIES, ["/new/IM1.dcm", "/new/IM2.dcm"])], NOW)

    assert studies.get("1.2.3").paths == ("/new/IM1.dcm", "/new/IM2.dcm")
    assert studies.folders() == ("/new",)


def test_a_forgotten_study_leaves_no_name_behind(studies, library):
    studies.record([a_study()], NOW)

    studies.forget("1.2.3")

    assert studies.get("1.2.3") is None
    assert library.database.read("SELECT COUNT(*) FROM series") == [(0,)]


def test_many_paths_of_one_folder_are_short_text():
    paths = [f"/data/of a patient/1.2.840.113619.2.55.3.{i}.dcm" for i in range(1000, 1600)]

    text = places.to_text(paths)

    assert len(text) < 4_000
    assert places.from_text(text) == tuple(paths)


@pytest.mark.parametrize(
    "paths",
    [(), ("/a/b",), ("/a/aa", "/a/a"), ("/a/x", "/b/x", "/a/y"), ("/a/张\udce9.dcm",)],
)
def test_paths_come_back_in_their_order(paths):
    assert places.from_text(places.to_text(paths)) == paths


def test_text_that_holds_no_paths_is_called_damaged():
    with pytest.raises(LibraryUnavailable) as caught:
        places.from_text('[["/a"]]')
    assert caught.value.trouble is LibraryTrouble.DAMAGED
