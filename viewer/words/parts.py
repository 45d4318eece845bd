"""The parts of a result in words: what was looked for, how it ended, numbers, probabilities."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.domain.part import (
    Figure,
    FigureKind,
    FileRole,
    Level,
    PartKind,
    PartState,
    ResultPart,
    Share,
    calcium_bin,
)
from viewer.domain.result import AnalysisResult, NoticeKind
from viewer.domain.similar import MOST_SCORE, Match
from viewer.words.evaluations import evaluation_words
from viewer.words.joining import joined
from viewer.words.remarks import notice_words

_SORTED_OR_MADE: Final = frozenset({PartKind.SKIN, PartKind.REGISTRATION})
"""Parts in which nothing is found: something is sorted, or made."""
_WITHOUT_FINDINGS: Final = _SORTED_OR_MADE | {PartKind.SIMILAR_IMAGES}

_COUNTS: Final = frozenset({FigureKind.COUNT, FigureKind.DISEASED_TEETH})
_WHOLE_FROM: Final = 10.0
"""From here on a calcium score is said without decimals where room is scarce."""


def part_words(kind: PartKind) -> str:
    """Return what a part is about."""
    return {
        PartKind.NODULES: QCoreApplication.translate("Parts", "Lung nodules"),
        PartKind.CALCIUM: QCoreApplication.translate("Parts", "Coronary calcium"),
        PartKind.PNEUMONIA: QCoreApplication.translate("Parts", "Pneumonia"),
        PartKind.RIB_FRACTURES: QCoreApplication.translate("Parts", "Rib fractures"),
        PartKind.HIP: QCoreApplication.translate("Parts", "Femoral neck"),
        PartKind.KNEES: QCoreApplication.translate("Parts", "Knees"),
        PartKind.SPINE: QCoreApplication.translate("Parts", "Spine"),
        PartKind.SKIN: QCoreApplication.translate("Parts", "Skin disease"),
        PartKind.REGISTRATION: QCoreApplication.translate("Parts", "Registration"),
        PartKind.TEETH: QCoreApplication.translate("Parts", "Teeth"),
        PartKind.IMAGE_DISEASES: QCoreApplication.translate("Parts", "Whole picture"),
        PartKind.LANDMARKS: QCoreApplication.translate("Parts", "Landmarks"),
        PartKind.SIMILAR_IMAGES: QCoreApplication.translate("Parts", "Similar cases"),
    }[kind]


def state_words(part: ResultPart) -> str:
    """Return how a part ended; what is missing is not "none found"."""
    if part.state is PartState.FOUND and part.kind in _SORTED_OR_MADE:
        return QCoreApplication.translate("Parts", "done")
    return {
        PartState.FOUND: QCoreApplication.translate("Parts", "found"),
        PartState.NONE: QCoreApplication.translate("Parts", "none found"),
        PartState.MISSING: QCoreApplication.translate("Parts", "not in the answer"),
        PartState.UNREADABLE: QCoreApplication.translate("Parts", "unreadable"),
    }[part.state]


def is_sorted_or_made(parts: Iterable[ResultPart]) -> bool:
    """Tell whether something came of a run although no finding can come of it."""
    return any(part.kind in _WITHOUT_FINDINGS and part.state is PartState.FOUND for part in parts)


def unfound_lines(parts: Sequence[ResultPart]) -> tuple[str, ...]:
    """Return what was not found, what the answer does not hold, what cannot be read.

    Of a run that did several things; of one thing its title says so.
    """
    if len(parts) < 2:
        return ()
    patterns = {
        PartState.NONE: QCoreApplication.translate("Parts", "None found: {0}"),
        PartState.MISSING: QCoreApplication.translate("Parts", "Not in the answer: {0}"),
        PartState.UNREADABLE: QCoreApplication.translate("Parts", "Unreadable: {0}"),
    }
    lines = []
    for state, pattern in patterns.items():
        names = joined(part_words(part.kind) for part in parts if part.state is state)
        if names:
            lines.append(pattern.format(names))
    return tuple(lines)


def state_sentence(part: ResultPart) -> str:
    """Return what the state means for the reader; empty where the words say it."""
    return {
        PartState.FOUND: "",
        PartState.NONE: QCoreApplication.translate(
            "Parts", "The service looked for it and found nothing."
        ),
        PartState.MISSING: QCoreApplication.translate(
            "Parts",
            "The service's description promises it; the answer says nothing about it. "
            "That is not a finding of none.",
        ),
        PartState.UNREADABLE: QCoreApplication.translate(
            "Parts", "This part of the answer is not what it should be. Its text is in Details."
        ),
    }[part.state]


def figure_words(figure: Figure) -> str:
    """Return what a number is; the viewer's own measurements are named as such."""
    return {
        FigureKind.COUNT: QCoreApplication.translate("Parts", "Number"),
        FigureKind.DISEASED_TEETH: QCoreApplication.translate("Parts", "Teeth with findings"),
        FigureKind.AGATSTON: QCoreApplication.translate("Parts", "Agatston score"),
        FigureKind.VOLUME_SCORE: QCoreApplication.translate("Parts", "Volume score"),
        FigureKind.LESION_RATIO: QCoreApplication.translate(
            "Parts", "Share of the lung, says the service"
        ),
        FigureKind.MASK_VOLUME: QCoreApplication.translate(
            "Parts", "Volume of the mask, measured here"
        )
        if figure.is_own
        else QCoreApplication.translate("Parts", "Volume of the mask"),
    }[figure.kind]


