"""What the demonstration analyses: every endpoint once, each on the study that shows it best."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from viewer.domain.consultation import CONSULTATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.app.demo_study import DemoStudies
    from viewer.imaging.stack import ImageStack
    from viewer.jobs.request import AnalysisRequest

QUESTION: Final = "孩子身上出现红疹和小水疱两天了。"
"""The complaint that the scripted consultation begins with."""


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One analysis: the endpoint, and where the images lie."""

    endpoint: str
    place: Path


def demo_steps(studies: DemoStudies) -> tuple[DemoStep, ...]:
    """Return all analyses in the order in which they are shown."""
    return (
        DemoStep("lung-nodule", studies.chest),
        DemoStep("chest-ct", studies.chest),
        DemoStep("covid-ct", studies.chest),
        DemoStep("calcium-score", studies.chest),
        DemoStep("ct-registration", studies.chest),
        DemoStep("hip-fracture", studies.hip),
        DemoStep("knee-kl", studies.knees),
        DemoStep("lumbar-mri", studies.spine),
        DemoStep("skin", studies.skin),
        DemoStep(CONSULTATION, studies.skin),
        DemoStep("intraoral", studies.mouth),
        DemoStep("panoramic", studies.jaws),
        DemoStep("cephalometric", studies.profile),
    )


def stack_at(stacks: Iterable[ImageStack], step: DemoStep) -> ImageStack | None:
    """Return the open stack of a step: the first one at its place that fits the endpoint."""
    from viewer.app.fitting import misfits
    from viewer.vendors.catalogue import endpoint_named

    endpoint = endpoint_named(step.endpoint)
    here = [stack for stack in stacks if lies_in(stack, step.place)]
    return next((s for s in here if not misfits(endpoint, s, s.first_shown)), None)


def request_for(step: DemoStep, stack: ImageStack, stacks: Sequence[ImageStack]) -> AnalysisRequest:
    """Return the request of a step, sent to the local service."""
    from viewer.app.wanted import Wanted
    from viewer.jobs.request import LOCAL, AnalysisRequest, OtherInput
    from viewer.vendors.catalogue import endpoint_named
    from viewer.vendors.gateway.endpoint import SlotName

    endpoint = endpoint_named(step.endpoint)
    if step.endpoint != CONSULTATION:
        wanted = Wanted.proposed(endpoint, stack, stack.first_shown, stacks)
        return wanted.request(LOCAL, {}, is_rerun=False)
    return AnalysisRequest(
        endpoint=endpoint,
        stack=stack,
        others=(OtherInput(slot=SlotName.QUESTION, stack=stack, frame=0),),
        parameters={"QuestionType": "images", "AnswerText": QUESTION},
        service=LOCAL,
    )


def lies_in(stack: ImageStack, place: Path) -> bool:
    """Tell whether all files of a stack are at a place."""
    return all(Path(path).is_relative_to(place) for path in stack.source_paths)
