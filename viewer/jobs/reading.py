"""A kept answer to a result: with its files, and on the image of the stack that was sent."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from viewer.domain.result import AnalysisResult
from viewer.jobs.inputs import described_alone
from viewer.storage.runs import KeptAnswer
from viewer.vendors.gateway.endpoint import About, UidLookup
from viewer.vendors.gateway.medical import endpoint_named
from viewer.vendors.gateway.reading import read_answer


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a result, as parsers ask for them."""

    content_of: Callable[[str], bytes | None]
    is_there: Callable[[str], bool]

    def content(self, name: str) -> bytes | None:
        """Return the file of the link at that path of `Data`; None when it is not there."""
        return self.content_of(name)

    def has(self, name: str) -> bool:
        """Tell whether it is there, without reading it."""
        return self.is_there(name)


def read_kept(answer: KeptAnswer, uid_map: UidLookup | None) -> AnalysisResult:
    """Return what an answer says. Raises Garbled, WrongUsage for an endpoint that is unknown.

    Where one image of a stack was sent, the service knows of no other: what it found is placed
    on that image.
    """
    index = answer.frame
    series = answer.series if index is None else described_alone(answer.series, index)
    about = About(series=series, uid_map=uid_map, files=Files(answer.file, answer.has_file))
    result = read_answer(answer.raw, endpoint_named(answer.endpoint), about)
    return result if index is None else on_image(result, index)


def on_image(result: AnalysisResult, index: int) -> AnalysisResult:
    """Return a result about the only image of a stack as one about image `index` of a larger."""
    findings = (
        replace(finding, placement=replace(finding.placement, slice_index=index))
        for finding in result.findings
    )
    return replace(result, findings=tuple(findings))
