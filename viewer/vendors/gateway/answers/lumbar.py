"""The spine (2477-5): `Discs[]` and `Vertebras[]` {Identification, Disease, Location}.

The document shows a translation's answer (Text, Words) by mistake; its description and the
vendor's own library have these. Location is x, y (a voxel index), x, y and slice, or a box.
"""

from dataclasses import dataclass
from typing import Final

from viewer.domain.evaluation import DISC_STATES, VERTEBRA_STATES, Evaluation, Scale
from viewer.domain.finding import Finding, FindingKind, FindingNote, NoteKind, Site
from viewer.domain.part import Level, PartKind, PartState, ResultPart
from viewer.domain.result import NoticeKind, Unplaced, UnplacedReason
from viewer.vendors.errors import Garbled
from viewer.vendors.gateway.answers.collecting import (
    Collected,
    extras_of,
    fields_of,
    has_any,
    listed,
    scalars,
    uid_of,
    unplaced,
)
from viewer.vendors.gateway.answers.levels import disc_name, height_of, vertebra_name
from viewer.vendors.gateway.answers.places import box_in_stack, coordinates
from viewer.vendors.gateway.endpoint import About, ParsedAnswer
from viewer.vendors.gateway.slices import AnsweredPlace, Placed, Placer
from viewer.vendors.loose import Node

_KNOWN: Final = frozenset({"identification", "disease", "location"})


@dataclass(frozen=True, slots=True)
class _Kind:
    """One of the two lists."""

    member: str
    finding: FindingKind
    scale: Scale
    states: tuple[str, ...]


_KINDS: Final = (
    _Kind("Discs", FindingKind.DISC, Scale.DISC, DISC_STATES),
    _Kind("Vertebras", FindingKind.VERTEBRA, Scale.VERTEBRA, VERTEBRA_STATES),
)


def parse(data: Node, about: About) -> ParsedAnswer:
    """Return discs and vertebrae. Raises Garbled where it is not clear what the service found."""
    collected = Collected(data, about)
    collected.take_report(data.child("Report"))
    present = [kind for kind in _KINDS if not data.child(kind.member).is_missing]
    if not present:
        if not has_any(data, "Text", "Words"):
            raise Garbled(data.child("Discs").path, "missing: what was found is not known")
        collected.parts.append(ResultPart(kind=PartKind.SPINE, state=PartState.MISSING))
        return collected.answer(is_found=True)
    read = [_levels(data.child(kind.member), kind, collected) for kind in _KINDS]
    if read == [None, None]:
        raise Garbled(data.child("Discs").path, "not a list")
    found = (level for levels in read for level in levels or ())
    levels = sorted(found, key=lambda level: height_of(level.name))
    is_found = bool(levels or collected.unplaced)
    state = PartState.FOUND if is_found else PartState.NONE
    part = ResultPart(kind=PartKind.SPINE, state=state, levels=tuple(levels))
    collected.parts.append(part)
    return collected.answer(is_found=is_found)


def _levels(member: Node, kind: _Kind, collected: Collected) -> list[Level] | None:
    """Read one list; one that is missing or none is said and does not lose the other: None."""
    try:
        elements = listed(member, "not in the answer")
    except Garbled:
        collected.notice(NoticeKind.PART_UNREADABLE, member.path)
        return None
    placer = Placer(collected.about.series, collected.about.uid_map)
    levels = []
    for element in elements:
        collected.consumed.append(element.path)
        if not isinstance(element.value, dict):
            collected.take(unplaced(element, UnplacedReason.NOT_AN_OBJECT))
            continue
        read = _element(element, kind, placer, collected)
        collected.take(read)
        uid = read.uid if isinstance(read, Finding) else ""
        said = _states(element.child("Disease"), kind, collected)
        levels.append(Level(_name(element, kind), kind.finding, said, uid))
    return levels


def _name(element: Node, kind: _Kind) -> str:
    said = element.child("Identification").text()
    return disc_name(said) if kind.finding is FindingKind.DISC else vertebra_name(said)


def _element(
    element: Node, kind: _Kind, placer: Placer, collected: Collected
) -> Finding | Unplaced:
    placed = _place(element.child("Location"), placer)
    if isinstance(placed, UnplacedReason):
        return unplaced(element, placed)
    fields = fields_of(element)
    return Finding(
        uid=uid_of(element),
        number=collected.next_number,
        kind=kind.finding,
        placement=placed.placement,
        site=Site(level=_name(element, kind)),
        evaluations=_states(element.child("Disease"), kind, collected),
        notes=placed.notes,
        fields=fields,
        extras=extras_of(fields, _KNOWN),
    )


def _place(location: Node, placer: Placer) -> Placed | UnplacedReason:
    found = coordinates(location)
    if isinstance(found, UnplacedReason):
        return found
    middle = len(placer.series.instances) // 2
    if len(found) == 4:
        corners = (found[0], found[1], found[2], found[3])
        placed = box_in_stack(placer, corners, AnsweredPlace(slice=float(middle)))
    elif len(found) in (2, 3):
        slice_index = found[2] if len(found) == 3 else float(middle)
        said = AnsweredPlace(column=found[0], row=found[1], slice=slice_index)
        placed = placer.place(said, None)
    else:
        return UnplacedReason.NOT_A_PLACE
    if isinstance(placed, UnplacedReason) or len(found) == 3:
        return placed
    others = (note for note in placed.notes if note.kind is not NoteKind.PLACED_BY_INDEX)
    return Placed(placed.placement, (FindingNote(NoteKind.ON_MIDDLE_SLICE), *others))


def _states(disease: Node, kind: _Kind, collected: Collected) -> tuple[Evaluation, ...]:
    """Return the states in the service's order; a code it should not have is kept and said."""
    evaluations = []
    for said in _codes(disease):
        number = said[1:] if said[:1] in "vV" else said
        index = int(number) - 1 if number.isascii() and number.isdigit() else -1
        if not 0 <= index < len(kind.states):
            collected.notice(NoticeKind.UNKNOWN_CODE, disease.path, said)
            evaluations.append(Evaluation(kind.scale, said))
        else:
            evaluations.append(Evaluation(kind.scale, kind.states[index]))
    return tuple(dict.fromkeys(evaluations))


def _codes(disease: Node) -> list[str]:
    """Return the codes of `"v1,v5"`, of a list, or of a lone one."""
    separators = str.maketrans(dict.fromkeys("，、;；|/+", ","))
    texts = [value.text() for value in scalars(disease)]
    parts = [part.strip() for text in texts for part in text.translate(separators).split(",")]
    return [part for part in parts if part]
