"""One analysis as a person wants it: the endpoint, what is shown, and what goes with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from viewer.app.fitting import proposed
from viewer.jobs.inputs import ONE_IMAGE, facts_for
from viewer.jobs.request import AnalysisRequest, OtherInput
from viewer.vendors.gateway.endpoint import SlotName

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from viewer.domain.job import Job
    from viewer.imaging.stack import ImageStack
    from viewer.vendors.gateway.endpoint import Endpoint, InputSlot
    from viewer.vendors.limits import InputFacts


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The inputs of an analysis by slot; `frame` is the image shown, where one of several goes."""

    endpoint: Endpoint
    stack: ImageStack
    frame: int | None = None
    others: Mapping[SlotName, ImageStack] = field(default_factory=dict)

    @staticmethod
    def proposed(
        endpoint: Endpoint, stack: ImageStack, index: int, stacks: Sequence[ImageStack]
    ) -> Wanted:
        """Return what is likeliest meant: what is shown, with the likeliest further inputs."""
        is_one = frozenset(endpoint.slots[0].forms) <= ONE_IMAGE and len(stack.instances) > 1
        return Wanted(
            endpoint=endpoint,
            stack=stack,
            frame=index if is_one else None,
            others=proposed(endpoint, stack, stacks),
        )

    @staticmethod
    def again(
        endpoint: Endpoint, stack: ImageStack, job: Job, stacks: Iterable[ImageStack]
    ) -> Wanted:
        """Return what an earlier job wanted; a further input that is not open is left out."""
        by_reference = {other.description.reference: other for other in stacks}
        others = {
            SlotName(other.slot): by_reference[other.series]
            for other in job.others
            if other.series in by_reference
        }
        return Wanted(endpoint=endpoint, stack=stack, frame=job.frame, others=others)

    @property
    def lacks_input(self) -> bool:
        """Tell whether a slot that must be filled is not."""
        return any(slot.is_required and slot.name not in self.others for slot in self._further)

    @property
    def may_swap(self) -> bool:
        """Tell whether the first two inputs are of one kind and may change places."""
        return len(self.endpoint.slots) == 2 and self.endpoint.slots[1].is_required

    def swapped(self) -> Wanted:
        """Return the same with the first and the second input in each other's place."""
        (second,) = self._further
        if second.name not in self.others:
            return self
        return replace(self, stack=self.others[second.name], others={second.name: self.stack})

    def with_others(self, chosen: Mapping[SlotName, ImageStack]) -> Wanted:
        """Return the same with these further inputs."""
        return replace(self, others=chosen)

    def request(
        self, service: str, parameters: Mapping[str, str], *, is_rerun: bool
    ) -> AnalysisRequest:
        """Return what is asked of the runner."""
        return AnalysisRequest(
            endpoint=self.endpoint,
            stack=self.stack,
            frame=self.frame,
            others=tuple(
                OtherInput(slot=slot.name, stack=self.others[slot.name])
                for slot in self._further
                if slot.name in self.others
            ),
            parameters=parameters,
            service=service,
            is_rerun=is_rerun,
        )

    def facts(self) -> tuple[tuple[SlotName, InputFacts], ...]:
        """Return what the limits are checked on. Looks at files: not on the window's thread."""
        first = self.endpoint.slots[0]
        given = [(first, self.stack, self.frame)]
        given += [(s, self.others[s.name], None) for s in self._further if s.name in self.others]
        return tuple((slot.name, facts_for(stack, slot, frame)) for slot, stack, frame in given)

    @property
    def _further(self) -> tuple[InputSlot, ...]:
        return self.endpoint.slots[1:]
