"""The command line: which command is meant, and what its errors say."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import Final

from viewer.foundation.errors import ExitStatus, KnownError, WrongUsage

COMMANDS: Final[dict[str, str]] = {
    "demo": "every kind of study, analysed by the embedded local service",
    "serve": "the local service alone",
    "info": "studies, series, geometry, problems found",
    "analyze": "send images to an endpoint and write what comes back",
    "jobs": "what is under way; resume finishes what an earlier process left",
    "similar": "databases of pictures, and what is like an image",
    "render": "draw an image with a saved answer of a service",
    "verify": "whether the library is whole",
    "bench": "the benchmarks, each beside a peer library in the same run",
}
INTERRUPTED: Final = 130


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status.

    A known error becomes one line on stderr, in the person's language, and its documented
    status; a bug keeps its traceback and returns 1.
    """
    _speak_utf8()
    try:
        return _dispatch(list(arguments))
    except KnownError as error:
        return _say(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitStatus.DONE


def _dispatch(arguments: list[str]) -> int:
    first = arguments[0] if arguments else ""
    if first in COMMANDS:
        from viewer.cli.parsing import run_command

        return run_command(first, arguments)
    if first in ("-h", "--help"):
        from viewer.cli.parsing import overview

        print(overview(COMMANDS), end="")
        return ExitStatus.DONE
    if first in ("-V", "--version"):
        from importlib.metadata import version

        print(f"viewer {version('viewer')}")
        return ExitStatus.DONE
    if first.startswith("-"):
        raise WrongUsage(f"unknown option {first} (see: viewer --help)")
    if first and _is_bare_word(first):  # a script must not wait for a window
        raise WrongUsage(f"no command and no file is called {first} (see: viewer --help)")
    return _open_window(arguments)


def _is_bare_word(text: str) -> bool:
    """Tell whether this is no place of a file: a command misspelt, or one to come."""
    return text.isascii() and text.isalpha() and not os.path.lexists(text)


def _open_window(paths: list[str]) -> int:
    """Open the window; collecting garbage waits for its first picture (5 % of the start)."""
    gc.disable()
    from viewer.app.main import run_window

    return run_window(paths)


def _say(error: KnownError) -> int:
    """Print one line for a person, and return the status for the script."""
    print(_one_line(error), file=sys.stderr)
    return int(error.exit_status)


def _one_line(error: KnownError) -> str:
    if isinstance(error, WrongUsage):  # no need to start Qt for a misspelt option
        return f"viewer: {error.problem}"
    from viewer.words.errors import error_words
    from viewer.words.language import install_for_command_line

    install_for_command_line()
    return f"viewer: {error_words(error).line}"


def _speak_utf8() -> None:
    """Names and advice are Chinese as often as not, whatever the console's code page is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
