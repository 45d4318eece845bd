"""What a reading of one's own can be compared with."""

from dataclasses import replace

from tests.overlay_builders import a_series
from tests.result_builders import (
    a_chest_result,
    a_registration_result,
    a_skin_result,
    a_spine_result,
)
from viewer.app.blind import has_places
from viewer.domain.result import AnalysisResult


def without_findings(result: AnalysisResult) -> AnalysisResult:
    return replace(result, findings=())


def test_results_that_name_places_are_compared_also_where_nothing_was_found() -> None:
    series = a_series()
    for result in (a_chest_result(series), a_spine_result(series)):
        assert has_places(result)
        assert has_places(without_findings(result))


def test_a_registration_and_a_photos_bars_are_not_compared() -> None:
    assert not has_places(a_registration_result())
    assert not has_places(a_skin_result())
