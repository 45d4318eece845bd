"""The one-page report: what is said, and that it stays on one page."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.image_builders import write_series
from tests.overlay_builders import a_finding, a_series
from tests.pdf_text import pdf_text
from tests.review_builders import a_review
from viewer.domain.finding import FindingNote, NoteKind
from viewer.domain.result import (
    AnalysisResult,
    Notice,
    NoticeKind,
    RunState,
    Unplaced,
    UnplacedReason,
)
from viewer.domain.review import Review
from viewer.domain.series import SpacingSource
from viewer.domain.standing import Decision
from viewer.export import report_words
from viewer.export.findings_json import RunFacts
from viewer.export.pdf_text import with_readable_text
from viewer.export.report import ReportRequest, write_report
from viewer.export.report_columns import nodule_row
from viewer.export.sheet import Type, wrapped
from viewer.export.slices import volume_with
from viewer.imaging.scan import scan
from viewer.words.lengths import NO_SCALE, length_scale

pytestmark = pytest.mark.usefixtures("qapp")

RUN = RunFacts(
    endpoint="lung-nodule",
    state=RunState.DONE,
    service="local",
    started=datetime(2026, 3, 4, 8, 15, tzinfo=UTC),
    parameters=(("Threshold", "0.70"),),
)
CREATED = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def printed(tmp_path, *findings, run=RUN, review=None, own_text="", **more) -> str:
    """Return the report's text."""
    path = written(tmp_path, *findings, run=run, review=review, own_text=own_text, **more)
    return pdf_text(path)


def written(tmp_path, *findings, run=RUN, review=None, own_text="", shows_identity=True, **more):
    """Write the report and return its path."""
    write_series(tmp_path / "in", rows=60, columns=80, patient_name="Test^Chest")
    (stack,) = scan([tmp_path / "in"]).stacks
    placed = [replace(f, placement=replace(f.placement, slice_index=2)) for f in findings]
    request = ReportRequest(
        volume=volume_with(stack, [2]),
        run=run,
        result=AnalysisResult("lung-nodule", run.state, findings=tuple(placed), **more),
        review=review or Review("run"),
        created=CREATED,
        own_text=own_text,
        shows_identity=shows_identity,
    )
    path = tmp_path / "report.pdf"
    write_report(path, request)
    return path


def test_the_findings_are_listed_with_their_decisions(tmp_path) -> None:
    review = a_review({"finding-1": Decision.ACCEPTED, "finding-2": Decision.REJECTED})

    text = printed(tmp_path, a_finding(1), a_finding(2, diameter_mm=12.34), review=review)

    assert "2 findings" in text
    assert "1 accepted, 1 rejected, 0 undecided" in text
    assert re.search(r"1\s+Solid nodule\s+Right upper lobe\s+3\s+8\.0 mm\s+268 mm³", text)
    assert re.search(r"12\.3 mm.*−35 HU\s+0\.90\s+Rejected", text)


def test_it_says_what_was_searched_and_that_it_is_no_diagnosis(tmp_path) -> None:
    notices = (Notice(NoticeKind.REFERENCE_METHOD),)

    text = printed(tmp_path, a_finding(), notices=notices)

    assert all(
        words in text
        for words in ("Lung nodules", "Images searched", "0.70", "Not for diagnosis", "reference")
    )


def test_finding_nothing_is_said_as_such(tmp_path) -> None:
    text = printed(tmp_path, run=replace(RUN, state=RunState.NONE))

    assert "Nothing found" in text
    assert "Images searched" in text


def test_a_failed_analysis_says_nothing_about_findings(tmp_path) -> None:
    text = printed(tmp_path, run=replace(RUN, state=RunState.FAILED), failure="busy today")

    assert "The analysis failed" in text
    assert "busy today" in text
    assert "Nothing found" not in text


def test_chinese_text_can_be_searched(tmp_path) -> None:
    text = printed(
        tmp_path, a_finding(), report="最大者行走方式，见长门诊", own_text="建议用高分辨率复查"
    )

    assert "最大者行走方式，见长门诊" in text.replace(" ", "")
    assert "建议用高分辨率复查" in text.replace(" ", "")


def test_many_findings_and_long_texts_stay_on_one_page(tmp_path) -> None:
    many = [
        a_finding(number, notes=[FindingNote(NoteKind.UNKNOWN_INSTANCE)]) for number in range(90)
    ]

    path = written(tmp_path, *many, report="很长的报告。" * 600, own_text="word " * 900)

    content = path.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1


def test_the_readers_own_text_has_the_lines_that_others_leave(tmp_path) -> None:
    own = "\n".join(f"sentence {number}." for number in range(1, 25))

    text = printed(tmp_path, a_finding(), report="Short.", own_text=own)

    assert "sentence 24." in text
    assert "…" not in text


def test_it_says_how_many_findings_did_not_fit(tmp_path) -> None:
    text = printed(tmp_path, *[a_finding(number) for number in range(1, 91)])

    rows = len(re.findall(r"Right upper lobe\s+3\s+8\.0 mm", text))
    assert f"and {90 - rows} more findings" in text


def test_the_patient_can_be_left_out(tmp_path) -> None:
    text = printed(tmp_path, a_finding(), shows_identity=False)

    assert "Chest" not in text.split("findings")[0]
    assert "T-1" not in text


def test_the_file_names_no_patient_in_its_properties(tmp_path) -> None:
    content = written(tmp_path, a_finding()).read_bytes()

    head = content[: content.find(b"endobj")]
    assert b"T\x00e\x00s\x00t" not in head


def test_remarks_name_findings_and_what_has_no_place() -> None:
    result = AnalysisResult(
        "lung-nodule",
        RunState.DONE,
        findings=(a_finding(4, notes=[FindingNote(NoteKind.SLICES_DISAGREE, ("13", "21"))]),),
        unplaced=(Unplaced("u", "p", UnplacedReason.OUTSIDE_IMAGE),),
    )

    first, second = report_words.remarks(result, result.findings)

    assert first.startswith("4: ")
    assert "21" in first
    assert "outside" in second


def test_without_spacing_the_table_speaks_of_no_millimetres() -> None:
    cells = nodule_row(a_finding(), Decision.UNDECIDED, NO_SCALE)

    assert "mm" not in " ".join(cells)


def test_long_text_is_wrapped_and_says_that_it_goes_on() -> None:
    lines = wrapped("词" * 300, Type(9.0), 200.0, 3)

    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert "".join(lines[:2]) == "词" * sum(map(len, lines[:2]))


def test_radicals_are_named_as_the_characters_they_look_like() -> None:
    table = b"begincmap [<0041> <2F8F> <2ED3> ] <0007> <0007> <2F24> endcmap <2F8F>"

    mended = with_readable_text(table)

    assert mended == b"begincmap [<0041> <884C> <957F> ] <0007> <0007> <5927> endcmap <2F8F>"


def test_the_report_says_where_its_millimetres_come_from_unless_they_are_plain() -> None:
    detector = replace(a_series(), spacing_source=SpacingSource.MAGNIFIED, spacing_detail="1.5")

    assert "Scale" not in dict(report_words.scope(RUN, a_series()))
    assert "1.5" in dict(report_words.scope(RUN, detector))["Scale"]
    assert length_scale(detector).with_badge("Findings") == "Findings (estimated, ÷ 1.5)"
