"""How the grey values of each series were looked at last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from viewer.domain.references import SeriesReference
from viewer.storage import times
from viewer.storage.database import Database

_MOST: Final = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredGreys:
    """A choice as text and numbers; `center`, `width`, `function` only of a window by hand."""

    source: str
    number: int = 0
    preset: str = ""
    is_inverted: bool = False
    center: float | None = None
    width: float | None = None
    function: str = ""


class GreyChoices:
    """One choice per series and part; those longest unchanged are forgotten at last."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_series(self, series: SeriesReference) -> StoredGreys | None:
        """Return what was kept."""
        rows = self._database.read(
            "SELECT source, number, preset, is_inverted, center, width, function"
            " FROM grey_choices WHERE series_uid=? AND part=?",
            (series.series_instance_uid, series.part),
        )
        if not rows:
            return None
        source, number, preset, is_inverted, center, width, function = rows[0]
        return StoredGreys(
            source=str(source),
            number=int(str(number)),
            preset=str(preset),
            is_inverted=bool(is_inverted),
            center=None if center is None else float(str(center)),
            width=None if width is None else float(str(width)),
            function=str(function),
        )

    def keep(self, series: SeriesReference, greys: StoredGreys, now: datetime) -> None:
        """Remember a choice in place of the one before."""
        values = (
            *(series.series_instance_uid, series.part),
            *(greys.source, greys.number, greys.preset, int(greys.is_inverted)),
            *(greys.center, greys.width, greys.function, times.written(now)),
        )
        with self._database.transaction():
            self._database.write(
                "INSERT OR REPLACE INTO grey_choices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values
            )
            self._database.write(
                "DELETE FROM grey_choices WHERE (series_uid, part) IN (SELECT series_uid, part"
                " FROM grey_choices ORDER BY changed DESC LIMIT -1 OFFSET ?)",
                (_MOST,),
            )

    def forget(self, series: SeriesReference) -> None:
        """Remember nothing of a series."""
        self._database.write(
            "DELETE FROM grey_choices WHERE series_uid=? AND part=?",
            (series.series_instance_uid, series.part),
        )
