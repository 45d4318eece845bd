"""`python -m viewer` and the `viewer` program."""

import sys


def main() -> int:
    """Run the command line; the window is one of its commands."""
    from viewer.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
