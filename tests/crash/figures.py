"""What the crash tests counted."""

import json
from dataclasses import asdict, dataclass, field, fields
from statistics import median
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
    "resumed": "jobs that came to their end, some of them by a later process",
    "unfinished": "jobs that no later process finished",
    "leftovers": "temporary files and packed uploads left after the next start",
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
    starts_s: list[float] = field(default_factory=list)
    """From the start of a process after a crash until its window can be used."""
    orderly_starts_s: list[float] = field(default_factory=list)
    """The same after an orderly end."""

    def __add__(self, other: "CrashFigures") -> "CrashFigures":
        """Return the figures of both."""
        names = [each.name for each in fields(self)]
        return CrashFigures(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing was lost, broken, sent twice, guessed or left."""
        wrong = ("lost", "integrity_failures", "double_submissions", "unknown_guessed")
        return not any(getattr(self, name) for name in (*wrong, "unfinished", "leftovers"))

    def as_line(self) -> str:
        """Return them as one line of JSON."""
        said = {name: value for name, value in asdict(self).items() if name in _WORDS}
        return json.dumps({"crash": said | {name: seconds for name, _, seconds in self._times()}})

    def as_table(self) -> str:
        """Return them for people, as a table in Markdown."""
        rows = [f"| {words} | {getattr(self, name):.4g} |" for name, words in _WORDS.items()]
        rows += [f"| {words} | {seconds:.2f} s |" for _, words, seconds in self._times()]
        return "\n".join(("| | |", "|---|---|", *rows))

    def _times(self) -> list[tuple[str, str, float]]:
        if not self.starts_s or not self.orderly_starts_s:
            return []
        usual, after = median(self.orderly_starts_s), median(self.starts_s)
        until = "start of a window with a series, until it can be used"
        return [
            ("orderly_start_s", f"{until}: median after an orderly end", round(usual, 3)),
            ("start_s", f"{until}: median after a crash", round(after, 3)),
            ("worst_start_s", f"{until}: longest after a crash", round(max(self.starts_s), 3)),
        ]
