"""Where everything was drawn, beside the pictures of the demonstration."""

import json
from pathlib import Path

from viewer.export.figure import FigureRequest, draw_figure
from viewer.export.slices import volume_with
from viewer.foundation.files import atomic_write
from viewer.imaging.grey.voi import default_state
from viewer.imaging.stack import ImageStack
from viewer.overlay.compose import OverlayState
from viewer.overlay.layout import layout_document, left_out
from viewer.storage.library import Library
from viewer.storage.runs import Run


def write_layouts(library: Library, run: Run, stack: ImageStack, folder: Path) -> list[Path]:
    """Write a layout document for each image that has something on it. Raises CannotWrite.

    `layout-007.json` is that of image 7, counted from 1.
    """
    result = library.runs.result(run.uid)
    indices = sorted({finding.placement.slice_index for finding in result.findings})
    state = OverlayState()
    volume = volume_with(stack, indices)
    written = []
    for index in indices:
        figure = draw_figure(
            FigureRequest(
                volume=volume,
                slice_index=index,
                grey=default_state(stack, volume),
                findings=result.findings,
                overlay=state,
                hides_identity=True,
            )
        )
        missing = left_out(result.findings, result.unplaced, figure.items, state)
        document = layout_document(figure.frame, figure.items, missing)
        path = folder / f"layout-{index + 1:03d}.json"
        text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
        atomic_write(path, f"{text}\n".encode())
        written.append(path)
    return written
