"""Whom a film is of: age at the study, and sex."""

from dataclasses import replace

import pytest

from tests.ceph_builders import SERIES
from viewer.domain.cephalometry.norms import Person, Sex
from viewer.domain.cephalometry.whom import age_of, person_of
from viewer.domain.series import Identity, StudyText


@pytest.mark.parametrize(
    ("birth", "study", "age"),
    [
        ("20120406", "20240611", 12.2),
        ("19991231", "20240101", 24.0),
        ("", "20240611", None),
        ("20120406", "", None),
        ("2012-04", "20240611", None),
        ("20250101", "20240611", None),
        ("18500101", "20240611", None),
    ],
)
def test_the_age_is_that_at_the_study(birth: str, study: str, age: float | None) -> None:
    assert age_of(birth, study) == age


def test_the_sex_is_the_file_s_own_or_not_known() -> None:
    text = StudyText(study_date="20240611")

    def person(sex: str) -> Person:
        identity = Identity(birth_date="20000611", sex=sex)
        return person_of(replace(SERIES, identity=identity, text=text))

    assert person("f ") == Person(24.0, Sex.FEMALE)
    assert person("O") == Person(24.0, None)


@pytest.mark.parametrize(
    ("said", "age"),
    [("012Y", 12.0), ("018M", 1.5), ("26W", 0.5), ("12", None), ("000Y", None), ("y", None)],
)
def test_without_dates_the_file_s_own_age_holds(said: str, age: float | None) -> None:
    assert person_of(replace(SERIES, identity=Identity(age=said))).age_years == age
