"""Where an answer means: instance UID first, then the place in the patient, then the index."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np

from viewer.domain.finding import FindingNote, NoteKind, Placement
from viewer.domain.result import UnplacedReason
from viewer.domain.series import SeriesDescription
from viewer.geometry.grid import NearestSlice
from viewer.geometry.points import ImagePoint, PatientPoint
from viewer.geometry.regions import MarkerRegion
from viewer.vendors.gateway.endpoint import UidLookup

_AGREEMENT_PX: Final = 2.0
"""Farther apart than this, index and position do not mean the same place."""
_FARTHEST: Final = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredPlace:
    """What a service said of one place.

    `column`, `row`, `slice` are voxel *indices* (0 is the centre of the first), the slice
    counted ascending along the normal; `patient` is mm LPS. None where not said or no number.
    """

    sop_instance_uid: str = ""
    column: float | None = None
    row: float | None = None
    slice: float | None = None
    patient: PatientPoint | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A place found, and what the reader must know of it."""

    placement: Placement
    notes: tuple[FindingNote, ...]


@dataclass(frozen=True)
class Placer:
    """Finds places in one series. `origin` is the service's own, mm LPS, where it gave one."""

    series: SeriesDescription
    uid_map: UidLookup | None = None
    origin: tuple[float, ...] | None = None

    def place(self, said: AnsweredPlace, diameter_mm: float | None) -> Placed | UnplacedReason:
        """Return the placement of one answered place, or why there is none."""
        by_uid = self._slice_by_uid(said.sop_instance_uid)
        by_position = self._slice_by_position(said.patient)
        by_index = self._slice_by_index(said.slice)
        index = next((i for i in (by_uid, by_position, by_index) if i is not None), None)
        if index is None:
            is_given = said.slice is not None or said.patient is not None
            return UnplacedReason.OUTSIDE_IMAGE if is_given else UnplacedReason.NO_POSITION
        centre = self._centre(said, index)
        if centre is None:
            is_given = said.column is not None and said.row is not None
            return UnplacedReason.OUTSIDE_IMAGE if is_given else UnplacedReason.NO_POSITION
        notes = [
            *self._source_notes(said, by_uid, by_position),
            *_disagreement(index, (by_position, self._counted(said.slice))),
            *self._position_notes(said, index, centre),
        ]
        placement = Placement(
            instance=self.series.instances[index],
            slice_index=index,
            region=MarkerRegion(centre, diameter_mm),
            patient=self._patient(said, index, centre),
        )
        return Placed(placement, tuple(notes))

    def slice_of(self, uid: str) -> int | None:
        """Return the slice of a UID as it was sent; None for one that is not known, or none."""
        return self._slice_by_uid(uid)

    @cached_property
    def _originals(self) -> dict[str, str]:
        """The UIDs asked for so far, by those that were sent."""
        return {}

    @cached_property
    def _index_by_uid(self) -> dict[str, int]:
        """Slices by UID, those alone that one slice bears: a multi-frame file names them all."""
        counts = Counter(instance.sop_instance_uid for instance in self.series.instances)
        return {
            instance.sop_instance_uid: index
            for index, instance in enumerate(self.series.instances)
            if counts[instance.sop_instance_uid] == 1
        }

    @cached_property
    def _counts_from_the_top(self) -> bool:
        """Tell whether the service's origin lies at our last slice: its indices then descend."""
        geometry = self.series.geometry
        if geometry is None or self.origin is None or len(self.origin) != 3:
            return False
        origin = PatientPoint(*self.origin)
        first, last = (geometry.planes[i].position.distance_to(origin) for i in (0, -1))
        return last < first and last < (geometry.slice_spacing_mm or 0.0)

    def _slice_by_uid(self, uid: str) -> int | None:
        if not uid:
            return None
        if uid not in self._originals:
            self._originals[uid] = (self.uid_map.original(uid) if self.uid_map else None) or uid
        return self._index_by_uid.get(self._originals[uid])

    def _slice_by_position(self, point: PatientPoint | None) -> int | None:
        nearest = self._nearest(point)
        return nearest.index if nearest is not None else None

    def _slice_by_index(self, value: float | None) -> int | None:
        count = len(self.series.instances)
        if value is None or not -0.5 <= value <= count - 0.5:
            return None
        return min(count - 1, max(0, self._counted(value) or 0))

    def _counted(self, value: float | None) -> int | None:
        """Return the slice that an index means, also where the series has none there."""
        if value is None:
            return None
        index = round(min(_FARTHEST, max(-_FARTHEST, value)))
        return len(self.series.instances) - 1 - index if self._counts_from_the_top else index

    @cached_property
    def _nearest(self) -> Callable[[PatientPoint | None], NearestSlice | None]:
        """Where a point falls in the series; None outside it. One place asks several times."""
        geometry = self.series.geometry

        @lru_cache(maxsize=4)
        def nearest(point: PatientPoint | None) -> NearestSlice | None:
            if geometry is None or point is None or max(map(abs, point)) > _FARTHEST:
                return None
            found = geometry.nearest_slice(point)
            return found if geometry.holds(found) else None

        return nearest

    def _centre(self, said: AnsweredPlace, index: int) -> ImagePoint | None:
        if said.column is not None and said.row is not None:
            # Given and outside: a service that errs here is not corrected by guessing.
            point = ImagePoint.at_centre_of(said.column, said.row)
            return point if self._is_inside(point) else None
        foot = self._foot(said, index)
        return foot if foot is not None and self._is_inside(foot) else None

    def _is_inside(self, point: ImagePoint) -> bool:
        return 0 <= point.column <= self.series.columns and 0 <= point.row <= self.series.rows

    def _patient(self, said: AnsweredPlace, index: int, centre: ImagePoint) -> PatientPoint | None:
        """Return the answered point where it agrees with what is drawn, else the drawn one."""
        geometry = self.series.geometry
        if geometry is None:
            return None
        foot = self._foot(said, index)
        is_near = abs((self._slice_by_position(said.patient) or 0) - index) <= 1
        if foot and is_near and foot.distance_to(centre) <= _AGREEMENT_PX:
            return said.patient
        return geometry.planes[index].to_patient(centre)

    def _foot(self, said: AnsweredPlace, index: int) -> ImagePoint | None:
        geometry, nearest = self.series.geometry, self._nearest(said.patient)
        if geometry is None or nearest is None or said.patient is None:
            return None
        if nearest.index == index:
            return nearest.point
        return geometry.planes[index].to_image(said.patient)[0]

    def _source_notes(
        self, said: AnsweredPlace, by_uid: int | None, by_position: int | None
    ) -> list[FindingNote]:
        notes = []
        if said.sop_instance_uid and by_uid is None:
            notes.append(FindingNote(NoteKind.UNKNOWN_INSTANCE))
        if by_uid is None:
            is_position = by_position is not None
            kind = NoteKind.PLACED_BY_POSITION if is_position else NoteKind.PLACED_BY_INDEX
            notes.append(FindingNote(kind))
        return notes

    def _position_notes(
        self, said: AnsweredPlace, index: int, centre: ImagePoint
    ) -> list[FindingNote]:
        """Return the note that the position in the patient lies elsewhere, and how far in mm."""
        geometry = self.series.geometry
        if geometry is None or said.patient is None:
            return []
        plane = geometry.planes[index]
        foot = self._foot(said, index)
        if foot is not None and foot.distance_to(centre) <= _AGREEMENT_PX:
            return []
        elsewhere = plane.to_patient(foot) if foot is not None else said.patient
        apart = np.clip(np.subtract(elsewhere, plane.to_patient(centre)), -_FARTHEST, _FARTHEST)
        distance = f"{float(np.linalg.norm(apart)):.1f}"
        return [FindingNote(NoteKind.INDEX_DISAGREES_WITH_POSITION, (distance,))]


def _disagreement(drawn: int, others: tuple[int | None, ...]) -> list[FindingNote]:
    """Return the note that names the slices, from 1: the drawn one, then the others named."""
    far = [other for other in others if other is not None and abs(other - drawn) > 1]
    if not far:
        return []
    named = dict.fromkeys(str(index + 1) for index in (drawn, *far))
    return [FindingNote(NoteKind.SLICES_DISAGREE, tuple(named))]
