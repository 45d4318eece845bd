"""How fast the frames of a stack follow each other, as far as its file says so."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final, Literal

from viewer.imaging.dicom import tags
from viewer.imaging.dicom.elements import Elements
from viewer.imaging.instance import InstanceHeader

DEFAULT_RATE: Final = 15.0
"""Frames per second where the file does not say."""
SLOWEST_RATE: Final = 0.1
FASTEST_RATE: Final = 1000.0
"""What is slower or faster is not believed."""
_SWEEP: Final = 1
_TIME_LENGTH: Final = 14  # YYYYMMDDHHMMSS


class RateSource(StrEnum):
    """Which attribute the speed comes from."""

    RECOMMENDED = "RecommendedDisplayFrameRate"
    CINE_RATE = "CineRate"
    FRAME_TIME = "FrameTime"
    FRAME_TIMES = "FrameTimeVector"
    FRAME_DURATION = "ActualFrameDuration"
    MOMENTS = "FrameReferenceDateTime"
    DEFAULT = "default"


@dataclass(frozen=True)
class Cine:
    """Frames as they follow each other: stack indices with the time that each is shown for.

    `order` is one round: a loop starts again after it, a sweep has its way back in it.
    `durations_s` belongs to `order`, seconds at the file's own speed, all positive.
    """

    order: tuple[int, ...]
    durations_s: tuple[float, ...]
    source: RateSource = RateSource.DEFAULT

    @cached_property
    def ends_s(self) -> tuple[float, ...]:
        """When each frame of `order` ends, seconds from the start of the round."""
        return tuple(accumulate(self.durations_s))

    @property
    def rate(self) -> float:
        """Mean frames per second."""
        return len(self.order) / self.ends_s[-1]


def cine_of(headers: Sequence[InstanceHeader]) -> Cine:
    """Return how a stack plays (PS3.3 C.7.6.5); what the file says beyond reason is not believed.

    `headers` are in stack order. Frame times count only within one multi-frame object: between
    files nothing says that a stack is a sequence in time.
    """
    first = headers[0]
    times, source = _times(headers) if _are_one_object(headers) else ((), RateSource.DEFAULT)
    for tag, said in (
        (tags.CINE_RATE, RateSource.CINE_RATE),
        (tags.RECOMMENDED_RATE, RateSource.RECOMMENDED),
    ):
        rate = first.elements.number(tag)
        if rate is not None and _is_plausible(1 / rate if rate else 0.0):
            times, source = (1 / rate,) * len(headers), said
    if not times:
        times, source = (1 / DEFAULT_RATE,) * len(headers), RateSource.DEFAULT
    return _sequence(headers, times, source)


def is_cine(headers: Sequence[InstanceHeader]) -> bool:
    """Tell whether a stack is a sequence in time, which is looked at from its first frame on.

    The frames of one object without a place of their own in the patient are.
    """
    return (
        len(headers) > 1
        and _are_one_object(headers)
        and all(header.position == headers[0].position for header in headers)
    )


def _are_one_object(headers: Sequence[InstanceHeader]) -> bool:
    """Tell whether all are frames of one file; of 20,000 files that is told by the second."""
    first = headers[0].sop_instance_uid
    return all(header.sop_instance_uid == first for header in headers)


def _times(headers: Sequence[InstanceHeader]) -> tuple[tuple[float, ...], RateSource]:
    """Return the seconds that each frame is shown for, in stack order; empty when not said."""
    elements = headers[0].elements
    times = _from_vector(headers, elements.numbers(tags.FRAME_TIMES))
    if times and (_points_at(elements, tags.FRAME_TIMES) or not elements.has(tags.FRAME_TIME)):
        return times, RateSource.FRAME_TIMES
    for tag, source in (
        (tags.FRAME_TIME, RateSource.FRAME_TIME),
        (tags.FRAME_DURATION, RateSource.FRAME_DURATION),
    ):
        milliseconds = elements.number(tag)
        if milliseconds is not None and _is_plausible(milliseconds / 1000):
            return (milliseconds / 1000,) * len(headers), source
    return _from_moments(headers), RateSource.MOMENTS


def _points_at(elements: Elements, tag: int) -> bool:
    """Tell whether FrameIncrementPointer names an attribute: groups and numbers of 16 bit each."""
    order: Literal["little", "big"] = "little" if elements.is_little else "big"
    wanted = (tag >> 16).to_bytes(2, order) + (tag & 0xFFFF).to_bytes(2, order)
    pointers = elements.raw(tags.FRAME_INCREMENT)
    return any(pointers[at : at + 4] == wanted for at in range(0, len(pointers), 4))


def _from_vector(
    headers: Sequence[InstanceHeader], increments: tuple[float, ...]
) -> tuple[float, ...]:
    """Read FrameTimeVector: value i is the time in ms from frame i - 1 to frame i."""
    if len(increments) != headers[0].frame_count:
        return ()
    return _in_stack_order(headers, [value / 1000 for value in increments[1:]])


def _from_moments(headers: Sequence[InstanceHeader]) -> tuple[float, ...]:
    """Read FrameReferenceDateTime of an enhanced object's frames; only where they are no volume."""
    if len({header.position for header in headers}) > 1 or len(headers) != headers[0].frame_count:
        return ()
    moments = {h.frame: _seconds(h.elements.code(tags.FRAME_MOMENT)) for h in headers}
    in_order = [moments[frame] for frame in sorted(moments)]
    known = [moment for moment in in_order if moment is not None]
    if len(known) != len(headers):
        return ()
    return _in_stack_order(headers, [b - a for a, b in pairwise(known)])


