"""Steps of a reading in the real window, and what can be seen of it."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from tests.fake_service import FakeService
from tests.vendor_builders import a_nodule, success
from tests.window_bench import Bench
from viewer.domain.ledger import Action

FOUR = tuple(
    a_nodule(
        ImageX=str(x), ImageY=str(4 + x % 3), ImageZ=str(3 + x), SOPInstanceUID=..., Diameter="3.5"
    )
    for x in (5, 8, 12, 16)
)


def a_service() -> FakeService:
    """A service that finds four nodules."""
    return FakeService(final=success(*FOUR))


async def analysed(bench: Bench, series: Path) -> None:
    """Open a series, have it analysed and select the first finding."""
    await bench.open(series)
    await bench.analyse()
    bench.window.activateWindow()
    bench.action("finding-next")


def decisions(bench: Bench) -> list[str]:
    """Return how the findings on the screen stand."""
    session = bench.wired.reviewing.session
    return [session.review.decision_on(finding.uid).value for finding in session.findings]


def number(bench: Bench) -> int:
    """Return the number of the selected finding; 0 for none."""
    finding = bench.wired.reviewing.finding_of(bench.wired.reviewing.selected_uid)
    return finding.number if finding is not None else 0


def actions_in_ledger(bench: Bench) -> list[Action]:
    """Return what the ledger has of the open stack."""
    reading, ledger = bench.wired.reviewing.session.reading, bench.wired.library.ledger
    return [event.action for event in ledger.of_stack(reading.stack)]


def said(root: QWidget) -> list[str]:
    """Return the words of all labels in sight."""
    return [label.text() for label in root.findChildren(QLabel) if label.isVisible()]
