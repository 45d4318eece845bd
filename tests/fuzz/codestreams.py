"""Damaged frames of every codec, given straight to the decoding workers.

    python -m tests.fuzz.codestreams --count 5000

A frame is decoded or refused; a worker that dies or sticks is replaced and counted. Anything
else, and a wait beyond the workers' own limit, is a finding.
"""

import argparse
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tests.fuzz.mutations import mutated
from tests.image_builders import encoded
from viewer.imaging import limits
from viewer.imaging.decoding.frame import FrameRequest
from viewer.imaging.decoding.pool import DecodePool
from viewer.imaging.problems import SliceNotReadable
from viewer.imaging.syntaxes import Codec

ROWS, COLUMNS = 40, 48
MOST_SECONDS = 2 * limits.DECODER_SECONDS
"""The workers' limit for so small a frame, once again for HTJ2K's second decoder."""

Pixels = NDArray[np.generic]


@dataclass
class Result:
    """What came of one codec's frames."""

    counts: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)
    slowest: float = 0.0


def streams(codec: Codec) -> tuple[bytes, ...]:
    """Return whole codestreams: smooth and noisy, with and without loss where there is a choice."""
    grey = _picture()
    return tuple(_ENCODERS[codec](grey))


def request_of(content: bytes, codec: Codec) -> FrameRequest:
    """Ask for a grey frame of sixteen bits, of eight where the codec has no more here."""
    bits = 8 if codec is Codec.JPEG and not _is_lossless(content) else 16
    return FrameRequest(
        content=content,
        codec=codec,
        rows=ROWS,
        columns=COLUMNS,
        samples=1,
        bits_allocated=bits,
        bits_stored=bits,
        is_signed=False,
        photometric="MONOCHROME2",
    )


def tried(pool: DecodePool, codec: Codec, numbers: range) -> Result:
    """Give damaged frames of one codec to the workers."""
    result = Result()
    whole = streams(codec)

    def one(number: int) -> tuple[str, float]:
        first, other = whole[number % len(whole)], whole[number // 7 % len(whole)]
        content = mutated(first, other, number).content
        begun = time.monotonic()
        outcome = _outcome(pool, request_of(content, codec))
        return outcome, time.monotonic() - begun

    with ThreadPoolExecutor(pool.size) as threads:
        for number, (outcome, seconds) in zip(numbers, threads.map(one, numbers), strict=True):
            result.counts[outcome] += 1
            result.slowest = max(result.slowest, seconds)
            if outcome.startswith("fault") or seconds > MOST_SECONDS:
                result.findings.append(f"{codec} {number}: {outcome}, {seconds:.1f} s")
    return result


def _outcome(pool: DecodePool, request: FrameRequest) -> str:
    try:
        frame = pool.decode(request)
    except SliceNotReadable as error:
        return f"refused: {error.problem}"
    except Exception as error:  # noqa: BLE001 (anything at all is what is looked for)
        return f"fault {type(error).__name__}: {error}"
    if frame.pixels.shape != request.shape or frame.pixels.dtype != request.dtype:
        return f"fault: {frame.pixels.shape} {frame.pixels.dtype}"
    return "decoded" if frame.problem is None else f"decoded: {frame.problem}"


def _picture() -> NDArray[np.uint16]:
    row, column = np.mgrid[0:ROWS, 0:COLUMNS]
    noise = np.random.default_rng(3).integers(0, 40, (ROWS, COLUMNS))
    return (900 + 12 * row + 7 * column + noise).astype(np.uint16)


def _is_lossless(content: bytes) -> bool:
    return b"\xff\xc3" in content[:64]


def _jpeg(grey: Pixels) -> Iterator[bytes]:
    import imagecodecs

    eight = (grey >> 4).astype(np.uint8)
    yield bytes(imagecodecs.jpeg8_encode(eight, level=90))
    yield bytes(imagecodecs.jpeg8_encode(eight, level=50))
    yield encoded(grey, "jpeg")


def _jpeg_ls(grey: Pixels) -> Iterator[bytes]:
    import imagecodecs

    yield encoded(grey, "jpegls")
    yield bytes(imagecodecs.jpegls_encode(grey, level=3))


def _jpeg_2000(grey: Pixels) -> Iterator[bytes]:
    import imagecodecs

    yield encoded(grey, "j2k")
    yield bytes(imagecodecs.jpeg2k_encode(grey, level=40, codecformat="j2k"))
    yield bytes(imagecodecs.jpeg2k_encode(grey, level=0, codecformat="j2k", resolutions=2))


def _htj2k(grey: Pixels) -> Iterator[bytes]:
    import imagecodecs

    yield bytes(imagecodecs.htj2k_encode(grey, reversible=True))


def _jpeg_xl(grey: Pixels) -> Iterator[bytes]:
    import imagecodecs

    yield bytes(imagecodecs.jpegxl_encode(grey, lossless=True))


def _rle(grey: Pixels) -> Iterator[bytes]:
    yield encoded(grey, "rle")


def _deflated(grey: Pixels) -> Iterator[bytes]:
    machine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    yield machine.compress(grey.tobytes()) + machine.flush()


_ENCODERS: dict[Codec, Callable[[Pixels], Iterator[bytes]]] = {
    Codec.JPEG: _jpeg,
    Codec.JPEG_LS: _jpeg_ls,
    Codec.JPEG_2000: _jpeg_2000,
    Codec.HTJ2K: _htj2k,
    Codec.JPEG_XL: _jpeg_xl,
    Codec.RLE: _rle,
    Codec.DEFLATED: _deflated,
}
CODECS = tuple(_ENCODERS)


def main() -> int:
    """Try every codec and print a line about each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5_000, help="damaged frames of each codec")
    parser.add_argument("--first", type=int, default=0)
    arguments = parser.parse_args()
    findings: list[str] = []
    for codec in CODECS:
        pool = DecodePool()
        begun = time.monotonic()
        result = tried(pool, codec, range(arguments.first, arguments.first + arguments.count))
        lost = len(pool._marks)
        pool.close()
        sys.stdout.write(
            f"{codec}: {arguments.count} in {time.monotonic() - begun:.0f} s, slowest "
            f"{result.slowest:.2f} s, workers replaced {lost}\n"
        )
        for outcome, count in sorted(result.counts.items()):
            sys.stdout.write(f"  {outcome:<40} {count}\n")
        sys.stdout.write("".join(f"  {finding}\n" for finding in result.findings))
        sys.stdout.flush()
        findings += result.findings
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main())