def value_words(figure: Figure) -> str:
    """Return a number with its unit."""
    value = figure.value
    if figure.kind is FigureKind.LESION_RATIO:
        return f"{value * 100:.1f} %"
    if figure.kind in _COUNTS:
        return f"{value:.0f}"
    unit = {"mm3": "mm³", "1": "", "{ratio}": ""}.get(figure.unit.value, figure.unit.value)
    return f"{value:.1f} {unit}".rstrip()


def outcome_words(part: ResultPart, count: int) -> str:
    """Return the one number that stands for a part, or how it ended; `count`: its findings."""
    if part.state is not PartState.FOUND:
        return state_words(part)
    figure = changed_words(part.levels) or key_figure(part)
    counted = part.figure(FigureKind.COUNT)
    count = count or (round(counted.value) if counted is not None else 0)
    if figure or not count:
        return figure or state_words(part)
    return QCoreApplication.translate("Parts", "{0} found").format(count)


def key_figure(part: ResultPart) -> str:
    """Return the one number that stands for a part; empty without any."""
    score = part.figure(FigureKind.AGATSTON)
    if score is not None:
        digits = 0 if score.value >= _WHOLE_FROM else 1
        words = QCoreApplication.translate("Parts", "Score {0}")
        return words.format(f"{score.value:.{digits}f}")
    ratio = part.figure(FigureKind.LESION_RATIO)
    if ratio is not None:
        return QCoreApplication.translate("Parts", "{0} of the lung").format(value_words(ratio))
    volume = part.figure(FigureKind.MASK_VOLUME)
    if volume is not None:
        return value_words(volume)
    if part.kind is PartKind.SKIN and part.shares:
        best = max(part.shares, key=lambda share: share.value)
        return share_words(best.name)
    return ""


def ranked(part: ResultPart) -> Sequence[Share]:
    """Return probabilities: of the skin the highest first, else as the service has them."""
    if part.kind is not PartKind.SKIN:
        return part.shares
    return sorted(part.shares, key=lambda share: -share.value)


def share_words(name: str) -> str:
    """Return what a probability is of; a name that nobody knows is the service's own."""
    return {
        "new": QCoreApplication.translate("Parts", "COVID-19"),
        "normal": QCoreApplication.translate("Parts", "Ordinary pneumonia (NormalProbability)"),
        "other": QCoreApplication.translate("Parts", "Other"),
        "roseola": QCoreApplication.translate("Parts", "Roseola infantum"),
        "eczema": QCoreApplication.translate("Parts", "Atopic dermatitis (eczema)"),
        "varicella": QCoreApplication.translate("Parts", "Chickenpox"),
        "urticaria": QCoreApplication.translate("Parts", "Urticaria"),
        "impetigo": QCoreApplication.translate("Parts", "Impetigo"),
        "erythema-infectiosum": QCoreApplication.translate("Parts", "Erythema infectiosum"),
        "scarlet-fever": QCoreApplication.translate("Parts", "Scarlet fever"),
    }.get(name, name)


def bin_ranges() -> tuple[str, ...]:
    """Return the five bins of the calcium score as numbers."""
    return "0", "1–10", "11–100", "101–400", "> 400"


