"""Where a person's own files are: one folder, which an environment variable moves. Looked up by the programs only."""

from __future__ import annotations

import os
from pathlib import Path

CONFIG = "SUMMARISER_CONFIG_DIR"


def config() -> Path:
    """The folder of settings and phrases; it need not exist."""
    moved = os.environ.get(CONFIG)
    if moved:
        return Path(moved)
    from platformdirs import user_config_path  # noqa: PLC0415 - seldom needed

    return user_config_path("summariser", appauthor=False)
