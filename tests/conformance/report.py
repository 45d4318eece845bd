"""Writes docs/conformance.md: every compared file and its result. `make conformance`."""

import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.conformance.comparison import Outcome, Result, compared
from tests.conformance.corpus import GROUPS
from tests.conformance.exceptions import Verdict, exempt
from viewer.imaging.syntaxes import name_of

PAGE = Path(__file__).parent.parent.parent / "docs" / "conformance.md"

_INTRODUCTION = """\
# Conformance: the same picture as other programs

Written by `make conformance`; `tests/conformance` keeps it true. Each DICOM file of the public \
test images and of pydicom's own is opened by this program and by DCMTK 3.6, first and middle \
frame, through the file's own first window (or its VOI table; a file without either: the window \
that this program chooses). The 8-bit pictures are **equal** when at least 99.9 % of the pixels \
are within 1 grey level, colour within 2. Of long series the first, middle and last file by name \
are compared. DCMTK has no JPEG 2000: GDCM decodes these frames (Pillow the HTJ2K ones) and DCMTK \
shows them; where DCMTK finds no frame without an offset table, pydicom takes it out. Doses, float \
pixels and what else DCMTK does not know are compared with pydicom's values and the formulas of \
the standard; compressed segmentations with DCMTK's picture of the same one uncompressed.

About a hundred more files are made by the test, each with one attribute of the pixels changed \
(bits, signs, high bits, windows, lookup tables, palettes, colour models, polarity), and are equal \
too. DCMTK 3.6 rounds rescaled values to integers and knows no LINEAR_EXACT; these are compared \
with the formulas of the standard instead.

`bits` is allocated/stored, s for signed. What is not equal is named with the reason.
"""


def page(results: Iterable[Result]) -> str:
    """Return the whole page."""
    everything = tuple(results)
    pictures = [result for result in everything if result.outcome is not Outcome.NO_PICTURE]
    counts = Counter(_short(result) for result in pictures)
    total = " · ".join(f"{counts[name]} {name}" for name in ("equal", *Verdict))
    others = len(everything) - len(pictures)
    head = "|file|transfer syntax|photometric|bits|frames|compared with|result|"
    lines = [
        _INTRODUCTION,
        f"**{len(pictures)} files: {total}.** {others} more hold no pixels (reports, plans, "
        "palettes, presentation states, waveforms) and are recognised as such.",
        "",
        head,
        "|" + "---|" * (head.count("|") - 1),
        *(row(result) for result in pictures),
    ]
    return "\n".join(lines) + "\n"


def row(result: Result) -> str:
    """Return the table row of one file."""
    exception = exempt(result)
    words = f"**{exception.verdict}**: {exception.reason}" if exception else str(result.outcome)
    cells = (
        result.name,
        name_of(result.syntax) if result.syntax else "",
        result.photometric,
        result.bits,
        str(result.frames or ""),
        result.by if exception is None else "",
        words,
    )
    return "|" + "|".join(cells) + "|"


def _short(result: Result) -> str:
    exception = exempt(result)
    return str(exception.verdict) if exception else str(result.outcome)


def main() -> None:
    """Compare everything and write the page."""
    shared = os.environ.get("VIEWER_SHARED", Path(__file__).parents[3] / "shared")
    data = Path(shared) / "data"
    if not data.is_dir():
        sys.exit("the public test images are not here: set VIEWER_SHARED (see CONTRIBUTING.md)")
    results = [result for group in GROUPS for result in compared(data, group)]
    PAGE.write_text(page(results), encoding="utf-8")


if __name__ == "__main__":
    main()
