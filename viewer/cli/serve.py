"""`viewer serve`: the embedded local service alone."""

import argparse
from pathlib import Path

from viewer.foundation.errors import ServiceTrouble, ServiceUnavailable
from viewer.server.limits import DENTAL_FILE_BYTES


def add_parser(
    subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("serve", help="run the local service alone")
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument("--data", type=Path, help="folder for uploads, jobs and credentials")
    parser.add_argument(
        "--fault", action="append", default=[], metavar="NAME[=VALUE]", help="misbehave on purpose"
    )
    parser.add_argument(
        "--dental-file-bytes",
        type=int,
        default=DENTAL_FILE_BYTES,
        metavar="N",
        help="the largest file that the dental service takes (20 MiB)",
    )
    parser.add_argument(
        "--databases",
        type=Path,
        metavar="DIR",
        help="folder for the databases of the visual search, which several services may share",
    )
    parser.add_argument("--database-images", type=int, metavar="N", help=argparse.SUPPRESS)
    parser.add_argument(
        "--exit-with-stdin", action="store_true", help="end when standard input is closed"
    )


def run(args: argparse.Namespace) -> int:
    """Serve until stopped; returns the exit status."""
    from viewer.foundation.folders import Folders
    from viewer.server.asgi import DEFAULTS, Options
    from viewer.server.serve import run_service

    options = Options(
        dental_bytes=args.dental_file_bytes,
        databases=args.databases,
        database_images=args.database_images or DEFAULTS.database_images,
    )
    try:
        return run_service(
            args.data or Folders.from_environment().service,
            args.port,
            args.fault,
            exit_with_stdin=args.exit_with_stdin,
            options=options,
        )
    except OSError as error:
        raise ServiceUnavailable(ServiceTrouble.PORT_TAKEN, str(args.port)) from error
