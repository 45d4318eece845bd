"""The analyses of a cephalogram for `findings.json` and `cephalometry.json` (docs/formats.md)."""

import json
from pathlib import Path
from typing import Final

from viewer.domain.cephalometry.analyses import Row
from viewer.domain.cephalometry.norms import Norm, Person, mismatches
from viewer.export.ceph_measured import Compared, LandmarkLine, MeasuredFilm
from viewer.foundation.files import atomic_write

Json = dict[str, object]

VERSION: Final = 1


def analyses_json(measured: MeasuredFilm | None) -> list[Json]:
    """Return every value that exists of every analysis; nothing of what is no cephalogram."""
    if measured is None:
        return []
    return [
        _row(row, one, measured)
        for one in measured.compared
        for row in one.rows
        if row.value is not None
    ]


def cephalometry_document(measured: MeasuredFilm) -> Json:
    """Return all of a cephalogram: scale, person, landmarks, analyses, what is missing."""
    person = measured.person
    return {
        "version": VERSION,
        "calibration": _calibration(measured),
        "person": {
            "age_years": person.age_years,
            "sex": None if person.sex is None else person.sex.value,
        },
        "landmarks": [_landmark(line, measured) for line in measured.landmarks],
        "analyses": analyses_json(measured),
        "not_measured": [
            {
                "analysis": one.analysis.key,
                "code": row.measure.code,
                "missing": list(row.missing),
                "awaits_calibration": row.awaits_calibration,
            }
            for one in measured.compared
            for row in one.rows
            if row.value is None
        ],
    }


def write_cephalometry(path: Path, measured: MeasuredFilm) -> None:
    """Write the document as UTF-8, all or nothing. Raises CannotWrite."""
    document = cephalometry_document(measured)
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    atomic_write(path, f"{text}\n".encode())


def _row(row: Row, one: Compared, measured: MeasuredFilm) -> Json:
    return {
        "analysis": one.analysis.key,
        "code": row.measure.code,
        "value": row.value,
        "unit": row.measure.unit.value,
        "uncertainty_sd": measured.errors.get(row.measure.code),
        "norm": None if row.norm is None else _norm(row.norm, one, measured.person),
        "deviation_sd": row.deviation_sd,
        "direction": None if row.direction is None else row.direction.value,
    }


def _norm(norm: Norm, one: Compared, person: Person) -> Json:
    against = () if one.norm_set is None else mismatches(one.norm_set, person)
    return {
        "mean": norm.mean if norm.span is None else None,
        "sd": norm.sd,
        "span": None if norm.span is None else list(norm.span),
        "set": None if one.norm_set is None else one.norm_set.key,
        "source": norm.source.citation,
        "evidence": norm.source.evidence.value,
        "is_doubtful": norm.is_doubtful,
        "mismatches": [each.value for each in against],
    }


def _calibration(measured: MeasuredFilm) -> Json | None:
    calibration = measured.film.calibration
    if calibration is None:
        return None
    return {
        "mm_per_pixel": list(calibration.mm_per_pixel),
        "source": None if calibration.source is None else calibration.source.value,
        "detail": calibration.detail,
        "magnification": calibration.magnification.value,
        "by_reader": calibration.is_by_reader,
    }


def _landmark(line: LandmarkLine, measured: MeasuredFilm) -> Json:
    return {
        "code": line.code,
        "origin": line.origin.value,
        "point": None if line.point is None else list(line.point),
        "from_n": None if line.forward is None else [line.forward, line.downward],
        "unit": "mm" if measured.is_calibrated else "px",
    }
