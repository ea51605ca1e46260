"""What several tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from . import checkpoints

# pytest --hypothesis-profile thorough: ten thousand texts for each property, in some minutes.
settings.register_profile("thorough", max_examples=10_000, deadline=None)


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is read from or written to what the person who runs the tests keeps."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUMMARISER_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def tiny_checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Tiny real encoder-decoder checkpoints by name: mt5, bart, pegasus, mbart50, mbart25, nllb."""
    return checkpoints.build(tmp_path_factory.mktemp("checkpoints"))
