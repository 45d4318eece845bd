"""Each documented limit one below, at and one above."""

import math
from dataclasses import replace

import pytest

from tests.vendor_builders import a_series
from viewer.domain.series import Container, StackProblem, StackProblemKind
from viewer.vendors.gateway.medical import (
    CALCIUM_SCORE,
    CHEST_CT,
    COVID_CT,
    CT_REGISTRATION,
    HIP_FRACTURE,
    KNEE_KL,
    LUMBAR_MRI,
    LUNG_NODULE,
    MEDICAL_QA,
    SKIN,
)
from viewer.vendors.limits import (
    InputFacts,
    LimitKind,
    check,
    check_address,
    check_question,
    fits,
)


def kinds(problems):
    return [problem.kind for problem in problems]


STACKS = [LUNG_NODULE, CHEST_CT, COVID_CT, CALCIUM_SCORE, CT_REGISTRATION, LUMBAR_MRI]
FILMS = [HIP_FRACTURE, KNEE_KL]


def fitting(endpoint, **changes):
    """A series that fits an endpoint but for what is changed."""
    modality = sorted(endpoint.limits.modalities)[0]
    given = {"modality": modality, "slices": endpoint.limits.slices[0], **changes}
    series = a_series(**given)
    return sagittal(series) if endpoint.limits.needs_sagittal else series


def turned(series, along_row, along_column):
    planes = tuple(
        replace(plane, along_row=along_row, along_column=along_column)
        for plane in series.geometry.planes
    )
    return replace(series, geometry=replace(series.geometry, planes=planes))


def sagittal(series):
    return turned(series, (0.0, 1.0, 0.0), (0.0, 0.0, -1.0))


@pytest.mark.parametrize("endpoint", STACKS, ids=lambda endpoint: endpoint.name)
@pytest.mark.parametrize("beyond", [0, 1])
def test_the_number_of_slices_is_limited(endpoint, beyond):
    least, most = endpoint.limits.slices[0], endpoint.limits.slices[-1]

    few = fits(endpoint, fitting(endpoint, slices=least - beyond))
    many = fits(endpoint, fitting(endpoint, slices=most + beyond))

    assert kinds(few) == [LimitKind.TOO_FEW_SLICES] * beyond
    assert kinds(many) == [LimitKind.TOO_MANY_SLICES] * beyond


@pytest.mark.parametrize(
    ("endpoint", "least", "most"),
    [
        (LUNG_NODULE, 20, 600),
        (CHEST_CT, 20, 600),
        (COVID_CT, 20, 2048),
        (CALCIUM_SCORE, 20, 600),
        (CT_REGISTRATION, 8, 600),
        (LUMBAR_MRI, 20, 300),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_the_numbers_are_those_of_the_document(endpoint, least, most):
    assert {(slot.limits.slices[0], slot.limits.slices[-1]) for slot in endpoint.slots} == {
        (least, most)
    }


@pytest.mark.parametrize("endpoint", FILMS, ids=lambda endpoint: endpoint.name)
@pytest.mark.parametrize(("count", "expected"), [(1, []), (2, [LimitKind.TOO_MANY_SLICES])])
def test_a_radiograph_is_one_image(endpoint, count, expected):
    series = a_series(slices=count, modality="DX", rows=3000, columns=2500)

    assert kinds(fits(endpoint, series)) == expected


@pytest.mark.parametrize("endpoint", FILMS, ids=lambda endpoint: endpoint.name)
@pytest.mark.parametrize("modality", ["CR", "DR", "DX", "RF", "RG"])
def test_radiographs_come_from_many_kinds_of_machine(endpoint, modality):
    assert fits(endpoint, a_series(slices=1, modality=modality)) == ()
    assert kinds(fits(endpoint, a_series(slices=1, modality="CT"))) == [LimitKind.WRONG_MODALITY]


def test_the_documents_limits_are_in_the_catalogue():
    limits = LUNG_NODULE.limits

    assert (limits.slices[0], limits.slices[-1]) == (20, 600)
    assert (limits.most_columns, limits.most_rows) == (512, 512)
    assert limits.most_address_characters == 599
    assert limits.most_bytes_per_slice == 1_000_000


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        (512, 512, []),
        (511, 512, []),
        (513, 512, [LimitKind.IMAGE_TOO_LARGE]),
        (512, 513, [LimitKind.IMAGE_TOO_LARGE]),
    ],
)
def test_the_size_of_an_image_is_limited(columns, rows, expected):
    assert kinds(fits(LUNG_NODULE, a_series(columns=columns, rows=rows))) == expected


