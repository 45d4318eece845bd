"""The one number that each way of comparing has: its range, its words, and where it is kept."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QCoreApplication

from viewer.imaging.compare import CompareMode, CompareState


@dataclass(frozen=True, slots=True)
class Amount:
    """Whole numbers from `least` to `most`, a key's step apart."""

    least: int
    most: int
    step: int


AMOUNTS: Final = {
    CompareMode.CHECKERBOARD: Amount(4, 128, 4),
    CompareMode.BLEND: Amount(0, 100, 5),
    CompareMode.DIFFERENCE: Amount(25, 2000, 25),
    CompareMode.SWIPE: Amount(0, 100, 2),
}
"""Tile in px, share in %, range in the modality's unit, place of the divider in %."""


def amount_of(state: CompareState) -> int:
    """Return the number of the present mode; 0 where it has none."""
    return {
        CompareMode.CHECKERBOARD: state.tile,
        CompareMode.BLEND: round(state.share * 100),
        CompareMode.DIFFERENCE: round(state.reach),
        CompareMode.SWIPE: round(state.divider * 100),
    }.get(state.mode, 0)


def with_amount(state: CompareState, number: int) -> CompareState:
    """Return the state with another number for its mode, within the range."""
    amount = AMOUNTS.get(state.mode)
    if amount is None:
        return state
    kept = min(max(number, amount.least), amount.most)
    if state.mode is CompareMode.CHECKERBOARD:
        return replace(state, tile=kept)
    if state.mode is CompareMode.BLEND:
        return replace(state, share=kept / 100)
    if state.mode is CompareMode.DIFFERENCE:
        return replace(state, reach=float(kept))
    return replace(state, divider=kept / 100)


def stepped(state: CompareState, steps: int) -> CompareState:
    """Return the state so many steps of a key on."""
    amount = AMOUNTS.get(state.mode)
    return state if amount is None else with_amount(state, amount_of(state) + steps * amount.step)


def amount_name(mode: CompareMode) -> str:
    """Return what the slider sets, for its tooltip and its accessible name."""
    return {
        CompareMode.CHECKERBOARD: QCoreApplication.translate("Compare", "Size of a square"),
        CompareMode.BLEND: QCoreApplication.translate("Compare", "Share of the second series"),
        CompareMode.DIFFERENCE: QCoreApplication.translate("Compare", "Range of the colours"),
        CompareMode.SWIPE: QCoreApplication.translate("Compare", "Place of the divider"),
    }.get(mode, "")


def amount_words(state: CompareState, unit: str) -> str:
    """Return the number with its unit, as it stands beside the slider."""
    number = amount_of(state)
    if state.mode is CompareMode.CHECKERBOARD:
        return QCoreApplication.translate("Compare", "{0} px").format(number)
    if state.mode is CompareMode.DIFFERENCE:
        return f"±{number} {unit}".strip()
    return f"{number} %" if state.mode in AMOUNTS else ""
