"""The summary of an answer held against its own lists: who counts otherwise says so."""

from collections import Counter
from collections.abc import Sequence

from viewer.domain.result import NoticeKind
from viewer.vendors.gateway.answers.collecting import Collected
from viewer.vendors.loose import Node, as_text


def compare_teeth(
    teeth: Sequence[Node], diseases: Sequence[Sequence[Node]], collected: Collected
) -> None:
    """Compare the counts of teeth, of diseased ones, and of each disease; `diseases` by tooth."""
    summary = collected.data.child("summary")
    _compare(summary.child("total_teeth_detected"), {len(teeth)}, collected)
    # a tooth may be suspected of nothing that has a name
    by_list = sum(bool(some) for some in diseases)
    by_status = sum(tooth.child("status").text() in {"疑似", "确证"} for tooth in teeth)
    by_status += sum(
        tooth.child("status").text().lower() in {"suspected", "confirmed"} for tooth in teeth
    )
    _compare(summary.child("diseased_teeth_count"), {by_list, by_status}, collected)
    counts = summary.child("disease_counts")
    named = [_names(disease) for some in diseases for disease in some]
    listed = Counter(name for names in named for name in names)
    for name in counts.value if isinstance(counts.value, dict) else ():
        _compare(counts.member(name), {listed[name]}, collected, as_text(name))


def compare_landmarks(total: int, visible: int, collected: Collected) -> None:
    """Compare the counts of points, and of those that are valid."""
    summary = collected.data.child("summary")
    _compare(summary.child("total_landmarks"), {total}, collected)
    _compare(summary.child("visible_landmarks"), {visible}, collected)


def _compare(said: Node, counted: set[int], collected: Collected, what: str = "") -> None:
    """Tell of a number that is none of those that may be meant; one that is none is let be."""
    value = said.number()
    if value is None or value in counted:
        return
    name = what or said.path.rsplit(".", 1)[-1]
    collected.notice(NoticeKind.COUNT_DIFFERS, name, f"{value:g}", str(min(counted)))


def _names(disease: Node) -> set[str]:
    """Return the names of a disease: a summary counts by one of them."""
    if isinstance(disease.value, str):
        return {disease.text()}
    return {disease.child(name).text() for name in ("name", "name_en")} - {""}
