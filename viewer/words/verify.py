"""What a check of the library found, for people."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.foundation.errors import LibraryTrouble
from viewer.storage.checks import Check, CheckName, Problem, ProblemKind, Verification
from viewer.words.troubles import library_words


def verification_lines(verification: Verification) -> Iterator[str]:
    """Yield a line for the library, one for each check, and whether that is all."""
    yield QCoreApplication.translate("Verify", "Library: {0}").format(verification.library)
    for check in verification.checks:
        yield from check_lines(check, verification.library)
    if verification.is_sound:
        yield summary(verification)


def check_lines(check: Check, library: str) -> Iterator[str]:
    """Yield a check's line, and a line for each thing that is wrong or remarkable."""
    mark = "✓" if check.is_sound else "✗"
    yield f"{mark} {check_words(check.name).format(f'{check.count:,}')}"
    for problem in check.problems:
        yield f"    ✗ {problem_words(problem, library)}"
    more = check.problem_count - len(check.problems)
    if more > 0:
        yield "    " + QCoreApplication.translate("Verify", "… and {0} more").format(more)
    for remark in check.remarks:
        yield f"    · {problem_words(remark, library)}"


def summary(verification: Verification) -> str:
    """Return whether all is well, and what to do where it is not."""
    if verification.is_sound:
        return QCoreApplication.translate("Verify", "Everything is sound.")
    kinds = {problem.kind for check in verification.checks for problem in check.problems}
    if kinds <= _MENDED_BY_ANALYSIS:
        return QCoreApplication.translate(
            "Verify",
            "Not everything is sound. Bring the files back from a copy of the folder, or run "
            "those analyses again; everything else can be used.",
        )
    if kinds & _TAMPERED:
        return QCoreApplication.translate(
            "Verify",
            "Not everything is sound: the ledger is not as it was written. Keep this folder as it "
            'is, and compare it with a copy from "backups".',
        )
    return QCoreApplication.translate(
        "Verify",
        "Not everything is sound. Close the program, keep a copy of this folder, and bring the "
        'library back from its folder "backups".',
    )


_MENDED_BY_ANALYSIS: Final = frozenset(
    {
        ProblemKind.CONTENT_MISSING,
        ProblemKind.CONTENT_CHANGED,
        ProblemKind.ANSWER_UNREADABLE,
    }
)
_TAMPERED: Final = frozenset(
    {
        ProblemKind.EVENT_CHANGED,
        ProblemKind.EVENTS_MISSING,
        ProblemKind.LEDGER_SHORTER,
        ProblemKind.LEDGER_OTHER,
        ProblemKind.OTHER_LIBRARY,
    }
)


def check_words(name: CheckName) -> str:
    """Return what was looked at; `{0}` is how many."""
    words = {
        CheckName.OPENING: QCoreApplication.translate("Verify", "Opening the library"),
        CheckName.FILE: QCoreApplication.translate("Verify", "The file: {0} pages"),
        CheckName.REFERENCES: QCoreApplication.translate(
            "Verify", "References between rows: {0} tables"
        ),
        CheckName.LEDGER: QCoreApplication.translate("Verify", "The chain of events: {0} events"),
        CheckName.ANCHOR: QCoreApplication.translate("Verify", "The end of the chain: {0} anchor"),
        CheckName.FINDINGS: QCoreApplication.translate(
            "Verify", "Findings against answers and events: {0} looked at"
        ),
        CheckName.JOBS: QCoreApplication.translate("Verify", "Jobs: {0}"),
        CheckName.CONTENTS: QCoreApplication.translate("Verify", "Kept files: {0}"),
    }
    return words[name]


def problem_words(problem: Problem, library: str = "") -> str:
    """Return what is wrong or remarkable."""
    if problem.kind is ProblemKind.CANNOT_OPEN:
        return " ".join(library_words(LibraryTrouble(problem.values[0]), library))
    words = {**_file_words(), **_ledger_words(), **_finding_words(), **_job_words()}
    return words[problem.kind].format(*problem.values)


