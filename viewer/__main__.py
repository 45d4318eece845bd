"""`python -m viewer` and the `viewer` program."""

import sys

_DECODING_WORKER = "--decoding-worker"


def main() -> int:
    """Run the command line; the window is one of its commands."""
    if sys.argv[1:] == [_DECODING_WORKER]:  # how a frozen program starts its own workers
        from viewer.imaging.decoding import worker

        worker.main()
    from viewer.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
