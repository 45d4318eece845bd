"""A kept answer to a result: with its files, and on the image of the stack that was sent."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from viewer.domain.result import AnalysisResult
from viewer.domain.series import SeriesDescription
from viewer.jobs.inputs import described_alone
from viewer.jobs.pictures import fitted_size
from viewer.storage.runs import KeptAnswer
from viewer.vendors.catalogue import endpoint_named, read_answer_of
from viewer.vendors.gateway.endpoint import About, Endpoint, SentForm, SentPicture, UidLookup


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
    """Return what an answer says. Raises VendorError, WrongUsage for an endpoint that is unknown.

    Where one image of a stack was sent, the service knows of no other: what it found is placed
    on that image.
    """
    index = answer.frame
    series = answer.series if index is None else described_alone(answer.series, index)
    endpoint = endpoint_named(answer.endpoint)
    about = About(
        series=series,
        uid_map=uid_map,
        files=Files(answer.file, answer.has_file),
        picture=sent_picture(endpoint, series),
    )
    result = read_answer_of(answer.raw, endpoint, about)
    return result if index is None else on_image(result, index)


def sent_picture(endpoint: Endpoint, series: SeriesDescription) -> SentPicture | None:
    """Return the picture that an endpoint gets of an image; None where it gets none.

    Its size follows from that of the image, so it need not be kept.
    """
    slot = endpoint.slots[0]
    if SentForm.PICTURE not in slot.forms:
        return None
    shown = (series.columns, series.rows)
    sent = fitted_size(*shown, slot.limits.resampled_below)
    return SentPicture(*sent, *shown, series.exif_orientation)


def on_image(result: AnalysisResult, index: int) -> AnalysisResult:
    """Return a result about the only image of a stack as one about image `index` of a larger."""
    findings = (
        replace(finding, placement=replace(finding.placement, slice_index=index))
        for finding in result.findings
    )
    return replace(result, findings=tuple(findings))
