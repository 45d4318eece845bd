"""Which of several series is meant for an endpoint."""

from collections.abc import Sequence

from viewer.imaging.stack import ImageStack
from viewer.vendors.errors import AmbiguousInput, LimitBroken
from viewer.vendors.gateway.endpoint import Endpoint
from viewer.vendors.limits import fits


def choose_stack(
    stacks: Sequence[ImageStack], endpoint: Endpoint, series_uid: str = ""
) -> ImageStack:
    """Return the one stack that fits.

    Raises LimitBroken with what is wrong with the nearest when none fits, AmbiguousInput when
    several do or the series asked for is not there. `stacks` is not empty.
    """
    if series_uid:
        asked = [s for s in stacks if s.description.reference.series_instance_uid == series_uid]
        if not asked:
            raise AmbiguousInput(tuple(map(_name, stacks)))
        stacks = asked
    fitting = [stack for stack in stacks if not fits(endpoint, stack.description)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise AmbiguousInput(tuple(map(_name, fitting)))
    nearest = min(
        stacks,
        key=lambda stack: (len(fits(endpoint, stack.description)), -len(stack.instances)),
    )
    raise LimitBroken(fits(endpoint, nearest.description))


def _name(stack: ImageStack) -> str:
    """Return a series as one can be named without naming its patient."""
    series = stack.description
    size = f"{len(series.instances)} × {series.columns}×{series.rows}"
    return f"{series.modality} {size} {series.reference.series_instance_uid}"
