"""The picture of one item: made from its file, written where it is uploaded from."""

import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from viewer.foundation.errors import UnreadableImage
from viewer.imaging.stack import ImageStack
from viewer.jobs.pictures import rendered
from viewer.jobs.similar.picture import cropped, encoded, extension_of, thumbnail, within_rule
from viewer.jobs.similar.uploads import write
from viewer.privacy.deidentify import NotSendable
from viewer.storage.blobs import Blobs
from viewer.storage.similar_rows import ItemSource, KeptItem
from viewer.vendors.similar.rules import ADD_MOST_BYTES

_SCANS_KEPT: Final = 4


@dataclass(frozen=True, slots=True)
class Made:
    """A picture as it leaves: its file, the hash of it, the kept file of its small one."""

    path: Path
    sha256: str
    thumbnail: str


class Sources:
    """Finds the image of an item: where it was begun with, or in its file. Any thread may ask."""

    def __init__(self, known: Mapping[int, tuple[ImageStack, int]] | None = None) -> None:
        self._known = dict(known or {})
        self._scans: dict[tuple[str, ...], tuple[ImageStack, ...]] = {}
        self._lock = threading.Lock()

    def has(self, number: int) -> bool:
        """Tell whether an item's image is known without looking for it."""
        return number in self._known

    def find(self, item: KeptItem, places: Sequence[str]) -> tuple[ImageStack, int]:
        """Return the stack and the index in it; blocks. Raises UnreadableImage.

        `places` are where the files of its series are now, should its own file be gone.
        """
        if item.number in self._known:
            return self._known[item.number]
        for paths in dict.fromkeys((item.source.paths, tuple(places))):
            for stack in self._scanned(paths) if paths else ():
                index = _index_in(stack, item.source)
                if index is not None:
                    return stack, index
        raise UnreadableImage(item.title, "the image is not where it was")

    def _scanned(self, paths: tuple[str, ...]) -> tuple[ImageStack, ...]:
        from viewer.imaging.scan import scan

        with self._lock:
            if paths not in self._scans:
                while len(self._scans) >= _SCANS_KEPT:
                    del self._scans[next(iter(self._scans))]
                self._scans[paths] = tuple(scan(paths).stacks)
            return self._scans[paths]


def made(
    item: KeptItem, sources: Sources, places: Sequence[str], folder: Path, blobs: Blobs
) -> Made:
    """Make an item's picture, or take the one that was made; blocks.

    Raises UnreadableImage, SliceNotReadable, NotReadable, NotSendable, CannotWrite.
    """
    for extension in ("png", "jpg"):
        path = folder / f"{item.number}.{extension}"
        if item.sha256 and item.thumbnail and _hash_of(path) == item.sha256:
            return Made(path, item.sha256, item.thumbnail)
    stack, index = sources.find(item, places)
    try:
        pixels = cropped(rendered(stack, index, item.source.window), item.link.region)
        content = encoded(within_rule(pixels), ADD_MOST_BYTES)
    except ValueError as error:  # a window or a region that is none
        raise NotSendable(item.source.sop_instance_uid, str(error)) from error
    path = folder / f"{item.number}.{extension_of(content)}"
    write(path, content)
    return Made(path, hashlib.sha256(content).hexdigest(), blobs.put(thumbnail(pixels)))


def _index_in(stack: ImageStack, source: ItemSource) -> int | None:
    return stack.description.index_of(source.sop_instance_uid, source.frame)


def _hash_of(path: Path) -> str:
    """Return the SHA-256 of a file; empty where it is gone."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
