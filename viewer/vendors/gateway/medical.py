"""The medical endpoints of the gateway (API 2477) as a table."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from viewer.domain.consultation import QuestionType
from viewer.domain.series import Container
from viewer.vendors.gateway.answers import (
    calcium,
    chest_ct,
    hip,
    knee,
    lumbar,
    medical_qa,
    nodules,
    pneumonia,
    registration,
    skin,
)
from viewer.vendors.gateway.endpoint import (
    ChoiceParameter,
    Endpoint,
    InputSlot,
    NumberParameter,
    SentForm,
    SlotName,
    TextParameter,
)
from viewer.vendors.limits import MEGABYTE, MOST_TEXT, Limits

RESULT_PATH: Final = "/2477-2"
"""Asks for the result of a job; its only field beside the credentials is `JobId`."""
JOB_FIELD: Final = "JobId"

SESSION_CHARACTERS: Final = 200
"""The document names no length; real ones have 36."""
QUESTION_PICTURES: Final = 50

_CT: Final = frozenset({"CT"})
_RADIOGRAPHS: Final = frozenset({"CR", "DR", "DX", "RF", "RG"})
"""Computed, digital and film radiography, stills of fluoroscopy (PS3.3 C.7.3.1.1.1).

DR is none of the standard's terms; many machines write it for DX.
"""
_ONE: Final = range(1, 2)
_ANY_NUMBER: Final = range(1, 1_000_000)
_DICOM: Final = (("DataFormat", "DICOM"),)
_NODULE_CT: Final = Limits(
    modalities=_CT,
    slices=range(20, 601),
    most_columns=512,
    most_rows=512,
    most_bytes_per_slice=MEGABYTE,
    needs_even_slices=True,
)
_REGISTERED_CT: Final = Limits(
    modalities=_CT, slices=range(8, 601), needs_axial=True, needs_even_slices=True
)
_SPINE: Final = Limits(modalities=frozenset({"MR"}), slices=range(20, 301))
_KNEE: Final = Limits(modalities=_RADIOGRAPHS, slices=_ONE)

LUNG_NODULE: Final = Endpoint(
    name="lung-nodule",
    path="/2477-1",
    slots=(InputSlot(name=SlotName.IMAGES, field="URL", limits=_NODULE_CT),),
    fixed_fields=_DICOM,
    parameters=(
        NumberParameter(
            name="Threshold", default="0.70", above=Decimal(0), most=Decimal(1), decimals=2
        ),
    ),
    parse=nodules.parse,
)

CHEST_CT: Final = Endpoint(
    name="chest-ct",
    path="/2477-15",
    slots=(
        InputSlot(
            name=SlotName.IMAGES,
            field="URL",
            limits=Limits(
                modalities=_CT,
                slices=range(20, 601),
                least_columns=5,
                least_rows=5,
                most_bytes_per_slice=3 * MEGABYTE,
                needs_even_slices=True,
            ),
        ),
    ),
    fixed_fields=_DICOM,
    link_fields=frozenset({"ResultUrl", "Mask", "FractureMaskURL", "RibSegmentMaskURL"}),
    parse=chest_ct.parse,
)

COVID_CT: Final = Endpoint(
    name="covid-ct",
    path="/2477-13",
    slots=(
        InputSlot(
            name=SlotName.IMAGES,
            field="URL",
            limits=Limits(
                modalities=_CT,
                slices=range(20, 2049),
                needs_axial=True,
                needs_even_slices=True,
            ),
        ),
    ),
    fixed_fields=_DICOM,
    link_fields=frozenset({"Mask"}),
    parse=pneumonia.parse,
)

CALCIUM_SCORE: Final = Endpoint(
    name="calcium-score",
    path="/2477-9",
    slots=(
        InputSlot(
            name=SlotName.IMAGES,
            field="URL",
            limits=Limits(
                modalities=_CT,
                containers=frozenset({Container.DICOM, Container.NIFTI}),
                slices=range(20, 601),
                thickness_mm=(1.0, 3.0),
                needs_even_slices=True,
            ),
            forms=(SentForm.SERIES, SentForm.NIFTI),
        ),
    ),
    form_fields=(
        (SentForm.SERIES, (*_DICOM, ("DataSourceType", "HTTP_FILES"))),
        (SentForm.NIFTI, (("DataFormat", "NIFTI"), ("DataSourceType", "HTTP_NII"))),
    ),
    link_fields=frozenset({"ResultUrl"}),
    parse=calcium.parse,
)

CT_REGISTRATION: Final = Endpoint(
    name="ct-registration",
    path="/2477-6",
    slots=(
        InputSlot(name=SlotName.REFERENCE, field="ReferenceURL", limits=_REGISTERED_CT),
        InputSlot(name=SlotName.FLOATING, field="FloatingURL", limits=_REGISTERED_CT),
    ),
    fixed_fields=(*_DICOM, ("DataSourceType", "HTTP_FILES")),
    link_fields=frozenset({"DUrl", "NUrl"}),
    parse=registration.parse,
)

HIP_FRACTURE: Final = Endpoint(
    name="hip-fracture",
    path="/2477-7",
    slots=(
        InputSlot(
            name=SlotName.IMAGES,
            field="ImageUrl",
            limits=Limits(
                modalities=_RADIOGRAPHS,
                containers=frozenset({Container.DICOM, Container.PHOTO}),
                slices=_ONE,
                most_bytes_per_slice=100 * MEGABYTE,
            ),
            forms=(SentForm.DICOM, SentForm.PICTURE),
        ),
    ),
    form_fields=(
        (SentForm.DICOM, (("DataFormat", "dcm"),)),
        (SentForm.PICTURE, (("DataFormat", "png"),)),
    ),
    tracer_field="TracerId",
    parse=hip.parse,
)

KNEE_KL: Final = Endpoint(
    name="knee-kl",
    path="/2477-3",
    slots=(InputSlot(name=SlotName.IMAGES, field="Url", limits=_KNEE, forms=(SentForm.DICOM,)),),
    fixed_fields=_DICOM,
    parse=knee.parse,
)

LUMBAR_MRI: Final = Endpoint(
    name="lumbar-mri",
    path="/2477-5",
    slots=(
        InputSlot(name=SlotName.IMAGES, field="URL1", limits=replace(_SPINE, needs_sagittal=True)),
        InputSlot(name=SlotName.SECOND, field="URL2", limits=_SPINE, is_required=False),
        InputSlot(name=SlotName.THIRD, field="URL3", limits=_SPINE, is_required=False),
    ),
    fixed_fields=_DICOM,
    parse=lumbar.parse,
)

SKIN: Final = Endpoint(
    name="skin",
    path="/2477-12",
    slots=(
        InputSlot(
            name=SlotName.IMAGES,
            field="Url",
            limits=Limits(
                containers=frozenset({Container.PHOTO}),
                slices=_ONE,
                most_bytes_per_slice=20 * MEGABYTE,
                resampled_below=1280,
            ),
            forms=(SentForm.PICTURE,),
        ),
    ),
    parse=skin.parse,
)

MEDICAL_QA: Final = Endpoint(
    name="medical-qa",
    path="/2477-8",
    slots=(
        InputSlot(
            name=SlotName.QUESTION,
            field="AnswerImageURL",
            limits=Limits(
                containers=frozenset({Container.PHOTO, Container.DICOM}), slices=_ANY_NUMBER
            ),
            forms=(SentForm.PICTURE,),
            is_required=False,
            most=QUESTION_PICTURES,
        ),
    ),
    parameters=(
        ChoiceParameter(name="Department", default="皮肤科", choices=("皮肤科",)),
        ChoiceParameter(
            name="QuestionType",
            default=QuestionType.CHIEF_COMPLAINT.value,
            choices=tuple(kind.value for kind in QuestionType),
        ),
        TextParameter(name="SessionId", most_characters=SESSION_CHARACTERS),
        TextParameter(name="AnswerText", most_characters=MOST_TEXT),
    ),
    parse=medical_qa.parse,
)

MEDICAL: Final[tuple[Endpoint, ...]] = (
    LUNG_NODULE,
    CHEST_CT,
    COVID_CT,
    CALCIUM_SCORE,
    CT_REGISTRATION,
    HIP_FRACTURE,
    KNEE_KL,
    LUMBAR_MRI,
    SKIN,
    MEDICAL_QA,
)
