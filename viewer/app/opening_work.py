"""What opening does in threads: looking for images, imports, taking memory. All of it blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from viewer.app.background import Cancellation
    from viewer.imaging.loader import VolumeLoader
    from viewer.imaging.scan import ScanProgress, ScanResult
    from viewer.imaging.stack import ImageStack
    from viewer.storage.library import Library


def scanned(
    paths: Sequence[Path],
    library: Library,
    *,
    on_progress: Callable[[ScanProgress], None],
    is_cancelled: Cancellation,
) -> ScanResult:
    """Return what lies below the paths. Raises Cancelled, LibraryUnavailable."""
    from viewer.app.library_moves import with_known_studies
    from viewer.imaging.scan import scan

    result = scan(paths, on_progress=on_progress, is_cancelled=is_cancelled)
    result = with_known_studies(library, result)
    _ = result.unread  # of very many files, that takes too long for the window's own thread
    return result


def made_loader(stack: ImageStack) -> VolumeLoader:
    """Take the memory for a stack. Raises KnownError."""
    from viewer.imaging.loader import VolumeLoader

    prepare()  # else the window itself would wait until it is done
    _ = stack.windows_differ  # a look at every header
    return VolumeLoader(stack)


def prepare() -> None:
    """Import what the first image needs while its files are looked for: 60 ms for the window."""
    import viewer.ui.viewport.scene
    import viewer.editing.session  # isort: skip - in the order of need
    import viewer.app.crops
    import viewer.imaging.thumbnails
    import viewer.vendors.gateway.medical
    import viewer.vendors.limits  # noqa: F401
