"""What a benchmark measured, beside its peers, as the documented JSON."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

VERSION = 1


@dataclass(frozen=True)
class BenchResult:
    """One figure of this program and the same of other libraries, measured in the same run.

    Smaller is better, unless said otherwise. `unit` belongs to `ours` and to all `peers`;
    `missing` names peers that are not installed, or cannot do it.
    """

    name: str
    metric: str
    ours: float
    peers: Mapping[str, float] = field(default_factory=dict)
    unit: str = "s"
    missing: tuple[str, ...] = ()
    is_larger_better: bool = False

    @property
    def ratio_to_best_peer(self) -> float | None:
        """Return ours divided by the best peer's; None without peers."""
        choose = max if self.is_larger_better else min
        best = choose(self.peers.values(), default=0.0)
        return self.ours / best if best > 0 else None

    def as_json(self) -> dict[str, object]:
        """Return the result as the benchmark format has it."""
        ratio = self.ratio_to_best_peer
        missing = {"not_there": list(self.missing)} if self.missing else {}
        return {
            "name": self.name,
            "metric": self.metric,
            "ours": round(self.ours, 6),
            "peers": {name: round(value, 6) for name, value in self.peers.items()},
            "ratio_to_best_peer": None if ratio is None else round(ratio, 4),
            "unit": self.unit,
            **missing,
        }

    def as_line(self) -> str:
        """Return the result for people, on one line."""
        peers = "  ".join(f"{name} {value:.4g}" for name, value in self.peers.items())
        ratio = self.ratio_to_best_peer
        times = "" if ratio is None else f"  ({ratio:.3f} × best peer)"
        left_out = f"  (not there: {', '.join(self.missing)})" if self.missing else ""
        line = f"{self.name}: {self.metric}: {self.ours:.4g} {self.unit}  {peers}"
        return line.rstrip() + times + left_out


def document(results: Iterable[BenchResult]) -> str:
    """Return the benchmark document as JSON text."""
    body = {"version": VERSION, "results": [result.as_json() for result in results]}
    return json.dumps(body, indent=2) + "\n"
