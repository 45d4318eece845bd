"""`viewer bench`: the benchmarks, each beside a peer library in the same run."""

import argparse
import importlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from viewer.foundation.errors import ExitStatus, WrongUsage
from viewer.foundation.files import atomic_write

if TYPE_CHECKING:
    from viewer.bench.result import BenchResult

BENCHMARKS: Final[Mapping[str, tuple[str, str]]] = {
    "load": ("load", ""),
    "load-j2k": ("load_compressed", "j2k"),
    "load-jls": ("load_compressed", "jls"),
    "load-jpegll": ("load_compressed", "jpegll"),
    "load-rle": ("load_compressed", "rle"),
    "load-htj2k": ("load_compressed", "htj2k"),
    "first-image": ("first_image", ""),
    "scroll": ("scroll", ""),
    "window": ("window", ""),
    "ceph": ("ceph", ""),
    "open-many": ("open_many", ""),
    "memory": ("memory", ""),
    "start": ("start", ""),
    "library": ("library", ""),
    "similar": ("similar", ""),
}
"""The module of `viewer.bench` by the name of the benchmark, and the kind it is run with."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command."""
    parser = subparsers.add_parser("bench", help="the benchmarks, each beside a peer")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")


def run(args: argparse.Namespace) -> int:
    """Run the named benchmarks, all of them without a name, and print a line per figure."""
    unknown = [name for name in args.names if name not in BENCHMARKS]
    if unknown:
        raise WrongUsage(f"no benchmark named {unknown[0]}; there are: {', '.join(BENCHMARKS)}")
    results: list[BenchResult] = []
    for name in args.names or BENCHMARKS:
        module, kind = BENCHMARKS[name]
        measure = importlib.import_module(f"viewer.bench.{module}").run
        for result in measure(kind) if kind else measure():
            print(result.as_line(), flush=True)
            results.append(result)
    if args.json:
        document = {"version": 1, "results": [result.as_json() for result in results]}
        atomic_write(args.json, json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n")
    return ExitStatus.DONE
