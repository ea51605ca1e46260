"""Opens the reader for the command line, and leaves nothing of it behind."""

from __future__ import annotations

import os
from collections.abc import Sequence

from summariser.cli import DONE, FAILED
from summariser.console import Console
from summariser.jobs import NoInput
from summariser.loading import Web, load
from summariser.settings import Settings
from tui.app import Reader


def read(paths: Sequence[str], *, recursive: bool, settings: Settings, web: Web, keep: bool, one_story: bool) -> int:
    """Open the reader, and return the program's exit code when it is left. Raises NoInput before anything is shown."""
    away = [path for path in paths if "://" in path]
    sources, warned = load([path for path in paths if path not in away], recursive=recursive)
    if paths and not sources and not (away or web.feeds):
        for warning in warned:
            Console().warn(str(warning))
        raise NoInput("no usable input")
    app = Reader(sources, settings, warned, arguments=away, web=web, keep=keep, one_story=one_story)
    code = app.run()
    if app.running:
        os._exit(DONE if code is None else code)  # the terminal is given back; torch would keep the process alive
    return code if code is not None else app.return_code or FAILED