def bin_words(score: float) -> str:
    """Return how much calcium a total score is called.

    The words are those of Rumberger et al., Mayo Clin Proc 1999;74:243, table 4: no, minimal,
    mild, moderate, extensive plaque.
    """
    return (
        QCoreApplication.translate("Parts", "no calcified plaque"),
        QCoreApplication.translate("Parts", "minimal"),
        QCoreApplication.translate("Parts", "mild"),
        QCoreApplication.translate("Parts", "moderate"),
        QCoreApplication.translate("Parts", "extensive"),
    )[calcium_bin(score)]


def level_words(level: Level) -> tuple[str, str]:
    """Return one line of the spine table: the level, and its states."""
    return level.name, joined(evaluation_words(said) for said in level.evaluations)


def changed_words(levels: Sequence[Level]) -> str:
    """Return how many levels of the spine the service does not call normal; empty for none."""
    if not levels:
        return ""
    changed = sum(not is_normal(level) for level in levels)
    said = QCoreApplication.translate("Parts", "{0} of {1} changed")
    return said.format(changed, len(levels))


def is_normal(level: Level) -> bool:
    """Tell whether the service calls a disc or vertebra normal and says nothing else of it."""
    return all(said.value == "normal" for said in level.evaluations)


def role_words(role: FileRole) -> str:
    """Return what a file of the result is."""
    return {
        FileRole.CALCIUM_MASK: QCoreApplication.translate("Parts", "Mask of the calcium"),
        FileRole.LESION_MASK: QCoreApplication.translate("Parts", "Mask of the lesions"),
        FileRole.FRACTURE_MASK: QCoreApplication.translate("Parts", "Mask of the fractures"),
        FileRole.RIB_MASK: QCoreApplication.translate("Parts", "Mask of the ribs"),
        FileRole.REGISTERED_DICOM: QCoreApplication.translate(
            "Parts", "Registered series (DICOM, .tar.gz)"
        ),
        FileRole.REGISTERED_NIFTI: QCoreApplication.translate(
            "Parts", "Registered volume (NIfTI, .nii.gz)"
        ),
    }[role]


def caveat_words(part: ResultPart, result: AnalysisResult) -> str:
    """Return how the probabilities of a part are to be taken; empty without any caveat."""
    if part.kind is PartKind.SKIN:
        return no_place_words()
    patterns = (notice for notice in result.notices if notice.kind is NoticeKind.PATTERN_INDEX)
    notice = next(patterns, None)
    return notice_words(notice) if notice is not None and part.shares else ""


def no_place_words() -> str:
    """Return why nothing is drawn on a photograph of the skin."""
    return QCoreApplication.translate(
        "Parts", "The service judges the whole photo: it names no place in the image."
    )


def part_lines(part: ResultPart) -> Iterator[str]:
    """Yield what a part says, line by line: state, numbers, probabilities, levels."""
    words = part_words(part.kind)
    yield QCoreApplication.translate("Parts", "{0}: {1}").format(words, state_words(part))
    yield from figure_lines(part)
    for share in ranked(part):
        yield f"{share_words(share.name)}: {share.value * 100:.1f} %"
    for level in part.levels:
        name, states = level_words(level)
        yield f"{name}: {states}"
    for match in part.matches:
        yield QCoreApplication.translate("Parts", "{0}: {1}").format(*match_words(match))
    if part.kind is PartKind.SKIN:
        yield no_place_words()


def match_words(match: Match) -> tuple[str, str]:
    """Return which picture is like the one sent, and how much; without a score it says so."""
    name = joined(filter(None, (match.label, match.entity_id or match.data_id))) or "–"
    if match.score is None:
        return name, QCoreApplication.translate("Parts", "no score")
    said = QCoreApplication.translate("Parts", "score {0} of {1}")
    return name, said.format(f"{match.score:.2f}", f"{MOST_SCORE:g}")


def figure_lines(part: ResultPart) -> Iterator[str]:
    """Yield the numbers of a part, with the bin of a calcium score; how many is said elsewhere."""
    for figure in part.figures:
        if figure.kind is FigureKind.COUNT:
            continue
        words, value = figure_words(figure), value_words(figure)
        if figure.kind is FigureKind.AGATSTON:
            number = calcium_bin(figure.value)
            value = f"{value} ({joined((bin_ranges()[number], bin_words(figure.value)))})"
        yield QCoreApplication.translate("Parts", "{0}: {1}").format(words, value)
