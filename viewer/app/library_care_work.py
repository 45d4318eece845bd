"""What the settings' page about the library does in threads. All of it blocks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.storage.cleaning import clean, compact, found_waste
from viewer.storage.sizes import SizeKind, sizes
from viewer.words.jobs import bytes_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from viewer.app.background import Cancellation
    from viewer.storage.cleaning import Waste
    from viewer.storage.library import Library

Figure = tuple[str, str, str]
"""What, how many, how much room: in words."""


def figures(library: Library) -> tuple[Figure, ...]:
    """Count what there is and measure the room it takes."""
    with library.reader() as reading:
        counts = reading.database.read(
            "SELECT (SELECT COUNT(*) FROM studies), (SELECT COUNT(*) FROM runs),"
            " (SELECT COUNT(*) FROM ledger)"
        )[0]
    names = (
        QCoreApplication.translate("LibraryPage", "Known studies"),
        QCoreApplication.translate("LibraryPage", "Analyses"),
        QCoreApplication.translate("LibraryPage", "Events in the ledger"),
    )
    rows = [(name, f"{count:,}", "") for name, count in zip(names, counts, strict=True)]
    files = QCoreApplication.translate("LibraryPage", "Files: {0}")
    for entry in sizes(library.folders):
        many = files.format(f"{entry.files:,}") if entry.files else ""
        rows.append((size_kind_words(entry.kind), many, bytes_words(entry.size)))
    return tuple(rows)


def waste_of(
    library: Library, *, on_progress: Callable[[float], None], is_cancelled: Cancellation
) -> tuple[Waste, ...]:
    """Return what a clean-up would take away."""
    del on_progress  # its end is not known before
    with library.reader() as reading:
        return found_waste(reading, is_cancelled)


def cleaned(
    library: Library,
    waste: Sequence[Waste],
    *,
    on_progress: Callable[[float], None],
    is_cancelled: Cancellation,
) -> int:
    """Take it away; returns the bytes that freed."""
    with library.reader() as reading:
        return clean(
            reading,
            waste,
            on_progress=lambda done, total: on_progress(done / total),
            is_cancelled=is_cancelled,
        )


def compacted(
    library: Library, *, on_progress: Callable[[float], None], is_cancelled: Cancellation
) -> int:
    """Write the database without gaps; returns the bytes that freed. Cannot be stopped."""
    del on_progress, is_cancelled
    with library.writer() as writing:
        return compact(writing.database)


def backed_up(
    library: Library, *, on_progress: Callable[[float], None], is_cancelled: Cancellation
) -> str:
    """Copy the library; returns where to."""
    from viewer.storage.backups import back_up, daily_backup
    from viewer.storage.troubles import translated

    del on_progress, is_cancelled
    target = daily_backup(library.folders.library, datetime.now(UTC).date())
    with library.reader() as reading, translated(target):
        back_up(reading.database.connection, target)
    return str(target)


def checked(
    library: Library, *, on_progress: Callable[[float], None], is_cancelled: Cancellation
) -> str:
    """Check the whole library; returns what came of it and what is wrong, in words."""
    from viewer.storage.checks import CheckName
    from viewer.storage.verify import verify
    from viewer.words.verify import check_lines, summary

    order = list(CheckName)

    def begun(name: CheckName) -> None:
        on_progress(order.index(name) / len(order))

    with library.reader() as reading:
        verification = verify(reading, on_progress=begun, is_cancelled=is_cancelled)
    wrong = [check for check in verification.checks if not check.is_sound]
    lines = [line for check in wrong for line in check_lines(check, verification.library)]
    return "\n".join((summary(verification), *lines))


def size_kind_words(kind: SizeKind) -> str:
    """Return what takes room, in words."""
    words = {
        SizeKind.DATABASE: QCoreApplication.translate("LibraryPage", "Database"),
        SizeKind.ANSWERS: QCoreApplication.translate("LibraryPage", "Answers and result files"),
        SizeKind.IMPORTED: QCoreApplication.translate("LibraryPage", "Imported images"),
        SizeKind.BACKUPS: QCoreApplication.translate("LibraryPage", "Copies of the library"),
        SizeKind.UPLOADS: QCoreApplication.translate("LibraryPage", "Images made ready to send"),
        SizeKind.SERVICE: QCoreApplication.translate("LibraryPage", "The built-in service"),
        SizeKind.LOGS: QCoreApplication.translate("LibraryPage", "Logs"),
    }
    return words[kind]
