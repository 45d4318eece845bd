"""What blind-first reading says: the head, the card, who saw which finding."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from viewer.domain.agreement import Agreement
from viewer.domain.reading import Reading
from viewer.ui.panels.blind_card import BlindState
from viewer.ui.rows import HeaderState, RunHeader
from viewer.words.jobs import endpoint_words
from viewer.words.joining import joined


def concealed_header(endpoint: str) -> RunHeader:
    """Return the head of the list while an answer is there and not to be seen."""
    return RunHeader(
        state=HeaderState.CONCEALED,
        title=QCoreApplication.translate("Blind", "{0}: the answer is there").format(
            endpoint_words(endpoint)
        ),
        lines=(
            QCoreApplication.translate(
                "Blind", "It stays hidden until you have closed your own reading."
            ),
        ),
    )


def closing_card(reading: Reading, locked: str, *, has_seen: bool) -> BlindState:
    """Return the card that closes the reading, or, where that cannot be, shows the answer.

    `has_seen`: the reader knows another answer on these images.
    """
    if has_seen or reading.blind is not None:
        return BlindState(
            title=QCoreApplication.translate("Blind", "Your own reading is closed")
            if reading.blind is not None
            else QCoreApplication.translate("Blind", "You have seen an answer already"),
            action=QCoreApplication.translate("Blind", "Show the AI's findings"),
            locked=locked,
        )
    count = len(reading.own_findings)
    return BlindState(
        title=QCoreApplication.translate("Blind", "Read first, then see the AI"),
        lines=(_marked(count), _final()),
        action=_close(count),
        way_out=QCoreApplication.translate("Blind", "Show the AI without my own reading"),
        locked=locked,
    )


def _marked(count: int) -> str:
    if not count:
        return QCoreApplication.translate(
            "Blind", "You have marked nothing. Mark what you see with M, or say that it is nothing."
        )
    if count == 1:
        return QCoreApplication.translate("Blind", "You have marked 1 finding.")
    return QCoreApplication.translate("Blind", "You have marked {0} findings.").format(count)


def _final() -> str:
    return QCoreApplication.translate(
        "Blind", "What counts as seen by you is settled when you close; later marks do not count."
    )


def _close(count: int) -> str:
    if not count:
        return QCoreApplication.translate("Blind", "Nothing: close and show the AI")
    return QCoreApplication.translate("Blind", "Close my reading and show the AI")


def agreement_card(comparison: Mapping[str, Agreement]) -> BlindState:
    """Return the card that says how a closed reading and the service agree."""
    said = list(comparison.values())
    pairs = said.count(Agreement.BOTH) // 2
    counts = (
        (Agreement.BOTH, pairs),
        (Agreement.AI_ONLY, said.count(Agreement.AI_ONLY)),
        (Agreement.ME_ONLY, said.count(Agreement.ME_ONLY)),
    )
    count_words = QCoreApplication.translate("Blind", "{0}: {1}")
    return BlindState(
        lines=(
            joined(count_words.format(agreement_words(who), count) for who, count in counts),
            not_correctness(),
        )
    )


def agreement_words(agreement: Agreement) -> str:
    """Return who has a finding."""
    return {
        Agreement.BOTH: QCoreApplication.translate("Blind", "Both"),
        Agreement.AI_ONLY: QCoreApplication.translate("Blind", "AI only"),
        Agreement.ME_ONLY: QCoreApplication.translate("Blind", "Me only"),
    }[agreement]


def not_correctness() -> str:
    """Return what the numbers do not say."""
    return QCoreApplication.translate("Blind", "Agreement is not correctness.")


def conceal_note() -> str:
    """Return what an export says while the service's findings are concealed."""
    return QCoreApplication.translate(
        "Blind",
        "Only your own findings are written: the AI's are not shown until you close your reading.",
    )
