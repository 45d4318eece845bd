"""The three detections of the dental service as a table; its unified route takes all of them."""

from typing import Final

from viewer.domain.series import Container
from viewer.vendors.dental import landmarks, teeth
from viewer.vendors.gateway.endpoint import (
    AnswerParser,
    ChoiceParameter,
    Endpoint,
    InputSlot,
    Parameter,
    SentForm,
    SlotName,
    Wire,
)
from viewer.vendors.limits import Limits

UNIFIED_PATH: Final = "/api/v1/detect"
HEALTH_PATH: Final = "/health"
FILE_FIELD: Final = "file"
MOST_SIDE: Final = 4096
"""Pixels of a side of what is sent, our own limit.

The document names none for the file, deployments let some 20 MB through; a photograph of 24 Mpx
is 40 MB as the PNG without loss that is sent. Places are brought back onto the whole picture.
"""
_ONE: Final = range(1, 2)
_RADIOGRAPHS: Final = frozenset({"CR", "DR", "DX", "IO", "OT", "PX", "RF", "RG", "XC"})
"""Dental films come as DX or PX (PS3.3 A.26, A.36), as CR of older plates, as OT of scanners."""
_PHOTOGRAPHS: Final = frozenset({"ES", "IO", "OT", "XC"})
"""XC is a camera outside the mouth, ES one inside (PS3.3 C.7.3.1.1.1); some cameras say IO."""
_LANGUAGE: Final = ChoiceParameter(name="lang", default="zh", choices=("zh", "en"))
_LANDMARKS: Final = ChoiceParameter(name="landmark_num", default="46", choices=("46",))


def _detection(
    name: str,
    modalities: frozenset[str],
    parse: AnswerParser,
    parameters: tuple[Parameter, ...] = (_LANGUAGE,),
) -> Endpoint:
    limits = Limits(
        modalities=modalities,
        containers=frozenset({Container.DICOM, Container.PHOTO}),
        slices=_ONE,
        resampled_below=MOST_SIDE + 1,
    )
    slot = InputSlot(
        name=SlotName.IMAGES, field=FILE_FIELD, limits=limits, forms=(SentForm.PICTURE,)
    )
    return Endpoint(
        name=name,
        path=f"/api/v1/{name}/detect",
        wire=Wire.DENTAL,
        slots=(slot,),
        fixed_fields=(("image_type", name),),
        parameters=parameters,
        parse=parse,
    )


INTRAORAL: Final = _detection("intraoral", _PHOTOGRAPHS, teeth.parse_photo)
PANORAMIC: Final = _detection("panoramic", _RADIOGRAPHS, teeth.parse_film)
CEPHALOMETRIC: Final = _detection(
    "cephalometric", _RADIOGRAPHS, landmarks.parse, (_LANGUAGE, _LANDMARKS)
)
DENTAL: Final[tuple[Endpoint, ...]] = (INTRAORAL, PANORAMIC, CEPHALOMETRIC)
