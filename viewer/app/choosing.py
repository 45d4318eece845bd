"""Which of several series are meant for an endpoint, where nobody points at one."""

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.app.fitting import is_t2, proposed
from viewer.foundation.errors import WrongUsage
from viewer.imaging.stack import ImageStack
from viewer.jobs.request import OtherInput, nothing_shown
from viewer.vendors.errors import AmbiguousInput, LimitBroken
from viewer.vendors.gateway.endpoint import Endpoint, InputSlot, SlotName
from viewer.vendors.limits import LimitKind, LimitProblem, fits


@dataclass(frozen=True)
class ChosenInputs:
    """What is analysed, and what goes with it."""

    stack: ImageStack
    others: tuple[OtherInput, ...] = ()


def check_places(endpoint: Endpoint, *, has_paths: bool, has_prior: bool) -> None:
    """Tell whether places were named for what an endpoint takes. Raises WrongUsage."""
    name = endpoint.name
    if endpoint.slots[0].is_required and not has_paths:
        raise WrongUsage(f"{name} needs images: name their PATH")
    if has_prior and not _compares(endpoint):
        raise WrongUsage(f"{name} compares nothing: leave --prior out")
    if _compares(endpoint) and not has_prior:
        raise WrongUsage(f"{name} compares two series: name the earlier one with --prior PATH")


def choose_inputs(
    endpoint: Endpoint,
    stacks: Sequence[ImageStack],
    prior: Sequence[ImageStack] = (),
    uids: Sequence[str] = (),
) -> ChosenInputs:
    """Return the one choice that fits; `uids` name series, in the order of the slots.

    Raises LimitBroken with what is wrong with the nearest when none fits, AmbiguousInput when
    several do or a series asked for is not there, WrongUsage for more series than it takes.
    """
    slots = endpoint.slots
    if not slots[0].is_required:
        return _pictures(slots[0], stacks)
    if _compares(endpoint):
        return _pair(endpoint, stacks, prior, uids)
    if len(slots) > 1:
        return _several(endpoint, stacks, uids)
    if len(uids) > 1:
        raise WrongUsage(f"{endpoint.name} takes one series: name one with --series")
    return ChosenInputs(choose_stack(stacks, slots[0], uids[0] if uids else ""))


def choose_stack(stacks: Sequence[ImageStack], slot: InputSlot, series_uid: str = "") -> ImageStack:
    """Return the one stack that fits.

    Raises LimitBroken with what is wrong with the nearest when none fits, AmbiguousInput when
    several do or the series asked for is not there. `stacks` is not empty.
    """
    if series_uid:
        stacks = _of_series(stacks, series_uid)
    fitting = [stack for stack in stacks if not fits(slot, stack.description)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise AmbiguousInput(tuple(map(series_name, fitting)))
    nearest = min(
        stacks, key=lambda stack: (len(fits(slot, stack.description)), -len(stack.instances))
    )
    raise LimitBroken(fits(slot, nearest.description))


def _pictures(slot: InputSlot, stacks: Sequence[ImageStack]) -> ChosenInputs:
    """Take every image that was given along with a question; there may be none."""
    images = [
        OtherInput(slot=slot.name, stack=stack, frame=index)
        for stack in stacks
        for index in range(len(stack.instances))
    ]
    if len(images) > slot.most:
        values = (str(len(images)), str(slot.most))
        raise LimitBroken((LimitProblem(LimitKind.TOO_MANY_PICTURES, values),))
    return ChosenInputs(stacks[0] if stacks else nothing_shown(), tuple(images))


def _pair(
    endpoint: Endpoint,
    stacks: Sequence[ImageStack],
    prior: Sequence[ImageStack],
    uids: Sequence[str],
) -> ChosenInputs:
    here, there = _known(stacks), _known(prior)
    for uid in uids:
        if uid not in here | there:
            raise AmbiguousInput(tuple(map(series_name, (*stacks, *prior))), uid)
    current_uid = next((uid for uid in uids if uid in here), "")
    prior_uid = next((uid for uid in uids if uid in there and uid != current_uid), "")
    current = choose_stack(stacks, endpoint.slot(SlotName.REFERENCE), current_uid)
    floating = endpoint.slot(SlotName.FLOATING)
    other = OtherInput(slot=floating.name, stack=choose_stack(prior, floating, prior_uid))
    return ChosenInputs(current, (other,))


def _several(endpoint: Endpoint, stacks: Sequence[ImageStack], uids: Sequence[str]) -> ChosenInputs:
    """Choose the series of a spine: those named, in that order; else T2 first, then what fits."""
    further = endpoint.slots[1:]
    if len(uids) > 1 + len(further):
        raise WrongUsage(f"{endpoint.name} takes at most {1 + len(further)} series")
    if uids:
        first, *rest = [
            choose_stack(_of_series(stacks, uid), slot)
            for uid, slot in zip(uids, endpoint.slots, strict=False)
        ]
        chosen = dict(zip((slot.name for slot in further), rest, strict=False))
    else:
        first = _first_of_several(endpoint.slots[0], stacks)
        chosen = proposed(endpoint, first, stacks)
    others = [OtherInput(slot=name, stack=stack) for name, stack in chosen.items()]
    return ChosenInputs(first, tuple(others))


def _first_of_several(slot: InputSlot, stacks: Sequence[ImageStack]) -> ImageStack:
    fitting = [stack for stack in stacks if not fits(slot, stack.description)]
    if not fitting:
        return choose_stack(stacks, slot)
    return min(fitting, key=lambda stack: not is_t2(stack))


def _compares(endpoint: Endpoint) -> bool:
    return any(slot.name is SlotName.FLOATING for slot in endpoint.slots)


def _known(stacks: Sequence[ImageStack]) -> set[str]:
    return {stack.description.reference.series_instance_uid for stack in stacks}


def _of_series(stacks: Sequence[ImageStack], uid: str) -> list[ImageStack]:
    """Return the stacks of a series. Raises AmbiguousInput where there are none."""
    asked = [s for s in stacks if s.description.reference.series_instance_uid == uid]
    if not asked:
        raise AmbiguousInput(tuple(map(series_name, stacks)), uid)
    return asked


def series_name(stack: ImageStack) -> str:
    """Return a series as one can be named without naming its patient."""
    series = stack.description
    size = f"{len(series.instances)} × {series.columns}×{series.rows}"
    return f"{series.modality} {size} {series.reference.series_instance_uid}"
