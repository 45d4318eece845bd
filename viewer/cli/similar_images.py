"""`viewer similar add` and `search`: which images are meant, and what became of them."""

import argparse
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from viewer.app.similar_files import AddedImage
from viewer.cli.windowing import window_of
from viewer.foundation.errors import KnownError, UnreadableImage, WrongUsage
from viewer.imaging.problems import SkipReason

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from viewer.cli.similar import Desk
    from viewer.imaging.problems import Skipped
    from viewer.imaging.stack import ImageStack
    from viewer.jobs.similar.adding import BatchProgress, ItemState, ToAdd
    from viewer.jobs.similar.picture import Region

Act = Callable[["Desk"], Awaitable[None]]
_NO_IMAGES: Final = frozenset(
    {
        SkipReason.EMPTY,
        SkipReason.NOT_AN_IMAGE_FILE,
        SkipReason.NO_PIXELS,
        SkipReason.DUPLICATE,
        SkipReason.BROKEN_DIRECTORY,
    }
)
"""Of a folder, what is no image or there twice is nothing that failed."""


def searching(args: argparse.Namespace) -> Act:
    """Return the search for an image. Raises KnownError where there is none that can be sent."""
    from viewer.vendors.similar.rules import MATCHES

    if args.limit not in MATCHES:
        raise WrongUsage(f"--limit is a number from {MATCHES[0]} to {MATCHES[-1]}")
    window_of(args.window)
    pixels = _wanted_pixels(args)

    async def act(desk: "Desk") -> None:
        from viewer.app.similar_files import search_json, written

        found = await desk.cases.search(desk.service, args.database, pixels, args.limit)
        print(written(search_json(found.matches)))

    return act


def _wanted_pixels(args: argparse.Namespace) -> "NDArray[np.uint8]":
    from viewer.imaging.decoding.pool import warm_up_for
    from viewer.jobs.pictures import rendered
    from viewer.jobs.similar.picture import cropped

    stacks, _ = _stacks([args.path])
    stack = _one_of(stacks, args.series)
    index = _frame(args, stack)
    region = _region(args, stack)
    warm_up_for(stack)
    index = stack.first_shown if index is None else index
    return cropped(rendered(stack, index, args.window or ""), region)


def _one_of(stacks: "Sequence[ImageStack]", series_uid: str | None) -> "ImageStack":
    """Return the one series that is meant. Raises AmbiguousInput."""
    from viewer.app.choosing import series_name
    from viewer.vendors.errors import AmbiguousInput

    if series_uid is not None:
        said = [s for s in stacks if s.description.reference.series_instance_uid == series_uid]
    else:
        said = list(stacks)
    if len(said) != 1:
        named = tuple(series_name(stack) for stack in stacks)
        raise AmbiguousInput(named, "" if said or series_uid is None else series_uid)
    return said[0]


def adding(args: argparse.Namespace) -> Act:
    """Return the adding of all images that are meant. Raises KnownError where there are none."""
    from viewer.cli.similar import as_usage
    from viewer.jobs.similar.problems import check_entity, check_extra

    window_of(args.window)
    if args.entity:
        as_usage(check_entity, args.entity)
    if args.extra is not None:
        as_usage(check_extra, args.extra)
    stacks, skipped = _stacks(args.paths)
    wanted = [one for stack in stacks for one in _images(args, stack)]

    async def act(desk: "Desk") -> None:
        await _add(desk, wanted, skipped)

    return act


def _images(args: argparse.Namespace, stack: "ImageStack") -> "Iterator[ToAdd]":
    from viewer.jobs.similar.adding import ToAdd

    frame, region = _frame(args, stack), _region(args, stack)
    for index in range(len(stack.instances)) if frame is None else (frame,):
        yield ToAdd(
            stack=stack,
            index=index,
            region=region,
            window=args.window or "",
            entity_id=args.entity,
            extra_data=args.extra,
        )


