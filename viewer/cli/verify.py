"""`viewer verify`: whether the library is whole; nothing is changed.

`--json` prints `{"version": 1, "library": …, "sound": …, "checks": […]}`: see `docs/formats.md`.
"""

import argparse
import json
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from viewer.foundation.errors import ExitStatus, LibraryUnavailable
from viewer.foundation.folders import Folders

if TYPE_CHECKING:
    from viewer.storage.checks import Check, Problem, Verification

VERSION: Final = 1


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command."""
    parser = subparsers.add_parser("verify", help="whether the library is whole")
    parser.add_argument(
        "library",
        nargs="?",
        type=Path,
        metavar="LIBRARY",
        help="its folder, its file, or a copy of that; without it, your own",
    )
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    """Print what was found; the status, and a line on stderr, say whether it is not sound."""
    from viewer.words.language import install_for_command_line

    install_for_command_line()
    verification = _verified(args.library or Folders.from_environment().data)
    from viewer.words.verify import summary, verification_lines

    if args.json:
        print(json.dumps(as_json(verification), ensure_ascii=False, indent=1))
    else:
        print("\n".join(verification_lines(verification)))
    if verification.is_sound:
        return ExitStatus.DONE
    print(f"viewer: {summary(verification)}", file=sys.stderr)
    return ExitStatus.INPUT


def _verified(place: Path) -> "Verification":
    from viewer.jobs.library import open_for_checking
    from viewer.storage.verify import unreadable, verify

    try:
        with closing(open_for_checking(place)) as library:
            return verify(library)
    except LibraryUnavailable as error:
        return unreadable(error)


def as_json(verification: "Verification") -> dict[str, object]:
    """Return the documented form."""
    return {
        "version": VERSION,
        "library": verification.library,
        "sound": verification.is_sound,
        "checks": [_check_json(check) for check in verification.checks],
    }


def _check_json(check: "Check") -> dict[str, object]:
    return {
        "name": check.name.value,
        "sound": check.is_sound,
        "count": check.count,
        "problem_count": check.problem_count,
        "problems": [_problem_json(problem) for problem in check.problems],
        "remarks": [_problem_json(remark) for remark in check.remarks],
    }


def _problem_json(problem: "Problem") -> dict[str, object]:
    return {"kind": problem.kind.value, "values": list(problem.values)}
