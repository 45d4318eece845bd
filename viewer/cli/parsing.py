"""How the words of a command are parsed; the window starts without this."""

import argparse
import importlib
import logging
from collections.abc import Mapping
from typing import NoReturn, Protocol, cast

from viewer.foundation.errors import WrongUsage


class _Command(Protocol):
    def add_parser(self, subparsers: "argparse._SubParsersAction[_Parser]") -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


class _Parser(argparse.ArgumentParser):
    """An argparse parser whose errors take one line and say where the help is."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"{message} (see: {self.prog} --help)")


def run_command(name: str, arguments: list[str]) -> int:
    """Run one command; only its module is imported. Raises KnownError."""
    command = cast("_Command", importlib.import_module(f"viewer.cli.{name}"))
    parser = _Parser(prog="viewer")
    command.add_parser(parser.add_subparsers(dest="command", required=True, parser_class=_Parser))
    args = _parsed(parser, arguments)
    _set_up_logging()
    return command.run(args)


def _parsed(parser: _Parser, arguments: list[str]) -> argparse.Namespace:
    """Parse the words; paths may stand before, between and behind the options."""
    args, rest = parser.parse_known_args(arguments)
    if not rest:
        return args
    paths: list[str] | None = getattr(args, "paths", None)
    if paths is None or any(word.startswith("-") for word in rest):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    args.paths = [*paths, *rest]
    return args


def overview(commands: Mapping[str, str]) -> str:
    """Return what `viewer --help` prints."""
    parser = argparse.ArgumentParser(
        prog="viewer",
        usage="viewer [PATH…] | viewer COMMAND …",
        description="Without a command: open the window, with these files or folders.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="commands:\n"
        + "\n".join(f"  {name:<8}  {what}" for name, what in commands.items())
        + "\n\nexit status: 0 done, 2 wrong usage, 3 input not readable or not fit, "
        "4 the service refused or failed, 5 network",
    )
    parser.add_argument("-V", "--version", action="store_true", help="print the version")
    return parser.format_help()


def _set_up_logging() -> None:
    from viewer.foundation.redact import RedactingFilter

    handler = logging.StreamHandler()
    handler.addFilter(RedactingFilter())
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
