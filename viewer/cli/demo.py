"""`viewer demo`: every kind of study, analysed by the embedded local service."""

import argparse
import sys
from pathlib import Path

from viewer.foundation.errors import ExitStatus


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command."""
    parser = subparsers.add_parser("demo", help="a demonstration with made-up patients")
    parser.add_argument(
        "--headless", action="store_true", help="no window: write pictures and reports"
    )
    parser.add_argument("--out", type=Path, default=Path("demo-output"), metavar="DIR")


def run(args: argparse.Namespace) -> int:
    """Draw the demo studies and analyse them; without a display, write what came of it."""
    from viewer.app.demo import has_display, run_headless, run_in_window
    from viewer.app.demo_study import demo_studies
    from viewer.foundation.folders import Folders

    is_headless = args.headless or not has_display()
    if is_headless:  # words first need an application, and that one needs no screen
        import os

        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _say("Drawing the demo studies (once) …")
    studies = demo_studies(Folders.from_environment())
    if not is_headless:
        return run_in_window(studies)
    for path in run_headless(studies, args.out, lambda name: _say(f"Analysing: {name} …")):
        print(path)
    return ExitStatus.DONE


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
