"""Whom a film is of, as far as the file says what norms ask for."""

from datetime import date
from typing import Final

from viewer.domain.cephalometry.norms import Person, Sex
from viewer.domain.series import SeriesDescription

_DAYS_OF_A_YEAR: Final = 365.25
_OLDEST: Final = 120.0


def person_of(series: SeriesDescription) -> Person:
    """Return the age at the time of the study, and the sex."""
    said = series.identity.sex.strip().upper()
    sex = next((sex for sex in Sex if sex.value == said), None)
    return Person(age_of(series.identity.birth_date, series.text.study_date), sex)


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
