"""The judge of damaged files sees what it is there to see."""

import pytest

from tests.fuzz import harness


@pytest.mark.parametrize(
    ("misbehaviour", "kind"),
    [("dies", "crash"), ("raises", "fault"), ("hangs", "hang"), ("wastes", "memory")],
)
def test_misbehaviour_is_seen_and_the_next_file_is_none_the_worse(monkeypatch, misbehaviour, kind):
    monkeypatch.setattr(harness, "WAIT_SECONDS", 1.0 if kind == "hang" else 20.0)
    monkeypatch.setattr(harness, "PEAK_BYTES", 300 * 1024**2)

    with harness.Harness(module="tests.fuzz.misbehaving") as judge:
        found = judge.give("a file", misbehaviour.encode())
        monkeypatch.setattr(harness, "WAIT_SECONDS", 20.0)
        fine = judge.give("another", b"good")

    assert found is not None
    assert found.kind == kind
    assert fine is None
