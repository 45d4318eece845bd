"""A volume with just the slices that a picture needs."""

from collections.abc import Iterable

from viewer.imaging.loader import VolumeLoader
from viewer.imaging.stack import ImageStack
from viewer.imaging.volume import Volume


def volume_with(stack: ImageStack, slices: Iterable[int]) -> Volume:
    """Return the stack's volume in which those slices are read; the others may be or not.

    Blocking. Raises NotReadable when the stack is too large.
    """
    loader = VolumeLoader(stack)
    for index in sorted(set(slices)):
        loader.focus(index)
        loader.run(is_cancelled=lambda wanted=index: loader.volume.is_loaded(wanted))  # type: ignore[misc]
    return loader.volume
