"""`make fuzz`: many thousand damaged files; prints the figures, and what to do with a finding.

python -m tests.fuzz.long --count 10000 --first 0 --out fuzz-output
"""

import argparse
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.fuzz.changes import Change
from tests.fuzz.harness import Finding, Harness, Tally
from tests.fuzz.mutations import Mutant, mutated
from tests.fuzz.seeds import LARGE_BYTES, Seed, made_seeds, public_seeds

_TOLD = 500
_KEPT = 3
"""So many files of one cause are kept and told of."""
_OURS = re.compile(r"(viewer/\S+\.py\W+line \d+)")
_DATA = Path(os.environ.get("VIEWER_SHARED", Path(__file__).parents[3] / "shared")) / "data"


def mutants(seeds: tuple[Seed, ...], numbers: range) -> Iterator[tuple[str, Mutant, Seed]]:
    """Yield each damaged file, with the name that makes it again and what it was made from."""
    for number in numbers:
        seed, other = seeds[number % len(seeds)], random.Random(number).choice(seeds)
        name = f"{seed.name}|{other.name}|{number}"
        yield name, mutated(seed.content, other.content, number), seed


def main() -> int:
    """Run, and tell. The result is the number of findings, at most 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first damaged file")
    parser.add_argument("--like", default="", help="only files with this in their name")
    parser.add_argument("--out", type=Path, default=Path("fuzz-output"))
    arguments = parser.parse_args()
    seeds = made_seeds() + (public_seeds(_DATA, LARGE_BYTES) if _DATA.is_dir() else ())
    seeds = tuple(seed for seed in seeds if arguments.like in seed.name)
    arguments.out.mkdir(parents=True, exist_ok=True)
    kinds, causes = Counter[str](), Counter[str]()
    begun = time.monotonic()
    _say(f"{len(seeds)} whole files, {arguments.count} damaged ones")
    with Harness() as harness:
        numbers = range(arguments.first, arguments.first + arguments.count)
        for name, mutant, seed in mutants(seeds, numbers):
            kinds.update(mutant.kinds)
            finding = harness.give(name, mutant.content, seed.beside)
            if finding is not None:
                causes[_cause(finding)] += 1
                if causes[_cause(finding)] <= _KEPT:
                    _keep(finding, mutant.content, seed, arguments.out)
            if harness.tally.mutants % _TOLD == 0:
                _say(_line(harness.tally, time.monotonic() - begun))
        _report(harness.tally, kinds, time.monotonic() - begun)
        for cause, count in causes.most_common():
            _say(f"{count:>6} {cause}")
        return int(bool(harness.tally.findings))


def _cause(finding: Finding) -> str:
    """Return where a fault came from, the same for all damaged files that lead there."""
    ours = [line for line in finding.detail.splitlines() if _OURS.search(line)]
    where = _OURS.search(ours[-1]) if ours else None
    place = where.group(1) if where else ""
    return f"{finding.kind} {finding.detail.split(':')[0][:60]} {place}".replace("\n", " ")


def _keep(finding: Finding, content: bytes, seed: Seed, folder: Path) -> None:
    """Write the damaged file, and what differs from the whole one, as `regressions` has it."""
    number = finding.name.rpartition("|")[2]
    (folder / f"{number}.bin").write_bytes(content)
    change = Change.leading_to(seed, content)
    (folder / f"{number}.json").write_text(change.text(finding.detail), encoding="utf-8")
    (folder / f"{number}.txt").write_text(
        f"{finding.name}\n{finding.kind}\n{finding.detail}\n", encoding="utf-8"
    )
    _say(f"{finding.kind}: {finding.name}: {finding.detail.splitlines()[0]}")


def _line(tally: Tally, seconds: float) -> str:
    return f"{tally.mutants} in {seconds:.0f} s, findings {len(tally.findings)}"


def _report(tally: Tally, kinds: Counter[str], seconds: float) -> None:
    found = Counter(finding.kind for finding in tally.findings)
    _say(f"damaged files        {tally.mutants}")
    _say(f"time                 {seconds:.0f} s")
    for kind in ("crash", "hang", "fault", "slow", "memory"):
        _say(f"{kind:<20} {found[kind]}")
    peak, largest = tally.peak
    seconds, slowest = tally.slowest
    _say(f"peak memory          {peak / 1024**2:.0f} MiB: {largest}")
    _say(f"longest step         {seconds:.1f} s of processor time: {slowest}")
    _say(f"workers replaced     {tally.lost_workers}")
    for title, counts in (("ways of damage", kinds), ("what came of them", tally.counts)):
        _say(title)
        for name, count in sorted(counts.items()):
            _say(f"  {name:<34} {count}")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
