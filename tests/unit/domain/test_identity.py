"""Whether two headers speak of one person: sure of it, sure of the contrary, or neither."""

import pytest

from viewer.domain.series import Identity

LI = Identity(patient_name="Li", patient_id="1", birth_date="19600203")


@pytest.mark.parametrize(
    ("other", "is_same", "is_other"),
    [
        (LI, True, False),
        (Identity("Li", "1 ", "19600203"), True, False),
        (Identity("Wang", "1"), True, False),  # a name that was changed
        (Identity("Li", "2", "19600203"), False, True),
        (Identity("Li", "", "19600203"), False, False),
        (Identity("Wang", ""), False, True),
        (Identity("Li", "", "19610203"), False, True),
        (Identity(), False, False),  # nothing is known of one
    ],
)
def test_people_are_the_same_others_or_unknown(other, is_same, is_other):
    assert LI.is_same_as(other) is other.is_same_as(LI) is is_same
    assert LI.is_other_than(other) is other.is_other_than(LI) is is_other


def test_without_an_identifier_name_and_birth_date_decide():
    assert Identity("Li", "", "19600203").is_same_as(Identity("Li", "", "19600203"))
    assert not Identity("Li", "", "19600203").is_same_as(Identity("Li"))
    assert Identity().is_same_as(Identity())
