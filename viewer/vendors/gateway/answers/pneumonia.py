"""Pneumonia (2477-13, and `Covid` of the chest CT).

{NewProbability, NormalProbability, OtherProbability, LesionRatio, Mask}: the probabilities of
COVID-19, of ordinary pneumonia and of anything else, the share of the lung that is opaque (0 to
1), and a link to the mask of the lesions. The document of 2477-13 shows nodules instead; both are
read.
"""

from typing import Final

from viewer.domain import codes
from viewer.domain.finding import FindingKind
from viewer.domain.part import (
    Figure,
    FigureKind,
    FileRole,
    PartFile,
    PartKind,
    PartState,
    ResultPart,
    Share,
)
from viewer.domain.result import NoticeKind
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway.answers.collecting import Collected, first_of, has_any
from viewer.vendors.gateway.answers.masks import ReadMask, mask_finding, read_mask
from viewer.vendors.gateway.answers.nodules import nodule_part
from viewer.vendors.gateway.endpoint import About, ParsedAnswer
from viewer.vendors.loose import Node

_SHARES: Final = (
    ("NewProbability", "new"),
    ("NormalProbability", "normal"),
    ("OtherProbability", "other"),
)
_MEMBERS: Final = (*(name for name, _ in _SHARES), "LesionRatio", "Mask")
_PATTERN_WORDS: Final = ("模式指数", "pattern-index", "pattern indices")
"""How a service says that its probabilities are none, in its report or `ProbabilityMethod`."""


def parse(data: Node, about: About) -> ParsedAnswer:
    """Return pneumonia, nodules, or both. Raises Garbled where neither is there."""
    collected = Collected(data, about)
    inner = first_of(data, "Covid", "COVID")
    entry = inner if isinstance(inner.value, dict) else data
    is_there = has_any(entry, *_MEMBERS)
    has_nodules = not data.child("Series").is_missing
    if not is_there and not has_nodules:
        raise Garbled(data.path, "neither pneumonia nor nodules in the answer")
    if has_nodules:
        collected.parts.append(nodule_part(data.child("Series"), collected))
    if is_there:
        collected.parts.append(read_part(entry, collected))
    else:
        collected.parts.append(ResultPart(kind=PartKind.PNEUMONIA, state=PartState.MISSING))
    states = {part.state for part in collected.parts}
    is_found = bool(collected.unplaced) or bool(states - {PartState.NONE, PartState.MISSING})
    return collected.answer(is_found=is_found)


def read_part(entry: Node, collected: Collected) -> ResultPart:
    """Read one result. Raises Garbled before anything is taken where nothing is said of it."""
    if not has_any(entry, *_MEMBERS):
        raise Garbled(entry.path, "nothing said of pneumonia")
    collected.take_report(entry.child("Report"))
    said = entry.child("Report").text() + entry.child("ProbabilityMethod").text()
    if any(words in said for words in _PATTERN_WORDS):
        collected.notice(NoticeKind.PATTERN_INDEX)
    shares = []
    for name, key in _SHARES:
        value = collected.share(entry.child(name))
        if value is not None:
            shares.append(Share(key, value))
    ratio = collected.share(entry.child("LesionRatio"))
    figures = [] if ratio is None else [Figure(FigureKind.LESION_RATIO, ratio, codes.RATIO)]
    link = entry.child("Mask")
    mask = read_mask(link, collected)
    if mask is not None and mask.figure is not None:
        figures.append(mask.figure)
    whole = mask_finding(link, mask, FindingKind.OPACITY, collected) if mask is not None else None
    if whole is not None:
        collected.take(whole)
    name = collected.file_name(link)
    return ResultPart(
        kind=PartKind.PNEUMONIA,
        state=_state(ratio, mask, shares),
        figures=tuple(figures),
        shares=tuple(shares),
        files=(PartFile(FileRole.LESION_MASK, name),) if link.text() else (),
    )


def _state(ratio: float | None, mask: ReadMask | None, shares: list[Share]) -> PartState:
    """Return how it ended; probabilities alone are a result, but say nothing of lesions."""
    has_voxels = mask is not None and bool(mask.mask.slices)
    if has_voxels or (ratio is not None and ratio > 0):
        return PartState.FOUND
    if mask is not None or ratio == 0:
        return PartState.NONE
    return PartState.FOUND if shares else PartState.UNREADABLE
