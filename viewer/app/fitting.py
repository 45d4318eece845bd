"""What fits what: which analysis suits a stack best, and which other stacks go with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from viewer.app.fitting_pictures import likely
from viewer.jobs.inputs import ONE_IMAGE, described_alone
from viewer.vendors.catalogue import ENDPOINTS
from viewer.vendors.gateway.endpoint import SlotName
from viewer.vendors.limits import fits

if TYPE_CHECKING:
    from viewer.domain.series import SeriesDescription
    from viewer.imaging.stack import ImageStack
    from viewer.vendors.gateway.endpoint import Endpoint, InputSlot
    from viewer.vendors.limits import LimitProblem

_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "lung-nodule": ("CHEST", "LUNG", "THORAX", "胸", "肺"),
    "chest-ct": ("CHEST", "THORAX", "胸"),
    "covid-ct": ("CHEST", "LUNG", "THORAX", "胸", "肺"),
    "calcium-score": ("HEART", "CARDIAC", "CORONARY", "CALCIUM", "心", "冠"),
    "hip-fracture": ("HIP", "PELVIS", "FEMUR", "髋", "骨盆", "股骨"),
    "knee-kl": ("KNEE", "膝"),
    "lumbar-mri": ("LSPINE", "LUMBAR", "SPINE", "腰", "脊柱"),
}
"""Words of BodyPartExamined, of the series' and of the study's description that speak for one."""
_T2: Final = "T2"
_FLUID_BRIGHT: Final = ("STIR", "FS", "DIXON")


def suits(endpoint: Endpoint, series: SeriesDescription) -> bool:
    """Tell whether the words of a series speak for an endpoint."""
    text = series.text
    said = (series.body_part, text.series_description, text.study_description, text.protocol)
    whole = " ".join(said).upper()
    return any(word in whole for word in _WORDS.get(endpoint.name, ()))


def misfits(endpoint: Endpoint, stack: ImageStack, index: int) -> tuple[LimitProblem, ...]:
    """Return why an endpoint does not take what is shown: a stack, or the image `index` of it.

    A consultation takes anything: what is shown is only what it is about.
    """
    slot = endpoint.slots[0]
    if not slot.is_required:
        return ()
    description = stack.description
    if frozenset(slot.forms) <= ONE_IMAGE and description.instances:
        description = described_alone(description, min(index, len(description.instances) - 1))
    return fits(endpoint, description)


def ranked(stack: ImageStack, index: int) -> list[tuple[Endpoint, tuple[LimitProblem, ...]]]:
    """Return what is offered with why it does not fit: those that suit and fit best come first."""
    offered = (endpoint for endpoint in ENDPOINTS if endpoint.is_offered)
    found = [(endpoint, misfits(endpoint, stack, index)) for endpoint in offered]
    pictured = likely(stack, index)

    def order(pair: tuple[Endpoint, tuple[LimitProblem, ...]]) -> tuple[int, int, int, bool, int]:
        endpoint, problems = pair
        is_question = not endpoint.slots[0].is_required
        comparing = sum(slot.is_required for slot in endpoint.slots) > 1
        unsuited = not suits(endpoint, stack.description)
        unlikely = pictured.index(endpoint.name) if endpoint.name in pictured else len(pictured)
        return len(problems), int(is_question), unlikely, unsuited, int(comparing)

    return sorted(found, key=order)


def offered(slot: InputSlot, stack: ImageStack, stacks: Iterable[ImageStack]) -> list[ImageStack]:
    """Return what may go into a further slot beside `stack`, the likeliest first.

    A prior is another series of the same patient, the newest of the earlier ones first; a spine's
    further series are of the same study, T2 first.
    """
    reference = stack.description.reference
    others = [
        other
        for other in stacks
        if other.description.reference != reference
        and other.description.identity.is_same_as(stack.description.identity)
        and not fits(slot, other.description)
    ]
    if slot.name is SlotName.FLOATING:
        return sorted(others, key=lambda other: _age(stack, other))
    here = [o for o in others if _study(o) == _study(stack)]
    return sorted(here, key=_weight)


def proposed(
    endpoint: Endpoint, stack: ImageStack, stacks: Sequence[ImageStack]
) -> dict[SlotName, ImageStack]:
    """Return the likeliest stack for each further slot that there is something for."""
    found: dict[SlotName, ImageStack] = {}
    for slot in endpoint.slots[1:]:
        taken = [other.description.reference for other in found.values()]
        free = [
            other
            for other in offered(slot, stack, stacks)
            if other.description.reference not in taken
        ]
        if free:
            found[slot.name] = free[0]
    return found


def _study(stack: ImageStack) -> str:
    return stack.description.reference.study_instance_uid


def _date(stack: ImageStack) -> str:
    text = stack.description.text
    return f"{text.study_date:0<8}{text.study_time[:6]:0<6}"


def _age(stack: ImageStack, other: ImageStack) -> tuple[bool, bool, int]:
    """Return the order of priors: other studies first, earlier ones first, the newest of those."""
    here, there = _date(stack), _date(other)
    distance = abs(int(here) - int(there)) if here.isdigit() and there.isdigit() else 0
    return _study(stack) == _study(other), there > here, distance


def is_t2(stack: ImageStack) -> bool:
    """Tell whether a series calls itself T2-weighted."""
    return _T2 in _said_of(stack)


def _said_of(stack: ImageStack) -> str:
    text = stack.description.text
    return f"{text.series_description} {text.protocol}".upper()


def _weight(stack: ImageStack) -> int:
    if is_t2(stack):
        return 0
    return 1 if any(word in _said_of(stack) for word in _FLUID_BRIGHT) else 2
