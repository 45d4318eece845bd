"""Each documented limit one below, at and one above."""

from dataclasses import replace

import pytest

from tests.vendor_builders import a_series
from viewer.domain.series import Container, StackProblem, StackProblemKind
from viewer.vendors.gateway.medical import LUNG_NODULE, MEDICAL
from viewer.vendors.limits import InputFacts, LimitKind, check, check_address, fits


def kinds(problems):
    return [problem.kind for problem in problems]


@pytest.mark.parametrize("endpoint", MEDICAL, ids=lambda endpoint: endpoint.name)
@pytest.mark.parametrize("beyond", [0, 1])
def test_the_number_of_slices_is_limited(endpoint, beyond):
    least, most = endpoint.limits.slices[0], endpoint.limits.slices[-1]

    few = fits(endpoint, a_series(slices=least - beyond))
    many = fits(endpoint, a_series(slices=most + beyond))

    assert kinds(few) == [LimitKind.TOO_FEW_SLICES] * beyond
    assert kinds(many) == [LimitKind.TOO_MANY_SLICES] * beyond


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