@pytest.mark.parametrize(
    ("size", "expected"),
    [(999_999, []), (1_000_000, []), (1_000_001, [LimitKind.SLICE_TOO_BIG])],
)
def test_the_bytes_of_a_slice_are_limited(size, expected):
    facts = InputFacts(series=a_series(), slice_bytes=(500_000, size, 500_000))

    problems = check(LUNG_NODULE, facts)

    assert kinds(problems) == expected
    assert [p.values for p in problems] == [("2", str(size), "1000000")] * len(expected)


def test_another_modality_does_not_fit():
    (problem,) = fits(LUNG_NODULE, a_series(modality="MR"))

    assert (problem.kind, problem.values) == (LimitKind.WRONG_MODALITY, ("MR", "CT"))


@pytest.mark.parametrize("container", [Container.PHOTO, Container.NIFTI])
def test_r018_what_is_not_dicom_does_not_fit(container):
    series = replace(a_series(), container=container)

    assert kinds(fits(LUNG_NODULE, series)) == [LimitKind.NOT_DICOM]


@pytest.mark.parametrize(
    "kind",
    [
        StackProblemKind.GAPS,
        StackProblemKind.UNEVEN_SPACING,
        StackProblemKind.DUPLICATE_POSITIONS,
        StackProblemKind.MIXED_ORIENTATION,
    ],
)
def test_r013_an_uneven_stack_is_said(kind):
    series = replace(a_series(), problems=(StackProblem(kind),))

    assert kinds(fits(LUNG_NODULE, series)) == [LimitKind.UNEVEN_SLICES]


def test_r013_a_tilted_gantry_is_no_obstacle():
    series = replace(a_series(), problems=(StackProblem(StackProblemKind.GANTRY_TILT),))

    assert fits(LUNG_NODULE, series) == ()


def test_slices_without_positions_are_said():
    assert kinds(fits(LUNG_NODULE, replace(a_series(), geometry=None))) == [LimitKind.NO_POSITIONS]


def test_slices_without_pixels_are_named_from_one():
    facts = InputFacts(series=a_series(), slices_without_pixels=(3, 7))

    (problem,) = check(LUNG_NODULE, facts)

    assert (problem.kind, problem.values) == (LimitKind.PIXELS_MISSING, ("4, 8",))


def test_r012_two_patients_block_sending():
    (problem,) = check(LUNG_NODULE, InputFacts(series=a_series(), patients=2))

    assert problem.kind is LimitKind.SEVERAL_PATIENTS


@pytest.mark.parametrize(
    ("values", "count"),
    [(("1", "2", "patient"), "2"), (("1", "5", "spacing", "patient"), "≥ 2")],
)
def test_r012_a_part_of_a_series_of_two_patients_is_not_sent_either(values, count):
    problem = StackProblem(StackProblemKind.SPLIT, values)

    (found,) = fits(LUNG_NODULE, replace(a_series(), problems=(problem,)))

    assert (found.kind, found.values) == (LimitKind.SEVERAL_PATIENTS, (count,))


