"""What the parts of a dental result amount to: counts by status, points found and missing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.evaluation import DENTAL_STATES, Scale
from viewer.domain.finding import Finding, FindingKind
from viewer.domain.part import PartKind, PartState, ResultPart
from viewer.domain.result import AnalysisResult, Unplaced, UnplacedReason
from viewer.overlay.dental import is_of_whole_image
from viewer.overlay.dental_style import HEALTHY, said_on
from viewer.words.dental import dental_title
from viewer.words.joining import joined
from viewer.words.remarks import unplaced_words
from viewer.words.teeth import dental_status_words

_OF: Final = {
    PartKind.TEETH: FindingKind.TOOTH,
    PartKind.IMAGE_DISEASES: FindingKind.IMAGE_DISEASE,
    PartKind.LANDMARKS: FindingKind.LANDMARK,
}
_WITHOUT_PLACE: Final = frozenset(
    {UnplacedReason.NOT_VALID, UnplacedReason.NO_POSITION, UnplacedReason.NOT_A_NUMBER}
)


def dental_outcome(part: ResultPart, findings: Sequence[Finding], result: AnalysisResult) -> str:
    """Return what stands for a part: its counts; empty for any other part, and for nothing."""
    kind = _OF.get(part.kind)
    found = [finding for finding in findings if finding.kind is kind]
    if kind is None or (not found and part.state is not PartState.FOUND):
        return ""
    if part.kind is PartKind.TEETH:
        ill = sum(said_on(tooth, Scale.DENTAL_STATUS) not in {HEALTHY, ""} for tooth in found)
        words = QCoreApplication.translate("Dental", "{0} teeth, {1} with findings")
        return words.format(len(found), ill)
    if part.kind is PartKind.LANDMARKS:
        missing = missing_landmarks(findings, result)
        words = QCoreApplication.translate("Dental", "{0} of {1} landmarks")
        return words.format(len(found), len(found) + len(missing))
    return QCoreApplication.translate("Parts", "{0} found").format(len(found))


def dental_lines(
    part: ResultPart, findings: Sequence[Finding], result: AnalysisResult
) -> Iterator[tuple[str, str]]:
    """Yield what a dental part says, as (what, value); nothing for any other part."""
    if part.kind is PartKind.TEETH:
        yield from _by_status(findings)
    elif part.kind is PartKind.IMAGE_DISEASES:
        for finding in findings:
            if finding.kind is FindingKind.IMAGE_DISEASE:
                yield dental_title(finding), ""
    elif part.kind is PartKind.LANDMARKS:
        missing = missing_landmarks(findings, result)
        if missing:
            yield QCoreApplication.translate("Dental", "Missing"), joined(missing)


def dental_summary(result: AnalysisResult) -> str:
    """Return what a dental result amounts to in one line; empty for any other."""
    said = []
    for part in result.parts:
        outcome = dental_outcome(part, result.findings, result)
        if outcome and part.kind is PartKind.IMAGE_DISEASES:
            count = sum(is_of_whole_image(finding) for finding in result.findings)
            outcome = QCoreApplication.translate("Dental", "{0} of the whole picture").format(count)
        said.append(outcome)
    return joined(said)


def missing_landmarks(findings: Iterable[Finding], result: AnalysisResult) -> tuple[str, ...]:
    """Return the landmarks that the service has no place for, and nobody placed by hand."""
    there = {finding.site.landmark for finding in findings}
    named = (unplaced_landmark(item) for item in result.unplaced)
    return tuple(name for name in dict.fromkeys(named) if name and name not in there)


def unplaced_landmark(item: Unplaced) -> str:
    """Return the code of a landmark without a place, else its name; empty for anything else."""
    if item.reason not in _WITHOUT_PLACE:
        return ""
    from viewer.domain.cephalometry.landmarks import code_meant

    fields = dict(item.fields)
    name = fields.get("name", "")
    return code_meant(name, fields.get("definition_zh")) or name


def unplaced_title(item: Unplaced) -> str:
    """Return by what something that is not drawn is called: its name, else where it was said."""
    return unplaced_landmark(item) or item.path


def unplaced_line(item: Unplaced) -> str:
    """Return what is not drawn, and why."""
    name = unplaced_landmark(item)
    said = unplaced_words(item.reason)
    return f"{name}: {said}" if name else said


def _by_status(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Yield how many teeth have each status, and how much was found at them."""
    listed = list(findings)
    teeth = [finding for finding in listed if finding.kind is FindingKind.TOOTH]
    counted = Counter(said_on(tooth, Scale.DENTAL_STATUS) for tooth in teeth)
    others = sorted(status for status in counted if status and status not in DENTAL_STATES)
    for status in (*DENTAL_STATES, *others):
        if counted[status]:
            yield dental_status_words(status), str(counted[status])
    diseases = sum(finding.kind is FindingKind.TOOTH_DISEASE for finding in listed)
    yield QCoreApplication.translate("Dental", "Findings at teeth"), str(diseases)
