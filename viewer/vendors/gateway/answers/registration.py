"""Registration of two chest CTs (2477-6): `Data[]` {DUrl, NUrl}, links to files of 5 minutes."""

from typing import Final

from viewer.domain.part import FileRole, PartFile, PartKind, PartState, ResultPart
from viewer.domain.result import NoticeKind, UnplacedReason
from viewer.vendors.gateway.answers.collecting import Collected, listed
from viewer.vendors.gateway.endpoint import About, ParsedAnswer
from viewer.vendors.loose import Node

_FILES: Final = (
    ("DUrl", FileRole.REGISTERED_DICOM),
    ("NUrl", FileRole.REGISTERED_NIFTI),
)


def parse(data: Node, about: About) -> ParsedAnswer:
    """Return which files there are; nothing is drawn. Raises Garbled.

    The links themselves stay among what nobody read: they are of no use after five minutes.
    """
    collected = Collected(data, about)
    files: list[PartFile] = []
    for element in listed(data, "no result in the answer"):
        if not isinstance(element.value, dict):
            collected.refuse(element, UnplacedReason.NOT_AN_OBJECT)
            continue
        collected.take_report(element.child("Report"))
        files += _files(element, collected)
    is_found = bool(files or collected.unplaced or collected.notices)
    state = PartState.FOUND if files else PartState.NONE
    if is_found and not files:
        state = PartState.UNREADABLE
    part = ResultPart(kind=PartKind.REGISTRATION, state=state, files=tuple(files))
    collected.parts.append(part)
    return collected.answer(is_found=is_found)


def _files(element: Node, collected: Collected) -> list[PartFile]:
    files = []
    for name, role in _FILES:
        link = element.child(name)
        if isinstance(link.value, str) and link.text():
            files.append(collected.linked(link, role))
        elif link.value not in (None, ""):
            collected.notice(NoticeKind.PART_UNREADABLE, link.path)
    if not files:  # something came that holds no file: not the same as nothing
        collected.notice(NoticeKind.PART_UNREADABLE, element.path)
    return files
