"""The list of all known studies with what became of each: one row per study."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, cast

from viewer.domain.references import SeriesReference
from viewer.storage.database import Database

_LATEST_RUNS: Final = (
    "SELECT study_instance_uid, uid, MAX(rowid) FROM runs WHERE state<>'failed'"
    " GROUP BY study_instance_uid, series_instance_uid, part, endpoint"
)
_OWN: Final = (
    "SELECT study_instance_uid, COUNT(*), SUM(decision<>'undecided') FROM findings"
    " WHERE run_uid='' GROUP BY study_instance_uid"
)
_OF_RUNS: Final = (
    "SELECT run_uid, COUNT(*), SUM(decision<>'undecided') FROM findings"
    " WHERE run_uid<>'' GROUP BY run_uid"
)
_SIGNATURES: Final = (
    "SELECT study_instance_uid, series_instance_uid, part, action, MAX(sequence) FROM ledger"
    " WHERE action IN ('sign', 'addendum')"
    " GROUP BY series_instance_uid, study_instance_uid, part"
)


class Signed(StrEnum):
    """How far the readings of a study are signed."""

    NO = "no"
    PARTLY = "partly"
    """One stack is signed, another that was read is not, or was opened again."""
    YES = "yes"


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyFacts:
    """One known study in the list. Texts are as in the files; times are UTC, ISO 8601."""

    study_instance_uid: str
    patient_name: str
    patient_id: str
    birth_date: str
    study_date: str
    study_time: str
    description: str
    accession_number: str
    last_opened: str
    modalities: tuple[str, ...] = ()
    images: int = 0
    runs: int = 0
    findings: int = 0
    judged: int = 0
    signed: Signed = Signed.NO


def known_studies(
    database: Database, concealed: frozenset[str] = frozenset()
) -> tuple[StudyFacts, ...]:
    """Return all known studies, the one opened last first. Takes about 0.2 s for 20,000.

    Findings of `concealed` runs are not counted: their reader is not to know of them yet.
    """
    series, runs = _series_facts(database), _run_counts(database)
    findings, signed = _finding_counts(database, concealed), _signed(database)
    rows = database.read(
        "SELECT study_instance_uid, patient_name, patient_id, birth_date, study_date, study_time,"
        " description, accession_number, last_opened FROM studies ORDER BY last_opened DESC"
    )
    facts = []
    for row in rows:
        uid = str(row[0])
        modalities, images = series.get(uid, ((), 0))
        total, judged = findings.get(uid, (0, 0))
        facts.append(
            StudyFacts(
                study_instance_uid=uid,
                patient_name=str(row[1]),
                patient_id=str(row[2]),
                birth_date=str(row[3]),
                study_date=str(row[4]),
                study_time=str(row[5]),
                description=str(row[6]),
                accession_number=str(row[7]),
                last_opened=str(row[8]),
                modalities=modalities,
                images=images,
                runs=runs.get(uid, 0),
                findings=total,
                judged=judged,
                signed=signed.get(uid, Signed.NO),
            )
        )
    return tuple(facts)


def _series_facts(database: Database) -> dict[str, tuple[tuple[str, ...], int]]:
    modalities: dict[str, dict[str, None]] = defaultdict(dict)
    images: dict[str, int] = defaultdict(int)
    for uid, modality, count in database.read(
        "SELECT study_instance_uid, modality, SUM(instance_count) FROM series"
        " GROUP BY study_instance_uid, modality"
    ):
        images[str(uid)] += cast("int", count)
        if modality:
            modalities[str(uid)][str(modality)] = None
    return {uid: (tuple(modalities[uid]), count) for uid, count in images.items()}


def _run_counts(database: Database) -> dict[str, int]:
    rows = database.read(
        "SELECT study_instance_uid, COUNT(*) FROM runs GROUP BY study_instance_uid"
    )
    return {str(uid): cast("int", count) for uid, count in rows}


def _finding_counts(database: Database, concealed: frozenset[str]) -> dict[str, tuple[int, int]]:
    """Return (all, judged) per study: of each stack's latest run of each analysis, and own ones."""
    of_runs = {str(run): (total, judged) for run, total, judged in database.read(_OF_RUNS)}
    counts: dict[str, tuple[int, int]] = {
        str(uid): (cast("int", total), cast("int", judged))
        for uid, total, judged in database.read(_OWN)
    }
    for study, run, _row in database.read(_LATEST_RUNS):
        if run in concealed:
            continue
        total, judged = counts.get(str(study), (0, 0))
        more, more_judged = of_runs.get(str(run), (0, 0))
        counts[str(study)] = (total + cast("int", more), judged + cast("int", more_judged))
    return counts


def _signed(database: Database) -> dict[str, Signed]:
    latest = {
        SeriesReference(str(study), str(series), cast("int", part)): str(action)
        for study, series, part, action, _sequence in database.read(_SIGNATURES)
    }
    if not latest:
        return {}
    stacks: dict[str, list[bool]] = defaultdict(list)
    read = database.read(
        "SELECT DISTINCT study_instance_uid, series_instance_uid, part FROM ledger"
    )
    for study, series, part in read:
        reference = SeriesReference(str(study), str(series), cast("int", part))
        stacks[str(study)].append(latest.get(reference) == "sign")
    return {
        uid: Signed.YES if all(signed) else Signed.PARTLY
        for uid, signed in stacks.items()
        if any(signed)
    }
