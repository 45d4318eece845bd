"""Remarks on many findings in few lines."""

from tests.overlay_builders import a_finding
from viewer.domain.finding import FindingNote, NoteKind
from viewer.domain.result import AnalysisResult, RunState
from viewer.export.report_words import remarks


def test_the_same_remark_on_many_findings_is_one_line() -> None:
    note = FindingNote(NoteKind.PLACED_BY_INDEX)
    found = [a_finding(number, notes=[note]) for number in (1, 2, 3, 7, 9, 10)]

    (line,) = remarks(AnalysisResult("lung-nodule", RunState.DONE), found)

    assert line.startswith("1–3, 7, 9–10: Placed by its slice number")


def test_other_remarks_are_lines_of_their_own() -> None:
    found = [
        a_finding(1, notes=[FindingNote(NoteKind.SIZE_MISSING)]),
        a_finding(2, notes=[FindingNote(NoteKind.UNKNOWN_INSTANCE)]),
    ]

    lines = remarks(AnalysisResult("lung-nodule", RunState.DONE), found)

    assert [line.partition(":")[0] for line in lines] == ["1", "2"]
