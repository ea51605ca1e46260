"""The console script: nothing but the start, so that even an early Ctrl-C ends without a traceback.

numpy computes in one thread, which must be said before it is imported: our products are small, and beside a busy core
two threads wait for each other for longer than they work.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from summariser.cli import main as run  # noqa: PLC0415 - an interrupt while it is imported is caught, too

        code = run()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
