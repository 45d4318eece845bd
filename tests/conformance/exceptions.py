"""Files that are not simply equal, by name: why, and which program is right.

The same file under two folders has one entry. An entry that no longer applies fails the test.
"""

from dataclasses import dataclass
from enum import StrEnum

from tests.conformance.comparison import Outcome, Result


class Verdict(StrEnum):
    """What an exception means."""

    OURS_IS_RIGHT = "this program is right"
    NOT_YET = "not shown yet"
    REFUSED = "rightly refused"


_OUTCOMES = {
    Verdict.OURS_IS_RIGHT: {Outcome.DIFFERENT, Outcome.NO_REFERENCE},
    Verdict.NOT_YET: {Outcome.NOT_SHOWN, Outcome.BOTH_REFUSE},
    Verdict.REFUSED: {Outcome.BOTH_REFUSE},
}


@dataclass(frozen=True)
class Exempt:
    """Why a file is not equal; in words for docs/conformance.md."""

    verdict: Verdict
    reason: str

    def suits(self, result: Result) -> bool:
        """Tell whether the file still comes out as this exception says."""
        return result.outcome in _OUTCOMES[self.verdict]


_NO_SIZE = Exempt(Verdict.REFUSED, "no Rows or Columns")

EXCEPTIONS = {
    "2022-03-08-RicSmi.dcm": Exempt(
        Verdict.OURS_IS_RIGHT,
        "the window has VR UN, which DCMTK does not read; the data dictionary says DS "
        "(PS3.5 6.2.2), and the values are in text as for DS",
    ),
    "JLSL_08_07_0_1F.dcm": Exempt(
        Verdict.OURS_IS_RIGHT,
        "a JPEG-LS codestream of 7 bits, as BitsStored says; DCMTK takes it for invalid",
    ),
    "MR_truncated.dcm": Exempt(
        Verdict.OURS_IS_RIGHT, "the file is cut short: what is there is shown, and said so"
    ),
    "emri_small_jpeg_2k_lossless_too_short.dcm": Exempt(
        Verdict.OURS_IS_RIGHT, "the file is cut short: the whole frames are shown, and said so"
    ),
    "2026-05-26-oob-monochrome-65535.dcm": Exempt(
        Verdict.REFUSED, "65,535 × 65,535 pixels claimed by 910 bytes: beyond the stated limit"
    ),
    "JPEG2000-embedded-sequence-delimiter.dcm": Exempt(
        Verdict.REFUSED, "a damaged codestream that claims 14,540,801 tiles"
    ),
    "no_meta.dcm": Exempt(Verdict.REFUSED, "a stray byte stands before the first element"),
    "dwv-test_no-number-rows.dcm": _NO_SIZE,
    "meta_missing_tsyntax.dcm": _NO_SIZE,
    "nested_priv_SQ.dcm": _NO_SIZE,
    "badVR.dcm": Exempt(
        Verdict.OURS_IS_RIGHT,
        "NumberOfFrames is 1A, which pydicom refuses: the first frame is shown, and said so",
    ),
}


def exempt(result: Result) -> Exempt | None:
    """Return the exception for a file, if it has one."""
    return EXCEPTIONS.get(result.name.rpartition("/")[2])


def complaint(result: Result) -> str:
    """Return what is wrong with a result, nothing when it is as it should be."""
    exception = exempt(result)
    is_fine = result.outcome in {Outcome.EQUAL, Outcome.NO_PICTURE}
    if exception is None:
        return "" if is_fine else f"{result.name}: {result.outcome} ({result.by}): {result.words}"
    if exception.suits(result):
        return ""
    return f"{result.name}: {result.outcome}, but listed as {exception.verdict}: {result.words}"
