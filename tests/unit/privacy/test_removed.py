"""The sentences of the pre-flight, held against what the code does."""

import io

import pydicom
import pytest
from pydicom.datadict import dictionary_VR

from tests.image_builders import write_series
from viewer.app.preflight import removed_words
from viewer.privacy.deidentify import deidentified
from viewer.privacy.kept import KEPT, REPLACED_UIDS, WORDS_ALLOWED
from viewer.privacy.removed import KEPT_FIELDS, NAMED, Removed
from viewer.privacy.uid_map import UidMap

PLANTED = {"DA": "19471113", "TM": "031415.926", "DT": "19471113031415", "AS": "077Y", "DS": "61.7"}
PLANTED |= {"CS": "Q", "SQ": None, "UI": "1.2.840.99.47.11"}


@pytest.mark.parametrize("kind", Removed)
def test_what_a_sentence_names_is_not_in_what_leaves(tmp_path, kind):
    path = write_series(tmp_path, slices=1)[0]
    image = pydicom.dcmread(path)
    for keyword in NAMED[kind]:
        value = PLANTED.get(dictionary_VR(keyword), f"Qux{keyword[:9]}")
        setattr(image, keyword, value)
    buffer = io.BytesIO()
    image.save_as(buffer)

    clean = pydicom.dcmread(io.BytesIO(deidentified(buffer.getvalue(), UidMap(bytes(32))).content))

    for keyword in NAMED[kind]:
        left = clean.get(keyword)
        assert not left or str(left) != str(image[keyword].value), keyword


def test_nothing_that_stays_can_hold_a_person_a_time_a_uid_or_free_text():
    free = {"PN", "LO", "SH", "LT", "ST", "UT", "UC", "DA", "TM", "DT", "AS", "UI", "SQ", "CS"}
    doubtful = {keyword for keyword in KEPT if dictionary_VR(keyword) in free}

    assert doubtful <= {"SOPClassUID", *WORDS_ALLOWED}
    assert not {keyword for named in NAMED.values() for keyword in named} & KEPT


def test_every_uid_of_an_image_that_is_named_is_replaced():
    named = {keyword for keyword in NAMED[Removed.TIMES_AND_UIDS] if keyword.endswith("UID")}

    assert named == set(REPLACED_UIDS)


def test_the_pre_flight_has_a_sentence_for_each_kind_and_says_how_much_stays():
    words = removed_words()

    assert len(words) == len(Removed) + 2
    assert str(KEPT_FIELDS) in words[-2]
    assert len(KEPT) - 1 == KEPT_FIELDS
