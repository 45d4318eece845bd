"""Whom a film is of, as far as the file says what norms ask for."""

import re
from datetime import date
from typing import Final

from viewer.domain.cephalometry.norms import Person, Sex
from viewer.domain.series import SeriesDescription

_DAYS_OF_A_YEAR: Final = 365.25
_OLDEST: Final = 120.0
_AGE: Final = re.compile(r"(\d{1,3})([DWMY])", re.ASCII)
_UNITS_OF_A_YEAR: Final = {"D": _DAYS_OF_A_YEAR, "W": _DAYS_OF_A_YEAR / 7, "M": 12.0, "Y": 1.0}


def person_of(series: SeriesDescription) -> Person:
    """Return the age at the time of the study, by both dates, else as the file says; the sex."""
    said = series.identity.sex.strip().upper()
    sex = next((sex for sex in Sex if sex.value == said), None)
    age = age_of(series.identity.birth_date, series.text.study_date)
    return Person(_said_age(series.identity.age) if age is None else age, sex)


def age_of(birth_date: str, study_date: str) -> float | None:
    """Return how old somebody was, in years; dates as DICOM writes them (PS3.5, DA: YYYYMMDD).

    None where one of them is missing or cannot be.
    """
    try:
        birth, study = (date.fromisoformat(day.strip()) for day in (birth_date, study_date))
    except ValueError:
        return None
    years = (study - birth).days / _DAYS_OF_A_YEAR
    return round(years, 1) if 0 < years <= _OLDEST else None


def _said_age(text: str) -> float | None:
    """Return an age string in years; None where it is none, or no age of a person."""
    found = _AGE.fullmatch(text.strip().upper())
    if found is None:
        return None
    years = int(found[1]) / _UNITS_OF_A_YEAR[found[2]]
    return round(years, 1) if 0 < years <= _OLDEST else None
