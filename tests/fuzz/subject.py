"""Everything that the program does with a file that somebody opens, without the window."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from viewer.cli import info
from viewer.export.figure import FigureRequest, draw_figure
from viewer.foundation.errors import KnownError
from viewer.geometry.points import PixelIndex
from viewer.imaging.cine import cine_of
from viewer.imaging.documents.document import DocumentHeader
from viewer.imaging.documents.encapsulated import pdf_of
from viewer.imaging.documents.facts import read_facts
from viewer.imaging.documents.structured_report import read_report
from viewer.imaging.grey.voi import default_state, render
from viewer.imaging.header_view.tree import read_header_tree, read_tree
from viewer.imaging.loader import VolumeLoader
from viewer.imaging.scan import scan
from viewer.imaging.source import FileSource
from viewer.imaging.stack import ImageStack
from viewer.imaging.thumbnails import thumbnail
from viewer.imaging.volume import Volume
from viewer.words.series import slice_problem_words, stack_problem_words

MOST_SLICES = 24
MOST_BYTES = 128 * 1024**2
"""So much of one stack is read; the rest of a long one would only be more of the same."""
MOST_STACKS = 8
FIGURE = (200, 150)


@dataclass
class Record:
    """What came of a file; `seconds` is the processor time of the longest single step."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    step: str = ""

    @contextmanager
    def doing(self, step: str) -> Iterator[None]:
        """Measure one step; a KnownError is an answer, whatever else is raised is a fault."""
        begun = time.process_time()
        try:
            yield
        except KnownError as error:
            self.counts[f"refused: {type(error).__name__}"] += 1
        finally:
            seconds = time.process_time() - begun
            if seconds > self.seconds:
                self.seconds, self.step = seconds, step


def examine(path: Path) -> Record:
    """Open a file as the window would. Raises what the program would not have caught."""
    record = Record()
    found: list[Any] = []
    with record.doing("scan"):
        found.append(scan([path]))
    for result in found:
        record.counts.update(f"skipped: {skipped.reason}" for skipped in result.skipped)
        with record.doing("info"):
            json.dumps(info.as_json(result), allow_nan=False)
            list(info._lines(result))
        for stack in result.stacks[:MOST_STACKS]:
            _show(stack, record)
        for study in result.studies:
            for document in study.documents:
                _read(document, record)
    if path.is_file():
        with record.doing("tree"):
            read_tree(FileSource(path))
    return record


def _show(stack: ImageStack, record: Record) -> None:
    with record.doing("tree"):
        read_header_tree(stack.instances[0])
    with record.doing("words"):
        list(map(stack_problem_words, stack.description.problems))
        cine_of(stack.instances)
    with record.doing("thumbnail"):
        thumbnail(stack)
    with record.doing("load"):
        _pictures(_loaded(stack), stack, record)


def _loaded(stack: ImageStack) -> Volume:
    loader = VolumeLoader(stack)
    read = 0

    def count(_index: int) -> None:
        nonlocal read
        read += 1

    def is_enough() -> bool:
        return read >= MOST_SLICES or read * loader.volume.stored[0].nbytes > MOST_BYTES

    loader.run(count, is_enough)
    return loader.volume


def _pictures(volume: Volume, stack: ImageStack, record: Record) -> None:
    record.counts.update(f"slice: {problem}" for problem in volume.slice_problems.values())
    list(map(slice_problem_words, volume.slice_problems.values()))
    with record.doing("grey"):
        state = default_state(stack, volume)
        for index in filter(volume.is_loaded, range(len(stack.instances))):
            picture = render(volume, index, state)
            header = stack.instances[index]
            if picture.dtype != np.uint8 or picture.shape[:2] != (header.rows, header.columns):
                raise AssertionError(f"picture of {picture.shape} {picture.dtype}")
            volume.value_at(index, PixelIndex(0, 0))
            record.counts["pictures"] += 1
    shown = next(filter(volume.is_loaded, range(len(stack.instances))), None)
    if shown is not None and not volume.slice_problems.get(shown):
        with record.doing("figure"):
            draw_figure(FigureRequest(volume=volume, slice_index=shown, grey=state, size=FIGURE))


def _read(document: DocumentHeader, record: Record) -> None:
    record.counts["documents"] += 1
    readers: tuple[tuple[str, Callable[[], object]], ...] = (
        ("report", lambda: read_report(document.source)),
        ("facts", lambda: read_facts(document)),
        ("pdf", lambda: pdf_of(document)),
    )
    for step, read in readers:
        with record.doing(step):
            read()