def _in_stack_order(headers: Sequence[InstanceHeader], steps: list[float]) -> tuple[float, ...]:
    """Return the duration of each frame; the last one, of which nothing is said, has the mean."""
    if not steps or not all(map(_is_plausible, steps)):
        return ()
    durations = [*steps, sum(steps) / len(steps)]
    return tuple(durations[header.frame] for header in headers)


def _sequence(
    headers: Sequence[InstanceHeader], times: tuple[float, ...], source: RateSource
) -> Cine:
    elements = headers[0].elements
    order = _trimmed(headers)
    if elements.integer(tags.PLAYBACK) == _SWEEP and len(order) > 2:
        order += order[-2:0:-1]
    return Cine(order, tuple(times[index] for index in order), source)


def _trimmed(headers: Sequence[InstanceHeader]) -> tuple[int, ...]:
    """Return the indices from StartTrim to StopTrim (numbers of frames from 1), else all."""
    everything = tuple(range(len(headers)))
    start, stop = (headers[0].elements.number(t) for t in (tags.START_TRIM, tags.STOP_TRIM))
    if start is None or stop is None or not 1 <= start < stop <= len(headers):
        return everything
    return tuple(i for i in everything if start - 1 <= headers[i].frame <= stop - 1) or everything


def _seconds(text: str) -> float | None:
    """Return a DICOM date and time (YYYYMMDDHHMMSS.FFFFFF&ZZXX) as seconds; None if it is not."""
    whole, _, rest = text.partition(".")
    fraction = rest[:6].split("+")[0].split("-")[0]
    try:
        moment = datetime.strptime(whole[:_TIME_LENGTH], "%Y%m%d%H%M%S")  # noqa: DTZ007 (differences)
    except ValueError:
        return None
    share = float(f"0.{fraction}") if fraction.isascii() and fraction.isdigit() else 0.0
    return (moment - datetime(2000, 1, 1)).total_seconds() + share  # noqa: DTZ001 (differences)


def _is_plausible(seconds: float) -> bool:
    return math.isfinite(seconds) and 1 / FASTEST_RATE <= seconds <= 1 / SLOWEST_RATE
