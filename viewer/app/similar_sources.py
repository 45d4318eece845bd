"""Which pictures a person means: this view, a region, findings, key images, a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from viewer.app.crops import finding_box
from viewer.domain.finding import FindingKind
from viewer.geometry.regions import WholeImageRegion
from viewer.jobs.similar.adding import ToAdd
from viewer.words.findings import name_words
from viewer.words.joining import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.app.opening import Shown
    from viewer.domain.finding import Finding
    from viewer.imaging.grey.voi import GreyState
    from viewer.imaging.stack import ImageStack
    from viewer.jobs.similar.picture import Region

_NOT_CUT_OUT: Final = frozenset({FindingKind.LENGTH})
"""A line says how long something is, not what is to be seen."""


def window_text(grey: GreyState | None, stack: ImageStack, index: int) -> str:
    """Return a window as `ToAdd` has it; empty where it is the file's own way that counts.

    A table of the file, a curve and colours are no window.
    """
    from viewer.imaging.grey.window import WindowFunction

    if grey is None or grey.table is not None or stack.instances[index].is_colour:
        return ""
    if grey.window.function is WindowFunction.SIGMOID:
        return ""
    return f"{grey.window.center:.10g},{grey.window.width:.10g}"


def view_item(
    shown: Shown, index: int, grey: GreyState | None, region: Region | None = None
) -> ToAdd:
    """Return the image as it is looked at now, or a part of it."""
    stack = shown.stack
    return ToAdd(stack=stack, index=index, region=region, window=window_text(grey, stack, index))


def finding_items(shown: Shown, findings: Iterable[Finding]) -> tuple[ToAdd, ...]:
    """Return the cut-out of each finding with its margin, in the window of its kind.

    One that is about the whole image takes all of it.
    """
    return tuple(
        _finding_item(shown, finding) for finding in findings if finding.kind not in _NOT_CUT_OUT
    )


def key_items(shown: Shown, findings: Sequence[Finding], step: int) -> tuple[ToAdd, ...]:
    """Return the images with findings, labelled by them, and with a step every n-th one."""
    stack = shown.stack
    names: dict[int, list[str]] = {}
    for finding in findings:
        names.setdefault(finding.placement.slice_index, []).append(name_words(finding))
    wanted = {index for index in names if 0 <= index < len(stack.instances)}
    wanted |= set(_every(len(stack.instances), step))
    if not wanted:
        wanted = {stack.first_shown}
    return tuple(
        ToAdd(stack=stack, index=index, label=joined(dict.fromkeys(names.get(index, ()))))
        for index in sorted(wanted)
    )


def folder_items(stacks: Iterable[ImageStack], step: int) -> tuple[ToAdd, ...]:
    """Return of each series the image that is seen first, and with a step every n-th one.

    Pictures that belong to no series in space are all taken.
    """
    return tuple(
        ToAdd(stack=stack, index=index) for stack in stacks for index in _of_stack(stack, step)
    )


def _of_stack(stack: ImageStack, step: int) -> Sequence[int]:
    count = len(stack.instances)
    if stack.description.is_photo:
        return range(count)
    return sorted({stack.first_shown, *_every(count, step)})


def _every(count: int, step: int) -> range:
    """Return every n-th of so many, the middle one of each n; none for 0."""
    return range(min(step // 2, count - 1), count, step) if step and count else range(0)


def _finding_item(shown: Shown, finding: Finding) -> ToAdd:
    from viewer.export.windows import window_of

    stack, index = shown.stack, finding.placement.slice_index
    series = stack.description
    region: Region | None = None
    if not isinstance(finding.placement.region, WholeImageRegion):
        region = finding_box(series, finding, (series.rows, series.columns))
    return ToAdd(
        stack=stack,
        index=index,
        region=region,
        window=window_text(window_of(finding.kind, shown.volume), stack, index),
        finding=finding.uid,
        label=name_words(finding),
    )
