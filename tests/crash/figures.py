"""What the crash tests counted."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Final

_WORDS: Final = {
    "random_kills": "SIGKILL at random moments",
    "named_kills": "SIGKILL at named moments",
    "moments": "of so many different names",
    "acknowledged": "events, job states and files acknowledged before",
    "lost": "of these lost",
    "integrity_failures": "libraries that did not open, or failed a check",
    "submitted": "submissions counted at the service",
    "double_submissions": "of these for a job that had been submitted before",
    "unknown_asked": "unknown outcomes, asked about",
    "unknown_guessed": "unknown outcomes, submitted again unasked",
    "resumed": "jobs finished by a later process",
    "unfinished": "jobs that no later process finished",
    "leftovers": "temporary files and packed uploads left after the next start",
    "worst_start_s": "longest start to a usable window after a crash, s",
}


@dataclass
class CrashFigures:
    """Figures of one or more campaigns."""

    random_kills: int = 0
    named_kills: int = 0
    moments: int = 0
    acknowledged: int = 0
    lost: int = 0
    integrity_failures: int = 0
    submitted: int = 0
    double_submissions: int = 0
    unknown_asked: int = 0
    unknown_guessed: int = 0
    resumed: int = 0
    unfinished: int = 0
    leftovers: int = 0
    worst_start_s: float = 0.0

    def __add__(self, other: "CrashFigures") -> "CrashFigures":
        """Return the figures of both."""
        summed = {
            each.name: getattr(self, each.name) + getattr(other, each.name)
            for each in fields(self)
            if each.name != "worst_start_s"
        }
        return CrashFigures(**summed, worst_start_s=max(self.worst_start_s, other.worst_start_s))

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was lost, broken, sent twice, guessed or left."""
        wrong = ("lost", "integrity_failures", "double_submissions", "unknown_guessed")
        return not any(getattr(self, name) for name in (*wrong, "unfinished", "leftovers"))

    def as_line(self) -> str:
        """Return them as one line of JSON."""
        return json.dumps({"crash": asdict(self) | {"worst_start_s": round(self.worst_start_s, 2)}})

    def as_table(self) -> str:
        """Return them for people, as a table in Markdown."""
        rows = [f"| {words} | {getattr(self, name):.4g} |" for name, words in _WORDS.items()]
        return "\n".join(("| | |", "|---|---|", *rows))
