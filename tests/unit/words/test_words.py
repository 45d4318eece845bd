"""Every state and error has words, in both languages."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

import viewer
from viewer.domain.finding import (
    Finding,
    FindingKind,
    FindingNote,
    Lobe,
    Lung,
    NoduleCategory,
    NoteKind,
    Placement,
)
from viewer.domain.job import JobState
from viewer.domain.references import InstanceReference
from viewer.domain.result import Notice, NoticeKind, UnplacedReason
from viewer.domain.series import SpacingSource, SplitReason, StackProblem, StackProblemKind
from viewer.domain.standing import Decision
from viewer.foundation.errors import KnownError, UnreadableImage, WrongUsage
from viewer.geometry.points import ImagePoint
from viewer.geometry.regions import MarkerRegion
from viewer.imaging.problems import SkipReason, SliceProblem
from viewer.vendors.errors import LimitBroken, Refused, Unreachable
from viewer.vendors.limits import LimitKind, LimitProblem
from viewer.words import findings, jobs, language, limits, overlay, remarks, series
from viewer.words.errors import Words, error_words, has_own_words
from viewer.words.lengths import PLAIN_SCALE

INNER = {"SameInput", "Paused", "NotSendable"}
"""Raised and caught inside one package; nobody is told by their class."""


@pytest.fixture(params=["en", "zh"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    yield language.install(qapp, request.param)
    language.install(qapp, "en")


def every_known_error() -> list[type[KnownError]]:
    for module in pkgutil.walk_packages(viewer.__path__, "viewer."):
        if not module.name.startswith(("viewer.server", "viewer.bench", "viewer.__main__")):
            importlib.import_module(module.name)
    found, waiting = [], [KnownError]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting += kind.__subclasses__()
    return [kind for kind in found if kind.__module__.startswith("viewer.")]


def test_every_error_that_reaches_a_person_has_words_of_its_own() -> None:
    mute = [
        kind.__name__
        for kind in every_known_error()
        if not has_own_words(kind) and kind.__name__ not in INNER
    ]

    assert mute == []


@pytest.mark.parametrize(
    "error",
    [
        UnreadableImage("/a/b", "empty"),
        Unreachable("api.example.org"),
        Refused("-1", "the series is too short"),
        LimitBroken((LimitProblem(LimitKind.TOO_FEW_SLICES, ("12", "20")),)),
    ],
)
def test_an_error_says_what_happened_and_what_to_do(error: KnownError, spoken: str) -> None:
    words = error_words(error)

    assert words.title
    assert words.advice
    assert "\n" not in words.line
    assert is_chinese(words.title) is (spoken == "zh")


def test_the_services_own_words_are_repeated(spoken: str) -> None:
    assert "序列太短" in error_words(Refused("-1", "序列太短")).title


def test_wrong_usage_speaks_for_itself() -> None:
    assert error_words(WrongUsage("unknown option --x")).title == "unknown option --x"


def test_every_state_reason_and_note_has_words(spoken: str) -> None:
    said = [
        *(jobs.state_words(state) for state in JobState),
        *(remarks.note_words(FindingNote(kind, ("3", "8"))) for kind in NoteKind),
        *(remarks.notice_words(Notice(kind, ("x",))) for kind in NoticeKind),
        *(remarks.unplaced_words(reason) for reason in UnplacedReason),
        *(findings.decision_words(decision) for decision in Decision),
        *(findings.decided_words("2", decision) for decision in Decision),
        *(findings.category_words(category) for category in NoduleCategory),
        *(findings.kind_words(kind) for kind in FindingKind),
        *(findings.lung_words(lung) for lung in Lung),
        *(series.stack_problem_words(StackProblem(kind, ("3",))) for kind in StackProblemKind),
        *(series.skip_reason_words(reason) for reason in SkipReason),
        *(series.slice_problem_words(problem) for problem in SliceProblem),
        *(series.spacing_words(source) for source in SpacingSource),
        *(limits.limit_words(LimitProblem(kind, ("1", "2", "3"))).title for kind in LimitKind),
    ]

    assert all(said)
    assert all("{" not in words for words in said)
    if spoken == "zh":
        assert all(is_chinese(words) for words in said)


def test_every_limit_says_what_helps(spoken: str) -> None:
    assert all(limits.limit_words(LimitProblem(kind)).advice for kind in LimitKind)


@pytest.mark.parametrize("lobe", list(Lobe))
@pytest.mark.parametrize("lung", list(Lung))
def test_every_place_in_the_lungs_has_a_name(lung: Lung, lobe: Lobe) -> None:
    words = findings.site_words(lung, lobe)

    assert bool(words) is ((lung, lobe) != (Lung.UNKNOWN, Lobe.UNKNOWN))


@pytest.mark.parametrize("reason", list(SplitReason))
def test_a_split_says_which_part_it_is_and_why(spoken: str, reason: SplitReason) -> None:
    words = series.stack_problem_words(
        StackProblem(StackProblemKind.SPLIT, ("1", "3", reason.value))
    )
    why = words.rpartition("：" if spoken == "zh" else ": ")[2]

    assert "1" in words
    assert "3" in words
    assert why != reason.value
    assert is_chinese(why) is (spoken == "zh")


@pytest.mark.parametrize("kind", [StackProblemKind.GAPS, StackProblemKind.UNEVEN_SPACING])
def test_lengths_of_a_stacks_oddities_have_their_unit(spoken: str, kind: StackProblemKind) -> None:
    words = series.stack_problem_words(StackProblem(kind, ("2", "7.50")))

    assert "2" in words
    assert "7.50 mm" in words


def test_a_disagreement_names_both_images(spoken: str) -> None:
    words = remarks.note_words(FindingNote(NoteKind.SLICES_DISAGREE, ("13", "21")))

    assert "13" in words
    assert "21" in words


def test_without_a_size_no_millimetres_are_said(spoken: str) -> None:
    finding = Finding(
        uid="f",
        number=1,
        kind=FindingKind.NODULE,
        placement=Placement(InstanceReference("1.2"), 3, MarkerRegion(ImagePoint(4.0, 5.0))),
    )

    assert "mm" not in findings.title_words(finding, PLAIN_SCALE)
    assert "4" in findings.place_words(finding)


def test_the_overlay_has_all_its_patterns(spoken: str) -> None:
    wording = overlay.overlay_wording()

    assert wording.image.format(3, 8).count("3") == 1
    assert wording.lossy_ratio.format(12).count("12") == 1
    assert is_chinese(wording.not_for_diagnosis) is (spoken == "zh")


@pytest.mark.parametrize(
    ("seconds", "words"), [(7.9, "7 s"), (75, "1 min 15 s"), (3725, "1 h 2 min"), (-5, "0 s")]
)
def test_lengths_of_time_are_short(seconds: float, words: str) -> None:
    assert jobs.elapsed_words(seconds) == words


def test_local_work_is_free_and_a_vendors_is_counted() -> None:
    assert jobs.cost_words(3, "local/0") == "free"
    assert jobs.cost_words(3, "api.example.org") == "3 billed"


@pytest.mark.parametrize(("setting", "language_spoken"), [("zh", "zh"), ("en", "en")])
def test_the_language_of_the_settings_wins(setting: str, language_spoken: str) -> None:
    assert language.chosen_language(setting) == language_spoken


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@pytest.mark.parametrize(
    ("title", "advice", "line"),
    [
        ("Refused: no money", "Pay first.", "Refused: no money. Pay first."),
        ("Refused: go away!", "Pay first.", "Refused: go away! Pay first."),
        ("服务拒绝：余额不足", "请先充值。", "服务拒绝：余额不足。请先充值。"),
        ("Over\nlong\tlines", "", "Over long lines"),
        ("A\x1b[31mred\x07 \u202eline", "Mend\x9b it.", "A [31mred line. Mend it."),
    ],
)
def test_a_services_own_words_do_not_run_into_the_advice(title, advice, line):
    assert Words(title, advice).line == line


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("missing", "The file is not there."),
        ("too-large: more than 9 bytes", "Too large to be opened (more than 9 bytes)."),
        ("damaged, empty", "The file is damaged · The file is empty."),
        ("something new", ""),
    ],
)
def test_what_could_not_be_read_is_said_with_the_reason(qapp, reason, why):
    line = error_words(UnreadableImage("a.dcm", reason)).line

    assert line.startswith(f"No image could be read from a.dcm. {why} Choose".replace("  ", " "))
