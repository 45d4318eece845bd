"""What the pre-flight sheet says about one series and one endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.app.study_rows import series_title
from viewer.jobs.inputs import form_for
from viewer.jobs.pictures import fitted_size
from viewer.overlay.furniture import iso_date
from viewer.privacy.removed import KEPT_FIELDS, Removed
from viewer.ui.dialogs.preflight import InputChoice, ParameterField, Preflight
from viewer.vendors.gateway.endpoint import NumberParameter, SentForm
from viewer.words.jobs import (
    LOCAL,
    cost_words,
    endpoint_words,
    parameter_words,
    service_words,
    slot_words,
)
from viewer.words.joining import joined
from viewer.words.limits import limit_words
from viewer.words.moments import moment_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viewer.app.wanted import Wanted
    from viewer.domain.job import Job
    from viewer.imaging.stack import ImageStack
    from viewer.vendors.gateway.endpoint import InputSlot, SlotName
    from viewer.vendors.limits import LimitProblem


def preflight_of(
    wanted: Wanted, service: str, choices: Mapping[SlotName, Sequence[ImageStack]]
) -> Preflight:
    """Return the sheet's content; the files themselves are looked at afterwards.

    `choices` are the stacks that may go into each further slot, the likeliest first.
    """
    endpoint = wanted.endpoint
    is_local = service.split("/", maxsplit=1)[0] == LOCAL
    return Preflight(
        title=endpoint_words(endpoint.name),
        series=_facts(wanted, is_local=is_local),
        destination=QCoreApplication.translate(
            "Preflight", "the local service: nothing leaves this computer"
        )
        if is_local
        else service_words(service),
        is_local=is_local,
        removed=_removed(wanted),
        inputs=tuple(
            _input_choice(slot, wanted, choices.get(slot.name, ())) for slot in endpoint.slots[1:]
        ),
        swap=QCoreApplication.translate("Preflight", "Swap the two series")
        if wanted.may_swap
        else "",
        parameters=tuple(
            ParameterField(
                parameter.name,
                parameter_words(parameter.name),
                float(parameter.default),
                0.01,
                float(parameter.most),
            )
            for parameter in endpoint.parameters
            if isinstance(parameter, NumberParameter)
        ),
        is_ready=False,
    )


def _facts(wanted: Wanted, *, is_local: bool) -> tuple[tuple[str, str], ...]:
    description, count = wanted.stack.description, len(wanted.stack.instances)
    size = f"{description.columns} × {description.rows}"
    shown = (
        QCoreApplication.translate("Preflight", "image {0} of {1}, {2} pixels").format(
            (wanted.frame or 0) + 1, count, size
        )
        if wanted.frame is not None or count == 1
        else QCoreApplication.translate("Preflight", "{0} images, {1} pixels each").format(
            count, size
        )
    )
    first = wanted.endpoint.slots[0]
    title, series = QCoreApplication.translate("Preflight", "Series"), series_title(wanted.stack)
    if wanted.may_swap:
        title = slot_words(first.name.value)
        series = joined((iso_date(description.text.study_date), series))
    cost = (
        cost_words(0, LOCAL)
        if is_local
        else QCoreApplication.translate("Preflight", "one call, billed by the service")
    )
    return (
        (title, series),
        (
            QCoreApplication.translate("Preflight", "Images"),
            joined((description.modality, shown)),
        ),
        (QCoreApplication.translate("Preflight", "Sent as"), _form_words(wanted, first)),
        (QCoreApplication.translate("Preflight", "Cost"), cost),
    )


def _form_words(wanted: Wanted, slot: InputSlot) -> str:
    """Return as what the first input is sent."""
    form, description = form_for(wanted.stack, slot), wanted.stack.description
    if form is SentForm.SERIES:
        return QCoreApplication.translate("Preflight", "DICOM images without identity")
    if form is SentForm.DICOM:
        return QCoreApplication.translate("Preflight", "one DICOM image without identity")
    if form is SentForm.NIFTI:
        return QCoreApplication.translate("Preflight", "one NIfTI file without its free texts")
    columns, rows = description.columns, description.rows
    small = fitted_size(columns, rows, slot.limits.resampled_below)
    if small == (columns, rows):
        said = QCoreApplication.translate("Preflight", "a fresh PNG picture of the pixels alone")
    else:
        said = QCoreApplication.translate(
            "Preflight", "a fresh PNG picture of the pixels alone, made smaller: {0} × {1}"
        )
    return said.format(*small)


def _removed(wanted: Wanted) -> tuple[str, ...]:
    """Return what does not leave: of a picture there is nothing but pixels to begin with."""
    if form_for(wanted.stack, wanted.endpoint.slots[0]) is not SentForm.PICTURE:
        return removed_words()
    return picture_removed_words()


def picture_removed_words() -> tuple[str, ...]:
    """Return what does not leave with a fresh picture, and what is not looked for."""
    return (
        QCoreApplication.translate(
            "Preflight", "Everything but the pixels: place and time, device, names, comments"
        ),
        _burned_in_words(),
    )


def _input_choice(slot: InputSlot, wanted: Wanted, stacks: Sequence[ImageStack]) -> InputChoice:
    chosen = wanted.others.get(slot.name)
    nothing = (
        QCoreApplication.translate("Preflight", "none is open: open it first")
        if slot.is_required
        else QCoreApplication.translate("Preflight", "none")
    )
    return InputChoice(
        slot=slot.name.value,
        title=slot_words(slot.name.value),
        choices=tuple((stack.key, _choice_words(stack)) for stack in stacks),
        chosen=chosen.key if chosen is not None else "",
        nothing="" if slot.is_required and stacks else nothing,
    )


def _choice_words(stack: ImageStack) -> str:
    """Return a series in a list of several: its date first, for they differ by that."""
    date = iso_date(stack.description.text.study_date)
    images = QCoreApplication.translate("Preflight", "{0} images").format(len(stack.instances))
    return joined((date, series_title(stack), images))


def known_before_words(earlier: Job | None) -> str:
    """Return that the same was analysed before, and when; empty where it was not."""
    if earlier is None:
        return ""
    said = QCoreApplication.translate(
        "Preflight", "This series with these parameters was analysed on {0}."
    )
    return said.format(moment_words(earlier.changed or earlier.created))


def problem_lines(problems: Sequence[LimitProblem]) -> tuple[tuple[str, str], ...]:
    """Return (what is wrong, what to do) of each problem."""
    said = (limit_words(problem) for problem in problems)
    return tuple((words.title, words.advice) for words in said)


def removed_words() -> tuple[str, ...]:
    """Return what is removed or replaced, kind by kind, then what stays."""
    stays = QCoreApplication.translate(
        "Preflight", "What stays: the pixels and at most {0} technical fields, nothing else"
    )
    return (
        *map(removed_kind_words, Removed),
        stays.format(KEPT_FIELDS),
        _burned_in_words(),
    )


def _burned_in_words() -> str:
    return QCoreApplication.translate(
        "Preflight", "Text burned into the pixels is not looked for: check the images"
    )


def removed_kind_words(kind: Removed) -> str:
    """Return what one kind of removed things is."""
    return {
        Removed.PERSON: QCoreApplication.translate(
            "Preflight", "Name, identifier, birth date, address and every other personal field"
        ),
        Removed.CIRCUMSTANCES: QCoreApplication.translate(
            "Preflight", "Institution, physicians, descriptions, comments and private fields"
        ),
        Removed.TIMES_AND_UIDS: QCoreApplication.translate(
            "Preflight", "Dates and times; all UIDs replaced, the way back kept on this computer"
        ),
    }[kind]
