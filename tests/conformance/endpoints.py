"""Writes docs/endpoints.md: what is done for each endpoint, and where. `make endpoints`.

Nothing in it is written by hand for one endpoint: limits come from the catalogue, shapes, drawings
and refusals from the corpus of answers, codes from the local service's own rules as far as its
tests show them.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from tests.answer_corpus import ASYNC, Case, cases
from tests.conformance import similar_calls
from viewer.domain.series import Container
from viewer.server.catalogue import Endpoint as Served
from viewer.server.catalogue import endpoint_at
from viewer.server.envelope import RetCode
from viewer.vendors.gateway.endpoint import Endpoint, InputSlot, SlotName
from viewer.vendors.gateway.envelope import AsyncStatus
from viewer.vendors.gateway.medical import MEDICAL, RESULT_PATH
from viewer.vendors.limits import MEGABYTE, MOST_TEXT, Limits
from viewer.vendors.similar.endpoint import SIMILAR_IMAGES
from viewer.words.jobs import endpoint_action_words

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "endpoints.md"
COLUMNS = (
    "endpoint",
    "checked before sending",
    "shapes read",
    "refusals shown",
    "drawn as",
    "command line",
    "window",
)
_INTRODUCTION = """\
# Endpoints

Written by `make endpoints` from the catalogue (`vendors/gateway/medical.py`), the corpus of \
answers (`tests/unit/vendors/answers`) and the local service's rules; a test keeps it true.

