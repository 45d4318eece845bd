"""Which image a picture was made of: written so that only this library understands it."""

import json

import pytest

from tests.vendor_builders import a_series
from viewer.domain.series import Identity, StudyText
from viewer.domain.similar import CaseLink
from viewer.jobs.similar.link import (
    entity_id_of,
    extra_data_of,
    link_in,
    names_patient,
    study_prefix,
)
from viewer.privacy.uid_map import UidMap
from viewer.vendors.similar.errors import NamesPatient
from viewer.vendors.similar.rules import entity_id_problem, extra_data_problem

LINK = CaseLink(
    study="1.2.3",
    series="1.2.3.4",
    image="1.2.3.4.5",
    frame=7,
    part="1",
    region=(10, 20, 30, 45),
    finding="f-1",
    label="solid nodule, 8 mm",
)
KEY = b"k" * 32


def series_of(**identity):
    from dataclasses import replace

    return replace(
        a_series(),
        identity=Identity(**identity),
        text=StudyText(study_date="20260105", accession_number="ACC-77"),
    )


def test_a_link_finds_its_way_back_through_the_pairs():
    uid_map = UidMap(KEY)

    found = link_in(extra_data_of(LINK, uid_map.sent))

    assert found is not None
    assert found.with_uids(uid_map.original) == CaseLink(
        **{**{name: getattr(LINK, name) for name in LINK.__slots__}, "finding": found.finding}
    )
    assert uid_map.original(found.finding) == "f-1"


def test_no_original_uid_leaves():
    extra = extra_data_of(LINK, UidMap(KEY).sent)

    assert not any(uid in extra for uid in ("1.2.3.4.5", '"1.2.3"', "f-1"))


def test_the_longest_uids_and_any_label_fit():
    longest = "1" * 64
    link = CaseLink(
        study=longest,
        series=longest,
        image=longest,
        frame=19_999,
        part="12",
        region=(10_000, 20_000, 30_000, 40_000),
        finding=longest,
        label="很长的标签" * 200,
    )

    extra = extra_data_of(link, lambda uid: uid)

    assert len(extra) <= 512
    assert extra_data_problem(extra) is None
    found = link_in(extra)
    assert found is not None
    assert found.label.endswith("…")
    assert link.label.startswith(found.label[:-1])


def test_a_label_with_quotes_and_control_characters_is_made_fit():
    found = link_in(
        extra_data_of(CaseLink(study="1", series="2", image="3", label='a\n"b"\x07 \\c'), str)
    )

    assert found is not None
    assert found.label == 'a "b" \\c'


@pytest.mark.parametrize(
    "foreign",
    [
        "",
        "x",
        "[]",
        "{}",
        "null",
        '{"v":2,"s":"1","e":"1","i":"1"}',
        '{"v":1,"s":"1","e":"1"}',
        '{"v":1,"s":"1","e":"1","i":"../../etc"}',
        '{"v":1,"s":"1","e":"1","i":"1","f":-1}',
        '{"v":1,"s":"1","e":"1","i":"1","f":true}',
        '{"v":1,"s":"1","e":"1","i":"1","f":1e999}',
        '{"v":1,"s":"1","e":"1","i":"1","r":[1,2,3]}',
        '{"v":1,"s":"1","e":"1","i":"1","r":[5,2,3,4]}',
        '{"v":1,"s":"1","e":"1","i":"1","r":"all"}',
        '{"v":1,"s":"1","e":"1","i":"1","p":"../x"}',
        "[" * 900,
        '{"v":1,"s":"1","e":"1","i":"1","l":"' + "x" * 2000 + '"}',
        '{"v":' + "9" * 900 + "}",
    ],
)
def test_a_foreign_text_is_no_link_and_no_error(foreign):
    assert link_in(foreign) is None


def test_a_damaged_link_is_no_link():
    extra = extra_data_of(LINK, UidMap(KEY).sent)

    assert all(link_in(extra[:end]) is None for end in range(len(extra)))


def test_an_id_is_the_same_each_time_and_differs_for_each_image_and_region():
    sent = UidMap(KEY).sent
    from dataclasses import replace

    others = [
        replace(LINK, **change)
        for change in (
            {"frame": 8},
            {"image": "1.2.3.4.6"},
            {"series": "1.2.3.5"},
            {"region": (10, 20, 30, 46)},
            {"region": None},
        )
    ]
    ids = {entity_id_of(link, sent) for link in (LINK, *others)}

    assert entity_id_of(LINK, UidMap(KEY).sent) == entity_id_of(LINK, sent)
    assert len(ids) == 6
    assert all(entity.startswith(study_prefix("1.2.3", sent)) for entity in ids)
    assert all(entity_id_problem(entity) is None for entity in ids)
    assert entity_id_of(replace(LINK, label="other", finding=""), sent) in ids


def test_r051_another_library_gives_other_ids():
    assert entity_id_of(LINK, UidMap(KEY).sent) != entity_id_of(LINK, UidMap(b"j" * 32).sent)


@pytest.mark.parametrize(
    "label",
    [
        "as Quxplant said",
        "see PAT-0815",
        "born 1970-01-31",
        "31.01.1970",
        "CT of 2026/01/05",
        "acc-77, left",
        "張三 nodule",
    ],
)
def test_a_label_that_says_who_it_is_does_not_leave(label):
    series = series_of(
        patient_name="Quxplant^Jo 張三", patient_id="PAT-0815", birth_date="19700131"
    )

    assert names_patient(label, series)
    with pytest.raises(NamesPatient):
        extra_data_of(CaseLink(study="1", series="2", image="3", label=label), str, series)


def test_a_label_of_what_is_seen_leaves():
    series = series_of(patient_name="Li^Wei", patient_id="", birth_date="19700131")

    assert not names_patient("solid nodule in the liver, 12 × 9 mm, 2026 follow-up", series)


def test_a_number_of_two_digits_is_nobody():
    series = series_of(patient_name="Li^Wei", patient_id="8")

    assert not names_patient("solid, 8 mm", series)
    assert names_patient("as Wei, 8 mm", series)


def test_extra_data_are_json_with_short_keys():
    said = json.loads(extra_data_of(LINK, str))

    assert said == {
        "v": 1,
        "s": "1.2.3",
        "e": "1.2.3.4",
        "i": "1.2.3.4.5",
        "f": 7,
        "p": "1",
        "r": [10, 20, 30, 45],
        "d": "f-1",
        "l": "solid nodule, 8 mm",
    }
