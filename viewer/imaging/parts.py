"""A series taken apart into what can lie in one stack: same size, orientation, kind, patient."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from viewer.domain.series import SplitReason
from viewer.geometry.plane import Vector, are_parallel
from viewer.imaging.dicom import tags
from viewer.imaging.instance import InstanceHeader
from viewer.imaging.spacing import SPACING_TAGS

_SAME_SPACING: Final = 1e-3
_SAME_HEIGHT_MM: Final = 1e-3


_RAW_KEY: Final = (
    tags.ROWS,
    tags.COLUMNS,
    tags.SAMPLES,
    tags.BITS_ALLOCATED,
    tags.PIXEL_REPRESENTATION,
    tags.PHOTOMETRIC,
    tags.MODALITY,
    tags.IMAGE_TYPE,
    tags.PATIENT_ID,
    tags.PATIENT_NAME,
    tags.ORIENTATION,
    *SPACING_TAGS,
)
_PHASES: Final = (
    tags.TEMPORAL_POSITION,
    tags.ACQUISITION_NUMBER,
    tags.ECHO_NUMBERS,
    tags.SERIES_DESCRIPTION,
    tags.TEMPORAL_INDEX,
    tags.STACK_ID,
)
_INDEX_BYTES: Final = 4
"""DimensionIndexValues are UL (PS3.3 C.7.6.16.2.2)."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What must agree within one stack; orientation and spacing within a tolerance."""

    patient: tuple[bytes, bytes]
    size: tuple[int, int]
    pixels: tuple[int, int, bool, str]
    kind: tuple[str, ...]
    orientation: tuple[Vector, Vector] | None
    spacing: tuple[float, float] | None
    aspect: float
    """Of pixels without spacing; else 1."""
    has_position: bool
    segment: int | None

    def differences(self, other: "_Facts") -> frozenset[SplitReason]:
        """Return in what two images differ too much."""
        differs = {
            SplitReason.PATIENT: self.patient != other.patient,
            SplitReason.SIZE: self.size != other.size,
            SplitReason.PIXELS: self.pixels != other.pixels,
            SplitReason.KIND: self.kind != other.kind,
            SplitReason.ORIENTATION: not _is_parallel(self.orientation, other.orientation),
            SplitReason.SPACING: not _is_close(self.spacing, other.spacing)
            or abs(self.aspect / other.aspect - 1) >= _SAME_SPACING,
            SplitReason.SEGMENT: self.segment != other.segment,
            SplitReason.POSITION: self.has_position != other.has_position,
        }
        return frozenset(reason for reason, is_so in differs.items() if is_so)


@dataclass(frozen=True, slots=True)
class Part:
    """Images of one series that fit together, and why they were parted from the others."""

    headers: tuple[InstanceHeader, ...]
    reasons: frozenset[SplitReason] = frozenset()


def parts_of(headers: Iterable[InstanceHeader]) -> tuple[Part, ...]:
    """Take a series apart: segments by number, else the largest part first.

    A sequence of phases becomes one part each.
    """
    by_key: dict[tuple[object, ...], list[InstanceHeader]] = {}
    for header in headers:
        values = header.elements.values
        key = (*map(values.get, _RAW_KEY), header.position is not None, _segment(header))
        by_key.setdefault(key, []).append(header)
    clusters: list[tuple[_Facts, list[InstanceHeader]]] = []
    for group in by_key.values():
        facts = _facts(group[0])
        home = next((c for f, c in clusters if not f.differences(facts)), None)
        if home is None:
            clusters.append((facts, list(group)))
        else:
            home.extend(group)
    clusters.sort(key=_rank)
    parts = []
    for facts, members in clusters:
        reasons = frozenset[SplitReason]().union(*(facts.differences(f) for f, _ in clusters))
        phases = phases_of(members)
        more = frozenset({SplitReason.PHASE}) if len(phases) > 1 else frozenset[SplitReason]()
        parts += [Part(tuple(phase), reasons | more) for phase in phases]
    return tuple(parts)


