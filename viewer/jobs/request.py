"""What somebody wants analysed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from viewer.domain.job import JobInput
from viewer.domain.references import SeriesReference
from viewer.domain.series import SeriesDescription
from viewer.imaging.stack import ImageStack
from viewer.jobs.inputs import ONE_IMAGE, facts_for, form_for, image_index
from viewer.vendors.gateway.endpoint import Endpoint, SlotName
from viewer.vendors.limits import InputFacts

LOCAL: Final = "local"
_NOTHING: Final = SeriesReference("", "", 0)


@dataclass(frozen=True, kw_only=True)
class OtherInput:
    """One more input beside the stack that a request is about.

    `frame` is the one image of the stack that is meant, from 0; None means all of it, or, where
    an endpoint takes one image, the one that is shown first. `window` is the grey window of a
    picture, "center,width"; empty: as the image is first shown.
    """

    slot: SlotName
    stack: ImageStack
    frame: int | None = None
    window: str = ""

    def kept(self) -> JobInput:
        """Return what a job keeps of it."""
        return JobInput(
            slot=self.slot.value,
            series=self.stack.description.reference,
            source_paths=self.stack.source_paths,
            frame=self.frame,
            window=self.window,
        )


@dataclass(frozen=True, kw_only=True)
class AnalysisRequest:
    """One stack for one endpoint, and its other inputs.

    The stack is the endpoint's first input and what the answer is drawn on; of an endpoint whose
    first input is not required (a consultation) it is only what the question is about, and all
    that is sent is in `others`. `frame` and `window` are as in `OtherInput`.

    `service` is `local` or a configured host. `is_rerun` asks for a new submission although the
    same input was analysed before. `parameters` not given take the endpoint's defaults.
    """

    endpoint: Endpoint
    stack: ImageStack
    frame: int | None = None
    window: str = ""
    others: tuple[OtherInput, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    service: str = LOCAL
    is_rerun: bool = False

    @property
    def sent_frame(self) -> int | None:
        """The one image that is sent of a stack of several; None where all are."""
        is_one = self.sends_stack and form_for(self.stack, self.endpoint.slots[0]) in ONE_IMAGE
        return _one_of(self.stack, self.frame) if is_one else None

    @property
    def sends_stack(self) -> bool:
        """Whether the stack itself is sent."""
        return self.endpoint.slots[0].is_required

    @property
    def is_anew(self) -> bool:
        """Whether it is submitted even if the same was before: in a conversation always."""
        return self.is_rerun or not self.sends_stack

    @property
    def stacks(self) -> tuple[ImageStack, ...]:
        """What is sent, in the order in which it is submitted."""
        first = (self.stack,) if self.sends_stack else ()
        return (*first, *(other.stack for other in self.others))

    def checked_parameters(self) -> tuple[tuple[str, str], ...]:
        """Return the parameters as they are sent. Raises WrongUsage."""
        return self.endpoint.checked_parameters(dict(self.parameters))

    def facts(self) -> tuple[tuple[SlotName, InputFacts], ...]:
        """Return what the limits are checked on, by slot. Looks at files."""
        first = self.endpoint.slots[0]
        own = [(first.name, facts_for(self.stack, first, self.frame))] if self.sends_stack else []
        others = (
            (other.slot, facts_for(other.stack, self.endpoint.slot(other.slot), other.frame))
            for other in self.others
        )
        return (*own, *others)

    def intent_key(self) -> str:
        """Return a name of this intention: while it is under way it is not begun again."""
        frame = self.sent_frame
        said = [
            self.endpoint.name,
            self.service,
            self.checked_parameters(),
            _instances(self.stack),
            *([["image", frame, self.window]] if frame is not None or self.window else ()),
            *([o.slot, o.frame, o.window, _instances(o.stack)] for o in self.others),
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def nothing_shown() -> ImageStack:
    """Return a stack without images: what a question without any picture is about."""
    return ImageStack(description=SeriesDescription(reference=_NOTHING, modality=""), instances=())


def input_hash(
    content_hash: str, job_service: str, endpoint: str, parameters: tuple[tuple[str, str], ...]
) -> str:
    """Return the name of an input: the content sent, to whom, for what, with which parameters."""
    family = job_service.split("/", maxsplit=1)[0] if job_service.startswith(LOCAL) else job_service
    said = [content_hash, family, endpoint, parameters]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def title_of(request: AnalysisRequest) -> str:
    """Return what the job list shows: the series, never the patient."""
    series = request.stack.description
    text = series.text.series_description or series.text.protocol or series.modality
    frame = request.sent_frame
    number = str(len(series.instances)) if frame is None else f"#{frame + 1}"
    return f"{text} ({number})"[:120] if series.instances else ""


def _one_of(stack: ImageStack, frame: int | None) -> int | None:
    """Return which image of several is meant; None of a stack of one."""
    return image_index(stack, frame) if len(stack.instances) > 1 else None


def _instances(stack: ImageStack) -> list[tuple[str, int]]:
    return [(instance.sop_instance_uid, instance.frame) for instance in stack.description.instances]
