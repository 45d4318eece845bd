"""All rows of one study, as they leave the library in a package and as they come in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from viewer.domain.references import SeriesReference
from viewer.foundation.errors import LibraryTrouble, LibraryUnavailable
from viewer.storage import snapshot
from viewer.storage.database import Database, Row
from viewer.storage.ledger_chain import COLUMNS as LEDGER_COLUMNS

_FINAL: Final = "('done', 'failed', 'cancelled')"
_JOBS: Final = f"SELECT uid FROM jobs WHERE study_instance_uid=? AND state IN {_FINAL}"
_SERIES: Final = "SELECT series_instance_uid FROM series WHERE study_instance_uid=?"


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of the package: its columns, and which of its rows belong to a study.

    `defaults` are columns that stay here: they tell of this computer or of an upload of ours.
    `later` are columns that packages of older releases do not have, with what they stand for.
    """

    name: str
    columns: tuple[str, ...]
    condition: str
    defaults: tuple[tuple[str, str], ...] = ()
    later: tuple[tuple[str, str | None], ...] = ()


def _columns(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


SPECS: Final = (
    TableSpec(
        "studies",
        _columns(
            "study_instance_uid, patient_name, patient_id, birth_date, sex, study_date,"
            " study_time, description, accession_number, first_opened, last_opened"
        ),
        "study_instance_uid=?",
    ),
    TableSpec(
        "series",
        _columns(
            "study_instance_uid, series_instance_uid, part, modality, number, description,"
            " body_part, instance_count, first_sop_instance_uid, last_seen"
        ),
        "study_instance_uid=?",
        (("paths", "[]"),),
    ),
    TableSpec(
        "jobs",
        _columns(
            "uid, endpoint, study_instance_uid, series_instance_uid, part, service, created,"
            " changed, state, intent_key, input_hash, parameters, title, request_id, fee,"
            " answer_hash, failure, snapshot, is_rerun, evidence_hash, frame, grey_window"
        ),
        f"uid IN ({_JOBS})",
        # other inputs may be of another study, which is not in the package
        (
            *(("source_paths", "[]"), ("object_keys", "[]")),
            *(("inputs", "[]"), ("input_snapshots", "[]")),
        ),
        (("frame", None), ("grey_window", "")),
    ),
    TableSpec(
        "runs",
        _columns(
            "uid, endpoint, study_instance_uid, series_instance_uid, part, state, service,"
            " started, finished, fee, answer_hash, parameters, failure"
        ),
        f"uid IN ({_JOBS})",
    ),
    TableSpec(
        "result_files",
        _columns("job_uid, name, state, content_hash, size, media_type, failure, changed"),
        f"job_uid IN ({_JOBS})",
    ),
    TableSpec("receipts", _columns("job_uid, content, made"), f"job_uid IN ({_JOBS})"),
    TableSpec("own_texts", _columns("run_uid, text, changed"), f"run_uid IN ({_JOBS})"),
    TableSpec(
        "grey_choices",
        _columns(
            "series_uid, part, source, number, preset, is_inverted, center, width, function,"
            " changed"
        ),
        f"series_uid IN ({_SERIES})",
    ),
    TableSpec("ledger", _columns(LEDGER_COLUMNS), "study_instance_uid=?"),
)
UID_PAIRS: Final = TableSpec("uid_pairs", ("sent", "original"), "")
_BLOBS: Final = (
    *(("jobs", "answer_hash"), ("jobs", "evidence_hash")),
    *(("runs", "answer_hash"), ("result_files", "content_hash")),
)


@dataclass(frozen=True, slots=True)
class StudyRows:
    """The rows of one study by table; the values are in the order of the table's columns."""

    study_instance_uid: str
    tables: Mapping[str, Sequence[Row]]

    def column(self, table: str, name: str) -> Iterator[object]:
        """Yield one column of a table."""
        place = spec_of(table).columns.index(name)
        return (row[place] for row in self.tables.get(table, ()))

    @property
    def blobs(self) -> tuple[str, ...]:
        """Names of the files that rows name: answers, result files."""
        names = (str(name) for table, column in _BLOBS for name in self.column(table, column))
        return tuple(sorted({name for name in names if name}))

    def instances_of(self, stack: SeriesReference) -> int:
        """Return of how many images a stack was. Raises KeyError for one that no row knows."""
        names = ("series_instance_uid", "part", "instance_count")
        known = {
            (series, part): count
            for series, part, count in zip(
                *(self.column("series", name) for name in names), strict=True
            )
        }
        return cast("int", known[stack.series_instance_uid, stack.part])

    @property
    def own_uids(self) -> frozenset[str]:
        """All UIDs of the study's images that analyses know, which may have been sent as others.

        Raises BugError where a kept description cannot be read.
        """
        uids = {self.study_instance_uid}
        for text in self.column("jobs", "snapshot"):
            series = snapshot.from_text(str(text))
            uids.add(series.reference.series_instance_uid)
            uids.add(series.frame_of_reference_uid)
            uids.update(instance.sop_instance_uid for instance in series.instances)
        return frozenset(uids)


def spec_of(table: str) -> TableSpec:
    """Return the description of a table of the package."""
    return next(spec for spec in (*SPECS, UID_PAIRS) if spec.name == table)


def rows_of_study(database: Database, study_instance_uid: str) -> StudyRows:
    """Return everything that is kept of a study; jobs that are under way stay here.

    Blocks, for a thread. Raises LibraryUnavailable for a study that is not known.
    """
    tables = {spec.name: _rows(database, spec, study_instance_uid) for spec in SPECS}
    if not tables["studies"]:
        raise LibraryUnavailable(study_instance_uid, LibraryTrouble.MISSING, "no such study")
    own = StudyRows(study_instance_uid, tables).own_uids
    pairs = [
        pair for pair in database.rows("SELECT sent, original FROM uid_pairs") if pair[1] in own
    ]
    return StudyRows(study_instance_uid, tables | {UID_PAIRS.name: pairs})


def _rows(database: Database, spec: TableSpec, uid: str) -> list[Row]:
    order = "sequence" if spec.name == "ledger" else "1, 2"
    return database.read(
        f"SELECT {', '.join(spec.columns)} FROM {spec.name} WHERE {spec.condition}"
        f" ORDER BY {order}",
        (uid,),
    )
