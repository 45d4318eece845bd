"""The picture of the present view: the image, or two volumes as they are compared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from viewer.export.figure import Figure, draw_figure
from viewer.export.together import Together, side_by_side
from viewer.imaging.compare import CompareMode, other_grey
from viewer.words.compare import captions

if TYPE_CHECKING:
    from viewer.app.export_subject import ExportSubject
    from viewer.export.figure import FigureRequest
    from viewer.imaging.compare import CompareState
    from viewer.imaging.registered import AlignedVolume
    from viewer.words.compare import ComparedNames


def view_figure(subject: ExportSubject, request: FigureRequest) -> Figure:
    """Return the picture of `request` as the view shows it, with what it is compared with.

    Of a mode whose other volume is not read yet, the reference alone.
    """
    compared, state = subject.compared, subject.state.compare
    other = None if compared is None or state is None else compared.volume(state)
    if compared is None or state is None or other is None:
        return draw_figure(request)
    return compared_figure(request, other, state, compared.names)


def compared_figure(
    request: FigureRequest, other: AlignedVolume, state: CompareState, names: ComparedNames
) -> Figure:
    """Return the picture of a slice with the other volume's, as a mode shows them."""
    index = request.slice_index
    is_alone = state.mode is CompareMode.REFERENCE
    if is_alone or not other.is_loaded(index):
        return draw_figure(request)
    unit = other.rescale(index).unit
    lines = captions(state, names, unit)
    if state.is_composed:
        together = Together(captions=lines, other=other, state=state, unit=unit)
        return draw_figure(replace(request, together=together))
    left = draw_figure(replace(request, together=Together(captions=lines)))
    right = draw_figure(
        replace(
            request,
            volume=other,
            grey=other_grey(request.grey, request.volume, index),
            findings=(),
            together=Together(captions=(names.other_in(state),)),
        )
    )
    return replace(left, image=side_by_side(left.image, right.image))
