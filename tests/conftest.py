"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import checkpoints


@pytest.fixture(scope="session")
def tiny_checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Tiny real encoder-decoder checkpoints by name: mt5, bart, pegasus, mbart50, mbart25, nllb."""
    return checkpoints.build(tmp_path_factory.mktemp("checkpoints"))
