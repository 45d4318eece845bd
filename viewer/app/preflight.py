"""What the pre-flight sheet says about one series and one endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.app.study_rows import series_title
from viewer.privacy.removed import KEPT_FIELDS, Removed
from viewer.ui.dialogs.preflight import ParameterField, Preflight
from viewer.vendors.gateway.endpoint import NumberParameter
from viewer.vendors.limits import fits
from viewer.words.jobs import LOCAL, endpoint_words, parameter_words, service_words
from viewer.words.joining import joined
from viewer.words.limits import limit_words
from viewer.words.moments import moment_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.domain.job import Job
    from viewer.imaging.stack import ImageStack
    from viewer.vendors.gateway.endpoint import Endpoint
    from viewer.vendors.limits import LimitProblem


def preflight_of(endpoint: Endpoint, stack: ImageStack, service: str) -> Preflight:
    """Return the sheet's content; the files themselves are looked at afterwards."""
    description = stack.description
    size = f"{description.columns} × {description.rows}"
    images = QCoreApplication.translate("Preflight", "{0} images, {1} pixels each").format(
        len(stack.instances), size
    )
    is_local = service.split("/", maxsplit=1)[0] == LOCAL
    return Preflight(
        title=endpoint_words(endpoint.name),
        series=(
            (QCoreApplication.translate("Preflight", "Series"), series_title(stack)),
            (
                QCoreApplication.translate("Preflight", "Images"),
                joined((description.modality, images)),
            ),
        ),
        destination=QCoreApplication.translate(
            "Preflight", "the local service: nothing leaves this computer"
        )
        if is_local
        else service_words(service),
        is_local=is_local,
        removed=removed_words(),
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
        problems=problem_lines(fits(endpoint, description)),
        is_ready=False,
    )


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
        QCoreApplication.translate(
            "Preflight", "Text burned into the pixels is not looked for: check the images"
        ),
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