def _file_words() -> dict[ProblemKind, str]:
    return {
        ProblemKind.PAGE_DAMAGED: QCoreApplication.translate("Verify", "damaged: {0}"),
        ProblemKind.REFERENCE_BROKEN: QCoreApplication.translate(
            "Verify", "row {1} of {0} names a row of {2} that is not there"
        ),
        ProblemKind.CONTENT_MISSING: QCoreApplication.translate("Verify", "missing: {0}"),
        ProblemKind.CONTENT_CHANGED: QCoreApplication.translate("Verify", "changed: {0}"),
        ProblemKind.CONTENT_UNUSED: QCoreApplication.translate(
            "Verify", "files that nothing names: {0}"
        ),
        ProblemKind.LEFT_OVER: QCoreApplication.translate(
            "Verify", "files that were being written: {0}"
        ),
    }


def _ledger_words() -> dict[ProblemKind, str]:
    return {
        ProblemKind.EVENT_CHANGED: QCoreApplication.translate(
            "Verify", "event {0} was changed after it was written"
        ),
        ProblemKind.EVENTS_MISSING: QCoreApplication.translate(
            "Verify", "events before event {0} are missing, or it was put in later"
        ),
        ProblemKind.CLOCK_WENT_BACK: QCoreApplication.translate(
            "Verify",
            "times that went backwards: {0}, first at event {1} (the order is kept by number)",
        ),
        ProblemKind.LEDGER_SHORTER: QCoreApplication.translate(
            "Verify",
            "event {0} was there on {2}, now the last is {1}: restored from a copy, or cut off",
        ),
        ProblemKind.LEDGER_OTHER: QCoreApplication.translate(
            "Verify", "event {0} is not the one that was there on {1}"
        ),
        ProblemKind.OTHER_LIBRARY: QCoreApplication.translate(
            "Verify", "the anchor beside it is another library's"
        ),
        ProblemKind.NO_ANCHOR: QCoreApplication.translate(
            "Verify", "no anchor is kept, so a missing end would not be noticed"
        ),
        ProblemKind.RESTORED: QCoreApplication.translate("Verify", "brought back from a copy: {0}"),
    }


def _finding_words() -> dict[ProblemKind, str]:
    return {
        ProblemKind.FINDING_MISSING: QCoreApplication.translate(
            "Verify", "not in the list: finding {1} of run {0}"
        ),
        ProblemKind.FINDING_UNKNOWN: QCoreApplication.translate(
            "Verify", "in the list without a reason: {0}"
        ),
        ProblemKind.FINDING_DIFFERS: QCoreApplication.translate(
            "Verify", "listed otherwise than it stands: finding {1} of run {0}"
        ),
        ProblemKind.ANSWER_UNREADABLE: QCoreApplication.translate(
            "Verify", "the answer of run {0} cannot be read"
        ),
        ProblemKind.RUN_NOT_LISTED: QCoreApplication.translate(
            "Verify", "not listed yet: the findings of run {0}"
        ),
    }


def _job_words() -> dict[ProblemKind, str]:
    return {
        ProblemKind.STATE_UNKNOWN: QCoreApplication.translate(
            "Verify", "job {0} is in a state that nobody knows: {1}"
        ),
        ProblemKind.RUN_MISSING: QCoreApplication.translate(
            "Verify", "job {0} is done and has no result"
        ),
        ProblemKind.ANSWER_MISSING: QCoreApplication.translate(
            "Verify", "job {0} was answered, and no answer is kept"
        ),
        ProblemKind.REQUEST_ID_MISSING: QCoreApplication.translate(
            "Verify", "job {0} waits for a service, and its number there is not kept"
        ),
        ProblemKind.ROW_UNREADABLE: QCoreApplication.translate(
            "Verify", "what the table {0} holds of job {1} cannot be read"
        ),
    }