def _rank(cluster: tuple[_Facts, list[InstanceHeader]]) -> tuple[int, int, int]:
    facts, members = cluster
    if facts.segment is not None:
        return (0, facts.segment, 0)
    return (1, -len(members), _first_number(members))


def phases_of(headers: Sequence[InstanceHeader]) -> list[list[InstanceHeader]]:
    """Part images that show each place equally often, by the attribute that counts the times.

    Returns all of them together when no attribute gives each phase each place once.
    """
    heights = _heights(headers)
    if heights is None:
        return [list(headers)]
    counts = np.unique(heights, return_counts=True)[1]
    times = int(counts[0])
    if len(counts) < 2 or times < 2 or not np.all(counts == times):
        return [list(headers)]
    for keys in _phase_keys(headers):
        groups: dict[bytes | int, list[int]] = {}
        for index, key in enumerate(keys):
            groups.setdefault(key, []).append(index)
        if len(groups) == times and all(
            len(set(heights[group])) == len(counts) == len(group) for group in groups.values()
        ):
            return [[headers[i] for i in group] for group in groups.values()]
    return [list(headers)]


def _phase_keys(headers: Sequence[InstanceHeader]) -> Iterator[Sequence[bytes | int]]:
    """Yield what may count the times, per image: attributes, then each dimension of the object."""
    for tag in _PHASES:
        yield [header.elements.raw(tag) for header in headers]
    indices = [header.elements.raw(tags.DIMENSION_INDEX) for header in headers]
    size = len(indices[0])
    if size % _INDEX_BYTES or any(len(index) != size for index in indices):
        return
    order = "<" if headers[0].elements.is_little else ">"
    table = np.frombuffer(b"".join(indices), f"{order}u{_INDEX_BYTES}").reshape(len(headers), -1)
    for column in table.T:
        yield column.tolist()


def _heights(
    headers: Sequence[InstanceHeader],
) -> "np.ndarray[tuple[int], np.dtype[np.float64]] | None":
    """Return heights along the normal rounded to the tolerance; None without positions."""
    orientation = headers[0].orientation
    positions = [header.position for header in headers]
    if orientation is None or None in positions or len(headers) < 4:
        return None
    heights = np.array(positions, float) @ np.cross(*orientation)
    rounded: np.ndarray[tuple[int], np.dtype[np.float64]] = np.round(heights / _SAME_HEIGHT_MM)
    return rounded


def _facts(header: InstanceHeader) -> _Facts:
    raw = header.elements.raw
    spacing = header.spacing
    return _Facts(
        patient=(raw(tags.PATIENT_ID).strip(b"\0 "), raw(tags.PATIENT_NAME).strip(b"\0 ")),
        size=(header.rows, header.columns),
        pixels=(header.samples, header.bits_allocated, header.is_signed, header.photometric),
        kind=(header.modality, *header.image_type[:3], str(header.is_localizer)),
        orientation=header.orientation,
        spacing=None if spacing is None else spacing.mm,
        aspect=header.spacing_found.aspect_ratio if spacing is None else 1.0,
        has_position=header.position is not None,
        segment=_segment(header),
    )


def _segment(header: InstanceHeader) -> int | None:
    return None if header.segment is None else header.segment.number


def _first_number(headers: Iterable[InstanceHeader]) -> int:
    return min(header.instance_number or 0 for header in headers)


def _is_parallel(one: tuple[Vector, Vector] | None, other: tuple[Vector, Vector] | None) -> bool:
    if one is None or other is None:
        return one is other
    return one == other or all(are_parallel(u, v) for u, v in zip(one, other, strict=True))


def _is_close(one: tuple[float, float] | None, other: tuple[float, float] | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(abs(a / b - 1) < _SAME_SPACING for a, b in zip(one, other, strict=True))
