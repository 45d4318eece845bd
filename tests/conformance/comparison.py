"""Comparing one file's pictures with the reference, to one result."""

import os
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.conformance.corpus import Sample, samples
from tests.conformance.pictures import Picture, shown
from tests.conformance.reference import can_show, reference
from viewer.imaging.problems import SkipReason

GREY_LEVELS = 1
COLOUR_LEVELS = 2
SHARE = 0.999
_WORKERS = min(4, (os.cpu_count() or 1) + 1)


class Outcome(StrEnum):
    """How a file compares."""

    EQUAL = "equal"
    DIFFERENT = "different"
    NO_REFERENCE = "no reference"
    """This program shows it, the other does not."""
    NOT_SHOWN = "not shown"
    """The other program shows it, this one says why not."""
    BOTH_REFUSE = "refused by both"
    NO_PICTURE = "not an image"


@dataclass(frozen=True, kw_only=True)
class Result:
    """One file: what it holds and how it compares; `words` are for people."""

    name: str
    outcome: Outcome
    syntax: str = ""
    photometric: str = ""
    bits: str = ""
    frames: int = 0
    by: str = ""
    words: str = ""


def compared(data: Path, group: str) -> tuple[Result, ...]:
    """Compare all files of a group; other programs run beside this one."""
    with warnings.catch_warnings(), ThreadPoolExecutor(_WORKERS) as pool:
        warnings.simplefilter("ignore", UserWarning)  # pydicom's words on damaged files
        return tuple(pool.map(compare, samples(data, group)))


def compare(sample: Sample) -> Result:
    """Compare one file."""
    ours = shown(sample.path)
    if not ours.pictures:
        return _refused(sample, ours.refusal)
    refused = [picture.problem for picture in ours.pictures if picture.pixels is None]
    verdicts = [_verdict(sample, picture) for picture in ours.pictures]
    worst = max(verdicts, key=lambda verdict: verdict[0] is not Outcome.EQUAL)
    first = ours.pictures[0].header
    return Result(
        name=sample.name,
        outcome=worst[0],
        syntax=first.syntax,
        photometric=first.photometric,
        bits=f"{first.bits_allocated}/{first.bits_stored}{'s' if first.is_signed else ''}",
        frames=first.frame_count,
        by=worst[1],
        words=refused[0] if refused else worst[2],
    )


def _refused(sample: Sample, reason: str) -> Result:
    has_pixels = any(
        tag in sample.path.read_bytes()
        for tag in (
            b"\xe0\x7f\x10\x00",
            b"\x7f\xe0\x00\x10",
            b"\xe0\x7f\x08\x00",
            b"\xe0\x7f\x09\0",
        )
    )
    if not has_pixels:
        return Result(name=sample.name, outcome=Outcome.NO_PICTURE, words=reason)
    is_bomb = reason.startswith(SkipReason.TOO_LARGE)  # DCMTK would take the memory
    is_shown = not is_bomb and can_show(sample.path)
    outcome = Outcome.NOT_SHOWN if is_shown else Outcome.BOTH_REFUSE
    return Result(name=sample.name, outcome=outcome, by="DCMTK", words=reason)


def _verdict(sample: Sample, picture: Picture) -> tuple[Outcome, str, str]:
    theirs = reference(sample.path, picture)
    if picture.pixels is None:
        outcome = Outcome.BOTH_REFUSE if theirs.pixels is None else Outcome.NOT_SHOWN
        return outcome, theirs.by, picture.problem
    if theirs.pixels is None:
        return Outcome.NO_REFERENCE, theirs.by, theirs.words
    words = difference(picture.pixels, theirs.pixels)
    return (Outcome.DIFFERENT if words else Outcome.EQUAL), theirs.by, words or picture.problem


def difference(ours: NDArray[np.uint8], theirs: NDArray[np.uint8]) -> str:
    """Return in words how two pictures differ, nothing when they agree."""
    if ours.ndim == 3 and theirs.ndim == 2:
        theirs = np.repeat(theirs[..., None], 3, axis=2)
    if ours.shape != theirs.shape:
        return f"{ours.shape} and {theirs.shape} pixels"
    apart = np.abs(ours.astype(np.int16) - theirs)
    if ours.ndim == 3:
        apart = apart.max(axis=2)
    close = float(np.mean(apart <= (COLOUR_LEVELS if ours.ndim == 3 else GREY_LEVELS)))
    if close >= SHARE:
        return ""
    return f"{100 * close:.2f} % of pixels agree, most {int(apart.max())} levels apart"
