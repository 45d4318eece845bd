"""Where each landmark of a film is from: a service, a reader's correction, a reader alone."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from viewer.domain.cephalometry.film import Film
from viewer.domain.cephalometry.landmarks import LANDMARKS
from viewer.domain.finding import Finding


class LandmarkOrigin(StrEnum):
    """Where a landmark's place is from."""

    FOUND = "found"
    MOVED = "moved"
    PLACED = "placed"
    MISSING = "missing"


def origins_of(film: Film, findings: Iterable[Finding]) -> Mapping[str, LandmarkOrigin]:
    """Return the origin of each of the 46, in the order of their table, and of further ones."""
    by_uid = {finding.uid: finding for finding in findings}
    codes = [kind.code for kind in LANDMARKS]
    codes += [code for code in film.uids if code not in set(codes)]
    return {code: _origin(by_uid.get(film.uids.get(code, ""))) for code in codes}


def _origin(finding: Finding | None) -> LandmarkOrigin:
    if finding is None:
        return LandmarkOrigin.MISSING
    if finding.is_own:
        return LandmarkOrigin.PLACED
    return LandmarkOrigin.MOVED if finding.is_edited else LandmarkOrigin.FOUND
