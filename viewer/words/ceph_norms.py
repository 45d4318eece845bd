"""Names of analyses and of sets of norms."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

ANALYSES: Final[dict[str, Callable[[], str]]] = {
    "steiner": lambda: QCoreApplication.translate("Analyses", "Steiner"),
    "downs": lambda: QCoreApplication.translate("Analyses", "Downs"),
    "tweed": lambda: QCoreApplication.translate("Analyses", "Tweed–Merrifield"),
    "ricketts": lambda: QCoreApplication.translate("Analyses", "Ricketts"),
    "mcnamara": lambda: QCoreApplication.translate("Analyses", "McNamara"),
    "jarabak": lambda: QCoreApplication.translate("Analyses", "Jarabak and Björk"),
    "wits": lambda: QCoreApplication.translate("Analyses", "Wits"),
    "holdaway": lambda: QCoreApplication.translate("Analyses", "Holdaway"),
    "burstone": lambda: QCoreApplication.translate("Analyses", "Burstone soft tissue"),
    "peking": lambda: QCoreApplication.translate("Analyses", "Peking University"),
    "west-china": lambda: QCoreApplication.translate("Analyses", "West China"),
    "shanghai-ninth": lambda: QCoreApplication.translate("Analyses", "Shanghai Ninth"),
    "wylie": lambda: QCoreApplication.translate("Analyses", "Wylie"),
    "e-line": lambda: QCoreApplication.translate("Analyses", "E line"),
    "kim": lambda: QCoreApplication.translate("Analyses", "Kim (ODI and APDI)"),
}

NORM_SETS: Final[dict[str, Callable[[], str]]] = {
    "peking": lambda: QCoreApplication.translate("Norms", "Peking University"),
    "west-china": lambda: QCoreApplication.translate("Norms", "West China"),
    "shanghai-ninth": lambda: QCoreApplication.translate("Norms", "Shanghai Ninth Hospital"),
    "steiner-chinese": lambda: QCoreApplication.translate("Norms", "Steiner, Chinese"),
    "downs-chinese": lambda: QCoreApplication.translate("Norms", "Downs, Chinese"),
    "tweed-chinese": lambda: QCoreApplication.translate("Norms", "Tweed, Chinese"),
    "ricketts-chinese": lambda: QCoreApplication.translate("Norms", "Ricketts, Chinese"),
    "mcnamara-chinese-child": lambda: QCoreApplication.translate(
        "Norms", "McNamara, Chinese children"
    ),
    "jarabak-chinese": lambda: QCoreApplication.translate("Norms", "Jarabak, Chinese"),
    "holdaway-chinese": lambda: QCoreApplication.translate("Norms", "Holdaway, Chinese"),
    "burstone-chinese": lambda: QCoreApplication.translate("Norms", "Burstone, Chinese"),
    "wylie-chinese": lambda: QCoreApplication.translate("Norms", "Wylie, Chinese"),
    "sichuan-male": lambda: QCoreApplication.translate("Norms", "Sichuan, men"),
    "sichuan-female": lambda: QCoreApplication.translate("Norms", "Sichuan, women"),
    "hong-kong": lambda: QCoreApplication.translate("Norms", "Southern Chinese"),
    "steiner-original": lambda: QCoreApplication.translate("Norms", "Steiner, original"),
    "downs-original": lambda: QCoreApplication.translate("Norms", "Downs, original"),
    "tweed-original": lambda: QCoreApplication.translate("Norms", "Tweed, original"),
    "ricketts-original": lambda: QCoreApplication.translate("Norms", "Ricketts, original"),
    "mcnamara-adult-female": lambda: QCoreApplication.translate("Norms", "McNamara, women"),
    "mcnamara-adult-male": lambda: QCoreApplication.translate("Norms", "McNamara, men"),
    "jarabak-original": lambda: QCoreApplication.translate("Norms", "Jarabak, original"),
    "bjork": lambda: QCoreApplication.translate("Norms", "Björk"),
    "wits-male": lambda: QCoreApplication.translate("Norms", "Wits, men"),
    "wits-female": lambda: QCoreApplication.translate("Norms", "Wits, women"),
    "holdaway-original": lambda: QCoreApplication.translate("Norms", "Holdaway, original"),
    "burstone-original": lambda: QCoreApplication.translate("Norms", "Burstone, original"),
    "e-line-original": lambda: QCoreApplication.translate("Norms", "Ricketts E line"),
    "kim": lambda: QCoreApplication.translate("Norms", "Kim"),
}
