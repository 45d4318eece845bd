"""What this program shows of a file: 8-bit pictures of its first and middle frame."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from viewer.imaging.grey.voi import GreyState, default_state, render
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.pixels import forget_inflated, read_into
from viewer.imaging.problems import NotReadable, SliceNotReadable
from viewer.imaging.scan import scan
from viewer.imaging.stack import ImageStack
from viewer.imaging.volume import Volume


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One frame as shown. `pixels` is (rows, columns) or (rows, columns, 3), None when refused."""

    header: InstanceHeader
    state: GreyState
    pixels: NDArray[np.uint8] | None
    problem: str = ""


@dataclass(frozen=True)
class Shown:
    """The pictures of one file, or why there are none."""

    pictures: tuple[Picture, ...] = ()
    refusal: str = ""


def shown(path: Path) -> Shown:
    """Open a file as the program does, each frame with the file's own first window."""
    found = scan([path])
    wanted = {0, sum(len(stack.instances) for stack in found.stacks) // 2}
    try:
        pictures = [
            _picture(stack, index)
            for stack in found.stacks
            for index, header in enumerate(stack.instances)
            if header.frame in wanted
        ]
    except NotReadable as problem:
        return Shown(refusal=str(problem))
    finally:
        forget_inflated()
    if not pictures:
        return Shown(refusal=found.reason)
    return Shown(tuple(sorted(pictures, key=lambda picture: picture.header.frame)))


def _picture(stack: ImageStack, index: int) -> Picture:
    volume = Volume(stack)
    header = stack.instances[index]
    try:
        problem = read_into(volume.stored[index], header)
    except SliceNotReadable as error:
        return Picture(header=header, state=default_state(stack), pixels=None, problem=str(error))
    volume.mark_loaded(index, problem)
    state = default_state(stack, volume)
    if header.windows:
        state = GreyState(header.windows[0])
    pixels = render(volume, index, state).copy()
    return Picture(header=header, state=state, pixels=pixels, problem=str(problem or ""))
