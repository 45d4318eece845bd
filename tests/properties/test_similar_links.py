"""Links beside pictures: what is written is short and comes back, foreign text does no harm."""

from hypothesis import example, given
from hypothesis import strategies as st

from viewer.domain.similar import CaseLink
from viewer.jobs.similar.link import entity_id_of, extra_data_of, link_in
from viewer.privacy.uid_map import UidMap
from viewer.vendors.similar.rules import entity_id_problem, extra_data_problem

UIDS = st.from_regex(r"[0-9]([0-9.]{0,62}[0-9])?", fullmatch=True)
SIDES = st.integers(0, 65_000)
REGIONS = st.none() | st.tuples(SIDES, SIDES, SIDES, SIDES).map(
    lambda r: (min(r[0], r[2]), min(r[1], r[3]), max(r[0], r[2]) + 1, max(r[1], r[3]) + 1)
)
LINKS = st.builds(
    CaseLink,
    study=UIDS,
    series=UIDS,
    image=UIDS,
    frame=st.integers(0, 20_000),
    part=st.integers(0, 99).map(str) | st.just(""),
    region=REGIONS,
    finding=UIDS | st.just(""),
    label=st.text(max_size=700),
)


@given(LINKS, st.binary(min_size=16, max_size=32))
def test_a_link_comes_back_through_the_pairs_and_is_short(link: CaseLink, key: bytes) -> None:
    uid_map = UidMap(key)

    extra = extra_data_of(link, uid_map.sent)
    found = link_in(extra)

    assert extra_data_problem(extra) is None
    assert found is not None
    back = found.with_uids(uid_map.original)
    assert back is not None
    assert (back.study, back.series, back.image) == (link.study, link.series, link.image)
    assert (back.frame, back.part, back.region) == (link.frame, link.part, link.region)
    assert (uid_map.original(back.finding) or "") == link.finding
    assert extra_data_of(found, str) == extra


@given(LINKS)
def test_the_longest_uids_fit_as_they_are(link: CaseLink) -> None:
    extra = extra_data_of(link, lambda uid: uid.rjust(64, "1"))

    assert len(extra) <= 512
    assert link_in(extra) is not None


@given(
    st.text(max_size=600) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(str)
)
@example('{"v":1,"s":"1","e":"1","i":"1","l":"\ud800"}')
@example('{"v":1,"s":"1","e":"1","i":"1","f":NaN}')
def test_a_foreign_text_never_raises(text: str) -> None:
    link_in(text)


@given(LINKS, LINKS)
def test_ids_differ_for_different_images(one: CaseLink, other: CaseLink) -> None:
    sent = UidMap(b"k" * 32).sent
    first, second = entity_id_of(one, sent), entity_id_of(other, sent)

    assert entity_id_problem(first) is None
    if first == second:
        assert (one.image, one.frame, one.region) == (other.image, other.frame, other.region)
