"""The studies that were opened here, by reference: the images stay where they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, cast

from viewer.domain.references import SeriesReference
from viewer.domain.series import Identity, StudyText
from viewer.storage import places, times
from viewer.storage.database import Database, Row

_STUDY: Final = (
    "study_instance_uid, patient_name, patient_id, birth_date, sex, study_date, study_time,"
    " description, accession_number, first_opened, last_opened"
)
_SERIES: Final = (
    "study_instance_uid, series_instance_uid, part, modality, number, description, body_part,"
    " instance_count, first_sop_instance_uid, paths, last_seen"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSeries:
    """One stack of a known study; `paths` are where its files were seen last, in stack order."""

    reference: SeriesReference
    modality: str = ""
    number: str = ""
    description: str = ""
    body_part: str = ""
    instance_count: int = 0
    first_sop_instance_uid: str = ""
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownStudy:
    """One study as it was when it was opened last."""

    study_instance_uid: str
    identity: Identity = field(default_factory=Identity)
    text: StudyText = field(default_factory=StudyText)
    series: tuple[KnownSeries, ...] = ()
    first_opened: datetime | None = None
    last_opened: datetime | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """All files, each once."""
        return tuple(dict.fromkeys(path for series in self.series for path in series.paths))


class Studies:
    """The tables of studies and series."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, studies: Iterable[KnownStudy], now: datetime) -> None:
        """Keep studies that were opened just now, in one transaction.

        What was known of the same UIDs is replaced, their paths too; series that were not opened
        this time stay.
        """
        at = times.written(now)
        with self._database.transaction():
            for study in studies:
                self._put_study(study, at)
                for series in study.series:
                    self._put_series(series, at)

    def move(self, paths: Iterable[tuple[SeriesReference, Sequence[str]]], now: datetime) -> None:
        """Note where files of known series are now."""
        at = times.written(now)
        with self._database.transaction():
            for series, where in paths:
                self._database.write(
                    "UPDATE series SET paths=?, last_seen=? WHERE study_instance_uid=?"
                    " AND series_instance_uid=? AND part=?",
                    (places.to_text(where), at, *_key(series)),
                )

    def get(self, study_instance_uid: str) -> KnownStudy | None:
        """Return a study with its series; None where it is not known."""
        rows = self._database.read(
            f"SELECT {_STUDY} FROM studies WHERE study_instance_uid=?", (study_instance_uid,)
        )
        return _study(rows[0], self.series_of(study_instance_uid)) if rows else None

    def series_of(self, study_instance_uid: str) -> tuple[KnownSeries, ...]:
        """Return the known series of a study, by UID and part."""
        rows = self._database.read(
            f"SELECT {_SERIES} FROM series WHERE study_instance_uid=?"
            " ORDER BY series_instance_uid, part",
            (study_instance_uid,),
        )
        return tuple(map(_series, rows))

    def paths_of(self, series: SeriesReference) -> tuple[str, ...]:
        """Return where the files of one stack were seen last; empty where it is not known."""
        rows = self._database.read(
            "SELECT paths FROM series WHERE study_instance_uid=? AND series_instance_uid=?"
            " AND part=?",
            _key(series),
        )
        return places.from_text(str(rows[0][0])) if rows else ()

    def study_of_series(self, series_instance_uid: str) -> str:
        """Return the study under which a series was known last; empty where it is not."""
        rows = self._database.read(
            "SELECT study_instance_uid FROM series WHERE series_instance_uid=?"
            " ORDER BY last_seen DESC LIMIT 1",
            (series_instance_uid,),
        )
        return str(rows[0][0]) if rows else ""

    def folders(self, limit: int = 200) -> tuple[str, ...]:
        """Return the folders in which studies were seen, the latest first."""
        rows = self._database.read(
            "SELECT DISTINCT json_extract(paths, '$[0][0]') FROM"
            " (SELECT paths FROM series WHERE paths<>'[]' ORDER BY last_seen DESC LIMIT ?)",
            (limit,),
        )
        return tuple(str(row[0]) for row in rows)

    def uids(self) -> tuple[str, ...]:
        """Return the UIDs of all known studies."""
        rows = self._database.read("SELECT study_instance_uid FROM studies")
        return tuple(str(row[0]) for row in rows)

    def forget(self, study_instance_uid: str) -> None:
        """Remove the reference; its runs and what readers did stay."""
        self._database.write(
            "DELETE FROM studies WHERE study_instance_uid=?", (study_instance_uid,)
        )

    def count(self) -> int:
        """Return how many studies are known."""
        return cast("int", self._database.read("SELECT COUNT(*) FROM studies")[0][0])

    def _put_study(self, study: KnownStudy, at: str) -> None:
        identity, text = study.identity, study.text
        self._database.write(
            f"INSERT INTO studies ({_STUDY}) VALUES ({', '.join('?' * 11)})"
            " ON CONFLICT (study_instance_uid) DO UPDATE SET patient_name=excluded.patient_name,"
            " patient_id=excluded.patient_id, birth_date=excluded.birth_date, sex=excluded.sex,"
            " study_date=excluded.study_date, study_time=excluded.study_time,"
            " description=excluded.description, accession_number=excluded.accession_number,"
            " last_opened=excluded.last_opened",
            (
                study.study_instance_uid,
                *(identity.patient_name, identity.patient_id, identity.birth_date, identity.sex),
                *(text.study_date, text.study_time, text.study_description),
                *(text.accession_number, at, at),
            ),
        )

    def _put_series(self, series: KnownSeries, at: str) -> None:
        self._database.write(
            f"INSERT INTO series ({_SERIES}) VALUES ({', '.join('?' * 11)})"
            " ON CONFLICT (study_instance_uid, series_instance_uid, part) DO UPDATE SET"
            " modality=excluded.modality, number=excluded.number,"
            " description=excluded.description, body_part=excluded.body_part,"
            " instance_count=excluded.instance_count,"
            " first_sop_instance_uid=excluded.first_sop_instance_uid, paths=excluded.paths,"
            " last_seen=excluded.last_seen",
            (
                *_key(series.reference),
                *(series.modality, series.number, series.description, series.body_part),
                *(series.instance_count, series.first_sop_instance_uid),
                *(places.to_text(series.paths), at),
            ),
        )


def _key(series: SeriesReference) -> tuple[str, str, int]:
    return series.study_instance_uid, series.series_instance_uid, series.part


def _study(row: Row, series: tuple[KnownSeries, ...]) -> KnownStudy:
    text = [str(value) for value in row]
    return KnownStudy(
        study_instance_uid=text[0],
        identity=Identity(
            patient_name=text[1], patient_id=text[2], birth_date=text[3], sex=text[4]
        ),
        text=StudyText(
            study_date=text[5],
            study_time=text[6],
            study_description=text[7],
            accession_number=text[8],
        ),
        series=series,
        first_opened=times.read(text[9]),
        last_opened=times.read(text[10]),
    )


def _series(row: Row) -> KnownSeries:
    text = [str(value) for value in row]
    return KnownSeries(
        reference=SeriesReference(text[0], text[1], cast("int", row[2])),
        modality=text[3],
        number=text[4],
        description=text[5],
        body_part=text[6],
        instance_count=cast("int", row[7]),
        first_sop_instance_uid=text[8],
        paths=places.from_text(text[9]),
    )
