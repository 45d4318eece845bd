"""What is kept of how series were looked at."""

from datetime import UTC, datetime, timedelta

from viewer.domain.references import SeriesReference
from viewer.jobs.library import open_library
from viewer.storage import grey_choices
from viewer.storage.grey_choices import StoredGreys

NOW = datetime(2026, 3, 4, 9, 15, tzinfo=UTC)
SERIES = SeriesReference("1.2", "1.2.3")
BY_HAND = StoredGreys(
    source="by-hand", is_inverted=True, center=-0.25, width=0.001, function="LINEAR_EXACT"
)


def test_nothing_is_known_of_a_new_series(library):
    assert library.grey_choices.of_series(SERIES) is None


def test_a_choice_is_there_in_the_next_session(library, folders):
    library.grey_choices.keep(SERIES, BY_HAND, NOW)

    with open_library(folders) as other:
        assert other.grey_choices.of_series(SERIES) == BY_HAND


def test_the_latest_choice_counts_until_it_is_forgotten(library):
    choices = library.grey_choices
    choices.keep(SERIES, BY_HAND, NOW)
    choices.keep(SERIES, StoredGreys(source="preset", preset="lung"), NOW)
    assert choices.of_series(SERIES) == StoredGreys(source="preset", preset="lung")

    choices.forget(SERIES)

    assert choices.of_series(SERIES) is None


def test_parts_of_a_series_have_their_own(library):
    library.grey_choices.keep(SERIES, BY_HAND, NOW)

    assert library.grey_choices.of_series(SeriesReference("1.2", "1.2.3", part=1)) is None


def test_those_longest_unchanged_are_forgotten_at_last(library, monkeypatch):
    monkeypatch.setattr(grey_choices, "_MOST", 2)
    series = [SeriesReference("1.2", f"1.2.{number}") for number in range(4)]
    for minutes, one in enumerate((*series[:3], series[1], series[3])):
        library.grey_choices.keep(one, BY_HAND, NOW + timedelta(minutes=minutes))

    kept = [one for one in series if library.grey_choices.of_series(one)]

    assert kept == [series[1], series[3]]
