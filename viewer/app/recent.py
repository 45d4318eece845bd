"""What is remembered of things that were opened."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.storage.recent import RecentItem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.imaging.scan import ScanResult


def remembered(result: ScanResult, paths: Sequence[str], imported: Path) -> tuple[RecentItem, ...]:
    """Return the items for the list of recent things; titles hold no patient's name.

    Many files chosen at once are remembered as the folder they lie in. What lies in `imported`
    has names that say nothing: that is found in the library.
    """
    chosen = [Path(path) for path in paths if not Path(path).is_relative_to(imported)]
    if len(chosen) > 1:
        chosen = list(dict.fromkeys(path.parent for path in chosen))
    about = next(
        (study.text.study_description for study in result.studies if study.text.study_description),
        "",
    )
    return tuple(
        RecentItem(
            str(path.absolute()),
            " – ".join(filter(None, (path.name or str(path), about))),
            datetime.now(UTC),
        )
        for path in chosen
    )
