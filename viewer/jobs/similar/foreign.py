"""Pictures that a service shows of its matches: fetched by the download rules, decoded apart."""

import asyncio
import contextlib
import logging
from pathlib import Path
from typing import Final
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from viewer.foundation.errors import KnownError
from viewer.jobs.pictures import rendered
from viewer.vendors.downloads import Downloader, Partial, Told, media_type_of
from viewer.vendors.errors import Garbled

_log = logging.getLogger(__name__)
MOST_BYTES: Final = 4 * 1024 * 1024
MOST_PIXELS: Final = 16_000_000
"""Of a picture's header: what a small file may claim to hold."""
_TRIES: Final = 2
_KINDS: Final = frozenset({"image/png", "image/jpeg"})


async def fetched(downloader: Downloader, address: str, folder: Path) -> NDArray[np.uint8] | None:
    """Return the pixels at an address, (r, c) or (r, c, 3); None where they cannot be had.

    The file lies in `folder` only meanwhile.
    """
    path = folder / uuid4().hex
    try:
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True, mode=0o700)
        if not await _is_fetched(downloader, address, path):
            return None
        return await asyncio.to_thread(decoded, path)
    except OSError as error:
        _log.info("no picture of a match: %s", type(error).__name__)
        return None
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def decoded(path: Path) -> NDArray[np.uint8] | None:
    """Return the pixels of a PNG or JPEG file, decoded in a worker; None where it is none.

    Blocks.
    """
    from viewer.imaging.scan import scan

    try:
        if media_type_of(path) not in _KINDS:
            return None
        stacks = scan([path]).stacks
        if not stacks:
            return None
        header = stacks[0].instances[0]
        if header.rows * header.columns > MOST_PIXELS:
            return None
        return rendered(stacks[0], 0)
    except (KnownError, OSError) as error:
        _log.info("a picture cannot be shown: %s", type(error).__name__)
        return None


async def _is_fetched(downloader: Downloader, address: str, path: Path) -> bool:
    """Fetch a file, once more where that fails; tell whether it is there."""
    for _ in range(_TRIES):
        room = _Room()
        try:
            await downloader.fetch(address, Partial(path), Told(room.begun, room.came))
        except KnownError as error:
            _log.info("no picture of a match: %s", type(error).__name__)
        else:
            return True
    return False


class _Room:
    """Ends a download that is larger than a picture may be."""

    def __init__(self) -> None:
        self._size = 0

    def begun(self, _already: int, total: int) -> None:
        self._check(total)

    def came(self, size: int) -> None:
        self._size += size
        self._check(self._size)

    @staticmethod
    def _check(size: int) -> None:
        if size > MOST_BYTES:
            raise Garbled("", f"more than {MOST_BYTES} bytes")