def test_a_series_split_for_another_reason_fits():
    problem = StackProblem(StackProblemKind.SPLIT, ("1", "2", "orientation"))

    assert fits(LUNG_NODULE, replace(a_series(), problems=(problem,))) == ()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("a" * 599, []),
        ("a" * 600, [LimitKind.ADDRESS_TOO_LONG]),
        ("http://x/肺", [LimitKind.ADDRESS_NOT_ASCII]),
    ],
)
def test_the_address_is_limited(address, expected):
    assert kinds(check_address(LUNG_NODULE, address)) == expected


@pytest.mark.parametrize(
    ("columns", "rows", "expected"),
    [
        (5, 5, []),
        (4, 5, [LimitKind.IMAGE_TOO_SMALL]),
        (5, 4, [LimitKind.IMAGE_TOO_SMALL]),
        (2000, 2000, []),
    ],
)
def test_the_images_of_a_screening_are_not_too_small(columns, rows, expected):
    series = a_series(columns=columns, rows=rows)

    assert kinds(fits(CHEST_CT, series)) == expected


@pytest.mark.parametrize(
    ("endpoint", "most", "kind"),
    [
        (LUNG_NODULE, 1_000_000, LimitKind.SLICE_TOO_BIG),
        (CHEST_CT, 3_000_000, LimitKind.SLICE_TOO_BIG),
        (HIP_FRACTURE, 100_000_000, LimitKind.FILE_TOO_BIG),
    ],
    ids=["lung-nodule", "chest-ct", "hip-fracture"],
)
def test_the_bytes_of_what_is_sent_are_limited(endpoint, most, kind):
    series = fitting(endpoint)

    assert check(endpoint, InputFacts(series=series, slice_bytes=(most,))) == ()
    (problem,) = check(endpoint, InputFacts(series=series, slice_bytes=(most + 1,)))
    assert problem.kind is kind
    assert problem.values[-2:] == (str(most + 1), str(most))


def a_photo():
    series = a_series(slices=1, modality="", rows=3000, columns=4000)
    return replace(series, container=Container.PHOTO, geometry=None)


def test_a_photo_for_the_skin_may_be_larger_than_the_service_takes():
    assert fits(SKIN, a_photo()) == ()
    assert SKIN.limits.resampled_below == 1280
    assert check(SKIN, InputFacts(series=a_photo(), slice_bytes=(20_000_000,))) == ()
    too_big = InputFacts(series=a_photo(), slice_bytes=(20_000_001,))
    assert kinds(check(SKIN, too_big)) == [LimitKind.FILE_TOO_BIG]


@pytest.mark.parametrize("container", [Container.DICOM, Container.NIFTI])
def test_what_is_no_photo_is_nothing_for_the_skin(container):
    series = replace(a_photo(), container=container)

    assert kinds(fits(SKIN, series)) == [LimitKind.NOT_A_PICTURE]


def test_a_hip_may_be_a_picture_and_a_knee_may_not():
    assert fits(HIP_FRACTURE, a_photo()) == ()
    assert kinds(fits(KNEE_KL, a_photo())) == [LimitKind.NOT_DICOM]


@pytest.mark.parametrize(
    ("lean_deg", "expected"), [(0, []), (19.9, []), (20.1, [LimitKind.NOT_AXIAL])]
)
@pytest.mark.parametrize("endpoint", [COVID_CT, CT_REGISTRATION], ids=lambda one: one.name)
def test_axial_slices_lean_at_most_a_little(endpoint, lean_deg, expected):
    assert kinds(fits(endpoint, a_series(tilt_deg=lean_deg))) == expected


@pytest.mark.parametrize(
    ("lean_deg", "expected"), [(0, []), (19.9, []), (20.1, [LimitKind.NOT_SAGITTAL])]
)
def test_the_spine_is_seen_from_the_side(lean_deg, expected):
    angle = math.radians(lean_deg)
    leaning = turned(
        a_series(modality="MR"), (math.sin(angle), math.cos(angle), 0.0), (0.0, 0.0, -1.0)
    )

    assert kinds(fits(LUMBAR_MRI, leaning)) == expected
    assert fits(LUMBAR_MRI.slots[1], leaning) == ()


