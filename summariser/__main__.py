"""The console script: nothing but the start, so that even an early Ctrl-C ends without a traceback."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        from summariser.cli import main as run  # noqa: PLC0415 - an interrupt while it is imported is caught, too

        code = run()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
