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


def view_figure(subject: ExportSubject, request: FigureRequest) -> Figure:
    """Return the picture of `request` as the view shows it, with what it is compared with.

    Of a mode whose other volume is not read yet, the reference alone.
    """
    compared, state = subject.compared, subject.state.compare
    if compared is None or state is None:
        return draw_figure(request)
    other = compared.volume(state)
    if other is None or not other.is_loaded(request.slice_index):
        return draw_figure(request)
    lines = captions(state, compared.names, compared.unit)
    if compared.composing(subject.state) is not None:
        together = Together(captions=lines, other=other, state=state, unit=compared.unit)
        return draw_figure(replace(request, together=together))
    if state.mode is not CompareMode.SIDE:
        return draw_figure(request)
    left = draw_figure(replace(request, together=Together(captions=lines)))
    right = draw_figure(
        replace(
            request,
            volume=other,
            grey=other_grey(request.grey, request.volume, request.slice_index),
            findings=(),
            together=Together(captions=(compared.names.other_in(state),)),
        )
    )
    return replace(left, image=side_by_side(left.image, right.image))