def test_an_axial_spine_is_a_second_series_and_no_first_one():
    axial = a_series(modality="MR")

    assert kinds(fits(LUMBAR_MRI, axial)) == [LimitKind.NOT_SAGITTAL]
    assert fits(LUMBAR_MRI.slots[1], axial) == ()


@pytest.mark.parametrize("endpoint", [COVID_CT, LUMBAR_MRI], ids=lambda one: one.name)
def test_a_direction_needs_positions(endpoint):
    series = replace(fitting(endpoint), geometry=None)

    assert kinds(fits(endpoint, series)) == [LimitKind.NO_POSITIONS]


@pytest.mark.parametrize(
    ("thickness", "expected"),
    [
        (0.99, [LimitKind.THICKNESS_UNFIT]),
        (0.9999, []),
        (1.0, []),
        (3.0, []),
        (3.0001, []),
        (3.01, [LimitKind.THICKNESS_UNFIT]),
        (5.0, [LimitKind.THICKNESS_UNFIT]),
    ],
)
def test_calcium_is_scored_on_slices_of_one_to_three_millimetres(thickness, expected):
    series = replace(a_series(), slice_thickness=thickness)

    assert kinds(fits(CALCIUM_SCORE, series)) == expected


def test_without_a_thickness_the_distance_of_the_slices_counts():
    assert fits(CALCIUM_SCORE, replace(a_series(step_mm=2.5), slice_thickness=None)) == ()
    far = replace(a_series(step_mm=5.0), slice_thickness=None)
    assert kinds(fits(CALCIUM_SCORE, far)) == [LimitKind.THICKNESS_UNFIT]


def test_a_thickness_that_nobody_knows_is_said():
    unknown = replace(a_series(), slice_thickness=None, geometry=None)

    assert kinds(fits(CALCIUM_SCORE, unknown)) == [
        LimitKind.NO_POSITIONS,
        LimitKind.THICKNESS_UNKNOWN,
    ]


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (None, []),
        (StackProblem(StackProblemKind.SPLIT, ("1", "4", "phase")), [LimitKind.NOT_ONE_VOLUME]),
        (StackProblem(StackProblemKind.TIMES_LEFT_OUT, ("64", "90")), [LimitKind.NOT_ONE_VOLUME]),
    ],
)
def test_a_nifti_file_is_one_volume_of_any_length(problem, expected):
    series = replace(
        a_series(slices=4, modality="NIFTI"),
        container=Container.NIFTI,
        problems=() if problem is None else (problem,),
    )

    assert kinds(fits(CALCIUM_SCORE, series)) == expected
    assert kinds(fits(CHEST_CT, replace(series, problems=()))) == [LimitKind.NOT_DICOM]


@pytest.mark.parametrize("container", [Container.PHOTO, Container.DICOM])
def test_a_question_takes_whatever_can_be_shown_as_a_picture(container):
    series = replace(a_series(slices=3, modality="XC"), container=container, geometry=None)

    assert fits(MEDICAL_QA, series) == ()


@pytest.mark.parametrize(
    ("kind", "session", "text", "pictures", "expected"),
    [
        ("chiefComplaint", "", "皮疹三天", 0, []),
        ("images", "", "", 1, []),
        ("images", "", "", 0, [LimitKind.TEXT_MISSING]),
        ("chiefComplaint", "", " ", 0, [LimitKind.TEXT_MISSING]),
        ("age", "", "六岁", 0, [LimitKind.SESSION_MISSING]),
        ("age", "s-1", "六岁", 0, []),
        ("symptoms", "s-1", "痒" * 500, 0, []),
        ("symptoms", "s-1", "痒" * 501, 0, [LimitKind.TEXT_TOO_LONG]),
    ],
)
def test_a_turn_of_a_consultation_has_text_and_session(kind, session, text, pictures, expected):
    assert kinds(check_question(kind, session, text, pictures)) == expected
