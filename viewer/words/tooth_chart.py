"""What a tooth chart says in sentences: hints, differences, one tooth with all its findings."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from viewer.domain.dental_chart import ChartTooth, ToothState
from viewer.domain.dental_checks import DentalHint, HintKind
from viewer.domain.dental_findings import CountDifference, CountKind
from viewer.domain.teeth import Jaw, tooth_of
from viewer.domain.teeth_seen import DiseaseSeen
from viewer.domain.tooth_notation import Notation, written
from viewer.words.joining import joined
from viewer.words.teeth import (
    dental_status_words,
    disease_line_words,
    state_words,
    surface_words,
    tooth_words,
)


def number_words(text: str, notation: Notation) -> str:
    """Return a tooth's number in a notation; one that no tooth has stays as it is."""
    tooth = tooth_of(text)
    return text if tooth is None else written(tooth, notation)


def chart_tooth_words(one: ChartTooth, notation: Notation) -> str:
    """Return a tooth with its name and all that was found at it, in one line."""
    head = QCoreApplication.translate("ToothChart", "{0}, {1}").format(
        written(one.tooth, notation), tooth_words(one.tooth)
    )
    if not one.seen:
        (state,) = one.states
        return joined((head, state_words(state)))
    found = [disease_line(disease) for disease in one.diseases]
    surfaces = [surface_words(surface) for surface in sorted(one.surfaces)]
    if surfaces:
        where = QCoreApplication.translate("ToothChart", "caries probably {0}")
        found.append(where.format(joined(surfaces)))
    if len(one.seen) > 1:
        found.append(
            QCoreApplication.translate("ToothChart", "{0} teeth have this number").format(
                len(one.seen)
            )
        )
    return joined((head, *(found or [dental_status_words(one.status) or _present()])))


def disease_line(disease: DiseaseSeen) -> str:
    """Return a disease with its status, e.g. "Caries (suspected)"."""
    name = disease_line_words(disease.key)
    if not disease.status:
        return name
    return QCoreApplication.translate("ToothChart", "{0} ({1})").format(
        name, dental_status_words(disease.status)
    )


def count_words(listed: int, diseased: int) -> str:
    """Return what the list holds."""
    return QCoreApplication.translate(
        "ToothChart", "{0} teeth listed, {1} of them with findings"
    ).format(listed, diseased)


def difference_words(difference: CountDifference) -> str:
    """Return where the service's summary says another number than its list has."""
    if difference.kind is CountKind.TEETH:
        words = QCoreApplication.translate(
            "ToothChart", "The service's summary counts {0} teeth; its list has {1}."
        )
    elif difference.kind is CountKind.DISEASED:
        words = QCoreApplication.translate(
            "ToothChart",
            "The service's summary counts {0} teeth with findings; its list has {1}.",
        )
    else:
        words = QCoreApplication.translate(
            "ToothChart", "The service's summary counts {0} × {2}; its list has {1}."
        )
    return words.format(difference.said, difference.listed, disease_line_words(difference.key))


def hint_words(hint: DentalHint, notation: Notation) -> str:
    """Return a hint as a sentence: what does not go together, and what to look at."""
    numbers = _numbers(hint.texts, notation)
    return _hint_patterns(hint)[hint.kind].format(numbers, len(hint.texts))


def _hint_patterns(hint: DentalHint) -> dict[HintKind, str]:
    return {
        HintKind.NO_SUCH_TOOTH: QCoreApplication.translate(
            "ToothChart", "No tooth has the number {0}: a supernumerary tooth, or a wrong number."
        ),
        HintKind.DOUBLE: QCoreApplication.translate(
            "ToothChart", "The number {0} is given to {1} teeth: at least one is wrong."
        ),
        HintKind.OUTSIDE: QCoreApplication.translate(
            "ToothChart", "Part of the box of {0} lies outside the picture."
        ),
        HintKind.MIRRORED: QCoreApplication.translate(
            "ToothChart",
            "All teeth run the wrong way: the patient's right is on the right of the picture. "
            "Is the picture mirrored?",
        ),
        HintKind.SIDES_SWAPPED: _swapped_sides(hint.jaw),
        HintKind.UPSIDE_DOWN: QCoreApplication.translate(
            "ToothChart",
            "The upper teeth stand below the lower ones. Is the picture upside down?",
        ),
        HintKind.JAWS_SWAPPED: QCoreApplication.translate(
            "ToothChart", "On the wrong side of the bite: {0}. Upper and lower may be changed."
        ),
        HintKind.OUT_OF_ORDER: QCoreApplication.translate(
            "ToothChart", "{0} stands where this number cannot be in the row of teeth."
        ),
        HintKind.TANGLED: QCoreApplication.translate(
            "ToothChart", "The order of {0} is impossible: some of these numbers are changed."
        ),
        HintKind.CLASH: QCoreApplication.translate(
            "ToothChart", "A deciduous tooth and its successor stand at the same place: {0}."
        ),
    }


def _swapped_sides(jaw: Jaw | None) -> str:
    if jaw is Jaw.UPPER:
        return QCoreApplication.translate(
            "ToothChart", "Right and left of the upper teeth seem to be changed."
        )
    return QCoreApplication.translate(
        "ToothChart", "Right and left of the lower teeth seem to be changed."
    )


def _numbers(texts: Sequence[str], notation: Notation) -> str:
    return joined(_once(number_words(text, notation) for text in texts))


def _once(texts: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(texts)


def _present() -> str:
    return state_words(ToothState.PRESENT)
