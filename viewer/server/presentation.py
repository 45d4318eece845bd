"""How a finished job's result is shown to the client: as it is, or as a chosen fault bends it."""

import json
from collections.abc import Callable
from typing import Final

from viewer.server.envelope import Json
from viewer.server.faults import Faults

_NUMBERS: Final = frozenset(
    (
        *("Confidence", "Diameter", "ImageX", "ImageY", "ImageZ", "MeanValue", "Volume"),
        *("X", "Y", "Z", "Score", "VolumeScore", "CalciumScore", "CalciumVolume"),
        *("NewProbability", "NormalProbability", "OtherProbability", "LesionRatio"),
        *("FractureConfidence", "Value"),
    )
)
_LISTS: Final = frozenset(("Spacing", "Origin"))
_NONE: Final[dict[str, Json]] = {
    "Elements": [],
    "Detections": [],
    "KLDetections": [],
    "Fractures": [],
    "Discs": [],
    "Vertebras": [],
    "Results": {},
    "Score": "0",
    "VolumeScore": "0",
    "LesionRatio": "0",
    "Report": "未检出达到阈值的病灶。",
}


def presented(result: str, faults: Faults) -> str:
    """Return the text for `Data.Result`, given as JSON text."""
    text = json.dumps(bent(json.loads(result), faults), ensure_ascii=False)
    return text[: len(text) // 2] if faults.result_not_json else text


def bent(document: Json, faults: Faults) -> Json:
    """Return an answer's data as the chosen faults bend it."""
    for is_wanted, bend in (
        (faults.none_found, _without_elements),
        (faults.drop_uids, _without_uids),
        (faults.numbers_as_numbers, _with_numbers),
        (faults.lowercase_keys, _with_lower_keys),
        (faults.wrapped_result, _wrapped),
    ):
        document = bend(document) if is_wanted else document
    return document


def _everywhere(value: Json, bend: Callable[[str, Json], tuple[str, Json] | None]) -> Json:
    """Apply `bend` to each member of each object; None drops the member."""
    if isinstance(value, list):
        return [_everywhere(item, bend) for item in value]
    if not isinstance(value, dict):
        return value
    kept = (bend(key, _everywhere(item, bend)) for key, item in value.items())
    return dict(pair for pair in kept if pair is not None)


def _without_elements(document: Json) -> Json:
    return _everywhere(document, lambda key, value: (key, _NONE.get(key, value)))


def _without_uids(document: Json) -> Json:
    names = ("SOPInstanceUID", "FracSOPInstanceUID")
    return _everywhere(document, lambda key, value: None if key in names else (key, value))


def _with_numbers(document: Json) -> Json:
    def as_number(key: str, value: Json) -> tuple[str, Json]:
        is_number = isinstance(value, str) and key in _NUMBERS | _LISTS
        return key, json.loads(str(value)) if is_number else value

    return _everywhere(document, as_number)


def _with_lower_keys(document: Json) -> Json:
    return _everywhere(document, lambda key, value: (key[:1].lower() + key[1:], value))


def _wrapped(document: Json) -> Json:
    return {"Data": document}