async def _add(desk: "Desk", wanted: "Sequence[ToAdd]", skipped: "Sequence[Skipped]") -> None:
    """Add them and say what became of each. Raises the first error, after all was tried."""
    adding = desk.cases.adding
    batch = adding.begin(desk.service, desk.args.database, wanted)
    adding.progressed.connect(_ProgressLines().say)
    error: KnownError | None = None
    try:
        await adding.run(batch)
    except KnownError as stopped:  # of the batch as a whole: full, refused, no connection
        error = stopped
    finally:  # what is added stays; what is left is not begun again by somebody else
        adding.cancel(batch)
    images = _told(wanted, adding.items(batch), skipped)
    fee = adding.progress(batch).fee
    adding.forget(batch)
    _say(desk, images, fee)
    first = error or next((image.error for image in images if image.error is not None), None)
    if first is not None:
        raise first


@dataclass(frozen=True, slots=True)
class _Told:
    """What became of one image; `error` where it failed."""

    told: AddedImage
    error: KnownError | None = None


def _told(
    wanted: "Sequence[ToAdd]", items: "Sequence[ItemState]", skipped: "Sequence[Skipped]"
) -> list[_Told]:
    from viewer.words.errors import error_words

    found = []
    for one, item in zip(wanted, items, strict=True):
        told = AddedImage(
            path=one.stack.instances[one.index].source.label,
            index=one.index,
            state=item.step.value,
            entity_id=item.entity_id,
            data_id=item.data_id,
            reason=error_words(item.failure).line if item.failure is not None else "",
        )
        found.append(_Told(told, item.failure))
    for file in skipped:
        unread = UnreadableImage(file.path, str(file.reason))
        told = AddedImage(path=file.path, state="failed", reason=error_words(unread).line)
        found.append(_Told(told, unread))
    return found


def _say(desk: "Desk", images: Sequence[_Told], fee: int) -> None:
    from viewer.app.similar_files import added_json, written

    if desk.args.json:
        print(written(added_json(desk.args.database, [image.told for image in images], fee)))
        return
    for told in (image.told for image in images):
        place = told.path if told.index is None else f"{told.path} [{told.index}]"
        print("\t".join(filter(None, (told.state, told.entity_id, place, told.reason))))


class _ProgressLines:
    """A line each time a tenth more is done, for who watches."""

    def __init__(self) -> None:
        self._tenths = 0
        self._is_watched = sys.stderr.isatty()

    def say(self, progress: "BatchProgress") -> None:
        """Print how far the batch is when it is worth a line."""
        tenths = progress.done * 10 // max(progress.total, 1)
        if tenths == self._tenths or not self._is_watched:
            return
        self._tenths = tenths
        with suppress(BrokenPipeError):
            print(f"{progress.done} / {progress.total}", file=sys.stderr, flush=True)


def _stacks(paths: Sequence[str]) -> "tuple[tuple[ImageStack, ...], list[Skipped]]":
    """Return the images of some places, and what was meant and is none. Raises UnreadableImage."""
    from viewer.imaging.scan import scan

    found = scan(paths)
    if not found.stacks:
        raise UnreadableImage(", ".join(paths), found.reason or "no files")
    named = {Path(path).resolve() for path in paths}
    return found.stacks, [
        file
        for file in found.unread
        if file.reason not in _NO_IMAGES or Path(file.path).resolve() in named
    ]


def _frame(args: argparse.Namespace, stack: "ImageStack") -> int | None:
    """Return which image is meant; None where nobody said. Raises WrongUsage."""
    count = len(stack.instances)
    if args.frame is not None and not 0 <= args.frame < count:
        raise WrongUsage(f"--frame counts from 0 to {count - 1} here")
    frame: int | None = args.frame
    return frame


def _region(args: argparse.Namespace, stack: "ImageStack") -> "Region | None":
    """Return the part that is meant; None where nobody said. Raises WrongUsage."""
    if args.region is None:
        return None
    columns, rows = stack.description.columns, stack.description.rows
    try:
        left, top, right, bottom = (int(part) for part in args.region.split(","))
    except ValueError as error:
        raise WrongUsage("--region is X1,Y1,X2,Y2: four whole numbers") from error
    if not (0 <= left < right <= columns and 0 <= top < bottom <= rows):
        raise WrongUsage(f"--region is X1,Y1,X2,Y2 with X1 < X2, Y1 < Y2 in {columns}×{rows}")
    return left, top, right, bottom
