"""Findings tooth by tooth."""

from tests.dental_findings import a_disease, a_landmark, a_tooth, of_image
from viewer.domain.tooth_order import by_tooth


def uids(findings):
    return [finding.uid for finding in findings]


def test_what_a_reader_found_at_a_tooth_stands_below_it() -> None:
    own = a_disease("11", "filling", is_own=True)
    findings = (a_tooth("11"), a_disease("11"), a_tooth("12"), of_image(), own)

    assert uids(by_tooth(findings)) == [
        "tooth-11",
        "caries-11",
        "filling-11",
        "tooth-12",
        "image-calculus",
    ]


def test_findings_of_other_kinds_are_left_as_they_are() -> None:
    findings = (a_landmark("S"), a_landmark("N"))

    assert by_tooth(findings) is findings


def test_a_disease_of_a_tooth_that_is_not_there_stays_where_it_was_said() -> None:
    findings = (a_disease("48"), a_tooth("11"))

    assert uids(by_tooth(findings)) == ["caries-48", "tooth-11"]