*Checked before sending* is what the document says; beside it each input is of one patient, has \
readable pixels and an address of at most 599 ASCII characters. *Shapes read* are files of the \
corpus: the documented answer, the upstream one, numbers as text, nothing found, broken elements \
among good ones, and what else there is. Any of them may come in its envelope, as its body or as \
an asynchronous `Result`, with names in lower case and unknown members. *Refusals* are shown in \
the service's own words; the codes are the local service's. What is no answer (the gateway's \
error, a web page) is kept and shown as that. Every finding and every part also stands in \
*Findings*, *Report* and *Details*.
"""
_SHAPES = {
    "documented": "documented",
    "upstream": "upstream",
    "strings": "text",
    "empty": "none",
    "broken": "broken",
}
_REFUSALS = {"refusal": "", "gateway-error": "gateway's error", "page": "web page"}
_CONTAINERS = {
    Container.DICOM: "DICOM",
    Container.NIFTI: "NIfTI",
    Container.PHOTO: "JPEG, PNG",
}
_CODE_WORDS = {
    RetCode.BAD_URL: "bad URL",
    RetCode.URL_NOT_READABLE: "URL not readable",
    RetCode.NOT_CT: "not CT",
    RetCode.NOT_MR: "not MR",
    RetCode.BAD_DS_ID: "bad ds_id",
}
_CARDS = {
    "nodules": "nodules' card",
    "calcium": "calcium's card with its bin",
    "pneumonia": "pneumonia's card with bars",
    "rib-fractures": "ribs' card",
    "hip": "hip's card",
    "knees": "knees' card",
    "spine": "spine table",
    "skin": "ranked bars",
    "registration": "comparison with the reference",
}


def page() -> str:
    """Return the whole page."""
    shapes = ", ".join(_shapes_of(SIMILAR_IMAGES.name))
    return "\n".join(
        [
            _INTRODUCTION,
            *_table(COLUMNS, rows_of_page()),
            similar_calls.INTRODUCTION.format(shapes=shapes),
            *_table(similar_calls.COLUMNS, similar_calls.rows_of_calls(_tested, _code_words)),
            "",
        ]
    )


def _table(columns: Sequence[str], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "|" + "|".join(columns) + "|"
    yield "|---" * len(columns) + "|"
    for row in rows:
        yield "|" + "|".join(row) + "|"


def rows_of_page() -> list[tuple[str, ...]]:
    """Return the cells of each row, the job's result last."""
    return [*(_row(endpoint) for endpoint in MEDICAL), _job_row()]


def _row(endpoint: Endpoint) -> tuple[str, ...]:
    return (
        f"`{endpoint.name}` {endpoint.path.removeprefix('/')}",
        "; ".join(_limits_of(endpoint)),
        ", ".join(_shapes_of(endpoint.name)),
        ", ".join(_refusals_of(endpoint)),
        ", ".join(_drawings_of(endpoint.name)),
        _command_line(endpoint),
        ", ".join(_window_of(endpoint)),
    )


def _job_row() -> tuple[str, ...]:
    codes = [RetCode.UNKNOWN_JOB, RetCode.BAD_DS_ID]
    failures = [one.value for one in AsyncStatus if one.value.endswith("FAILED")]
    return (
        f"job {RESULT_PATH.removeprefix('/')}",
        "a RequestId that was kept on disk before the first question",
        ", ".join(_shapes_of(ASYNC)),
        ", ".join([*failures, *map(_code_words, _tested(codes))]),
        "as its endpoint's",
        "`viewer jobs list`, `resume`, `cancel`",
        "*Jobs*: " + ", ".join(one.value for one in AsyncStatus),
    )


def _limits_of(endpoint: Endpoint) -> Iterator[str]:
    """Return what is checked of each input, one whose limits are another's not repeated."""
    by_limits: dict[Limits, list[InputSlot]] = {}
    for slot in endpoint.slots:
        by_limits.setdefault(slot.limits, []).append(slot)
    for slots in by_limits.values():
        told = ", ".join(_slot_limits(slots[0]))
        names = ", ".join(
            slot.name.value + ("" if slot.is_required else " (optional)") for slot in slots
        )
        yield f"*{names}*: {told}" if len(endpoint.slots) > 1 else told
    if len(endpoint.slots) > 1 and endpoint.slots[1].is_required:
        yield "two inputs, not the same, one patient"
    for parameter in endpoint.parameters:
        default = f" (else {parameter.default})" if parameter.default else " (optional)"
        yield f"`{parameter.name}`{default}"
    if endpoint.slots[0].name is SlotName.QUESTION:
        yield f"text or picture, at most {MOST_TEXT} characters, session after the first turn"


def _slot_limits(slot: InputSlot) -> Iterator[str]:
    limits = slot.limits
    kinds = "/".join(sorted(limits.modalities))
    forms = [words for one, words in _CONTAINERS.items() if one in limits.containers]
    yield f"{kinds} {' or '.join(forms)}".strip()
    least, most = limits.slices[0], limits.slices[-1]
    if slot.most > 1:
        yield f"at most {slot.most} pictures"
    elif most == 1:
        yield "one image"
    else:
        yield f"{least}–{most} slices"
    yield from _size_limits(limits)
    if limits.thickness_mm is not None:
        yield f"{limits.thickness_mm[0]:g}–{limits.thickness_mm[1]:g} mm thick"
    if limits.needs_axial:
        yield "axial"
    if limits.needs_sagittal:
        yield "sagittal"
    if limits.needs_even_slices:
        yield "even positions"
    if Container.NIFTI in limits.containers:
        yield "NIfTI: one volume"


def _size_limits(limits: Limits) -> Iterator[str]:
    if limits.least_columns > 1:
        yield f"≥ {limits.least_columns}×{limits.least_rows} px"
    if limits.most_columns is not None:
        yield f"≤ {limits.most_columns}×{limits.most_rows} px"
    if limits.resampled_below is not None:
        yield f"resampled below {limits.resampled_below} px"
    if limits.most_bytes_per_slice is not None:
        yield f"≤ {limits.most_bytes_per_slice // MEGABYTE} MB"


def _shapes_of(name: str) -> Iterator[str]:
    for case in _cases_of(name):
        if case.path.stem not in _REFUSALS:
            words = _SHAPES.get(case.path.stem, case.path.stem)
            yield f"[{words}](../{case.path.relative_to(ROOT).as_posix()})"


def _refusals_of(endpoint: Endpoint) -> Iterator[str]:
    stems = {case.path.stem for case in _cases_of(endpoint.name)}
    yield from (_code_words(code) for code in _tested(_codes_of(endpoint_at(endpoint.path))))
    yield from (words for stem, words in _REFUSALS.items() if words and stem in stems)


def _codes_of(served: Served) -> Iterator[RetCode]:
    """Return the codes with which the local service can refuse this input by its rules."""
    yield from (RetCode.FIELD_MISSING, RetCode.BAD_URL, RetCode.URL_NOT_READABLE)
    if served.formats:
        yield RetCode.BAD_DATA_FORMAT
    if served.sources:
        yield RetCode.BAD_DATA_SOURCE
    if served.series is not None:
        yield from _series_codes(served)
    if served.image is not None:
        yield from (RetCode.FILE_TOO_LARGE, RetCode.NOT_SINGLE_IMAGE, RetCode.WRONG_FILE_KIND)
    if "QuestionType" in served.required:
        yield from (
            RetCode.BAD_QUESTION_TYPE,
            RetCode.TEXT_MISSING,
            RetCode.TEXT_TOO_LONG,
            RetCode.UNKNOWN_SESSION,
            RetCode.SESSION_EXPIRED,
        )
    if served.task == "known":
        yield RetCode.NO_METHOD_FOR_IMAGE


def _series_codes(served: Served) -> Iterator[RetCode]:
    rules = served.series
    if rules is None:
        return
    yield from (
        RetCode.TOO_FEW_SLICES,
        RetCode.TOO_MANY_SLICES,
        RetCode.SEVERAL_SERIES,
        RetCode.BAD_ARCHIVE,
    )
    yield RetCode.NOT_MR if rules.modality == "MR" else RetCode.NOT_CT
    if rules.smallest_side > 1:
        yield RetCode.IMAGE_TOO_SMALL
    if rules.thickness is not None:
        yield from (RetCode.BAD_THICKNESS, RetCode.NOT_ONE_VOLUME)
    if rules.is_axial:
        yield RetCode.NOT_AXIAL


@lru_cache(maxsize=1)
def _tests() -> str:
    folders = (ROOT / "tests" / "contract", ROOT / "tests" / "unit" / "server")
    files = (path for folder in folders for path in sorted(folder.glob("*.py")))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def _tested(codes: Iterable[RetCode]) -> list[RetCode]:
    return [code for code in codes if f"RetCode.{code.name}" in _tests()]


def _code_words(code: RetCode) -> str:
    return f"{code.value} {_CODE_WORDS.get(code) or code.name.lower().replace('_', ' ')}"


def _drawings_of(name: str) -> list[str]:
    """Return what the answers of the corpus are drawn as, each once."""
    found: dict[str, None] = {}
    for case in _cases_of(name):
        said = case.expected
        for finding in said.get("findings", ()):
            found[f"{finding['kind'].replace('-', ' ')} as {_shape(finding['at'])}"] = None
        for part in said.get("parts", ()):
            kind = part.split(" ", 1)[0]
            if kind == "skin":
                found["bars beside the photo"] = None
            elif kind == "registration":
                found["the two volumes side by side or as one picture"] = None
        if "turn" in said:
            found["conversation"] = None
    return list(found)


def _shape(at: str) -> str:
    if at.endswith("voxels"):
        return "mask"
    return "box" if "–" in at else "marker"


def _command_line(endpoint: Endpoint) -> str:
    more = ""
    if endpoint.slots[0].name is SlotName.REFERENCE:
        more += " --prior PATH"
    if endpoint.parameters:
        more += "".join(f" --param {parameter.name}=…" for parameter in endpoint.parameters)
    render = f"`viewer render PATH --answer RAW.json --endpoint {endpoint.name}`"
    return f"`viewer analyze {endpoint.name} PATH…{more} --out DIR`; {render}"


def _window_of(endpoint: Endpoint) -> Iterator[str]:
    if endpoint.slots[0].name is SlotName.QUESTION:
        yield "*Q&A* tab"
    else:
        yield f"*Analyse ▸ {endpoint_action_words(endpoint.name)}*"
    kinds: dict[str, None] = {}
    for case in _cases_of(endpoint.name):
        for part in case.expected.get("parts", ()):
            kinds[part.split(" ", 1)[0]] = None
    yield from (_CARDS[kind] for kind in kinds)


@lru_cache(maxsize=1)
def _all_cases() -> tuple[Case, ...]:
    return tuple(cases())


@cache
def _cases_of(name: str) -> tuple[Case, ...]:
    """Return an endpoint's cases, the usual ones first."""
    order = [*_SHAPES, *_REFUSALS]
    found = [case for case in _all_cases() if case.endpoint == name]
    return tuple(
        sorted(
            found,
            key=lambda case: (
                order.index(case.path.stem) if case.path.stem in order else len(order),
                case.path.stem,
            ),
        )
    )


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}: {len(MEDICAL) + 1} endpoints\n")


if __name__ == "__main__":
    main()
