"""Which analysis suits what is shown, and which series go with it."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from tests.vendor_builders import a_series
from viewer.app.fitting import misfits, offered, proposed, ranked, suits
from viewer.domain.references import SeriesReference
from viewer.domain.series import Container, Identity, SeriesDescription, StudyText
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.stack import ImageStack
from viewer.vendors.catalogue import ENDPOINTS, endpoint_named
from viewer.vendors.gateway.endpoint import SlotName

PATIENT = Identity(patient_name="A^B", patient_id="7")


def stack(uid: str, study: str = "1.9", date: str = "20240105", **changes: object) -> ImageStack:
    """Return a stack of the builders' CT series under other names."""
    text = StudyText(study_date=date, series_description=str(changes.pop("said", "")))
    made = replace(
        a_series(),
        reference=SeriesReference(study, uid),
        identity=changes.pop("identity", PATIENT),
        text=text,
        **changes,
    )
    return ImageStack(description=made, instances=())


def named(stacks: list[ImageStack]) -> list[str]:
    return [one.description.reference.series_instance_uid for one in stacks]


def fitting_names(shown: ImageStack) -> list[str]:
    return [endpoint.name for endpoint, problems in ranked(shown, 0) if not problems]


def radiograph(**changes: object) -> ImageStack:
    """Return one image of a knee, without a place in the patient."""
    known: dict[str, object] = {"modality": "DX", "body_part": "KNEE", "geometry": None}
    base = a_series()
    return stack("1.5", **{**known, "instances": base.instances[:1], **changes})


def test_a_chest_ct_is_offered_what_reads_chests_first() -> None:
    names = [
        endpoint.name
        for endpoint, problems in ranked(stack("1.1", said="CHEST"), 0)
        if not problems
    ]
    assert names[0] == "lung-nodule"
    assert set(names) >= {"lung-nodule", "chest-ct", "covid-ct", "ct-registration", "medical-qa"}
    assert names[-1] == "medical-qa"


def test_a_knee_is_offered_its_grade_before_the_hip() -> None:
    assert fitting_names(radiograph())[:2] == ["knee-kl", "hip-fracture"]
    assert fitting_names(radiograph(body_part="HIP"))[0] == "hip-fracture"


def test_what_does_not_fit_is_listed_behind_with_the_reason() -> None:
    found = ranked(radiograph(), 0)
    fitting = [not problems for _, problems in found]
    assert fitting == sorted(fitting, reverse=True)
    offered = [endpoint for endpoint in ENDPOINTS if endpoint.is_offered]
    assert len(found) == len(offered) == len(ENDPOINTS) - 1


def test_words_of_a_series_speak_for_an_endpoint_in_both_languages() -> None:
    knee = endpoint_named("knee-kl")
    assert suits(knee, stack("1.1", said="左膝正位").description)
    assert not suits(knee, stack("1.1", said="HIP").description)


def test_of_a_stack_of_views_the_one_that_is_shown_counts() -> None:
    views = radiograph(instances=a_series().instances[:3])
    assert misfits(endpoint_named("knee-kl"), views, 1) == ()


def test_a_prior_is_the_newest_earlier_study_of_the_same_patient() -> None:
    shown = stack("1.1", "1.9", "20240601")
    stacks = [
        shown,
        stack("later", "2.1", "20240701"),
        stack("oldest", "2.2", "20200101"),
        stack("before", "2.3", "20240501"),
        stack("same-study", "1.9", "20240601"),
        stack("stranger", "2.4", "20240501", identity=Identity(patient_id="8")),
        stack("MR", "2.5", "20240501", modality="MR"),
    ]
    slot = endpoint_named("ct-registration").slot(SlotName.FLOATING)
    assert named(offered(slot, shown, stacks)) == ["before", "oldest", "later", "same-study"]


def test_a_spine_takes_two_more_series_of_its_study_t2_first() -> None:
    sagittal: dict[str, object] = {"modality": "MR"}
    shown = stack("t1", said="SAG T1", **sagittal)
    stacks = [
        shown,
        stack("stir", said="SAG STIR", **sagittal),
        stack("t2", said="SAG T2", **sagittal),
        stack("other-study", "2.1", said="SAG T2", **sagittal),
    ]
    found = proposed(endpoint_named("lumbar-mri"), shown, stacks)
    assert {name: named([one])[0] for name, one in found.items()} == {
        SlotName.SECOND: "t2",
        SlotName.THIRD: "stir",
    }


def photo(columns: int, rows: int, *paths: str, is_colour: bool = True) -> ImageStack:
    """Return a photograph of that size, from such a file."""
    description = SeriesDescription(
        reference=SeriesReference("1", "2"),
        modality="",
        container=Container.PHOTO,
        instances=a_series().instances[:1],
        rows=rows,
        columns=columns,
    )
    source = SimpleNamespace(path=paths[0] if paths else "")
    header = SimpleNamespace(is_colour=is_colour, source=source)
    return ImageStack(description=description, instances=(cast(InstanceHeader, header),))


def test_a_colour_photograph_is_of_a_mouth_rather_than_of_skin() -> None:
    names = fitting_names(photo(40, 30))

    assert names[:2] == ["intraoral", "skin"]
    assert names[-1] == "medical-qa"


def test_a_grey_picture_is_a_panoramic_where_it_is_wide() -> None:
    assert fitting_names(photo(200, 100, is_colour=False))[0] == "panoramic"
    assert fitting_names(photo(100, 120, is_colour=False))[0] == "cephalometric"


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("/photos/皮疹/1.jpg", "skin"),
        ("/photos/rash.jpg", "skin"),
        ("/teeth/pano_3.jpg", "panoramic"),
        ("/x/张三侧位.png", "cephalometric"),
        ("/x/口内照.png", "intraoral"),
    ],
)
def test_what_a_picture_is_called_comes_first(path: str, first: str) -> None:
    assert fitting_names(photo(40, 30, path))[0] == first


@pytest.mark.parametrize(
    ("modality", "said", "first"),
    [("PX", "", "panoramic"), ("DX", "CEPH LAT", "cephalometric"), ("XC", "", "intraoral")],
)
def test_a_dental_film_is_offered_what_reads_it(modality: str, said: str, first: str) -> None:
    film = radiograph(modality=modality, body_part="", said=said)

    assert fitting_names(film)[0] == first


def test_a_chest_film_is_not_offered_a_dental_reading_first() -> None:
    assert fitting_names(radiograph(body_part="HIP"))[0] == "hip-fracture"
